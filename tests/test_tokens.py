"""Folding keeps lengths; tokens lie in order; case is copied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintnews.tokens import CLEAR, TOKEN, Tokens, copy_case, fold, lower, tokenise

LETTERS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aB'\u2019-.,3 \u0130\u1e9e\u03a3\u00a0\ufffc\u2060")), max_size=60)


@given(LETTERS)
def test_folding_and_lower_case_keep_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(lower(text)) == len(text)


@given(LETTERS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(LETTERS)
def test_tokens_lie_in_order_and_leave_out_only_what_is_blank(text: str) -> None:
    prose = lower(fold(text))
    tokens = Tokens(TOKEN.findall(prose), prose, 0)
    at = 0
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert at <= start < end <= len(prose)
        assert prose[start:end] == word
        assert all(c.isspace() or c == CLEAR for c in prose[at:start])
        at = end
    assert all(c.isspace() or c == CLEAR for c in prose[at:])
    assert tokens.words == tokenise(text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("It\u2019s the firm's.", "it|'s|the|firm|'s|."),
        ("They don't; we'd", "they|don|'t|;|we|'d"),
        ("well-known", "well|-|known"),
        ("at 5:30 p.m. in the U.S. on Jan. 3", "at|5:30|p.m.|in|the|u.s.|on|jan|.|3"),
        ("$1,250.50 and 3rd", "$|1,250.50|and|3rd"),
        ("rock 'n' roll", "rock|'|n|'|roll"),
        ("O'Brien's café", "o'brien|'s|café"),
        ("the '90s", "the|'|90s"),
        ("snake_case", "snake|_|case"),
        ("A\u00a0B\u202fC", "a|b|c"),
        ("na\u00efve co\u2011op", "naïve|co|-|op"),
    ],
)
def test_what_a_token_is(text: str, tokens: str) -> None:
    assert tokenise(text) == tokens.split("|")


@pytest.mark.parametrize(
    ("model", "new", "made"),
    [
        ("could of", "could have", "could have"),
        ("Could of", "could have", "Could have"),
        ("COULD OF", "could have", "COULD HAVE"),
        ("iPhone", "handset", "handset"),
        ("A", "an", "An"),
        ("\u201cShould of", "should have", "Should have"),
        ("Tow", "McDonald", "McDonald"),
        ("...", "word", "word"),
        ("Word", "", ""),
    ],
)
def test_case_is_copied(model: str, new: str, made: str) -> None:
    assert copy_case(model, new) == made
