"""The engine that our own rules are."""

from __future__ import annotations

from lintnews.document import Document
from lintnews.findings import Finding
from lintnews.index import Index
from lintnews.matchers import documents, idioms, regexes, words


def check(document: Document, index: Index, active: frozenset[int]) -> list[Finding]:
    """Findings of the rules of `index` whose numbers are active, in no order."""
    return [
        *words.check(document, index, active),
        *idioms.check(document, index, active),
        *regexes.check(document, index, active),
        *documents.check(document, index, active),
    ]
