"""A test in C before a walk in Python: the words of a block as a string of classes, and a pattern as a regex on it.

A gate lets through every match, and few else: "The plans for the port are ..." does not get to the rule for singular subjects, since no
noun from which *are* can be reached is singular. Only prepositions in capitals ("Gone With the Wind") are not taken for parts of names.
"""

from __future__ import annotations

import re
from functools import cache

from lintnews import lexicon
from lintnews.closed import (
    AUXILIARIES,
    DETERMINERS,
    OPENERS,
    PLAIN_ADVERBS,
    PLURAL_PRONOUNS,
    PREPOSITIONS,
    PRONOUNS,
    SINGULAR_DETERMINERS,
    SINGULAR_PRONOUNS,
    SPEAKING,
    SUBORDINATORS,
)
from lintnews.lexicon import NOUN, TAGS
from lintnews.nouns import COLLECTIVE, QUANTITY
from lintnews.patterns import flat, needs_lexicon
from lintnews.records import MOST_KEPT
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lintnews.index import Pattern
    from lintnews.patterns import Element

_JOINTS = frozenset(("-", "'s", "'"))
_BEFORE_CLAUSE = (
    OPENERS | SUBORDINATORS | SPEAKING | frozenset(("that", "but", "as", "after", "before", "since", "until", "and", "so", "yet"))
)
_CLOSED = _JOINTS | _BEFORE_CLAUSE | AUXILIARIES | DETERMINERS | PLAIN_ADVERBS | PREPOSITIONS | PRONOUNS | COLLECTIVE | QUANTITY
_LINKS = TAGS["prep"] | TAGS["conj"]
_ADJECTIVE = TAGS["adj"] | TAGS["adj.comp"] | TAGS["adj.sup"]


class _Class(NamedTuple):
    """What words of one class have in common: a word of a closed class by itself, else readings (0: unknown) and a first character."""

    word: str
    mask: int
    first: str  # a letter, 0 for any digit, "." for punctuation and for what ends in a stop

    @property
    def readings(self) -> int:
        return self.mask or {"0": TAGS["num"], "a": lexicon.OPEN}.get(self.first, 0)


def _class(word: str) -> _Class:
    first = "0" if word[0].isdigit() else "a" if word[0].isalpha() and word[-1] != "." else "."
    return _Class(word if word in _CLOSED else "", lexicon.known_readings(word), first)


class _Classes(dict[str, str]):
    """The character of each word's class. All classes are known beforehand, since a regex must name those that it takes."""

    def __init__(self) -> None:
        super().__init__()
        classes = {_class(word): None for word in _CLOSED}
        for mask in (0, *lexicon.masks()):
            classes.update({_Class("", mask, first): None for first in "0a."})
        self.characters = {one: chr(0x100 + number) for number, one in enumerate(classes)}

    def __missing__(self, word: str) -> str:
        if len(self) > MOST_KEPT:
            self.clear()
        self[word] = found = self.characters[_class(word)]
        return found

    def where(self, test: Callable[[_Class], object]) -> str:
        """A regex for one word of a class that passes a test."""
        found = "".join(character for one, character in self.characters.items() if test(one))
        return f"[{found}]" if found else "(?!)"

    def of(self, words: Iterable[str]) -> str:
        """A regex for a class that holds one of some words."""
        found = "".join(sorted({self[word] for word in words}))
        return f"[{found}]" if found else "(?!)"


class Gate(NamedTuple):
    """What stands before a trigger, the last word first, and what stands from it on."""

    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _pieces() -> _Pieces:
    return _Pieces(_Classes())


def classes(words: list[str]) -> str:
    """The classes of words, a character each."""
    return "".join(map(_pieces().known.__getitem__, words))


def gate(pattern: Pattern) -> Gate | None:
    """A pattern's gate; None where words alone decide, which are looked at before."""
    if not needs_lexicon(pattern.elements):
        return None
    pieces = _pieces()
    elements = flat(pattern.elements)
    before = "".join(pieces.backwards(element) for element in reversed(elements[: pattern.element]))
    after = "".join(pieces.forwards(element) for element in elements[pattern.element :])
    return Gate(re.compile(before, re.DOTALL), re.compile(after, re.DOTALL))


