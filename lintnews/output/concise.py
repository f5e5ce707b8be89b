"""One line a finding: for a narrow screen, an editor's list of places, or grep."""

from __future__ import annotations

from lintnews.findings import Applicability, safest
from lintnews.output.terminal import SEVERITIES, WIDTH, Paint, escape
from lintnews.report import Report

MARKS = {Applicability.SAFE: " [safe fix]", Applicability.UNSAFE: " [unsafe fix]", Applicability.SHOWN: "", None: ""}


def render(report: Report, colour: bool = False, width: int = WIDTH, summed: bool = False) -> str:
    """`path:line:column: severity: message (rule) [safe fix]`, a line a finding, however wide; no summary."""
    paint = Paint(colour)
    out = []
    for file in report.files:
        if not file.findings:
            continue
        path, lines = escape(file.path), file.lines()
        for finding in file.findings:
            line, column = lines.position(finding.span.start)
            severity = SEVERITIES[finding.severity]
            place = paint("bold", f"{path}:{line}:{column}:")
            mark = MARKS[safest(finding)]
            rule = paint("dim", f"({escape(finding.rule)})")
            out.append(f"{place} {paint(severity, f'{severity}:')} {escape(finding.message)} {rule}{paint('fix', mark)}\n")
    return "".join(out)
