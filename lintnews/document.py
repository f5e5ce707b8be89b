"""A text as its readers see it: blocks, sentences, quotations, and what of it is prose.

Every offset is a code point of `Document.text`. All but the text and its blocks is worked out when first asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from lintnews.spans import LineIndex, Span
from lintnews.tokens import CLEAR, OPAQUE, TOKEN, Tokens, fold, lower
from lintnews.values import NamedTuple


class Mask(NamedTuple):
    """A stretch that is not prose. `fill` stands for each of its code points: `OPAQUE` or `CLEAR`."""

    span: Span
    fill: str


class Block(NamedTuple):
    """A run of text that reads as one: a paragraph, heading, list item or table cell. White space at its ends is left out."""

    span: Span
    kind: str = "paragraph"


class Document:
    """A text and its blocks (in order, disjoint). `format` names what it was read as."""

    __slots__ = ("_cased", "_lines", "_prose", "_quotations", "_sentences", "_tokens", "_words", "blocks", "format", "masks", "text")

    def __init__(self, text: str, blocks: tuple[Block, ...], masks: tuple[Mask, ...] = (), format: str = "plain") -> None:
        self.text = text
        self.blocks = blocks
        self.masks = masks
        self.format = format
        self._cased: str | None = None
        self._prose: str | None = None
        self._lines: LineIndex | None = None
        self._quotations: list[Span] | None = None
        self._tokens: dict[int, Tokens] = {}
        self._words: list[list[str]] | None = None
        self._sentences: dict[int, list[Span]] = {}

    @property
    def cased(self) -> str:
        """The text folded, masked stretches filled; as long as the text."""
        if self._cased is None:
            cased = fold(self.text)
            for (start, end), fill in self.masks:
                cased = cased[:start] + fill * (end - start) + cased[end:]
            self._cased = cased
        return self._cased

    @property
    def prose(self) -> str:
        """`cased` in lower case: what words are looked up in."""
        if self._prose is None:
            self._prose = lower(self.cased)
        return self._prose

    @property
    def lines(self) -> LineIndex:
        if self._lines is None:
            self._lines = LineIndex(self.text)
        return self._lines

    @property
    def words(self) -> list[list[str]]:
        """The tokens of each block, without their places: most blocks are never asked for more."""
        if self._words is None:
            prose = self.prose
            self._words = [TOKEN.findall(prose, start, end) for (start, end), _ in self.blocks]
        return self._words

    def tokens(self, block: int) -> Tokens:
        """The tokens of a block, by its number."""
        if block not in self._tokens:
            self._tokens[block] = Tokens(self.prose, *self.blocks[block].span)
        return self._tokens[block]

    def sentences(self, block: int) -> list[Span]:
        """The sentences of a block, by its number; together they cover it, but for white space between them."""
        if block not in self._sentences:
            start, end = self.blocks[block].span
            self._sentences[block] = [span.shift(start) for span in split_sentences(self.cased[start:end])]
        return self._sentences[block]

    def sentence_at(self, block: int, offset: int) -> Span:
        """The sentence of a block that holds an offset."""
        sentences = self.sentences(block)
        return sentences[max(bisect_right([s.start for s in sentences], offset) - 1, 0)]

    @property
    def quotations(self) -> list[Span]:
        """What stands between quotation marks, the marks included, in order."""
        if self._quotations is None:
            self._quotations = find_quotations(self.cased, self.text, self.blocks)
        return self._quotations

    def in_quotation(self, span: Span) -> bool:
        """Whether the span starts inside quotation marks; a span that holds the whole quotation does not."""
        quotations = self.quotations
        at = bisect_right(quotations, (span.start, len(self.text) + 1)) - 1
        return at >= 0 and quotations[at].start < span.start < quotations[at].end

    def block_at(self, offset: int) -> int | None:
        """The number of the block that holds an offset."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        return at if at >= 0 and offset <= self.blocks[at].span.end else None

    def masked(self, span: Span) -> bool:
        """Whether any of the span is masked."""
        return bool(self.masks) and (OPAQUE in (cased := self.cased[span.start : span.end]) or CLEAR in cased)


