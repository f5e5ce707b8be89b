"""HTML entities in the text: named, numeric, escaped twice, or without their ampersand or semicolon."""

from __future__ import annotations

import re

from lintnews.document import Document
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_DOUBLE = re.compile(r"&amp;(?:amp;)*(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_OPEN = re.compile(r"&(?:amp|nbsp|quot|apos|[lr][sd]quo|[mn]dash|hellip|eacute|pound|euro|copy|trade|bull)(?![\w;=])")
_BARE = re.compile(r"(?<=[^\W\d_])#(?:0?39|x27|34|0?38|160|82(?:11|12|16|17|20|21|30));")
_NOTHING = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, list[str], str]]:
    """Entities and their characters. In Markdown an entity is the format's own, so only one that is escaped twice is a fault."""
    text = document.text
    if document.format == "markdown":
        patterns: tuple[re.Pattern[str], ...] = (_DOUBLE,) if "&amp;" in text else ()
    else:
        patterns = (_ENTITY, _OPEN) if "&" in text else ()
        if ";" in text and "#" in text:
            patterns += (_BARE,)
    for pattern in patterns:
        for match in pattern.finditer(text):
            character = _character(match.group())
            in_code = document.format == "markdown" and document.masked(Span(match.end() - 1, match.end()))
            if character is not None and not in_code and not _in_address(document, match.start()):
                yield Span(*match.span()), [_fitting(character, text, match.span())], ""


def _character(entity: str) -> str | None:
    """What an entity stands for, however often it was escaped; None if it is none."""
    from html import unescape

    found = "&" + entity.lstrip("&")
    if not found.endswith(";"):
        found += ";"
    for _ in range(4):
        again = unescape(found)
        if again == found:
            break
        found = again
    return None if ";" in found[1:] or len(found) > 2 else found


def _fitting(character: str, text: str, span: tuple[int, int]) -> str:
    """The character as text wants it: no invisible one, and no second space beside a space."""
    if character in _NOTHING:
        return ""
    if character.isspace():
        beside = text[max(span[0] - 1, 0) : span[0]] + text[span[1] : span[1] + 1]
        return "" if any(c.isspace() for c in beside) or span[0] == 0 or span[1] == len(text) else " "
    return character


def _in_address(document: Document, offset: int) -> bool:
    """Whether a web address goes on across the offset: there the entity is the address's business."""
    if not document.masks or document.format != "plain":
        return False
    return offset > 0 and document.cased[offset - 1] == "\ufffc" and document.cased[offset] == "\ufffc"
