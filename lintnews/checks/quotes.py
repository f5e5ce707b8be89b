"""Quotation marks and brackets that are opened and not closed, or closed and not opened, in a paragraph.

A quotation may run on: then the next paragraph opens it anew, as newspapers have it.
"""

from __future__ import annotations

import re

from lintnews.document import Document
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_SPEECH = (
    "said|says|added|adds|told|wrote|writes|explained|explains|asked|asks|argued|warned|insisted|replied|continued|recalled|noted|"
    "announced|claimed|admitted"
)
_WHO = rf"(?:he|she|they|it|I|we)\b(?= (?:{_SPEECH})\b)|(?:{_SPEECH})(?= (?:the |a )?\w+)|[A-Z]\w+(?= (?:[A-Z]\w+ )?(?:{_SPEECH})\b)"
# Compiled when they are needed, which in most texts they are not.
_TAG = rf"(\w+,) ({_WHO})"
_QUOTE = re.compile('["\u201c\u201d]')
_INCHES = r"\d\""


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, list[str], str]]:
    """Each unbalanced mark. `options["marks"]`: "quotes" or "brackets"."""
    for number, (span, kind) in enumerate(document.blocks):
        if kind == "code":
            continue
        yield from (_quotes if options["marks"] == "quotes" else _brackets)(document, number, span)


def _quotes(document: Document, number: int, span: Span) -> Iterator[tuple[Span, list[str], str]]:
    text = document.text[span.start : span.end]
    curly = "\u201c" in text or "\u201d" in text
    if "\u2019\u2019" in text:  # a closing mark made of two single ones
        return
    if ('"' in text) if curly else (text.count('"') % 2 == 0 or re.search(_INCHES, text)):
        return
    opened: int | None = None
    for mark in _QUOTE.finditer(text):
        at, char = mark.start(), mark.group()
        if char == '"':
            opened = at if opened is None else None
        elif char == "\u201c" and opened is None:
            opened = at
        elif char == "\u201d":
            if opened is None and _opens(text, at):  # turned the wrong way
                opened = at
                continue
            if opened is None:
                yield Span(span.start + at, span.start + at + 1), [], "No quotation mark opens what this one closes."
            opened = None
    if opened is None or _goes_on(document, number):
        return
    if not curly and not _opens(text, opened):
        return
    tag = re.compile(_TAG).search(text, opened)
    if tag:
        close = "\u201d" if curly else '"'
        yield Span(*tag.span()).shift(span.start), [f"{tag.group(1)}{close} {tag.group(2)}"], "The quotation is not closed."
    else:
        yield Span(opened, opened + 1).shift(span.start), [], "The quotation is not closed in this paragraph, nor opened anew in the next."


def _opens(text: str, at: int) -> bool:
    """Whether a straight mark stands where one opens."""
    return (at == 0 or text[at - 1] in " (\u2014\u2013-[") and at + 1 < len(text) and not text[at + 1].isspace()


def _goes_on(document: Document, number: int) -> bool:
    """Whether the quotation runs on into the next paragraph."""
    if number + 1 >= len(document.blocks):
        return False
    start = document.blocks[number + 1].span.start
    return document.cased[start] == '"' or document.cased[start] == "'"


_BRACKET = r"[()]"
_LABEL = r"(?:^|[\s(])(?:\d{1,2}|[a-zA-Z]|[ivx]+)\Z"
_SMILE = r"[:;=8][-']?\Z"


def _brackets(document: Document, number: int, span: Span) -> Iterator[tuple[Span, list[str], str]]:
    text = document.cased[span.start : span.end]
    if text.count("(") == text.count(")"):
        return
    opened: list[int] = []
    for match in re.finditer(_BRACKET, text):
        at = match.start()
        before = text[max(0, at - 12) : at]
        if re.search(_SMILE, before):
            continue
        if match.group() == "(":
            opened.append(at)
        elif opened:
            opened.pop()
        elif not re.search(_LABEL, before):
            yield Span(at, at + 1).shift(span.start), [], "No bracket opens what this one closes."
    for at in opened:
        yield Span(at, at + 1).shift(span.start), [], "The bracket is not closed."