_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof rev hon gov sen rep sens reps gen col lt maj capt cmdr sgt cpl pvt adm st mt ft jr sr vs v no nos inc ltd co corp "
    "bros dept univ assn est approx fig vol pp p ed eds al cf e.g i.e viz etc jan feb mar apr jun jul aug sept sep oct nov dec "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo "
    "messrs mme mlle supt det insp sgts fr br sr".split()
)
_ENDS_TOO = frozenset("inc ltd co corp etc jr sr al".split())  # these may also end a sentence
_STOP = re.compile(r"[.!?\u2026]+[\"')\]]*(?=\s)|[.!?]+[\"')\]]+(?=[A-Z])")
_LAST_WORD = re.compile(r"[\w.]+\Z")
_NEXT = re.compile(r"\s*[\"'(\[]*(\S)")
_STARTERS = re.compile(r"\s*[\"'(\[]*(?:The|A|An|In|On|At|But|And|He|She|It|They|We|I|His|Her|Its|Their|This|That|These|Those|If|When|For|As|However)\b")


def split_sentences(text: str) -> list[Span]:
    """The sentences of folded text that reads as one paragraph."""
    spans, start = [], 0
    for match in _STOP.finditer(text):
        after = _NEXT.match(text, match.end())
        if after is None:
            break
        if not _ends_sentence(text, match, after.group(1)):
            continue
        spans.append(Span(start, match.end()))
        start = match.end()
        while text[start].isspace():
            start += 1
    if start < len(text):
        spans.append(Span(start, len(text)))
    return spans


def _ends_sentence(text: str, stop: re.Match[str], following: str) -> bool:
    if following.islower():
        return False
    if text[stop.start()] != "." or stop.end() - stop.start() > 1:
        return True
    last = _LAST_WORD.search(text, max(0, stop.start() - 20), stop.start())
    word = last.group() if last else ""
    short = word.lower()
    if short in _ENDS_TOO or (len(word) > 1 and "." in word and not short.replace(".", "").isdigit()):  # "Inc.", "U.S."
        return bool(_STARTERS.match(text, stop.end()))
    if len(word) == 1 and word.isupper() and word != "I":  # "J. Edgar"
        return False
    return short not in _ABBREVIATIONS or (short in ("no", "v", "p") and word.islower() and not following.isdigit())


_QUOTE = re.compile(r'"')
_SINGLE = re.compile(r"(?:(?<=\s)|^)\u2018(?=\w)")


def find_quotations(folded: str, text: str, blocks: tuple[Block, ...]) -> list[Span]:
    """Quotations of a document. One left open at a block's end lasts to that end: news style opens the next paragraph's anew."""
    found = []
    for block in blocks:
        start, end = block.span
        opened: int | None = None
        for match in _QUOTE.finditer(folded, start, end):
            at = match.start()
            if opened is None:
                if not _closes(folded, text, at, start, end):
                    opened = at
            elif text[at] != "\u201c":
                found.append(Span(opened, at + 1))
                opened = None
        if opened is not None:
            found.append(Span(opened, end))
        if "\u2018" in text[start:end]:
            found += _single_quotations(text, start, end, found)
    return sorted(found)


def _closes(folded: str, text: str, at: int, start: int, end: int) -> bool:
    """Whether a quotation mark where none is open can only be a closing one (its opening one is missing, or it is an inch mark)."""
    if text[at] in "\u201c\u201e":
        return False
    if text[at] == "\u201d":
        return True
    before = folded[at - 1] if at > start else " "
    after = folded[at + 1] if at + 1 < end else " "
    return not before.isspace() and before not in "([-\u2014\u2013" and not after.isalnum()


def _single_quotations(text: str, start: int, end: int, double: list[Span]) -> list[Span]:
    found = []
    at = start
    while match := _SINGLE.search(text, at, end):
        close = match.start()
        while (close := text.find("\u2019", close + 1, end)) > 0:
            if close + 1 >= end or not text[close + 1].isalnum():
                break
        at = match.end()
        if close > 0 and not any(span.start <= match.start() < span.end for span in double):
            found.append(Span(match.start(), close + 1))
            at = close + 1
    return found
