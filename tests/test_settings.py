from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lintnews.globs import Globs
from lintnews.settings import EXCLUDE, INCLUDE, Lookup, Settings, SettingsError, from_table

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Lintnews


@pytest.mark.parametrize(
    ("glob", "matched", "not_matched"),
    [
        ("LICENSE*", ["LICENSE", "LICENSE.txt", "a/LICENSE-MIT", "LICENSES/"], ["MY-LICENSE", "LICENSES/mit.txt"]),
        ("wire/*.txt", ["wire/a.txt"], ["x/wire/a.txt", "wire/x/a.txt"]),
        ("./wire/*.txt", ["wire/a.txt"], ["x/wire/a.txt"]),
        ("wire/**", ["wire/a.txt", "wire/x/a.txt"], ["wire"]),
        ("**/old/*", ["old/a", "x/y/old/a"], ["bold/a", "old/x/a"]),
        ("archive/", ["archive/", "x/archive/"], ["archive", "archive.txt"]),
        ("a?c.[tm]xt", ["abc.txt", "abc.mxt"], ["a/c.txt", "abc.xxt"]),
        ("[!a].txt", ["b.txt"], ["a.txt"]),
        ("a+(b).txt", ["a+(b).txt"], ["aab.txt"]),
    ],
)
def test_globs(glob: str, matched: list[str], not_matched: list[str]) -> None:
    globs = Globs((glob,))
    assert [path for path in matched if not globs.match(path)] == []
    assert [path for path in not_matched if globs.match(path)] == []


