import pytest

import lintnews
from lintnews.checks import american_quotes, final_stop, mixed_spelling, quotes
from lintnews.dialects import guess
from lintnews.formats import parse

PROSE = "The mayor said that the work on the old bridge would begin in the spring of next year."


def marked(check, text: str, **options: object) -> list[str]:  # type: ignore[no-untyped-def]
    return [text[span.start : span.end] for span, _, _ in check(parse(text, "plain"), options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u201cIt is over, she said.", ["over, she"]),
        ("\u201cIt is over.\n\u201cWe lost,\u201d she said.", []),
        ("It is over,\u201d she said.", ["\u201d"]),
        ('"It is over," she said. "We lost, he added.', ["lost, he"]),
        ('The pipe is 6" wide.', []),
    ],
)
def test_quotations_that_are_not_closed_or_not_opened(text: str, expected: list[str]) -> None:
    assert marked(quotes.check, text, marks="quotes") == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("It (the club is shut.", ["("]), ("It is shut) now.", [")"]), ("a) one, b) two", []), ("It is shut :)", [])]
)
def test_brackets(text: str, expected: list[str]) -> None:
    assert marked(quotes.check, text, marks="brackets") == expected


def test_a_paragraph_without_its_stop_among_others_that_have_theirs() -> None:
    text = f"{PROSE}\n{PROSE}\nIt was late. {PROSE[:-1]}\n{PROSE}"
    assert marked(final_stop.check, text, words=10) == ["year"]
    assert marked(final_stop.check, f"{PROSE[:-1]}\n{PROSE}", words=10) == []


def test_the_dialect_is_guessed_from_spellings() -> None:
    assert guess(parse("The colour of the theatre", "plain")) == "british"
    assert guess(parse("It fell 3 percent.", "plain")) == "american"
    assert guess(parse("It fell.", "plain")) is None


def test_the_lesser_side_of_a_mixed_spelling_is_marked_names_and_quotations_apart() -> None:
    assert marked(mixed_spelling.check, "The colour of the harbour is my favorite.") == ["favorite"]
    assert marked(mixed_spelling.check, "The colour of Lincoln Center \u201cis my favorite\u201d.") == []


def test_commas_after_quotation_marks_are_marked_in_american_copy_only() -> None:
    assert marked(american_quotes.check, "The color is \u201cteal\u201d, he said.") == ["\u201cteal\u201d,"]
    assert marked(american_quotes.check, "The colour is \u201cteal\u201d, he said.") == []


def test_items_of_a_list_want_no_full_stop() -> None:
    prose = "The council said on Monday that the road over the old bridge would stay shut until the spring.\n"
    items = "".join(
        f"It was late. The {what} of the town council had not been asked about the bridge at all\n" for what in ("head", "clerk", "mayor")
    )
    rules = [finding.rule for finding in lintnews.check(prose * 3 + items + prose * 3)]
    assert "punctuation/final-stop" not in rules
    one = items.split("\n")[0] + "\n"
    assert "punctuation/final-stop" in [finding.rule for finding in lintnews.check(prose * 3 + one + prose * 3)]
