from lintnews import check
from lintnews.spun import spun

ROOT_WORDS = "The council met on Monday and agreed to mend the road before the winter. "
REWRITTEN = (
    "Police have several clews. The firm sells counterfeit consciousness and its web-based media arm grew. "
    "A profound learning model reads bosom malignancy scans. "
)


def test_many_tortured_phrases_in_a_short_text_tell() -> None:
    verdict = spun(REWRITTEN, tuple(check(REWRITTEN)))
    assert verdict is not None
    assert {finding.rule.partition("/")[0] for finding in verdict.evidence} == {"tortured"}
    assert verdict.score == 2 * len(verdict.evidence)


def test_one_phrase_that_stands_often_counts_once() -> None:
    text = "Police have several clews. " * 9
    found = tuple(check(text))
    assert len(found) == 9 and spun(text, found) is None


def test_few_in_a_long_text_do_not_tell() -> None:
    text = REWRITTEN + ROOT_WORDS * 150
    assert spun(text, tuple(check(text))) is None
