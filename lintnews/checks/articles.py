"""*a* before a consonant's sound and *an* before a vowel's."""

from __future__ import annotations

import re
from functools import cache

from lintnews.document import Document
from lintnews.lexicon import NOUN, TAGS, VERB
from lintnews.sounds import vowel_sound
from lintnews.spans import Span
from lintnews.tokens import copy_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from lintnews.syntax import Syntax


_ARTICLE = re.compile(r"\b([Aa]n?|AN)\b[^\w\s]?\s+[$\u00a3\u20ac]?([^\W_]*)(.?)", re.DOTALL)
_CAN_FOLLOW = NOUN | VERB | TAGS["adj"] | TAGS["adj.comp"] | TAGS["adj.sup"] | TAGS["adv"] | TAGS["num"]


def check(document: Document, options: dict[str, Any]) -> Iterator[tuple[Span, tuple[str, ...], str]]:
    """Articles that do not fit the sound of the next word, each with the other one."""
    doubtful = {document.block_at(match.start()) for match in _ARTICLE.finditer(document.cased) if not _fits(*match.groups())}
    for number in sorted(number for number in doubtful if number is not None):
        from lintnews.syntax import Syntax

        syntax = Syntax(document, number)
        for at, word in enumerate(syntax.words[:-1]):
            if word in ("a", "an") and _wrong(syntax, at):
                span = syntax.span(at)
                new = "a" if word == "an" else "an"
                yield span, (copy_case(document.text[span.start : span.end], new),), ""


@cache
def _fits(article: str, following: str, after: str) -> bool:
    """Whether an article surely suits the letters that follow it, with the character after them, in capitals or not."""
    if after in (".", ",", "'") or not following:
        return False
    vowel = article in ("an", "An", "AN")
    return all(vowel_sound(following, shouted) in (vowel, None) for shouted in (False, True))


def _wrong(syntax: Syntax, at: int) -> bool:
    """Whether a token is the wrong article: not a letter, a grade or a foreign word, and sure of what follows."""
    written, following = syntax.written(at), syntax.word(at + 1)
    sound = syntax.vowel_sound(at + 1)
    if sound is None or sound == (syntax.word(at) == "an"):
        return False
    if written == "AN" and not syntax.written(at + 1).isupper():
        return False  # an abbreviation
    if written == "A" and not syntax.sentence_start(at) and syntax.word(at - 1) not in ('"', "'", "(", ":"):
        return False  # "plan A is"
    if syntax.joined(at) and syntax.word(at - 1) in ("-", "/", ".", "'", "&", "@"):
        return False
    if syntax.joined(at + 1) or not (following[0].isalnum() or following in ("$", "\u00a3", "\u20ac")):
        return False
    if len(following) == 1 and following.isalpha():  # "a e", "an a": letters, or a word that was broken
        return False
    if syntax.word(at - 1) in ("the", "letter"):  # "the a and the o"
        return False
    return not syntax.tags(at + 1) or bool(syntax.tags(at + 1) & _CAN_FOLLOW)
