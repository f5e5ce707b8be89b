import pytest

from lintnews.formats.plain import parse
from lintnews.lexicon import TAGS
from lintnews.syntax import Syntax


def syntax(text: str) -> Syntax:
    return Syntax(parse(text), 0)


def at(structure: Syntax, word: str) -> int:
    return structure.words.index(word)


@pytest.mark.parametrize(
    ("text", "phrase", "number"),
    [
        ("The old bridge is closed.", "the old bridge", "sg"),
        ("The two rival plans are ready.", "the two rival plans", "pl"),
        ("Every proposed change needs a vote.", "every proposed change", None),  # "needs" may be a noun: the end is unsure
        ("The mayor's new rules apply.", "the mayor 's new rules", "pl"),
        ("The walkers' readings fell.", "the walkers ' readings", "pl"),
        ("The team is unbeaten.", "the team", None),
        ("A number of people left.", "a number", None),
        ("The British are coming.", "the british", None),
        ("They are late.", "they", "pl"),
        ("Everyone was there.", "everyone", "sg"),
        ("Google is hiring.", "google", None),
        ("This TV is new.", "this tv", "sg"),
        ("Five years is long.", "five years", None),
        ("Some 70 workers were hurt.", "some 70 workers", None),
        ("Seventy-six workers were hurt.", None, None),
        ("76 people were hurt.", "76 people", "pl"),
        ("The kitchen last year was empty.", "the kitchen", "sg"),
        ("Politics is hard.", "politics", None),
        ("The men arrested there were armed.", "the men", "pl"),
    ],
)
def test_noun_phrases(text: str, phrase: str | None, number: str | None) -> None:
    structure = syntax(text)
    found = structure.noun_phrase(0)
    if phrase is None or found is None:
        assert found is None or found.number is number
    else:
        assert (" ".join(structure.words[: found.end]), found.number) == (phrase, number)


@pytest.mark.parametrize(
    "text",
    ["Running shops is hard.", "One of them left.", "The members plan a vote.", "Neither of them left.", "Of course it is."],
)
def test_no_noun_phrase_where_its_end_or_its_kind_is_unsure(text: str) -> None:
    assert syntax(text).noun_phrase(0) is None


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("The mayor left.", ["the"]),
        ("She said the mayor left.", ["she", "the"]),
        ("On Monday, they left.", ["on", "they"]),
        ("It fell because prices rose.", ["it", "prices"]),
        ("They met the mayor, the judge and a priest.", ["they"]),
        ("Nothing but the name remains.", ["nothing"]),
        ("But the name remains.", ["but", "the"]),
        ("He left and the others stayed.", ["he"]),
        ("He was late, and the others left.", ["he", "the"]),
        ('He said, "We lost."', ["he", "we"]),
    ],
)
def test_clause_starts(text: str, starts: list[str]) -> None:
    structure = syntax(text)
    assert [structure.words[i] for i in range(len(structure.words)) if structure.clause_start(i)] == starts


def test_prepositional_phrases() -> None:
    structure = syntax("The price of the two houses in Leeds has risen.")
    assert structure.prepositional_phrase(at(structure, "of")) == at(structure, "in")
    assert structure.prepositional_phrase(at(structure, "in")) == at(structure, "has")
    assert structure.prepositional_phrase(at(structure, "price")) is None
    structure = syntax("They agreed to help others.")
    assert structure.prepositional_phrase(at(structure, "to")) is None


def test_adverbs() -> None:
    structure = syntax("They have also quietly begun.")
    assert structure.adverbs(2) == 4
    assert structure.adverbs(1) == 1


def test_readings_depend_on_the_place() -> None:
    structure = syntax("They won the game but won't say so.")
    first, second = (i for i, word in enumerate(structure.words) if word == "won")
    assert structure.tags(first) == TAGS["verb.past"] | TAGS["verb.part"]
    assert structure.tags(second) == TAGS["modal"]
    assert syntax("It hit Target hard.").tags(2) & TAGS["noun"]


def test_sounds_pass_over_a_currency_sign() -> None:
    structure = syntax("An $8m prize for a UN team")
    assert structure.vowel_sound(1) is True
    assert structure.vowel_sound(at(structure, "un")) is False
