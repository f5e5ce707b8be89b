"""Phrases, tables, token patterns, lines and blocks: whatever is written in the pattern language."""

from __future__ import annotations

from lintnews.document import Document
from lintnews.findings import Finding
from lintnews.index import Index, Pattern
from lintnews.matchers import excepted, fill, finding, holds, render
from lintnews.matchers.walk import Block, first_end
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE_LINE = 1


def check(document: Document, index: Index, active: frozenset[int]) -> list[Finding]:
    """Findings of the active rules that are patterns."""
    found: list[Finding] = []
    seen: set[tuple[int, Span]] = set()
    runs: dict[int, list[tuple[int, Pattern]]] = {}
    for number, words in enumerate(document.words):
        candidates = _candidates(words, index)
        if not candidates:
            continue
        block = Block(document, number)
        for at, wanted in candidates:
            pattern = index.pattern(wanted)
            if pattern.rule not in active:
                continue
            if pattern.whole > WHOLE_LINE:
                if whole_line(pattern, block):
                    runs.setdefault(pattern.rule, []).append((number, pattern))
                continue
            made = _match(pattern, block, at, index)
            if made is not None and (pattern.rule, made.span) not in seen:
                seen.add((pattern.rule, made.span))
                found.append(made)
    for rule, hits in runs.items():
        found += _runs(document, index, rule, hits)
    return found


def _candidates(words: list[str], index: Index) -> list[tuple[int, int]]:
    """Token numbers with the patterns that they trigger, in order."""
    out = []
    hits = index.words.keys() & words
    if hits:
        out += [(at, pattern) for at, word in enumerate(words) if word in hits for pattern in index.words[word]]
    if not index.firsts.isdisjoint(words):
        pairs, firsts = index.pairs, index.firsts
        previous = ""
        for at, word in enumerate(words):
            if previous and (key := f"{previous} {word}") in pairs:
                out += [(at - 1, pattern) for pattern in pairs[key]]
            previous = word if word in firsts else ""
    out.sort()
    return out


def _match(pattern: Pattern, block: Block, at: int, index: Index) -> Finding | None:
    """The finding of a pattern whose trigger stands at token `at`."""
    if pattern.whole:
        span = whole_line(pattern, block)
        if span is None:
            return None
        return finding(block.document, index.rules[pattern.rule], span, _news(pattern, block, span), pattern.message, pattern.key)
    for start in range(max(0, at - pattern.high), at - pattern.low + 1):
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


def _news(pattern: Pattern, block: Block, span: Span) -> Iterator[str]:
    for template in pattern.templates:
        new = render(template, block, span)
        if new is not None:
            yield new


def whole_line(pattern: Pattern, block: Block) -> Span | None:
    """The span of a block that a pattern matches whole, decoration at its ends left aside."""
    words = block.words
    start, end = 0, len(words)
    while start < end and not words[start][0].isalnum():
        start += 1
    while end > start and not words[end - 1][-1].isalnum():
        end -= 1
    for first in sorted({0, start}, reverse=True):
        stop = first_end(pattern.elements, block, first)
        while stop is not None and stop < len(words) and not words[stop][0].isalnum():
            stop += 1
        if stop == len(words) and holds(pattern.context, block, first, stop) and not excepted(pattern.excepts, block, first, stop):
            return block.document.blocks[block.number].span
    return None


def _runs(document: Document, index: Index, rule: int, hits: list[tuple[int, Pattern]]) -> Iterator[Finding]:
    """A finding for each run of at least `whole` neighbouring blocks."""
    numbers = sorted({number for number, _ in hits})
    pattern = hits[0][1]
    run: list[int] = []
    for number in [*numbers, -1]:
        if run and number == run[-1] + 1:
            run.append(number)
            continue
        if len(run) >= pattern.whole:
            span = Span(document.blocks[run[0]].span.start, document.blocks[run[-1]].span.end)
            made = finding(document, index.rules[rule], span, [""] if pattern.templates else [], pattern.message)
            if made is not None:
                yield made
        run = [number]
