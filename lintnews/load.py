"""Indexes for a run: read from compiled files, and compiled again only when a pack changed.

A wheel carries its compiled rules; a checkout's and a user's packs are compared by sizes and times. YAML is imported only to compile.
"""

from __future__ import annotations

import marshal
import mmap
import os
import zlib

from lintnews import index as index_format
from lintnews.folders import cache_folder
from lintnews.index import Index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PACKAGE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(PACKAGE, "data")
CHECKOUT = os.path.dirname(PACKAGE)
IN_CHECKOUT = os.path.isfile(os.path.join(CHECKOUT, "pyproject.toml")) and os.path.isdir(os.path.join(CHECKOUT, "rules"))
RULES = os.path.join(CHECKOUT if IN_CHECKOUT else PACKAGE, "rules")
INDEX, EXPLAIN = "index.bin", "explain.bin"
_COMPILER = (
    "anchors", "build", "closed", "compiling", "examples", "gates", "idioms", "index", "lexicon", "nouns", "packs", "patterns", "phrases",
    "records", "rules", "sounds", "syntax", "tokens", "trials", "variants",
)  # fmt: skip


def load_indexes(packs: tuple[str, ...] = ()) -> tuple[Index, ...]:
    """The index of the shipped rules and, if there are `packs` (paths), one of the user's.

    Raises packs.PackError, or OSError for a missing pack.
    """
    shipped = _shipped()
    return (shipped, _users(packs)) if packs else (shipped,)


_last: tuple[bytes, Index] | None = None  # the shipped index that this process read, and its stamp


def _shipped() -> Index:
    global _last
    stamp = file_stamp(rule_files(RULES)) if IN_CHECKOUT else b""
    if _last is None or _last[0] != stamp:
        places = [(os.path.join(folder, INDEX), os.path.join(folder, EXPLAIN)) for folder in (DATA, cache_folder())]
        _last = stamp, _read_or_made(stamp, places, [])
    return _last[1]


def _read_or_made(stamp: bytes, places: list[tuple[str, str]], packs: list[str]) -> Index:
    """The index in the first of `places` that holds a fresh one, else one made of `packs` (none: the shipped) and kept in the first
    that can be written; a place is the file of the index and that of what `explain` says. Without a place it is made on each run.
    """
    for kept, _ in places:
        found = _unstamped(mapped(kept), stamp)
        if found is not None:
            return Index(found)
    from lintnews.build import compile_packs, pack_paths

    made, explain = compile_packs(packs or pack_paths(RULES), RULES)
    for kept, said in places:
        try:
            write_atomically(said, index_format.dumps(explain))
            write_atomically(kept, stamped(made, stamp))
            break
        except OSError:
            continue
    return Index(made)


def _users(packs: tuple[str, ...]) -> Index:
    paths = [os.path.abspath(path) for path in packs]
    stamp = file_stamp(paths + rule_files(os.path.join(RULES, "words")))
    kept = _users_file(paths)
    return _read_or_made(stamp, [(kept, f"{kept}.explain")], list(packs))


def _users_file(paths: list[str]) -> str:
    """Where the index of a user's packs is kept: a name for each set of paths."""
    return os.path.join(cache_folder(), f"user-{zlib.crc32(repr(paths).encode()):08x}.bin")


def explanations(packs: tuple[str, ...] = ()) -> dict[str, dict[str, Any]]:
    """What `explain` and the docs say of each rule, by id, of the shipped rules and the user's packs."""
    load_indexes(packs)
    found: dict[str, dict[str, Any]] = {}
    paths = [os.path.join(folder, EXPLAIN) for folder in (cache_folder(), DATA)]
    if packs:
        paths.append(_users_file([os.path.abspath(path) for path in packs]) + ".explain")
    for path in paths:
        found.update(load_data(read(path)) or {})
    return found


def rule_files(folder: str) -> list[str]:
    """The packs and word lists below a folder, sorted."""
    return [
        os.path.join(place, name)
        for place, _, names in sorted(os.walk(folder))
        for name in sorted(names)
        if name.endswith((".yaml", ".txt"))
    ]


def file_stamp(paths: list[str]) -> bytes:
    """Names, sizes and times of files and of what compiles them: equal stamps mean that nothing changed."""
    paths = paths + [os.path.join(PACKAGE, f"{name}.py") for name in _COMPILER]
    paths += [os.path.join(DATA, name) for name in ("frequency.txt", "lexicon.bin")]
    for folder in ("matchers", "checks"):
        paths += sorted(entry.path for entry in os.scandir(os.path.join(PACKAGE, folder)) if entry.name.endswith(".py"))
    rows = []
    for path in paths:
        try:
            stat = os.stat(path)
        except OSError:
            rows.append((path, 0, 0))
            continue
        rows.append((path, stat.st_mtime_ns, stat.st_size))
    return marshal.dumps(rows)


def stamped(data: dict[str, Any], stamp: bytes) -> bytes:
    """An index's data as a file's bytes, behind the stamp of what it was made of."""
    return b"%d\n" % len(stamp) + stamp + index_format.dumps(data)


def _unstamped(raw: memoryview, stamp: bytes) -> Any:
    """The data behind the stamp; None if the stamp is another or the data are damaged."""
    start = b"%d\n" % len(stamp) + stamp
    return load_data(raw[len(start) :]) if raw[: len(start)] == start else None


def load_data(raw: bytes | memoryview) -> Any:
    """The data in a compiled file's bytes; None if they are missing, foreign or damaged."""
    try:
        return index_format.loads(raw)
    except ValueError:
        return None


def read(path: str) -> bytes:
    """A file's bytes; none if it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def mapped(path: str) -> memoryview:
    """A file's bytes, mapped into memory; none if it cannot be read."""
    try:
        with open(path, "rb") as file:
            if populate := getattr(mmap, "MAP_POPULATE", 0):  # all pages at once, which takes a fifth of the time
                return memoryview(mmap.mmap(file.fileno(), 0, flags=mmap.MAP_SHARED | populate, prot=mmap.PROT_READ))
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # an empty file cannot be mapped
        return memoryview(b"")


def write_atomically(path: str, raw: bytes) -> None:
    """Put `raw` into a file all at once, its folder made when missing. Raises OSError."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    temporary = f"{path}.{os.getpid()}.tmp"
    with open(temporary, "wb") as file:
        file.write(raw)
    os.replace(temporary, path)
