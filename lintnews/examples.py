"""Examples of rules: "She {could of -> could have} won." as a text, what is to be marked, and what it is to become."""

from __future__ import annotations

import re

from lintnews.spans import Span
from lintnews.values import NamedTuple

_PIECE = re.compile(r"\\([{}])|\{|\}")


class Expected(NamedTuple):
    """A place that must be marked. `news`: the corrections, best first; None where no fix is expected."""

    span: Span
    news: tuple[str, ...] | None


class Example(NamedTuple):
    text: str
    expected: tuple[Expected, ...]


def parse(example: str) -> Example:
    """The example without its braces. Raises ValueError for braces that do not pair or mark nothing."""
    text, expected = "", []
    opened: int | None = None
    at = 0
    inside = ""
    for match in _PIECE.finditer(example):
        piece = example[at : match.start()] + (match.group(1) or "")
        at = match.end()
        if opened is None:
            text += piece
        else:
            inside += piece
        if match.group() == "{":
            if opened is not None:
                raise ValueError(f"a brace inside braces; write \\{{ for the character: {example!r}")
            opened, inside = len(text), ""
        elif match.group() == "}":
            if opened is None:
                raise ValueError(f"a closing brace without an opening one; write \\}} for the character: {example!r}")
            bad, arrow, good = inside.partition(" ->")
            if not bad:
                raise ValueError(f"braces that mark nothing: {example!r}")
            text += bad
            news = tuple(new.strip(" ") if "|" in good else new[1:] for new in good.split(" | ")) if arrow else None
            expected.append(Expected(Span(opened, len(text)), news))
            opened = None
    if opened is not None:
        raise ValueError(f"a brace that is not closed: {example!r}")
    return Example(text + example[at:], tuple(expected))


def correct(example: Example, number: int) -> str:
    """The text with the marked place `number` made its first correction."""
    expected = example.expected[number]
    new = (expected.news or ("",))[0]
    return example.text[: expected.span.start] + new + example.text[expected.span.end :]
