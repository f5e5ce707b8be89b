"""What matching needs, ready to load: plain data behind a header, marshalled.

A pattern or regex is marshalled on its own and read when it is first tried, so that a rule that does not match costs one dictionary entry.
"""

from __future__ import annotations

import gc
import marshal
import zlib

from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    # the patterns that a word triggers: by itself, before a following word, after a preceding one
    Triggered = tuple[list[int], dict[str, list[int]], dict[str, list[int]]]

FORMAT = 11
POOL = "\0set"  # stands before the number of a pooled set: see `pooled`
LARGE = 6  # words; a set with more is pooled
MAGIC = b"lintnews index %d\n" % FORMAT
MARSHAL = 4  # the version of marshal's format, the same in all Pythons that we run on


class RuleHead(NamedTuple):
    """What a run needs to know of a rule before it matches."""

    id: str
    kind: str
    severity: int  # a Severity, Confidence and Applicability: made such only for a finding
    confidence: int
    fix: int
    quotes: bool
    trial: bool
    formats: tuple[str, ...]  # in which it runs; none: in all
    was: tuple[str, ...]
    about: str


class Pattern(NamedTuple):
    """A pattern of a rule. Templates: see `matchers.finding`."""

    rule: int
    key: str  # of a table's row, or ""
    elements: tuple[Any, ...]
    low: int  # tokens from the start of a match to its trigger, at least
    high: int  # and at most
    lead: int  # tags one of which the token before the trigger has; 0: any
    gate: str  # see `gates`; "": none
    probes: tuple[tuple[int, int, frozenset[str]], ...]  # words one of which stands this near to this far from the trigger
    mark: int  # the group that is marked; 0 is all
    templates: tuple[Any, ...]
    message: str
    context: tuple[Any, ...]  # of what must and must not hold: see `matchers.context`
    excepts: tuple[Any, ...]  # elements of patterns that may not overlap the match
    widest: int  # tokens of a match at the most
    whole: int  # 0: anywhere; 1: a whole line; else: one of that many neighbouring lines


class Regex(NamedTuple):
    """A regex of a rule. `on` is "prose" (folded and masked) or "text" (raw)."""

    rule: int
    pattern: str
    on: str
    mark: str | int
    templates: tuple[str, ...] | None
    message: str
    context: tuple[Any, ...]
    module: str  # re, or regex where re cannot read it
    places: tuple[tuple[str, int, int], ...]  # literals, and how far into a match they start, at least and at most; none: anywhere


Variant = tuple[tuple[int, tuple[str, ...]], ...]


class Expression(NamedTuple):
    """An idiom of a rule: its variants as rows of (kind, words), see `idioms.Place`."""

    rule: int
    key: str
    variants: tuple[Variant, ...]
    message: str
    context: tuple[Any, ...]


class Document(NamedTuple):
    """A named check with its parameters."""

    rule: int
    check: str
    options: dict[str, Any]
    message: str
    anchors: tuple[str, ...]  # one of which must be in the text; none: always tried


class Foreign(NamedTuple):
    """A rule of another engine that we trust as the rule of ours with this number."""

    rule: int
    name: str
    message: str
    same: tuple[str, ...]  # ids of the native rules that own such faults


