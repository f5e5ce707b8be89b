"""Packs to the data of an index, every rule tried on its examples. A run comes here only when a pack changed: see `load`."""

from __future__ import annotations

import hashlib
import marshal
import os
from typing import Any

from lintnews import index as index_format
from lintnews.compiling import RuleError, compile_rule, plain
from lintnews.folders import cache_folder
from lintnews.index import pooled
from lintnews.load import (
    DATA,
    EXPLAIN,
    INDEX,
    RULES,
    file_stamp,
    load_data,
    load_indexes,
    read,
    rule_files,
    stamped,
    write_atomically,
)
from lintnews.packs import PackError, load
from lintnews.patterns import PatternError
from lintnews.records import MARSHAL, joined, shelved
from lintnews.rules import Pack, Rule
from lintnews.trials import failures, right_sides

Lists = dict[str, tuple[str, ...]]
_Words = dict[str, tuple[list[int], dict[str, list[int]], dict[str, list[int]], dict[str, list[int]]]]  # as `index.Triggered`
COMMON = " .,'\""


def compile_shipped(rules: str = RULES, out: str = DATA) -> None:
    """Compile the packs below `rules` into the folder `out`, as the wheel carries them. Raises packs.PackError."""
    made, explain = compile_packs(pack_paths(rules), rules)
    write_atomically(os.path.join(out, EXPLAIN), index_format.dumps(explain))
    write_atomically(os.path.join(out, INDEX), stamped(made, b""))


def test_packs(paths: list[str]) -> list[str]:
    """The mistakes in packs (all shipped ones if none is named): "file:line: what; hint"."""
    try:
        made, explain = compile_packs(paths or pack_paths(RULES), RULES, fresh=True)
        indexes = [index_format.Index(made)] + (list(load_indexes()) if paths else [])
    except PackError as error:
        return error.messages
    return list(right_sides(explain, indexes, word_lists(RULES)))


def pack_paths(folder: str) -> list[str]:
    """The packs below a folder, sorted."""
    return [path for path in rule_files(folder) if path.endswith(".yaml")]


def _digest(raw: bytes) -> str:
    return hashlib.blake2b(raw, digest_size=12).hexdigest()


def word_lists(folder: str) -> Lists:
    """The word lists that packs share: a file a list, an entry a line, `#` for comments."""
    lists = {}
    place = os.path.join(folder, "words")
    for name in sorted(os.listdir(place)) if os.path.isdir(place) else ():
        if name.endswith(".txt"):
            with open(os.path.join(place, name), encoding="utf-8") as file:
                lines = (line.partition("#")[0].strip() for line in file)
                lists[name[:-4]] = tuple(line for line in lines if line)
    return lists


def frequencies() -> dict[str, float]:
    """Words with their counts in a million."""
    found = {}
    with open(os.path.join(DATA, "frequency.txt"), encoding="utf-8") as file:
        for line in file:
            word, _, count = line.rstrip("\n").rpartition(" ")
            if not line.startswith("# "):
                found[word] = float(count)
    return found


def compile_packs(paths: list[str], rules: str, fresh: bool = False) -> tuple[dict[str, Any], dict[str, Any]]:
    """The data of an index of packs and what `explain` needs, every rule tried on its examples. Raises packs.PackError with all mistakes.

    A pack that was compiled before, by content, comes from the cache folder unless `fresh`.
    """
    lists = word_lists(rules)
    frequency = frequencies()
    base = _digest(file_stamp(rule_files(os.path.join(rules, "words"))))
    compiled, errors = [], []
    for path in paths:
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read()
        except UnicodeDecodeError as error:
            errors.append(f"{path}:1: not UTF-8 at byte {error.start}; save it as UTF-8")
            continue
        kept = os.path.join(cache_folder(), "packs", _digest(f"{base}\0{path}\0{text}".encode()) + ".bin")
        pack = None if fresh else load_data(read(kept))
        if pack is None:
            try:
                pack = compile_pack(path, text, lists, frequency)
            except PackError as error:
                errors += error.messages
                continue
            try:
                write_atomically(kept, index_format.dumps(pack))
            except OSError:
                pass
        compiled.append(pack)
    packs_of: dict[str, str] = {}
    for pack in compiled:
        for head in pack["rules"]:
            if head[0] in packs_of:
                place = f"{pack['path']}:{pack['explain'][head[0]]['line']}"
                errors.append(f"{place}: the id {head[0]!r} is used in {packs_of[head[0]]} too; ids are unique")
            packs_of[head[0]] = pack["path"]
    if errors:
        raise PackError(errors)
    explain = {rule: said for pack in compiled for rule, said in pack["explain"].items()}
    return link(compiled, frequency), explain


