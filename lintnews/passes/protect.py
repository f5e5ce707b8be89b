"""What an article knows is no misspelling: names, tickers, addresses, quoted titles, and the words that it uses again."""

from __future__ import annotations

import re
from collections import Counter

from lintnews.document import Document
from lintnews.findings import Finding

AGAIN = 2  # times that a word stands in an article which means it
_PLAIN = re.compile(r"[a-z]+(?:['-][a-z]+)*\Z")  # all else is a name, a ticker, a number, a handle, or another language's
_AFTER_NAME, _BEFORE_NAME = re.compile(r"[A-Z][\w'.-]*[\s-]\Z"), re.compile(r"[\s-][A-Z]")
PARTICLE = 4  # letters, at most, of what stands between two names: "von", "bin", "el"
_PART_BEFORE, _PART_AFTER = re.compile(r"[\w@#$/.:\\]\Z"), re.compile(r"[@/\\]|[.:]\w")  # of an address, a path, a ticker


def protect(findings: list[Finding], document: Document, spelling: frozenset[str]) -> list[Finding]:
    """The findings, but for those of the `spelling` rules (ids) on words that the document may well mean."""
    if not any(finding.rule in spelling for finding in findings):
        return findings
    counts = Counter(word for block in document.words for word in block)
    return [finding for finding in findings if finding.rule not in spelling or not _meant(finding, document, counts)]


def _meant(finding: Finding, document: Document, counts: Counter[str]) -> bool:
    start, end = finding.span
    word = document.cased[start:end]
    if not _PLAIN.match(word) or counts[word] >= AGAIN or document.masked(finding.span) or document.in_quotation(finding.span):
        return True
    text, line = document.cased, max(0, start - 30)
    if _PART_BEFORE.search(text, line, start) or _PART_AFTER.match(text, end):
        return True
    return len(word) <= PARTICLE and bool(_AFTER_NAME.search(text, line, start) and _BEFORE_NAME.match(text, end))
