"""Rules about whole lines: which of them a line may match, and whether it does. What they find becomes findings in `blocks`."""

from __future__ import annotations

from lintnews.index import Index, Pattern
from lintnews.matchers import excepted, holds
from lintnews.matchers.walk import Block, ends

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
    if len(words) > pattern.widest + 2 * MOST_DECORATION:
        return False
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
