"""Fixes chosen, applied, and the text checked again until there is nothing left to apply; and the difference as a patch."""

from __future__ import annotations

from lintnews.findings import Applicability, Edit, Finding, Fix, Made, apply_edits, urgency
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Edits = tuple[Edit, ...]

ROUNDS = 10


class Fixed(NamedTuple):
    """A text after its fixes, what is still found in it, and the fixes of each round, in the text as the round found it.

    `unsettled` names the rules that kept proposing more: then the text is as it was.
    """

    text: str
    findings: list[Finding]
    rounds: tuple[list[Made], ...] = ()
    unsettled: tuple[str, ...] = ()

    @property
    def made(self) -> int:
        """How many fixes were made."""
        return sum(map(len, self.rounds))


def applicable(finding: Finding, least: Applicability) -> Fix | None:
    """The best fix of a finding that may be applied."""
    return next((fix for fix in finding.fixes if fix.applicability >= least), None)


def idle(text: str, fix: Fix) -> bool:
    """Whether a fix leaves the text as it is."""
    return all(text[edit.span.start : edit.span.end] == edit.new for edit in fix.edits)


def choose(text: str, findings: list[Finding], least: Applicability) -> list[Made]:
    """The fixes to make at once, the most urgent first, and none that touches another's place."""
    chosen: list[Made] = []
    for finding in sorted(findings, key=urgency):
        fix = applicable(finding, least)
        if fix is None or idle(text, fix):
            continue
        made = Made(finding, fix)
        if not any(made.place.touches(other.place) for other in chosen):
            chosen.append(made)
    return chosen


def fix_all(text: str, findings: list[Finding], check: Callable[[str, Edits], list[Finding]], least: Applicability) -> Fixed:
    """Make every fix of `findings`, the findings of `text`, and of what `check` then finds, in at most `ROUNDS` rounds.

    `check` gets the new text, and the edits that made it of the text before.
    """
    before = Fixed(text, findings)
    rounds: tuple[list[Made], ...] = ()
    for _ in range(ROUNDS):
        made = choose(text, findings, least)
        if not made:
            return Fixed(text, findings, rounds)
        edits = tuple(sorted(edit for one in made for edit in one.fix.edits))
        text = apply_edits(text, edits)
        rounds += (made,)
        findings = check(text, edits)
    if not choose(text, findings, least):
        return Fixed(text, findings, rounds)
    return before._replace(unsettled=tuple(sorted({f.rule for f in findings if applicable(f, least)})))


def unified_diff(path: str, before: str, after: str) -> str:
    """A patch that `git apply` takes; "" for equal texts. Line ends are kept as they are."""
    if before == after:
        return ""
    from difflib import unified_diff as lines_of

    old, new = _lines(before), _lines(after)
    name = path.removeprefix("./").lstrip("/")
    lines = lines_of(old, new, _header("a/" + name), _header("b/" + name))
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _header(name: str) -> str:
    """A file's name as git writes it: quoted if any of it would break the line or is no text; a tab ends one with a space."""
    if name.isprintable() and not any(c in '"\\' for c in name):
        return name + "\t" if " " in name else name
    return '"' + "".join(map(_quoted, name)) + '"'


def _quoted(c: str) -> str:
    special = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
    if c in special:
        return special[c]
    return c if c.isprintable() else "".join(f"\\{byte:03o}" for byte in c.encode("utf-8", "surrogateescape"))
