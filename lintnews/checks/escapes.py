r"""Escapes of programming languages in the text: \n, \u2019, \", %20."""

from __future__ import annotations

import re

from lintnews.document import Document
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_UNICODE = re.compile(
    r"(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|(?<=[a-z])u20(?:1[3489cd]|26)(?!\d))"
)
_BREAK = re.compile(r"(?:\\r)?(?:\\n)+(?=[\sA-Z\"\u201c\u2018(\\-]|$)|(?<=[.!?:;,])(?:\\[rnt])+")
_QUOTE = re.compile(r"\\+([\"'\u201c\u201d\u2019])")
_SLASH = re.compile(r"(?<=\w)\\/(?=\w)")
_SPACE = re.compile(r"(?<=[A-Za-z.,])%20(?=[A-Za-z])")
_PATH = re.compile(r"\b[A-Za-z]:\\|\\\\\w")
_INVISIBLE = frozenset(range(0x200B, 0x2010)) | {0xFEFF, 0xAD, 0x2060}


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, list[str], str]]:
    """Escapes and the characters that they stand for; a line with a Windows path is left alone."""
    text = document.text
    if "\\" not in text and "%20" not in text and "u20" not in text:
        return
    for (start, end), _ in document.blocks:
        line = text[start:end]
        if not ("\\" in line or "%20" in line or "u20" in line) or _PATH.search(line):
            continue
        for match in _UNICODE.finditer(line):
            new = _decoded(match.group())
            if new is not None and not document.masked(Span(*match.span()).shift(start)):
                yield Span(*match.span()).shift(start), [new], ""
        for pattern in (_BREAK, _QUOTE, _SLASH, _SPACE):
            for match in pattern.finditer(line):
                span = Span(*match.span()).shift(start)
                if not document.masked(span):
                    yield span, [_meant(pattern, match, line)], ""


def _decoded(escape: str) -> str | None:
    """The character of a Unicode escape, "" if it shows nothing; None if it is none."""
    units = [int(unit, 16) for unit in re.findall(r"[0-9a-fA-F]{2,4}", escape.replace("x", "").replace("u", " "))]
    if len(units) == 2:
        return chr(0x10000 + ((units[0] - 0xD800) << 10) + units[1] - 0xDC00)
    point = units[0]
    if 0xD800 <= point < 0xE000 or point < 0x20:
        return None
    if point in _INVISIBLE:
        return ""
    return " " if chr(point).isspace() else chr(point)


def _meant(pattern: re.Pattern[str], match: re.Match[str], line: str) -> str:
    if pattern is _QUOTE:
        return match.group(1)
    if pattern is _SLASH:
        return "/"
    beside = line[: match.start()][-1:], line[match.end() :][:1]
    return " " if all(beside) and not any(c.isspace() for c in beside) else ""
