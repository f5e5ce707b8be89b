"""A document's text that was taken out of a source, such as a page of HTML: where it stands there, and what findings are there."""

from __future__ import annotations

from lintnews.findings import Edit, Finding, Fix
from lintnews.spans import Span, common_ends
from lintnews.tokens import OPAQUE
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Origin(NamedTuple):
    """For each code point of `text` the code points of `source` that it stands for, from `starts` up to, not including, `ends`.

    Places never go back. One that is empty holds what no edit may change: the end of a block, or something that is no prose.
    `write` gives a text as the source writes it: in HTML, with its `&` escaped.
    """

    text: str
    source: str
    starts: Sequence[int]
    ends: Sequence[int]
    write: Callable[[str], str]

    def place(self, span: Span) -> Span:
        """Where a span of the text stands in the source, from its first code point to its last, with the markup between."""
        start, end = span
        if start == end:  # within the block, and where it can be after what stands before
            begins = start == 0 or (self.text[start - 1] == "\n" and start < len(self.text))
            at = self.ends[start - 1] if not begins else self.starts[start] if self.starts else 0
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    def finding(self, finding: Finding) -> Finding:
        """A finding as one of the source, without the fixes that would cut through its markup."""
        message = finding.message.replace(OPAQUE, "…")
        return finding._replace(span=self.place(finding.span), message=message, fixes=tuple(self._fixes(finding.fixes)))

    def _fixes(self, fixes: tuple[Fix, ...]) -> Iterator[Fix]:
        for fix in fixes:
            edits = [self._edits(*edit) for edit in fix.edits]
            if None not in edits and any(edits):
                yield fix._replace(edits=tuple(edit for some in edits for edit in some or ()), title=fix.title.replace(OPAQUE, "…"))

    def _edits(self, span: Span, new: str) -> list[Edit] | None:
        """An edit as edits of the source; None if it would put something in place of markup."""
        pieces = self._pieces(span)
        if not new:
            return [Edit(piece, "") for piece in pieces]
        if len(pieces) == 1 and self.source[slice(*pieces[0])] == self.text[slice(*span)]:
            return [Edit(pieces[0], self.write(new))]
        head, tail = common_ends(self.text[slice(*span)], new)
        core = Span(span.start + head, span.end - tail)
        pieces = self._pieces(core) if core.start < core.end else [self.place(core)]
        if len(pieces) != 1 or any(self.starts[at] == self.ends[at] for at in range(*core)):
            return None
        return [Edit(pieces[0], self.write(new[head : len(new) - tail]))]

    def _pieces(self, span: Span) -> list[Span]:
        """What of the source a span covers, but for the markup."""
        pieces: list[Span] = []
        for at in range(*span):
            start, end = self.starts[at], self.ends[at]
            if start == end:
                continue
            if pieces and pieces[-1].end == start:
                pieces[-1] = Span(pieces[-1].start, end)
            else:
                pieces.append(Span(start, end))
        return pieces
