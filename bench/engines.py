"""Measure every rule of a foreign engine on annotated and on clean text, and propose which to trust.

    python -m bench.engines harper --m2 web.m2=web.raw --m2 learners.m2 --gold articles/ --clean news.txt --clean more-news.txt

An annotated text is an M2 file (with its untokenised lines after `=`, if there are any), a folder of NAME.txt with NAME.gold.jsonl
(an object a line: find, occurrence, fixes), or with --sentences a file of objects (text, start, end, fix; without a fix: no error).
A clean text is edited prose, a paragraph a line. For each rule that spoke:

    on an error / spoken  right first fixes  errors that native does not mark  findings on clean text

`--propose` prints those that pass the bar as rules of a pack, to be reviewed; `--show RULE` what a rule marks, `!` where it is wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lintnews import check
from lintnews.engines.foreign import Passage, Said
from lintnews.formats import parse
from lintnews.spans import Span

if TYPE_CHECKING:
    from lintnews.engines.foreign import Reader

CHUNK = 50  # texts that are read at once


class Gold(NamedTuple):
    """An error, and what it may become."""

    span: Span
    news: tuple[str, ...]


class Text(NamedTuple):
    text: str
    gold: tuple[Gold, ...] | None  # None: clean
    where: str


class Row(NamedTuple):
    """What a rule did on annotated text, by corpus, and on clean text."""

    spoken: Counter[str]
    hits: Counter[str]
    right: Counter[str]
    new: Counter[str]
    clean: Counter[str]
    shown: list[str]


def m2(path: str) -> Iterator[Text]:
    """The sentences of an M2 file, with the first annotator's edits."""
    name, _, raw = path.partition("=")
    lines = Path(raw).read_text("utf-8").split("\n") if raw else []
    for number, block in enumerate(Path(name).read_text("utf-8").strip().split("\n\n")):
        source, *annotations = block.split("\n")
        tokens = source[2:].split()
        text = lines[number].strip() if number < len(lines) else ""
        places = _places(tokens, text)
        if places is None:
            text = _joined(tokens)
            places = _places(tokens, text) or []
        gold = []
        for line in annotations:
            span, kind, new, _, _, who = line[2:].split("|||")
            first, last = map(int, span.split())
            if first >= 0 and kind != "noop" and who == "0" and places:
                start = places[first].start if first < len(places) else len(text)
                end = places[last - 1].end if last > first else start
                gold.append(Gold(Span(start, end), ("" if new == "-NONE-" else new,)))
        yield Text(text, tuple(gold), Path(name).stem)


def _places(tokens: list[str], text: str) -> list[Span] | None:
    """Where each token stands; None if they do not spell the text."""
    places, at = [], 0
    for token in tokens:
        start = at = text.find(token, at)
        if at < 0:
            return None
        at += len(token)
        places.append(Span(start, at))
    return places if text else None


def _joined(tokens: list[str]) -> str:
    text = ""
    for token in tokens:
        tight = token[:1] in ",.;:!?)]%" or token.startswith(("'", "n't", "\u2019")) or text[-1:] in "([$\u00a3"
        text += token if tight or not text else " " + token
    return text


def articles(folder: str) -> Iterator[Text]:
    for path in sorted(Path(folder).glob("*.txt")):
        text = path.read_bytes().decode("utf-8-sig")
        gold = []
        for line in path.with_suffix(".gold.jsonl").read_text("utf-8").splitlines():
            entry = json.loads(line)
            at = -1
            for _ in range(entry["occurrence"]):
                at = text.index(entry["find"], at + 1)
            gold.append(Gold(Span(at, at + len(entry["find"])), tuple(entry["fixes"])))
        yield Text(text, tuple(gold), "articles")


def sentences(path: str) -> Iterator[Text]:
    for line in Path(path).read_text("utf-8").splitlines():
        entry = json.loads(line)
        error = Gold(Span(entry["start"], entry["end"]), (entry["fix"],))
        yield Text(entry["text"], (error,) if entry["fix"] else (), Path(path).stem)


