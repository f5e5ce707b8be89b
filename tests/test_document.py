"""Sentences, quotations and masks of a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintnews.document import Block, Document, Mask
from lintnews.formats import parse
from lintnews.sentences import split_sentences
from lintnews.spans import Span
from lintnews.tokens import CLEAR, OPAQUE

PIECES = [
    "a",
    "B",
    " ",
    ".",
    "...",
    "\u2026",
    '"',
    "'",
    "\u201c",
    "\u201d",
    "\u2018",
    "\u2019",
    "!",
    "?",
    ")",
    "U.S.",
    "Mr.",
    "3.5",
    "s",
    "\n",
    "\r",
    CLEAR,
    "\u00a0",
]
PROSE = st.lists(st.sampled_from(PIECES), max_size=50).map("".join)


@given(PROSE)
def test_sentences_cover_a_block_but_for_white_space(text: str) -> None:
    document = parse(text, "plain")
    for number, block in enumerate(document.blocks):
        at = block.span.start
        for start, end in document.sentences(number):
            assert at <= start < end <= block.span.end
            assert not text[at:start].strip()
            at = end
        assert at == block.span.end
        for offset in range(*block.span):
            assert document.sentence_at(number, offset).start <= offset


@pytest.mark.parametrize(
    "text",
    [
        "Shares rose.|Profits fell.",
        "Mr. Ode and Dr. Lind met St. Mary's staff.|They left.",
        "J. R. Hart spoke.|George W. Bell did not.",
        "J. A. Smith was there.",
        "The U.S. economy grew.|So did that of the U.K. and Japan.",
        "It sells in the U.S.|The firm is new.",
        "It rose 3.5 percent to $4.25.|Nobody knew why.",
        "He paused... and went on.",
        "He paused...|Then he went on.",
        "She waited\u2026|Nobody came.",
        '"It is over."|"Is it?" she asked.|He nodded.',
        '"Why?" Dr. Ode asked.|No reply came.',
        "(It was late.)|They slept.",
        "Acme Inc. said so.|Acme Inc.|The rest is history.",
        "He was ill.|The trial went on.",
        "He said no.|Nobody cared.",
        "Item No. 5 was sold.",
        "On Jan. 3 it rained.|It stopped in Jan.|The sun came.",
        "It starts at 8 p.m. Friday.|It ends at 10 p.m.|The bar stays open.",
        "Fruit, e.g. The Times's apples, is good.",
        f"{CLEAR}{CLEAR}Bold words.{CLEAR}{CLEAR}|Plain ones.",
        "Really?!|Yes.",
        "No stop at the end",
    ],
)
def test_where_sentences_end(text: str) -> None:
    whole = text.replace("|", " ")
    assert [whole[slice(*span)] for span in split_sentences(whole)] == text.split("|")


@given(PROSE)
def test_quotations_are_disjoint_and_lie_in_blocks(text: str) -> None:
    document = parse(text, "plain")
    at = 0
    for start, end in document.quotations:
        assert at <= start < end
        assert document.text[start] in "\"'\u201c\u201d\u2018"
        number = document.block_at(start)
        assert number is not None
        assert end <= document.blocks[number].span.end
        at = end


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('He said "no" and "never."', ['"no"', '"never."']),
        ("\u201cIt works,\u201d she said.", ["\u201cIt works,\u201d"]),
        ("\u201cHe told me \u2018go\u2019 and I went,\u201d she said.", ["\u201cHe told me \u2018go\u2019 and I went,\u201d"]),
        ("\u201cOne thing.\n\u201cAnother thing,\u201d he said.", ["\u201cOne thing.", "\u201cAnother thing,\u201d"]),
        ("\u2018It\u2019s done,\u2019 he said.", ["\u2018It\u2019s done,\u2019"]),
        ("'It's done,' he said. 'Truly.'", ["'It's done,'", "'Truly.'"]),
        ('\'He said "no" to me,\' she said. "Why?"', ["'He said \"no\" to me,'", '"Why?"']),
        ("\u2018The workers\u2019 rights matter,\u2019 he said.", ["\u2018The workers\u2019 rights matter,\u2019"]),
        ("The '90s were the workers' years.", []),
        ("The \u201890s, rock \u2018n\u2019 roll and \u2018em.", []),
        ("rock 'n' roll", []),
        ("The board's plan and the workers' vote", []),
        ('A 6\'2" guard with a 12" ruler said "hello" twice.', ['"hello"']),
        ("The 6\u20322\u2033 guard", []),
        ('He said "no. Then she said "yes" and left.', ['"no. Then she said ', '"yes"']),
        ('It was over," he said.', []),
        ("It was over,\u201d he said. \u201cIndeed.\u201d", ["\u201cIndeed.\u201d"]),
        ('The plan ("big") and\u2014"bold"\u2014more', ['"big"', '"bold"']),
    ],
)
def test_what_a_quotation_is(text: str, quotations: list[str]) -> None:
    document = parse(text, "plain")
    assert [text[slice(*span)] for span in document.quotations] == quotations


def test_a_span_is_quoted_if_it_starts_inside_the_marks() -> None:
    document = parse('He said "could of" twice.', "plain")
    assert document.in_quotation(Span(9, 17))
    assert not document.in_quotation(Span(8, 18))
    assert not document.in_quotation(Span(19, 24))


def test_masked_stretches_are_filled_and_the_rest_is_folded() -> None:
    masks = (Mask(Span(0, 2), CLEAR), Mask(Span(5, 7), CLEAR), Mask(Span(8, 11), OPAQUE))
    document = Document("**It\u2019** URL \u201cs", (Block(Span(0, 14)),), masks)
    assert document.cased == f"{CLEAR * 2}It'{CLEAR * 2} {OPAQUE * 3} \"s"
    assert document.prose == document.cased.lower()
    assert document.masked(Span(0, 3))
    assert not document.masked(Span(2, 4))


def test_a_block_is_found_by_an_offset_in_it() -> None:
    document = parse("One.\n\n  Two.", "plain")
    assert [document.block_at(offset) for offset in (0, 4, 5, 8, 12)] == [0, 0, None, 1, 1]
    assert document.tokens(1).starts == [8, 11]
