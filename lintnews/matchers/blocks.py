"""Lines that rules matched, and lines that look like furniture beside them, as findings: neighbouring lines are one, with one deletion.

A line is certain (a `line` rule of high confidence, error or warning), noted (another `line` rule), weak (a `block` rule: it counts
beside a certain line, among enough of its like, or with another at the document's edge), or it looks like furniture (`checks.furniture`).
"""

from __future__ import annotations

from importlib import import_module

from lintnews.document import Document
from lintnews.findings import Applicability, Confidence, Finding, Fix, Severity, family
from lintnews.index import Index, Pattern
from lintnews.matchers import deletion, finding
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LINE = 1  # `Pattern.whole` of a line rule; a block rule's is the number of lines that it needs
LOOKS, WEAK, NOTED, CERTAIN = range(4)


class Line:
    """A line that is or may be furniture: the number of its block, why we think so, and the rule that says it."""

    __slots__ = ("deletes", "least", "message", "number", "rule", "strength")

    def __init__(self, number: int, strength: int, rule: int, message: str, deletes: bool = True, least: int = 1) -> None:
        self.number = number
        self.strength = strength
        self.rule = rule
        self.message = message
        self.deletes = deletes
        self.least = least  # weak lines in a row that are enough


def findings(document: Document, index: Index, hits: Mapping[int, list[Pattern]], active: frozenset[int]) -> Iterator[Finding]:
    """Findings of the patterns that match whole lines, by the number of the line's block, and of the lines around them."""
    families: dict[str, dict[int, Line]] = {}
    for number, patterns in hits.items():
        for pattern in patterns:
            line = _line(number, pattern, index)
            lines = families.setdefault(family(index.rules[pattern.rule].id), {})
            if number not in lines or _rank(line, index) > _rank(lines[number], index):
                lines[number] = line
    for rule, name, options, message, *_ in index.documents:
        lines = families.get(family(index.rules[rule].id), {})
        if name == "furniture" and any(line.strength == CERTAIN for line in lines.values()):
            furniture = import_module("lintnews.checks.furniture")
            marks = {number: furniture.MARKS[line.strength] for number, line in lines.items()}
            if rule in active:
                yield from _found(
                    document, index, *_with_looks(lines, furniture.check_lines(document, marks, options), rule, message), active
                )
                families.pop(family(index.rules[rule].id))
    for lines in families.values():
        yield from _found(document, index, *_by_neighbours(document, lines), active)


def needed(index: Index, active: frozenset[int]) -> frozenset[int]:
    """The active rules, and those that tell an active one which lines are certain: what looks like furniture goes by them."""
    for rule, name, *_ in index.documents:
        if name == "furniture" and rule in active:
            whose = family(index.rules[rule].id)
            active = active.union(n for n, head in enumerate(index.rules) if head.kind in ("line", "block") and family(head.id) == whose)
    return active


def strength(pattern: Pattern, index: Index) -> int:
    """How sure a pattern is of a line that it matches whole: WEAK, NOTED or CERTAIN."""
    head = index.rules[pattern.rule]
    if pattern.whole > LINE:
        return WEAK
    return CERTAIN if head.severity >= Severity.WARNING and head.confidence == Confidence.HIGH else NOTED


def _line(number: int, pattern: Pattern, index: Index) -> Line:
    return Line(number, strength(pattern, index), pattern.rule, pattern.message, bool(pattern.templates), pattern.whole)


def _rank(line: Line, index: Index) -> tuple[int, int, int]:
    head = index.rules[line.rule]
    return (line.strength, head.severity * head.confidence, -line.rule)


def _with_looks(
    lines: dict[int, Line], looks: tuple[set[int], set[int]], rule: int, message: str
) -> tuple[list[list[Line]], list[list[Line]]]:
    """Runs that are furniture, and runs that may be: certain lines and those that surely look like it; the other lines."""
    sure, likely = looks
    strong = {n: line for n, line in lines.items() if line.strength == CERTAIN} | {n: Line(n, LOOKS, rule, message) for n in sure}
    rest = {n: line for n, line in lines.items() if n not in strong and line.strength == NOTED}
    soft = {n: Line(n, LOOKS, rule, message) for n in likely if n not in strong and n not in rest}
    return list(_runs(strong)), [*([line] for line in rest.values()), *_runs(soft)]


