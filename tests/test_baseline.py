from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintnews.findings import Confidence, Edit, Finding, Severity, apply_edits
from lintnews.fingerprints import fingerprints
from lintnews.passes.baseline import entries, listed
from lintnews.passes.hold import Hold, lines_as_spans
from lintnews.spans import Span

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lintnews

UNUSED = "suppression/unused-allowance"
NAME = "lintnews-baseline.json"


def faults(text: str) -> list[Finding]:
    """A finding for each *bad* and *wrong* of a text."""
    return [
        Finding(f"a/{match.group()}", Span(*match.span()), "m", Severity.ERROR, Confidence.HIGH) for match in re.finditer("bad|wrong", text)
    ]


def flat(text: str) -> list[str]:
    """What a baseline lists of a text."""
    return [entry for own in entries(faults(text), text) for entry in own]


def held(old: str, new: str) -> tuple[int, int]:
    """How many findings of the new text a baseline of the old one lists, and how many of its entries list none."""
    spans, idle = listed(faults(new), new, flat(old))
    return len(spans), len(idle)


words = st.lists(st.sampled_from(["bad", "wrong", "bad,", "“wrong”", "the", "cat", "sat"]), min_size=1, max_size=9).map(" ".join)
paragraphs = st.lists(words, min_size=1, max_size=6)


@given(paragraphs, paragraphs, st.randoms(use_true_random=False))
def test_entries_survive_inserted_lines_and_reordered_paragraphs(old: list[str], inserted: list[str], random) -> None:  # type: ignore[no-untyped-def]
    before = "\n\n".join(old)
    moved = old[:]
    random.shuffle(moved)
    for line in inserted:
        moved.insert(random.randint(0, len(moved)), re.sub("bad|wrong", "fine", line))
    after = "\n\n".join(moved)
    assert held(before, after) == (len(faults(before)), 0)


@given(paragraphs)
def test_fingerprints_of_a_text_differ_even_of_identical_faults(lines: list[str]) -> None:
    text = "\n".join(lines + lines)
    marks = list(map(str, fingerprints(text, faults(text))))
    assert len(marks) == len(set(marks))


@given(paragraphs, paragraphs)
def test_what_is_new_is_never_held(old: list[str], new: list[str]) -> None:
    before, after = "\n".join(old), "\n".join(old + new)
    added = len(faults(after)) - len(faults(before))
    assert len(faults(after)) - held(before, after)[0] == added


def test_of_identical_faults_as_many_are_held_as_are_listed_and_those_with_the_same_words_around_first() -> None:
    old = "so bad a day\nso bad a day"
    assert held(old, old) == (2, 0)
    assert held(old, "so bad a day\n" * 3) == (2, 0)
    assert held(old, "so bad a day") == (1, 1)
    new = "a new bad thing\nso bad a day"
    spans, _ = listed(faults(new), new, flat("so bad a day"))
    assert [new[: span.start].count("\n") for span in spans] == [1]


def test_an_entry_survives_when_the_words_around_it_are_mended() -> None:
    assert held("what wrong, bad day", "what a good, bad day") == (1, 1)
    assert held("BAD bad", "bad\tbad") == (1, 0)


def test_a_finding_is_listed_under_each_rule_that_says_the_same_of_its_place() -> None:
    merged = faults("bad")[0]._replace(also=("b/other", "c/third"))
    (known,) = entries([merged], "bad")
    for rule, also in (("a/bad", ()), ("b/other", ()), ("c/third", ("a/bad",)), ("a/bad", ("d/new",))):
        assert listed([merged._replace(rule=rule, also=also)], "bad", known)[0] == {merged.span}
    assert listed([merged._replace(rule="d/new", also=())], "bad", known)[0] == frozenset()
    assert listed([merged], "bad", known)[1] == []
    assert len(listed([merged._replace(also=())], "bad", known)[1]) == 2


def test_another_rule_or_other_words_are_another_fault() -> None:
    finding = faults("bad")[0]
    assert listed([finding._replace(rule="a/other")], "bad", flat("bad"))[0] == frozenset()
    assert listed([finding], "mad", flat("bad"))[0] == frozenset()


