"""What the command does, a module for each of its commands with `run(options) -> status`; and how they speak."""

from __future__ import annotations

import re
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from lintnews.report import Report

OK, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130


def names(values: list[str] | None) -> tuple[str, ...] | None:
    """Names separated by commas (other than those in a rule's key); None if the option was not given."""
    if not values:
        return None
    return tuple(name.strip() for value in values for name in re.split(r",(?![^\[]*\])", value) if name.strip())


def write(stream: TextIO, text: str) -> None:
    """Write a text: UTF-8 whatever the locale, and line ends as they are."""
    stream.flush()
    stream.buffer.write(text.encode("utf-8", "replace"))
    stream.buffer.flush()


def failed(message: str) -> int:
    """Say on the standard error why the job cannot be done; gives the status."""
    from lintnews.output.terminal import escape

    for line in message.splitlines():
        print(f"error: {escape(line)}", file=sys.stderr)
    return FAILED


def say(report: Report, notes: bool = True) -> None:
    """Errors, and notes where the report does not hold them, on the standard error."""
    from lintnews.output.terminal import escape

    lines = [*(f"error: {error}" for error in report.errors)]
    lines += (f"error: {file.path}: {file.error}" for file in report.files if file.error)
    lines += (f"note: {note}" for note in report.notes if notes)
    for line in lines:
        for one in line.splitlines():
            print(escape(one), file=sys.stderr)
