"""Walk the elements of a pattern (see `patterns`) along the tokens of a block."""

from __future__ import annotations

import re

from lintnews.document import Document
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from lintnews.patterns import Element, Elements
    from lintnews.syntax import Syntax

MONTHS = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun today yesterday".split()
)
_NAME_GLUE = frozenset(("of", "and", "&", "the", "de", "van", "von", "la", "der", "for", "-", "'", "'s", "."))
_CLOCK = re.compile(r"\d{1,2}([:.]\d\d)?([ap]m)?\Z")
_NUMERIC_DATE = re.compile(r"\d{1,4}(\.\d{1,2}){2}\Z")


class Block:
    """The tokens of a block and what matching asks of them; captures of the match under way are in `groups` and `slots`."""

    __slots__ = ("_classes", "_sentences", "_syntax", "document", "groups", "memo", "number", "slots", "words")

    def __init__(self, document: Document, number: int) -> None:
        self.document = document
        self.number = number
        self.words = document.words[number]
        self.groups: dict[int, tuple[int, int]] = {}
        self.slots: dict[int, int] = {}
        self.memo: dict[tuple[Element, int], tuple[int, ...]] = {}
        self._classes = ""
        self._syntax: Syntax | None = None
        self._sentences: tuple[frozenset[int], frozenset[int]] | None = None

    @property
    def classes(self) -> str:
        """The classes of the block's words: see `gates`."""
        if not self._classes:
            from lintnews.gates import classes

            self._classes = classes(self.words)
        return self._classes

    @property
    def starts(self) -> list[int]:
        return self.document.tokens(self.number).starts

    @property
    def ends(self) -> list[int]:
        return self.document.tokens(self.number).ends

    @property
    def syntax(self) -> Syntax:
        if self._syntax is None:
            from lintnews.syntax import Syntax

            self._syntax = Syntax(self.document, self.number)
        return self._syntax

    def written(self, token: int) -> str:
        """A token as it is written, folded."""
        return self.document.cased[self.starts[token] : self.ends[token]]

    def sentence_edges(self) -> tuple[frozenset[int], frozenset[int]]:
        """Token numbers at which sentences start (past quotation marks and brackets), and at which they end (after the last token)."""
        if self._sentences is None:
            starts, ends = set(), set()
            sentences = self.document.sentences(self.number)
            offsets = self.starts
            at = 0
            for sentence in sentences:
                while at < len(offsets) and offsets[at] < sentence.start:
                    at += 1
                first = at
                starts.add(first)
                while first < len(self.words) and self.words[first] in "\"'(\u2026-\u2014[":
                    first += 1
                starts.add(first)
                while at < len(offsets) and offsets[at] < sentence.end:
                    at += 1
                ends.add(at)
                last = at
                while last > 0 and not self.words[last - 1][-1].isalnum():
                    last -= 1
                    ends.add(last)
            self._sentences = frozenset(starts), frozenset(ends)
        return self._sentences

    def span(self, start: int, end: int) -> Span:
        """The span of tokens `start` up to `end`."""
        return Span(self.starts[start], self.ends[end - 1])


def ends(elements: Elements, block: Block, at: int, k: int = 0) -> Iterator[int]:
    """The token numbers at which a match of elements `k` and on can end when it starts at `at`; the longest repetition first."""
    words = block.words
    while k < len(elements):
        element = elements[k]
        kind = element[0]
        if kind == "w":
            if at >= len(words) or words[at] != element[1]:
                return
        elif kind == "s":
            if at >= len(words) or words[at] not in element[1]:
                return
        elif kind == "c":
            if at >= len(words) or words[at] not in element[2]:
                return
            block.groups[element[1]] = (at, at + 1)
        elif kind == "t":
            if at >= len(words) or not _passes(element[1], block, at):
                return
        elif kind == "i":
            if at >= len(words) or words[at] not in element[2]:
                return
            block.slots[element[1]] = at
        elif kind == "z":
            if not _zero(element[1], block, at):
                return
            k += 1
            continue
        else:
            for end in _one(element, block, at):
                yield from ends(elements, block, end, k + 1)
            return
        at += 1
        k += 1
    yield at


def first_end(elements: Elements, block: Block, at: int) -> int | None:
    """Where the preferred match that starts at `at` ends, with its captures set in `block`; None if there is none."""
    block.groups, block.slots = {}, {}
    for end in ends(elements, block, at):
        return end
    return None


def _one(element: Element, block: Block, at: int) -> Iterator[int]:
    """The ends of one element that may have several."""
    kind = element[0]
    if kind in ("n", "x") or (kind == "q" and element[1][0] in ("n", "x")):
        key = (element, at)
        if key not in block.memo:
            block.memo[key] = tuple(_uncaptured(element, block, at))
        yield from block.memo[key]
    elif kind == "g":
        for choice in element[2]:
            for end in ends(choice, block, at):
                if element[1]:
                    block.groups[element[1]] = (at, end)
                yield end
    else:
        yield from _repeat(element, block, at, 0)


