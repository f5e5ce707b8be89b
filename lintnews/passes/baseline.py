"""Findings that a baseline lists: they stood in the article when it was written."""

from __future__ import annotations

from collections import Counter

from lintnews.findings import Finding
from lintnews.fingerprints import fingerprints
from lintnews.spans import Span

DIGITS = 12  # of each half of a fingerprint


def entries(findings: list[Finding], text: str) -> list[str]:
    """The findings of a text as a baseline lists them: the rule and the fingerprint, without a number."""
    return [f"{finding.rule} {mark.fault}{mark.around}" for finding, mark in zip(findings, fingerprints(text, findings), strict=True)]


def listed(findings: list[Finding], text: str, known: list[str]) -> tuple[frozenset[Span], list[str]]:
    """The spans of the findings that `known` entries list, and the entries that list none.

    An entry lists one finding: that with its words around it, or else one with the same rule and words, whatever is around them now.
    """
    if not known:
        return frozenset(), []
    free = Counter(known)
    held: set[Span] = set()
    rest = []
    for finding, entry in zip(findings, entries(findings, text), strict=True):
        if free[entry]:
            free[entry] -= 1
            held.add(finding.span)
        else:
            rest.append((finding, entry[:-DIGITS]))
    moved: dict[str, list[str]] = {}
    for entry in free.elements():
        moved.setdefault(entry[:-DIGITS], []).append(entry)
    for finding, fault in rest:
        if moved.get(fault):
            moved[fault].pop()
            held.add(finding.span)
    return frozenset(held), sorted(entry for left in moved.values() for entry in left)


def rule_of(entry: str) -> str:
    """The rule that an entry names."""
    return entry.rpartition(" ")[0]
