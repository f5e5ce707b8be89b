"""Packs to indexes. The shipped rules are compiled into the wheel; a checkout's and a user's packs whenever they change.

A run reads one file and compares sizes and times; only a changed pack is compiled again, and only then is YAML imported.
"""

from __future__ import annotations

import marshal
import os
import sys

from lintnews import index as index_format
from lintnews.index import Index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from lintnews.rules import Pack

    Lists = dict[str, tuple[str, ...]]

PACKAGE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(PACKAGE, "data")
RULES = os.path.join(os.path.dirname(PACKAGE), "rules")
INDEX, EXPLAIN = "index.bin", "explain.bin"
_COMPILER = ("anchors", "compiling", "examples", "index", "lexicon", "packs", "patterns", "rules", "syntax", "tokens", "trials")


def cache_folder() -> str:
    """The user's cache folder for lintnews; it may not exist yet."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "lintnews")


def load_indexes(packs: tuple[str, ...] = ()) -> tuple[Index, ...]:
    """The index of the shipped rules and, if there are `packs` (paths), one of the user's. Raises packs.PackError, or OSError for a missing pack."""
    shipped = _shipped()
    return (shipped, _users(packs)) if packs else (shipped,)


def _in_checkout() -> bool:
    return os.path.isdir(RULES) and os.path.isfile(os.path.join(os.path.dirname(RULES), "pyproject.toml"))


def _shipped() -> Index:
    stamp = _stamp(_files(RULES), code=True) if _in_checkout() else None
    for folder in (DATA, cache_folder()):
        raw = _read(os.path.join(folder, INDEX))
        found = _unstamped(raw, stamp)
        if found is not None:
            return found
    if stamp is None:
        raise OSError(f"{os.path.join(DATA, INDEX)} is missing or damaged, or was made by another version of Python: install lintnews again")
    made, explain = compile_packs(_pack_paths(RULES), RULES)
    for folder in (DATA, cache_folder()):
        try:
            write_atomically(os.path.join(folder, EXPLAIN), index_format.dumps(explain))
            write_atomically(os.path.join(folder, INDEX), _stamped(made, stamp))
            break
        except OSError:
            continue
    return index_format.Index(made)


def _users(packs: tuple[str, ...]) -> Index:
    paths = [os.path.abspath(path) for path in packs]
    stamp = _stamp(paths + _files(os.path.join(RULES, "words")), code=True)
    kept = os.path.join(cache_folder(), f"user-{_digest(repr(paths).encode())}.bin")
    found = _unstamped(_read(kept), stamp)
    if found is not None:
        return found
    made, explain = compile_packs(list(packs), RULES)
    try:
        write_atomically(os.path.splitext(kept)[0] + ".explain", index_format.dumps(explain))
        write_atomically(kept, _stamped(made, stamp))
    except OSError:
        pass  # without a cache folder it is compiled on each run
    return index_format.Index(made)


def explanations(packs: tuple[str, ...] = ()) -> dict[str, dict[str, Any]]:
    """What `explain` and the docs say of each rule, by id, of the shipped rules and the user's packs."""
    load_indexes(packs)
    found: dict[str, dict[str, Any]] = {}
    paths = [os.path.join(folder, EXPLAIN) for folder in (cache_folder(), DATA)]
    paths += [os.path.join(cache_folder(), f"user-{_digest(repr([os.path.abspath(p) for p in packs]).encode())}.explain")] if packs else []
    for path in paths:
        found.update(_load(_read(path)) or {})
    return found


def compile_shipped(rules: str = RULES, out: str = DATA) -> None:
    """Compile the packs below `rules` into the folder `out`, as the wheel carries them. Raises packs.PackError."""
    made, explain = compile_packs(_pack_paths(rules), rules)
    write_atomically(os.path.join(out, EXPLAIN), index_format.dumps(explain))
    write_atomically(os.path.join(out, INDEX), _stamped(made, None))