def _by_neighbours(document: Document, lines: dict[int, Line]) -> tuple[list[list[Line]], list[list[Line]]]:
    """Runs that hold a certain line or enough weak ones, and single lines that are noted."""
    strong, rest = [], []
    for run in _runs(lines):
        if any(line.strength == CERTAIN for line in run) or _enough(document, run):
            strong.append(run)
        else:
            rest += [[line] for line in run if line.strength == NOTED]
    return strong, rest


def _runs(lines: Mapping[int, Line]) -> Iterator[list[Line]]:
    """The runs of neighbouring lines."""
    run: list[Line] = []
    for number in sorted(lines):
        if run and number != run[-1].number + 1:
            yield run
            run = []
        run.append(lines[number])
    if run:
        yield run


def _enough(document: Document, run: list[Line]) -> bool:
    weak = [line.least for line in run if line.strength == WEAK]
    at_edge = run[0].number == 0 or run[-1].number == len(document.blocks) - 1
    return bool(weak) and len(weak) >= (2 if at_edge else min(weak))


def _found(
    document: Document, index: Index, strong: Iterable[list[Line]], rest: Iterable[list[Line]], active: frozenset[int]
) -> Iterator[Finding]:
    for run in strong:
        made = _finding(document, index, [line for line in run if line.rule in active])
        if made is not None:
            yield made
    for run in rest:
        made = _finding(document, index, [line for line in run if line.rule in active])
        if made is not None:
            yield made._replace(confidence=min(made.confidence, Confidence.MEDIUM)) if run[0].strength == LOOKS else made


def _finding(document: Document, index: Index, run: list[Line]) -> Finding | None:
    """One finding for a run of lines, by the rule that is surest of its line."""
    if not run:
        return None
    best = max(run, key=lambda line: (*_rank(line, index)[:2], -line.number))
    head = index.rules[best.rule]
    if len(run) == 1:
        return finding(document, head, document.blocks[best.number].span, [""] if best.deletes else [], best.message)
    kinds = list(dict.fromkeys(index.rules[line.rule].id for line in run))
    made = finding(document, head, _span(document, run), [""] if best.deletes else [], _message(document, run, kinds))
    if made is None or not made.fixes:
        return made
    return made._replace(fixes=_deletions(document, index, run, made.fixes[0]), also=tuple(kind for kind in kinds if kind != made.rule))


def _span(document: Document, run: list[Line]) -> Span:
    return Span(document.blocks[run[0].number].span.start, document.blocks[run[-1].number].span.end)


def _deletions(document: Document, index: Index, run: list[Line], whole: Fix) -> tuple[Fix, ...]:
    """The deletion of all the lines, which is safe if every one is certain; else also one of the certain lines alone, which is."""
    certain = {line.number: line for line in run if line.strength == CERTAIN and index.rules[line.rule].fix == Applicability.SAFE}
    title = f"delete {len(run)} lines"
    if len(certain) == len(run):
        return (Fix(whole.edits, title, Applicability.SAFE),)
    fixes = [Fix(whole.edits, title, min(whole.applicability, Applicability.UNSAFE))]
    if certain:
        edits = [edit for part in _runs(certain) for edit in deletion(document, _span(document, part))]
        fixes.append(Fix(tuple(edits), f"delete the {len(certain)} certain ones", Applicability.SAFE))
    return tuple(fixes)


def _message(document: Document, run: list[Line], kinds: list[str]) -> str:
    first, last = (document.line_of(document.blocks[line.number].span) + 1 for line in (run[0], run[-1]))
    names = [kind.partition("/")[2].replace("-", " ") for kind in kinds]
    shown = ", ".join(names[:4]) + (" ..." if len(names) > 4 else "")
    return f"lines {first}-{last} are page furniture: {shown} ({len(run)} lines)"
