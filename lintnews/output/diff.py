"""The fixes as a patch for `git apply`."""

from __future__ import annotations

from lintnews.report import Report


def render(report: Report) -> str:
    """The files' patches, one after the other."""
    return "".join(file.patch for file in report.files)