def clean(path: str) -> Iterator[Text]:
    lines = [line for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
    for at in range(0, len(lines), CHUNK):
        yield Text("\n".join(lines[at : at + CHUNK]), None, Path(path).stem)


def read(reader: Reader, text: str) -> Iterator[tuple[Said, Span, str | None]]:
    """What the reader says, where, and the text that its first correction makes."""
    document = parse(text, "plain")
    passages = [Passage(document, block.span) for block in document.blocks]
    for passage, answer in zip(passages, reader.read([p.text for p in passages], "american", None), strict=True):
        for said in filter(passage.holds, answer):
            span = passage.span(said)
            fixed = text[: span.start] + passage.restored(said, said.news[0]) + text[span.end :] if said.news else None
            if not document.in_quotation(span):
                yield said, span, fixed


def measured(reader: Reader, texts: Iterator[Text]) -> dict[str, Row]:
    rows: dict[str, Row] = defaultdict(lambda: Row(Counter(), Counter(), Counter(), Counter(), Counter(), []))
    for one in texts:
        native = [finding.span for finding in check(one.text)] if one.gold else []
        for said, span, fixed in read(reader, one.text):
            row = rows[said.rule]
            around = one.text[max(0, span.start - 50) : span.start], one.text[span.start : span.end], one.text[span.end : span.end + 40]
            met = [gold for gold in one.gold or () if gold.span.overlaps(span)]
            row.shown.append(f"{' ' if met else '!'} {one.where}: {'{}[{}]{}'.format(*around)!r} -> {said.news[:1]}")
            if one.gold is None:
                row.clean[one.where] += 1
                continue
            row.spoken[one.where] += 1
            row.hits[one.where] += bool(met)
            row.right[one.where] += fixed is not None and any(_same(one.text, gold, fixed) for gold in met)
            row.new[one.where] += any(not any(gold.span.overlaps(span) for span in native) for gold in met)
    return rows


def _same(text: str, gold: Gold, fixed: str) -> bool:
    start, end = gold.span
    return any("".join((text[:start] + new + text[end:]).split()) == "".join(fixed.split()) for new in gold.news)


def propose(name: str, rules: list[tuple[str, Row]]) -> Iterator[str]:
    """The rules as a pack's, without about and examples."""
    yield f"pack: {name}\nrules:"
    for rule, row in rules:
        figures = {where: f"{row.hits[where]}/{spoken}" for where, spoken in row.spoken.items()}
        figures |= {"new": str(row.new.total()), "clean": str(row.clean.total())}
        yield f"- id: \n  about: \n  engine: {rule}\n  measured: {{{', '.join(f'{k}: {v}' for k, v in figures.items())}}}"


def reader_named(name: str) -> Reader:
    if name == "harper":
        from lintnews.engines.harper import Harper

        return Harper()
    if name == "languagetool":
        from lintnews.engines.languagetool import LanguageTool

        return LanguageTool()
    raise SystemExit(f"unknown engine {name!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine")
    parser.add_argument("--m2", action="append", default=[])
    parser.add_argument("--gold", action="append", default=[])
    parser.add_argument("--sentences", action="append", default=[])
    parser.add_argument("--clean", action="append", default=[])
    parser.add_argument("--precision", type=float, default=0.5, help="of a rule that passes")
    parser.add_argument("--noise", type=int, default=3, help="findings on clean text of a rule that passes, at most")
    parser.add_argument("--propose", action="store_true")
    parser.add_argument("--show", action="append", default=[], metavar="RULE")
    options = parser.parse_args()

    def texts() -> Iterator[Text]:
        for path in options.m2:
            yield from m2(path)
        for path in options.gold:
            yield from articles(path)
        for path in options.sentences:
            yield from sentences(path)
        for path in options.clean:
            yield from clean(path)

    reader = reader_named(options.engine)
    rows = measured(reader, texts())
    reader.close()
    ranked = sorted(rows.items(), key=lambda item: (-item[1].hits.total(), item[1].clean.total(), item[0]))
    bar = [
        (rule, row)
        for rule, row in ranked
        if row.hits.total() >= max(1, options.precision * row.spoken.total()) and row.clean.total() <= options.noise
    ]
    for rule, row in ranked:
        mark = "*" if (rule, row) in bar else " "
        spoken = f"{row.hits.total():>4}/{row.spoken.total():<4}"
        print(f"{mark} {rule:45} {spoken} {row.right.total():>4} {row.new.total():>4} {row.clean.total():>5}", dict(row.clean))
        if rule in options.show or (options.show == ["*"] and mark == "*"):
            print(*(f"      {line}" for line in row.shown), sep="\n")
    if options.propose:
        print(*propose(options.engine, bar), sep="\n")


if __name__ == "__main__":
    main()
