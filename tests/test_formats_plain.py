"""Plain text: which lines are a paragraph, and what is no prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintnews.document import Document
from lintnews.formats import parse

PIECES = [
    "word ",
    "Another longer word ",
    "x" * 30 + " ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "    ",
    "- ",
    "\u00e9",
    "\U0001f600",
    "http://a.b/c",
    "@me",
    "#tag",
    "a@b.c",
    ".",
]


def blocks(document: Document) -> list[str]:
    return [document.text[slice(*block.span)] for block in document.blocks]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)))
def test_blocks_and_masks_are_in_order_and_hold_all_that_is_not_blank(text: str) -> None:
    document = parse(text, "plain")
    at = 0
    for start, end in (block.span for block in document.blocks):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
    at = 0
    for start, end in (mask.span for mask in document.masks):
        assert at <= start < end <= len(text)
        at = end
    assert len(document.cased) == len(document.prose) == len(text)


WRAPPED = """\
Council puts off vote on tram line

Members of the city council put off a vote on the new tram line on
Tuesday night after traders along the route said that two years of
building work would drive their customers away for good.

The plan, which would cost 240 million euros, had been expected to pass
with a wide majority. A new date has not been set.
"""


def test_lines_of_a_hard_wrapped_file_are_joined() -> None:
    found = blocks(parse(WRAPPED, "plain"))
    assert [block.split()[0] for block in found] == ["Council", "Members", "The"]
    assert blocks(parse(WRAPPED.replace("\n", "\r\n"), "plain")) == [block.replace("\n", "\r\n") for block in found]


def test_a_headline_right_above_a_wrapped_paragraph_stays_apart() -> None:
    found = blocks(parse(WRAPPED.replace("line\n\nMembers", "line\nMembers"), "plain"))
    assert [block.split()[0] for block in found] == ["Council", "Members", "The"]


def test_indented_first_lines_start_paragraphs_of_a_wrapped_file() -> None:
    text = "    " + WRAPPED.split("\n\n", 1)[1].replace("\n\n", "\n    ")
    assert [block.split()[0] for block in blocks(parse(text, "plain"))] == ["Members", "The"]


def test_items_of_a_wrapped_file_stay_apart() -> None:
    text = (
        WRAPPED + "\n- a first item that goes on for so long that it has to be broken into\n  two lines\n- a second item\n> a quoted line\n"
    )
    assert len(blocks(parse(text, "plain"))) == 6


@pytest.mark.parametrize(
    "text",
    [
        "The council put off its vote.\nTraders had protested for weeks.\nNo date was set.\n",
        "A line much longer than any line of a wrapped text, since a scraped page has a paragraph a line and no blank ones between.\n" * 3,
        "Roses are red\nand violets blue\nbut nobody pays\nfor a poem or two\n",
        "Mayor wins second term after a long night of counting votes\nTwo hurt as lorry leaves the road north of the old harbour\n"
        "Museum shows a painting that was thought to have been lost\n",
        "One line, no end",
        "",
    ],
)
def test_a_line_is_a_block_in_other_files(text: str) -> None:
    assert blocks(parse(text, "plain")) == [line for line in text.splitlines() if line]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("See https://a.example/b?c=d. Then", ["https://a.example/b?c=d"]),
        ("(www.a.example/x_(y)), see", ["www.a.example/x_(y)"]),
        ("\u201chttps://a.example/\u201d said", ["https://a.example/"]),
        ("Write to jo.lind+news@a.example, or @jolind on #Metro.", ["jo.lind+news@a.example", "@jolind", "#Metro"]),
        ("[email\u00a0protected] at [5] @ 3 pm, No. #1, C# and R&D#", []),
        ("[the report](https://a.example/r) and <https://b.example>", ["https://a.example/r", "https://b.example"]),
    ],
)
def test_addresses_are_masked(text: str, masked: list[str]) -> None:
    assert [text[slice(*mask.span)] for mask in parse(text, "plain").masks] == masked


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown format 'docx'"):
        parse("", "docx")
