from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from conftest import COMMAND

if TYPE_CHECKING:
    from conftest import Lintnews

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "report.schema.json").read_text(encoding="utf-8"))


def test_json_is_one_utf_8_object_that_the_schema_describes(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_bytes("\ufeffCaf\u00e9 \U0001f600\r\nA glim snerk; mish mush.\r\n".encode())
    (folder / "bad.txt").write_bytes(b"\xe9")
    done = lintnews("check", "--output-format", "json", "a.txt", "bad.txt", "none.txt", env={"LC_ALL": "C", "PYTHONUTF8": "0"})
    report = json.loads(done.out)
    jsonschema.validate(report, SCHEMA)
    assert report["findings"][0] == {
        "path": "a.txt",
        "rule": "house/glim",
        "severity": "error",
        "confidence": "high",
        "message": report["findings"][0]["message"],
        "span": {"start": 10, "end": 14},
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 7,
        "origin": "native",
        "also": [],
        "fixes": [{"title": "“glim” → “glum”", "applicability": "safe", "edits": [{"start": 10, "end": 14, "new": "glum"}]}],
    }
    assert len(report["findings"][1]["fixes"]) == 2
    assert len(report["files"]) == 3


def test_the_same_input_gives_the_same_bytes(lintnews: Lintnews, folder: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (folder / name).write_text("A glim snerk; mish mush blorp.\n" * 3)
    for form in ("human", "concise", "json"):
        runs = {lintnews("check", "--output-format", form, env={"PYTHONHASHSEED": seed}).raw for seed in ("1", "2", "3")}
        assert len(runs) == 1, form


def test_concise_is_a_line_a_finding(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\nblorp\nsnerk\n")
    done = lintnews("check", "--output-format", "concise", "a.txt")
    places = [line.split(" ")[:2] for line in done.out.splitlines()]
    assert places == [["a.txt:1:1:", "error:"], ["a.txt:2:1:", "warning:"], ["a.txt:3:1:", "error:"]]
    assert [line.endswith(mark) for line, mark in zip(done.out.splitlines(), ("[safe fix]", "[unsafe fix]", "(house/snerk)"), strict=True)]


def test_colour_is_for_terminals_and_those_who_force_it(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    assert "\x1b" not in lintnews("check").out
    assert "\x1b[1;31m" in lintnews("check", env={"FORCE_COLOR": "1"}).out
    assert "\x1b" not in lintnews("check", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out


def test_control_and_bidi_characters_never_reach_the_terminal_raw(lintnews: Lintnews, folder: Path) -> None:
    name = "a\x1b[31m.txt"
    (folder / name).write_text("\x1b]0;x\x07 glim \u202ebad\u2066 \u200b\x9b31m\n", encoding="utf-8")
    done = lintnews("check", name)
    assert not set(done.out) & set("\x1b\x07\u202e\u2066\u200b\x9b")
    assert "<U+001B>]0;x<U+0007> glim <U+202E>bad<U+2066> <U+200B><U+009B>31m" in done.out
    (source, carets) = done.out.splitlines()[1:3]
    assert source.index("glim") == carets.index("^^^^")


def test_a_long_line_is_cut_around_the_fault(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("word " * 4000 + "glim " + "word " * 4000 + "\n")
    for columns in ("40", "80", "200"):
        lines = lintnews("check", "a.txt", env={"COLUMNS": columns}).out.splitlines()
        source, carets = lines[1], lines[2]
        assert len(source) <= int(columns)
        assert source.startswith("1 │ …word ")
        assert source.endswith(" word…")
        assert source[carets.index("^") :].startswith("glim")
    assert lintnews("check", "a.txt").out.splitlines()[0].startswith("a.txt:1:20001: ")


def test_wide_and_combining_characters_keep_the_marks_in_place(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("日本 cafe\u0301 glim\n", encoding="utf-8")
    source, carets = lintnews("check", "a.txt").out.splitlines()[1:3]
    columns = sum(2 if c in "日本" else 0 if c == "\u0301" else 1 for c in source[: source.index("glim")])
    assert carets.index("^") == columns


def test_a_line_of_boilerplate_says_delete(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("One.\n\nClick grumble to win\n")
    assert "^^^^^^^^^^^^^^^^^^^^ → delete (safe fix)\n" in lintnews("check", "a.txt").out


def test_a_full_disk_is_one_line_of_error(folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([COMMAND, "check", "a.txt"], cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (2, b"error: the report cannot be written: no space left on device\n")
