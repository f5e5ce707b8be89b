"""Whether an article looks rewritten by a machine: many words in it are near the right ones in sense and not what anybody says."""

from __future__ import annotations

from lintnews.findings import Finding, family
from lintnews.values import NamedTuple

# What a finding of a family tells: a tortured phrase is a thesaurus's, a wrong partner or a bent idiom may be a person's.
WEIGHTS = {"tortured": 2, "collocations": 1, "idioms": 1}
# Edited news has a score of 0, articles with planted faults had one of 3 to 5, machine-rewritten ones of 10 and more.
LEAST = 7
DENSITY = 7  # score in a thousand words


class Spun(NamedTuple):
    """A verdict on a whole text: the weights of its evidence, together and in the order of the text."""

    score: int
    evidence: tuple[Finding, ...]


def spun(text: str, findings: tuple[Finding, ...]) -> Spun | None:
    """The verdict that a text looks machine-rewritten, by its findings; None if it does not. A fault that stands twice counts once."""
    found: dict[str, Finding] = {}
    for finding in findings:
        if family(finding.rule) in WEIGHTS:
            found.setdefault(text[finding.span.start : finding.span.end].lower(), finding)
    score = sum(WEIGHTS[family(finding.rule)] for finding in found.values())
    if score < LEAST or score * 1000 < DENSITY * len(text.split()):
        return None
    return Spun(score, tuple(found.values()))
