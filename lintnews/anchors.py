"""The literal that every match of a regex holds: the gate that keeps regexes that cannot match from running."""

from __future__ import annotations

import re
import warnings
from typing import Any

from lintnews.values import NamedTuple

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from re import _constants as _c  # type: ignore[attr-defined]
    from re import _parser  # type: ignore[attr-defined]

_EDGE = "\x00"  # a word boundary inside a run of literals


FAR = 1000  # code points; where a literal may stand so far into a match, its place says nothing


class Anchor(NamedTuple):
    """A literal in lower case, and how far into a match it starts: `low` to `high` code points.

    `word`: it is a whole token, so the token index finds it; else it is looked for in the text.
    """

    literal: str
    word: bool
    low: int = 0
    high: int = FAR


class _Run(NamedTuple):
    text: str  # in lower case, with `_EDGE` at word boundaries
    low: int
    high: int


def anchors(pattern: str, frequency: dict[str, float]) -> tuple[Anchor, ...]:
    """Literals one of which every match holds, for the rarest such set; empty if there is none. Raises re.error."""
    best: tuple[float, tuple[Anchor, ...]] | None = None
    for runs in _sets(_parser.parse(pattern), 0, 0):
        made = [_anchor(run, frequency) for run in runs]
        found = tuple(dict.fromkeys(one for one in made if one is not None))
        cost = sum(_cost(one, frequency) for one in found)
        if len(found) == len(dict.fromkeys(made)) and (best is None or cost < best[0]):
            best = cost, found
    return best[1] if best else ()


def _cost(anchor: Anchor, frequency: dict[str, float]) -> float:
    if anchor.word:
        return frequency.get(anchor.literal, 0.5)
    special = [c for c in anchor.literal if not c.isalnum() and not c.isspace()]
    if special:
        return 2000.0 if set(special) <= set("-.,'\"") else 20.0
    return 3000.0 / len(anchor.literal)


def _sets(parsed: Any, low: int, high: int) -> list[list[_Run]]:
    """Sets of runs of literals such that each match holds a run of each set. `low` and `high`: how far into a match `parsed` starts."""
    out: list[list[_Run]] = []
    run, run_low, run_high = "", low, high

    def flush() -> None:
        nonlocal run, run_low, run_high
        if run.strip(_EDGE):
            out.append([_Run(run, run_low, run_high)])
        run, run_low, run_high = "", low, high

    for item in parsed:
        op, argument = item
        least, most = _parser.SubPattern(parsed.state, [item]).getwidth()
        inner = argument[-1] if op is _c.SUBPATTERN else ()
        if op is _c.LITERAL:
            run += chr(argument).lower()
        elif op is _c.AT:
            if argument in (_c.AT_BOUNDARY, _c.AT_BEGINNING, _c.AT_BEGINNING_STRING, _c.AT_END, _c.AT_END_STRING):
                run += _EDGE
        elif op is _c.SUBPATTERN and all(o is _c.LITERAL or o is _c.AT for o, _ in inner):
            run += "".join(chr(a).lower() if o is _c.LITERAL else _EDGE for o, a in inner)
        elif op not in (_c.ASSERT, _c.ASSERT_NOT) or argument[0] >= 0:
            flush()
            if op in (_c.SUBPATTERN, _c.ATOMIC_GROUP):
                out += _sets(inner or argument, low, high)
            elif op is _c.BRANCH:
                choices = [_longest(_sets(branch, low, high)) for branch in argument[1]]
                if all(choices):
                    out.append([one for choice in choices for one in choice])
            elif op in (_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT) and argument[0] > 0:
                out += _sets(argument[2], low, high)
            elif op is _c.ASSERT:
                out += _sets(argument[1], low, high)
            elif op is _c.IN and len(argument) <= 4 and all(o is _c.LITERAL for o, _ in argument):
                out.append([_Run(chr(a).lower(), low, high) for _, a in argument])
        low, high = min(low + least, FAR), min(high + most, FAR)
        if not run:
            run_low, run_high = low, high
    flush()
    return out


def _longest(sets: list[list[_Run]]) -> list[_Run]:
    return max(sets, key=lambda runs: min(len(run.text.strip(_EDGE)) for run in runs), default=[])


def _anchor(run: _Run, frequency: dict[str, float]) -> Anchor | None:
    whole = run.text.replace(_EDGE, "")
    plain = whole.strip()
    if not plain:
        return None
    special = [c for c in plain if not c.isalnum() and not c.isspace() and c not in "'-.,\""]
    words = [] if special else [m for m in re.finditer(rf"(?<=[{_EDGE} ])[^\W_]+(?=[{_EDGE} ])", run.text) if m.group().isascii()]
    if words:
        rarest = min(words, key=lambda match: frequency.get(match.group(), 0.5))
        before = len(run.text[: rarest.start()].replace(_EDGE, ""))
        return Anchor(rarest.group(), True, run.low + before, run.high + before)
    before = len(whole) - len(whole.lstrip())
    return Anchor(plain, False, run.low + before, run.high + before)
