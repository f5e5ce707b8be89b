"""Which rows of tables, and which rules, fire nowhere on some texts: `python -m bench.rows TEXT...` (files, a paragraph a line).

A row counts only if its wrong form is attested: what fires on nothing is listed for a second look, by rule, with how many rows it has.
"""

from __future__ import annotations

import argparse
import collections
from pathlib import Path

from lintnews.engines import native
from lintnews.findings import bare
from lintnews.formats import parse
from lintnews.load import load_indexes

CHUNK = 200  # lines that are read as one document


def fired(paths: list[Path]) -> set[str]:
    """The rules, with their keys, that fire in the files."""
    (index,) = load_indexes()
    active = frozenset(range(len(index.rules)))
    found: set[str] = set()
    for path in paths:
        lines = path.read_text("utf-8", "replace").splitlines()
        for start in range(0, len(lines), CHUNK):
            found.update(finding.rule for finding in native.check(parse("\n".join(lines[start : start + CHUNK]), "plain"), index, active))
    return found


def rows() -> dict[str, set[str]]:
    """By rule the rules with keys that its rows are; a rule without a table is its own row."""
    (index,) = load_indexes()
    found: dict[str, set[str]] = collections.defaultdict(set)
    for pattern in index.patterns():
        rule = index.rules[pattern.rule].id
        found[rule].add(f"{rule}[{pattern.key}]" if pattern.key else rule)
    return {head.id: found[head.id] or {head.id} for head in index.rules}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--list", action="store_true", help="name each row that fires nowhere")
    options = parser.parse_args()
    hit, known = fired(options.texts), rows()
    silent = {rule: sorted(of - hit) for rule, of in known.items()}
    total, idle = sum(map(len, known.values())), sum(map(len, silent.values()))
    print(f"{idle} of {total} rows fire nowhere; {sum(not of & hit for of in known.values())} of {len(known)} rules")
    for rule in sorted(known, key=lambda rule: (-len(silent[rule]), rule)):
        print(f"{len(silent[rule]):5} of {len(known[rule]):5}  {bare(rule)}")
        if options.list:
            print(*(f"       {row}" for row in silent[rule]), sep="\n")


if __name__ == "__main__":
    main()
