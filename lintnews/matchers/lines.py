"""Rules about whole lines, and the blocks that neighbouring lines of furniture make.

A `line` rule is certain of its line. A `block` rule is not: its line counts beside a certain one, among enough of its like, or in a run at the
document's edge. Neighbouring lines of one family are one finding with one deletion.
"""

from __future__ import annotations

from lintnews.document import Document
from lintnews.findings import Applicability, Confidence, Finding, Severity, family
from lintnews.index import Index, Pattern
from lintnews.matchers import excepted, finding, holds
from lintnews.matchers.walk import Block, ends
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = 1  # `Pattern.whole` of a line rule; a block rule's is the number of lines that it needs
MOST_DECORATION = 6
_NOT_DECORATION = "\"'$€£"


def starting(words: list[str], index: Index) -> list[int]:
    """The patterns whose lines can start as these words do."""
    first = 0
    while first < len(words) and _decorates(words[first]):
        first += 1
    if first == len(words):
        return []
    head = "#" if words[first][0].isdigit() else words[first]
    keys = [f"{head} *"]
    if first + 1 == len(words):
        keys.append(f"{head} $")
    else:
        second = words[first + 1]
        keys.append(f"{head} #" if second[0].isdigit() else f"{head} {second}")
        if not second[0].isalnum():
            keys += (f"{head} .", f"{head} $")
    if head == "#":
        keys += [words[first] + key[1:] for key in keys]
    return [number for key in keys for number in index.lines.get(key, ())]


def reachable(pattern: Pattern, at: int) -> bool:
    """Whether a line's pattern can hold its trigger at token `at`, with some decoration before its start."""
    return at <= pattern.high + MOST_DECORATION


def matches(pattern: Pattern, block: Block) -> bool:
    """Whether a pattern matches a whole block, decoration at its ends left aside."""
    words = block.words
    first = 0
    while first < len(words) and _decorates(words[first]):
        first += 1
    return any(_whole(pattern, block, at) for at in ((first, 0) if first else (0,)))


def _whole(pattern: Pattern, block: Block, first: int) -> bool:
    words = block.words
    block.groups, block.slots = {}, {}
    for stop in ends(pattern.elements, block, first):
        while stop < len(words) and _decorates(words[stop]):
            stop += 1
        if stop == len(words):
            return holds(pattern.context, block, first, stop) and not excepted(pattern.excepts, block, first, stop)
    return False


def _decorates(word: str) -> bool:
    return not word[0].isalnum() and word not in _NOT_DECORATION


class Line:
    """A line that rules matched, and the strongest of their patterns."""

    __slots__ = ("number", "pattern", "rank")

    def __init__(self, number: int, pattern: Pattern, rank: tuple[int, int, int]) -> None:
        self.number = number  # of its block in the document
        self.pattern = pattern
        self.rank = rank


def findings(document: Document, index: Index, hits: dict[int, list[Pattern]]) -> Iterator[Finding]:
    """Findings of the patterns that match whole lines, by the number of the line's block."""
    families: dict[str, dict[int, Line]] = {}
    for number, patterns in hits.items():
        for pattern in patterns:
            head = index.rules[pattern.rule]
            rank = (pattern.whole == LINE, head.severity * head.confidence, -pattern.rule)
            lines = families.setdefault(family(head.id), {})
            if number not in lines or rank > lines[number].rank:
                lines[number] = Line(number, pattern, rank)
    for lines in families.values():
        for run in _runs(sorted(lines)):
            yield from _run_findings(document, index, [lines[number] for number in run])


def _runs(numbers: list[int]) -> Iterator[list[int]]:
    """The runs of neighbouring numbers."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _certain(line: Line, index: Index) -> bool:
    head = index.rules[line.pattern.rule]
    return line.pattern.whole == LINE and head.severity >= Severity.WARNING and head.confidence == Confidence.HIGH


def _run_findings(document: Document, index: Index, run: list[Line]) -> Iterator[Finding]:
    """One finding for the run if something in it is certain or its weak lines are enough; else one for each line that stands by itself."""
    if any(_certain(line, index) for line in run) or _enough(document, run):
        made = _block_finding(document, index, run)
        if made is not None:
            yield made
        return
    for line in run:
        if line.pattern.whole == LINE:
            made = _line_finding(document, index, line)
            if made is not None:
                yield made


def _enough(document: Document, run: list[Line]) -> bool:
    weak = sum(line.pattern.whole > LINE for line in run)
    if not weak:
        return False
    at_edge = run[0].number == 0 or run[-1].number == len(document.blocks) - 1
    return weak >= (2 if at_edge else min(line.pattern.whole for line in run if line.pattern.whole > LINE))


def _line_finding(document: Document, index: Index, line: Line) -> Finding | None:
    span = document.blocks[line.number].span
    return finding(document, index.rules[line.pattern.rule], span, _deletion(line.pattern), line.pattern.message)


def _deletion(pattern: Pattern) -> list[str]:
    return [""] if pattern.templates else []


def _block_finding(document: Document, index: Index, run: list[Line]) -> Finding | None:
    best = max(run, key=lambda line: (line.rank[:2], -line.number))
    if len(run) == 1:
        return _line_finding(document, index, best)
    span = Span(document.blocks[run[0].number].span.start, document.blocks[run[-1].number].span.end)
    heads = [index.rules[line.pattern.rule] for line in run]
    kinds = list(dict.fromkeys(head.id for head in heads))
    made = finding(document, index.rules[best.pattern.rule], span, _deletion(best.pattern), _message(document, run, kinds))
    if made is None:
        return None
    certain = all(_certain(line, index) and index.rules[line.pattern.rule].fix == Applicability.SAFE for line in run)
    limit = Applicability.SAFE if certain else Applicability.UNSAFE
    fixes = tuple(fix._replace(title=f"delete {len(run)} lines", applicability=min(fix.applicability, limit)) for fix in made.fixes)
    return made._replace(fixes=fixes, also=tuple(kind for kind in kinds if kind != made.rule))


def _message(document: Document, run: list[Line], kinds: list[str]) -> str:
    first, last = (document.lines.line_of(document.blocks[line.number].span.start) + 1 for line in (run[0], run[-1]))
    names = [kind.partition("/")[2].replace("-", " ") for kind in kinds]
    shown = ", ".join(names[:4]) + (" ..." if len(names) > 4 else "")
    return f"lines {first}-{last} are page furniture: {shown} ({len(run)} lines)"
