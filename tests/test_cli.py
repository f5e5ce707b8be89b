from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import COMMAND

import lintnews as package

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lintnews


def paths(report: str) -> list[str]:
    return [finding["path"] for finding in json.loads(report)["findings"]]


def rules(report: str) -> list[str]:
    return [finding["rule"] for finding in json.loads(report)["findings"]]


def test_version(lintnews: Lintnews) -> None:
    assert lintnews("--version").out == f"lintnews {package.__version__}\n"


def test_without_a_command_there_is_help_and_status_2(lintnews: Lintnews) -> None:
    done = lintnews()
    assert done.status == 2
    assert "check" in done.out


def test_a_shipped_rule_speaks_and_is_shown_with_its_place_and_fix(lintnews: Lintnews, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("She could of won.\n")
    done = lintnews("check", "a.txt")
    assert done.status == 1
    assert done.out.startswith("a.txt:1:5: error: ")
    assert "1 │ She could of won.\n  │     ^^^^^^^^ → could have (safe fix)\n" in done.out
    assert done.out.endswith("\n1 fault in 1 file: 1 can be fixed with --fix.\n")
    assert done.err == ""


def test_a_clean_file_has_status_0(lintnews: Lintnews, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("She won.\n")
    done = lintnews("check", "a.txt")
    assert (done.status, done.out, done.err) == (0, "No faults in 1 file.\n", "")


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ("", 1),
        ("--fail-on note", 1),
        ("--fail-on warning", 1),
        ("--fail-on error", 1),
        ("--fail-on never", 0),
        ("--exit-zero", 0),
        ("--max-findings 2", 1),
        ("--max-findings 3", 0),
        ("--fail-on error --ignore house/glim", 0),
        ("--fail-on warning --ignore house/glim", 1),
        ("--fail-on error --max-findings 1", 0),
        ("--fail-on never none.txt", 2),
        ("--max-findings 100 none.txt", 2),
        ("--fail-on nothing", 2),
        ("--max-findings -1", 2),
        ("--max-findings few", 2),
    ],
)
def test_what_fails_a_build(lintnews: Lintnews, folder: Path, options: str, status: int) -> None:
    (folder / "a.txt").write_text("A glim. A blorp.\n\nA blorp.\n")
    done = lintnews("check", "a.txt", *options.split())
    assert done.status == status
    assert "blorp" in done.out or "usage:" in done.err


