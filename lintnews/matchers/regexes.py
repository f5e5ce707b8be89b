"""Rules that are regular expressions, each behind a literal that must be in the text."""

from __future__ import annotations

from importlib import import_module

from lintnews.document import Document
from lintnews.findings import Finding
from lintnews.index import Index, Regex
from lintnews.matchers import finding, holds
from lintnews.matchers.walk import Block
from lintnews.spans import Span
from lintnews.tokens import copy_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_compiled: dict[tuple[str, str], Any] = {}


def check(document: Document, index: Index, active: frozenset[int]) -> list[Finding]:
    """Findings of the active rules that are regexes."""
    found: list[Finding] = []
    for number in _gated(document, index):
        regex = index.regex(number)
        if regex.rule in active:
            found += _match(regex, document, index)
    return found


def _gated(document: Document, index: Index) -> list[int]:
    """Numbers of the regexes whose literal is in the text."""
    out = set(index.always)
    if index.by_word:
        for words in document.words:
            for word in index.by_word.keys() & words:
                out.update(index.by_word[word])
    low = document.text.lower()
    for char in index.by_char.keys() & set(low):
        out.update(number for literal, number in index.by_char[char] if literal in low)
    return sorted(out)


def _match(regex: Regex, document: Document, index: Index) -> Iterator[Finding]:
    key = (regex.module, regex.pattern)
    if key not in _compiled:
        _compiled[key] = import_module(regex.module).compile(regex.pattern)
    source = document.text if regex.on == "text" else document.cased
    for number, (span, _) in enumerate(document.blocks):
        for match in _compiled[key].finditer(source[span.start : span.end]):
            start, end = match.span(regex.mark)
            if start < 0 or (start == end and not regex.templates):
                continue
            place = Span(start + span.start, end + span.start)
            if regex.context and not _around(regex, document, number, place):
                continue
            raw = regex.on == "text"
            if raw and document.format != "plain" and document.masked(place):  # code and the format's own markup
                continue
            made = finding(document, index.rules[regex.rule], place, _news(regex, match, document), regex.message, raw=raw)
            if made is not None:
                yield made


def _news(regex: Regex, match: Any, document: Document) -> Iterator[str]:
    for template in regex.templates or ():
        new = match.expand(template) if "\\" in template else template
        new = copy_case(match.group(regex.mark), new) if template[:1] != "\\" else new
        yield new.replace("'", "\u2019") if "'" in new and "\u2019" in document.text and regex.on != "text" else new


def _around(regex: Regex, document: Document, number: int, span: Span) -> bool:
    """Whether the rule's context holds around the tokens that the match touches."""
    block = Block(document, number)
    first = next((n for n, end in enumerate(block.ends) if end > span.start), len(block.ends))
    last = next((n for n, start in enumerate(block.starts) if start >= span.end), len(block.starts))
    return first >= len(block.words) or holds(regex.context, block, first, max(last, first))
