"""What the settings allow: findings of a rule, findings in certain words, or both."""

from __future__ import annotations

import re

from lintnews.findings import Finding
from lintnews.passes.select import names
from lintnews.spans import Span
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class Allowance(NamedTuple):
    """Findings of `rule` (a family, an id, an id with its key; "" is any) that stand within `text` ("" is anywhere) are dropped."""

    rule: str
    text: str
    files: tuple[str, ...] = ()  # globs; none: all files
    reason: str = ""


class Allowances:
    """Allowances and words, made ready for many texts."""

    __slots__ = ("_entries", "allowances")

    def __init__(self, allowances: tuple[Allowance, ...] = (), words: tuple[str, ...] = ()) -> None:
        self.allowances = allowances
        self._entries = [(frozenset((a.rule,)) if a.rule else None, _Words((a.text,)) if a.text else None) for a in allowances]
        if words:
            self._entries.append((None, _Words(words)))

    def drop(self, findings: list[Finding], text: str) -> tuple[list[Finding], frozenset[int]]:
        """The findings of a document's text that nothing allows, and the numbers (from 0) of the allowances that dropped one."""
        if not findings or not self._entries:
            return findings, frozenset()
        from lintnews.tokens import fold

        folded = fold(text)
        kept: list[Finding] = []
        used: set[int] = set()
        for finding in findings:
            covering = [n for n, entry in enumerate(self._entries) if _covers(*entry, finding, folded)]
            used.update(covering)
            if not covering:
                kept.append(finding)
        return kept, frozenset(n for n in used if n < len(self.allowances))


def _covers(rule: frozenset[str] | None, within: _Words | None, finding: Finding, folded: str) -> bool:
    return (rule is None or names(finding.rule, rule)) and (within is None or within.hold(folded, finding.span))


class _Words:
    """Words and phrases. One with a capital letter is meant as written, another in any case; curly and straight quotes are the same."""

    __slots__ = ("_longest", "_regex", "words")

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        self._regex: re.Pattern[str] | None = None
        self._longest = 2 * max(map(len, words), default=0)

    def hold(self, folded: str, span: Span) -> bool:
        """Whether the span lies within one of the words in the folded text."""
        start, end = max(0, span.start - self._longest), span.end + self._longest
        return any(found.start <= span.start and span.end <= found.end for found in self._occurrences(folded, start, end))

    def _occurrences(self, folded: str, start: int, end: int) -> Iterator[Span]:
        if self._regex is None:
            longest_first = sorted(self.words, key=len, reverse=True)
            self._regex = re.compile(f"(?=({'|'.join(map(_pattern, longest_first))}))")
        for match in self._regex.finditer(folded, start, end):
            yield Span(*match.span(1))


def _pattern(word: str) -> str:
    from lintnews.tokens import fold

    body = r"\s+".join(map(re.escape, fold(word).split()))
    body = body if any(c.isupper() for c in word) else f"(?i:{body})"
    return (r"(?<!\w)" if word[:1].isalnum() else "") + body + (r"(?!\w)" if word[-1:].isalnum() else "")
