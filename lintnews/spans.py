"""Places in a text: spans, and what a line and a column are in three kinds of unit."""

from __future__ import annotations

from bisect import bisect_right

from lintnews.values import NamedTuple


class Span(NamedTuple):
    """Code points `start` up to, not including, `end` of a document's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point; an empty span also overlaps what it touches."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def touches(self, other: Span) -> bool:
        """Whether no code point lies between the two."""
        return self.start <= other.end and other.start <= self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


class Position(NamedTuple):
    """A place for people: line and column count from 1, the column in the unit asked for."""

    line: int
    column: int


def common_ends(found: str, new: str) -> tuple[int, int]:
    """How many code points two texts share at their starts, and of the rest at their ends."""
    head = tail = 0
    while head < min(len(found), len(new)) and found[head] == new[head]:
        head += 1
    while tail < min(len(found), len(new)) - head and found[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


class LineIndex:
    """The lines of a text. A line ends after LF, after CR that no LF follows, or where the text does."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        if "\r" in text:
            ends = (n for n, c in enumerate(text, 1) if c == "\n" or (c == "\r" and text[n : n + 1] != "\n"))
            self.starts.extend(ends)
        else:
            at = text.find("\n") + 1
            while at:
                self.starts.append(at)
                at = text.find("\n", at) + 1

    def line_of(self, offset: int) -> int:
        """The line (from 0) that holds a code point offset."""
        return bisect_right(self.starts, offset) - 1

    def span(self, line: int) -> Span:
        """The span of a line (from 0), its line end left out."""
        start = self.starts[line]
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def position(self, offset: int) -> Position:
        """Line and column of an offset, in code points."""
        line = self.line_of(offset)
        return Position(line + 1, offset - self.starts[line] + 1)

    def position_utf8(self, offset: int) -> Position:
        """Line and column of an offset, in UTF-8 bytes (rdjson)."""
        line = self.line_of(offset)
        return Position(line + 1, len(self.text[self.starts[line] : offset].encode("utf-8", "surrogatepass")) + 1)

    def position_utf16(self, offset: int) -> Position:
        """Line and column of an offset, in UTF-16 code units (editors, LanguageTool)."""
        line = self.line_of(offset)
        return Position(line + 1, len(self.text[self.starts[line] : offset].encode("utf-16-le", "surrogatepass")) // 2 + 1)
