"""Names that are written in the wrong case: "Youtube", "nato", "french".

Options: `names`, how each is written ("YouTube"; "NATO|Nato" where both will do, the first being the correction; words apart by
spaces); `common`, for a name's first word in lower case the words after which it is none ("french": [fries]).
"""

from __future__ import annotations

from lintnews.document import Document
from lintnews.spans import Span
from lintnews.tokens import fold, tokenise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


_read: dict[int, tuple[dict[str, Any], dict[str, list[tuple[list[str], list[str]]]]]] = {}  # by the options' identity: a rule's last


def _names(options: dict[str, Any]) -> dict[str, list[tuple[list[str], list[str]]]]:
    """The names by their first token, each with its tokens and how it may be written."""
    if id(options) not in _read:
        names: dict[str, list[tuple[list[str], list[str]]]] = {}
        for entry in options["names"]:
            forms = fold(str(entry)).split("|")
            words = tokenise(forms[0])
            names.setdefault(words[0], []).append((words, forms))
        _read[id(options)] = options, names
    return _read[id(options)][1]


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, list[str], str]]:
    """The places where a name is in none of its right cases, each with its correction. Words all in capitals are let be."""
    common = options.get("common", {})
    names = _names(options)
    for number, block_words in enumerate(document.words):
        hits = names.keys() & block_words
        for at in [at for at, word in enumerate(block_words) if word in hits] if hits else ():
            first = block_words[at]
            for words, forms in names[first]:
                end = at + len(words)
                if block_words[at:end] != words or (end < len(block_words) and block_words[end] in common.get(first, ())):
                    continue
                tokens = document.tokens(number)
                span = Span(tokens.starts[at], tokens.ends[end - 1])
                written = document.cased[span.start : span.end]
                if written.isupper() or written in forms or _part_of_more(document, span):
                    continue
                if any(sentence.start == span.start for sentence in document.sentences(number)) and written in [
                    form[0].upper() + form[1:] for form in forms
                ]:
                    continue
                yield span, [forms[0]], ""


def _part_of_more(document: Document, span: Span) -> bool:
    """Whether the words are part of a longer one: an address, a file's name, a hyphenated or dotted name."""
    before = document.cased[span.start - 1 : span.start]
    after = document.cased[span.end : span.end + 2]
    return (
        before in ("/", "@", "#", "_", ".", "-", "\\")
        or after[:1] in ("/", "@", "_", "\\")
        or (after[:1] in (".", "-") and after[1:].isalnum())
    )
