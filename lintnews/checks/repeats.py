"""A word that stands twice: "the the"."""

from __future__ import annotations

from operator import eq

from lintnews.document import Document
from lintnews.lexicon import VERB, known, tags
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

# What may stand twice in good prose: "had had", "that that", "what it is is", "very very", "log in in".
_TWICE = frozenset(
    "again ah are back bang beep big blah boo by bye can cha choo chop come da days deep did do does eight ever extra far "
    "five four go good ha had haha hee help her here hey hip ho hush is it knock la less little long look many may might "
    "million more much must na never new night-night nine no now oh old one ooh please pom really run seven six so stop "
    "super tap ten that there three tick tom too tut two very wait was were what which who whoa wide will win wow yeah "
    "years yes you zero".split()
)
_MARKS = frozenset(".!?:;\"'(\u2026")
_PARTICLES = frozenset("in on over up down out off".split())  # they stand twice after a verb only: "log in in a hurry"

# Words of which a pair that stands twice, as in "of the of the", can only be a slip ("on and on and on" is none).
_FUNCTION = frozenset(
    "a about an are as at be because been but by could for from has have he his if in into is it its my not of on onto our "
    "she should than the their these they this those to was we when where while with would your".split()
)


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, tuple[str, ...], str]]:
    """Doubled words, and doubled pairs of function words; the second one is deleted."""
    for number, words in enumerate(document.words):
        for at in _again(words, 1):
            word = words[at]
            if word not in _TWICE and word.isalpha() and (len(word) > 1 or word == "a") and not _meant(document, number, at, 1):
                yield _second(document, number, at, 1)
        twice = _again(words, 2)
        for at, following in zip(twice, twice[1:], strict=False):
            doubled = following == at + 1 and words[at] in _FUNCTION and words[following] in _FUNCTION and words[at] != words[following]
            if doubled and not _meant(document, number, at, 2):
                yield _second(document, number, at, 2)


def _again(words: list[str], after: int) -> list[int]:
    """Where a word stands that stands so many words before, too."""
    same = list(map(eq, words[after:], words))
    return [at for at, here in enumerate(same, after) if here] if True in same else []


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
