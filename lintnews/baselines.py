"""Files that list the findings of old articles: an object of articles, each a list of "rule fingerprint", sorted, one a line."""

from __future__ import annotations

import json
import os

from lintnews.load import write_atomically
from lintnews.settings import SettingsError, shown
from lintnews.values import NamedTuple

NAME = "lintnews-baseline.json"
VERSION = 1
_HINT = "`lintnews baseline write` makes one"


class Baseline(NamedTuple):
    """A baseline in the file `path` (absolute); the articles' paths are seen from its folder, with `/`."""

    path: str
    entries: dict[str, list[str]]

    def key(self, absolute: str) -> str:
        """What the baseline calls an article."""
        return os.path.relpath(absolute, os.path.dirname(self.path)).replace(os.sep, "/")

    def exists(self, key: str) -> bool:
        """Whether the article is there."""
        return os.path.exists(os.path.join(os.path.dirname(self.path), key))


def load(path: str) -> Baseline:
    """The baseline in a file. Raises SettingsError."""
    try:
        with open(path, "rb") as file:
            data = json.load(file)
    except FileNotFoundError:
        raise SettingsError(f"{shown(path)}: no such baseline; {_HINT}") from None
    except OSError as error:
        raise SettingsError(f"{shown(path)}: {(error.strerror or str(error)).lower()}") from None
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{shown(path)}: not JSON: {error}; {_HINT}") from None
    entries = data.get("entries") if isinstance(data, dict) and data.get("version") == VERSION else None
    if not isinstance(entries, dict) or not all(map(_is_list, entries.values())):
        raise SettingsError(f"{shown(path)}: not a baseline of version {VERSION}; {_HINT}")
    return Baseline(path, entries)


def _is_list(known: object) -> bool:
    return isinstance(known, list) and all(type(entry) is str for entry in known)


def save(baseline: Baseline) -> int:
    """Write a baseline to its file, all at once; gives the number of its entries. Raises OSError."""
    entries = {key: sorted(known) for key, known in sorted(baseline.entries.items()) if known}
    text = json.dumps({"version": VERSION, "entries": entries}, indent=1, ensure_ascii=not _encodable(entries)) + "\n"
    write_atomically(baseline.path, text.encode())
    return sum(map(len, entries.values()))


def _encodable(entries: dict[str, list[str]]) -> bool:
    """Whether no file's name holds bytes that are not UTF-8."""
    try:
        "".join(entries).encode()
    except UnicodeEncodeError:
        return False
    return True
