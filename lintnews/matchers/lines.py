"""Rules about whole lines: which of them a line may match, and whether it does. What they find becomes findings in `blocks`."""

from __future__ import annotations

from lintnews.index import Index, Pattern
from lintnews.matchers import excepted, holds
from lintnews.matchers.walk import Block, ends

MOST_DECORATION = 6
_NOT_DECORATION = "\"'$€£"


def starting(words: list[str], index: Index) -> list[int]:
    """The patterns whose lines can start as these words do."""
    first = _undecorated(words)
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
    return [number for key in keys for number in index.lines[key] or ()]


def reachable(pattern: Pattern, at: int) -> bool:
    """Whether a line's pattern can hold its trigger at token `at`, with some decoration before its start."""
    return at <= pattern.high + MOST_DECORATION


def matches(pattern: Pattern, block: Block) -> bool:
    """Whether a pattern matches a whole block, decoration at its ends left aside."""
    words = block.words
    if len(words) > pattern.widest + 2 * MOST_DECORATION:
        return False
    first = _undecorated(words)
    return any(_whole(pattern, block, at) for at in ((first, 0) if first else (0,)))


def _whole(pattern: Pattern, block: Block, first: int) -> bool:
    words = block.words
    block.groups, block.slots = {}, {}
    for end in ends(pattern.elements, block, first):
        stop = _undecorated(words, end)
        if stop == len(words):
            return holds(pattern.context, block, first, stop) and not excepted(pattern.excepts, block, first, stop)
    return False


def _undecorated(words: list[str], at: int = 0) -> int:
    """The first token from `at` on that is no decoration."""
    while at < len(words) and _decorates(words[at]):
        at += 1
    return at


def _decorates(word: str) -> bool:
    return not word[0].isalnum() and word not in _NOT_DECORATION
