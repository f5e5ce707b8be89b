"""What a step of GitHub Actions gets without being asked: annotations, and the fix report in the job's summary."""

from __future__ import annotations

import os
import sys

from lintnews.commands import write
from lintnews.output import github, markdown
from lintnews.output.terminal import escape
from lintnews.settings import Lookup, SettingsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.report import Report

LEAST = 2_000  # bytes: with less room in the summary nothing is added


def tell(report: Report, annotated: bool, lookup: Lookup) -> None:
    """Unless the settings of the working directory say not to. Annotations, if not there already, go to the standard error, which GitHub
    reads too: the standard output may be somebody's file.
    """
    try:
        if not lookup.of(os.getcwd()).github:
            return
    except SettingsError:
        pass  # said already
    if not annotated:
        write(sys.stderr, github.render(report))
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        try:
            _add(report, path)
        except OSError as error:
            print(f"note: the job's summary cannot be written: {escape(path)}: {(error.strerror or str(error)).lower()}", file=sys.stderr)


def _add(report: Report, path: str) -> None:
    """Add the fix report to a summary that earlier commands of the step may have begun. Raises OSError."""
    with open(path, "ab") as file:
        room = markdown.LIMIT - file.tell()
        if room > LEAST:
            file.write(b"\n" * bool(file.tell()) + markdown.render(report, room - 1).encode("utf-8", "replace"))
