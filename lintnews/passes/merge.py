"""One complaint a fault: of findings for the same place one is kept, and names the others' rules in `also`."""

from __future__ import annotations

from lintnews.findings import Applicability, Confidence, Finding, Fix, bare, reading_order, urgency

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    Owners = Mapping[str, frozenset[str]]  # ids of an engine's rules, and those of the native rules that own the same fault

PHRASE = 60  # code points: a longer finding without a fix is about the sentence, not about the words that smaller ones in it mark


NATIVE = "native"


def agreed(findings: list[Finding]) -> list[Finding]:
    """Findings, surer by a level where engines agree: the same words, and the same first correction."""
    origins: dict[object, set[str]] = {}
    for finding in findings:
        if finding.fixes:
            origins.setdefault(finding.fixes[0].edits, set()).add(finding.origin)
    return [
        finding._replace(confidence=Confidence(finding.confidence + 1))
        if finding.fixes and len(origins[finding.fixes[0].edits]) > 1 and finding.confidence < Confidence.HIGH
        else finding
        for finding in findings
    ]


def merge(findings: list[Finding], owners: Owners | None = None) -> list[Finding]:
    """Findings in reading order, each fault once.

    Two are for the same place if they mark the same words, or one marks words within the other's and the other's fix would change them
    too. The more urgent is kept; but one that deletes all it marks (a line of boilerplate) outweighs what stands in it, if it is as sure.
    A native rule wins over an engine's whose fault it owns and, if no less sure and severe, over any engine's.
    Where two for exactly the same words would correct them differently, neither correction is safe.
    Findings that overlap at an edge both stay.
    """
    kept: list[Finding] = []
    for cluster in _clusters(sorted(findings, key=lambda f: (reading_order(f), f))):  # a total order
        kept += [cluster[0]] if len(cluster) == 1 else _merged(cluster, owners or {})
    return sorted(kept, key=reading_order)


def _clusters(findings: list[Finding]) -> list[list[Finding]]:
    """Neighbours that overlap, in chains."""
    clusters: list[list[Finding]] = []
    end = -1
    for finding in findings:
        if clusters and finding.span.start <= end:
            clusters[-1].append(finding)
        else:
            clusters.append([finding])
        end = max(end, finding.span.end)
    return clusters


def _merged(cluster: list[Finding], owners: Owners) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(cluster, key=lambda f: _weight(f, cluster, owners)):
        for at, winner in enumerate(kept):
            if _same_place(winner, finding) or _owns(winner, finding, owners):
                kept[at] = _joined(winner, finding)
                break
        else:
            kept.append(finding)
    return kept


def _owns(finding: Finding, other: Finding, owners: Owners) -> bool:
    return other.origin != NATIVE and bare(finding.rule) in owners.get(other.rule, ()) and finding.span.overlaps(other.span)


def _weight(finding: Finding, cluster: list[Finding], owners: Owners) -> tuple[object, ...]:
    inside = [f for f in cluster if f.span != finding.span and finding.span.covers(f.span)]
    outweighs = bool(inside) and _deletes(finding) and all(finding.confidence >= f.confidence for f in inside)
    owned = any(_owns(other, finding, owners) for other in cluster)
    severity, confidence, *rest = urgency(finding)
    return (owned, not outweighs, severity, confidence, finding.origin != NATIVE, *rest)


def _deletes(finding: Finding) -> bool:
    if not finding.fixes:
        return False
    edits = finding.fixes[0].edits
    return any(edit.span.covers(finding.span) and not edit.new for edit in edits)


def _same_place(one: Finding, other: Finding) -> bool:
    if one.span == other.span:
        return True
    larger, smaller = (one, other) if one.span.covers(other.span) else (other, one)
    if not larger.span.covers(smaller.span):
        return False
    if larger.fixes:
        return any(edit.span.overlaps(smaller.span) for edit in larger.fixes[0].edits)
    return larger.span.end - larger.span.start <= PHRASE


def _joined(winner: Finding, other: Finding) -> Finding:
    also = tuple(dict.fromkeys(rule for rule in (*winner.also, other.rule, *other.also) if rule != winner.rule))
    fixes = winner.fixes
    if winner.span == other.span and winner.fixes and other.fixes and winner.fixes[0].edits != other.fixes[0].edits:
        known = {fix.edits for fix in fixes}
        fixes = tuple(map(_unsafe, (*fixes, *(fix for fix in other.fixes if fix.edits not in known))))
    return winner._replace(also=also, fixes=fixes)


def _unsafe(fix: Fix) -> Fix:
    return fix._replace(applicability=min(fix.applicability, Applicability.UNSAFE))
