import pytest

from lintnews import lexicon
from lintnews.lexicon import OPEN, TAGS


def may(word: str, *names: str) -> bool:
    return all(lexicon.tags(word) & TAGS[name] for name in names)


def test_a_word_has_all_its_readings() -> None:
    assert may("bar", "noun.sg", "verb.base")
    assert may("clear", "adj", "adv", "verb.base", "noun.sg")
    assert may("put", "verb.base", "verb.past", "verb.part")
    assert lexicon.tags("quickly") == TAGS["adv"]
    assert lexicon.tags("children") == TAGS["noun.pl"]


def test_closed_classes() -> None:
    assert may("the", "det") and not may("the", "noun")
    assert may("because", "conj") and may("of", "prep") and may("would", "modal")
    assert lexicon.tags("doesn") == TAGS["verb.s"] and lexicon.tags("couldn") == TAGS["modal"]


def test_what_is_not_in_the_lexicon() -> None:
    assert lexicon.tags("zorbling") == OPEN and not lexicon.known("zorbling")
    assert lexicon.tags("1,250") == TAGS["num"]
    assert lexicon.tags(",") == 0


def test_lemmas() -> None:
    assert lexicon.lemmas("studies", TAGS["noun"]) == ("study",)
    assert lexicon.lemmas("left", TAGS["verb.past"]) == ("leave",)
    assert lexicon.lemmas("was", TAGS["verb"]) == ("be",)
    assert lexicon.lemmas("zorbled", TAGS["verb"]) == ()


@pytest.mark.parametrize(
    ("word", "to", "result"),
    [
        ("went", "verb.part", "gone"),
        ("saw", "verb.part", "seen"),
        ("try", "verb.s", "tries"),
        ("tries", "verb.base", "try"),
        ("stop", "verb.past", "stopped"),
        ("offer", "verb.ing", "offering"),
        ("die", "verb.ing", "dying"),
        ("make", "verb.ing", "making"),
        ("city", "noun.pl", "cities"),
        ("knife", "noun.pl", "knives"),
        ("women", "noun.sg", "woman"),
        ("big", "adj.comp", "bigger"),
        ("easiest", "adj.comp", "easier"),
        ("are", "verb.s", "is"),
        ("lay", "verb.part", None),  # of lie or of lay
        ("zorbled", "verb.base", None),
    ],
)
def test_inflect(word: str, to: str, result: str | None) -> None:
    assert lexicon.inflect(word, to) == result


def test_forms() -> None:
    assert set(lexicon.forms("tow")) == {"tow", "tows", "towed", "towing"}
    assert set(lexicon.forms("tow", "noun")) == {"tow", "tows"}
    assert lexicon.forms("tow", "verb")["towed"] == TAGS["verb.past"] | TAGS["verb.part"]
    assert set(lexicon.forms("be")) == {"be", "am", "is", "are", "was", "were", "been", "being"}
    assert set(lexicon.forms("zorble", "verb")) == {"zorble", "zorbles", "zorbled", "zorbling"}
    assert lexicon.forms("zorble") == {}


def test_parallel_forms() -> None:
    assert lexicon.parallel("tow", "toe") == {"tow": "toe", "tows": "toes", "towed": "toed", "towing": "toeing"}
    assert lexicon.parallel("clue", "clew", "noun") == {"clue": "clew", "clues": "clews"}
    assert "laid" not in lexicon.parallel("lay", "lie", "verb")  # lay or lain
