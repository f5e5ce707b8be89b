"""What is remembered of earlier runs: the same bytes come out with it and without it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Lintnews
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lintnews import load, memory
from lintnews.cache import LIMIT, SHARDS, Cache, key
from lintnews.engines import readers
from lintnews.engines.foreign import Said
from lintnews.findings import Finding
from lintnews.memory import Memory, seen
from lintnews.packing import packed, unpacked
from lintnews.paragraphs import Recalling
from lintnews.report import Checked
from lintnews.settings import Asked, from_table

KEYS = [key(b"%d" % n) for n in range(200)]


def age(path: Path) -> None:
    """Make a file one that has not changed just now."""
    os.utime(path, ns=(10**18, 10**18))


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "SETTLED", 0)  # tests do not wait


# The files


def test_what_was_put_and_saved_is_there_in_the_next_run(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path / "new"))
    cache.put(KEYS[0], b"one")
    assert cache.get(KEYS[0]) == b"one"
    assert Cache(cache.folder).get(KEYS[0]) is None
    cache.save()
    assert Cache(cache.folder).get(KEYS[0]) == b"one"
    assert Cache(cache.folder).get(KEYS[1]) is None
    assert (tmp_path / "new" / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")


def cut(raw: bytes) -> bytes:
    return raw[:-1]


def flipped(raw: bytes) -> bytes:
    return raw[:-2] + b"\xff\xff"


def foreign(raw: bytes) -> bytes:
    return b"x" * 99


@pytest.mark.parametrize("damage", [cut, flipped, foreign, bytes.upper])
def test_a_damaged_file_is_empty_and_is_written_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    cache = Cache(str(tmp_path))
    for at in KEYS:
        cache.put(at, b"value")
    cache.save()
    for path in tmp_path.glob("*.bin"):
        path.write_bytes(damage(path.read_bytes()))
    cache = Cache(str(tmp_path))
    assert [cache.get(at) for at in KEYS] == [None] * len(KEYS)
    cache.put(KEYS[0], b"again")
    cache.save()
    assert Cache(str(tmp_path)).get(KEYS[0]) == b"again"


def test_the_oldest_is_dropped_when_there_is_no_room(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path))
    together = [at for at in (key(b"%d" % n) for n in range(2000)) if at[0] % SHARDS == 3][:20]
    for at in together:
        cache.put(at, bytes(LIMIT // 10))
        cache.save()
    kept = [Cache(str(tmp_path)).get(at) is not None for at in together]
    assert kept == [False] * 11 + [True] * 9
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < LIMIT + 1000


def test_the_versions_that_saved_last_are_kept(tmp_path: Path) -> None:
    for n, version in enumerate((b"1", b"2", b"1", b"3")):
        cache = Cache(str(tmp_path), version)
        cache.put(KEYS[n], b"x")
        cache.save()
    kept = [Cache(str(tmp_path), version).get(KEYS[n]) is not None for version, n in ((b"1", 0), (b"1", 2), (b"2", 1), (b"3", 3))]
    assert kept == [True, True, False, True]


def test_two_that_write_at_once_leave_whole_files(tmp_path: Path) -> None:
    program = (
        "import sys; from lintnews.cache import Cache, key\n"
        "for n in range(60):\n"
        "    cache = Cache(sys.argv[1])\n"
        "    for m in range(40): cache.put(key(b'%d' % m, sys.argv[2].encode()), b'%d' % m)\n"
        "    cache.save()\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path), who], stderr=subprocess.PIPE) for who in "ab"]
    while any(one.poll() is None for one in both):
        reading = Cache(str(tmp_path))
        for who in (b"a", b"b"):
            for m in range(40):
                assert reading.get(key(b"%d" % m, who)) in (None, b"%d" % m)
    assert [one.communicate()[1] for one in both] == [b"", b""]
    final = Cache(str(tmp_path))
    held = {who: [final.get(key(b"%d" % m, who)) is not None for m in range(40)] for who in (b"a", b"b")}
    assert all(a or b for a, b in zip(held[b"a"], held[b"b"], strict=True))
    assert not list(tmp_path.glob("*.tmp"))


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(str(tmp_path / "file" / "folder"))
    cache.put(KEYS[0], b"")
    cache.save()
    assert Cache(cache.folder).get(KEYS[0]) is None


def test_keys_tell_what_from_under_what() -> None:
    assert len({key(b"a"), key(b"a", b"b"), key(b"a", b"c"), key(b"b", b"c"), key(b"ab")}) == 5


# What is remembered, and for whom


class Counting:
    """A plan that counts the texts it checks."""

    def __init__(self, found: list[Finding]) -> None:
        self.texts: list[str] = []
        self.found = found

    def check(self, text: str, format: str) -> Checked:
        self.texts.append(text)
        return Checked(self.found)


def asked(
    folder: Path, text: str = "It rained.", format: str = "plain", path: str = "a.txt", table: object = None, **options: object
) -> int:
    """How many texts a run checks anew."""
    run = Memory(Asked(**options), Cache(str(folder), memory.code()))  # type: ignore[arg-type]
    plan = run.plan(from_table(table or {}, root=str(folder)), path)  # type: ignore[arg-type]
    plan._made = counting = Counting([])  # type: ignore[assignment]
    plan.check(text, format)
    run.close()
    return len(counting.texts)


def test_the_same_text_is_checked_once_whatever_its_name(tmp_path: Path) -> None:
    assert asked(tmp_path) == 1
    assert asked(tmp_path, path="other/name.txt") == 0
    assert asked(tmp_path, text="It rained") == 1


@pytest.mark.parametrize(
    "other",
    [
        {"format": "markdown"},
        {"select": ("grammar",)},
        {"ignore": ("grammar",)},
        {"level": "all"},
        {"engines": ("native", "harper")},
        {"table": {"select": ["grammar"]}},
        {"table": {"ignore": ["grammar"]}},
        {"table": {"level": "all"}},
        {"table": {"engines": ["harper"]}},
        {"table": {"words": ["Ode"]}},
        {"table": {"allow": [{"rule": "grammar"}]}},
        {"table": {"allow": [{"rule": "grammar", "files": ["a.*"]}]}},
        {"table": {"per-file": [{"files": ["a.*"], "ignore": ["grammar"]}]}},
        {"table": {"rules": ["house.yaml"]}},
    ],
    ids=str,
)
def test_what_decides_findings_is_in_the_key(tmp_path: Path, other: dict[str, object]) -> None:
    (tmp_path / "house.yaml").write_text("pack: house\n")
    assert asked(tmp_path) == 1
    assert asked(tmp_path, **other) == 1  # type: ignore[arg-type]
    assert asked(tmp_path, **other) == 0  # type: ignore[arg-type]


def test_what_does_not_decide_findings_is_not(tmp_path: Path) -> None:
    assert asked(tmp_path) == 1
    for table in ({"exclude": ["b.txt"]}, {"include": [".text"]}, {"per-file": [{"files": ["b.txt"], "level": "all"}]}):
        assert asked(tmp_path, table=table) == 0


def test_a_pack_counts_by_its_content(tmp_path: Path) -> None:
    pack = tmp_path / "house.yaml"
    table = {"rules": ["house.yaml"]}
    pack.write_text("pack: house\n")
    assert asked(tmp_path, table=table) == 1
    age(pack)
    assert asked(tmp_path, table=table) == 0
    pack.write_text("pack: House\n")
    assert asked(tmp_path, table=table) == 1


def test_another_version_of_lintnews_or_of_an_engine_checks_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(tmp_path, engines=("harper",)) == 1
    assert asked(tmp_path, engines=("harper",)) == 0
    monkeypatch.setattr(readers, "version", lambda name: "99")
    assert asked(tmp_path, engines=("harper",)) == 1
    monkeypatch.setattr(memory, "__version__", "99")
    monkeypatch.setattr(memory, "code", memory.code.__wrapped__)
    assert asked(tmp_path, engines=("harper",)) == 1


def test_a_change_of_the_sources_of_a_checkout_checks_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "PACKAGE", str(tmp_path))
    (tmp_path / "a.py").write_text("1")
    before = memory.code.__wrapped__()
    (tmp_path / "a.py").write_text("12")
    assert memory.code.__wrapped__() != before


def test_findings_come_back_as_they_were(tmp_path: Path) -> None:
    from lintnews import check

    found = check("She could of won, said the the owner, who should of known.", settings={"level": "all"})
    assert len(found) >= 3
    again = unpacked(packed(found))
    assert again == found
    assert [type(value) for finding in again for value in finding] == [type(value) for finding in found for value in finding]


def test_an_answer_without_an_engine_that_failed_is_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Memory, "faults", property(lambda self: ["harper: is not there"]))
    assert asked(tmp_path) == 1
    assert asked(tmp_path) == 1


class Echo:
    """An engine that says of a paragraph how long it is."""

    name, version = "echo", "1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, paragraphs: list[str], dialect: str, rules: frozenset[str] | None) -> list[list[Said]]:
        self.asked += paragraphs
        return [[Said(dialect, 0, len(paragraph), ("x", "y"))] if paragraph else [] for paragraph in paragraphs]

    def close(self) -> None: ...


def test_an_engine_is_asked_only_of_paragraphs_that_are_new(tmp_path: Path) -> None:
    engine = Echo()
    reader = Recalling(engine, Cache(str(tmp_path)))
    first = reader.read(["One.", "Two.", "", "One."], "british", frozenset("ab"))
    assert first == Echo().read(["One.", "Two.", "", "One."], "british", None)
    assert engine.asked == ["One.", "Two.", ""]
    assert reader.read(["Zero.", "Two."], "british", frozenset("ba"))[1] == first[1]
    assert engine.asked[3:] == ["Zero."]
    assert reader.read(["Two."], "american", frozenset("ab"))[0][0].rule == "american"
    reader.read(["Two."], "british", frozenset("abc"))
    assert engine.asked[4:] == ["Two.", "Two."]


def test_harper_reads_a_changed_article_only_where_it_has_changed(tmp_path: Path) -> None:
    pytest.importorskip("harper")
    text = "This is an test.\n\nIt rained in Leeds.\n"
    runs = []
    for change in ("", "And then it stopped.\n"):
        run = Memory(Asked(engines=("harper",)), Cache(str(tmp_path)))
        found = run.plan(from_table({}), "").check(text + change, "plain").findings
        assert run.cache is not None
        runs.append((found, len(run.cache.fresh)))
        run.close()
    assert runs[0][0] == runs[1][0] == Memory(Asked(engines=("harper",))).plan(from_table({}), "").check(text, "plain").findings
    assert [new for _, new in runs] == [3, 2]  # the document, and its new paragraphs


def test_a_file_that_has_changed_just_now_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("It rained.")
    assert not seen(str(tmp_path / "none.txt")).state
    for settled, clean in ((60 * 10**9, False), (0, True)):
        monkeypatch.setattr(memory, "SETTLED", settled)
        plan = Memory(cache=Cache(str(tmp_path / "c"))).plan(from_table({}), "")
        plan.check("It rained.", "plain", seen(str(path)))
        assert plan.is_clean(str(path), "plain") is clean
    path.write_text("It snowed.")
    assert not plan.is_clean(str(path), "plain")


# The command

ARTICLES = {
    "a.txt": "It was glim.\n",
    "b.txt": "It was glum.\n",
    "c.md": "# Snerk\n\nA quonk [sic], a *zig zog*.\n",
    "d.txt": "glim blorp snerk\n" * 3,
}

PROGRAM = """
import sys
from lintnews.cli import main
status = main(sys.argv[1:])
print(*sorted(name for name in sys.modules if name.startswith("lintnews.")), file=sys.stderr)
"""


@pytest.fixture
def articles(folder: Path) -> Path:
    for name, text in ARTICLES.items():
        (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize(
    "arguments",
    [(), ("--level", "all"), ("--output-format", "json"), ("--diff",), ("--statistics",), ("--select", "house/glim")],
)
def test_the_same_bytes_with_and_without(lintnews: Lintnews, articles: Path, arguments: tuple[str, ...]) -> None:
    runs = [lintnews("check", *arguments, *extra) for extra in (("--no-cache",), ("--cache-dir", "c"), ("--cache-dir", "c"))]
    assert runs[0] == runs[1] == runs[2]
    assert runs[0].out


def test_the_same_fixes_with_and_without(lintnews: Lintnews, articles: Path) -> None:
    results = []
    for extra in (("--no-cache",), ("--cache-dir", "c"), ("--cache-dir", "c")):
        for name, text in ARTICLES.items():
            (articles / name).write_text(text)
        done = lintnews("check", "--fix", *extra)
        results.append((done, [(articles / name).read_text() for name in ARTICLES]))
    assert results[0] == results[1] == results[2]
    assert results[0][1][0] == "It was glum.\n"


PIECES = "glim|glum|blorp|snerk|quonk|zig|zog|mish|mush|she|“|”|é|🙂|.|\n\n|\n\nclick grumble to win\n\n|[sic]|<!-- lintnews:off -->".split(
    "|"
)
WORDS = st.lists(st.sampled_from([*PIECES, "[sic]", "<!-- lintnews:off -->"]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS, level=st.sampled_from(["default", "all"]), format=st.sampled_from(["plain", "markdown"]))
def test_any_text_has_the_same_findings_again(house: Path, tmp_path: Path, words: list[str], level: str, format: str) -> None:
    text = " ".join(words)
    table = from_table({"rules": [str(house)], "select": ["house"], "level": level, "allow": [{"text": "zig zog"}]})
    fresh = Memory().plan(table, "").check(text, format)
    for _ in range(2):
        run = Memory(cache=Cache(str(tmp_path)))
        assert run.plan(table, "").check(text, format) == fresh
        run.close()


def modules(folder: Path, *arguments: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", PROGRAM, "check", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_an_unchanged_run_loads_neither_index_nor_matchers(articles: Path) -> None:
    assert "lintnews.matchers" in modules(articles)
    heavy = ("lintnews.matchers", "lintnews.engines", "lintnews.planner", "lintnews.formats.plain")
    assert not {name for name in modules(articles) if name.startswith(heavy)}


def test_a_fresh_checkout_of_the_same_files_loads_none_either(articles: Path, tmp_path: Path) -> None:
    modules(articles)
    (articles / "copy").mkdir()
    for name, text in ARTICLES.items():
        (articles / "copy" / name).write_text(text)
    assert "lintnews.planner" not in modules(articles, "copy")


def test_a_change_of_the_same_length_is_seen(lintnews: Lintnews, articles: Path) -> None:
    assert lintnews("check", "b.txt").status == 0
    assert lintnews("check", "b.txt").status == 0
    (articles / "b.txt").write_text("It was glim.\n")
    assert lintnews("check", "b.txt").status == 1


def test_a_note_is_said_each_time(lintnews: Lintnews, articles: Path) -> None:
    first, second = (lintnews("check", "--select", "house/glimmer", "a.txt") for _ in range(2))
    assert first == second
    assert "is called house/glim now" in first.err


def test_an_unknown_rule_is_an_error_each_time(lintnews: Lintnews, articles: Path) -> None:
    first, second = (lintnews("check", "--select", "house/none", "a.txt") for _ in range(2))
    assert first == second
    assert first.status == 2


def test_no_cache_leaves_nothing_and_clean_removes_what_there_is(lintnews: Lintnews, articles: Path) -> None:
    lintnews("check", "--no-cache", "--cache-dir", "c", "a.txt")
    assert not (articles / "c").exists()
    lintnews("check", "--cache-dir", "c", "a.txt")
    (articles / "c" / "mine.txt").write_text("")
    assert len(list((articles / "c").iterdir())) > 2
    assert lintnews("cache", "clean", "--cache-dir", "c").status == 0
    assert [path.name for path in (articles / "c").iterdir()] == ["mine.txt"]
    assert lintnews("cache", "clean", "--cache-dir", "none").status == 0
