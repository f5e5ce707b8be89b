"""What in a document calls for a closer look: each rule is reached through its rarest words or literal, all of them in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from lintnews.document import Document
from lintnews.index import Index
from lintnews.tokens import CAPITAL, SMALL, lower
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.index import Triggered

    Places = list[tuple[int, int]]  # tokens of a block, each with the number of what it triggers, in order


# They begin with a set of characters, which is looked for fast.
_CAPITAL = re.compile(r"[A-Z](?<=[^\W_]\s.|[,:;]\s.)[^\W_]*")
_SMALL = re.compile(r"(?:[.!?\u2026\"'()\[\]\n:\u2060\u2014-][\s\"'()\[\]\u2026\u2060]*|\A)([a-z][^\W_]*)")


class Triggers(NamedTuple):
    """Pattern and idiom numbers by block, with the tokens that trigger them; regex numbers with the blocks that they are tried on."""

    patterns: list[Places]
    idioms: list[Places]
    regexes: dict[int, set[int]]


def triggers(document: Document, index: Index) -> Triggers:
    """What a document triggers of an index."""
    found = Triggers([], [], {number: set(range(len(document.blocks))) for number in index.always})
    triggered = index.words
    for number, words in enumerate(document.words):
        hits = [(at, of) for at, of in enumerate(map(triggered.__getitem__, words)) if of]
        patterns = _patterns(words, hits)
        found.patterns.append([place for place in patterns if place[1] >= 0])
        found.idioms.append([(at, idiom) for at, of in hits if of[3] for idiom in _idioms(words, at, of[3])])
        for _, wanted in patterns:
            if wanted < 0:
                found.regexes.setdefault(~wanted, set()).add(number)
    _cased(document, index, found.patterns)
    _literals(document, index, found.regexes)
    return found


def _cased(document: Document, index: Index, patterns: list[Places]) -> None:
    """Add the patterns that go by a capital in the middle of a sentence, or by small letters where one may start."""
    cased, words = document.cased, index.words
    found = [(match.start(), CAPITAL + match[0].lower()) for match in _CAPITAL.finditer(cased)]
    found += [(match.start(1), SMALL + match[1]) for match in _SMALL.finditer(cased)]
    for start, key in found:
        triggered = words[key]
        block = document.block_at(start) if triggered else None
        if triggered and block is not None:
            at = bisect_left(document.tokens(block).starts, start)
            patterns[block] = sorted([*patterns[block], *((at, pattern) for pattern in triggered[0])])


def _patterns(words: list[str], hits: list[tuple[int, Triggered]]) -> Places:
    out: Places = []
    last = len(words) - 1
    for at, (alone, following, preceding, _) in hits:
        if alone:
            out += [(at, pattern) for pattern in alone]
        if following and at < last and words[at + 1] in following:
            out += [(at, pattern) for pattern in following[words[at + 1]]]
        if preceding and at and words[at - 1] in preceding:
            out += [(at - 1, pattern) for pattern in preceding[words[at - 1]]]
    out.sort()
    return out


def _idioms(words: list[str], at: int, near: dict[str, tuple[int, ...]]) -> list[int]:
    """The idioms of a word that has one of their words beside it, or next but one; in order, each once."""
    found = [near[word] for word in (*words[max(at - 2, 0) : at], *words[at + 1 : at + 3], "") if word in near]
    return sorted({idiom for idioms in found for idiom in idioms}) if found else []


def _literals(document: Document, index: Index, regexes: dict[int, set[int]]) -> None:
    """Add the regexes whose literals are in the text, as it is written or as prose."""
    starts = [start for (start, _), _ in document.blocks]
    for source, by_character in index.literals.items():
        low = document.prose if source == "prose" else lower(document.text)
        here = set(low)
        for character, literals in by_character.items():
            if character and character not in here:
                continue
            for literal, numbers in literals:
                if literal in low:
                    blocks = _blocks_with(literal, low, document, starts)
                    for number in numbers if blocks else ():
                        regexes[number] = regexes.get(number, set()) | blocks


def _blocks_with(literal: str, low: str, document: Document, starts: list[int]) -> set[int]:
    """The blocks in which a literal starts."""
    found = set()
    at = low.find(literal)
    while at >= 0:
        block = bisect_right(starts, at) - 1
        end = document.blocks[block].span.end if block >= 0 else -1
        if at <= end:
            found.add(block)
        at = low.find(literal, max(end, at + 1))
    return found
