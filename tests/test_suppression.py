from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import lintnews as package
from lintnews.findings import Confidence, Finding, Severity
from lintnews.passes.suppress import suppress
from lintnews.spans import Span

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lintnews

UNUSED = "suppression/unused-allowance"


@pytest.fixture
def everywhere(folder: Path, house: Path) -> Path:
    """A folder whose settings select the rules of `house` and the one that reports what suppresses nothing."""
    (folder / "lintnews.toml").write_text(f'rules = ["{house.as_posix()}"]\nselect = ["house", "suppression"]\n', encoding="utf-8")
    return folder


def found(house: Path, text: str, **settings: object) -> list[tuple[str, int]]:
    """The findings of a Markdown text, as rules and lines."""
    findings = package.check(
        text, format="markdown", settings={"rules": [str(house)], "select": ["house", "suppression", "house/quonk"], **settings}
    )
    return [(finding.rule, text.count("\n", 0, finding.span.start) + 1) for finding in findings]


def kept(text: str, word: str = "wrong") -> bool:
    start = text.index(word)
    finding = Finding("a/a", Span(start, start + len(word)), "m", Severity.ERROR, Confidence.HIGH)
    return bool(suppress([finding], text)[0])


@pytest.mark.parametrize(
    "text",
    [
        "a wrong [sic] word", "a wrong (sic) word", "a wrong [SIC] word", "a wrong[sic]", "“so wrong” [sic]", "so wrong.” [sic]",
        "a *wrong* [sic]", "a wrong [*sic*]", "a wrong *[sic]*", "a <b>wrong</b> [<i>sic</i>]", "a wrong\n[sic]", "a wrong [sic!]",
    ],
)  # fmt: skip
def test_the_word_before_sic_is_left_alone(text: str) -> None:
    assert not kept(text)


@pytest.mark.parametrize("text", ["a wrong word [sic]", "[sic] wrong", "a wrong sic", "a wrong [sick]", "wrong\n\n\n[sic]", "wrong [sic"])
def test_sic_holds_for_the_word_before_it_only(text: str) -> None:
    assert kept(text)


def test_sic_keeps_a_fault_from_being_fixed() -> None:
    assert package.fix("She could of [sic] won, and could of lost.") == "She could of [sic] won, and could have lost."


def test_off_holds_until_on_or_the_end(house: Path) -> None:
    text = (
        "glim\n\n<!-- lintnews: off -->\n\nglim blorp\n\n<!-- lintnews: on -->\n\nglim\n\n<!-- lintnews: off house/blorp -->\n\nglim blorp"
    )
    assert found(house, text) == [("house/glim", 1), ("house/glim", 9), ("house/glim", 13)]


def test_off_takes_families_rules_rows_and_old_ids(house: Path) -> None:
    line = "glim, blorp, a zig zog and a mish mush.\n"
    names = ["house/glim", "house/blorp", "house/pairs[zig zog]", "house/pairs[mish mush]"]

    def left(rules: str) -> list[str]:
        return [rule for rule, _ in found(house, f"<!-- lintnews: off {rules} -->\n\n{line}")]

    assert left("house") == []
    assert left("house/glim, house/blorp") == left("house/glimmer house/blorp") == names[2:]
    assert left("house/pairs") == names[:2]
    assert left("house/pairs[zig zog]") == [*names[:2], names[3]]


def test_on_switches_on_what_it_names(house: Path) -> None:
    text = "<!-- lintnews: off house/glim house/blorp -->\n\nglim blorp\n\n<!-- lintnews: on house/glim -->\n\nglim blorp\n"
    assert found(house, text) == [("house/glim", 7)]


def test_off_next_block_holds_for_one_paragraph_item_or_cell(house: Path) -> None:
    assert found(house, "<!-- lintnews: off-next-block -->\nglim,\nglim\n\nglim\n") == [("house/glim", 5)]
    assert found(house, "- glim\n  <!-- lintnews: off-next-block house -->\n- glim\n- glim\n") == [
        ("house/glim", 1),
        ("house/glim", 4),
    ]


def test_a_comment_within_a_paragraph_holds_from_there(house: Path) -> None:
    assert found(house, "A glim\nand <!-- lintnews: off -->glim<!-- lintnews: on -->\nglim.\n") == [
        ("house/glim", 1),
        ("house/glim", 3),
    ]


def test_a_comment_that_is_shown_or_in_plain_text_does_nothing(house: Path) -> None:
    for shown in ("`<!-- lintnews: off -->`", "```\n<!-- lintnews: off -->\n```", "    <!-- lintnews: off -->"):
        assert [rule for rule, _ in found(house, f"{shown}\n\nglim\n")] == ["house/glim"]
    assert package.check("<!-- lintnews: off --> glim", settings={"rules": [str(house)], "select": ["house"]})


