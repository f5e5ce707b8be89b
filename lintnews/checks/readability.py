"""Articles that are hard to read, and sentences that are long."""

from __future__ import annotations

from lintnews.document import Document
from lintnews.readability import readability, sentences
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

LEAST = 100  # words: the grade of a shorter text says little


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, tuple[str, ...], str]]:
    """With `words: N`, each sentence that has more; with `grade: N`, the longest sentence of an article of a higher Flesch-Kincaid grade.

    `least` is how many words an article must have to be graded.
    """
    counted = [(span, len(words)) for span, words in sentences(document)]
    longest = int(options.get("words", sum(count for _, count in counted)))
    for span, count in counted:
        if count > longest:
            yield span, (), f"A sentence of {count} words; readers lose the thread beyond {longest}."
    if "grade" in options and sum(count for _, count in counted) >= int(options.get("least", LEAST)):
        found = readability(document)
        if found is not None and found.grade > float(options["grade"]):
            span, _ = max(counted, key=lambda pair: pair[1])
            yield span, (), f"The article reads at grade {found.grade}, above {options['grade']}; this is its longest sentence."
