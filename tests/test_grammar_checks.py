from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lintnews.checks import articles, repeats
from lintnews.document import Document
from lintnews.formats.plain import parse
from lintnews.spans import Span

Check = Callable[[Document, dict[str, Any]], Iterator[tuple[Span, tuple[str, ...], str]]]


def marked(check: Check, text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], news[0]) for span, news, _ in check(parse(text), {})]


def test_articles_by_sound() -> None:
    assert marked(articles.check, "It was a honest answer in an U.S. court.") == [("a", "an"), ("an", "a")]
    assert marked(articles.check, "A hour later he saw an one-off show.") == [("A", "An"), ("an", "a")]


@pytest.mark.parametrize(
    "text",
    [
        "Plan A is better than plan B.",
        "The grade was an A or a B.",
        "She saw an MRI scan, a URL and an $80 bill.",
        "An herb or a herb; an historic day.",
        "He tells the a and the o apart.",
        "A 1,100-seat hall and a 1,900-seat one.",
    ],
)
def test_articles_that_are_right_or_unsure(text: str) -> None:
    assert marked(articles.check, text) == []


def test_doubled_words() -> None:
    assert marked(repeats.check, "He gave the the book to to her.") == [("the the", "the"), ("to to", "to")]
    assert marked(repeats.check, "It is one of the of the best.") == [("of the of the", "of the")]
    assert marked(repeats.check, "They live in in Leeds, they said.") == []  # after a verb it may be "log in in"
    assert marked(repeats.check, "The best food in in Leeds.") == [("in in", "in")]


@pytest.mark.parametrize(
    "text",
    [
        "He had had enough.",
        "Duran Duran played.",
        "On and on and on it went.",
        "She logged in in May.",
        "No, no.",
        "It is, is it not?",
        "git git = x",
    ],
)
def test_words_that_stand_twice_rightly(text: str) -> None:
    assert marked(repeats.check, text) == []
