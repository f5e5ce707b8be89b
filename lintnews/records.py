"""Many small values in one run of bytes, each read when it is first asked for: by number (`Records`) or by word (`Shelf`).

A dictionary of all an index holds would take longer to load than a single article takes to check.
"""

from __future__ import annotations

import marshal
import sys
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

MARSHAL = 4  # the version of marshal's format, the same in all Pythons that we run on
_PER_SHARD = 3
MOST_KEPT = 200_000  # words that a shelf remembers, known or not: more than a long run meets twice


class Records:
    """Values by number. `raw` is what `joined` made: how many there are, where each ends, and their bytes."""

    __slots__ = ("_body", "_ends")

    def __init__(self, raw: bytes | memoryview) -> None:
        raw = memoryview(raw)
        start = 4 * (int.from_bytes(raw[:4], sys.byteorder) + 2)
        self._ends = raw[4:start].cast("I")
        self._body = raw[start:]

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> Any:
        return marshal.loads(self._body[self._ends[number] : self._ends[number + 1]])


class Shelf(dict[str, "Any"]):
    """A mapping of words to values; what is asked for stays in the dictionary, None for a word that the shelf does not hold."""

    def __init__(self, raw: bytes | memoryview) -> None:
        super().__init__()
        self._shards = Records(raw)

    def __missing__(self, word: str) -> Any:
        if len(self) > MOST_KEPT:
            self.clear()
        kept = self._shards[crc32(word.encode("utf-8", "surrogatepass")) % len(self._shards)].get(word)
        self[word] = found = None if kept is None else marshal.loads(kept)
        return found

    def all(self) -> dict[str, Any]:
        """Everything that the shelf holds."""
        return {word: marshal.loads(kept) for number in range(len(self._shards)) for word, kept in self._shards[number].items()}


def joined(values: Iterable[bytes]) -> bytes:
    """Marshalled values as the bytes of `Records`."""
    pieces = list(values)
    ends = [0]
    for piece in pieces:
        ends.append(ends[-1] + len(piece))
    return b"".join([len(pieces).to_bytes(4, sys.byteorder), *(end.to_bytes(4, sys.byteorder) for end in ends), *pieces])


def shelved(mapping: Mapping[str, Any]) -> bytes:
    """A mapping to plain data as the bytes of a `Shelf`."""
    count = max(1, len(mapping) // _PER_SHARD)
    shards: list[dict[str, bytes]] = [{} for _ in range(count)]  # values by themselves: most are not asked for
    for word, value in mapping.items():
        shards[crc32(word.encode()) % count][word] = marshal.dumps(value, MARSHAL)
    return joined(marshal.dumps(shard, MARSHAL) for shard in shards)