def test_packs(paths: list[str]) -> list[str]:
    """The mistakes in packs (all shipped ones if none is named): "file:line: what; hint"."""
    from lintnews.packs import PackError
    from lintnews.trials import right_sides

    try:
        made, explain = compile_packs(paths or _pack_paths(RULES), RULES, fresh=True)
        indexes = [index_format.Index(made)] + ([_shipped()] if paths else [])
    except PackError as error:
        return error.messages
    return list(right_sides(explain, indexes, word_lists(RULES)))


def _files(folder: str) -> list[str]:
    return [os.path.join(place, name) for place, _, names in sorted(os.walk(folder)) for name in sorted(names) if name.endswith((".yaml", ".txt"))]


def _pack_paths(folder: str) -> list[str]:
    paths = [path for path in _files(folder) if path.endswith(".yaml")]
    return [path for path in paths if os.path.basename(os.path.dirname(path)) != "engines"]


def _stamp(paths: list[str], code: bool) -> bytes:
    """Names, sizes and times of files (and of the compiler, in a checkout): equal stamps mean that nothing changed."""
    if code:
        paths = paths + [os.path.join(PACKAGE, f"{name}.py") for name in _COMPILER] + [os.path.join(DATA, "lexicon.bin")]
        paths += [os.path.join(PACKAGE, "matchers", name) for name in ("__init__.py", "walk.py", "words.py", "lines.py", "regexes.py", "documents.py")]
    rows = []
    for path in paths:
        try:
            stat = os.stat(path)
        except OSError:
            rows.append((path, 0, 0))
            continue
        rows.append((path, stat.st_mtime_ns, stat.st_size))
    return marshal.dumps(rows)


def _stamped(data: dict[str, Any], stamp: bytes | None) -> bytes:
    held = stamp or b""
    return b"%d\n" % len(held) + held + index_format.dumps(data)


def _unstamped(raw: bytes, stamp: bytes | None) -> Index | None:
    head, _, rest = raw.partition(b"\n")
    if not head.isdigit():
        return None
    size = int(head)
    if stamp is not None and rest[:size] != stamp:
        return None
    data = _load(rest[size:])
    return None if data is None else Index(data)


