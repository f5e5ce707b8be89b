"""Edits touch nothing outside their spans; the order of findings is total."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintnews.findings import Confidence, Edit, Finding, Severity, apply_edits, bare, family, urgency
from lintnews.spans import Span


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    text = draw(st.text(max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, tuple(Edit(span, draw(st.text(max_size=5))) for span in spans)


@given(edited())
def test_edits_touch_nothing_outside_their_spans(case: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = case
    made = apply_edits(text, edits)
    rest = made
    at = 0
    for span, new in edits:
        kept = text[at : span.start]
        assert rest.startswith(kept + new)
        rest = rest[len(kept) + len(new) :]
        at = span.end
    assert rest == text[at:]


def test_no_edits_change_nothing() -> None:
    assert apply_edits("as it was\r\n", ()) == "as it was\r\n"


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap at 2"):
        apply_edits("abcdef", (Edit(Span(0, 3), "x"), Edit(Span(2, 4), "y")))


def test_the_more_urgent_finding_wins_a_place() -> None:
    def make(rule: str, start: int, end: int, severity: Severity, confidence: Confidence) -> Finding:
        return Finding(rule, Span(start, end), "", severity, confidence)

    ordered = [
        make("z/error", 9, 10, Severity.ERROR, Confidence.HIGH),
        make("z/unsure", 0, 9, Severity.ERROR, Confidence.LOW),
        make("z/early", 1, 2, Severity.WARNING, Confidence.HIGH),
        make("z/long", 2, 9, Severity.WARNING, Confidence.HIGH),
        make("a/short", 2, 3, Severity.WARNING, Confidence.HIGH),
        make("b/short", 2, 3, Severity.WARNING, Confidence.HIGH),
    ]
    assert sorted([*ordered[3:], *ordered[:3]], key=urgency) == ordered


def test_an_id_has_a_family_and_may_have_a_key() -> None:
    assert bare("confusables/homophones[tow the line]") == "confusables/homophones"
    assert family("confusables/homophones[tow the line]") == "confusables"
