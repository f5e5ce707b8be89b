"""Commas and stops after the closing quotation mark in American copy, which sets them before it."""

from __future__ import annotations

import re

from lintnews.dialects import guess, one_text
from lintnews.document import Document
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_WORD = re.compile(r"([\"\u201c]?[\w'\u2019%-]+)([\"\u201d])([,.])(?=\s|\Z)")

_PAIRS = ('",', '".', "\u201d,", "\u201d.")


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, list[str], str]]:
    """The last word with its marks, and the marks in their American order."""
    if not any(pair in document.text for pair in _PAIRS) or not re.search(r"\w[\"\u201d][,.](?:\s|\Z)", document.text):
        return
    if (not document.dialect and not one_text(document)) or guess(document) != "american":
        return
    for span, _ in document.blocks:
        for match in _WORD.finditer(document.text, span.start, span.end):
            if match.group(2) == '"' and document.text[span.start : match.end(2)].count('"') % 2:
                continue  # an opening or an inch mark
            yield Span(*match.span()), [match.group(1) + match.group(3) + match.group(2)], ""