def _load(raw: bytes) -> Any:
    """The data in a compiled file's bytes; None if they are missing, foreign or damaged."""
    try:
        return index_format.loads(raw)
    except ValueError:
        return None


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def write_atomically(path: str, raw: bytes) -> None:
    """Put `raw` into a file all at once, its folder made when missing. Raises OSError."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    temporary = f"{path}.{os.getpid()}.tmp"
    with open(temporary, "wb") as file:
        file.write(raw)
    os.replace(temporary, path)


def _digest(raw: bytes) -> str:
    import hashlib

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
    from lintnews.packs import PackError

    lists = word_lists(rules if os.path.isdir(rules) else os.path.join(DATA, "rules"))
    frequency = frequencies()
    base = _digest(_stamp(_files(os.path.join(rules, "words")), code=True))
    compiled, errors = [], []
    for path in paths:
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read()
        except UnicodeDecodeError as error:
            errors.append(f"{path}:1: not UTF-8 at byte {error.start}; save it as UTF-8")
            continue
        kept = os.path.join(cache_folder(), "packs", _digest(f"{base}\0{path}\0{text}".encode()) + ".bin")
        pack = None if fresh else _load(_read(kept))
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
    owners: dict[str, str] = {}
    for pack in compiled:
        for head in pack["rules"]:
            if head[0] in owners:
                errors.append(f"{pack['path']}:{pack['explain'][head[0]]['line']}: the id {head[0]!r} is used in {owners[head[0]]} too; ids are unique")
            owners[head[0]] = pack["path"]
    if errors:
        raise PackError(errors)
    explain = {rule: said for pack in compiled for rule, said in pack["explain"].items()}
    return link(compiled), explain


def compile_pack(path: str, text: str, lists: Lists, frequency: dict[str, float]) -> dict[str, Any]:
    """A pack as plain data: rule heads, patterns with their triggers, regexes with their anchors, and what `explain` says. Raises PackError."""
    from lintnews.compiling import RuleError, compile_rule
    from lintnews.packs import PackError, load
    from lintnews.patterns import PatternError
    from lintnews.trials import failures

    pack = load(path, text)
    known = {**lists, **pack.words}
    made: dict[str, Any] = {"path": path, "rules": [], "patterns": [], "regexes": [], "documents": [], "explain": {}}
    errors = []
    for number, rule in enumerate(pack.rules):
        try:
            parts = compile_rule(rule, known, frequency, number)
        except (RuleError, PatternError) as error:
            errors.append(f"{path}:{rule.line}: {rule.id}: {error}")
            continue
        about = rule.about.replace("*", "")
        made["rules"].append((rule.id, rule.kind, int(rule.severity), int(rule.confidence), int(rule.fix), rule.quotes, rule.trial, rule.formats, rule.was, about))
        made["patterns"] += parts.patterns
        made["regexes"] += [(tuple(map(tuple, anchors)), raw) for anchors, raw in parts.regexes]
        made["documents"] += [(number, *document) for document in parts.documents]
        made["explain"][rule.id] = _explained(rule, pack)
    if not errors:
        numbers = {head[0]: number for number, head in enumerate(made["rules"])}
        errors = list(failures(pack, index_format.Index(link([made])), numbers, known))
    if errors:
        raise PackError(errors)
    return made


def _explained(rule: Any, pack: Pack) -> dict[str, Any]:
    from lintnews.compiling import _plain

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
        "spec": _plain(dict(rule.spec)),
        "pack": os.path.basename(pack.path),
        "line": rule.line,
    }


def link(packs: list[dict[str, Any]]) -> dict[str, Any]:
    """Compiled packs as the data of one index."""
    words: dict[str, list[int]] = {}
    pairs: dict[str, list[int]] = {}
    by_word: dict[str, list[int]] = {}
    by_char: dict[str, list[tuple[str, int]]] = {}
    always: list[int] = []
    rules: list[Any] = []
    patterns: list[bytes] = []
    regexes: list[bytes] = []
    documents: list[Any] = []
    for pack in packs:
        base = len(rules)
        rules += pack["rules"]
        for keys, raw in pack["patterns"]:
            for key in keys:
                (pairs if " " in key else words).setdefault(key, []).append(len(patterns))
            patterns.append(_renumbered(raw, base))
        for anchors, raw in pack["regexes"]:
            if not anchors:
                always.append(len(regexes))
            for literal, word in anchors:
                if word:
                    by_word.setdefault(literal, []).append(len(regexes))
                else:
                    rarest = min(literal.strip(), key=lambda c: (c.isalnum(), c in " '\".,-", -ord(c)))
                    by_char.setdefault(rarest, []).append((literal, len(regexes)))
            regexes.append(_renumbered(raw, base))
        documents += [(number + base, *rest) for number, *rest in pack["documents"]]
    data: dict[str, Any] = {
        "rules": tuple(rules),
        "words": {key: tuple(numbers) for key, numbers in words.items()},
        "pairs": {key: tuple(numbers) for key, numbers in pairs.items()},
        "firsts": frozenset(key.split(" ")[0] for key in pairs),
        "patterns": patterns,
        "by_word": {key: tuple(numbers) for key, numbers in by_word.items()},
        "by_char": {key: tuple(rows) for key, rows in by_char.items()},
        "always": tuple(always),
        "regexes": regexes,
        "documents": tuple(documents),
    }
    return {**data, "digest": _digest(marshal.dumps(data))}


def _renumbered(raw: bytes, base: int) -> bytes:
    if not base:
        return raw
    number, *rest = marshal.loads(raw)
    return marshal.dumps((number + base, *rest))
