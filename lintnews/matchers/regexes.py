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
    from collections.abc import Iterator
    from typing import Any

_compiled: dict[tuple[str, str], Any] = {}


def check(document: Document, index: Index, active: frozenset[int]) -> list[Finding]:
    """Findings of the active rules that are regexes."""
    found: list[Finding] = []
    for number, blocks in _gated(document, index).items():
        regex = index.regex(number)
        if regex.rule in active:
            found += _match(regex, document, index, sorted(blocks))
    return found


def _gated(document: Document, index: Index) -> dict[int, set[int]]:
    """Numbers of the regexes whose literal is in the text, with the blocks that hold it."""
    everywhere = set(range(len(document.blocks)))
    out: dict[int, set[int]] = dict.fromkeys(index.always, everywhere)
    if index.by_word:
        for block, words in enumerate(document.words):
            for word in index.by_word.keys() & words:
                for number in index.by_word[word]:
                    out.setdefault(number, set()).add(block)
    low = lower(document.text)
    for char in index.by_char.keys() & set(low):
        places: dict[str, set[int]] = {}
        for literal, number in index.by_char[char]:
            if literal not in places:
                places[literal] = _blocks_with(literal, low, document)
            if places[literal]:
                out[number] = out.get(number, set()) | places[literal]
    return out


def _blocks_with(literal: str, low: str, document: Document) -> set[int]:
    """The blocks in which a literal starts."""
    found = set()
    at = low.find(literal)
    while at >= 0:
        block = document.block_at(at)
        if block is None:
            at = low.find(literal, at + 1)
        else:
            found.add(block)
            at = low.find(literal, max(document.blocks[block].span.end, at + 1))
    return found


def _match(regex: Regex, document: Document, index: Index, blocks: list[int]) -> Iterator[Finding]:
    key = (regex.module, regex.pattern)
    if key not in _compiled:
        _compiled[key] = import_module(regex.module).compile(regex.pattern)
    raw = regex.on == "text"
    source = document.text if raw else document.cased
    for number in blocks:
        span = document.blocks[number].span
        for match in _matches(_compiled[key], regex.places, source[span.start : span.end]):
            start, end = match.span(regex.mark)
            if start < 0 or (start == end and not regex.templates):
                continue
            place = Span(start + span.start, end + span.start)
            if regex.context and not _around(regex, document, number, place):
                continue
            if raw and document.format != "plain" and document.masked(place):  # code and the format's own markup
                continue
            made = finding(document, index.rules[regex.rule], place, _news(regex, match, document), regex.message, raw=raw)
            if made is not None:
                yield made


def _matches(compiled: Any, places: tuple[tuple[str, int, int], ...], text: str) -> Iterator[Any]:
    """The matches in a block's text: as finditer, but where the literals' places in a match are known it is tried only around them."""
    if not places:
        yield from compiled.finditer(text)
        return
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
