"""Letters that were decoded with the wrong table: "cafÃ©", "donâ€™t", also more than once."""

from __future__ import annotations

import re
import unicodedata

from lintnews.document import Document
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


# What the bytes 80 to 9F look like in Windows-1252; five that it leaves open look like C1 characters, as all of them do in Latin-1.
_WINDOWS = (
    "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f"
    "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178"
)
_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)} | {character: byte for byte, character in enumerate(_WINDOWS, 0x80)}
_AFTER = "".join(re.escape(character) for character, byte in _BYTES.items() if byte < 0xC0)
_RUN = re.compile(f"(?:[\u00c2-\u00df][{_AFTER}]|[\u00e0-\u00ef][{_AFTER}]{{2}}|[\u00f0-\u00f4][{_AFTER}]{{3}})+")
_SURE = frozenset("\u00c2\u00c3\u00e2\u00ef\u00f0")  # first characters that hardly begin anything else
_QUOTES = frozenset("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u2022\u2122")

_TABLES = {
    "\u201a\u00c4\u00f4": "\u2019", "\u201a\u00c4\u00f2": "\u2018", "\u201a\u00c4\u00fa": "\u201c", "\u201a\u00c4\u00f9": "\u201d",
    "\u201a\u00c4\u00ec": "\u2013", "\u201a\u00c4\u00ee": "\u2014", "\u201a\u00c4\u00b6": "\u2026", "\u221a\u00a9": "\u00e9",
    "\u221a\u00b1": "\u00f1", "\u221a\u00b3": "\u00f3", "\u221a\u00ad": "\u00ed", "\u221a\u00b6": "\u00f6", "\u221a\u00ba": "\u00fc",
    "\u0393\u00c7\u00d6": "\u2019", "\u0393\u00c7\u00ff": "\u2018", "\u0393\u00c7\u00a3": "\u201c", "\u0393\u00c7\u00a5": "\u201d",
    "\u0393\u00c7\u00f4": "\u2013", "\u0393\u00c7\u00f6": "\u2014", "\u0393\u00c7\u00aa": "\u2026",
    "\u0432\u0402\u2122": "\u2019", "\u0432\u0402\u045a": "\u201c", "\u0432\u0402\u045c": "\u201d", "\u0432\u0402\u201c": "\u2013",
    "\u0432\u0402\u201d": "\u2014", "\u0432\u0402\u00a6": "\u2026",
}  # fmt: skip
_TABLE = re.compile("|".join(map(re.escape, _TABLES)))
_CUT = re.compile(r"\u00e2\u20ac(?=[\s.,;:!?)]|\Z)|(?<=[\s\d.,;:!?\u201d\"a-z])\u00c2(?=[ \u00a0]|$)", re.M)
_CONTROL = re.compile("[\u0080-\u009f]")
_LOST = re.compile(r"(?<=[^\W\d_])\ufffd(?=(?:s|t|re|ve|ll|d|m)\b)")


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, list[str], str]]:
    """Runs of wrongly decoded letters and what they stand for."""
    text = document.text
    taken: list[Span] = []
    for match in _RUN.finditer(text):
        repaired = _repaired(match.group())
        if repaired is not None and _plausible(match, repaired, text):
            taken.append(Span(*match.span()))
            yield taken[-1], [_visible(repaired)], ""
    for pattern, new in ((_TABLE, None), (_CUT, ""), (_CONTROL, None), (_LOST, "\u2019")):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in taken):
                continue
            found = match.group()
            if pattern is _TABLE:
                yield span, [_TABLES[found]], ""
            elif pattern is _CUT:
                yield span, ["\u201d" if len(found) == 2 else ""], ""
            elif pattern is _CONTROL:
                fixed = _WINDOWS[ord(found) - 0x80]
                yield span, [fixed if fixed != found else ""], ""
            else:
                yield span, [str(new)], ""


def _repaired(run: str) -> str | None:
    """The run decoded as it should have been, as often as that works; None if it never does."""
    found: str | None = None
    while True:
        try:
            run = bytes(_BYTES[character] if character in _BYTES else ord(character) for character in run).decode("utf-8")
        except (UnicodeDecodeError, ValueError):
            return found
        found = run
        if run.isascii() or not _RUN.search(run):
            return found


def _plausible(match: re.Match[str], repaired: str, text: str) -> bool:
    """Whether the run cannot be what was written: a capital with an accent before a closing quote can be."""
    if any(unicodedata.category(character) in ("Cn", "Co", "Cs", "Cc") and not "\u0080" <= character <= "\u009f" for character in repaired):
        return False
    run = match.group()
    if len(run) > 2:
        return run[0] in _SURE or len(run) > 3 or repaired.isalpha()
    before = text[match.start() - 1 : match.start()]
    if run[1] in _QUOTES and (before.isupper() or run[0] not in "\u00c2\u00c3" or not text[match.end() : match.end() + 1].islower()):
        return False
    return run[0] in "\u00c2\u00c3" or (run[0] in "\u00c4\u00c5" and (before.islower() or text[match.end() : match.end() + 1].islower()))


def _visible(text: str) -> str:
    """The text with no-break spaces as spaces and without what cannot be seen."""
    return "".join(" " if c == "\u00a0" else "" if c in "\u00ad\u200b\ufeff" else c for c in text)
