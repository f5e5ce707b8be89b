"""Under GitHub Actions a step is told what it can show, without being asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lintnews

ANNOTATION = "::error file=a.txt,line=1,endLine=1,col=1,endColumn=5,title=house/glim::"


def test_annotations_and_a_summary_are_written_unasked(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    (folder / "summary").write_text("before\n")
    plain = lintnews("check", "a.txt")
    done = lintnews("check", "a.txt", env={"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "summary"})
    assert (done.out, done.status) == (plain.out, 1)
    assert done.err.startswith(ANNOTATION)
    report = lintnews("check", "--output-format", "markdown", "a.txt").out
    assert (folder / "summary").read_text() == f"before\n\n{report}"


def test_a_report_on_the_standard_output_stays_whole(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    done = lintnews("check", "--output-format", "json", "a.txt", env={"GITHUB_ACTIONS": "true"})
    assert json.loads(done.out)["findings"]
    done = lintnews("check", "--output-format", "github", "a.txt", env={"GITHUB_ACTIONS": "true"})
    assert done.out.startswith(ANNOTATION)
    assert done.err == ""


def test_it_can_be_switched_off(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "summary"}
    assert lintnews("check", "--no-github", "a.txt", env=env).err == ""
    settings = folder / "lintnews.toml"
    settings.write_text("github = false\n" + settings.read_text())
    assert lintnews("check", "a.txt", env=env).err == ""
    assert not (folder / "summary").exists()
    settings.write_text(settings.read_text().replace("false", '"no"'))
    assert lintnews("check", "a.txt").err == "error: lintnews.toml: github: must be true or false\n"


def test_a_summary_that_cannot_be_written_is_a_note(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("fine\n")
    done = lintnews("check", "a.txt", env={"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "."})
    assert (done.err, done.status) == ("note: the job's summary cannot be written: .: is a directory\n", 0)


def test_a_summary_is_cut_to_what_github_takes(lintnews: Lintnews, folder: Path) -> None:
    for number in range(30):
        (folder / f"{number}.txt").write_text("A glim in a \u201cquoted\u201d & <marked> day, so to speak.\n\n" * 200, encoding="utf-8")
    (folder / "summary").write_bytes(b"." * 100_000)
    lintnews("check", ".", env={"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "summary"})
    text = (folder / "summary").read_text(encoding="utf-8")
    assert 1_000_000 < len(text.encode()) <= 1024 * 1024
    told = sum(line.startswith("| ") and "**error:**" in line for line in text.splitlines())
    assert text.endswith(f"\n\u2026and {6000 - told:,} more faults, for which there is no room here.\n")
