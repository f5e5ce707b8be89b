"""GitLab's Code Quality report, a subset of Code Climate's: faults that a merge request brings or mends, told apart by fingerprints."""

from __future__ import annotations

from lintnews.findings import Severity
from lintnews.fingerprints import fingerprints
from lintnews.output.json import clean, dumps
from lintnews.output.places import from_checkout
from lintnews.report import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report) -> str:
    """An array with an object a finding, and one a file that could not be checked."""
    issues: list[dict[str, Any]] = []
    for file in report.files:
        path, lines = clean(from_checkout(file.path)), file.lines()
        if file.error:
            issues.append(_issue(path, 1, 1, "lintnews", file.error, "blocker", "error"))
        for finding, mark in zip(file.findings, fingerprints(file.text, file.findings), strict=True):
            begin, end = lines.line_of(finding.span.start), lines.line_of(max(finding.span.end - 1, finding.span.start))
            issues.append(_issue(path, begin + 1, end + 1, finding.rule, finding.message, SEVERITIES[finding.severity], str(mark)))
    return dumps(issues, 1) + "\n"


def _issue(path: str, begin: int, end: int, rule: str, message: str, severity: str, mark: str) -> dict[str, Any]:
    from hashlib import blake2b

    return {
        "description": message,
        "check_name": rule,
        "fingerprint": blake2b(f"{path}\0{mark}".encode(), digest_size=16).hexdigest(),
        "severity": severity,
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    }
