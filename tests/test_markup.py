"""Remains of markup, encodings and tools, what was meant by them, and what only looks like them."""

from __future__ import annotations

import pytest

import lintnews
from lintnews.engines import native
from lintnews.findings import Applicability, apply_edits
from lintnews.formats import parse
from lintnews.load import load_indexes


def fixed(text: str, format: str = "plain", least: Applicability = Applicability.SAFE) -> str:
    """The text after the fixes of markup rules that may be made, repeated while there are any."""
    index = load_indexes()[0]
    active = frozenset(n for n, head in enumerate(index.rules) if head.id.startswith("markup/") and not head.trial)
    for _ in range(4):
        findings = native.check(parse(text, format), index, active)
        fixes = [fix for f in sorted(findings, key=lambda f: f.span) for fix in f.fixes[:1] if fix.applicability >= least]
        if not fixes:
            break
        text = apply_edits(text, fixes[0].edits)
    return text


def flagged(text: str, format: str = "plain") -> list[str]:
    index = load_indexes()[0]
    active = frozenset(n for n, head in enumerate(index.rules) if head.id.startswith("markup/") and not head.trial)
    return [text[f.span.start : f.span.end] for f in native.check(parse(text, format), index, active)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Hearts &amp; minds", "Hearts & minds"),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("The firm&#8217;s van", "The firm’s van"),
        ("The firm#39;s van", "The firm's van"),
        ("The firm&#x2019;s van", "The firm’s van"),
        ("5&nbsp;tons", "5 tons"),
        ("It cost &pound;20.", "It cost £20."),
        ("Its name is a caf\u00c3\u00a9.", "Its name is a café."),
        ("It wasn\u00e2\u20ac\u2122t so.", "It wasn’t so."),
        ("It wasn\u00c3\u00a2\u00e2\u201a\u00ac\u00e2\u201e\u00a2t so.", "It wasn’t so."),
        ("It wasn\x92t so.", "It wasn’t so."),
        ("It wasn\\u2019t so.", "It wasn’t so."),
        ("It ended.\\nThe crowd left.", "It ended. The crowd left."),
        ("Apple?s share rose.", "Apple’s share rose."),
        ("The mayor said <b>no</b> twice.", "The mayor said no twice."),
        ("It ended.<br/>The crowd left.", "It ended. The crowd left."),
        ("The vote <!-- ad --> is over.", "The vote is over."),
        ("The **bridge** is shut.", "The bridge is shut."),
        ("See the [list](https://example.com/list).", "See the list."),
        ("They failed. >Among them was he.", "They failed. Among them was he."),
        ("The mill shut.[citation needed] It burned.", "The mill shut. It burned."),
        ("The [[Calder Bridge|bridge]] is shut.", "The bridge is shut."),
        ("The mill shut in 1931.[3]", "The mill shut in 1931."),
        ("The [b]bridge[/b] is shut.", "The bridge is shut."),
        ("He had had enough.The crowd left.", "He had had enough. The crowd left."),
        ("The gov\u00adern\u00adment fell.", "The government fell."),
        ("A zero\u200b space", "A zero space"),
        ("One.\n\nvar slot = {id: 3};\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\nbridge-2.jpg\n\nTwo.", "One.\n\nTwo."),
        ('One.\n\n{"@context": "https://schema.org"}\n\nTwo.', "One.\n\nTwo."),
    ],
)
def test_residue_becomes_what_was_meant(text: str, meant: str) -> None:
    assert fixed(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is shut.turn0search3",
        "Dear {{ name }}, the bridge is shut.",
        "Write to [email\u00a0protected] by Friday.",
        "By undefined",
        "Lorem ipsum dolor sit amet.",
        "The mayor, [INSERT NAME], left.",
        "The council met and [\u2026]",
        "Certainly! Here is a revised version of the article:",
        "The caf\ufffd is shut.",
    ],
)
def test_residue_whose_meaning_is_lost_is_shown(text: str) -> None:
    assert flagged(text)
    assert fixed(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "A > B, and 3 < 5; she <3 him.",
        "He called it a f**k-up.",
        "“He give[s] us [the bridge],” she said. “[…] And more.”",
        "Prices* may vary. *Before tax.",
        "The mill shut.[1]\n[1] Pell, p. 3.",
        "AT&T and R&D; Johnson & Johnson.",
        "They met at a café in São Paulo. Où? À l’été.",
        "DreamWorks made it for the iPhone.",
        "Choose File > Save As.",
        "* * *",
        "___",
        "See example.com and node.js.",
        "Mr.\u00a0Pell paid 5\u00a0million euros.",
        "The family 👨\u200d👩\u200d👧 came.",
        "No.\nNo.",
    ],
)
def test_what_only_looks_like_residue_is_left(text: str) -> None:
    assert flagged(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The **bridge** is [shut](https://example.com).",
        "> He said so.",
        "Hearts &amp; minds",
        "## The bridge",
        "Use `a &amp; b` here.",
        "Write `&amp;nbsp;` for it.",
        "```\nvar a = {};\n```",
    ],
)
def test_what_the_format_itself_writes_is_no_residue(text: str) -> None:
    assert flagged(text, "markdown") == []


def test_an_entity_escaped_twice_is_residue_in_markdown_too() -> None:
    assert flagged("It cost 5&amp;nbsp;euros.", "markdown") == ["&amp;nbsp;"]


def test_paragraphs_that_stand_far_apart_are_of_two_texts() -> None:
    twice = "The council said on Friday that the road over the river would stay shut until the spring."
    between = [f"Paragraph {n} of the text speaks of the weather on day {n}, which was fine." for n in range(70)]
    rules = {finding.rule for finding in lintnews.check("\n\n".join([twice, *between[:5], twice]))}
    assert "markup/repeated-line" in rules
    assert not {finding.rule for finding in lintnews.check("\n\n".join([twice, *between, twice]))} & {"markup/repeated-line"}
