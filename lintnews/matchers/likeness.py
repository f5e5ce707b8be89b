"""Whether two words look or sound alike, as a mishearing or a slip of the keys would have it."""

from __future__ import annotations

import re

_SOUNDS = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"mb$", "m"),
        (r"tch|ch|sh", "x"),
        (r"ph|gh(?=$|t)|ugh", "f"),
        (r"gh", "g"),
        (r"dg|j|g(?=[eiy])", "j"),
        (r"ck|qu|q|c(?![eiy])", "k"),
        (r"[cz]", "s"),
        (r"x", "ks"),
        (r"wh", "w"),
        (r"[aeiouyhw]+", ""),
        (r"(.)\1+", r"\1"),
    )
)


def alike(found: str, meant: str) -> bool:
    """Whether one word may stand for the other by mistake. They differ, and are in lower case."""
    if found == meant or min(len(found), len(meant)) < 3:
        return False
    if sound(found) == sound(meant) and found[0] == meant[0]:
        return True
    shorter = min(len(found), len(meant))
    most = 2 if shorter > 5 else 1
    return distance(found, meant, most) <= most and (shorter > 3 or found[0] == meant[0] or found[1:] == meant or meant[1:] == found)


def sound(word: str) -> str:
    """A rough key of a word's consonants, the same for words that sound much the same."""
    for pattern, new in _SOUNDS:
        word = pattern.sub(new, word)
    return word


def distance(one: str, other: str, most: int) -> int:
    """How many letters must be changed, added, left out or swapped with their neighbour; `most` + 1 when more than that."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def nearest(found: str, meant: tuple[str, ...]) -> str:
    """Of several words the one that shares the longest ending with `found`, then the one nearest in spelling, then the first."""
    if len(meant) == 1:
        return meant[0]
    return max(meant, key=lambda word: (_shared_ending(found, word), -distance(found, word, 4)))


def _shared_ending(one: str, other: str) -> int:
    """How much of an inflection two words share: -ing, -ed, -s or nothing."""
    for ending in ("ing", "ed", "s"):
        if one.endswith(ending) or other.endswith(ending):
            return int(one.endswith(ending) and other.endswith(ending))
    return 1
