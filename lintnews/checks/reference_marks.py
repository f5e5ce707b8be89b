"""Reference marks such as [3] that no list of references explains."""

from __future__ import annotations

import re

from lintnews.document import Document
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_MARKS = re.compile(r"(?<=[\w.,;:!?%)\u2019\u201d\"'])(?:\[\d{1,3}\])+(?=[\s.,;:!?)\u201d\"']|$)")
_LIST = re.compile(r"^\s*(?:\[\d{1,3}\]:?\s|\^?\s?\d{1,3}\.\s?\^)", re.M)
_CODE = re.compile(r"[={}]|;\s*$|\w\(\)|\b\w+\[0\]")


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, list[str], str]]:
    """Marks in documents that hold no list of references, outside lines that look like code."""
    text = document.text
    if "]" not in text or _LIST.search(text):
        return
    for (start, end), _ in document.blocks:
        if "]" in (line := text[start:end]) and not _CODE.search(line):
            for match in _MARKS.finditer(line):
                span = Span(*match.span()).shift(start)
                if not document.masked(span) and text[span.end : span.end + 1] != "(":
                    yield span, [""], ""
