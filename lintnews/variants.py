"""Idioms as packs write them, one a line, made ready for finding what is nearly but not quite one of them.

The lines are in the pattern language, without parts of speech:

    {turn} a blind eye
    {leave} no [stone] unturned
    with a [grain|pinch] of [salt]

Square brackets close a place: these words stand there and no others, the first being meant; `[!a]` even where little
else is left of the idiom. Any other place is judged more mildly (see
`matchers.idioms`). A compiled idiom has variants, each a row of places as long as the idiom has tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lintnews.idioms import ARTICLE, ARTICLES, CLOSED, CONTENT, FIXED, FUNCTION, OPEN, PREPOSITION, PREPOSITIONS, SEALED, SUBSTANCE, Place
from lintnews.patterns import Element, Elements, Lists, PatternError, parse
from lintnews.values import NamedTuple

MOST = 64  # variants of one idiom


class Idiom(NamedTuple):
    """An idiom as it is written, without its marks, and the variants that are right."""

    name: str
    variants: tuple[tuple[Place, ...], ...]


def lines(written: Any) -> list[dict[str, Any]]:
    """The idioms of a rule as maps with the key `is`; in a text each line is one, and `#` starts a comment."""
    rows = written if isinstance(written, list) else [line.partition("#")[0].strip() for line in written.splitlines()]
    return [row if isinstance(row, dict) else {"is": str(row)} for row in rows if row]


def sample(line: str) -> str:
    """The pattern of an idiom with the first words of each place."""
    return re.sub(r"[\[(]!?([^\])|]*)[^\])]*[\])](?!\?)", r"(\1)", line)


def read(line: str, lists: Lists) -> Idiom:
    """The idiom of a line of a pack. Raises PatternError."""
    closed: dict[int, list[str]] = {}  # by the number of the group
    plain = ""
    for part in re.split(r"(\[[^\]]*\]|\()", line):
        if part.startswith("["):
            closed[plain.count("(") + 1] = part[1:-1].split("|")
            part = part.replace("[!", "[")
            part = f"({part[1:-1]})"
        plain += part
    elements = parse(plain, lists)
    variants = tuple(dict.fromkeys(_variants(elements, closed)))
    if not variants or len(variants) > MOST:
        raise PatternError(f"{line!r} has {len(variants)} variants, more than {MOST}; write it as several idioms")
    if any(len(variant) < 3 or not any(place.kind in SUBSTANCE for place in variant) for variant in variants):
        raise PatternError(f"{line!r} is too short to be known by its other words; an idiom has three words at least")
    return Idiom(re.sub(r"[\[\]{}!]|:\w+(?=})", "", line), variants)


def triggers(idiom: Idiom, frequency: Mapping[str, float]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Words that the idiom is found by, with those of which one stands beside it or next but one ("": any).

    Of each variant those of its two rarest places of substance, one of which one wrong word leaves. An idiom of one such place is found by
    that alone: articles and prepositions are too many to look at each.
    """
    keys: set[str] = set()
    for variant in idiom.variants:
        costs = sorted(
            (sum(frequency.get(word, 0.5) for word in place.words), at) for at, place in enumerate(variant) if place.kind in SUBSTANCE
        )
        for _, at in costs[:2]:
            keys.update(variant[at].words)
    return tuple((key, _near(idiom, key)) for key in sorted(keys))


def _near(idiom: Idiom, word: str) -> tuple[str, ...]:
    """What one change leaves near a word of an idiom: a word of a neighbouring place; at the idiom's edge of the next but one, too."""
    found: set[str] = set()
    for variant in idiom.variants:
        last = len(variant) - 1
        for k in (k for k, place in enumerate(variant) if word in place.words):
            for near in (k - 1, k + 1, *([2] if k == 0 else []), *([k - 2] if k == last else [])):
                if 0 <= near <= last:
                    found.update(variant[near].words or ("",))
    return tuple(sorted(found))


def _variants(elements: Elements, closed: dict[int, list[str]]) -> Iterator[tuple[Place, ...]]:
    if not elements:
        yield ()
        return
    for first in _choices(elements[0], closed):
        for rest in _variants(elements[1:], closed):
            yield (*first, *rest)


def _choices(element: Element, closed: dict[int, list[str]]) -> Iterator[tuple[Place, ...]]:
    """The rows of places that an element may be."""
    kind = element[0]
    if kind == "w":
        yield (_place((element[1],)),)
    elif kind in ("s", "i"):
        yield (_place(tuple(sorted(element[1] if kind == "s" else element[2]))),)
    elif kind == "c":
        yield (_closed(element[1], closed, tuple(element[2])),)
    elif kind == "t" and element[1] == (("word", True),):
        yield (Place(OPEN, ()),)
    elif kind == "q" and element[2:] == (0, 1):
        yield ()
        yield from _choices(element[1], closed)
    elif kind == "g":
        single: list[str] = []
        for choice in element[2]:
            if len(choice) == 1 and choice[0][0] in "wsi":
                single += (choice[0][1],) if choice[0][0] == "w" else sorted(choice[0][-1])
            else:
                yield from _variants(choice, closed)
        if single:
            yield (_closed(element[1], closed, tuple(dict.fromkeys(single))),)
    else:
        raise PatternError("an idiom is made of words, alternatives, inflections, <word> and optional elements only")


def _closed(group: int, closed: dict[int, list[str]], words: tuple[str, ...]) -> Place:
    """The place that a group is, which may be closed; its words in the order in which the line has them."""
    if group not in closed:
        return _place(tuple(sorted(words)))
    written = [word.strip("!") for word in closed[group]]
    ordered = tuple(sorted(words, key=lambda word: (written.index(word) if word in written else len(written), word)))
    return Place(SEALED if closed[group][0].startswith("!") else CLOSED, ordered)


def _place(words: tuple[str, ...]) -> Place:
    if all(word in ARTICLES for word in words):
        return Place(ARTICLE, words)
    if all(word in PREPOSITIONS for word in words):
        return Place(PREPOSITION, words)
    return Place(FIXED if any(word in FUNCTION for word in words) else CONTENT, words)
