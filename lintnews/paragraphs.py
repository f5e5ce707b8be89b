"""What engines have said of paragraphs, remembered: an article that has changed is read again only where it has."""

from __future__ import annotations

import marshal

from lintnews.cache import key
from lintnews.engines.foreign import Said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.cache import Cache
    from lintnews.engines.foreign import Reader


class Recalling:
    """A reader that asks another one, and that only of paragraphs that are new."""

    def __init__(self, reader: Reader, cache: Cache) -> None:
        self.name = reader.name
        self.version = reader.version
        self._reader = reader
        self._cache = cache

    def read(self, paragraphs: list[str], dialect: str, rules: frozenset[str] | None) -> list[list[Said]]:
        """What the reader says of each paragraph. Raises what it raises, and then remembers nothing."""
        asked = key(repr((self.name, self.version, dialect, rules and sorted(rules))).encode())
        places = [key(paragraph.encode("utf-8", "surrogatepass"), asked) for paragraph in paragraphs]
        known = {at: raw for at in places if (raw := self._cache.get(at)) is not None}
        new = {at: paragraph for at, paragraph in zip(places, paragraphs, strict=True) if at not in known}
        if new:
            for at, answer in zip(new, self._reader.read(list(new.values()), dialect, rules), strict=True):
                known[at] = marshal.dumps([tuple(said) for said in answer], 4)
                self._cache.put(at, known[at])
        return [[Said(*row) for row in marshal.loads(known[at])] for at in places]

    def close(self) -> None:
        self._reader.close()
