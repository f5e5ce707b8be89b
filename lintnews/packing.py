"""Findings as plain data: what the cache keeps, and what processes send one another."""

from __future__ import annotations

from lintnews.findings import Applicability, Confidence, Edit, Finding, Fix, Severity
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    Row = tuple[Any, ...]


def packed(findings: Iterable[Finding]) -> tuple[Row, ...]:
    """Findings as tuples that marshal takes."""
    return tuple(
        (
            finding.rule,
            tuple(finding.span),
            finding.message,
            int(finding.severity),
            int(finding.confidence),
            tuple((tuple((*edit.span, edit.new) for edit in fix.edits), fix.title, int(fix.applicability)) for fix in finding.fixes),
            finding.origin,
            finding.also,
        )
        for finding in findings
    )


def unpacked(rows: Iterable[Row]) -> list[Finding]:
    """The findings that were packed."""
    return [
        Finding(
            rule,
            Span(*span),
            message,
            Severity(severity),
            Confidence(confidence),
            tuple(
                Fix(tuple(Edit(Span(start, end), new) for start, end, new in edits), title, Applicability(applicability))
                for edits, title, applicability in fixes
            ),
            origin,
            also,
        )
        for rule, span, message, severity, confidence, fixes, origin, also in rows
    ]
