"""What is held back of a text's findings: those that stood there before, and those beside the lines that changed.

Fixes move them, so what is held moves along.
"""

from __future__ import annotations

from lintnews.findings import Edit, Finding
from lintnews.spans import Span
from lintnews.values import NamedTuple


class Hold(NamedTuple):
    """Findings of just these spans are held back, and with `only` those that overlap none of them."""

    spans: frozenset[Span] = frozenset()
    only: tuple[Span, ...] | None = None

    def keep(self, findings: list[Finding]) -> list[Finding]:
        """The findings that are not held back."""
        if self.only is not None:
            findings = [f for f in findings if any(span.overlaps(f.span) for span in self.only)]
        return [f for f in findings if f.span not in self.spans] if self.spans else findings

    def after(self, edits: tuple[Edit, ...]) -> Hold:
        """The same for the text with the edits (sorted, disjoint) made."""
        spans = frozenset(_moved(span, edits) for span in self.spans)
        if self.only is None:
            return Hold(spans)
        only = (_moved(span, edits) for span in self.only)
        return Hold(spans, tuple(span for span in only if span.start < span.end))


NOTHING = Hold()


def _moved(span: Span, edits: tuple[Edit, ...]) -> Span:
    """Where a span stands after edits; it takes in those that reach into it."""
    start, end = span
    for (first, last), new in edits:
        grown = len(new) - (last - first)
        if last <= span.start:
            start, end = start + grown, end + grown
        elif first < span.end:
            start -= max(span.start - first, 0)
            end += grown if last <= span.end else len(new) - (span.end - first)
    return Span(start, end)


def lines_as_spans(text: str, lines: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
    """Runs of lines (first and last, from 1; a line ends with LF) as spans, the last line end included."""
    starts, at = [0], text.find("\n") + 1
    while at:
        starts.append(at)
        at = text.find("\n", at) + 1
    starts.append(len(text))
    last = len(starts) - 1
    return tuple(Span(starts[min(first - 1, last)], starts[min(end, last)]) for first, end in lines)
