from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintnews.findings import Confidence, Finding, Severity
from lintnews.formats import parse
from lintnews.passes.protect import protect
from lintnews.spans import Span

SPELLING = frozenset(["harper/misspelt"])


def finding(span: Span, rule: str = "harper/misspelt") -> Finding:
    return Finding(rule, span, "m", Severity.ERROR, Confidence.MEDIUM)


def doubted(text: str, format: str = "plain") -> list[str]:
    """The words of a text that are still misspelt when a dictionary doubts each of them."""
    document = parse(text, format)
    findings = [finding(Span(*match.span())) for match in re.finditer(r"[^\s,.!?“”()]+", text)]
    return [text[f.span.start : f.span.end] for f in protect(findings, document, SPELLING)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The goverment met.", ["goverment", "met"]),
        ("Kowalczyk greeted McGrath.", ["greeted"]),
        ("Shares of $AAPL and iPhone, NASDAQ:GOOG, 3G.", ["of", "and"]),
        ("Mail tips@example.org or see example.com/a and @handle #tag https://example.org", ["or", "see", "and"]),
        ("They read “the wierd of it” twice.", ["read", "twice"]),
        ("Umm Kulthum bin Rashid el-Sayed van Dyke.", []),
        ("The blorbs came. Two blorbs left.", ["came", "left"]),
        ("A café in naïve colours.", ["in", "colours"]),
    ],
)
def test_what_an_article_means_is_not_misspelt(text: str, left: list[str]) -> None:
    assert doubted(text) == left


def test_only_spelling_is_protected() -> None:
    document = parse("Kowalczyk won.", "plain")
    name = finding(Span(0, 9), "harper/then-than")
    assert protect([name, finding(Span(0, 9))], document, SPELLING) == [name]
    assert protect([name], document, frozenset()) == [name]


@given(st.lists(st.sampled_from(["teh", "Teh", "house", "x@y.org", "“", "”", "a", ". ", "\n", " "]), max_size=12).map("".join))
def test_protecting_takes_away_and_changes_nothing(text: str) -> None:
    document = parse(text, "plain")
    findings = [finding(Span(*match.span())) for match in re.finditer(r"\S+", text)]
    left = protect(findings, document, SPELLING)
    assert [f for f in findings if f in left] == left
    assert protect(left, document, SPELLING) == left
    assert all(text[f.span.start : f.span.end].islower() for f in left)