def test_exit_zero_turns_1_into_0_but_never_2(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    assert lintnews("check", "--exit-zero", "a.txt").status == 0
    assert lintnews("check", "--exit-zero", "a.txt", "none.txt").status == 2


def test_a_missing_path_is_an_error_and_the_others_are_checked(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    done = lintnews("check", "none.txt", "a.txt", "--output-format", "json")
    assert done.status == 2
    assert done.err == "error: none.txt: no such file or directory\n"
    assert paths(done.out) == ["a.txt"]
    assert [file["error"] for file in json.loads(done.out)["files"]] == ["no such file or directory", None]


def test_nothing_to_check_is_a_note_and_status_0(lintnews: Lintnews, folder: Path) -> None:
    (folder / "empty").mkdir()
    done = lintnews("check", "empty")
    assert (done.status, done.out, done.err) == (0, "", "note: no files to check\n")
    done = lintnews("check", "empty", "--output-format", "json")
    assert json.loads(done.out) == {"schema": 1, "findings": [], "files": [], "notes": ["no files to check"]}


def test_without_paths_the_working_folder_is_checked(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    assert lintnews("check").status == 1


def test_select_and_ignore_take_families_ids_and_keys(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim blorp. A zig zog and a mish mush.\n")

    def found(*arguments: str) -> list[str]:
        return rules(lintnews("check", "a.txt", "--output-format", "json", *arguments).out)

    everything = ["house/glim", "house/blorp", "house/pairs[zig zog]", "house/pairs[mish mush]"]
    assert found() == everything
    assert found("--select", "house/glim") == ["house/glim"]
    assert found("--select", "house/glim,house/blorp") == found("--select", "house/glim", "--select", "house/blorp") == everything[:2]
    assert found("--select", "house/pairs[mish mush]") == everything[3:]
    assert found("--ignore", "house/pairs[mish mush]") == everything[:3]
    assert found("--ignore", "house/pairs") == everything[:2]
    assert found("--ignore", "house") == []
    assert found("--select", "house/glim", "--ignore", "house") == ["house/glim"], "the more exact name wins"
    assert found("--select", "confusables") == []


def test_a_name_is_never_a_prefix_and_an_unknown_one_gets_a_suggestion(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    done = lintnews("check", "a.txt", "--select", "house/gli")
    assert (done.status, done.out) == (2, "")
    assert done.err == "error: --select: unknown rule 'house/gli'; did you mean 'house/glim'?\n"
    done = lintnews("check", "a.txt", "--ignore", "house/pairs[zig zug]")
    assert done.err == "error: --ignore: unknown rule 'house/pairs[zig zug]'; did you mean 'house/pairs[zig zog]'?\n"


def test_an_old_id_works_with_a_note(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim blorp\n")
    done = lintnews("check", "a.txt", "--select", "house/glimmer", "--output-format", "concise")
    assert done.out.count("\n") == 1
    assert "house/glim)" in done.out
    assert done.err == "note: --select: the rule house/glimmer is called house/glim now\n"


def test_the_default_level_is_sure_and_all_shows_everything_but_trials(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("A quonk frobbed a glim one.\n")

    def found(*arguments: str) -> list[str]:
        return rules(lintnews("check", "a.txt", "--output-format", "json", *arguments).out)

    assert found() == ["house/glim"]
    assert found("--level", "all") == ["house/quonk", "house/glim"]
    assert found("--select", "house/trialled") == ["house/trialled"]
    assert found("--select", "house/quonk") == ["house/quonk"], "a rule that is named is shown"


def test_an_unknown_engine_is_refused(lintnews: Lintnews, folder: Path) -> None:
    done = lintnews("check", "--engines", "native,magic")
    assert (done.status, done.err) == (2, "error: --engines: unknown engine 'magic'; known are native, harper, languagetool\n")


def test_stdin_has_the_name_format_and_settings_of_its_filename(lintnews: Lintnews, folder: Path) -> None:
    done = lintnews("check", "-", "--stdin-filename", "sub/x.md", "--output-format", "json", stdin=b"`glim` and glim")
    assert [(f["path"], f["span"]["start"]) for f in json.loads(done.out)["findings"]] == [("sub/x.md", 11)]
    done = lintnews("check", "-", "--output-format", "json", stdin=b"`glim` and glim")
    assert [(f["path"], f["span"]["start"]) for f in json.loads(done.out)["findings"]] == [("-", 1), ("-", 11)]


def test_statistics_count_by_rule(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim blorp. A zig zog and a mish mush.\n")
    done = lintnews("check", "--statistics", "a.txt")
    assert done.out == (
        "2  house/pairs  error    2 with a safe fix\n"
        "1  house/blorp  warning\n"
        "1  house/glim   error    1 with a safe fix\n"
        "\n4 faults in 1 file: 3 can be fixed with --fix, 1 more with --unsafe-fixes.\n"
    )
    assert lintnews("check", "--statistics", "--output-format", "json", "a.txt").status == 2


def test_a_reader_that_goes_away_is_no_traceback(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n" * 20_000)
    with subprocess.Popen([COMMAND, "check", "a.txt"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_rules_list_names_shipped_and_own_rules(lintnews: Lintnews, folder: Path) -> None:
    out = lintnews("rules", "list").out
    assert "confusables/could-of " in out
    assert "house/trialled" in out
    assert "(trial)" in out


def test_explain_knows_rules_old_ids_and_suggests(lintnews: Lintnews, folder: Path) -> None:
    assert "could have" in lintnews("explain", "confusables/could-of").out
    done = lintnews("explain", "house/glimmer")
    assert (done.status, done.err) == (0, "note: the rule house/glimmer is called house/glim now\n")
    assert done.out.startswith("house/glim\n")
    done = lintnews("explain", "confusables/could-off")
    assert (done.status, done.err) == (2, "error: unknown rule 'confusables/could-off'; did you mean 'confusables/could-of'?\n")
    assert lintnews("explain", "confusables").status == 2


def test_rules_test_reports_what_a_pack_does_wrong(lintnews: Lintnews, house: Path, tmp_path: Path) -> None:
    assert lintnews("rules", "test", str(house)).status == 0
    (tmp_path / "bad.yaml").write_text(house.read_text().replace("{glim -> glum}", "{glim -> glam}"))
    done = lintnews("rules", "test", "bad.yaml")
    assert done.status == 1
    assert done.out.startswith("bad.yaml:5: house/glim: ")
    assert lintnews("rules", "test", "none.yaml").status == 2


def test_the_package_checks_and_fixes_texts(house: Path) -> None:
    settings = {"rules": [str(house)], "select": ["house"]}
    (finding,) = package.check("So glim.", settings=settings)
    assert (finding.rule, tuple(finding.span)) == ("house/glim", (3, 7))
    assert package.check("So `glim`.", format="markdown", settings=settings) == []
    assert package.fix("So glim blorp.", settings=settings) == "So glum blorp."
    assert package.fix("So glim blorp.", settings=settings, unsafe=True) == "So glum blurp."


def test_help_of_the_whole_names_every_command_and_a_misspelt_one_is_told_them(lintnews: Lintnews) -> None:
    commands = ["check", "stats", "rules", "explain", "config", "baseline", "cache"]
    assert all(f"\n    {command} " in lintnews("--help").out for command in commands)
    done = lintnews("chek", "article.txt")
    assert done.status == 2
    assert all(repr(command) in done.err for command in commands)
    assert lintnews("stats", "check", "check").status == 2, "a path may be called as a command is"
