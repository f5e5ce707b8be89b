"""What a rule is, for people: from the rule's own data."""

from __future__ import annotations

from lintnews.findings import Applicability, Confidence, Severity
from lintnews.load import explanations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FIXES = {
    Applicability.SAFE: "safe: applied by --fix",
    Applicability.UNSAFE: "unsafe: applied by --fix --unsafe-fixes",
    Applicability.SHOWN: "shown only",
}
ROWS = 12  # of a table, at the most, where it is shown in part


def explain(rule: str, packs: tuple[str, ...] = ()) -> str:
    """Why a rule speaks, on what authority, with its examples. Raises KeyError for an id that no pack has."""
    known = explanations(packs)
    said = known.get(rule) or next((one for one in known.values() if rule in one["was"]), None)
    if said is None:
        raise KeyError(rule)
    name = next(id for id, one in known.items() if one is said)
    lines = [name, "=" * len(name), "", said["about"].replace("*", ""), ""]
    lines.append(f"{'severity':<11}{Severity(said['severity']).name.lower()}")
    lines.append(f"{'confidence':<11}{Confidence(said['confidence']).name.lower()}")
    lines.append(f"{'fix':<11}{_FIXES[Applicability(said['fix'])]}")
    if "measured" in said["spec"]:
        figures = said["spec"]["measured"].items()
        lines.append(f"{'measured':<11}{', '.join(f'{where} {figure}' for where, figure in figures)}, of findings on an error")
    lines.append(f"{'source':<11}{said['source']}")
    lines.append(f"{'pack':<11}{said['pack']}, line {said['line']}")
    lines += ["", "Flagged:", *(f"  {line}" for line in said["bad"]), "", "Left alone:", *(f"  {line}" for line in said["good"])]
    rows = said["spec"].get("swap", {})
    if rows:
        lines += ["", f"Its {len(rows)} rows, wrong to right:" if len(rows) <= ROWS else f"{ROWS} of its {len(rows)} rows, wrong to right:"]
        lines += [f"  {left} -> {_right(row)}" for left, row in list(rows.items())[:ROWS]]
    lines += ["", f'To switch it off: ignore = ["{name}"] in [tool.lintnews]; for one place: an [[allow]] entry.']
    return "\n".join(lines)


def _right(row: Any) -> str:
    to = row["to"] if isinstance(row, dict) else row
    return " | ".join(map(str, to)) if isinstance(to, list) else str(to)
