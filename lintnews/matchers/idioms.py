"""Near misses of idioms: texts that one change would make an idiom of the lexicon.

An idiom is looked at where one of its two rarest words stands. One change is allowed: a word for another, a word too few or one too many.
What decides is how much of the idiom is left, and how near the odd word is to the right one; deliberate variations put in a remote one.
"""

from __future__ import annotations

from lintnews.document import Document
from lintnews.findings import Finding
from lintnews.idioms import ARTICLE, ARTICLES, CLOSED, FIXED, FUNCTION, PREPOSITION, PREPOSITIONS, SEALED, SUBSTANCE
from lintnews.index import Expression, Index
from lintnews.matchers import finding, holds
from lintnews.matchers.walk import Block
from lintnews.spans import Span
from lintnews.tokens import copy_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lintnews.matchers.triggers import Places

    Place = tuple[int, tuple[str, ...]]  # an `idioms.Place`
    Variant = tuple[Place, ...]
    Near = tuple[Expression, Variant, int, int]  # the change and its place

SWAPPED, MISSING, EXTRA = range(3)


def check(document: Document, index: Index, active: frozenset[int], triggers: list[Places]) -> list[Finding]:
    """Findings of the active rules that are idioms; `triggers` are those of each block."""
    return [found for number, places in enumerate(triggers) if places for found in _block(document, number, places, index, active)]


def _block(document: Document, number: int, places: Places, index: Index, active: frozenset[int]) -> Iterator[Finding]:
    words = document.words[number]
    right: set[int] = set()  # the places of words that stand in an idiom as it should be
    near: dict[tuple[int, int, int], Near] = {}
    for at, wanted in places:
        expression = index.idiom(wanted)
        if expression.rule not in active:
            continue
        for variant, k in index.places(wanted, words[at]):
            for start, change, place in _changes(variant, k, words, at):
                length = len(variant) + (change == EXTRA) - (change == MISSING)
                if change is None:
                    right.update(range(start, start + length))
                else:
                    near.setdefault((-length, start, wanted), (expression, variant, change, place))
    block = Block(document, number)
    for (length, start, _), (expression, variant, change, place) in sorted(near.items(), key=lambda item: item[0]):
        end = start - length
        if right.isdisjoint(range(start, end)) and _judged(variant, change, place, block, start, end):
            made = _finding(expression, variant, change, place, block, start, end, index)
            if made is not None:
                right.update(range(start, end))
                yield made


def _changes(variant: Variant, k: int, words: list[str], at: int) -> Iterator[tuple[int, int | None, int]]:
    """Where a variant whose place `k` the word at `at` fills starts, the one change that it takes (None: it is right), at which place."""
    size = len(variant)
    if not _promising(variant, k, words, at):
        return
    for start in (at - k, at - k - 1, at - k + 1):
        if start < 0 or start + size - 1 > len(words):
            continue
        p = 0
        while p < size and start + p < len(words) and _fits(variant[p], words[start + p]):
            p += 1
        if p == size:
            yield start, None, 0
            return
        if p == 0 and variant[0][0] not in (CLOSED, SEALED):
            continue
        if start == at - k and start + size <= len(words) and p != k and _same(variant, p + 1, words, start + p + 1):
            yield start, SWAPPED, p
        if start != at - k - 1 and p > 0 and _same(variant, p + 1, words, start + p):
            yield start, MISSING, p
        if start != at - k + 1 and p > 0 and _same(variant, p, words, start + p + 1):
            yield start, EXTRA, p


def _promising(variant: Variant, k: int, words: list[str], at: int) -> bool:
    """Whether a neighbour fits: one change cannot part a word from both; at the edge of the idiom a neighbour but one will do."""
    for step in (1, -1):
        if 0 <= k + step < len(variant) and 0 <= at + step < len(words) and _fits(variant[k + step], words[at + step]):
            return True
    step = 1 if k == 0 else -1 if k == len(variant) - 1 else 0
    near, far = at + step, at + 2 * step
    if not step or not 0 <= far < len(words):
        return False
    return _fits(variant[k + 2 * step], words[far]) or _fits(variant[k + 2 * step], words[near]) or _fits(variant[k + step], words[far])


def _same(variant: Variant, k: int, words: list[str], at: int) -> bool:
    return at + len(variant) - k <= len(words) and all(_fits(variant[i], words[at + i - k]) for i in range(k, len(variant)))


def _fits(place: Place, word: str) -> bool:
    return word in place[1] if place[1] else word[0].isalnum()


def _judged(variant: Variant, change: int, place: int, block: Block, start: int, end: int) -> bool:
    """Whether the change is a slip and no variation."""
    kind, meant = variant[place]
    others = sum(one[0] in SUBSTANCE for at, one in enumerate(variant) if at != place or change == EXTRA)
    if change == EXTRA:
        return (
            others > 1
            and len(variant) > 3
            and block.words[start + place] in ARTICLES
            and kind in SUBSTANCE
            and variant[place - 1][0] != ARTICLE
        )
    last = place == len(variant) - 1
    if change == MISSING:
        if last:
            return False
        if kind == ARTICLE:
            return len(variant) > 3 and others > 1 and not _headline(block, start)
        if kind == PREPOSITION:
            return len(variant) > 3 and others > 1 and meant != ("of",)
        return kind in SUBSTANCE and len(variant) > 5 and others > 2
    found = block.words[start + place]
    if kind == ARTICLE:
        return found in ARTICLES and others > 1
    if kind == PREPOSITION:
        return found in PREPOSITIONS and others > 1 and len(variant) > 3 and not last
    if (
        kind == FIXED
        or found in FUNCTION
        or not found.isalpha()
        or len(found) < 3
        or not block.written(start + place).islower()
        or _hyphened(block, start + place)
    ):
        return False
    if kind == SEALED:
        return True
    from lintnews.matchers.likeness import alike

    following = block.words[end] if last and end < len(block.words) else ""
    if following.isalpha() and following not in FUNCTION:  # the odd word may be the first of a longer name: "outside the text box"
        return others > 1 and any(alike(found, word) for word in meant) and following not in meant
    if kind == CLOSED and others > 1:
        return True
    return (others > 1 or kind == CLOSED) and (any(alike(found, word) for word in meant) or (last and len(variant) > 4 and others > 2))


def _hyphened(block: Block, at: int) -> bool:
    return "-" in block.words[max(at - 1, 0) : at + 2 : 2] if at else block.words[1:2] == ["-"]


def _headline(block: Block, at: int) -> bool:
    """Whether the sentence has no full stop: headlines leave articles out."""
    start, end = block.document.sentence_at(block.number, block.starts[at])
    return block.document.cased[start:end].rstrip("\"')")[-1:] not in (".", "!", "?", ";")


def _finding(
    expression: Expression, variant: Variant, change: int, place: int, block: Block, start: int, end: int, index: Index
) -> Finding | None:
    if not holds(expression.context, block, start, end):
        return None
    from lintnews.matchers.likeness import nearest

    span = block.span(start, end)
    text = block.document.text
    meant = variant[place][1]
    if change == SWAPPED:
        first, last = block.starts[start + place], block.ends[start + place]
        new = copy_case(text[first:last], nearest(block.words[start + place], meant))
    elif change == MISSING:
        first = last = block.starts[start + place]
        new = meant[0] + " "
    else:
        first, last = block.starts[start + place], block.starts[start + place + 1]
        new = ""
    fixed = text[span.start : first] + new + text[last : span.end]
    return finding(block.document, index.rules[expression.rule], Span(*span), [fixed], expression.message, expression.key)
