"""What a finding is known by when lines are inserted above it or its paragraph is moved."""

from __future__ import annotations

import re

from lintnews.findings import Finding
from lintnews.tokens import fold
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

AROUND = 4  # words on either side
REACH = 80  # code points on either side within which they are looked for
_WORD = re.compile(r"\w+(?:['’]\w+)*")


class Fingerprint(NamedTuple):
    """A finding's rule and words as a digest, and the words around it in its line; `number` counts equal ones in a text, from 1."""

    fault: str
    around: str
    number: int

    def __str__(self) -> str:
        return f"{self.fault}{self.around}" + (f"-{self.number}" if self.number > 1 else "")


def fingerprints(text: str, findings: Iterable[Finding]) -> list[Fingerprint]:
    """The fingerprint of each finding of a text; no two are equal. Case, kinds of quotation marks and white space make no difference."""
    seen: dict[tuple[str, str], int] = {}
    made = []
    for finding in findings:
        start, end = finding.span
        line_start = max(text.rfind("\n", 0, start) + 1, start - REACH)
        line_end = text.find("\n", end)
        line_end = min(len(text) if line_end < 0 else line_end, end + REACH)
        before = _WORD.findall(fold(text[line_start:start]))[-AROUND:]
        after = _WORD.findall(fold(text[end:line_end]))[:AROUND]
        both = _digest(finding.rule, " ".join(fold(text[start:end]).split())), _digest(*before, "", *after)
        seen[both] = seen.get(both, 0) + 1
        made.append(Fingerprint(*both, seen[both]))
    return made


def _digest(*parts: str) -> str:
    from hashlib import blake2b

    return blake2b("\0".join(parts).lower().encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
