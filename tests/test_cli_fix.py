from __future__ import annotations

import json
import stat
import subprocess
from typing import TYPE_CHECKING

from conftest import COMMAND

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lintnews


def test_fix_makes_safe_fixes_and_reports_what_remains(lintnews: Lintnews, folder: Path) -> None:
    article = folder / "a.txt"
    article.write_text("A glim blorp, snerk.\n")
    done = lintnews("check", "--fix", "a.txt")
    assert article.read_text() == "A glum blorp, snerk.\n"
    assert done.status == 1
    assert done.out.endswith("\nFixed 1 fault; 2 faults in 1 file remain: 1 can be fixed with --fix --unsafe-fixes.\n")
    done = lintnews("check", "--fix", "--unsafe-fixes", "a.txt", "--output-format", "json")
    assert article.read_text() == "A glum blurp, snerk.\n"
    report = json.loads(done.out)
    assert [finding["rule"] for finding in report["findings"]] == ["house/snerk"]
    assert report["files"] == [{"path": "a.txt", "findings": 1, "fixed": 1, "error": None, "spun": None}]


def test_fixing_again_changes_nothing(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("Glim.\n\nClick grumble to win\n\nGlim.\n\nClick grumble to win\n")
    done = lintnews("check", "--fix", "a.txt")
    assert (done.status, done.out) == (0, "Fixed 4 faults; none are left.\n")
    assert (folder / "a.txt").read_text() == "Glum.\n\nGlum.\n"
    before = (folder / "a.txt").stat().st_mtime_ns
    assert lintnews("check", "--fix", "a.txt").out == "No faults in 1 file.\n"
    assert (folder / "a.txt").stat().st_mtime_ns == before


def test_only_shown_findings_are_fixed(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("quonk glim\n")
    lintnews("check", "--fix", "--ignore", "house/glim", "a.txt")
    assert (folder / "a.txt").read_text() == "quonk glim\n"
    lintnews("check", "--fix", "--level", "all", "a.txt")
    assert (folder / "a.txt").read_text() == "conk glum\n"


def test_unsafe_fixes_alone_change_nothing_and_say_so(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("blorp\n")
    done = lintnews("check", "--unsafe-fixes", "a.txt")
    assert done.err == "note: --unsafe-fixes does something with --fix or --diff only\n"
    assert (folder / "a.txt").read_text() == "blorp\n"


def test_bytes_outside_the_edits_stay(lintnews: Lintnews, folder: Path) -> None:
    cases = {
        "bom": (b"\xef\xbb\xbfA glim\r\none\rtwo\x0b\x0c\n\n glim", b"\xef\xbb\xbfA glum\r\none\rtwo\x0b\x0c\n\n glum"),
        "utf16le": (
            b"\xff\xfe" + "d\u00e9j\u00e0 glim\r\n".encode("utf-16-le"),
            b"\xff\xfe" + "d\u00e9j\u00e0 glum\r\n".encode("utf-16-le"),
        ),
        "utf16be": (b"\xfe\xff" + "\U0001f600 glim".encode("utf-16-be"), b"\xfe\xff" + "\U0001f600 glum".encode("utf-16-be")),
    }
    for name, (raw, _) in cases.items():
        (folder / f"{name}.txt").write_bytes(raw)
    assert lintnews("check", "--fix", ".").status == 0
    for name, (_, fixed) in cases.items():
        assert (folder / f"{name}.txt").read_bytes() == fixed, name


def test_the_mode_stays_and_a_link_stays_a_link(lintnews: Lintnews, folder: Path) -> None:
    target = folder / "real" / "a.txt"
    target.parent.mkdir()
    target.write_text("glim\n")
    target.chmod(0o750)
    (folder / "link.txt").symlink_to(target)
    assert lintnews("check", "--fix", "link.txt").status == 0
    assert (folder / "link.txt").is_symlink()
    assert target.read_text() == "glum\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o750
    assert [path.name for path in target.parent.iterdir()] == ["a.txt"], "no temporary file is left"


def test_stdin_is_fixed_to_stdout_and_reported_on_stderr(lintnews: Lintnews, folder: Path) -> None:
    done = lintnews("check", "--fix", "-", stdin=b"\xef\xbb\xbfglim snerk\r\n")
    assert done.raw == b"\xef\xbb\xbfglum snerk\r\n"
    assert done.status == 1
    assert "house/snerk" in done.err
    assert "Fixed 1 fault" in done.err


def test_stdin_that_cannot_be_read_comes_out_as_it_was(lintnews: Lintnews, folder: Path) -> None:
    # `lintnews ... < a > b` must not lose a text
    done = subprocess.run([COMMAND, "check", "--fix", "-"], input=b"caf\xe9", capture_output=True, cwd=folder, check=False)
    assert (done.returncode, done.stdout) == (2, b"caf\xe9")


def test_diff_writes_nothing_and_git_applies_it(lintnews: Lintnews, folder: Path) -> None:
    texts = {
        "a.txt": b"One.\nA glim.\nThree.",
        "crlf.txt": b"One.\r\nA glim.\r\nThree.\r\n",
        "bom.txt": b"\xef\xbb\xbfA glim.\n",
        "two words.txt": b"glim\n\nClick grumble to win\n",
        "sub/caf\u00e9.md": b"glim",
        "clean.txt": b"fine\n",
    }
    (folder / "sub").mkdir()
    for name, raw in texts.items():
        (folder / name).write_bytes(raw)
    done = lintnews("check", "--diff", ".")
    assert done.status == 1
    assert all((folder / name).read_bytes() == raw for name, raw in texts.items())
    assert "clean.txt" not in done.out
    (folder / "fixes.patch").write_bytes(done.raw)
    subprocess.run(["git", "init", "-q", "."], cwd=folder, check=True)
    subprocess.run(["git", "apply", "fixes.patch"], cwd=folder, check=True)
    patched = {name: (folder / name).read_bytes() for name in texts}
    for name, raw in texts.items():
        (folder / name).write_bytes(raw)
    lintnews("check", "--fix", *texts)
    assert patched == {name: (folder / name).read_bytes() for name in texts}


def test_diff_of_a_clean_file_prints_nothing(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("fine\n")
    done = lintnews("check", "--diff", "a.txt")
    assert (done.out, done.err, done.status) == ("", "", 0)


def test_fixes_that_do_not_settle_leave_the_file_as_it_was(lintnews: Lintnews, folder: Path) -> None:
    (folder / "loop.yaml").write_text(
        "pack: loop\nabout: Two rules that undo one another.\n"
        "defaults: {severity: error, confidence: high, fix: safe, source: observed in tests}\nrules:\n"
        "- {id: tick, about: Tick., phrase: tick, replace: tock, bad: ['A {tick -> tock}.'], good: [None.]}\n"
        "- {id: tock, about: Tock., phrase: tock, replace: tick, bad: ['A {tock -> tick}.'], good: [None.]}\n"
    )
    (folder / "lintnews.toml").write_text('rules = ["loop.yaml"]\nselect = ["loop"]\n')
    (folder / "a.txt").write_text("Tick.\n")
    done = lintnews("check", "--fix", "a.txt")
    assert done.status == 2
    assert done.err == "error: a.txt: left as it was: its fixes do not settle (loop/tick)\n"
    assert (folder / "a.txt").read_text() == "Tick.\n"
    assert "loop/tick" in done.out
