"""Harper itself, by the rules of rules/engines/harper.yaml."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lintnews import check, examples
from lintnews.engines.foreign import Foreign, Passage, Said
from lintnews.engines.harper import Harper
from lintnews.findings import Finding, apply_edits, bare
from lintnews.formats import parse
from lintnews.load import load_indexes
from lintnews.packs import load
from lintnews.spans import Span

if TYPE_CHECKING:
    from conftest import Lintnews

PACK = Path(__file__).parent.parent / "rules" / "engines" / "harper.yaml"
RULES = load(str(PACK), PACK.read_text("utf-8")).rules
ENGINE = Foreign(Harper(), tuple((index, frozenset(range(len(index.rules)))) for index in load_indexes()))


def said(text: str, format: str = "plain") -> list[Finding]:
    return ENGINE.check(parse(text, format))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_trusted_rule_does_on_its_examples_what_they_say(rule) -> None:  # type: ignore[no-untyped-def]
    for bad in rule.bad:
        example = examples.parse(bad)
        (finding,) = (found for found in said(example.text) if found.rule == rule.id)
        (expected,) = example.expected
        assert finding.span == expected.span
        start, end = expected.span
        assert apply_edits(example.text, finding.fixes[0].edits) == example.text[:start] + (expected.news or ("",))[0] + example.text[end:]
    for good in rule.good:
        assert rule.id not in [found.rule for found in said(good)]


def test_a_native_rule_that_owns_a_fault_exists() -> None:
    (index,) = load_indexes()
    owners = {owner for rule in index.foreign for owner in rule.same}
    assert owners <= {head.id for head in index.rules}


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("😀😀 a 𝔘𝔫𝔦 😀 but it. 😀 Lawmakers have {began} 😀 now.", "plain"),
        ("First.\r\n\r\nLawmakers have\r\n{began} drafting.\r\n", "markdown"),
        ("Lawmakers   have\u00a0{began} drafting.", "plain"),
        ("Law*makers* `code` have **{began}** at https://example.org/x now.", "markdown"),
        ("> * Lawmakers have {began}\n>   drafting **a bill**.\n", "markdown"),
    ],
)
def test_places_are_those_of_the_text(text: str, format: str) -> None:
    start, end = text.index("{"), text.index("}") - 1
    text = text.replace("{", "").replace("}", "")
    (finding,) = said(text, format)
    assert (finding.rule, finding.span) == ("harper/past-for-participle", Span(start, end))
    assert apply_edits(text, finding.fixes[0].edits) == text[:start] + "begun" + text[end:]


def test_a_correction_changes_only_what_differs() -> None:
    document = parse("It’s “the\nbig” 😀 dog.", "plain")
    passage = Passage(document, document.blocks[0].span)
    assert passage.text == "It's \"the"
    whole = Passage(document, Span(0, len(document.text)))
    assert whole.text == 'It\'s "the big" 😀 dog.'
    assert whole.restored(Said("R", 0, 13, ()), "It's \"a big") == "It’s “a\nbig"
    assert whole.restored(Said("R", 5, 9, ()), '"the very') == "“the very"


def test_places_outside_the_text_or_on_masked_words_are_no_findings() -> None:
    document = parse("See https://example.org/ for it.", "plain")
    passage = Passage(document, document.blocks[0].span)
    assert passage.text == "See X" + "x" * 19 + " for it."
    assert passage.holds(Said("R", 0, 3, ()))
    for start, end in ((-1, 3), (3, 3), (5, 2), (0, 5), (30, 40), (10, 12)):
        assert not passage.holds(Said("R", start, end, ()))


def test_a_speakers_words_are_left_alone() -> None:
    assert said("“Lawmakers have began drafting,” she said.") == []
    assert [f.rule for f in said("“Lawmakers,” she said, have began drafting.")] == ["harper/past-for-participle"]


def test_what_is_said_of_a_paragraph_does_not_depend_on_the_others() -> None:
    paragraphs = [examples.parse(bad).text for rule in RULES for bad in (*rule.bad, *rule.good)] + ["No end", "", "And then, “", "i"]
    reader, rules = Harper(), frozenset(rule.spec["engine"] for rule in RULES)
    together = [sorted(answer) for answer in reader.read(paragraphs, "american", rules)]
    assert together == [sorted(reader.read([one], "american", rules)[0]) for one in paragraphs]
    assert together == [sorted(answer) for answer in reader.read(paragraphs[::-1], "british", rules)][::-1]


def test_native_owns_what_both_find() -> None:
    (finding,) = check("She would of won.", settings={"engines": ["native", "harper"]})
    assert (bare(finding.rule), finding.origin, finding.also) == ("confusables/could-of", "native", ("harper/modal-of",))
    (finding,) = check("She would of won.", settings={"engines": ["harper"]})
    assert (finding.rule, finding.origin) == ("harper/modal-of", "harper")


def test_rules_of_an_engine_are_selected_ignored_and_explained_like_others(lintnews: Lintnews, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He prefer it. Lawmakers have began drafting.\n")
    base = ("check", "--isolated", "--engines", "harper", "--output-format", "concise", "a.txt")
    assert "(harper/past-for-participle)" in lintnews(*base).out
    assert "harper/pronoun-verb" not in lintnews(*base).out
    assert "harper/pronoun-verb" in lintnews(*base, "--level", "all").out
    assert lintnews(*base, "--ignore", "harper").status == 0
    assert "harper/pronoun-verb" in lintnews(*base, "--select", "harper/pronoun-verb").out
    assert lintnews("check", "--isolated", "--ignore", "harper/past-for-participle", "a.txt").err == ""
    assert "measured" in lintnews("explain", "harper/past-for-participle").out


def test_a_missing_package_is_a_note_and_costs_no_other_finding(lintnews: Lintnews, tmp_path: Path) -> None:
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "harper.py").write_text("raise ImportError('gone')\n")
    (tmp_path / "a.txt").write_text("She could of won.\n")
    (tmp_path / "b.txt").write_text("She could of won.\n")
    base, env = (
        ("check", "--isolated", "--engines", "native,harper", "a.txt", "b.txt"),
        {"PYTHONPATH": os.pathsep.join((str(tmp_path / "without"), *sys.path))},
    )
    done = lintnews(*base, env=env)
    assert (done.status, done.out.count("confusables/could-of")) == (1, 2)
    assert done.err == "note: harper: the package harper-py is not there (gone); pip install 'lintnews[harper]'\n"
    strict = lintnews(*base, "--strict-engines", env=env)
    assert (strict.status, strict.out) == (2, done.out)
    assert strict.err.startswith("error: harper: ")
    assert lintnews("check", "--isolated", "a.txt", env=env).err == ""
