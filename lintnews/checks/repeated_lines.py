"""A line or paragraph that stands twice."""

from __future__ import annotations

from lintnews.document import Document
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


ARTICLE = 60  # paragraphs


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, list[str], str]]:
    """Paragraphs of at least `words` words that stood before, word for word; next to each other, `beside` words are enough.

    What stands farther apart than an article is long is in two texts of a collection.
    """
    words, beside = int(options["words"]), int(options["beside"])
    seen: dict[str, int] = {}
    last = ""
    for number, ((start, end), kind) in enumerate(document.blocks):
        count = len(document.words[number])
        if count < beside or kind != "paragraph":
            last = ""
            continue
        span = Span(start, end)
        text = document.source[slice(*document.place(span))] if document.masked(span) else document.cased[start:end]
        text = " ".join(text.split())
        if text == last or (count >= words and number - seen.get(text, -ARTICLE) < ARTICLE):
            yield span, [""], ""
        seen[text] = number
        last = text
