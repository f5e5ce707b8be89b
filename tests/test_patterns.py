import pytest

from lintnews.document import Document
from lintnews.formats import parse
from lintnews.matchers.walk import Block, first_end
from lintnews.patterns import PatternError, expand, marked, trigger
from lintnews.patterns import parse as parse_pattern

LISTS = {"modals": ("could", "should"), "firms": ("Acme", "General Widgets")}


def matched(pattern: str, text: str, at: int = 0) -> str | None:
    """What the pattern matches from the token `at` on."""
    document: Document = parse(text, "plain")
    block = Block(document, 0)
    end = first_end(parse_pattern(pattern, LISTS), block, at)
    return None if end is None else " ".join(block.words[at:end])


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("could of", "Could of been", "could of"),
        ("could of", "could offer", None),
        ("(could|must) of", "must of gone", "must of"),
        ("a (very)? long day", "a long day", "a long day"),
        ("a (very)? long day", "a very long day", "a very long day"),
        ("very+ long", "very very long", "very very long"),
        ("it's own", "it\u2019s own fault", "it 's own"),
        ("well-known", "well-known singer", "well - known"),
        ("well known", "well-known singer", None),
        ("<@modals> of", "should of", "should of"),
        ("<@firms> who", "General Widgets who", "general widgets who"),
        ("<num> percent", "12.5 percent", "12.5 percent"),
        ("<cap> said", "Smith said", "smith said"),
        ("<cap> said", "smith said", None),
        ("<word !@modals> of", "could of", None),
        ("<not:could|should> of", "must of", "must of"),
        ("by <name>", "By Anna de Vries and others", "by anna de vries"),
        ("on <date>", "on Monday, 3 March 2025, it", "on monday , 3 march 2025"),
        ("at <time>", "at 8.40pm sharp", "at 8.40pm"),
        ("read <rest>", "Read this, now!", "read this , now !"),
        ("<sentence> the", "The end", "the"),
        ("end <end>", "the end.", None),
    ],
)
def test_a_pattern_matches_what_its_elements_say(pattern: str, text: str, expected: str | None) -> None:
    assert matched(pattern, text) == expected


def test_a_group_that_was_given_up_captures_nothing() -> None:
    block = Block(parse("a big a", "plain"), 0)
    assert first_end(parse_pattern("(a|big)? (a|big) (a)", LISTS), block, 1) == 3
    assert 1 not in block.groups


def test_the_end_of_a_sentence_is_before_its_stop() -> None:
    assert matched("end <end>", "the end. Then more.", 1) == "end"


@pytest.mark.parametrize("pattern", ["", "(a|b", "a|b", "(a|)", "<nosuch>", "<@nosuch> of", "{xyzzyq} it"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        parse_pattern(pattern, LISTS)


def test_a_bar_or_star_of_its_own_is_punctuation() -> None:
    assert matched("home | news", "Home | News") == "home | news"
    assert matched("required *", "required *") == "required *"


def test_the_rarest_words_trigger_a_pattern() -> None:
    frequency = {"the": 50000.0, "of": 30000.0, "in": 20000.0, "size": 100.0}
    assert trigger(parse_pattern("in the (very)? size of", {}), frequency)[:3] == (("size of",), 2, 3)
    assert trigger(parse_pattern("of in the", {}), frequency)[:3] == (("of in",), 0, 0)


def test_a_pattern_without_a_word_is_refused() -> None:
    with pytest.raises(PatternError):
        trigger(parse_pattern("<num> <cap>", {}), {})


def test_optional_elements_can_be_spelled_out() -> None:
    variants = expand(parse_pattern("(could|could not) (ever)? of", {}))
    assert len(variants) == 4


@pytest.mark.parametrize(("pattern", "number"), [("its own", 0), ("(=its) own", 1), ("(in|on) (=its|it's) own", 2)])
def test_a_group_that_begins_with_an_equals_sign_is_marked(pattern: str, number: int) -> None:
    assert marked(pattern) == number
    assert matched(pattern, "on its own" if number == 2 else "its own")
