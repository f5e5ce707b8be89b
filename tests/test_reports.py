"""Reports in files, beside what the terminal shows."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lintnews.output.files import Target, target

if TYPE_CHECKING:
    from conftest import Lintnews


@pytest.mark.parametrize(
    ("given", "format", "path"),
    [
        ("out.json", "json", "out.json"),
        ("sub/OUT.JSON", "json", "sub/OUT.JSON"),
        ("fixes.patch", "diff", "fixes.patch"),
        ("fixes.diff", "diff", "fixes.diff"),
        ("concise:places.txt", "concise", "places.txt"),
        ("json:a:b.txt", "json", "a:b.txt"),
        ("C:\\reports\\out.json", "json", "C:\\reports\\out.json"),
        ("unknown:out.json", "json", "unknown:out.json"),
    ],
)
def test_a_suffix_or_a_known_name_chooses_the_format(given: str, format: str, path: str) -> None:
    assert target(given) == Target(format, path)


@pytest.mark.parametrize("given", ["out.txt", "nope:out.txt", "json:", "json:-", "", "-"])
def test_a_report_without_a_format_or_a_file_is_refused_before_anything_is_done(lintnews: Lintnews, folder: Path, given: str) -> None:
    (folder / "a.txt").write_text("glim\n")
    done = lintnews("check", "--fix", f"--report={given}", "a.txt")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"error: --report {given}: names no f")
    assert (folder / "a.txt").read_text() == "glim\n"


def test_several_reports_go_beside_what_is_shown(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("A glim snerk.\n")
    plain = lintnews("check", "a.txt")
    done = lintnews("check", "a.txt", "--report", "out/deep/r.json", "--report", "concise:places.txt", "--report", "r.patch")
    assert (done.out, done.err, done.status) == (plain.out, "", 1)
    assert (folder / "out/deep/r.json").read_text() == lintnews("check", "a.txt", "--output-format", "json").out
    assert (folder / "places.txt").read_text() == lintnews("check", "a.txt", "--output-format", "concise").out
    assert (folder / "r.patch").read_text() == lintnews("check", "a.txt", "--diff").out
    assert (folder / "a.txt").read_text() == "A glim snerk.\n"


def test_a_report_has_no_colours(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    lintnews("check", "a.txt", "--report", "human:r.txt", env={"FORCE_COLOR": "1"})
    assert "\x1b" not in (folder / "r.txt").read_text()


def test_a_report_that_cannot_be_written_is_status_2_and_costs_no_other(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    (folder / "taken.json").mkdir()
    done = lintnews("check", "--exit-zero", "--report", "taken.json", "--report", "a.txt/r.json", "--report", "good.json", "a.txt")
    assert done.status == 2
    assert (
        done.err == "error: taken.json: cannot be written: is a directory\nerror: a.txt/r.json: cannot be written: its folder is a file\n"
    )
    assert "house/glim" in done.out
    assert json.loads((folder / "good.json").read_text())["findings"]
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "good.json", "lintnews.toml", "taken.json"]


def test_a_report_replaces_the_one_before_and_keeps_its_mode(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    report = folder / "r.json"
    report.write_text("x" * 100_000)
    report.chmod(0o640)
    (folder / "link.json").symlink_to(report)
    lintnews("check", "a.txt", "--report", "link.json")
    assert json.loads(report.read_text())["findings"]
    assert (folder / "link.json").is_symlink()
    assert stat.S_IMODE(report.stat().st_mode) == 0o640


def test_a_report_may_go_into_a_pipe(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    os.mkfifo(folder / "pipe")
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append((folder / "pipe").read_text()))
    reader.start()
    lintnews("check", "a.txt", "--report", "json:pipe")
    reader.join(10)
    assert json.loads(got[0])["findings"]


def test_an_article_is_not_replaced_by_a_report(lintnews: Lintnews, folder: Path) -> None:
    (folder / "r.json").write_text("glim\n")
    done = lintnews("check", "--report", "./r.json", "r.json")
    assert (done.status, done.err) == (2, "error: --report ./r.json: is to be checked; a report would replace it\n")
    assert (folder / "r.json").read_text() == "glim\n"


def test_a_report_in_a_folder_of_articles_is_no_article(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    (folder / "r.txt").write_text("glim glim\n")
    done = lintnews("check", "--output-format", "json", "--report", "concise:r.txt", ".")
    assert [file["path"] for file in json.loads(done.out)["files"]] == ["./a.txt"]


def test_with_fix_the_patch_says_what_was_changed(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("A glim\nblorp")
    wanted = lintnews("check", "--diff", "a.txt").out
    lintnews("check", "--fix", "--report", "r.patch", "a.txt")
    assert (folder / "r.patch").read_text() == wanted
    subprocess.run(["git", "apply", "-R", "r.patch"], cwd=folder, check=True)
    assert (folder / "a.txt").read_text() == "A glim\nblorp"


NAMES = [
    "-dash.txt",
    "two words.txt",
    " led by a space.txt",
    "ends in a space ",
    'quo"te.txt',
    "back\\slash.txt",
    "new\nline.txt",
    "tab\there.txt",
    "esc\x1b[31m.txt",
    "bidi\u202e.txt",
    "caf\u00e9.txt",
    "no\u00a0break.txt",
    "2026-11-25 10:00:00 +0000.txt",
    "a b/c d.txt",
    "::error ::x.txt",
    "not-utf8-\udce9.txt",
]


@pytest.mark.parametrize("place", ["", "below"])
def test_git_applies_the_patch_of_any_name_and_text_as_fix_would(lintnews: Lintnews, folder: Path, place: str) -> None:
    texts = [
        b"glim",
        b"One.\nglim\n\nThree.",
        b"\xef\xbb\xbfglim\r\nend\r\n",
        b"old\rglim\r",
        b"glim\n\nClick grumble to win",
        b"Glim\x0cpage\n",
    ]
    home = folder / place
    home.mkdir(exist_ok=True)
    paths = [home / name for name in NAMES]
    for number, path in enumerate(paths):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(texts[number % len(texts)])
    subprocess.run(["git", "init", "-q", "."], cwd=folder, check=True)
    named = [os.path.abspath(path) for path in paths]
    (folder / "r.patch").write_bytes(lintnews("check", "--output-format", "diff", *named).raw)
    subprocess.run(["git", "apply", "r.patch"], cwd=folder, check=True)
    patched = [path.read_bytes() for path in paths]
    for number, path in enumerate(paths):
        path.write_bytes(texts[number % len(texts)])
    lintnews("check", "--fix", *named)
    assert patched == [path.read_bytes() for path in paths]
    assert all(b"glum" in raw.lower() for raw in patched)


def test_a_file_that_git_cannot_patch_keeps_it_from_no_other(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    (folder / "wide.txt").write_bytes("\ufeffglim\n".encode("utf-16-le"))
    done = lintnews("check", "--diff", "wide.txt", "a.txt")
    assert done.err == "note: wide.txt: not in the patch, which cannot hold UTF-16; --fix mends it\n"
    (folder / "r.patch").write_bytes(done.raw)
    subprocess.run(["git", "apply", "r.patch"], cwd=folder, check=True)
    assert (folder / "a.txt").read_text() == "glum\n"
