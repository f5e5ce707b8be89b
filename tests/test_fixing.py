from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintnews.findings import Applicability, Confidence, Edit, Finding, Fix, Made, Severity, apply_edits
from lintnews.fixing import ROUNDS, choose, fix_all, unified_diff
from lintnews.rounds import in_first_text
from lintnews.spans import Span

SAFE, UNSAFE, SHOWN = Applicability.SAFE, Applicability.UNSAFE, Applicability.SHOWN


def finding(
    start: int,
    end: int,
    new: str,
    rule: str = "a/a",
    applicability: Applicability = SAFE,
    severity: Severity = Severity.ERROR,
    confidence: Confidence = Confidence.HIGH,
) -> Finding:
    span = Span(start, end)
    return Finding(rule, span, "m", severity, confidence, (Fix((Edit(span, new),), "t", applicability),))


def chosen(*findings: Finding, least: Applicability = SAFE) -> list[str]:
    return [made.fix.edits[0].new for made in choose("x" * 100, list(findings), least)]


def test_only_fixes_that_are_safe_enough_are_chosen() -> None:
    three = (finding(0, 1, "a"), finding(5, 6, "b", applicability=UNSAFE), finding(10, 11, "c", applicability=SHOWN))
    assert chosen(*three) == ["a"]
    assert chosen(*three, least=UNSAFE) == ["a", "b"]


def test_on_overlap_severity_confidence_place_length_and_id_decide_in_this_order() -> None:
    rivals = [
        finding(2, 9, "severity", "z/z", confidence=Confidence.LOW),
        finding(1, 9, "confidence", "z/z", severity=Severity.WARNING),
        finding(0, 3, "place", "z/z", severity=Severity.WARNING, confidence=Confidence.LOW),
        finding(1, 9, "length", "z/z", severity=Severity.NOTE),
        finding(1, 5, "id", "a/a", severity=Severity.NOTE),
        finding(1, 5, "last", "b/b", severity=Severity.NOTE),
    ]
    while rivals:
        assert chosen(*reversed(rivals)) == [rivals[0].fixes[0].edits[0].new]
        rivals.pop(0)


def test_fixes_that_touch_wait() -> None:
    assert chosen(finding(0, 3, "a"), finding(3, 6, "b"), finding(7, 8, "c")) == ["a", "c"]


def test_a_fix_outside_its_finding_keeps_others_from_both() -> None:
    # "the dogs is": one rule marks all and mends the verb, another mends the noun; both at once would be wrong
    verb = Finding("a/verb", Span(0, 11), "m", Severity.ERROR, Confidence.HIGH, (Fix((Edit(Span(9, 11), "are"),), "t", SAFE),))
    assert chosen(verb, finding(4, 8, "dog")) == ["are"]


def test_a_fix_that_changes_nothing_is_not_chosen() -> None:
    assert choose("abc", [finding(0, 1, "a")], SAFE) == []


def checker(table: dict[str, str]):  # type: ignore[no-untyped-def]
    def check(text: str, edits: tuple[Edit, ...] = ()) -> list[Finding]:
        return [finding(m.start(), m.end(), new, f"t/{bad}") for bad, new in table.items() for m in re.finditer(bad, text)]

    return check


def test_fixes_are_made_until_none_is_left() -> None:
    check = checker({"a": "b", "b": "c"})
    fixed = fix_all("a-b a", check("a-b a"), check, SAFE)
    assert (fixed.text, fixed.findings, fixed.made, fixed.unsettled) == ("c-c c", [], 5, ())


def test_what_does_not_settle_comes_back_as_it_was() -> None:
    check = checker({"a": "b", "b": "a"})
    fixed = fix_all("a", check("a"), check, SAFE)
    assert (fixed.text, fixed.made, fixed.unsettled) == ("a", 0, ("t/a",))
    assert fixed.findings == check("a")


