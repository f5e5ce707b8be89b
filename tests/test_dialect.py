from pathlib import Path

import pytest

from lintnews import check
from lintnews.settings import from_table

MIXED = "The colour of the harbour is a favorite of neighbours."


def rules(text: str, **table: str) -> list[tuple[str, str]]:
    settings = {**table, "select": ["consistency", "grammar/collective-plural"]}
    return [(finding.rule, text[finding.span.start : finding.span.end]) for finding in check(text, settings=settings)]


def test_without_a_dialect_the_text_tells() -> None:
    assert rules(MIXED) == [("consistency/british-and-american", "favorite")]
    assert rules("The colour of the harbour.") == []


def test_a_dialect_of_the_settings_holds_whatever_the_text_has_more_of() -> None:
    assert [word for _, word in rules(MIXED, dialect="american")] == ["colour", "harbour", "neighbours"]
    assert [word for _, word in rules("The color of the flag.", dialect="british")] == ["color"]
    assert rules("The colour of the flag.", dialect="british") == []


def test_a_rule_may_ask_for_a_dialect() -> None:
    text = "The committee have met."
    assert rules(text, dialect="american") == [("grammar/collective-plural", "have")]
    assert rules(text, dialect="british") == rules(text) == []


def test_an_unknown_dialect_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="dialect: must be one of 'british', 'american', not 'scots'"):
        from_table({"dialect": "scots"})
