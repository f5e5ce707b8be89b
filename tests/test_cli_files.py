from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lintnews


@pytest.fixture
def checked(lintnews: Lintnews, folder: Path):  # type: ignore[no-untyped-def]
    """The paths of the files that a command checks."""

    def run(*arguments: str) -> list[str]:
        done = lintnews("check", "--output-format", "json", *arguments)
        return [file["path"] for file in json.loads(done.out)["files"]]

    return run


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("glim\n")


def test_a_folder_gives_its_articles_sorted_by_path(checked, folder: Path) -> None:  # type: ignore[no-untyped-def]
    fill(folder, "d/b.txt", "d/a.md", "d/c/x.MARKDOWN", "d/c/y.text", "d/z.html", "d/z.py", "d/a-b.txt")
    assert checked("d") == checked("d/") == ["d/a-b.txt", "d/a.md", "d/b.txt", "d/c/x.MARKDOWN", "d/c/y.text"]
    assert checked(str(folder / "d"))[0] == f"{(folder / 'd').as_posix()}/a-b.txt"


def test_named_files_come_first_in_the_order_given_and_once(checked, folder: Path) -> None:  # type: ignore[no-untyped-def]
    fill(folder, "b.txt", "a.txt")
    assert checked("b.txt", "a.txt", "./b.txt", str(folder)) == ["b.txt", "a.txt"]


def test_a_named_file_is_checked_whatever_it_is_called(checked, folder: Path) -> None:  # type: ignore[no-untyped-def]
    fill(folder, "LICENSE", ".hidden.txt", "page.html", "requirements-dev.txt")
    names = ["LICENSE", ".hidden.txt", "page.html", "requirements-dev.txt"]
    assert checked(*names) == names
    assert checked("--force-exclude", *names) == ["page.html"]


def test_hidden_excluded_binary_and_linked_are_left_out_of_a_folder(checked, folder: Path) -> None:  # type: ignore[no-untyped-def]
    fill(folder, "d/a.txt", "d/.x/h.txt", "d/.h.txt", "d/robots.txt", "d/LICENSES/mit.txt", "d/CMakeLists.txt", "other/o.txt")
    (folder / "d/bin.txt").write_bytes(b"glim\0")
    (folder / "d/link").symlink_to(folder / "other")
    (folder / "d/l.txt").symlink_to(folder / "other/o.txt")
    assert checked("d") == ["d/a.txt", "d/l.txt"]


def test_a_named_binary_file_is_an_error(lintnews: Lintnews, folder: Path) -> None:
    (folder / "bin.txt").write_bytes(b"glim\0")
    done = lintnews("check", "bin.txt")
    assert (done.status, done.err) == (2, "error: bin.txt: is binary (it holds a NUL), not text\n")
    assert lintnews("check", "--force-exclude", "bin.txt").status == 0


def test_what_git_ignores_is_left_out(checked, folder: Path) -> None:  # type: ignore[no-untyped-def]
    fill(folder, "d/a.txt", "d/build/n.txt", "d/sub/x.text", "d/sub/keep.text", "d/sub/own.txt", "d/secret.txt", "d/build.txt")
    (folder / ".gitignore").write_text("# not in a work tree yet\nbuild/\n/d/*/*.text\n")
    (folder / "d/sub/.gitignore").write_text("!keep.text\nown.txt\n")
    assert len(checked("d")) == 7
    (folder / ".git/info").mkdir(parents=True)
    (folder / ".git/info/exclude").write_text("secret.txt\n")
    assert checked("d") == ["d/a.txt", "d/build.txt", "d/sub/keep.text"]
    assert checked("d/sub/own.txt") == ["d/sub/own.txt"]
    assert checked("--force-exclude", "d/sub/own.txt", "d/build/n.txt", "d/build", "d/a.txt") == ["d/a.txt"]


def test_include_and_exclude_come_from_the_nearest_settings(checked, folder: Path) -> None:  # type: ignore[no-untyped-def]
    fill(folder, "d/a.txt", "d/b.rst", "d/LICENSE.txt", "d/old/o.txt", "d/wire/1.txt", "d/wire/x/2.txt", "d/in/c.txt")
    (folder / "d/lintnews.toml").write_text('include = [".txt", ".rst"]\nextend-exclude = ["old/", "wire/*.txt"]\n')
    (folder / "d/in/pyproject.toml").write_text('[tool.lintnews]\ninclude = [".rst"]\n')
    assert checked("d") == ["d/a.txt", "d/b.rst", "d/wire/x/2.txt"]
    assert checked("d", "--isolated") == ["d/a.txt", "d/in/c.txt", "d/old/o.txt", "d/wire/1.txt", "d/wire/x/2.txt"]
    (folder / "d/lintnews.toml").write_text('exclude = ["**/x"]\n')
    assert checked("d") == ["d/LICENSE.txt", "d/a.txt", "d/old/o.txt", "d/wire/1.txt"]


def test_an_undecodable_file_is_an_error_and_stays_as_it_is(lintnews: Lintnews, folder: Path) -> None:
    raw = "caf\u00e9 glim\n".encode("latin-1")
    (folder / "a.txt").write_bytes(b"glim\n")
    (folder / "l.txt").write_bytes(raw)
    done = lintnews("check", "--fix", ".")
    assert done.status == 2
    assert done.err == "error: ./l.txt: the byte 0xe9 at offset 3 (line 1) is not UTF-8; convert the file to UTF-8\n"
    assert (folder / "l.txt").read_bytes() == raw
    assert (folder / "a.txt").read_bytes() == b"glum\n"


def test_a_name_that_is_not_utf_8_does_not_break_the_report(lintnews: Lintnews, folder: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (folder / name).write_text("glim\n")
    except OSError:
        pytest.skip("this file system takes no such names")
    done = lintnews("check", name, "--output-format", "json")
    assert json.loads(done.out)["files"][0]["path"] == "caf\ufffd.txt"
    assert lintnews("check", name).status == 1