def test_a_folder_that_a_glob_matches_takes_all_it_holds_with_it() -> None:
    assert Globs(("archive/",)).cover("x/archive/2019/a.txt")
    assert not Globs(("archive/",)).cover("x/archive")
    assert not Globs(()).cover("a.txt")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"levle": "all"}, "settings: unknown key 'levle'; did you mean 'level'?"),
        ({"level": "loud"}, "settings: level: must be one of 'default', 'all', not 'loud'"),
        ({"select": "house"}, "settings: select: must be a list of strings"),
        ({"select": [1]}, "settings: select: must be a list of strings"),
        ({"include": ["*.txt"]}, "settings: include: must be a list of suffixes such as '.txt', not '*.txt'"),
        ({"engines": ["nativ"]}, "settings: engines: unknown engine 'nativ'; known are native, harper, languagetool"),
        ({"allow": {"rule": "x"}}, "settings: allow: must be an array of tables, written [[...]]"),
        ({"allow": [{"files": ["a"]}]}, "settings: allow[1]: has neither rule nor text; say what is allowed"),
        ({"allow": [{"rule": "x"}, {"txt": "x"}]}, "settings: unknown key 'allow[2].txt'; did you mean 'text'?"),
        ({"allow": [{"rule": 3}]}, "settings: allow[1].rule: must be a string"),
        ({"per-file": [{"ignore": ["x"]}]}, "settings: per-file[1]: has no files; name them by globs"),
    ],
)
def test_mistakes_name_the_key_and_hint(table: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        from_table(table)
    assert str(caught.value) == message


def test_defaults() -> None:
    settings = from_table({})
    assert settings.include == INCLUDE == (".txt", ".text", ".md", ".markdown")
    assert settings.exclude.patterns == EXCLUDE
    assert (settings.level, settings.engines, settings.select) == ("default", ("native",), ())


def test_exclude_replaces_and_extend_exclude_adds() -> None:
    assert from_table({"exclude": ["a"]}).exclude.patterns == ("a",)
    assert from_table({"extend-exclude": ["a"]}).exclude.patterns == (*EXCLUDE, "a")


def level_of(folder: Path) -> str:
    return Lookup().of(str(folder)).level


def test_the_nearest_file_wins_alone(tmp_path: Path) -> None:
    inner = tmp_path / "in" / "ner"
    inner.mkdir(parents=True)
    (tmp_path / "lintnews.toml").write_text('level = "all"\nselect = ["x"]\n')
    assert level_of(inner) == "all"
    (tmp_path / "in" / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert level_of(inner) == "all", "a pyproject.toml that says nothing of lintnews is passed over"
    (tmp_path / "in" / "pyproject.toml").write_text("[tool.lintnews]\n")
    assert level_of(inner) == "default"
    assert Lookup().of(str(inner)).select == (), "files are not mixed"
    (tmp_path / "in" / "lintnews.toml").write_text('level = "all"\n')
    assert level_of(inner) == "all", "lintnews.toml goes before pyproject.toml"


def test_settings_are_read_once_for_all_folders_that_they_hold_for(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "lintnews.toml").write_text('level = "all"\n')
    lookup = Lookup()
    assert lookup.of(str(tmp_path / "a")) is lookup.of(str(tmp_path))


def test_config_and_isolated(tmp_path: Path) -> None:
    (tmp_path / "lintnews.toml").write_text('level = "all"\n')
    (tmp_path / "other.toml").write_text('select = ["x"]\n')
    assert Lookup(str(tmp_path / "other.toml")).of(str(tmp_path)).select == ("x",)
    assert Lookup(isolated=True).of(str(tmp_path)) == Settings(root=Lookup(isolated=True).of("/").root)
    with pytest.raises(SettingsError, match=r"none\.toml: no such file"):
        Lookup(str(tmp_path / "none.toml"))


@pytest.mark.parametrize("raw", [b"level = \n", b"\xff\xfe", b'level = "all"\nlevel = "all"\n'])
def test_a_broken_file_is_one_line_of_error(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "lintnews.toml").write_bytes(raw)
    with pytest.raises(SettingsError, match=r"lintnews\.toml: not TOML: ") as caught:
        Lookup().of(str(tmp_path))
    assert "\n" not in str(caught.value)


def test_broken_settings_concern_their_folder_only(lintnews: Lintnews, folder: Path) -> None:
    (folder / "bad").mkdir()
    (folder / "bad" / "lintnews.toml").write_text("colour = true\n")
    for name in ("a.txt", "bad/b.txt"):
        (folder / name).write_text("glim\n")
    done = lintnews("check", "--output-format", "concise", "bad/b.txt", "a.txt", "bad")
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert done.err.startswith("error: bad/lintnews.toml: unknown key 'colour'; known are select, ")
    assert done.out.startswith("a.txt:1:1:")


def test_an_unknown_rule_in_settings_names_the_file(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    (folder / "lintnews.toml").write_text('ignore = ["confusables/could-off"]\n')
    done = lintnews("check", "a.txt")
    assert done.status == 2
    assert done.err == "error: lintnews.toml: ignore: unknown rule 'confusables/could-off'; did you mean 'confusables/could-of'?\n"


def test_a_pack_that_is_missing_or_wrong_is_an_error(lintnews: Lintnews, folder: Path) -> None:
    (folder / "a.txt").write_text("glim\n")
    (folder / "lintnews.toml").write_text('rules = ["none.yaml"]\n')
    done = lintnews("check", "a.txt")
    assert (done.status, done.err) == (2, f"error: rules: {folder / 'none.yaml'}: no such file or directory\n")
    (folder / "none.yaml").write_text("pack: x\nabout: y\nrules:\n- {id: a, phrase: b}\n")
    done = lintnews("check", "a.txt")
    assert done.status == 2
    assert done.err.startswith(f"error: {folder / 'none.yaml'}:4: rule 'a' has no about; ")


def test_packs_are_found_from_the_folder_of_the_settings(lintnews: Lintnews, folder: Path, house: Path) -> None:
    (folder / "conf").mkdir()
    (folder / "conf" / "house.yaml").write_text(house.read_text())
    (folder / "conf" / "x.toml").write_text('rules = ["house.yaml"]\nselect = ["house/glim"]\n')
    (folder / "a.txt").write_text("glim\n")
    assert lintnews("check", "--config", "conf/x.toml", "a.txt").status == 1


def test_per_file_and_allow_go_by_globs(lintnews: Lintnews, folder: Path) -> None:
    with (folder / "lintnews.toml").open("a") as file:
        file.write(
            'words = ["the Glim Brothers"]\n'
            '[[allow]]\nrule = "house/blorp"\ntext = "go blorp"\nfiles = ["sport/"]\nreason = "a chant"\n'
            '[[per-file]]\nfiles = ["wire/*.txt"]\nignore = ["house/glim"]\n'
            '[[per-file]]\nfiles = ["wire/all.txt"]\nlevel = "all"\nselect = ["house/quonk", "house/glim"]\n'
        )
    for name in ("a.txt", "sport/x/a.txt", "wire/a.txt", "wire/all.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("the Glim Brothers, glim\nGo  blorp, blorp, quonk\n")
    done = lintnews("check", "--output-format", "concise", ".")
    found = [(line.split(":")[0], *line.split("(")[1].split(")")[:1]) for line in done.out.splitlines()]
    assert found == [
        ("./a.txt", "house/glim"),
        ("./a.txt", "house/blorp"),
        ("./a.txt", "house/blorp"),
        ("./sport/x/a.txt", "house/glim"),
        ("./sport/x/a.txt", "house/blorp"),
        ("./wire/a.txt", "house/blorp"),
        ("./wire/a.txt", "house/blorp"),
        ("./wire/all.txt", "house/quonk"),
    ]


def test_a_broken_pack_is_reported_once_for_all_files(lintnews: Lintnews, folder: Path) -> None:
    (folder / "bad.yaml").write_text("pack: x\n")
    (folder / "lintnews.toml").write_text('rules = ["bad.yaml"]\n')
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("glim\n")
    done = lintnews("check", ".")
    assert (done.status, done.err.count("\n")) == (2, 1)