def _uncaptured(element: Element, block: Block, at: int) -> Iterator[int]:
    """The ends of an element that captures nothing: they are worked out once for each token."""
    kind = element[0]
    if kind == "q":
        yield from dict.fromkeys(_repeat(element, block, at, 0))
    elif kind == "n":
        phrase = block.syntax.noun_phrase(at) if at < len(block.words) else None
        if phrase is not None and (not element[1] or phrase.number == element[1]):
            yield phrase.end
    else:
        yield from _special(element[1], block, at)


def _repeat(element: Element, block: Block, at: int, done: int) -> Iterator[int]:
    if done < element[3]:
        for end in ends((element[1],), block, at):
            if end > at:
                yield from _repeat(element, block, end, done + 1)
    if done >= element[2]:
        if not done and element[1][0] in ("g", "c"):
            block.groups.pop(element[1][1], None)  # captured by an attempt that was given up
        yield at


def _passes(terms: tuple[tuple[Any, ...], ...], block: Block, at: int) -> bool:
    word = block.words[at]
    for term in terms:
        name = term[0]
        if name == "in":
            ok = word in term[1]
        elif name == "out":
            ok = word not in term[1]
        elif name == "may":
            ok = bool(block.syntax.tags(at) & term[1])
        elif name == "only":
            tags = block.syntax.tags(at)
            ok = bool(tags & term[1]) and not tags & ~term[1]
        elif name == "without":
            ok = not block.syntax.tags(at) & term[1]
        elif name == "shape":
            ok = _shaped(block.written(at), term[1]) == term[2]
        elif name == "word":
            ok = (word[0].isalnum()) == term[1]
        elif name == "any":
            ok = True
        elif name == "num":
            ok = word[0].isdigit() == term[1]
        else:  # vowel, consonant
            sound = block.syntax.vowel_sound(at)
            ok = sound is not None and (sound == (name == "vowel")) == term[1]
        if not ok:
            return False
    return True


def _shaped(written: str, shape: str) -> bool:
    if shape == "cap":
        return written[0].isupper()
    if shape == "caps":
        return len(written) > 1 and written.isupper()
    if shape == "camel":
        return written[:1].isalpha() and not written.isupper() and any(c.isupper() for c in written[1:])
    return written.islower()


def _zero(name: str, block: Block, at: int) -> bool:
    if name == "clause":
        return at < len(block.words) and block.syntax.clause_start(at)
    starts, stops = block.sentence_edges()
    return at in (starts if name == "sentence" else stops)


def _special(name: str, block: Block, at: int) -> Iterator[int]:
    words = block.words
    if name == "rest":
        if at < len(words):
            yield len(words)
    elif name == "gap":
        yield from range(at, min(at + 8, len(words)) + 1)
    elif at >= len(words):
        if name == "adverbs":
            yield at
    elif name == "pp":
        end = block.syntax.prepositional_phrase(at)
        if end is not None:
            yield end
    elif name == "adverbs":
        end = block.syntax.adverbs(at)
        yield from range(end, at - 1, -1)
    elif name == "name":
        yield from _names(block, at)
    elif name == "date":
        yield from _date(words, at)
    elif name == "time" and _CLOCK.match(words[at]):
        end = at + 1
        if end < len(words) and words[end] in ("am", "pm", "a.m.", "p.m.", "et", "gmt", "est", "bst"):
            end += 1
        if end < len(words) and words[end] in ("et", "gmt", "est", "edt", "pst", "pdt", "bst", "utc", "ist"):
            end += 1
        yield end


def _names(block: Block, at: int) -> Iterator[int]:
    """Ends of a run of capitalised words, longest first; glue may stand between them, not at the end."""
    stops = []
    end, limit = at, min(len(block.words), at + 9)
    while end < limit:
        if block.written(end)[0].isupper():
            stops.append(end + 1)
        elif end == at or block.words[end] not in _NAME_GLUE:
            break
        end += 1
    yield from reversed(stops)


def _date(words: list[str], at: int) -> Iterator[int]:
    """Ends of a date such as "Monday, 3 March 2025", "March 3, 2025", "3/3/2025", "2025-03-03", "03.03.2025"."""
    end = at
    if words[end] in DAYS:
        end += 1
        if end < len(words) and words[end] == ",":
            end += 1
    month = False
    numbers = 0
    while end < len(words) and end - at < 8:
        word = words[end]
        if word in MONTHS:
            month = True
        elif word[0].isdigit() and (len(word) <= 4 or _NUMERIC_DATE.match(word)):
            numbers += 1
        elif not (word in (",", ".", "/", "-") and (month or numbers)):
            break
        end += 1
    while end > at and words[end - 1] in (",", ".", "/", "-"):
        end -= 1
    if end > at and (words[at] in DAYS or (month and numbers) or numbers == 3 or _NUMERIC_DATE.match(words[at])):
        yield end