def compile_pack(path: str, text: str, lists: Lists, frequency: dict[str, float]) -> dict[str, Any]:
    """A pack as plain data: rule heads, patterns with their triggers, regexes with their anchors, and what `explain` says.

    Raises PackError.
    """
    pack = load(path, text)
    known = {**lists, **pack.words}
    made: dict[str, Any] = {
        "path": path,
        "rules": [],
        "patterns": [],
        "regexes": [],
        "documents": [],
        "idioms": [],
        "foreign": [],
        "explain": {},
    }
    errors = []
    for number, rule in enumerate(pack.rules):
        try:
            parts = compile_rule(rule, known, frequency, number)
        except (RuleError, PatternError) as error:
            errors.append(f"{path}:{rule.line}: {rule.id}: {error}")
            continue
        about = rule.about.replace("*", "")
        made["rules"].append(
            (
                rule.id,
                rule.kind,
                int(rule.severity),
                int(rule.confidence),
                int(rule.fix),
                rule.quotes,
                rule.trial,
                rule.formats,
                rule.was,
                about,
            )
        )
        made["patterns"] += parts.patterns
        made["regexes"] += [(tuple(map(tuple, anchors)), on, raw) for anchors, on, raw in parts.regexes]
        made["documents"] += [(number, *document) for document in parts.documents]
        made["idioms"] += parts.idioms
        made["foreign"] += [(number, *foreign) for foreign in parts.foreign]
        made["explain"][rule.id] = _explained(rule, pack)
    if not errors:
        numbers = {head[0]: number for number, head in enumerate(made["rules"])}
        errors = list(failures(pack, index_format.Index(link([made], frequency)), numbers, known))
    if errors:
        raise PackError(errors)
    return made


def _explained(rule: Rule, pack: Pack) -> dict[str, Any]:
    return {
        "about": rule.about,
        "source": rule.source,
        "kind": rule.kind,
        "severity": int(rule.severity),
        "confidence": int(rule.confidence),
        "fix": int(rule.fix),
        "quotes": rule.quotes,
        "trial": rule.trial,
        "was": rule.was,
        "bad": rule.bad,
        "good": rule.good,
        "spec": plain(dict(rule.spec)),
        "pack": os.path.basename(pack.path),
        "line": rule.line,
    }


def link(packs: list[dict[str, Any]], frequency: dict[str, float]) -> dict[str, Any]:
    """Compiled packs as the data of one index. `frequency` is a word's count in a million: a pair is found by its rarer word."""
    words: _Words = {}
    lines: dict[str, list[int]] = {}
    literals: dict[str, dict[str, dict[str, list[int]]]] = {"prose": {}, "text": {}}
    always: list[int] = []
    rules: list[Any] = []
    documents: list[Any] = []
    foreign: list[Any] = []
    pool: dict[Any, int] = {}
    patterns: list[bytes] = []
    hints: list[bytes] = []
    regexes: list[bytes] = []
    idioms: list[bytes] = []

    for pack in packs:
        base = len(rules)
        rules += pack["rules"]
        for keys, probes, raw in pack["patterns"]:
            for key in keys:
                if key.startswith("^") and len(key) > 1:
                    lines.setdefault(key[1:], []).append(len(patterns))
                    continue
                _triggered(words, key, frequency).append(len(patterns))
            number, *rest = marshal.loads(raw)
            patterns.append(_record((number + base, *pooled(tuple(rest), pool))))
            hints.append(_record((number + base, *pooled(probes, pool))))
        for anchors, on, raw in pack["regexes"]:
            if not anchors:
                always.append(len(regexes))
            for literal, word, *_ in anchors:
                if word:
                    _triggered(words, literal, frequency).append(~len(regexes))
                else:
                    literals[on].setdefault(_rarest(literal), {}).setdefault(literal, []).append(len(regexes))
            regexes.append(_renumbered(raw, base))
        for keys, raw in pack["idioms"]:
            for key, near in keys:
                by_word = words.setdefault(key, ([], {}, {}, {}))[3]
                for word in near:
                    by_word.setdefault(word, []).append(len(idioms))
            idioms.append(_renumbered(raw, base))
        documents += [(number + base, *rest) for number, *rest in pack["documents"]]
        foreign += [(number + base, *rest) for number, *rest in pack["foreign"]]
    data: dict[str, Any] = {
        "rules": tuple(rules),
        "documents": tuple(documents),
        "foreign": tuple(foreign),
        "always": tuple(always),
        "literals": {
            source: {character: tuple((one, tuple(numbers)) for one, numbers in of.items()) for character, of in by_character.items()}
            for source, by_character in literals.items()
        },
        "words": shelved({word: tuple(_frozen(one) for one in found) for word, found in words.items()}),
        "lines": shelved({start: tuple(numbers) for start, numbers in lines.items()}),
        "pool": joined(map(_record, pool)),
        "hints": joined(hints),
        "patterns": joined(patterns),
        "regexes": joined(regexes),
        "idioms": joined(idioms),
    }
    return {**data, "digest": _digest(marshal.dumps(data))}


def _triggered(words: _Words, key: str, frequency: dict[str, float]) -> list[int]:
    """Where what is found by a word, or by a pair of words with a space between, is kept."""
    first, _, second = key.partition(" ")
    rarer = first if not second or frequency.get(first, 0.5) <= frequency.get(second, 0.5) else second
    alone, following, preceding, _ = words.setdefault(rarer, ([], {}, {}, {}))
    return alone if not second else following.setdefault(second, []) if rarer is first else preceding.setdefault(first, [])


def _rarest(literal: str) -> str:
    """The character of a literal that few texts have; "" if it has none."""
    return min((c for c in literal if not c.isalnum() and c not in COMMON), key=lambda c: (c in "-:;()?%$", c), default="")


def _frozen(found: list[int] | dict[str, list[int]]) -> tuple[int, ...] | dict[str, tuple[int, ...]]:
    return {word: tuple(numbers) for word, numbers in found.items()} if isinstance(found, dict) else tuple(found)


def _record(value: Any) -> bytes:
    return marshal.dumps(value, MARSHAL)


def _renumbered(raw: bytes, base: int) -> bytes:
    number, *rest = marshal.loads(raw)
    return _record((number + base, *rest))