def test_the_tenth_round_may_be_the_last() -> None:
    check = checker({"ab{0,9}(?!b)": "", "x": "ax"})
    steps = {f"{n:02}": f"{n + 1:02}" for n in range(ROUNDS)}
    check = checker(steps)
    assert fix_all("00", check("00"), check, SAFE).text == f"{ROUNDS:02}"
    longer = checker(steps | {f"{ROUNDS:02}": "99"})
    assert fix_all("00", longer("00"), longer, SAFE).text == "00"


def at_once(text: str, made: tuple[Made, ...]) -> str:
    """A text with all fixes made, as a report makes them that knows the text as it was only."""
    edits: list[Edit] = []
    for number, one in reversed(list(enumerate(made))):
        held = [edit.span for later in made if number in later.after for edit in later.fix.edits]
        edits += [edit for edit in one.fix.edits if not any(span.covers(edit.span) for span in held)]
    return apply_edits(text, tuple(sorted(edits)))


@given(st.text("abc ", max_size=25), st.dictionaries(st.text("abc", min_size=2, max_size=3), st.text("abcd", max_size=2), max_size=5))
def test_fixes_of_all_rounds_can_be_made_of_the_first_text(text: str, table: dict[str, str]) -> None:
    check = checker(table)
    fixed = fix_all(text, check(text), check, SAFE)
    assert at_once(text, in_first_text(text, fixed.rounds)) == fixed.text


def test_a_fix_names_those_on_whose_outcome_it_builds() -> None:
    check = checker({"ab": "x", "c": "y", "xy": "z"})
    text = "abc, ab"
    *first, second, third = in_first_text(text, fix_all(text, check(text), check, SAFE).rounds)
    assert [(one.finding.span, one.after) for one in first] == [((5, 7), ()), ((0, 2), ())]
    assert (second.finding.rule, second.fix.edits, second.after) == ("t/c", (Edit(Span(0, 3), "xy"),), (1,))
    assert (third.finding.rule, third.fix.edits, third.after) == ("t/xy", (Edit(Span(0, 3), "z"),), (1, 2))


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), st.text(max_size=5), st.sampled_from(Severity)), max_size=8),
)
def test_chosen_edits_are_disjoint_and_touch_nothing_else(text: str, drafts: list[tuple[int, int, str, Severity]]) -> None:
    findings = [finding(min(s, len(text)), min(s + n, len(text)), new, severity=severity) for s, n, new, severity in drafts]
    edits = tuple(sorted(edit for made in choose(text, findings, SAFE) for edit in made.fix.edits))
    after = apply_edits(text, edits)
    kept = "".join(c for n, c in enumerate(text) if not any(e.span.start <= n < e.span.end for e in edits))
    assert len(after) == len(kept) + sum(len(edit.new) for edit in edits)


@pytest.mark.parametrize(
    ("before", "after"),
    [("a\nb\nc\n", "a\nB\nc\n"), ("a\nb", "a\nB"), ("a", "a\n"), ("a\r\nb\r\n", "A\r\nb\r\n"), ("", "a"), ("a\rb\x0b\n", "a\rB\x0b\n")],
)
def test_a_patch_holds_both_texts(before: str, after: str) -> None:
    patch = unified_diff("./a.txt", before, after)
    assert patch.startswith("--- a/a.txt\n+++ b/a.txt\n@@ ")
    body = patch.split("\n", 3)[3].replace("\n\\ No newline at end of file\n", "\0").replace("\n", "\n\0").split("\0")
    assert "".join(line[1:] for line in body if line[:1] in (" ", "-")) == before
    assert "".join(line[1:] for line in body if line[:1] in (" ", "+")) == after


def test_odd_names_are_written_as_git_does() -> None:
    assert unified_diff("a b.txt", "a", "b").startswith("--- a/a b.txt\t\n+++ b/a b.txt\t\n")
    assert unified_diff('a"\n.txt', "a", "b").startswith('--- "a/a\\"\\n.txt"\n')
