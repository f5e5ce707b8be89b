from __future__ import annotations

import itertools
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintnews.findings import Applicability, Confidence, Edit, Finding, Fix, Severity, apply_edits
from lintnews.fixing import choose
from lintnews.passes.allow import Allowance, Allowances
from lintnews.passes.level import at_level
from lintnews.passes.merge import agreed, merge
from lintnews.passes.select import Selection, selected
from lintnews.spans import Span

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE
NOTE, WARNING, ERROR = Severity
LOW, MEDIUM, HIGH = Confidence


def finding(
    rule: str,
    start: int,
    end: int,
    new: str | None = None,
    severity: Severity = ERROR,
    confidence: Confidence = HIGH,
    safe: Applicability = SAFE,
) -> Finding:
    span = Span(start, end)
    fixes = () if new is None else (Fix((Edit(span, new),), new, safe),)
    return Finding(rule, span, "m", severity, confidence, fixes)


def rules(findings: list[Finding]) -> list[str]:
    return [f.rule for f in findings]


def test_the_default_level_shows_sure_errors_and_warnings() -> None:
    every = [finding(f"{s.name}/{c.name}", 0, 1, severity=s, confidence=c) for s in Severity for c in Confidence]
    assert rules(at_level(every, "default")) == ["WARNING/HIGH", "ERROR/HIGH"]
    assert at_level(every, "all") == every
    assert rules(at_level(every, "default", frozenset({"NOTE/LOW"}))) == ["NOTE/LOW", "WARNING/HIGH", "ERROR/HIGH"]


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        ((), (), ["f/a", "f/b[x]", "f/b[y]", "g/a"]),
        (("f",), (), ["f/a", "f/b[x]", "f/b[y]"]),
        (("f",), ("f/b",), ["f/a"]),
        (("f/b",), ("f",), ["f/b[x]", "f/b[y]"]),
        (("f/b[x]",), ("f/b",), ["f/b[x]"]),
        ((), ("f/b[x]",), ["f/a", "f/b[y]", "g/a"]),
        (("f",), ("f",), []),
    ],
)
def test_the_more_exact_name_wins(select: tuple[str, ...], ignore: tuple[str, ...], kept: list[str]) -> None:
    every = [finding(rule, 0, 1) for rule in ("f/a", "f/b[x]", "f/b[y]", "g/a")]
    assert rules(selected(every, Selection(frozenset(select), frozenset(ignore)))) == kept


TEXT = "They “tow the line” at Tow Co. and tow  the\nline; tower."


def kept_in(text: str, *allowances: Allowance, words: tuple[str, ...] = ()) -> list[int]:
    starts = [n for n in range(len(text)) if text[n : n + 3].lower() == "tow"]
    findings = [finding("idioms/near[tow the line]", n, n + 3) for n in starts]
    left = [f.span.start for f in Allowances(allowances, words).drop(findings, text)[0]]
    return [starts.index(n) for n in left]


def test_an_allowance_is_by_rule_text_or_both() -> None:
    assert kept_in(TEXT) == [0, 1, 2, 3]
    assert kept_in(TEXT, Allowance("idioms", "")) == []
    assert kept_in(TEXT, Allowance("idioms/near", "")) == kept_in(TEXT, Allowance("idioms/near[tow the line]", "")) == []
    assert kept_in(TEXT, Allowance("idioms/near[other]", "")) == kept_in(TEXT, Allowance("idiom", "")) == [0, 1, 2, 3]
    assert kept_in(TEXT, Allowance("", "tow the line")) == [1, 3]
    assert kept_in(TEXT, Allowance("clich", "tow the line")) == [0, 1, 2, 3]
    assert kept_in(TEXT, Allowance("", '"tow the line"')) == [1, 2, 3]


def test_words_are_whole_and_a_capital_counts() -> None:
    assert kept_in(TEXT, words=("tow",)) == [3]
    assert kept_in(TEXT, words=("Tow",)) == [0, 2, 3]
    assert kept_in(TEXT, words=("Tow Co.",)) == [0, 2, 3]
    assert kept_in("a tow b tow c", words=("a tow b", "b tow c")) == [], "words may overlap"


def test_findings_apart_or_overlapping_at_an_edge_all_stay() -> None:
    apart = [finding("a/a", 0, 4, "x"), finding("a/b", 2, 6, "y"), finding("a/c", 6, 8, "z")]
    assert merge(list(reversed(apart))) == apart


def test_the_most_urgent_for_the_same_words_is_kept_and_names_the_others() -> None:
    (kept,) = merge([finding("a/w", 0, 4, "x", WARNING), finding("a/e", 0, 4, "x"), finding("a/l", 0, 4, "x", confidence=LOW)])
    assert (kept.rule, kept.also) == ("a/e", ("a/l", "a/w"))
    assert kept.fixes[0].applicability == SAFE


def test_two_corrections_for_the_same_words_are_not_safe_and_both_shown() -> None:
    (kept,) = merge([finding("a/a", 0, 4, "x"), finding("a/b", 0, 4, "y", WARNING)])
    assert [(fix.title, fix.applicability) for fix in kept.fixes] == [("x", UNSAFE), ("y", UNSAFE)]


def test_a_finding_within_another_is_the_same_complaint_if_the_fix_would_change_it() -> None:
    phrase, word = finding("a/phrase", 0, 12, "x"), finding("a/word", 4, 8, "y")
    (kept,) = merge([phrase, word])
    assert (kept.rule, kept.also) == ("a/phrase", ("a/word",))
    (kept,) = merge([phrase._replace(severity=WARNING), word])
    assert (kept.rule, kept.also) == ("a/word", ("a/phrase",))


