"""What the places of an idiom are: shared by the compiler, which makes them, and the matcher, which compares texts with them."""

from __future__ import annotations

from lintnews.values import NamedTuple

ARTICLES = frozenset(("a", "an", "the"))
PREPOSITIONS = frozenset(
    "at by for from in into of off on onto out over through to under up upon with within without and or as than".split()
)
_OTHERS = """
    my your his her its our their one's whose this that these those some any no not i you he she it we they me him us them
    who which what when where while if but so be is are was were been being am do does did have has had having can could will would
    shall should may might must there here all one like too very well more most much such then only just
    's 't 're 've 'll 'd 'm , - . ' & ; :
"""
FUNCTION = ARTICLES | PREPOSITIONS | frozenset(_OTHERS.split())

OPEN, FIXED, ARTICLE, PREPOSITION, CONTENT, CLOSED, SEALED = range(7)
SUBSTANCE = (CONTENT, CLOSED, SEALED)


class Place(NamedTuple):
    """What may stand at one place of an idiom. Any word may at an open one that names no words."""

    kind: int
    words: tuple[str, ...]  # the one that is meant first