def test_a_comment_that_suppresses_nothing_is_a_finding_at_the_rule_it_names(house: Path) -> None:
    text = "<!-- lintnews: off house/glim house/blorp -->\n\nglim\n\n<!-- lintnews: on -->\n\nglim\n\n<!-- lintnews: off-next-block -->\n"
    findings = package.check(text, format="markdown", settings={"rules": [str(house)], "select": ["house", "suppression"]})
    assert [(f.rule, text[slice(*f.span)]) for f in findings] == [
        (UNUSED, "house/blorp"),
        ("house/glim", "glim"),
        (UNUSED, "<!-- lintnews: off-next-block -->"),
    ]
    assert findings[0].message == "This comment suppresses nothing of “house/blorp”; remove it."


def test_a_comment_for_a_rule_that_does_not_run_is_not_called_unused(house: Path) -> None:
    assert found(house, "<!-- lintnews: off cliches house/trialled -->\n\nfrobbed\n") == []
    assert found(house, "<!-- lintnews: off house/glim -->\n\nfrobbed\n", ignore=["house/glim"]) == []


def test_options_that_narrow_a_run_call_nothing_unused(lintnews: Lintnews, everywhere: Path) -> None:
    (everywhere / "a.md").write_text("<!-- lintnews: off house/glim -->\n\nIt was dim.\n")
    assert UNUSED in lintnews("check", "a.md").out
    assert lintnews("check", "a.md", "--ignore", "house/blorp").status == 0
    assert lintnews("check", "a.md", "--select", "house").status == 0
    assert lintnews("check", "a.md", "--level", "default").status == 0


def test_mistakes_in_comments_are_notes_with_their_lines(lintnews: Lintnews, everywhere: Path) -> None:
    (everywhere / "a.md").write_text("One.\n\n<!-- lintnews: off house/gli -->\n\nTwo. <!-- lintnews: of -->\n\n<!-- lintnews: on -->\n")
    done = lintnews("check", "a.md")
    assert done.status == 0
    assert done.err.splitlines() == [
        "note: a.md:3: unknown rule 'house/gli'; did you mean 'house/glim'?",
        "note: a.md:5: a comment says 'of' to lintnews; known are off, on and off-next-block",
        "note: a.md:7: a comment switches on what no comment before it has switched off",
    ]


ALLOW = '\n[[allow]]\nrule = "house/glim"\ntext = "so glim"\n\n[[allow]]\nrule = "house/blorp"\nfiles = ["old/*"]\n'


def test_an_allowance_that_suppresses_nothing_is_a_finding_in_the_settings(lintnews: Lintnews, everywhere: Path) -> None:
    settings = everywhere / "lintnews.toml"
    settings.write_text(settings.read_text() + ALLOW)
    (everywhere / "old").mkdir()
    (everywhere / "old/a.txt").write_text("so glim\n")
    report = json.loads(lintnews("check", "--output-format", "json").out)
    assert [(f["path"], f["rule"], f["line"]) for f in report["findings"]] == [("lintnews.toml", UNUSED, 8)]
    assert lintnews("check").out.endswith("1 fault in 1 file.\n")
    (everywhere / "old/b.txt").write_text("blorp\n")
    assert lintnews("check").out == "No faults in 2 files.\n"


def test_allowances_are_judged_by_a_run_over_the_whole_folder_only(lintnews: Lintnews, everywhere: Path) -> None:
    settings = everywhere / "lintnews.toml"
    settings.write_text(settings.read_text() + ALLOW)
    (everywhere / "old").mkdir()
    (everywhere / "old/a.txt").write_text("dim\n")
    assert lintnews("check", str(everywhere)).out.count(UNUSED) == 2
    for paths in (["old"], ["old/a.txt"], [".", "--ignore", "house/pairs"], [".", "--isolated"]):
        assert UNUSED not in lintnews("check", *paths).out
    (everywhere / "bad.txt").write_bytes(b"\xff\xfe\x00")
    assert UNUSED not in lintnews("check", ".").out, "what cannot be read may be what is allowed"


def test_the_rule_can_be_switched_off(lintnews: Lintnews, everywhere: Path) -> None:
    settings = everywhere / "lintnews.toml"
    settings.write_text(f'ignore = ["{UNUSED}"]\n' + settings.read_text() + ALLOW)
    (everywhere / "a.md").write_text("<!-- lintnews: off -->\n")
    assert lintnews("check").status == 0


def test_the_html_report_names_what_is_unused_in_settings_without_showing_them(lintnews: Lintnews, everywhere: Path) -> None:
    settings = everywhere / "lintnews.toml"
    settings.write_text(settings.read_text() + ALLOW + 'reason = "a long story"\n')
    (everywhere / "a.txt").write_text("glim\n")
    out = lintnews("check", "--output-format", "html").out
    assert "lintnews.toml:4: This allowance suppresses nothing in any file; remove it." in out
    assert "lintnews.toml:8: " in out
    assert "a long story" not in out
    assert "<title>Fix report: 1 fault</title>" in out