def test_a_fault_in_a_sentence_that_is_found_too_long_stays() -> None:
    sentence, word = finding("a/long", 0, 200, severity=NOTE), finding("a/word", 4, 8, "y")
    assert rules(merge([sentence, word])) == ["a/long", "a/word"]


def test_a_fix_elsewhere_in_a_finding_leaves_others_in_it_alone() -> None:
    verb = finding("a/verb", 0, 20)._replace(fixes=(Fix((Edit(Span(18, 20), "are"),), "t", SAFE),))
    assert rules(merge([verb, finding("a/word", 4, 8, "y")])) == ["a/verb", "a/word"]


def test_boilerplate_takes_the_faults_in_it_along() -> None:
    line = finding("boilerplate/x", 0, 90, "", WARNING)
    (kept,) = merge([finding("a/word", 4, 8, "y"), line, finding("a/word", 14, 18, "y")])
    assert (kept.rule, kept.also, kept.fixes[0].applicability) == ("boilerplate/x", ("a/word",), SAFE)
    doubtful = line._replace(confidence=MEDIUM)
    assert merge([finding("a/word", 4, 8, "y"), doubtful])[0].rule == "a/word"


def test_merging_does_not_depend_on_the_order() -> None:
    several = [
        finding("a/b", 0, 9, "x"),
        finding("a/a", 3, 5, "y"),
        finding("a/c", 3, 5, "z"),
        finding("a/d", 4, 12),
        finding("a/e", 0, 9, "q"),
    ]
    assert merge(several) == merge(several[::-1]) == merge(several[2:] + several[:2])


def from_engine(rule: str, start: int, end: int, new: str | None = None, confidence: Confidence = HIGH) -> Finding:
    return finding(rule, start, end, new, confidence=confidence)._replace(origin=rule.partition("/")[0])


def test_a_native_rule_wins_over_an_engines_for_the_same_words() -> None:
    (kept,) = merge([from_engine("aaa/a", 0, 4, "x"), finding("zzz/z", 0, 4, "x")])
    assert (kept.rule, kept.also) == ("zzz/z", ("aaa/a",))
    (kept,) = merge([from_engine("aaa/a", 0, 4, "x"), finding("zzz/z", 0, 4, "x", WARNING)])
    assert kept.rule == "aaa/a"


def test_the_owner_of_a_fault_wins_wherever_it_overlaps_and_whatever_its_level() -> None:
    owned, owner = from_engine("aaa/a", 0, 6, "x"), finding("zzz/z", 4, 9, "y", WARNING, MEDIUM)
    assert len(merge([owned, owner])) == 2
    (kept,) = merge([owned, owner], {"aaa/a": frozenset(["zzz/z"])})
    assert (kept.rule, kept.also, kept.fixes) == ("zzz/z", ("aaa/a",), owner.fixes)
    assert len(merge([owned, owner._replace(span=Span(6, 9))], {"aaa/a": frozenset(["zzz/z"])})) == 2


def test_engines_that_agree_on_the_correction_are_surer() -> None:
    unsure = from_engine("aaa/a", 0, 4, "x", MEDIUM)
    levels = [f.confidence for f in agreed([unsure, finding("zzz/z", 0, 4, "x", confidence=LOW)])]
    assert levels == [HIGH, MEDIUM]
    for other in (finding("zzz/z", 0, 4, "y"), finding("zzz/z", 0, 5, "x"), from_engine("aaa/b", 0, 4, "x"), finding("zzz/z", 0, 4)):
        assert agreed([unsure, other]) == [unsure, other]


FINDINGS = st.lists(
    st.builds(
        lambda rule, start, length, new, severity, confidence: finding(rule, start, start + length, new, severity, confidence)._replace(
            origin=rule.partition("/")[0] if rule[0] in "ht" else "native"
        ),
        st.sampled_from(["grammar/a", "idioms/b", "harper/c", "harper/d", "third/e"]),
        st.integers(0, 12),
        st.integers(0, 6),
        st.sampled_from([None, "", "x", "y"]),
        st.sampled_from(Severity),
        st.sampled_from(Confidence),
    ),
    max_size=8,
)
OWNERS = {"harper/c": frozenset(["grammar/a"]), "third/e": frozenset(["idioms/b"])}


@given(FINDINGS, st.randoms(use_true_random=False))
def test_a_verdict_is_the_same_in_any_order(findings: list[Finding], random: Random) -> None:
    shuffled = random.sample(findings, len(findings))
    assert merge(agreed(findings), OWNERS) == merge(agreed(shuffled), OWNERS)


@given(FINDINGS)
def test_a_verdict_loses_and_invents_nothing(findings: list[Finding]) -> None:
    kept = merge(findings, OWNERS)
    assert {rule for f in kept for rule in (f.rule, *f.also)} == {f.rule for f in findings}
    assert {f.span for f in kept} <= {f.span for f in findings}
    assert merge(kept, OWNERS) == kept
    for f in findings:
        assert any(k.span.overlaps(f.span) for k in kept)


@given(FINDINGS)
def test_edits_that_conflict_are_never_both_made(findings: list[Finding]) -> None:
    text = "abcdefghijklmnopqrst"
    edits = sorted(edit for made in choose(text, merge(findings, OWNERS), UNSAFE) for edit in made.fix.edits)
    apply_edits(text, tuple(edits))
    assert all(one.span.end < two.span.start for one, two in itertools.pairwise(edits))
