import pytest

from lintnews import index as index_format
from lintnews.build import compile_pack, frequencies, link
from lintnews.engines import native
from lintnews.findings import apply_edits
from lintnews.formats import parse
from lintnews.matchers.likeness import alike, distance, nearest
from lintnews.patterns import PatternError
from lintnews.variants import lines, read, triggers

LISTS = {"poss": ("my", "your", "his", "her", "its", "our", "their")}
PACK = """
pack: idioms
about: Idioms.
words: {poss: [my, your, his, her, its, our, their]}
rules:
- id: bent
  about: An idiom bent out of shape.
  source: a test
  quotes: true
  idiom: |
    {turn} a blind eye          # a comment
    at the drop of a hat
    between the devil and the deep blue sea
    {leave} no [stone] unturned
    with a (grain|pinch) of [!salt]
    {hedge} <@poss> [bets]
    safe and sound
  bad:
  - "They {left no rock unturned -> left no stone unturned}."
  - "He sings {at the drop of the hat -> at the drop of a hat}."
  - "It was {turned the blind eye -> turned a blind eye} to."
  good: ["He turned his blind eye to it.", "He hedged his remarks.", "They left no tip."]
"""


@pytest.fixture(scope="module")
def index() -> index_format.Index:
    frequency = frequencies()
    return index_format.Index(link([compile_pack("idioms.yaml", PACK, {}, frequency)], frequency))


def fixed(text: str, index: index_format.Index) -> str | None:
    """The text with the first fixes of all findings made; None if there are none."""
    found = native.check(parse(text, "plain"), index, frozenset((0,)))
    return apply_edits(text, tuple(sorted(f.fixes[0].edits[0] for f in found))) if found else None


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Officials turned the blind eye to it.", "Officials turned a blind eye to it."),
        ("Turning a blynd eye helps no one.", "Turning a blind eye helps no one."),
        ("He quits at the drop of hat.", "He quits at the drop of a hat."),
        ("It is between the devil and the blue sea.", "It is between the devil and the deep blue sea."),
        ("They left no pebble unturned.", "They left no stone unturned."),
        ("Take it with a pinch of sugar.", "Take it with a pinch of salt."),
        ("She hedged her bats.", "She hedged her bets."),
        ("AT THE DROP OF THE HAT, it fell.", "AT THE DROP OF A HAT, it fell."),
    ],
)
def test_one_change_is_undone(text: str, right: str, index: index_format.Index) -> None:
    assert fixed(text, index) == right


@pytest.mark.parametrize(
    "text",
    [
        "Officials turned a blind eye to it.",
        "Officials turned his blind eye to the light.",
        "The firm hedged its exposure.",  # too little is left of the idiom for a word of quite another shape
        "The firm is safe and solvent.",
        "Minister quits at drop of hat",  # a headline
        "They left no Stone unturned.",  # a name
        "They left no stone-age site unturned.",
        "He turned an eye to it.",
        "",
    ],
)
def test_idioms_variations_and_headlines_are_left_alone(text: str, index: index_format.Index) -> None:
    assert fixed(text, index) is None


def test_a_place_has_one_finding(index: index_format.Index) -> None:
    found = native.check(parse("They left no rock unturned and left no rock unturned.", "plain"), index, frozenset((0,)))
    assert len(found) == 2


def test_triggers_are_of_two_places_so_that_one_wrong_word_hides_one_at_the_most() -> None:
    idiom = read("{leave} no [stone] unturned", LISTS)
    frequency = {"stone": 50, "unturned": 1, "no": 900, "leave": 200, "left": 300, "leaves": 40, "leaving": 40}
    assert {word for word, _ in triggers(idiom, frequency)} == {
        "stone",
        "unturned",
    }


@pytest.mark.parametrize("line", ["hold water", "<np> of the town", "of the"])
def test_what_cannot_be_told_by_its_words_is_refused(line: str) -> None:
    with pytest.raises(PatternError):
        read(line, LISTS)


def test_lines_are_rows_without_comments() -> None:
    assert lines("a b c  # x\n\n# y\nd e f\n") == [{"is": "a b c"}, {"is": "d e f"}]


@pytest.mark.parametrize(("found", "meant"), [("mute", "moot"), ("bats", "bets"), ("parsel", "parcel"), ("year", "ear")])
def test_words_that_look_or_sound_much_the_same_are_alike(found: str, meant: str) -> None:
    assert alike(found, meant)


@pytest.mark.parametrize(
    ("found", "meant"), [("cat", "hat"), ("soft", "hard"), ("remarks", "bets"), ("eye", "eye"), ("impact", "impression")]
)
def test_other_words_are_not(found: str, meant: str) -> None:
    assert not alike(found, meant)


def test_a_swap_of_neighbours_is_one_change() -> None:
    assert distance("slaet", "slate", 2) == 1
    assert distance("slate", "granite", 2) == 3


def test_the_nearest_word_has_the_same_inflection() -> None:
    assert nearest("pledging", ("hedge", "hedged", "hedging", "hedges")) == "hedging"
