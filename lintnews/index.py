"""What matching needs, ready to load: plain data behind a header, and runs of records that are read when they are first needed.

A rule that does not match costs a few bytes of a file that is mapped, not read.
"""

from __future__ import annotations

import gc
import marshal
import sys
import zlib

from lintnews.records import MARSHAL, Records, Shelf
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from lintnews.gates import Gate

    # What a word triggers: patterns (regexes: the complement of their number) by itself, before a following word and after a preceding
    # one; idioms by a word that stands near, "" for any.
    Triggered = tuple[tuple[int, ...], dict[str, tuple[int, ...]], dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]
    # Of a pattern: its rule; words one of which stands this near to this far from the trigger; see `patterns.opening`.
    Hint = tuple[int, tuple[tuple[int, int, frozenset[str]], ...], int]

FORMAT = 14
POOL = "\0pool"  # stands before the number of a pooled value: see `pooled`
LARGE = 6  # words; a set with more is pooled
LONG = 30  # characters; a string with more is pooled
MAGIC = b"lintnews index %d %s\n" % (FORMAT, sys.byteorder.encode())


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
    element: int  # the number of the element that holds the trigger, groups of one alternative opened
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
    spelling: bool  # a dictionary's doubt: see `passes.protect`


class _Words(Shelf):
    """What each word triggers; a number what its form does, one with letters ("21th") what its last digit and they do."""

    def __missing__(self, word: str) -> Any:
        found = super().__missing__(word)
        if found is None and word[0].isdigit():
            self[word] = found = super().__missing__(number_key(word))
        return found


def number_key(word: str) -> str:
    """What numbers of one form are looked up by: "#00,0" for "12,5", "#1th" for "21th"."""
    letters = word.lstrip("0123456789.,:")
    return "#" + (word[len(word) - len(letters) - 1 :] if letters else "".join("0" if c.isdigit() else c for c in word))


class Index:
    """Rules ready to match. `words` leads from a word to what it triggers, `lines` from how a line starts to patterns."""

    __slots__ = (
        "_idioms",
        "_patterns",
        "_places",
        "_pool",
        "_pooled",
        "_records",
        "_regexes",
        "always",
        "asked",
        "digest",
        "documents",
        "foreign",
        "gates",
        "hints",
        "lines",
        "literals",
        "rules",
        "words",
    )

    def __init__(self, data: dict[str, Any]) -> None:
        self.digest: str = data["digest"]
        self.rules: tuple[RuleHead, ...] = tuple(map(RuleHead._make, data["rules"]))
        self.documents: tuple[Document, ...] = tuple(map(Document._make, data["documents"]))
        self.foreign: tuple[Foreign, ...] = tuple(map(Foreign._make, data["foreign"]))
        self.always: tuple[int, ...] = data["always"]  # regexes without a literal
        # Of prose and of raw text the literals with the regexes that need them, by their rarest character where that is rare, else "".
        self.literals: dict[str, dict[str, tuple[tuple[str, tuple[int, ...]], ...]]] = data["literals"]
        self.words = _Words(data["words"])
        self.lines = Shelf(data["lines"])  # patterns; see `patterns.prefixes`
        self._pool = Records(data["pool"])  # what patterns share
        self._pooled: dict[int, Any] = {}
        self.hints = _Hints(Records(data["hints"]), self.pooled_value)
        self._records = {name: Records(data[name]) for name in ("patterns", "regexes", "idioms")}
        self._patterns: dict[int, Pattern] = {}
        self._regexes: dict[int, Regex] = {}
        self._idioms: dict[int, Expression] = {}
        self._places: dict[tuple[int, str], list[tuple[Variant, int]]] = {}
        self.asked: dict[int, int] = {}  # how often a pattern was tried
        self.gates: dict[int, Gate | None] = {}  # see `gates`

    def pooled_value(self, number: int) -> Any:
        if number not in self._pooled:
            self._pooled[number] = self._pool[number]
        return self._pooled[number]

    def pattern(self, number: int) -> Pattern:
        if number not in self._patterns:
            self._patterns[number] = Pattern(*unpooled(self._records["patterns"][number], self.pooled_value))
        return self._patterns[number]

    def patterns(self) -> list[Pattern]:
        """All patterns."""
        return [self.pattern(number) for number in range(len(self._records["patterns"]))]

    def idiom(self, number: int) -> Expression:
        if number not in self._idioms:
            self._idioms[number] = Expression(*self._records["idioms"][number])
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
            self._regexes[number] = Regex(*self._records["regexes"][number])
        return self._regexes[number]


class _Hints(dict[int, "Hint"]):
    """The hint of each pattern, read when first asked for."""

    def __init__(self, records: Records, pool: Callable[[int], Any]) -> None:
        super().__init__()
        self._records = records
        self._pool = pool

    def __missing__(self, number: int) -> Hint:
        made: Hint = unpooled(self._records[number], self._pool)
        self[number] = made
        return made


def pooled(value: Any, pool: dict[Any, int]) -> Any:
    """A pattern's data with its larger sets of words and its longer strings in `pool`: they stand in many patterns."""
    if isinstance(value, (frozenset, str)) and len(value) > (LONG if isinstance(value, str) else LARGE):
        return (POOL, pool.setdefault(value, len(pool)))
    return tuple(pooled(one, pool) for one in value) if isinstance(value, tuple) else value


def unpooled(value: Any, pool: Callable[[int], Any]) -> Any:
    """The data as they were before `pooled`."""
    if not isinstance(value, tuple) or not value:
        return value
    if value[0] == POOL:
        return pool(value[1])
    return tuple([unpooled(one, pool) if type(one) is tuple and one else one for one in value])


def dumps(data: dict[str, Any]) -> bytes:
    """Plain data as a file's bytes, with version and checksum; values that are bytes stand behind the others, to be read in place."""
    runs = [value for value in data.values() if isinstance(value, bytes)]
    head = marshal.dumps({key: len(value) if isinstance(value, bytes) else (value,) for key, value in data.items()}, MARSHAL)
    raw = b"".join([len(head).to_bytes(4, sys.byteorder), head, *runs])
    return MAGIC + b"%08x" % zlib.crc32(raw) + raw


def loads(raw: bytes | memoryview) -> Any:
    """The data in a file's bytes, values that were bytes as views of them.

    Raises ValueError if they are not what this version and this Python wrote.
    """
    view = memoryview(raw)
    start = len(MAGIC) + 8
    body = view[start:]
    if view[: len(MAGIC)] != MAGIC or view[len(MAGIC) : start] != b"%08x" % zlib.crc32(body):
        raise ValueError("not an index of this version, or a damaged one")
    at = 4 + int.from_bytes(body[:4], sys.byteorder)
    collecting = gc.isenabled()
    gc.disable()  # it would look for cycles among thousands of new objects, and there are none
    try:
        data = marshal.loads(body[4:at])
    finally:
        if collecting:
            gc.enable()
    for key, value in data.items():
        if isinstance(value, int):
            data[key] = body[at : at + value]
            at += value
        else:
            (data[key],) = value
    return data
