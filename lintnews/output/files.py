"""Reports written to files: which format a file's name asks for, and the writing."""

from __future__ import annotations

import os

from lintnews.output import FORMATS, render
from lintnews.sources import STDIN, SourceError, write
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.report import Report


class Target(NamedTuple):
    """A file to write a report to, in a format."""

    format: str
    path: str


def target(given: str, articles: tuple[str, ...] = ()) -> Target:
    """What `FORMAT:PATH` or `PATH` asks for; only a known format's name counts as one. Raises ValueError, also for one of `articles`."""
    format, colon, path = given.partition(":")
    if not colon or format not in FORMATS:
        path, lower = given, given.lower()
        format = next((name for name, suffixes in FORMATS.items() if lower.endswith(suffixes)), "")
    if not format:
        suffixes = " ".join(suffix for suffixes in FORMATS.values() for suffix in suffixes)
        raise ValueError(f"{given}: names no format; write FORMAT:PATH ({', '.join(FORMATS)}), or end it in one of {suffixes}")
    if path in ("", STDIN):
        raise ValueError(f"{given}: names no file; --output-format chooses the format of the standard output")
    if os.path.realpath(path) in map(os.path.realpath, articles):
        raise ValueError(f"{given}: is to be checked; a report would replace it")
    return Target(format, path)


def write_all(report: Report, targets: list[Target]) -> list[str]:
    """Write the report to each target all at once; says of each that failed why."""
    failed = []
    for format, path in targets:
        try:
            write(path, render(format, report).encode("utf-8", "replace"))
        except SourceError as error:
            failed.append(f"{path}: {error}")
    return failed
