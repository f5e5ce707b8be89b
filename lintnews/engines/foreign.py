"""Engines that are not ours: paragraphs in, what they say of each out, and of that what we trust as findings of rules of ours."""

from __future__ import annotations

import re

from lintnews import dialects
from lintnews.document import Document
from lintnews.engines import EngineError
from lintnews.findings import Finding
from lintnews.index import Index
from lintnews.matchers import curled, finding
from lintnews.spans import Span, common_ends
from lintnews.tokens import CLEAR, OPAQUE
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class Reader(Protocol):
        """A foreign engine. What it says of a paragraph depends on nothing but the paragraph, the dialect and the rules."""

        @property
        def name(self) -> str: ...
        @property
        def version(self) -> str: ...
        def read(self, paragraphs: list[str], dialect: str, rules: frozenset[str] | None) -> list[list[Said]]:
            """What the rules (None: all that are on by default) say of each paragraph. Raises EngineError."""

        def close(self) -> None:
            """End what was started; reading starts it again."""


class Said(NamedTuple):
    """What a rule of the engine says: `start` and `end` are code points of the paragraph, `news` corrections, best first."""

    rule: str
    start: int
    end: int
    news: tuple[str, ...]


class Guarded:
    """A reader whose failure silences it and is kept as `fault`. What it gives then is no answer: a cache belongs inside the guard."""

    def __init__(self, reader: Reader) -> None:
        self.name = reader.name
        self.version = reader.version
        self.fault = ""
        self._reader = reader

    def read(self, paragraphs: list[str], dialect: str, rules: frozenset[str] | None) -> list[list[Said]]:
        if not self.fault:
            try:
                return self._reader.read(paragraphs, dialect, rules)
            except EngineError as error:
                self.fault = str(error)
        return [[] for _ in paragraphs]

    def close(self) -> None:
        self._reader.close()


class Foreign:
    """A reader as an engine, believed as far as rules say that are active: pairs of an index and numbers in it."""

    def __init__(self, reader: Reader, rules: tuple[tuple[Index, frozenset[int]], ...]) -> None:
        self.name = reader.name
        self.version = reader.version
        self._reader = reader
        self._rules = {
            rule.name: (index.rules[rule.rule], rule.message)
            for index, active in rules
            for rule in index.foreign
            if rule.rule in active and index.rules[rule.rule].id.startswith(f"{reader.name}/")
        }

    def check(self, document: Document) -> list[Finding]:
        """Findings, in no order. Raises EngineError."""
        if not self._rules or not document.blocks:
            return []
        passages = [Passage(document, block.span) for block in document.blocks]
        dialect = dialects.guess(document) or "american"
        answers = self._reader.read([passage.text for passage in passages], dialect, frozenset(self._rules))
        found = []
        for passage, answer in zip(passages, answers, strict=True):
            for said in answer:
                if said.rule in self._rules and passage.holds(said):
                    head, message = self._rules[said.rule]
                    news = [curled(passage.restored(said, new), document) for new in said.news]
                    made = finding(document, head, passage.span(said), news, message)
                    found += [made._replace(origin=self.name)] if made is not None else []
        return found


class Passage:
    """A block as an engine reads it: quotation marks plain, white space single, masked words a name, marks that mean nothing left out."""

    __slots__ = ("_document", "_places", "text")

    def __init__(self, document: Document, block: Span) -> None:
        text = document.cased[block.start : block.end]
        if OPAQUE in text:
            text = re.sub(f"{OPAQUE}+", lambda masked: "X" + "x" * (len(masked[0]) - 1), text)
        self._document = document
        if CLEAR in text or "\n" in text or "\r" in text or "\t" in text or "  " in text:
            kept = [at for at, c in enumerate(text) if c != CLEAR and not (c.isspace() and at and text[at - 1].isspace())]
            self.text = "".join(" " if text[at].isspace() else text[at] for at in kept)
            self._places: list[int] | range = [block.start + at for at in kept]
        else:
            self.text = text
            self._places = range(block.start, block.end)

    def holds(self, said: Said) -> bool:
        """Whether the engine speaks of words that stand in the passage and are not masked."""
        if not 0 <= said.start < said.end <= len(self.text):
            return False
        start, end = self.span(said)
        return OPAQUE not in self._document.cased[start:end]

    def span(self, said: Said) -> Span:
        """The place in the document."""
        return Span(self._places[said.start], self._places[said.end - 1] + 1)

    def restored(self, said: Said, new: str) -> str:
        """A correction, with what it leaves alone as it stands in the document."""
        read, span = self.text[said.start : said.end], self.span(said)
        head, tail = common_ends(read, new)
        start = self._places[said.start + head] if head < len(read) else span.end
        end = self._places[said.end - tail - 1] + 1 if head + tail < len(read) else start
        text = self._document.text
        return text[span.start : start] + new[head : len(new) - tail] + text[end : span.end]
