"""A text as its readers see it: blocks, sentences, quotations, and what of it is prose.

Every offset is a code point of `Document.text`. All but the text and its blocks is worked out when first asked for.
"""

from __future__ import annotations

from bisect import bisect_right

from lintnews.quotations import find_quotations
from lintnews.sentences import split_sentences
from lintnews.spans import LineIndex, Span
from lintnews.tokens import CLEAR, OPAQUE, TOKEN, Tokens, fold, lower
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.origin import Origin


class Mask(NamedTuple):
    """A stretch that is not prose. `fill` stands for each of its code points: `OPAQUE` or `CLEAR`."""

    span: Span
    fill: str


class Block(NamedTuple):
    """A run of text that reads as one: a paragraph, heading, list item or table cell. White space at its ends is left out."""

    span: Span
    kind: str = "paragraph"


class Document:
    """A text, its blocks and masks (each in order, disjoint). `format` names what it was read as.

    Mostly the text is the source itself. Where it was taken out of it, `origin` says where it stands there. `comments`, the places of HTML
    comments, count in the source.
    """

    __slots__ = (
        "_cased",
        "_lines",
        "_prose",
        "_quotations",
        "_sentences",
        "_tokens",
        "_vocabulary",
        "_words",
        "blocks",
        "comments",
        "dialect",
        "format",
        "masks",
        "origin",
        "text",
    )

    def __init__(
        self,
        text: str,
        blocks: tuple[Block, ...],
        masks: tuple[Mask, ...] = (),
        format: str = "plain",
        comments: tuple[Span, ...] = (),
        origin: Origin | None = None,
    ) -> None:
        self.text = text
        self.dialect: str | None = None  # one of `values.DIALECTS` where it is known; see `dialects.guess`
        self.blocks = blocks
        self.masks = masks
        self.format = format
        self.comments = comments
        self.origin = origin
        self._cased: str | None = None
        self._prose: str | None = None
        self._lines: LineIndex | None = None
        self._quotations: list[Span] | None = None
        self._tokens: dict[int, Tokens] = {}
        self._words: list[list[str]] | None = None
        self._vocabulary: frozenset[str] | None = None
        self._sentences: dict[int, list[Span]] = {}

    @property
    def cased(self) -> str:
        """The text folded, masked stretches filled; as long as the text."""
        if self._cased is None:
            cased = fold(self.text)
            parts: list[str] = []
            at = 0
            for (start, end), fill in self.masks:
                parts += (cased[at:start], fill * (end - start))
                at = end
            self._cased = "".join((*parts, cased[at:])) if parts else cased
        return self._cased

    @property
    def prose(self) -> str:
        """`cased` in lower case: what words are looked up in."""
        if self._prose is None:
            self._prose = lower(self.cased)
        return self._prose

    @property
    def source(self) -> str:
        """What the document was read from."""
        return self.text if self.origin is None else self.origin.source

    def place(self, span: Span) -> Span:
        """Where a span stands in the source."""
        return span if self.origin is None else self.origin.place(span)

    def line_of(self, span: Span) -> int:
        """The line of the source (from 0) in which a span begins."""
        if self._lines is None:
            self._lines = LineIndex(self.source)
        return self._lines.line_of(self.place(span).start)

    @property
    def words(self) -> list[list[str]]:
        """The words of each block's tokens; where they stand, most blocks are never asked."""
        if self._words is None:
            prose = self.prose
            self._words = [TOKEN.findall(prose, start, end) for (start, end), _ in self.blocks]
        return self._words

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words of the document, each once."""
        if self._vocabulary is None:
            self._vocabulary = frozenset().union(*self.words)
        return self._vocabulary

    def tokens(self, block: int) -> Tokens:
        """The tokens of a block, by its number."""
        if block not in self._tokens:
            self._tokens[block] = Tokens(self.words[block], self.prose, self.blocks[block].span.start)
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
            self._quotations = find_quotations(self.cased, self.text, [block.span for block in self.blocks])
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
        return (bool(self.masks) or self.origin is not None) and (OPAQUE in (cased := self.cased[span.start : span.end]) or CLEAR in cased)
