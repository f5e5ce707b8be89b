from typing import Any

import pytest

from lintnews.checks.names import check, prepare
from lintnews.formats import parse
from lintnews.tokens import copy_case

OPTIONS: dict[str, Any] = {"names": ["YouTube", "iPhone", "NATO|Nato", "French", "New York"], "common": {"french": ["fries"]}}


def found(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], news[0]) for span, news, _ in check(parse(text, "plain"), prepare(OPTIONS))]


def test_a_name_in_the_wrong_case_is_found_with_its_right_spelling() -> None:
    assert found("He left new york for Youtube.") == [("new york", "New York"), ("Youtube", "YouTube")]
    assert found("The nato base") == [("nato", "NATO")]


@pytest.mark.parametrize("text", ["The Nato base", "YOUTUBE PAYS", "IPhone sales fell.", "They ate french fries.", "See iphone.com today"])
def test_other_spellings_that_are_right_are_let_be(text: str) -> None:
    assert found(text) == []


def test_a_correction_of_case_keeps_its_own_case() -> None:
    assert copy_case("Federal", "federal") == "federal"
    assert copy_case("Could of", "could have") == "Could have"
