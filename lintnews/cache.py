"""What earlier runs have found, by content: bytes by key, in a few files of one folder.

A damaged file counts as empty, and a folder that cannot be written keeps nothing. Of two runs that save at once one may lose what it
has found: it is looked for again.
"""

from __future__ import annotations

import marshal
import os
import zlib

from lintnews.load import read, write_atomically

try:
    from _blake2 import blake2b  # hashlib takes 3 ms more, to load OpenSSL
except ImportError:
    from hashlib import blake2b

SHARDS = 16
LIMIT = 1 << 20  # bytes of a file's keys and values: all of them stay below 20 MB
MAGIC = b"lintnews findings 1\n"
TAG = "CACHEDIR.TAG"
_SIGNATURE = b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of lintnews. See https://bford.info/cachedir/\n"


def key(*parts: bytes) -> bytes:
    """The key of what the parts together decide."""
    hashed = blake2b(digest_size=16)
    for part in parts:
        hashed.update(b"%d:" % len(part))  # "ab", "c" is not "a", "bc"
        hashed.update(part)
    return hashed.digest()


class Cache:
    """Values by key. What is `put` is written by `save`; without a folder it lives as long as this."""

    def __init__(self, folder: str = "") -> None:
        self.folder = folder
        self.fresh: dict[bytes, bytes] = {}
        self._shards: dict[int, dict[bytes, bytes]] = {}

    def get(self, key: bytes) -> bytes | None:
        number = key[0] % SHARDS
        if number not in self._shards:
            self._shards[number] = self._read(number)
        found = self._shards[number].get(key)
        return self.fresh.get(key) if found is None else found

    def put(self, key: bytes, value: bytes) -> None:
        self.fresh[key] = value

    def take(self) -> dict[bytes, bytes]:
        """What was put since this was last asked, or saved."""
        taken, self.fresh = self.fresh, {}
        return taken

    def save(self) -> None:
        """Write what is new; of a file that is full the oldest is dropped."""
        if not self.folder:
            return
        changed: dict[int, dict[bytes, bytes]] = {}
        for key, value in self.fresh.items():
            number = key[0] % SHARDS
            if number not in changed:
                changed[number] = self._read(number)  # again: another run may have written
            changed[number].pop(key, None)  # it is the newest now
            changed[number][key] = value
        try:
            for number, entries in changed.items():
                write_atomically(self._path(number), _dumps(_newest(entries)))
            if changed and not os.path.exists(tag := os.path.join(self.folder, TAG)):
                write_atomically(tag, _SIGNATURE)
        except OSError:
            pass
        self._shards.clear()
        self.fresh.clear()

    def clean(self) -> None:
        """Remove the files. Raises OSError."""
        for path in (*map(self._path, range(SHARDS)), os.path.join(self.folder, TAG)):
            if os.path.exists(path):
                os.unlink(path)

    def _path(self, number: int) -> str:
        return os.path.join(self.folder, f"findings-{number:x}.bin")

    def _read(self, number: int) -> dict[bytes, bytes]:
        return _loads(read(self._path(number))) if self.folder else {}


def _dumps(entries: dict[bytes, bytes]) -> bytes:
    raw = marshal.dumps(entries, 4)
    return MAGIC + b"%08x" % zlib.crc32(raw) + raw


def _loads(raw: bytes) -> dict[bytes, bytes]:
    start = len(MAGIC) + 8
    if raw[:start] != MAGIC + b"%08x" % zlib.crc32(raw[start:]):
        return {}
    entries: dict[bytes, bytes] = marshal.loads(raw[start:])
    return entries


def _newest(entries: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """The entries that were put last, as many as there is room for."""
    room = LIMIT
    kept = []
    for key in reversed(entries):
        room -= len(key) + len(entries[key]) + 16
        if room < 0:
            break
        kept.append(key)
    return {key: entries[key] for key in reversed(kept)}
