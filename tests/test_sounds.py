import pytest

from lintnews.sounds import vowel_sound


@pytest.mark.parametrize(
    "word",
    "apple hour honest honorary heir heirloom uninvited unidentified unimportant unusual umbrella SUV SUVs FBI NFL MP X F e 8 11 18"
    "  80 8,000 "
    "11,000 18th 8.5 1860s NCAA iPhone Xbox L.A. Élysée mRNA uncle"
    " urban utter usher"
    " A.I. AI IMF".split(),
)
def test_vowels(word: str) -> None:
    assert vowel_sound(word) is True


@pytest.mark.parametrize(
    "word",
    "banana one once European unanimous"
    " unit university unilateral user usual usage utility Ukrainian U.S. UN UK 10 100 1 1,400"
    " 1999 CEO BBC PC "
    "unique union uniform eulogy ewe utensil Uganda YouTube year household honey".split(),
)
def test_consonants(word: str) -> None:
    assert vowel_sound(word) is False


@pytest.mark.parametrize("word", ["herb", "historic", "NASA", "SAT", "1,100", "1,800", "1100", "FTSE", "homage"])
def test_unsure(word: str) -> None:
    assert vowel_sound(word) is None


def test_a_headline_in_capitals_is_read_as_words() -> None:
    assert vowel_sound("UNUSUAL", shouted=True) is True
    assert vowel_sound("MAN", shouted=True) is False
