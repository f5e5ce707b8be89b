"""The engine that our own rules are."""

from __future__ import annotations

from lintnews.document import Document
from lintnews.findings import Finding
from lintnews.index import Index
from lintnews.matchers import documents, idioms, regexes, words
from lintnews.matchers.triggers import triggers


def check(document: Document, index: Index, active: frozenset[int]) -> list[Finding]:
    """Findings of the rules of `index` whose numbers are active, in no order."""
    found = triggers(document, index)
    return [
        *words.check(document, index, active, found.patterns),
        *idioms.check(document, index, active, found.idioms),
        *regexes.check(document, index, active, found.regexes),
        *documents.check(document, index, active),
    ]
