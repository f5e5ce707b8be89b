"""British and American spellings in one text."""

from __future__ import annotations

from lintnews.dialects import AMERICAN, BRITISH, TO_AMERICAN, TO_BRITISH, guess, one_text
from lintnews.document import Document
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, list[str], str]]:
    """The spellings of the side that the document is not written in; where that is not known, of the one that has fewer of them.

    Names (capitals) and quotations keep their own spelling and do not count.
    """
    british, american = BRITISH & document.vocabulary, AMERICAN & document.vocabulary
    known = document.dialect is not None
    if not (british or american if known else british and american):
        return
    places: dict[str, list[Span]] = {"british": [], "american": []}
    for number, words in enumerate(document.words):
        for at, word in enumerate(words):
            if word in british or word in american:
                tokens = document.tokens(number)
                span = Span(tokens.starts[at], tokens.ends[at])
                if document.cased[span.start].islower() and not document.in_quotation(span):
                    places["british" if word in british else "american"].append(span)
    if not known and (not places["british"] or not places["american"] or not one_text(document)):
        return
    main = guess(document)
    fewer = "american" if main == "british" else "british" if main == "american" else min(places, key=lambda side: len(places[side]))
    right = TO_BRITISH if fewer == "american" else TO_AMERICAN
    for span in places[fewer]:
        word = document.prose[span.start : span.end]
        other = "British" if fewer == "american" else "American"
        where = f"Spelled in {other}" if known else f"The text is spelled in {other} elsewhere"
        yield span, [right[word]], f"{where}: \u201c{right[word]}\u201d."
