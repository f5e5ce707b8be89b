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


class Anchor(NamedTuple):
    """A literal in lower case. `word`: it is a whole token, so the token index finds it; else it is looked for in the text."""

    literal: str
    word: bool


def anchors(pattern: str, frequency: dict[str, float]) -> tuple[Anchor, ...]:
    """Literals one of which every match holds, for the rarest such set; empty if there is none. Raises re.error."""
    candidates = _sets(_parser.parse(pattern))
    best: tuple[float, tuple[Anchor, ...]] | None = None
    for runs in candidates:
        made = [_anchor(run, frequency) for run in runs]
        if any(one is None for one in made):
            continue
        found = tuple(dict.fromkeys(one for one in made if one is not None))
        cost = sum(_cost(one, frequency) for one in found)
        if best is None or cost < best[0]:
            best = cost, found
    return best[1] if best else ()


def _cost(anchor: Anchor, frequency: dict[str, float]) -> float:
    if anchor.word:
        return frequency.get(anchor.literal, 0.5)
    special = [c for c in anchor.literal if not c.isalnum() and not c.isspace()]
    if special:
        return 2000.0 if set(special) <= set("-.,'\"") else 20.0
    return 3000.0 / len(anchor.literal)


def _sets(parsed: Any) -> list[list[str]]:
    """Sets of runs of literals such that each match holds a run of each set."""
    out: list[list[str]] = []
    run = ""

    def flush() -> None:
        nonlocal run
        if run.strip(_EDGE):
            out.append([run])
        run = ""

    for op, argument in parsed:
        if op is _c.LITERAL:
            run += chr(argument).lower()
        elif op is _c.AT:
            if argument in (_c.AT_BOUNDARY, _c.AT_BEGINNING, _c.AT_BEGINNING_STRING, _c.AT_END, _c.AT_END_STRING):
                run += _EDGE
        elif op is _c.SUBPATTERN:
            inner = argument[-1]
            if all(o is _c.LITERAL or o is _c.AT for o, _ in inner):
                run += "".join(chr(a).lower() if o is _c.LITERAL else _EDGE for o, a in inner)
            else:
                flush()
                out += _sets(inner)
        elif op is _c.ATOMIC_GROUP:
            flush()
            out += _sets(argument)
        elif op is _c.BRANCH:
            flush()
            choices = [_longest(_sets(branch)) for branch in argument[1]]
            if all(choices):
                out.append([run for choice in choices for run in choice])
        elif op in (_c.MAX_REPEAT, _c.MIN_REPEAT, _c.POSSESSIVE_REPEAT):
            flush()
            if argument[0] > 0:
                out += _sets(argument[2])
        elif op is _c.ASSERT and argument[0] >= 0:
            flush()
            out += _sets(argument[1])
        elif op is _c.IN and len(argument) <= 4 and all(o is _c.LITERAL for o, _ in argument):
            flush()
            out.append([chr(a).lower() for _, a in argument])
        elif op in (_c.ASSERT, _c.ASSERT_NOT):
            continue
        else:
            flush()
    flush()
    return out


def _longest(sets: list[list[str]]) -> list[str]:
    return max(sets, key=lambda runs: min(len(run.strip(_EDGE)) for run in runs), default=[])


def _anchor(run: str, frequency: dict[str, float]) -> Anchor | None:
    plain = run.replace(_EDGE, "").strip()
    if not plain:
        return None
    special = [c for c in plain if not c.isalnum() and not c.isspace() and c not in "'-.,\""]
    if special:
        return Anchor(plain, False)
    words = re.findall(rf"(?<=[{_EDGE} ])[^\W_]+(?=[{_EDGE} ])", run)
    words = [word for word in words if word.isascii()]
    if words:
        return Anchor(min(words, key=lambda word: frequency.get(word, 0.5)), True)
    return Anchor(plain, False)
