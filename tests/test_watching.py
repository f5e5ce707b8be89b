from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lintnews

PROGRAM = "import sys, lintnews.commands.watching as w; w.DELAY = 0; from lintnews.cli import main; sys.exit(main(sys.argv[1:]))"


def on_a_terminal(folder: Path, *arguments: str, **env: str) -> str:
    """What a run shows on the terminal that its standard error is; its delay before a bar is none."""
    pty = pytest.importorskip("pty", reason="pseudo-terminals are for POSIX")
    ours, theirs = pty.openpty()
    plain = {key: value for key, value in os.environ.items() if key not in ("CI", "PRE_COMMIT", "TERM", "NO_COLOR", "GITHUB_ACTIONS")}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**plain, "TERM": "xterm", "COLUMNS": "100", **env},
    ) as process:
        os.close(theirs)
        out = b""
        try:
            while chunk := os.read(ours, 4096):
                out += chunk
        except OSError:  # how Linux says that nobody is at the other end
            pass
        process.wait()
    os.close(ours)
    return out.decode()


@pytest.fixture
def articles(folder: Path) -> Path:
    for number in range(3):
        (folder / f"a{number}.txt").write_text("fine\n")
    return folder


def test_a_long_run_on_a_terminal_shows_how_far_it_is_and_wipes_it_away(articles: Path) -> None:
    shown = on_a_terminal(articles, "check")
    assert re.search(r"\d/3", shown)
    assert shown.rindex("\x1b[2K") > shown.rindex("/3"), "the line is erased at the end"
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h") == 1, "the cursor comes back"


def test_writing_a_baseline_shows_how_far_it_is(articles: Path) -> None:
    assert re.search(r"\d/3", on_a_terminal(articles, "baseline", "write"))


@pytest.mark.parametrize(
    ("arguments", "env"),
    [((), {"CI": "true"}), ((), {"PRE_COMMIT": "1"}), ((), {"TERM": "dumb"}), (("--quiet",), {}), (("-q", "a0.txt"), {})],
)
def test_a_hook_a_ci_job_and_quiet_runs_show_nothing(articles: Path, arguments: tuple[str, ...], env: dict[str, str]) -> None:
    assert on_a_terminal(articles, "check", *arguments, **env) == ""


def test_a_pipe_shows_nothing(lintnews: Lintnews, articles: Path) -> None:
    assert lintnews("check").err == ""


def test_without_rich_a_run_goes_on_without_a_bar(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    broken = tmp_path_factory.mktemp("site")
    (broken / "rich").mkdir()
    (broken / "rich/__init__.py").write_text("raise ImportError('no rich')\n")
    path = os.pathsep.join(filter(None, (str(broken), os.environ.get("PYTHONPATH", ""))))
    assert on_a_terminal(articles, "check", PYTHONPATH=path) == ""


def test_quiet_leaves_findings_and_errors(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    done = lintnews("check", "--quiet", "--select", "house/glimmer", "a.txt", "none.txt")
    assert done.err == "error: none.txt: no such file or directory\n"
    assert "house/glim" in done.out
    assert "fault" not in done.out
    assert lintnews("check", "-q", "--statistics", "a.txt").out == "1  house/glim  error    1 with a safe fix\n"
    (folder / "a.txt").write_text("fine\n")
    assert lintnews("check", "-q") == ("", "", 0, b"")


def test_verbose_says_which_settings_and_engines_hold_and_what_took_how_long(lintnews: Lintnews, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub/lintnews.toml").write_text("")
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        (folder / name).write_text("fine\n")
    done = lintnews("check", "--verbose")
    assert done.out == "No faults in 3 files.\n"
    lines = re.sub(r"\d+ ms", "N ms", done.err).splitlines()
    assert lines == [
        "info: lintnews.toml: 2 files, engines: native",
        "info: sub/lintnews.toml: 1 file, engines: native",
        "info: ./a.txt: N ms",
        "info: ./b.txt: N ms",
        "info: ./sub/c.txt: N ms",
    ]
    assert lintnews("check", "-q", "-v").status == 2
