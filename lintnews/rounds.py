"""Fixes that were made in rounds, each as a change of the text as it was before the first."""

from __future__ import annotations

from lintnews.findings import Edit, Made, apply_edits
from lintnews.spans import Span
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class _Change(NamedTuple):
    """What stood at `was` in the first text stands at `now`; `by` numbers the fixes that changed it."""

    was: Span
    now: Span
    by: tuple[int, ...]

    @property
    def growth(self) -> int:
        return self.now.end - self.now.start - (self.was.end - self.was.start)

    def moved(self, by: int) -> _Change:
        return self._replace(now=self.now.shift(by))


def in_first_text(text: str, rounds: Iterable[list[Made]]) -> tuple[Made, ...]:
    """The fixes of `fixing.Fixed.rounds`, in the order of their making, with spans in `text`, which the first round found.

    Those of later rounds are an edit each, which holds what had been changed at its place before; `after` numbers by which fixes.
    So all are made at once by making the last first, and leaving out every edit that lies within one of a fix that builds on its own.
    """
    made: list[Made] = []
    changes: list[_Change] = []  # in reading order; none touches another
    for number, fixes in enumerate(rounds):
        for one in sorted(fixes, key=lambda one: one.place, reverse=True):  # from the end: the places before stay where they are
            place = one.place
            left = [change for change in changes if change.now.end < place.start]
            near = [change for change in changes if change.now.touches(place)]
            right = changes[len(left) + len(near) :]
            now = Span(min([place.start, *(c.now.start for c in near)]), max([place.end, *(c.now.end for c in near)]))
            start = now.start - sum(change.growth for change in left)
            was = Span(start, start + now.end - now.start - sum(change.growth for change in near))
            fixed = apply_edits(text, one.fix.edits)
            longer = len(fixed) - len(text)
            becomes = Span(now.start, now.end + longer)
            after = tuple(sorted({earlier for change in near for earlier in change.by}))
            changes = [*left, _Change(was, becomes, (*after, len(made))), *(change.moved(longer) for change in right)]
            made.append(_rebuilt(one, was, fixed[becomes.start : becomes.end], after) if number else one)
            text = fixed
    return tuple(made)


def _rebuilt(made: Made, span: Span, new: str, after: tuple[int, ...]) -> Made:
    fix = made.fix._replace(edits=(Edit(span, new),))
    return Made(made.finding._replace(span=span, fixes=(fix,)), fix, after)
