"""For programs: one JSON object, as docs/report.schema.json describes it."""

from __future__ import annotations

import json
import os
import re

from lintnews.findings import Finding
from lintnews.report import FileReport, Report
from lintnews.spans import LineIndex, Span
from lintnews.spun import Spun

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCHEMA = 1
_ODD = re.compile(r"[^\x00-\x7e]")


def render(report: Report) -> str:
    """The report, its files in the order of the report and their findings in reading order."""
    whole = {
        "schema": SCHEMA,
        "findings": [finding_as_data(finding, file, lines) for file, lines in _with_lines(report) for finding in file.findings],
        "files": [file_as_data(file) for file in report.files],
        "notes": [*map(clean, report.errors), *map(clean, report.notes)],
    }
    return dumps(whole, 1) + "\n"


def dumps(value: Any, indent: int | None = None) -> str:
    """JSON that neither a terminal nor a CI service's log obeys: what is invisible, and `##`, is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent).replace("##", "#\\u0023")
    return _ODD.sub(lambda odd: odd[0] if odd[0].isprintable() else json.dumps(odd[0])[1:-1], text)


def _with_lines(report: Report) -> list[tuple[FileReport, LineIndex]]:
    return [(file, file.lines()) for file in report.files if file.findings]


def finding_as_data(finding: Finding, file: FileReport, lines: LineIndex) -> dict[str, Any]:
    """A finding as docs/report.schema.json describes it."""
    start, end = lines.position(finding.span.start), lines.position(finding.span.end)
    return {
        "path": clean(file.path),
        "rule": finding.rule,
        "severity": finding.severity.name.lower(),
        "confidence": finding.confidence.name.lower(),
        "message": finding.message,
        "span": _span(finding.span),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "origin": finding.origin,
        "also": list(finding.also),
        "fixes": [
            {
                "title": fix.title,
                "applicability": fix.applicability.name.lower(),
                "edits": [{**_span(edit.span), "new": edit.new} for edit in fix.edits],
            }
            for fix in finding.fixes
        ],
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def file_as_data(file: FileReport) -> dict[str, Any]:
    """A file as docs/report.schema.json describes it."""
    return {
        "path": clean(file.path),
        "findings": len(file.findings),
        "fixed": file.fixed,
        "error": file.error or None,
        "spun": _spun(file.spun),
    }


def _spun(verdict: Spun | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {"score": verdict.score, "evidence": [{"rule": finding.rule, "span": _span(finding.span)} for finding in verdict.evidence]}


def clean(path: str) -> str:
    """A text whose undecodable bytes (in a file's name) are replacement characters, so that JSON can hold it."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "replace")
