"""Comments in an article that switch rules off: `<!-- lintnews: off RULE ... -->`, `on` and `off-next-block`."""

from __future__ import annotations

import re
from bisect import bisect_left

from lintnews.passes.select import UnknownRuleError
from lintnews.spans import Span
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from lintnews.document import Document

OFF, ON, NEXT = "off", "on", "off-next-block"
_COMMENT = re.compile(r"<!--\s*lintnews:\s*([^\s>]*)\s*(.*?)\s*-->", re.DOTALL | re.IGNORECASE)
_NAME = re.compile(r"[^\s,\[]+(?:\[[^\]]*\])?")


class Region(NamedTuple):
    """Where a comment has switched a rule off (a family, an id, an id with its key; "" is any): findings that begin in `within`.

    `place` is where the comment says so.
    """

    rule: str
    place: Span
    within: Span


class Comments(NamedTuple):
    """What the comments of a document say, and what is wrong with them: offsets with messages."""

    regions: tuple[Region, ...] = ()
    mistakes: tuple[tuple[int, str], ...] = ()


NONE = Comments()


def read(document: Document, resolve: Callable[[str], str]) -> Comments:
    """What a document's comments switch off. `resolve` gives a rule's name as it is today, and raises UnknownRuleError."""
    found = [_COMMENT.match(document.source, *span) for span in document.comments]
    if not any(found):
        return NONE
    reader = _Reader(document, resolve)
    for match in filter(None, found):
        reader.read(match)
    reader.close(tuple(reader.open), len(document.source))
    return Comments(tuple(sorted(reader.regions, key=lambda region: region.place)), tuple(reader.mistakes))


class _Reader:
    def __init__(self, document: Document, resolve: Callable[[str], str]) -> None:
        self.document = document
        self.resolve = resolve
        self.regions: list[Region] = []
        self.mistakes: list[tuple[int, str]] = []
        self.open: dict[str, tuple[Span, int]] = {}  # what is off: the place that says so, and from where

    def read(self, match: re.Match[str]) -> None:
        word = match.group(1).lower()
        if word not in (OFF, ON, NEXT):
            self.mistakes.append((match.start(), f"a comment says {match.group(1)!r} to lintnews; known are {OFF}, {ON} and {NEXT}"))
            return
        names = list(self.names(match)) if match.group(2) else [("", Span(*match.span()))]
        if word == ON:
            off = tuple(self.open) if not match.group(2) else tuple(name for name, _ in names if name in self.open)
            if not off:
                self.mistakes.append((match.start(), "a comment switches on what no comment before it has switched off"))
            self.close(off, match.start())
        for name, place in names if word != ON else ():
            if word == NEXT or name in self.open:
                self.regions.append(Region(name, place, self.block_after(match.end()) if word == NEXT else Span(match.end(), match.end())))
            else:
                self.open[name] = place, match.end()

    def names(self, match: re.Match[str]) -> list[tuple[str, Span]]:
        """The rules that a comment names, each once, with their places."""
        found: dict[str, Span] = {}
        for name in _NAME.finditer(match.string, *match.span(2)):
            try:
                found.setdefault(self.resolve(name.group()), Span(*name.span()))
            except UnknownRuleError as error:
                self.mistakes.append((name.start(), str(error)))
        return list(found.items())

    def close(self, names: tuple[str, ...], end: int) -> None:
        for name in names:
            place, start = self.open.pop(name)
            self.regions.append(Region(name, place, Span(start, end)))

    def block_after(self, offset: int) -> Span:
        blocks = self.document.blocks
        at = bisect_left(blocks, offset, key=lambda block: self.document.place(block.span).start)
        return self.document.place(blocks[at].span) if at < len(blocks) else Span(offset, offset)
