"""For pipelines: an object a line, with what docs/report.schema.json says of a finding or a file, and its `type`."""

from __future__ import annotations

from lintnews.output.json import clean, dumps, file_as_data, finding_as_data
from lintnews.report import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def render(report: Report) -> str:
    """Each file's findings and then the file; at the end errors and notes."""
    return "".join(dumps(row) + "\n" for row in _rows(report))


def _rows(report: Report) -> Iterator[dict[str, Any]]:
    for file in report.files:
        lines = file.lines()
        for finding in file.findings:
            yield {"type": "finding", **finding_as_data(finding, file, lines)}
        yield {"type": "file", **file_as_data(file)}
    for note in (*report.errors, *report.notes):
        yield {"type": "note", "message": clean(note)}
