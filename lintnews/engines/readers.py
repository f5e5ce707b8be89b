"""The engines besides native, by name. None of them is imported, or started, before it is asked for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.engines import Engine
    from lintnews.engines.foreign import Guarded, Reader
    from lintnews.index import Index

_harper: Reader | None = None  # of this process: its rules take half a second to load


def reader(name: str) -> Guarded:
    """A reader for one run."""
    from lintnews.engines.foreign import Guarded

    return Guarded(_named(name))


def engine(reader: Reader, rules: tuple[tuple[Index, frozenset[int]], ...]) -> Engine:
    """The engine that a reader is under rules: pairs of an index and the numbers of those that are active."""
    from lintnews.engines.foreign import Foreign

    return Foreign(reader, rules)


def _named(name: str) -> Reader:
    global _harper
    from lintnews.engines.harper import Harper

    _harper = _harper or Harper()
    return _harper
