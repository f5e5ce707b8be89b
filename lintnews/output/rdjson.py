"""Reviewdog's diagnostic format, with suggestions. Columns count UTF-8 bytes."""

from __future__ import annotations

from lintnews.findings import Finding, Fix, Severity, apply_edits
from lintnews.output.json import clean, dumps
from lintnews.report import Report
from lintnews.spans import LineIndex, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(report: Report) -> str:
    """A DiagnosticResult; its paths are seen from the working directory."""
    found: list[dict[str, Any]] = []
    for file in report.files:
        path, lines = clean(file.path.removeprefix("./")), file.lines()
        if file.error:
            found.append({"message": file.error, "location": {"path": path}, "severity": "ERROR"})
        found += [_diagnostic(finding, path, lines) for finding in file.findings]
    return dumps({"source": {"name": "lintnews"}, "diagnostics": found}, 1) + "\n"


def _diagnostic(finding: Finding, path: str, lines: LineIndex) -> dict[str, Any]:
    return {
        "message": finding.message,
        "location": {"path": path, "range": _range(finding.span, lines)},
        "severity": SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
        "suggestions": [_suggestion(fix, lines) for fix in finding.fixes],
    }


def _suggestion(fix: Fix, lines: LineIndex) -> dict[str, Any]:
    """A fix as one replacement: each suggestion is for itself, and edits of a fix are not."""
    whole = Span(fix.edits[0].span.start, fix.edits[-1].span.end)
    inner = tuple(edit._replace(span=edit.span.shift(-whole.start)) for edit in fix.edits)
    return {"range": _range(whole, lines), "text": apply_edits(lines.text[whole.start : whole.end], inner)}


def _range(span: Span, lines: LineIndex) -> dict[str, Any]:
    start, end = lines.position_utf8(span.start), lines.position_utf8(span.end)
    return {"start": start._asdict(), "end": end._asdict()}
