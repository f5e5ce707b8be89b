"""What a rule is, for people: from the rule's own data."""

from __future__ import annotations

from lintnews.findings import Applicability, Confidence, Severity
from lintnews.load import explanations
from lintnews.passes.level import shown
from lintnews.patterns import sample

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FIXES = {
    Applicability.SAFE: "safe: made by --fix",
    Applicability.UNSAFE: "unsafe: made by --fix --unsafe-fixes",
    Applicability.SHOWN: "shown only, never made",
}
ROWS = 12  # of a table, at the most, where it is shown in part


def explain(rule: str, packs: tuple[str, ...] = (), key: str = "") -> str:
    """Why a rule speaks, on what authority, with its examples, and how to fix what it finds or to switch it off.

    `key` names a row of a rule that is a table. Raises KeyError for an id that no pack has.
    """
    known = explanations(packs)
    said = known.get(rule) or next((one for one in known.values() if rule in one["was"]), None)
    if said is None:
        raise KeyError(rule)
    name = next(id for id, one in known.items() if one is said)
    parts = [[name, "=" * len(name)], [said["about"].replace("*", "")], _facts(said)]
    rows = said["spec"].get("swap", {})
    if (left := _left(key, rows)) is not None:
        parts.append(["The row:", f"  {left} -> {_right(rows[left])}"])
    parts += [["Flagged:", *_indented(said["bad"])], ["Left alone:", *_indented(said["good"])]]
    if rows:
        number = f"Its {len(rows)}" if len(rows) <= ROWS else f"{ROWS} of its {len(rows)}"
        parts.append([f"{number} rows, wrong to right:", *(f"  {left} -> {_right(row)}" for left, row in list(rows.items())[:ROWS])])
    parts += [["To fix it:", f"  {_remedy(name, said)}"], _ways_to_switch_off(f"{name}[{key}]" if key else name)]
    return "\n\n".join("\n".join(part) for part in parts)


def page(family: str, known: dict[str, dict[str, Any]]) -> str:
    """The rules of a family as a page of Markdown, made of `explanations`."""
    rules = {rule: said for rule, said in sorted(known.items()) if rule.partition("/")[0] == family}
    parts = [f"# Rules: {family}", f"Made of the rules' own data. {len(rules)} rules; `lintnews explain RULE` says more."]
    for rule, said in rules.items():
        severity, confidence = Severity(said["severity"]).name.lower(), Confidence(said["confidence"]).name.lower()
        fix = _FIXES[Applicability(said["fix"])].partition(":")[0]
        facts = [severity, f"{confidence} confidence", f"fix {fix}"]
        if said["trial"]:
            facts.append("on trial")
        if rows := len(said["spec"].get("swap", {})):
            facts.append(f"{rows} rows")
        parts += [f"## {rule}", said["about"], f"{', '.join(facts).capitalize()}. Source: {said['source']}."]
        examples = [*said["bad"][:4], *(f"{line}   (right)" for line in said["good"][:3])]
        parts.append("\n".join(["```text", *examples, "```"]))
    return "\n\n".join(parts) + "\n"


def _facts(said: dict[str, Any]) -> list[str]:
    severity, confidence = Severity(said["severity"]), Confidence(said["confidence"])
    runs = "always" if shown(severity, confidence, "default") else "with --level all, or when selected by its id"
    runs = "on trial: only when selected by its id" if said["trial"] else runs
    if said["kind"] == "engine":
        runs = f"{runs}, if its engine is asked: see --engines"
    facts = {
        "severity": severity.name.lower(),
        "confidence": confidence.name.lower(),
        "fix": _FIXES[Applicability(said["fix"])],
        "runs": runs,
        "quotes": "also inside quotation marks" if said["quotes"] else "not inside quotation marks",
        "source": said["source"],
        "pack": f"{said['pack']}, line {said['line']}",
    }
    if said["kind"] == "engine":
        figures = said["spec"]["measured"].items()
        facts["measured"] = ", ".join(f"{where} {figure}" for where, figure in figures) + ", of its findings on an error"
    return [f"{what:<11}{value}" for what, value in facts.items()]


def _remedy(name: str, said: dict[str, Any]) -> str:
    fix = Applicability(said["fix"])
    if fix is Applicability.SHOWN or not any("->" in line for line in said["bad"]):
        return "by hand"
    return f"lintnews check --fix {'' if fix is Applicability.SAFE else '--unsafe-fixes '}--select '{name}' PATH ..."


def _ways_to_switch_off(name: str) -> list[str]:
    return [
        "To leave it alone:",
        f"  one place     [sic] after the words; in Markdown and HTML, <!-- lintnews: off-next-block {name} --> before them",
        f"  some words    [[allow]] with rule = {_toml(name)} and text = ...",
        f"  some files    [[per-file]] with files = [...] and ignore = [{_toml(name)}]",
        f"  everywhere    ignore = [{_toml(name)}] in lintnews.toml, or in [tool.lintnews] of pyproject.toml",
    ]


def _toml(name: str) -> str:
    return f'"{name}"' if '"' not in name else f"'{name}'"


def _indented(examples: tuple[str, ...]) -> list[str]:
    return [f"  {line}".rstrip() for example in examples for line in example.split("\n")]


def _left(key: str, rows: dict[str, Any]) -> str | None:
    """The left side of the row of that key; None where only the compiler, which knows the word lists, can tell."""
    for left in rows if key else ():
        try:
            if sample(left, {}) == key:
                return left
        except KeyError:
            continue
    return None


def _right(row: Any) -> str:
    to = row["to"] if isinstance(row, dict) else row
    return " | ".join(map(str, to)) if isinstance(to, list) else str(to)
