"""Plain text. A line is a block, as in scraped pages; in a hard-wrapped file a run of lines is."""

from __future__ import annotations

import re

from lintnews.document import Block, Document, Mask
from lintnews.spans import Span
from lintnews.tokens import OPAQUE

_LINE = re.compile(r"\S(?:[^\n\r]*\S)?")
_PARAGRAPH = re.compile(r"\S(?:[^\n\r]*\S)?(?:[ \t]*\r?\n[ \t]*(?![-*\u2022>#|+]\s|\d+[.)]\s)\S(?:[^\n\r]*\S)?)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"\u201c\u201d)\]]*[^\s<>\"\u201c\u201d)\].,;:!?'\u2019]|[\w.+-]+@[\w-]+\.[\w.-]*\w|(?<![\w@])@\w+|(?<![\w&#])#[^\W\d]\w+", re.I)


def hard_wrapped(text: str) -> bool:
    """Whether a text's paragraphs are broken into lines of about equal length.

    Most inner lines of its paragraphs must be 50 to 100 code points long, and many go on in lower case.
    """
    lines = text.splitlines()
    inner = [(a, b) for a, b in zip(lines, lines[1:]) if a.strip() and b.strip()]
    if len(inner) < 2:
        return False
    longest = max(map(len, lines))
    fitting = [(a, b) for a, b in inner if 50 <= len(a.rstrip()) and len(a) + len(b.split(None, 1)[0]) >= min(longest, 100) - 4]
    flowing = sum(b.lstrip()[:1].islower() for _, b in inner)
    return longest <= 110 and 2 * len(fitting) > len(inner) and 3 * flowing > len(inner)


def parse(text: str) -> Document:
    """A document of plain text. Addresses (URL, e-mail, @name, #tag) are masked."""
    pattern = _PARAGRAPH if hard_wrapped(text) else _LINE
    blocks = tuple(Block(Span(*match.span())) for match in pattern.finditer(text))
    masks: tuple[Mask, ...] = ()
    if "@" in text or "://" in text or "#" in text or "www." in text:
        masks = tuple(Mask(Span(*match.span()), OPAQUE) for match in _ADDRESS.finditer(text))
    return Document(text, blocks, masks, "plain")
