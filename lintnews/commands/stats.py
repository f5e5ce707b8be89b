"""`lintnews stats`: how hard articles are to read."""

from __future__ import annotations

import os
import sys

from lintnews.commands import FAILED, OK, failed, write
from lintnews.formats import parse
from lintnews.memory import format_of
from lintnews.output.json import clean, dumps
from lintnews.output.terminal import cells, escape
from lintnews.readability import Readability, readability
from lintnews.settings import Lookup, SettingsError
from lintnews.sources import STDIN, BinaryError, Found, SourceError, decode, find, read
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

HEADINGS = ("words", "sentences", "minutes", "ease", "grade", "fog")


class Row(NamedTuple):
    """A file; without `found` where it has no words or cannot be read."""

    path: str
    found: Readability | None = None
    error: str = ""


def run(options: argparse.Namespace) -> int:
    try:
        lookup = Lookup(options.config, options.isolated)
        rows = list(_rows(tuple(options.paths) or (os.curdir,), lookup, options.format))
    except SettingsError as error:
        return failed(str(error))
    for row in rows:
        if row.error:
            failed(f"{row.path}: {row.error}")
    write(sys.stdout, _json(rows) if options.output_format == "json" else _table(rows))
    return FAILED if any(row.error for row in rows) else OK


def _rows(paths: tuple[str, ...], lookup: Lookup, format: str | None) -> Iterator[Row]:
    for found in find(paths, lookup.of, force_exclude=False):
        if not isinstance(found, Found):
            yield Row(found[0], error=str(found[1]))
            continue
        try:
            text = decode(sys.stdin.buffer.read() if found.path == STDIN else read(found.absolute)).text
        except BinaryError as error:
            if found.named:
                yield Row(found.path, error=str(error))
        except SourceError as error:
            yield Row(found.path, error=str(error))
        else:
            settings = lookup.of(os.path.dirname(found.absolute))
            yield Row(found.path, readability(parse(text, format_of(found.absolute, settings, format))))


def _table(rows: list[Row]) -> str:
    lines = [
        (escape(row.path), str(f.words), str(f.sentences), f"{f.seconds / 60:.1f}", f"{f.ease:.1f}", f"{f.grade:.1f}", f"{f.fog:.1f}")
        for row in rows
        if (f := row.found) is not None
    ]
    if not lines:
        return ""
    wide = max(_width(path) for path, *_ in lines)
    head = " " * wide + "".join(f"  {heading}" for heading in HEADINGS)
    return "\n".join([head, *(_line(path, wide, values) for path, *values in lines)]) + "\n"


def _line(path: str, wide: int, values: list[str]) -> str:
    padded = (f"  {value:>{len(heading)}}" for value, heading in zip(values, HEADINGS, strict=True))
    return path + " " * (wide - _width(path)) + "".join(padded)


def _width(text: str) -> int:
    return sum(columns for _, columns in cells(text))


def _json(rows: list[Row]) -> str:
    files = [{"path": clean(row.path), **(row.found._asdict() if row.found else {}), "error": row.error or None} for row in rows]
    return dumps({"schema": 1, "files": files}, 1) + "\n"
