"""A line or paragraph that stands twice."""

from __future__ import annotations

from lintnews.document import Document
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, list[str], str]]:
    """Paragraphs of at least `words` words that stood before, word for word; next to each other, `beside` words are enough."""
    words, beside = int(options["words"]), int(options["beside"])
    seen: set[str] = set()
    last = ""
    for number, ((start, end), kind) in enumerate(document.blocks):
        count = len(document.words[number])
        if count < beside or kind != "paragraph":
            last = ""
            continue
        span = Span(start, end)
        text = document.source[slice(*document.place(span))] if document.masked(span) else document.cased[start:end]
        text = " ".join(text.split())
        if text == last or (count >= words and text in seen):
            yield span, [""], ""
        seen.add(text)
        last = text
