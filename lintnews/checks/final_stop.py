"""Paragraphs that end without a full stop, among others that end with one."""

from __future__ import annotations

from lintnews.document import Document
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

ITEM = 5  # tokens
_STOPS = ".!?\u2026:;\"'\u201d\u2019)]"


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, list[str], str]]:
    """The last word of each such paragraph, with its stop.

    Headlines, captions and list items are told from prose so: the paragraph has `options["words"]` words or more, begins with a
    capital, most of its words do not, and it is not the first; most long paragraphs of the text end in a stop, and those beside it; and it
    holds a whole sentence already, or another block follows.
    """
    least = int(options["words"])
    long = [n for n, (_, kind) in enumerate(document.blocks) if kind == "paragraph" and len(document.words[n]) >= least]
    stopped = sum(_ends_in_stop(document, n) for n in long)
    for number in long:
        span = document.blocks[number].span
        if _ends_in_stop(document, number) or number == 0 or 3 * stopped < 2 * len(long) or _in_list(document, number):
            continue
        tokens = document.tokens(number)
        written = document.cased[span.start : span.end]
        letters = [document.cased[start] for start, word in zip(tokens.starts, tokens.words, strict=True) if word[0].isalpha()]
        if (not written[0].isupper() and written[0] != '"') or 3 * sum(c.isupper() for c in letters) > len(letters):
            continue
        last = tokens.words[-1]
        if not last[-1].isalnum() or "http" in last or document.masked(Span(tokens.starts[-1], span.end)):
            continue
        sentences = document.sentences(number)
        if len(document.text[sentences[-1].start : span.end].split()) < 4:
            continue
        if len(sentences) < 2 and not (stopped >= 3 and number + 1 < len(document.blocks)):
            continue
        word = document.text[tokens.starts[-1] : span.end]
        yield Span(tokens.starts[-1], span.end), [word + "."], ""


def _in_list(document: Document, number: int) -> bool:
    """Whether a block beside it, of a few words or more, has no stop either."""
    beside = [n for n in (number - 1, number + 1) if n < len(document.blocks)]
    return any(len(document.words[n]) >= ITEM and not _ends_in_stop(document, n) for n in beside)


def _ends_in_stop(document: Document, number: int) -> bool:
    return document.text[document.blocks[number].span.end - 1] in _STOPS
