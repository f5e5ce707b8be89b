"""Plain text. A line is a block, as in scraped pages; in a hard-wrapped file a run of lines is."""

from __future__ import annotations

import re

from lintnews.document import Block, Document, Mask
from lintnews.spans import Span
from lintnews.tokens import OPAQUE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LINE = re.compile(r"\S(?:[^\n\r]*\S)?")
_END = re.compile(r"\r\n?|\n")
_ITEM = re.compile(r"(?:[-*\u2022\u2013\u2014>#|+]|\d+[.)])\s")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)(?:[^\s<>\"\u201c\u201d()\[\]]|\([^\s()]*\))*(?:[^\s<>\"\u201c\u201d()\[\].,;:!?'\u2019*_]|\([^\s()]*\))"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|(?<![\w@])@\w+"
    r"|(?<![\w&#])#[^\W\d]\w+",
    re.I,
)


def wrap_width(text: str) -> int:
    """How long the lines are at which a text's paragraphs are broken, in code points; 0 if they are not.

    Most lines that another follows must be so full that its first word did not fit, and many of those must go on in lower case.
    """
    lines = [line.rstrip() for line in _END.split(text)]
    inner = [(line, following.lstrip()) for line, following in zip(lines, lines[1:], strict=False) if line and following]
    if len(inner) < 2:
        return 0
    width = sorted(len(line) for line, _ in inner)[9 * len(inner) // 10]
    full = sum(len(line) >= 50 and len(line) + len(following.split(None, 1)[0]) >= width - 4 for line, following in inner)
    flowing = sum(following[0].islower() for _, following in inner)
    return width if 50 <= width <= 110 and 2 * full > len(inner) and 3 * flowing > len(inner) else 0


def parse(text: str) -> Document:
    """A document of plain text. Addresses (URL, e-mail, @name, #tag) are masked."""
    lines = [Span(*match.span()) for match in _LINE.finditer(text)]
    width = wrap_width(text)
    blocks = tuple(Block(span) for span in (_paragraphs(text, lines, width) if width else lines))
    masks = tuple(Mask(span, OPAQUE) for span in addresses(text, lines))
    return Document(text, blocks, masks, "plain")


def addresses(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The addresses (URL, e-mail, @name, #tag) in some stretches of a text."""
    anchors = [anchor for anchor in ("@", "#", "://", "www.", "WWW.") if anchor in text]
    for start, end in spans if anchors else ():
        if any(text.find(anchor, start, end) >= 0 for anchor in anchors):
            for match in _ADDRESS.finditer(text, start, end):
                yield Span(*match.span())


def _paragraphs(text: str, lines: list[Span], width: int) -> Iterator[Span]:
    """Lines joined, unless the next one is an item, is indented anew, or would have fitted in part on a line that ends early."""
    start, last, indented = -1, Span(0, 0), 0
    for line in lines:
        between = text[last.end : line.start]
        indent = len(between) - 1 - max(between.rfind("\n"), between.rfind("\r"))
        if start >= 0:
            word = text[line.start : line.end].split(None, 1)[0]
            early = last.end - last.start + indented + len(word) + 10 < width and not word[0].islower()
            hanging = _ITEM.match(text, start) is not None
            if len(_END.findall(between)) > 1 or _ITEM.match(text, line.start) or early or (indent > indented + 1 and not hanging):
                yield Span(start, last.end)
                start = -1
        if start < 0:
            start = line.start
        last, indented = line, indent
    if start >= 0:
        yield Span(start, last.end)
