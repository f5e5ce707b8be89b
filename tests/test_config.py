from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from lintnews.settings import KEYS

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lintnews

SETTINGS = """
level = "all"
ignore = ["cliches"]
extend-exclude = ["old/"]
baseline = "old.json"

[[allow]]
rule = "confusables"
files = ["*.md"]

[[allow]]
text = "so be it"

[[per-file]]
files = ["*.md"]
ignore = ["redundancy"]
level = "default"

[[per-file]]
files = ["b.md"]
select = ["idioms"]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "lintnews.toml").write_text(SETTINGS)
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "a.md", "b.md", "sub/c.txt"):
        (tmp_path / name).write_text("Fine.\n")
    (tmp_path / "sub/pyproject.toml").write_text("[tool.lintnews]\n")
    return tmp_path


@pytest.fixture
def shown(lintnews: Lintnews):  # type: ignore[no-untyped-def]
    """Value and origins of a setting, as JSON tells."""

    def run(key: str, *arguments: str) -> tuple[Any, list[str]]:
        done = lintnews("config", "show", "--output-format", "json", *arguments)
        assert done.status == 0, done.err
        row = json.loads(done.out)["settings"][key]
        return row["value"], row["from"]

    return run


def test_each_setting_has_its_value_and_where_it_comes_from(shown, desk: Path) -> None:  # type: ignore[no-untyped-def]
    assert shown("level") == ("all", ["lintnews.toml"])
    assert shown("select") == ([], ["default"])
    assert shown("baseline") == (str(desk / "old.json"), ["lintnews.toml"])
    assert shown("exclude")[0][-1] == "old/"
    assert shown("exclude")[1] == ["default", "lintnews.toml"]
    assert shown("level", "sub/c.txt") == ("default", ["default"])


def test_the_sections_that_match_a_file_are_told_in_their_order(shown, desk: Path) -> None:  # type: ignore[no-untyped-def]
    assert shown("level", "a.md") == ("default", ["lintnews.toml: per-file[1]"])
    assert shown("ignore", "b.md") == (["cliches", "redundancy"], ["lintnews.toml", "lintnews.toml: per-file[1]"])
    assert shown("select", "b.md") == (["idioms"], ["lintnews.toml: per-file[2]"])
    assert len(shown("allow", "a.md")[0]) == 2
    assert shown("allow", "a.txt") == ([{"text": "so be it"}], ["lintnews.toml"])


def test_the_command_line_comes_last(shown, desk: Path) -> None:  # type: ignore[no-untyped-def]
    assert shown("level", "--level", "all", "a.md") == ("all", ["--level"])
    assert shown("select", "--select", "idioms,numbers") == (["idioms", "numbers"], ["--select"])
    assert shown("ignore", "--ignore", "numbers") == (["cliches", "numbers"], ["lintnews.toml", "--ignore"])
    assert shown("engines", "--engines", "native") == (["native"], ["--engines"])
    assert shown("level", "--isolated") == ("default", ["default"])
    assert shown("level", "--config", "sub/pyproject.toml") == ("default", ["default"])


def test_people_get_a_line_a_setting(lintnews: Lintnews, desk: Path) -> None:
    lines = lintnews("config", "show", "a.md").out.splitlines()
    assert lines[:2] == ["lintnews.toml holds for a.md.", ""]
    names = [line.split()[0] for line in lines[2:]]
    assert sorted([*names, "extend-exclude", "per-file"]) == sorted(KEYS)
    assert [line.split() for line in lines if line.startswith("level ")] == [["level", '"default"', "#", "lintnews.toml:", "per-file[1]"]]
    assert lintnews("config", "show", "--isolated").out.startswith("No settings file holds for this folder.\n")


def test_what_cannot_be_shown_is_one_line_and_status_2(lintnews: Lintnews, desk: Path) -> None:
    done = lintnews("config", "show", "none.txt")
    assert (done.status, done.err) == (2, "error: none.txt: no such file or directory\n")
    assert lintnews("config", "show", "--engines", "magic").err.startswith("error: --engines: unknown engine 'magic'")
    (desk / "lintnews.toml").write_text("leven = 1")
    assert lintnews("config", "show").err == "error: lintnews.toml: unknown key 'leven'; did you mean 'level'?\n"


def test_explain_says_why_on_what_authority_how_to_fix_and_how_to_leave_alone(lintnews: Lintnews, folder: Path) -> None:
    out = lintnews("explain", "house/glim").out
    for part in (
        "glim for glum.",
        "severity   error\nconfidence high\nfix        safe: made by --fix\nruns       always\n",
        "source     observed in tests\n",
        "Flagged:\n  It was {glim -> glum}.\n\nLeft alone:\n  It was dim.\n",
        "To fix it:\n  lintnews check --fix --select 'house/glim' PATH ...\n",
        "<!-- lintnews: off-next-block house/glim -->",
        'ignore = ["house/glim"]',
    ):
        assert part in out
    assert "--fix --unsafe-fixes --select 'house/blorp'" in lintnews("explain", "house/blorp").out
    assert "To fix it:\n  by hand\n" in lintnews("explain", "house/snerk").out
    assert "on trial: only when selected by its id" in lintnews("explain", "house/trialled").out
    assert "with --level all, or when selected by its id" in lintnews("explain", "house/quonk").out


def test_explain_knows_the_rows_of_a_table(lintnews: Lintnews, folder: Path) -> None:
    out = lintnews("explain", "house/pairs[mish mush]").out
    assert "The row:\n  mish mush -> mish mash\n" in out
    assert 'ignore = ["house/pairs[mish mush]"]' in out
    done = lintnews("explain", "house/pairs[mish]")
    assert (done.status, done.err) == (2, "error: unknown rule 'house/pairs[mish]'; did you mean 'house/pairs[mish mush]'?\n")