@given(
    st.text("ab\n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.text("xyz", max_size=4)), max_size=5),
    st.integers(0, 30),
    st.integers(0, 6),
)
def test_a_held_place_moves_with_the_edits_around_it(text: str, drafts: list[tuple[int, int, str]], start: int, long: int) -> None:
    span = Span(min(start, len(text)), min(start + long, len(text)))
    edits: list[Edit] = []
    for at, n, new in sorted(drafts):
        place = Span(min(at, len(text)), min(at + n, len(text)))
        if (not edits or edits[-1].span.end < place.start) and (place.end <= span.start or place.start >= span.end):
            edits.append(Edit(place, new))
    if span.start == span.end and any(edit.span.start == span.start for edit in edits):
        return
    (moved,) = Hold(frozenset({span})).after(tuple(edits)).spans
    assert apply_edits(text, tuple(edits))[slice(*moved)] == text[slice(*span)]


def test_lines_are_those_of_git() -> None:
    text = "one\r\ntwo\rtoo\nthree"
    assert [text[slice(*span)] for span in lines_as_spans(text, ((1, 1), (2, 3), (3, 99)))] == ["one\r\n", "two\rtoo\nthree", "three"]
    assert lines_as_spans("", ((1, 1 << 62),)) == (Span(0, 0),)


@pytest.fixture
def desk(folder: Path, house: Path) -> Path:
    """Articles with faults, and settings that name a baseline."""
    (folder / "lintnews.toml").write_text(f'rules = ["{house.as_posix()}"]\nselect = ["house", "suppression"]\nbaseline = "{NAME}"\n')
    (folder / "old").mkdir()
    (folder / "old/a.txt").write_text("So glim a day.\n\nA blorp.\n")
    (folder / "old/b.txt").write_text("glim\n")
    return folder


def test_a_baseline_leaves_only_new_findings(lintnews: Lintnews, desk: Path) -> None:
    done = lintnews("baseline", "write")
    assert (done.status, done.out, done.err) == (0, f"{NAME}: 3 entries for 2 articles (before: 0).\n", "")
    assert lintnews("check").out == "No faults in 2 files.\n"
    (desk / "old/a.txt").write_text("A new glim.\n\nA blorp.\n\nSo glim a day.\n")
    report = json.loads(lintnews("check", "--output-format", "json").out)
    assert [(f["path"], f["rule"], f["line"]) for f in report["findings"]] == [("./old/a.txt", "house/glim", 1)]
    assert lintnews("check", "--baseline", "").out.count("house/") == 4
    assert lintnews("check", "--isolated", "--baseline", NAME).status == 0


def test_a_baseline_is_sorted_an_entry_a_line(lintnews: Lintnews, desk: Path) -> None:
    lintnews("baseline", "write", "old/b.txt")
    lintnews("baseline", "write", "old/a.txt")
    lines = (desk / NAME).read_text().splitlines()
    assert [line.split('"')[1].split(" ")[0] for line in lines if '"' in line] == [
        "version", "entries", "old/a.txt", "house/blorp", "house/glim", "old/b.txt", "house/glim",
    ]  # fmt: skip
    before = (desk / NAME).read_bytes()
    lintnews("baseline", "write")
    assert (desk / NAME).read_bytes() == before


def test_writing_anew_keeps_what_was_not_checked_and_drops_articles_that_are_gone(lintnews: Lintnews, desk: Path) -> None:
    lintnews("baseline", "write")
    (desk / "old/a.txt").write_text("Fine.\n")
    assert lintnews("baseline", "write", "old/a.txt").out == f"{NAME}: 1 entry for 1 article (before: 3).\n"
    (desk / "old/b.txt").unlink()
    assert lintnews("baseline", "prune", "old/a.txt").out == f"{NAME}: 0 entries for 0 articles (before: 1).\n"


def test_entries_that_list_nothing_are_findings_in_the_baseline_until_it_is_pruned(lintnews: Lintnews, desk: Path) -> None:
    lintnews("baseline", "write")
    (desk / "old/a.txt").write_text("So glim a day.\n")
    (desk / "old/b.txt").unlink()
    done = lintnews("check", "--output-format", "concise")
    assert [line.split(" ")[0] for line in done.out.splitlines()] == [f"{NAME}:5:4:", f"{NAME}:9:4:"]
    assert done.out.count(UNUSED) == 2
    assert lintnews("check", "old/a.txt", "--output-format", "concise").out.count(UNUSED) == 1, "what was not searched is not called gone"
    assert lintnews("check", "--ignore", "house/blorp").status == 0
    assert lintnews("baseline", "prune").out == f"{NAME}: 1 entry for 1 article (before: 3).\n"
    assert lintnews("check").status == 0


def test_pruning_keeps_the_entries_of_rules_that_do_not_run(lintnews: Lintnews, desk: Path) -> None:
    (desk / "old/b.txt").write_text("glim quonk\n")
    assert "4 entries" in lintnews("baseline", "write", "--level", "all").out
    assert lintnews("check").status == lintnews("check", "--level", "all").status == 0
    assert "4 entries" in lintnews("baseline", "prune").out


def test_fixing_leaves_what_the_baseline_lists_even_beside_a_fix(lintnews: Lintnews, desk: Path) -> None:
    (desk / "old/a.txt").write_text("glim, mish mush.\n")
    lintnews("baseline", "write")
    (desk / "old/a.txt").write_text("A zig zog: glim zig zog, mish mush, glim.\n")
    done = lintnews("check", "--fix", "old/a.txt")
    assert (desk / "old/a.txt").read_text() == "A zig zag: glim zig zag, mish mush, glum.\n"
    assert done.out == "Fixed 3 faults; none are left.\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "no such baseline; `lintnews baseline write` makes one"),
        ("{", "not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1); `lintnews baseline write` makes one"),
        ("[]", "not a baseline of version 1; `lintnews baseline write` makes one"),
        ('{"version": 2, "entries": {}}', "not a baseline of version 1; `lintnews baseline write` makes one"),
        ('{"version": 1, "entries": {"a.txt": [1]}}', "not a baseline of version 1; `lintnews baseline write` makes one"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_one_line_and_status_2(lintnews: Lintnews, desk: Path, text: str | None, said: str) -> None:
    if text is not None:
        (desk / NAME).write_text(text)
    done = lintnews("check", "old")
    assert (done.status, done.out, done.err) == (2, "", f"error: {NAME}: {said}\n")
    assert lintnews("baseline", "prune").status == 2
    assert (desk / NAME).exists() == (text is not None)


def test_without_settings_the_baseline_is_named_in_a_note(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    done = lintnews("baseline", "write")
    assert done.out == f"{NAME}: 1 entry for 1 article (before: 0).\n"
    assert done.err == f'note: name it in the settings, baseline = "{NAME}", or give it as --baseline {NAME}\n'
    assert lintnews("check", "--baseline", NAME).status == 0
    assert lintnews("baseline", "write", "-").status == 2


def test_an_article_that_cannot_be_read_keeps_its_entries(lintnews: Lintnews, desk: Path) -> None:
    lintnews("baseline", "write")
    (desk / "old/b.txt").write_bytes(b"gl\xffim")
    done = lintnews("baseline", "write")
    assert (done.status, done.out) == (2, f"{NAME}: 3 entries for 2 articles.\n")
    assert "0xff" in done.err
