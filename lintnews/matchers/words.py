"""Phrases, tables and token patterns: whatever is written in the pattern language; what matches whole lines goes on to `lines`."""

from __future__ import annotations

from lintnews.document import Document
from lintnews.findings import Finding
from lintnews.index import Index, Pattern
from lintnews.matchers import blocks, excepted, fill, finding, holds, lines, render
from lintnews.matchers.walk import Block, first_end
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lintnews.matchers.triggers import Places

FREE = 40  # triggers that are looked at before a gate is made, which takes a millisecond: in a single article it does not pay
_CLAUSE = ("z", "clause")
# No noun phrase or phrase with a preposition ends in these.
_NOMINATIVE = frozenset(("he", "she", "they", "we", "i", "who", "which", "that", "there", "what", "how", "why", "where", "when"))

_known: dict[tuple[Index, frozenset[int]], frozenset[int]] = {}  # for the rules of the run: they are the same for each of its documents


def check(document: Document, index: Index, active: frozenset[int], triggers: list[Places]) -> list[Finding]:
    """Findings of the active rules that are patterns; `triggers` are those of each block."""
    found, whole = matched(document, index, _needed(index, active), triggers)
    return [*found, *blocks.findings(document, index, whole, active)]


def _needed(index: Index, active: frozenset[int]) -> frozenset[int]:
    key = (index, active)
    if key not in _known:
        _known.clear()
        _known[key] = blocks.needed(index, active)
    return _known[key]


def matched(
    document: Document, index: Index, active: frozenset[int], triggers: list[Places]
) -> tuple[list[Finding], dict[int, list[Pattern]]]:
    """Findings of the active patterns, and by the number of its block each line that patterns match whole."""
    found: dict[int, list[Finding]] = {}
    whole: dict[int, list[Pattern]] = {}
    hints = index.hints
    for number, (words, places) in enumerate(zip(document.words, triggers, strict=True)):
        candidates = [*places, *((0, wanted) for wanted in lines.starting(words, index))]
        if not candidates:
            continue
        block = Block(document, number)
        for at, wanted in candidates:
            rule, probes, opening = hints[wanted]
            if rule not in active or (opening >= 0 and not _may_open(words, at - opening)) or (probes and not _likely(probes, words, at)):
                continue
            pattern = index.pattern(wanted)
            if pattern.whole:
                if lines.reachable(pattern, at) and lines.matches(pattern, block):
                    whole.setdefault(number, []).append(pattern)
            else:
                made = _match(pattern, wanted, block, at, index)
                if made is not None:
                    found.setdefault(rule, []).append(made)
    return [kept for same in found.values() for kept in _longest(same)], whole


def _longest(findings: list[Finding]) -> list[Finding]:
    """The findings of one rule without those that stand within another."""
    kept: list[Finding] = []
    for candidate in sorted(findings, key=lambda f: (f.span.start, -f.span.end)):
        if not kept or candidate.span.end > kept[-1].span.end:
            kept.append(candidate)
    return kept


def _match(pattern: Pattern, number: int, block: Block, at: int, index: Index) -> Finding | None:
    """The finding of a pattern, by its number too, whose trigger stands at token `at`."""
    asked = index.asked.get(number, 0)
    if asked <= FREE:
        index.asked[number] = asked + 1
    elif not _gated(pattern, number, block, at, index):
        return None
    if pattern.lead and not (at and block.syntax.tags(at - 1) & pattern.lead and block.words[at - 1] not in _NOMINATIVE):
        return None
    starts: Iterable[int] = range(max(0, at - pattern.high), at - pattern.low + 1)
    if pattern.elements[0] == _CLAUSE:
        starts = [start for start in block.syntax.clause_starts if start in starts]
    for start in starts:
        end = first_end(pattern.elements, block, start)
        if end is None or end <= at:
            continue
        if not holds(pattern.context, block, start, end) or excepted(pattern.excepts, block, start, end):
            continue
        if pattern.mark:
            if pattern.mark not in block.groups:
                continue
            first, last = block.groups[pattern.mark]
        else:
            first, last = start, end
        if last <= first:
            continue
        span = block.span(first, last)
        message = fill(pattern.message, block)
        made = finding(block.document, index.rules[pattern.rule], span, _news(pattern, block, span), message, pattern.key)
        if made is not None:
            return made
    return None


def _gated(pattern: Pattern, number: int, block: Block, at: int, index: Index) -> bool:
    """Whether the pattern's gate, if it has one, lets its trigger through."""
    from lintnews.gates import gate, passes

    if number not in index.gates:
        index.gates[number] = gate(pattern)
    found = index.gates[number]
    return found is None or passes(found, block.classes, at)


def _may_open(words: list[str], at: int) -> bool:
    """Whether a sentence may start at a token: it is the first, or punctuation or an abbreviation stands before it."""
    return at == 0 or (at > 0 and not words[at - 1][-1].isalnum())


def _likely(probes: tuple[tuple[int, int, frozenset[str]], ...], words: list[str], at: int) -> bool:
    """Whether words that a pattern needs stand near its trigger: most candidates end here."""
    for near, far, wanted in probes:
        if near == far:
            place = at + near
            if place < 0 or place >= len(words) or words[place] not in wanted:
                return False
        elif wanted.isdisjoint(words[max(0, at + near) : max(0, at + far + 1)]):
            return False
    return True


def _news(pattern: Pattern, block: Block, span: Span) -> Iterator[str]:
    for template in pattern.templates:
        new = render(template, block, span)
        if new is not None:
            yield new
