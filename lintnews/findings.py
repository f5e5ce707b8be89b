"""What lintnews says about a text: findings, and the fixes that they bring."""

from __future__ import annotations

from enum import IntEnum

from lintnews.spans import Span
from lintnews.values import NamedTuple


class Severity(IntEnum):
    """How bad a fault is, if we are right."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


class Confidence(IntEnum):
    """How sure we are, measured on real copy."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


class Applicability(IntEnum):
    """Whether a fix may be applied without a person looking."""

    SHOWN = 1
    UNSAFE = 2
    SAFE = 3


class Edit(NamedTuple):
    """Replace `span` by `new`."""

    span: Span
    new: str


class Fix(NamedTuple):
    """Edits that belong together, sorted and disjoint."""

    edits: tuple[Edit, ...]
    title: str
    applicability: Applicability


class Finding(NamedTuple):
    """A fault at a place. `rule` is an id, with its key where the rule is a table: `confusables/homophones[tow the line]`."""

    rule: str
    span: Span
    message: str
    severity: Severity
    confidence: Confidence
    fixes: tuple[Fix, ...] = ()  # best first
    origin: str = "native"  # the engine
    also: tuple[str, ...] = ()  # rules that say the same of this place


class Made(NamedTuple):
    """A fix that is made of a finding, one of several. `after` numbers those among them on whose outcome it builds."""

    finding: Finding
    fix: Fix
    after: tuple[int, ...] = ()

    @property
    def place(self) -> Span:
        """What the finding marks and what the fix changes: fixes whose places touch are not made at once."""
        edits = self.fix.edits
        return Span(min(self.finding.span.start, edits[0].span.start), max(self.finding.span.end, edits[-1].span.end))


def safest(finding: Finding) -> Applicability | None:
    """How a finding can be fixed at best; None if it has no fix."""
    return max((fix.applicability for fix in finding.fixes), default=None)


def bare(rule: str) -> str:
    """A rule's id without its key."""
    return rule.partition("[")[0]


def family(rule: str) -> str:
    return rule.partition("/")[0]


def urgency(finding: Finding) -> tuple[int, int, int, int, str]:
    """Sorts the finding that wins a place first: severity, confidence, earlier, longer, id."""
    return (-finding.severity, -finding.confidence, finding.span.start, finding.span.start - finding.span.end, finding.rule)


def reading_order(finding: Finding) -> tuple[int, int, str]:
    return (finding.span.start, finding.span.end, finding.rule)


def apply_edits(text: str, edits: tuple[Edit, ...]) -> str:
    """The text with the edits made; they must be sorted and disjoint."""
    out: list[str] = []
    at = 0
    for edit in edits:
        if edit.span.start < at:
            raise ValueError(f"edits overlap at {edit.span.start}")
        out += (text[at : edit.span.start], edit.new)
        at = edit.span.end
    return "".join((*out, text[at:]))
