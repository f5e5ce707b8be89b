"""A word that stands twice: "the the"."""

from __future__ import annotations

from lintnews.document import Document
from lintnews.lexicon import VERB, known, tags
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

# What may stand twice in good prose: "had had", "that that", "what it is is", "very very", "log in in".
_TWICE = frozenset(
    "had that is was are were do did does very so no yes really many much long far bye ha haha hee ho hey blah la na da yeah oh ah ooh now never again "
    "knock tut win cha pom tom tap tick choo boo bang beep chop hip hush there here more less too never ever back by "
    "whoa wow please go come run stop help look wait night-night will can may might must her you who what which it one two three four five six "
    "seven eight nine ten zero million years days less extra super big little good old new deep wide".split()
)
_MARKS = frozenset(".!?:;\"'(\u2026")
_PARTICLES = frozenset("in on over up down out off".split())  # they stand twice after a verb only: "log in in a hurry"

# Words of which a pair that stands twice, as in "of the of the", can only be a slip ("on and on and on" is none).
_FUNCTION = frozenset(
    "the a an of to for with from at by but as if than into onto about be been has have would could should his its their our my your "
    "he she they we this these those not when where while because was is are in on it".split()
)


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, tuple[str, ...], str]]:
    """Doubled words, and doubled pairs of function words; the second one is deleted."""
    for number, words in enumerate(document.words):
        for at, word in enumerate(words[1:], 1):
            if word == words[at - 1] and word not in _TWICE and word.isalpha() and len(word) > (0 if word == "a" else 1):
                if not _meant(document, number, at, 1):
                    yield _second(document, number, at, 1)
            elif at > 2 and word == words[at - 2] and words[at - 1] == words[at - 3] and word in _FUNCTION and words[at - 1] in _FUNCTION:
                if not _meant(document, number, at - 1, 2):
                    yield _second(document, number, at - 1, 2)


def _meant(document: Document, number: int, at: int, length: int) -> bool:
    """Whether the repetition is a name ("Duran Duran"), shouted, across more than spaces, or goes on and on."""
    tokens = document.tokens(number)
    words = tokens.words
    if document.cased[tokens.ends[at - 1] : tokens.starts[at]].strip(" \n\t\r") or tokens.starts[at] == tokens.ends[at - 1]:
        return True
    if document.cased[tokens.starts[at]].isupper():
        return True
    if length == 1 and words[at] not in _FUNCTION and not known(words[at]):
        return True
    second = document.cased[tokens.starts[at] : tokens.ends[at]]
    first = document.cased[tokens.starts[at - length] : tokens.ends[at - length]]
    if first != second and not all(words[n] in _MARKS for n in range(max(at - length - 1, 0), at - length)) and words[at] not in _FUNCTION:
        return True
    if words[at + length : at + length + 1] in (["="], ["("], ["_"]):
        return True
    if length == 1 and words[at] in _PARTICLES and at > 1 and tags(words[at - 2]) & VERB:
        return True
    if length == 1 and (words[at + 1 : at + 2] == [words[at]] or words[at - 2 : at - 1] == [words[at]]):
        return True
    before, after = words[at - length - 1 : at - length], words[at + length : at + length + 1]
    return before in (["-"], ['"'], ["'"]) or after in (["-"], ["'s"])


def _second(document: Document, number: int, at: int, length: int) -> tuple[Span, tuple[str, ...], str]:
    """The repetition with its first mention, and the first mention alone as the correction."""
    tokens = document.tokens(number)
    first = Span(tokens.starts[at - length], tokens.ends[at - 1])
    return Span(first.start, tokens.ends[at + length - 1]), (document.text[first.start : first.end],), ""
