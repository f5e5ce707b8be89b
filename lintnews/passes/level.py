"""The quiet default: what is sure and matters. `all` shows everything."""

from __future__ import annotations

from lintnews.findings import Confidence, Finding, Severity, bare

LEVELS = ("default", "all")


def shown(severity: int, confidence: int, level: str) -> bool:
    """Whether the level shows such findings."""
    return level == "all" or (severity >= Severity.WARNING and confidence >= Confidence.HIGH)


def at_level(findings: list[Finding], level: str, named: frozenset[str] = frozenset()) -> list[Finding]:
    """The findings that the level shows, and those of the rules that were `named` by their ids."""
    if level == "all":
        return findings
    return [f for f in findings if shown(f.severity, f.confidence, level) or bare(f.rule) in named]
