"""What stands between quotation marks, straight or curly, double or single. Apostrophes, feet and inches are none."""

from __future__ import annotations

import re
from bisect import bisect_left

from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SINGLE = re.compile(
    r"(?:(?<=[\s(\[\"\u2060\u2013\u2014-])|\A)'(?!(?:\d\ds?|n|em|til|cause|tis|twas|twere|round|bout)\b)(?=[\w$\u00a3\u20ac\u2026.])"
)


def find_quotations(folded: str, text: str, blocks: list[Span]) -> list[Span]:
    """The outermost quotations in the blocks of a document, in order.

    One left open at a block's end lasts to that end: in news style the next paragraph of a long quotation opens anew.
    """
    found: list[Span] = []
    for start, end in blocks:
        double = list(_double_quotations(folded, text, start, end)) if folded.find('"', start, end) >= 0 else []
        single = list(_single_quotations(folded, text, start, end, double)) if folded.find("'", start, end) >= 0 else []
        inside = start
        for span in sorted(double + single) if single else double:
            if span.start >= inside:
                found.append(span)
                inside = span.end
    return found


def _double_quotations(folded: str, text: str, start: int, end: int) -> Iterator[Span]:
    opened = -1
    at = folded.find('"', start, end)
    while at >= 0:
        before = folded[at - 1] if at > start else " "
        after = folded[at + 1] if at + 1 < end else " "
        opens = text[at] in "\u201c\u201e" or (
            text[at] != "\u201d" and (before.isspace() or before in "([-\u2013\u2014") and after.isalnum()
        )
        closes = text[at] == "\u201d" or (not opens and not before.isspace() and before not in "([-\u2014\u2013" and not after.isalnum())
        if opened < 0:
            if not closes:  # else its partner is missing, or it is an inch mark
                opened = at
        elif opens and text[at] == '"':  # the last one was left open
            yield Span(opened, at)
            opened = at
        elif not opens:
            yield Span(opened, at + 1)
            opened = -1
        at = folded.find('"', at + 1, end)
    if opened >= 0:
        yield Span(opened, end)


def _single_quotations(folded: str, text: str, start: int, end: int, double: list[Span]) -> Iterator[Span]:
    """Quotations in single marks that stand in no other, of those that are closed: an apostrophe may look like an opening mark."""
    at = start
    while match := _SINGLE.search(folded, at, end):
        at = match.end()
        opened = match.start()
        if text[opened] not in "'\u2018" or _inside(opened, double):
            continue
        close = _closing(folded, text, opened, end, double)
        if close > 0:
            yield Span(opened, close + 1)
            at = close + 1


def _closing(folded: str, text: str, opened: int, end: int, double: list[Span]) -> int:
    """Where the single mark that closes one stands, or -1. After an s and before a word it is a possessive if a likelier one follows."""
    possessive = -1
    at = opened
    while (at := folded.find("'", at + 1, end)) > 0:
        after = folded[at + 1 : at + 2] if at + 1 < end else " "
        if _inside(at, double):
            continue
        if text[at] == "\u2018" or (folded[at - 1].isspace() and after.isalnum()):
            break
        if after.isalnum() or folded[at - 1].isspace() or text[at] not in "'\u2019":
            continue
        if folded[at - 1] in "sS" and after.isspace() and folded[at + 2 : at + 3].isalnum():
            possessive = at if possessive < 0 else possessive
            continue
        return at
    return possessive


def _inside(at: int, spans: list[Span]) -> bool:
    before = bisect_left(spans, (at,)) - 1
    return before >= 0 and at < spans[before].end
