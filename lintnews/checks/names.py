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


def prepare(options: dict[str, Any]) -> dict[str, Any]:
    """The options as `check` wants them: the names by their first token, each with its tokens and how it may be written."""
    names: dict[str, list[tuple[list[str], list[str]]]] = {}
    for entry in options["names"]:
        forms = fold(str(entry)).split("|")
        words = tokenise(forms[0])
        names.setdefault(words[0], []).append((words, forms))
    return {**options, "names": names}


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, list[str], str]]:
    """The places where a name is in none of its right cases, each with its correction. Words all in capitals are let be."""
    common = options.get("common", {})
    names = options["names"]
    hits = {first for first in names.keys() & document.vocabulary if _odd(document, names[first])}
    for number, block_words in enumerate(document.words) if hits else ():
        for at in [at for at, word in enumerate(block_words) if word in hits]:
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


def _odd(document: Document, names: list[tuple[list[str], list[str]]]) -> bool:
    """Whether a word of these names is anywhere written otherwise than in them, or in capitals; those that are not here aside.

    Of several words that may be written in several ways each may be right, and the name not: that is for a closer look, too.
    """
    for words, forms in (name for name in names if document.vocabulary.issuperset(name[0])):
        if len(words) > 1 and len(forms) > 1:
            return True
        for word in words:
            right = {form[at : at + len(word)] for form in forms if (at := form.lower().find(word)) >= 0} | {word.upper()}
            if document.prose.count(word) != sum(map(document.cased.count, right)):
                return True
    return False


def _part_of_more(document: Document, span: Span) -> bool:
    """Whether the words are part of a longer one: an address, a file's name, a hyphenated or dotted name."""
    before = document.cased[span.start - 1 : span.start]
    after = document.cased[span.end : span.end + 2]
    return (
        before in ("/", "@", "#", "_", ".", "-", "\\")
        or after[:1] in ("/", "@", "_", "\\")
        or (after[:1] in (".", "-") and after[1:].isalnum())
    )
