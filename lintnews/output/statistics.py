"""How often each rule spoke."""

from __future__ import annotations

from lintnews.findings import Applicability, Severity, bare
from lintnews.output.human import summary
from lintnews.output.terminal import SEVERITIES, Paint
from lintnews.report import Report, count


def render(report: Report, colour: bool, summed: bool = True) -> str:
    """A line a rule, the most frequent first, and if they are to be `summed` a summary."""
    paint = Paint(colour)
    numbers: dict[str, int] = {}
    safe: dict[str, int] = {}
    worst: dict[str, Severity] = {}
    for finding in report.findings:
        rule = bare(finding.rule)
        numbers[rule] = numbers.get(rule, 0) + 1
        safe[rule] = safe.get(rule, 0) + any(fix.applicability == Applicability.SAFE for fix in finding.fixes)
        worst[rule] = max(worst.get(rule, finding.severity), finding.severity)
    wide, widest = max(map(len, numbers), default=0), max(map(len, SEVERITIES.values()))
    digits = max((len(str(number)) for number in numbers.values()), default=0)
    out = []
    for rule, number in sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0])):
        severity = SEVERITIES[worst[rule]]
        fixable = f"{' ' * (widest - len(severity))}  {safe[rule]} with a safe fix" if safe[rule] else ""
        out.append(f"{number:{digits}}  {rule:{wide}}  {paint(severity, severity)}{paint('fix', fixable)}\n")
    counts = count(report)
    if counts.checked and summed:
        out.append(("\n" if out else "") + paint("bold", summary(counts)) + "\n")
    return "".join(out)
