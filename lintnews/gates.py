"""A test in C before a walk in Python: the words of a block as a string of classes, and what stands before a trigger as a regex on it.

A gate lets through every match and few else. "The plans for the port are ..." does not get to the rule for singular subjects, since no noun
from which *are* can be reached may be singular.
"""

from __future__ import annotations

import re

from lintnews import lexicon
from lintnews.closed import OPENERS, PREPOSITIONS, PRONOUNS, SPEAKING, SUBORDINATORS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.patterns import Elements

_SINGULAR, _PLURAL, _INNER, _PREPOSITION, _ADVERB, _BOUNDARY = (1 << bit for bit in range(6))
_BASE = 0x100  # classes are written as characters from here on
_JOINTS = frozenset(("-", "'s", "'", "%", "$", "\u00a3", "\u20ac", "&", "/", "\u2011"))
_CONJUNCTIONS = (
    OPENERS | SUBORDINATORS | SPEAKING | frozenset(("that", "but", "as", "after", "before", "since", "until", "and", "so", "yet"))
)
_OF_PHRASE = lexicon.TAGS["noun"] | lexicon.TAGS["adj"] | lexicon.TAGS["verb"] | lexicon.TAGS["det"] | lexicon.TAGS["num"]


class _Classes(dict[str, str]):
    """The class of each word, worked out when it is first met."""

    def __missing__(self, word: str) -> str:
        tags = lexicon.tags(word)
        pronoun = word in PRONOUNS or bool(tags & lexicon.TAGS["pron"])
        number = bool(tags & lexicon.TAGS["num"])
        open_class = bool(tags & (_OF_PHRASE & ~lexicon.TAGS["det"] & ~lexicon.TAGS["num"]))
        mask = 0
        if tags & lexicon.TAGS["noun.sg"] or pronoun or number or (open_class and not tags & lexicon.TAGS["noun"]):
            mask |= _SINGULAR  # a word that is no noun may be one in a name
        if tags & lexicon.TAGS["noun.pl"] or pronoun or number or (open_class and not tags & lexicon.TAGS["noun"]):
            mask |= _PLURAL
        if (
            tags & (_OF_PHRASE | lexicon.TAGS["adv"] | lexicon.TAGS["pron"] | lexicon.TAGS["adj.comp"] | lexicon.TAGS["adj.sup"])
            or word in _JOINTS
        ):
            mask |= _INNER
        if word in PREPOSITIONS:
            mask |= _PREPOSITION
        if tags & lexicon.TAGS["adv"]:
            mask |= _ADVERB
        if not word[0].isalnum() or word in _CONJUNCTIONS:
            mask |= _BOUNDARY
        self[word] = chr(_BASE + mask)
        return self[word]


_classes = _Classes()
_regexes: dict[str, re.Pattern[str]] = {}
_asked: dict[str, int] = {}
FREE = 40  # triggers that go through each gate untested


def backwards(words: list[str]) -> str:
    """The classes of words, the last first."""
    return "".join(map(_classes.__getitem__, reversed(words)))


def _any(flag: int) -> str:
    return "[" + "".join(chr(_BASE + mask) for mask in range(64) if mask & flag) + "]"


def gate(elements: Elements) -> str:
    """A regex that the classes of what stands before an element match, the last first, wherever `elements` match before it.

    "" if it would tell nothing.
    """
    if not any(element[0] == "n" for element in elements):
        return ""
    parts = []
    for element in reversed(elements):
        kind, low = element[0], 1
        if kind == "q":
            low, high, inner = element[2], element[3], element[1]
            parts.append(f"(?:{_piece(inner)}){{{low},{high}}}")
        else:
            parts.append(_piece(element))
    return "".join(parts)


def _piece(element: tuple[object, ...]) -> str:
    inner = f"{_any(_INNER)}{{0,11}}"
    kind = element[0]
    if kind == "n":
        head = {"sg": _SINGULAR, "pl": _PLURAL}.get(str(element[1]), _SINGULAR | _PLURAL)
        return _any(head) + inner
    if element == ("x", "pp"):
        return _any(_INNER) + inner + _any(_PREPOSITION)
    if element == ("x", "adverbs"):
        return f"{_any(_ADVERB)}{{0,2}}"
    if element == ("z", "clause"):
        return f"(?:{_any(_BOUNDARY)}|$)"
    if kind == "z":
        return ""
    return "." if kind in ("w", "s", "c", "i", "t") else ".{0,12}"


def worthwhile(regex: str) -> bool:
    """Whether a gate has been asked often enough to pay for being compiled (1 ms): in a single article it has not."""
    _asked[regex] = asked = _asked.get(regex, 0) + 1
    return asked > FREE


def passes(regex: str, classes: str, before: int) -> bool:
    """Whether a gate lets a trigger through; `classes` are those of the block, `before` the number of its tokens before the trigger."""
    if regex not in _regexes:
        _regexes[regex] = re.compile(regex, re.DOTALL)
    return _regexes[regex].match(classes, len(classes) - before) is not None
