"""The engines besides native, by name. None of them is imported, or started, before it is asked for."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from lintnews.engines import Engine
    from lintnews.engines.foreign import Guarded, Reader
    from lintnews.index import Index

PACKAGES = {"harper": "harper-py", "languagetool": "language-tool-python"}
LANGUAGETOOL = "6.8"  # the version that was measured, and that we install
_harper: Reader | None = None  # of this process: its rules take half a second to load


def reader(name: str, url: str, limit: float, remembered: Callable[[Reader], Reader] = lambda reader: reader) -> Guarded:
    """A reader for one run; `remembered` makes it one that remembers.

    `url` is that of a LanguageTool server, `limit` the seconds that a server may take to start or to answer.
    """
    from lintnews.engines.foreign import Guarded

    return Guarded(remembered(_named(name, url, limit)))


def engine(reader: Reader, rules: tuple[tuple[Index, frozenset[int]], ...]) -> Engine:
    """The engine that a reader is under rules: pairs of an index and the numbers of those that are active."""
    from lintnews.engines.foreign import Foreign

    return Foreign(reader, rules)


def _named(name: str, url: str, limit: float) -> Reader:
    global _harper
    if name == "languagetool":
        from lintnews.engines.languagetool import LanguageTool

        return LanguageTool(url, limit)
    from lintnews.engines.harper import Harper

    _harper = _harper or Harper()
    return _harper


def version(name: str) -> str:
    """The version of an engine, "" of one that is not there; it is not loaded for that."""
    found = installed(PACKAGES[name]) if name in PACKAGES else ""
    return f"{LANGUAGETOOL} by {found}" if found and name == "languagetool" else found


def installed(package: str) -> str:
    """The version of an installed package, or "". Its folder tells: importlib.metadata takes longer than a whole run."""
    begin = package.replace("-", "_") + "-"
    for folder in sys.path:
        try:
            names = os.listdir(folder or os.curdir)
        except OSError:
            continue
        for name in names:
            if name.startswith(begin) and name.endswith(".dist-info"):
                return name[len(begin) : -len(".dist-info")]
    return ""
