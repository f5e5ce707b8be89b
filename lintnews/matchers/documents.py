"""Rules that name a check of `lintnews.checks`: what data cannot say."""

from __future__ import annotations

from importlib import import_module

from lintnews.document import Document
from lintnews.findings import Finding
from lintnews.index import Index
from lintnews.matchers import finding


def check(document: Document, index: Index, active: frozenset[int]) -> list[Finding]:
    """Findings of the active rules that are checks.

    A check is a module with `check(document, options) -> iterator of (span, corrections, message)`; an empty message is the rule's own.
    If it has `prepare(options)`, that was called once, when the rule was compiled.
    What `furniture` says of lines is part of `blocks`.
    """
    found = []
    for rule, name, options, message, anchors in index.documents:
        if rule in active and name != "furniture" and (not anchors or any(anchor in document.text for anchor in anchors)):
            for span, news, special in import_module(f"lintnews.checks.{name}").check(document, options):
                made = finding(document, index.rules[rule], span, news, special or message)
                if made is not None:
                    found.append(made)
    return found
