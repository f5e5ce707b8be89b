"""Findings that a baseline lists: they stood in the article when it was written."""

from __future__ import annotations

from collections import Counter

from lintnews.findings import Finding
from lintnews.fingerprints import fingerprints
from lintnews.spans import Span

DIGITS = 12  # of each half of a fingerprint


def entries(findings: list[Finding], text: str) -> list[list[str]]:
    """Each finding of a text as a baseline lists it: rule and fingerprint, once for each rule that says the same of its place.

    Which of them speaks for the others depends on the level and on what is selected. Identical findings have identical entries.
    """
    each = [[finding._replace(rule=rule) for rule in (finding.rule, *finding.also)] for finding in findings]
    return [[f"{one.rule} {mark.fault}{mark.around}" for one, mark in zip(own, fingerprints(text, own), strict=True)] for own in each]


def listed(findings: list[Finding], text: str, known: list[str]) -> tuple[frozenset[Span], list[str]]:
    """The spans of the findings that `known` entries list, and the entries that list none.

    An entry lists one finding: that with its words around it, or else one with the same rule and words, whatever is around them now.
    """
    if not known:
        return frozenset(), []
    free = Counter(known)
    held: set[Span] = set()
    rest = []
    for finding, own in zip(findings, entries(findings, text), strict=True):
        hits = [entry for entry in own if free[entry]]
        free.subtract(hits)
        if hits:
            held.add(finding.span)
        else:
            rest.append((finding, [entry[:-DIGITS] for entry in own]))
    moved: dict[str, list[str]] = {}
    for entry in free.elements():
        moved.setdefault(entry[:-DIGITS], []).append(entry)
    for finding, faults in rest:
        gone = [moved[fault].pop() for fault in faults if moved.get(fault)]
        if gone:
            held.add(finding.span)
    return frozenset(held), sorted(entry for left in moved.values() for entry in left)


def rule_of(entry: str) -> str:
    """The rule that an entry names."""
    return entry.rpartition(" ")[0]
