"""What the article itself asks to be left alone: words before `[sic]`, and what its comments switch off."""

from __future__ import annotations

import re

from lintnews.findings import Confidence, Finding, Severity
from lintnews.passes.comments import Region
from lintnews.passes.select import names
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.index import RuleHead

UNUSED = "suppression/unused-allowance"  # the rule that reports what suppresses nothing

# Closing marks, emphasis, tags and entities may stand between a word and its [sic], and emphasis or tags around the sic.
_MARKS = r"""(?:</?\w[^<>]*>|&#?\w+;|["'”’»*_,.;:!?…])*+"""
_SIC = re.compile(rf"{_MARKS}\s{{0,2}}[*_]{{0,2}}[\[(](?:<\w[^<>]*>|[*_])*sic[!.]?(?:</\w+>|[*_])*[\])]", re.IGNORECASE)


def suppress(findings: list[Finding], text: str, regions: tuple[Region, ...] = ()) -> tuple[list[Finding], list[Region]]:
    """The findings of a text that nothing in it asks to be left alone, and the regions for which there was nothing to leave alone."""
    kept, used = [], set()
    for finding in findings:
        covering = [region for region in regions if _covers(region, finding)]
        used.update(covering)
        if not covering and not _SIC.match(text, finding.span.end):
            kept.append(finding)
    return kept, [region for region in regions if region not in used]


def _covers(region: Region, finding: Finding) -> bool:
    inside = region.within.start <= finding.span.start < region.within.end
    return inside and (not region.rule or names(finding.rule, frozenset((region.rule,))))


def dead(region: Region, rule: RuleHead) -> Finding:
    """What `rule` says of a region for which there was nothing to leave alone."""
    what = f" of “{region.rule}”" if region.rule else ""
    return unused(region.place, f"This comment suppresses nothing{what}; remove it.", rule)


def unused(place: Span, message: str, rule: RuleHead) -> Finding:
    """A finding of the rule that reports what suppresses nothing."""
    return Finding(rule.id, place, message, Severity(rule.severity), Confidence(rule.confidence))