class _Pieces:
    """Elements as regexes, for text in its order and for text backwards."""

    def __init__(self, known: _Classes) -> None:
        self.known = known
        self.head = {
            "sg": known.where(lambda one: _head(one, "sg")),
            "pl": known.where(lambda one: _head(one, "pl")),
            "": known.where(lambda one: one.first != "." and one.word not in AUXILIARIES),
        }
        self.run = f"(?:{known.where(_inner)}|.{known.of('-')}|{known.of('-')}.){{0,11}}"
        self.named = f"{self.head['']}{self.run}{known.of(SINGULAR_DETERMINERS)}"  # "this TV"
        self.preposition = known.of(PREPOSITIONS)
        self.adverb = known.where(lambda one: one.word in PLAIN_ADVERBS or one.mask == TAGS["adv"])
        self.boundary = known.where(lambda one: one.first == "." or one.word in _BEFORE_CLAUSE)

    def forwards(self, element: Element) -> str:
        kind = element[0]
        if kind == "n":
            return self.run + (self.head[element[1]] if element[1] != "sg" else self.head[""])
        if element == ("x", "pp"):
            return self.preposition + self.run + self.head[""]
        if kind == "z":
            return ""
        return self._either(element, self.forwards, lambda parts: parts)

    def backwards(self, element: Element) -> str:
        kind = element[0]
        if kind == "n":
            found = self.head[element[1]] + self.run
            return f"(?:{found}|{self.named})" if element[1] == "sg" else found
        if element == ("x", "pp"):
            return self.head[""] + self.run + self.preposition
        if kind == "z":
            return f"(?:{self.boundary}|\\Z)" if element[1] == "clause" else ""
        return self._either(element, self.backwards, lambda parts: parts[::-1])

    def _either(self, element: Element, piece: Callable[[Element], str], order: Callable[[list[str]], list[str]]) -> str:
        """An element of which only the parts depend on the direction."""
        kind = element[0]
        if kind == "w":
            return self.known.of((element[1],))
        if kind == "s":
            return self.known.of(element[1])
        if kind in ("c", "i"):
            return self.known.of(element[2])
        if kind == "t":
            return self.known.where(lambda one: all(_possible(one, term) for term in element[1]))
        if kind == "g":
            return "(?:" + "|".join("".join(order([piece(one) for one in choice])) for choice in element[2]) + ")"
        if kind == "q":
            return f"(?:{piece(element[1])}){{{element[2]},{element[3]}}}"
        return f"{self.adverb}{{0,2}}" if element[1] == "adverbs" else ".*"


def _head(one: _Class, number: str) -> bool:
    """Whether a word of the class may be the head of a noun phrase of that number: see `phrases`."""
    if one.word in PRONOUNS:
        return one.word in (SINGULAR_PRONOUNS if number == "sg" else PLURAL_PRONOUNS)
    return one.word not in COLLECTIVE | QUANTITY and one.mask & NOUN == TAGS[f"noun.{number}"]


def _inner(one: _Class) -> bool:
    """Whether a word of the class may stand in a noun phrase before its head."""
    if one.word in _JOINTS | DETERMINERS:
        return True
    if one.first == "." or one.word in PRONOUNS | AUXILIARIES:
        return False
    return not one.readings & _LINKS or bool(one.readings & _ADJECTIVE)


def _possible(one: _Class, term: tuple[object, ...]) -> bool:
    """Whether a word of the class may pass a term: a capital may make a noun of it, and "'t" after it takes readings away."""
    name, value = term[0], term[1]
    mask = one.readings
    if name in ("may", "only", "without"):
        assert isinstance(value, int)
        if name == "without":
            return not mask & value or one.word in AUXILIARIES or bool(mask & TAGS["modal"])
        return bool((mask | NOUN) & value) and (name == "may" or not mask & ~value or one.word in AUXILIARIES or bool(mask & TAGS["modal"]))
    return True


def passes(found: Gate, words: str, at: int) -> bool:
    """Whether a gate lets a trigger at token `at` through; `words` are the classes of the block."""
    return found.after.match(words, at) is not None and found.before.match(words[max(0, at - 60) : at][::-1]) is not None