class Index:
    """Rules ready to match: `words` lead to pattern numbers, `by_word` and `by_char` from a literal to regex numbers."""

    __slots__ = (
        "_idioms",
        "_patterns",
        "_places",
        "_regexes",
        "_sets",
        "_triggered",
        "_triggers",
        "always",
        "by_char",
        "by_word",
        "digest",
        "documents",
        "foreign",
        "idiom_words",
        "idioms",
        "lines",
        "owners",
        "patterns",
        "regexes",
        "rules",
        "sets",
        "words",
    )

    def __init__(self, data: dict[str, Any]) -> None:
        self.digest: str = data["digest"]
        self.rules: tuple[RuleHead, ...] = tuple(map(RuleHead._make, data["rules"]))
        # Keys joined in one string load in a third of the time that a dictionary takes.
        names, self._triggers = data["words"]  # trigger words, each with what it triggers
        self.words: dict[str, int] = {word: number for number, word in enumerate(names.split("\n")) if word}
        starts, numbers = data["lines"]
        self.lines: dict[str, tuple[int, ...]] = dict(zip(starts.split("\n"), numbers, strict=False))  # see `patterns.prefixes`
        self.patterns: list[bytes] = data["patterns"]
        self.sets: list[bytes] = data["sets"]  # large sets of words, which patterns share
        self.owners: tuple[int, ...] = data["owners"]  # the rule of each pattern
        self.by_word: dict[str, tuple[int, ...]] = data["by_word"]
        self.by_char: dict[str, tuple[tuple[str, int], ...]] = data["by_char"]
        self.always: tuple[int, ...] = data["always"]
        self.regexes: list[bytes] = data["regexes"]
        self.documents: tuple[Document, ...] = tuple(Document(*d) for d in data["documents"])
        self.foreign: tuple[Foreign, ...] = tuple(Foreign(*f) for f in data["foreign"])
        self.idiom_words: dict[str, tuple[int, ...]] = data["idiom_words"]
        self.idioms: list[bytes] = data["idioms"]
        self._idioms: dict[int, Expression] = {}
        self._places: dict[tuple[int, str], list[tuple[Variant, int]]] = {}
        self._patterns: dict[int, Pattern] = {}
        self._regexes: dict[int, Regex] = {}
        self._sets: dict[int, frozenset[str]] = {}
        self._triggered: dict[str, Triggered] = {}

    def triggered(self, word: str) -> Triggered:
        """What a trigger word triggers."""
        if word not in self._triggered:
            self._triggered[word] = marshal.loads(self._triggers[self.words[word]])
        return self._triggered[word]

    def pooled_words(self, number: int) -> frozenset[str]:
        if number not in self._sets:
            self._sets[number] = marshal.loads(self.sets[number])
        return self._sets[number]

    def pattern(self, number: int) -> Pattern:
        if number not in self._patterns:
            self._patterns[number] = Pattern(*unpooled(marshal.loads(self.patterns[number]), self.pooled_words))
        return self._patterns[number]

    def idiom(self, number: int) -> Expression:
        if number not in self._idioms:
            self._idioms[number] = Expression(*marshal.loads(self.idioms[number]))
        return self._idioms[number]

    def places(self, number: int, word: str) -> list[tuple[Variant, int]]:
        """The variants of an idiom in which a word stands, and at which place of each."""
        key = number, word
        if key not in self._places:
            self._places[key] = [
                (variant, k) for variant in self.idiom(number).variants for k, place in enumerate(variant) if word in place[1]
            ]
        return self._places[key]

    def regex(self, number: int) -> Regex:
        if number not in self._regexes:
            self._regexes[number] = Regex(*marshal.loads(self.regexes[number]))
        return self._regexes[number]


def pooled(value: Any, pool: dict[frozenset[str], int]) -> Any:
    """A pattern's data with its larger sets of words in `pool`: word lists stand in many patterns."""
    if isinstance(value, frozenset) and len(value) > LARGE:
        return (POOL, pool.setdefault(value, len(pool)))
    return tuple(pooled(one, pool) for one in value) if isinstance(value, tuple) else value


def unpooled(value: Any, words: Callable[[int], frozenset[str]]) -> Any:
    """The data as they were before `pooled`."""
    if not isinstance(value, tuple) or not value:
        return value
    if value[0] == POOL:
        return words(value[1])
    return tuple([unpooled(one, words) if type(one) is tuple and one else one for one in value])


def dumps(data: Any) -> bytes:
    """Plain data as a file's bytes, with version and checksum."""
    raw = marshal.dumps(data, MARSHAL)
    return MAGIC + b"%08x" % zlib.crc32(raw) + raw


def loads(raw: bytes) -> Any:
    """The data in a file's bytes; raises ValueError if they are not what this version and this Python wrote."""
    start = len(MAGIC) + 8
    body = memoryview(raw)[start:]  # megabytes: not copied
    if raw[: len(MAGIC)] != MAGIC or raw[len(MAGIC) : start] != b"%08x" % zlib.crc32(body):
        raise ValueError("not an index of this version, or a damaged one")
    collecting = gc.isenabled()
    gc.disable()  # it would look for cycles among ten thousands of new objects, and there are none
    try:
        return marshal.loads(body)
    finally:
        if collecting:
            gc.enable()
