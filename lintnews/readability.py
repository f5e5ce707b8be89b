"""How hard a text is to read: the grades of textstat, on sentences and words of our own count."""

from __future__ import annotations

import re

from lintnews.document import Document
from lintnews.spans import Span
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

PACE = 238  # words a minute: the mean of Brysbaert's review of 190 studies of silent reading (2019)
_WORD = re.compile(r"[^\W_]+(?:['.,:-][^\W_]+)*")
_ENDS = str.maketrans("", "", ".,:")  # within a word (U.S, 3.5) textstat takes a full stop for the end of a sentence


class Readability(NamedTuple):
    """A text's grades and counts. Grades are years of school, `seconds` the time that it takes to read."""

    ease: float  # Flesch reading ease: the higher, the easier; 60 to 70 is plain English
    grade: float  # Flesch-Kincaid
    fog: float  # Gunning fog
    words: int
    sentences: int
    seconds: int


def readability(document: Document) -> Readability | None:
    """The readability of a document's prose; None if it has no words. It loads textstat, which takes some 0.2 seconds."""
    counted = [words for _, words in sentences(document)]
    if not counted:
        return None
    words = [word.translate(_ENDS) for sentence in counted for word in sentence]
    text, textstat = _evenly(words, len(counted)), _textstat()
    return Readability(
        ease=round(textstat.flesch_reading_ease(text), 1),
        grade=round(textstat.flesch_kincaid_grade(text), 1),
        fog=round(textstat.gunning_fog(text), 1),
        words=len(words),
        sentences=len(counted),
        seconds=round(len(words) * 60 / PACE),
    )


def sentences(document: Document) -> Iterator[tuple[Span, list[str]]]:
    """The sentences that have words, with these; a heading or list item is one too."""
    for number in range(len(document.blocks)):
        for span in document.sentences(number):
            words = _WORD.findall(document.cased, *span)
            if words:
                yield span, words


def _evenly(words: list[str], count: int) -> str:
    """The words with `count` full stops, evenly spread: the formulas need totals only, and textstat skips sentences of one or two words."""
    count = max(min(count, len(words) // 3), 1)
    cuts = [len(words) * n // count for n in range(count + 1)]
    return " ".join(" ".join(words[start:end]) + "." for start, end in zip(cuts, cuts[1:], strict=False))


def _textstat() -> ModuleType:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import textstat

        textstat.set_lang("en-US")  # written "en_US" it would download a dictionary; so it counts syllables by its own hyphenation
        textstat.gunning_fog("Word.")  # says once that en-US has no list of easy words of its own
    module: ModuleType = textstat
    return module
