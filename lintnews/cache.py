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
LIMIT = 1 << 19  # bytes of a file's keys and values: those of a version stay below 10 MB
VERSIONS = 2
MAGIC = b"lintnews findings 1\n"
TAG = "CACHEDIR.TAG"
_SIGNATURE = b"Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of lintnews. See https://bford.info/cachedir/\n"


def key(what: bytes, under: bytes = b"") -> bytes:
    """The key of `what` among all that has to do with the key `under`."""
    return blake2b(under + what, digest_size=16).digest()  # faster than `key=`, and keys are all of one length


class Cache:
    """Values by key. What is `put` is written by `save`; without a folder it lives as long as this.

    Values hold for a `version` alone; those of the `VERSIONS` that last saved any are kept.
    """

    def __init__(self, folder: str = "", version: bytes = b"") -> None:
        self.folder = folder
        self.version = key(version).hex()[:12]
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
            for files in self._versions()[VERSIONS:] if changed else ():
                for path in files:
                    os.unlink(path)
            if changed and not os.path.exists(tag := os.path.join(self.folder, TAG)):
                write_atomically(tag, _SIGNATURE)
        except OSError:
            pass
        self._shards.clear()
        self.fresh.clear()

    def clean(self) -> None:
        """Remove the files, of all versions. Raises OSError."""
        for files in self._versions():
            for path in files:
                os.unlink(path)
        if os.path.exists(tag := os.path.join(self.folder, TAG)):
            os.unlink(tag)

    def _versions(self) -> list[list[str]]:
        """The files of each version, the one that saved last first."""
        found: dict[str, list[str]] = {}
        for entry in os.scandir(self.folder) if os.path.isdir(self.folder) else ():
            if entry.name.startswith("findings-") and entry.name.endswith(".bin"):
                found.setdefault(entry.name[:-6], []).append(entry.path)
        return sorted(found.values(), key=lambda files: -max(os.stat(path).st_mtime_ns for path in files))

    def _path(self, number: int) -> str:
        return os.path.join(self.folder, f"findings-{self.version}-{number:x}.bin")

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
        size = len(key) + len(entries[key]) + 16
        if size <= room:
            room -= size
            kept.append(key)
    return {key: entries[key] for key in reversed(kept)}
