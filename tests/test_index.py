import marshal
import time
from pathlib import Path
from typing import Any

import pytest

from lintnews import build, index, load
from lintnews.engines import native
from lintnews.formats import parse
from lintnews.records import MARSHAL

RULE = """- id: {id}
  about: A fault.
  phrase: {pattern}
  replace: right words
  bad: ["It is {{{pattern} -> right words}} here."]
  good: [It is right here.]
"""
HEAD = "pack: house\nabout: Ours.\ndefaults: {severity: error, confidence: high, fix: safe, source: ours}\nrules:\n"


def slug(number: int) -> str:
    """A number in letters."""
    return "".join(chr(97 + int(digit)) for digit in str(number))


def seconds(made: index.Index, text: str) -> float:
    active = frozenset(range(len(made.rules)))
    best = 9.0
    for _ in range(5):
        start = time.process_time()
        native.check(parse(text, "plain"), made, active)
        best = min(best, time.process_time() - start)
    return best


def many(path: Path, count: int) -> dict[str, Any]:
    """A compiled pack of one rule as one of `count` rules, each with a first word of its own."""
    path.write_text(HEAD + RULE.format(id="one", pattern="qqq the council"), "utf-8")
    pack = build.compile_pack(str(path), path.read_text("utf-8"), {}, {})
    ((_, probes, raw),) = pack["patterns"]
    _, key, elements, *rest = marshal.loads(raw)
    assert elements[0] == ("w", "qqq")
    for number in range(1, count):
        word = slug(number) + "q"
        pattern = marshal.dumps((number, key, (("w", word), *elements[1:]), *rest), MARSHAL)
        pack["patterns"].append(((f"{word} the",), probes, pattern))
        pack["rules"].append((f"house/{word}", *pack["rules"][0][1:]))
    return pack


def test_twenty_thousand_rules_that_do_not_match_cost_next_to_nothing(tmp_path: Path) -> None:
    words = "the council said on friday that it would not pay for a new bridge over the river before next spring".split()
    text = "\n".join(" ".join(words[n:] + words[:n]) for n in range(18)) * 40
    few = index.Index(build.link([many(tmp_path / "house.yaml", 2)], {}))
    more = index.Index(build.link([many(tmp_path / "house.yaml", 20_000)], {}))
    assert len(more.rules) == 20_000
    assert seconds(more, text) < 2 * seconds(few, text)
    assert [finding.rule for finding in native.check(parse("It is aaaq the council here.", "plain"), more, frozenset(range(20_000)))] == []
    assert len(native.check(parse("It is bq the council here.", "plain"), more, frozenset(range(20_000)))) == 1


@pytest.mark.parametrize("raw", [b"", b"lintnews index 0\n", index.MAGIC, index.MAGIC + b"junk", b"\x00" * 50])
def test_a_foreign_or_damaged_index_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="index"):
        index.loads(raw)


def test_a_user_pack_is_compiled_again_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    pack = tmp_path / "house.yaml"
    pack.write_text(HEAD + RULE.format(id="one", pattern="mute point"), "utf-8")
    assert [rule.id for rule in load.load_indexes((str(pack),))[1].rules] == ["house/one"]
    pack.write_text(HEAD + RULE.format(id="another", pattern="mute point"), "utf-8")
    assert [rule.id for rule in load.load_indexes((str(pack),))[1].rules] == ["house/another"]


def test_a_damaged_compiled_pack_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    pack = tmp_path / "house.yaml"
    pack.write_text(HEAD + RULE.format(id="one", pattern="mute point"), "utf-8")
    load.load_indexes((str(pack),))
    for path in (tmp_path / "cache").rglob("*.bin"):
        path.write_bytes(path.read_bytes()[:40])
    assert [rule.id for rule in load.load_indexes((str(pack),))[1].rules] == ["house/one"]
