"""Offsets to lines and columns, and back."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from lintnews.spans import LineIndex, Span

PIECES = ["a", " ", "é", "\u2019", "\U0001f600", "\r", "\n", "\r\n", "\t", "\x0b", "\u2028"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(TEXTS)
def test_lines_are_those_between_line_ends(text: str) -> None:
    lines = LineIndex(text)
    assert [text[slice(*lines.span(n))] for n in range(len(lines.starts))] == re.split(r"\r\n|\r|\n", text)


@given(TEXTS)
def test_an_offset_comes_back_from_each_of_its_positions(text: str) -> None:
    lines = LineIndex(text)
    for offset in range(len(text) + 1):
        line, column = lines.position(offset)
        start = lines.starts[line - 1]
        assert start + column - 1 == offset
        for name, of in (("utf-8", lines.position_utf8), ("utf-16-le", lines.position_utf16)):
            at = of(offset)
            unit = 2 if name == "utf-16-le" else 1
            assert at.line == line
            assert text[start:].encode(name)[: (at.column - 1) * unit].decode(name) == text[start:offset]


@given(TEXTS)
def test_positions_grow_with_offsets(text: str) -> None:
    lines = LineIndex(text)
    positions = [lines.position(offset) for offset in range(len(text) + 1)]
    assert positions == sorted(set(positions))


def test_columns_count_code_points_bytes_or_utf16_units() -> None:
    lines = LineIndex("x\r\n\U0001f600é!")
    assert lines.position(5) == (2, 3)
    assert lines.position_utf8(5) == (2, 7)
    assert lines.position_utf16(5) == (2, 4)


def test_spans_overlap_where_they_share_a_code_point() -> None:
    assert Span(0, 3).overlaps(Span(2, 4))
    assert not Span(0, 3).overlaps(Span(3, 4))
    assert Span(3, 3).overlaps(Span(0, 3))
    assert not Span(4, 4).overlaps(Span(0, 3))
    assert Span(0, 3).covers(Span(1, 3)) and not Span(1, 3).covers(Span(0, 3))
    assert Span(1, 3).shift(2) == (3, 5)
