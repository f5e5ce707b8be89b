"""Rules that are regular expressions, each behind a literal that must be in the text."""

from __future__ import annotations

from importlib import import_module

from lintnews.document import Document
from lintnews.findings import Finding
from lintnews.index import Index, Regex
from lintnews.matchers import curled, finding, holds
from lintnews.matchers.walk import Block
from lintnews.spans import Span
from lintnews.tokens import copy_case, lower

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

_compiled: dict[tuple[str, str], Any] = {}


def check(document: Document, index: Index, active: frozenset[int], triggers: dict[int, set[int]]) -> list[Finding]:
    """Findings of the active rules that are regexes; `triggers` are the blocks that each is tried on."""
    found: list[Finding] = []
    for number, blocks in triggers.items():
        regex = index.regex(number)
        if regex.rule not in active:
            continue
        key = (regex.module, regex.pattern)
        if key not in _compiled:
            _compiled[key] = import_module(regex.module).compile(regex.pattern)
        source = document.text if regex.on == "text" else document.cased
        for block in sorted(blocks):
            start, end = document.blocks[block].span
            for match in _matches(_compiled[key], regex.places, source[start:end]):
                made = _finding(regex, match, document, block, index)
                if made is not None:
                    found.append(made)
    return found


def _matches(compiled: Any, places: tuple[tuple[str, int, int], ...], text: str) -> Iterable[Any]:
    """The matches in a block's text: as finditer, but where the literals' places in a match are known it is tried only around them."""
    return _near(compiled, places, text) if places else compiled.finditer(text)


def _near(compiled: Any, places: tuple[tuple[str, int, int], ...], text: str) -> Iterator[Any]:
    low = lower(text)
    starts: set[int] = set()
    for literal, least, most in places:
        at = low.find(literal)
        while at >= 0:
            starts.update(range(max(0, at - most), at - least + 1))
            at = low.find(literal, at + 1)
    end = 0
    for start in sorted(starts):
        if start >= end and (match := compiled.match(text, start)):
            yield match
            end = max(match.end(), start + 1)


def _finding(regex: Regex, match: Any, document: Document, number: int, index: Index) -> Finding | None:
    """The finding of a match in block `number`; None if there is nothing to mark, or its context does not hold."""
    start, end = match.span(regex.mark)
    if start < 0 or (start == end and not regex.templates):
        return None
    place = Span(start, end).shift(document.blocks[number].span.start)
    raw = regex.on == "text"
    if regex.context and not _around(regex, document, number, place):
        return None
    if raw and document.format != "plain" and document.masked(place):  # code and the format's own markup
        return None
    return finding(document, index.rules[regex.rule], place, _news(regex, match, document), regex.message, raw=raw)


def _news(regex: Regex, match: Any, document: Document) -> Iterator[str]:
    for template in regex.templates or ():
        new = match.expand(template) if "\\" in template else template
        new = copy_case(match.group(regex.mark), new) if template[:1] != "\\" else new
        yield new if regex.on == "text" else curled(new, document)


def _around(regex: Regex, document: Document, number: int, span: Span) -> bool:
    """Whether the rule's context holds around the tokens that the match touches."""
    block = Block(document, number)
    first = next((n for n, end in enumerate(block.ends) if end > span.start), len(block.ends))
    last = next((n for n, start in enumerate(block.starts) if start >= span.end), len(block.starts))
    return first >= len(block.words) or holds(regex.context, block, first, max(last, first))
