"""HTML, read as its readers see it: the text without tags, its entities decoded, and where each code point of that stands in the page."""

from __future__ import annotations

import re
from array import array
from html import escape, unescape
from html.parser import HTMLParser

from lintnews.document import Block, Document, Mask
from lintnews.formats.plain import addresses
from lintnews.origin import Origin
from lintnews.spans import Span
from lintnews.tokens import OPAQUE

_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("ul", "ol", "menu", "li", "dl", "dt", "dd"), "item"),
    **dict.fromkeys(("table", "td", "th"), "cell"),
    "blockquote": "quote",
}
_BLOCKS = frozenset(_KINDS) | frozenset(
    "address article aside body caption center details dialog dir div fieldset figcaption figure footer form header hgroup hr html "
    "legend main nav option p pre search section summary tbody tfoot thead tr".split()
)
_GONE = frozenset("del head noscript pre rp rt s script strike style template title".split())  # to be read by nobody, or elsewhere
_UNREAD = frozenset("audio canvas code iframe kbd math object samp select svg textarea tt var video".split())
_UNREAD_VOID = frozenset(("embed", "img", "input"))

_SPACES = " \t\n\r\f\xa0"
_PIECE = re.compile(rf"(?P<gap>(?:[{_SPACES}]|&(?:nbsp|#160|#[xX][aA]0);)+)|(?P<entity>&#?\w+;?)|(?:[^{_SPACES}&]|&(?!#?\w))+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")  # where a page says them on purpose


def parse(text: str) -> Document:
    """A document of HTML. Nothing is refused: like a browser, the parser makes something of every text.

    The document's text has a line for each block. White space is one space in it, and `&nbsp;` is white space. Left out are comments,
    attributes, head, scripts, styles, `pre`, struck-out text, and raised figures, which are footnotes. What is shown but is no prose (code,
    an image, a field) is one opaque code point.
    """
    parts = _parts(text)
    ends = [*(start for start, *_ in parts), len(text)][1:]
    page = _Page(text)
    for (start, kind, tag), end in zip(parts, ends, strict=True):
        if kind == "data":
            page.read(start, end)
        elif kind == "start":
            page.begin(tag, start)
        elif kind == "end":
            page.end(tag, start)
    page.part(len(text))
    prose = "".join(page.prose)
    masks = tuple(Mask(span, OPAQUE) for span in addresses(prose, [block.span for block in page.blocks]))
    comments = tuple(Span(*match.span()) for start, kind, _ in parts if kind == "comment" and (match := _COMMENT.match(text, start)))
    origin = Origin(prose, text, page.starts, page.ends, _written_in_ascii if text.isascii() else _written)
    return Document(prose, tuple(page.blocks), masks, "html", comments, origin)


def _written(text: str) -> str:
    return escape(text, quote=False)


def _written_in_ascii(text: str) -> str:
    """As a page wants it that may be in any encoding."""
    return _written(text).encode("ascii", "xmlcharrefreplace").decode()


def _parts(source: str) -> list[tuple[int, str, str]]:
    """Data, tags, comments and other markup in order: where each begins, what it is, and a tag's name. Each ends where the next begins."""
    parser = _Parser(convert_charrefs=True)
    parser.lines = [0, *(match.end() for match in re.finditer("\n", source))]
    parser.parts = []
    parser.feed(source)
    parser.close()
    return parser.parts


class _Parser(HTMLParser):
    lines: list[int]
    parts: list[tuple[int, str, str]]

    def add(self, kind: str, tag: str = "") -> None:
        line, column = self.getpos()
        self.parts.append((self.lines[line - 1] + column, kind, tag))

    def handle_data(self, data: str) -> None:
        self.add("data")

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.add("start", tag)

    def handle_endtag(self, tag: str) -> None:
        self.add("end", tag)

    def handle_comment(self, data: str) -> None:
        self.add("comment")

    def handle_decl(self, decl: str) -> None:
        self.add("other")

    def handle_pi(self, data: str) -> None:
        self.add("other")

    def unknown_decl(self, data: str) -> None:
        self.add("other")


