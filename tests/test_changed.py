from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lintnews

GIT = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]


def git(folder: Path, *command: str) -> str:
    return subprocess.run([*GIT, *command], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def desk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with articles that hold faults."""
    for key in [key for key in os.environ if key.startswith("GIT_")]:
        monkeypatch.delenv(key)
    git(folder, "init", "-q")
    (folder / "sub").mkdir()
    (folder / "a.txt").write_text("glim one\nfine\nglim three\n")
    (folder / "sub/b.md").write_text("# glim\n\nFine.\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Old")
    return folder


@pytest.fixture
def changed(lintnews: Lintnews):  # type: ignore[no-untyped-def]
    def run(*arguments: str) -> list[tuple[str, int]]:
        done = lintnews("check", "--output-format", "json", *arguments)
        assert done.status < 2, done.err
        return [(finding["path"], finding["line"]) for finding in json.loads(done.out)["findings"]]

    return run


def test_only_changed_lines_are_reported(changed, desk: Path) -> None:  # type: ignore[no-untyped-def]
    assert changed("--changed") == []
    (desk / "a.txt").write_text("glim one\na glim\nglim three\nblorp\n")
    assert changed("--changed") == changed("--changed=HEAD") == changed(".", "--changed") == [("./a.txt", 2), ("./a.txt", 4)]
    git(desk, "add", "-A")
    assert len(changed("--changed")) == 2, "staged or not"
    assert len(changed("a.txt", "--changed")) == len(changed("--changed", "a.txt")) == 2, "a path is no revision"
    assert changed("sub", "--changed") == []


def test_a_finding_that_overlaps_a_changed_line_is_reported(changed, desk: Path) -> None:  # type: ignore[no-untyped-def]
    (desk / "sub/b.md").write_text("Fine,\na zig\nfine.\n")
    git(desk, "commit", "-qam", "Wrapped")
    (desk / "sub/b.md").write_text("Fine,\na zig\nzog.\n")
    assert changed("--changed") == [("./sub/b.md", 2)]


def test_untracked_files_are_wholly_changed_and_ignored_ones_not(changed, desk: Path) -> None:  # type: ignore[no-untyped-def]
    (desk / ".gitignore").write_text("ignored.txt\n")
    for name in ("new.txt", "ignored.txt", "sub/ö \"x'.txt", "-dash.txt", "line\nbreak.txt"):
        (desk / name).write_text("glim\n")
    found = changed("--changed")
    assert found == [("./-dash.txt", 1), ("./line\nbreak.txt", 1), ("./new.txt", 1), ("./sub/ö \"x'.txt", 1)]
    assert changed("--changed", "--", "ignored.txt") == []


def test_odd_names_renames_and_removals(changed, desk: Path) -> None:  # type: ignore[no-untyped-def]
    (desk / "c.txt").write_text("fine\n" * 9 + "glim\n")
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "More")
    git(desk, "mv", "c.txt", 'ä "q\t.txt')
    (desk / 'ä "q\t.txt').write_text("fine\n" * 9 + "glim\nglim\n")
    git(desk, "mv", "a.txt", "sub/same.txt")
    git(desk, "rm", "-q", "sub/b.md")
    assert changed("--changed") == [('./ä "q\t.txt', 11)]


def test_a_revision_is_compared_where_the_branches_parted(changed, desk: Path) -> None:  # type: ignore[no-untyped-def]
    git(desk, "checkout", "-qb", "topic")
    (desk / "a.txt").write_text("glim one\na glim\nglim three\n")
    git(desk, "commit", "-qam", "Topic")
    git(desk, "checkout", "-q", "main")
    (desk / "sub/b.md").write_text("# Another\n\nFine.\n")
    git(desk, "commit", "-qam", "Main goes on")
    git(desk, "checkout", "-q", "topic")
    assert changed("--changed") == []
    assert changed("--changed=main") == [("./a.txt", 2)]
    assert changed("--changed", "main") == [("./a.txt", 2)]


def test_in_a_subdirectory_and_through_a_link(changed, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    (desk / "sub/b.md").write_text("# glim\n\nglim.\n")
    assert changed("sub", "--changed") == [("sub/b.md", 3)]
    (desk / "link").symlink_to(desk / "sub")
    git(desk, "add", "link")
    git(desk, "commit", "-qm", "Link")
    assert changed("link/b.md", "--changed") == [("link/b.md", 3)]


def test_before_the_first_commit_everything_has_changed(lintnews: Lintnews, folder: Path) -> None:
    git(folder, "init", "-q")
    (folder / "a.txt").write_text("glim\n")
    git(folder, "add", "a.txt")
    (folder / "b.txt").write_text("glim\n")
    assert lintnews("check", "--changed", "--output-format", "concise").out.count("house/glim") == 2


def test_a_file_that_git_calls_binary_is_wholly_changed(changed, desk: Path) -> None:  # type: ignore[no-untyped-def]
    (desk / "u.txt").write_bytes("\ufefffine\nglim\n".encode("utf-16-le"))
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "UTF-16")
    (desk / "u.txt").write_bytes("\ufeffmore\nglim\n".encode("utf-16-le"))
    assert changed("--changed") == [("./u.txt", 2)]


def test_fixing_leaves_what_has_not_changed(lintnews: Lintnews, desk: Path) -> None:
    (desk / "a.txt").write_text("click grumble to win\n\nglim one\nglim two\nglim three\n")
    done = lintnews("check", "--fix", "--changed", "a.txt")
    assert (desk / "a.txt").read_text() == "glim one\nglum two\nglim three\n"
    assert done.status == 0


def test_what_git_cannot_say_is_one_line_and_status_2(lintnews: Lintnews, desk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    done = lintnews("check", "--changed=nonsense")
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert done.err.startswith("error: --changed: git knows no revision 'nonsense'")
    assert lintnews("check", "--changed=HEAD", "-", stdin=b"glim").err == "error: --changed: the standard input is no file that git knows\n"
    outside = tmp_path_factory.mktemp("outside") / "o.txt"
    outside.write_text("glim\n")
    done = lintnews("check", "--changed=HEAD", str(outside))
    assert (done.status, done.err) == (2, f"error: {outside}: lies outside the git working tree of this folder\n")
    done = lintnews("check", "--changed", env={"GIT_CEILING_DIRECTORIES": "", "GIT_DIR": str(outside.parent / "none")})
    assert (done.status, done.err.count("\n")) == (2, 1)
    done = lintnews("check", "--changed", env={"PATH": str(outside.parent)})
    assert (done.status, done.err) == (2, "error: --changed: git cannot be run: no such file or directory\n")


def test_without_a_repository_there_is_nothing_to_compare(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    done = lintnews("check", "--changed", env={"GIT_CEILING_DIRECTORIES": str(folder.parent)})
    assert (done.status, done.out) == (2, "")
    assert done.err == "error: --changed: not a git repository (or any of the parent directories): .git\n"


def test_nothing_changed_is_a_note_and_status_0(lintnews: Lintnews, desk: Path) -> None:
    done = lintnews("check", "--changed")
    assert (done.status, done.out, done.err) == (0, "", "note: no files have changed\n")


def test_what_git_is_configured_to_show_makes_no_difference(changed, desk: Path) -> None:  # type: ignore[no-untyped-def]
    hostile = {
        "color.ui": "always", "color.diff": "always", "core.autocrlf": "true", "core.quotePath": "true", "diff.autoRefreshIndex": "false",
        "diff.colorMoved": "plain", "diff.external": "false", "diff.interHunkContext": "9", "diff.mnemonicPrefix": "true",
        "diff.noprefix": "true", "diff.orderFile": "order", "diff.relative": "true", "diff.renames": "copies", "diff.submodule": "log",
        "diff.suppressBlankEmpty": "true", "diff.wordRegex": ".",
    }  # fmt: skip
    (desk / "order").write_text("sub/*\n*.txt\n")
    (desk / "c.txt").write_text("fine\n")
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "More")
    for key, value in hostile.items():
        git(desk, "config", key, value)
    (desk / ".gitattributes").write_text("*.md diff=upper\n")
    git(desk, "config", "diff.upper.textconv", "tr a-z A-Z <")
    (desk / "a.txt").write_bytes(b"glim one\r\nfine\r\nglim three\r\nglim four\r\n")
    (desk / "sub/b.md").write_text("# glim\n\nFine.\n\nglim\n")
    os.utime(desk / "c.txt", (1, 1))  # so that git has to look into it
    (desk / "copy.txt").write_bytes((desk / "a.txt").read_bytes())
    git(desk, "add", "copy.txt")
    assert [(path, line) for path, line in changed("--changed") if path != "./copy.txt"] == [("./a.txt", 4), ("./sub/b.md", 5)]
    assert ("./copy.txt", 4) in changed("--changed")


def test_a_file_that_was_a_link_is_wholly_changed_and_one_in_conflict_where_it_differs(changed, desk: Path) -> None:  # type: ignore[no-untyped-def]
    (desk / "l.txt").symlink_to("a.txt")
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "Link")
    git(desk, "checkout", "-qb", "topic")
    (desk / "a.txt").write_text("glim one\nblorp\nglim three\n")
    git(desk, "commit", "-qam", "Theirs")
    git(desk, "checkout", "-q", "main")
    (desk / "a.txt").write_text("glim one\nours\nglim three\n")
    git(desk, "commit", "-qam", "Ours")
    subprocess.run([*GIT, "merge", "-q", "topic"], cwd=desk, check=False, capture_output=True)
    (desk / "l.txt").unlink()
    (desk / "l.txt").write_text("glim\n")
    assert changed("--changed") == [("./a.txt", 5), ("./l.txt", 1)]