class _Page:
    """Writes down the prose of a page as its parts come along."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.prose: list[str] = []
        self.starts, self.ends = array("l"), array("l")
        self.blocks: list[Block] = []
        self.block = 0  # where the block begins that is being written
        self.open: list[str] = []  # elements that make blocks of a kind
        self.skipped, self.depth = "", 0  # the element that is left out, and how many of its name are open
        self.broken = False  # by <br>
        self.closed = -1  # how long the prose was when an inline element ended
        self.raised = -1  # how long it was when <sup> began

    def begin(self, tag: str, at: int) -> None:
        if self.skipped and tag != "body":  # the end of <head> may be left out
            self.depth += tag == self.skipped
            return
        self.skipped = ""
        if tag in _BLOCKS:
            self.part(at)
        if tag in _KINDS:
            self.open.append(tag)
        if tag in _UNREAD or (tag in _UNREAD_VOID and len(self.prose) > self.block):
            self.add(OPAQUE, at, at)
        if tag in _GONE or tag in _UNREAD:
            self.skipped, self.depth = tag, 1
        elif tag == "br":
            self.part(at) if self.broken else None
            self.broken = True
        elif tag == "sup":
            self.raised = len(self.prose)
        elif tag == "q":
            self.add("\u201c", at, at)
        elif tag not in _BLOCKS and self.closed == len(self.prose):
            self.gap(at, at)  # <span>Jane Roe</span><span>12 May</span>: a style sheet keeps them apart

    def end(self, tag: str, at: int) -> None:
        if self.skipped:
            self.depth -= tag == self.skipped
            self.skipped = self.skipped if self.depth else ""
            return
        if tag in _BLOCKS:
            self.part(at)
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        elif tag == "sup" and self.raised >= self.block:
            if not any(c.isalpha() for c in self.prose[self.raised :]):
                self.cut(self.raised)
        elif tag == "q":
            self.add("\u201d", at, at)
        elif tag not in _BLOCKS:
            self.closed = len(self.prose)

    def read(self, start: int, end: int) -> None:
        if self.skipped:
            return
        for match in _PIECE.finditer(self.source, start, end):
            piece = match.group()
            if match.lastgroup == "gap":
                self.gap(*match.span())
            elif match.lastgroup == "entity" and (character := unescape(piece)) != piece:
                if character in _SPACES:
                    self.gap(*match.span())
                elif character not in _NOTHING:
                    self.add(character, *match.span())
            else:
                self.text(piece, match.start())

    def text(self, piece: str, at: int) -> None:
        self.mend(piece[0], at)
        self.prose += piece
        self.starts.extend(range(at, at + len(piece)))
        self.ends.extend(range(at + 1, at + len(piece) + 1))

    def add(self, character: str, start: int, end: int) -> None:
        """Write what stands for a stretch of the source: a character, or more of which the first has the place."""
        self.mend(character[0], start)
        for c in character:
            self.prose.append(c)
            self.starts.append(start)
            self.ends.append(end)
            start = end

    def gap(self, start: int, end: int) -> None:
        if len(self.prose) > self.block and self.prose[-1] != " " and not self.broken:
            self.prose.append(" ")
            self.starts.append(start)
            self.ends.append(end)

    def mend(self, following: str, at: int) -> None:
        """After <br>: what begins with a small letter goes on with the line before, anything else is a block of its own."""
        if self.broken:
            self.broken = False
            if following.islower():
                self.gap(at, at)
            else:
                self.part(at)

    def part(self, at: int) -> None:
        """End the block."""
        self.broken = False
        written = "".join(self.prose[self.block :])
        self.cut(self.block + len(written.rstrip(" ")) if written.strip(f" {OPAQUE}") else self.block)
        if len(self.prose) == self.block:
            return
        kind = _KINDS[self.open[-1]] if self.open else "paragraph"
        self.blocks.append(Block(Span(self.block, len(self.prose)), kind))
        self.prose.append("\n")
        self.starts.append(at)
        self.ends.append(at)
        self.block = len(self.prose)

    def cut(self, length: int) -> None:
        del self.prose[length:], self.starts[length:], self.ends[length:]
