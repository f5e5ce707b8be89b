"""Words and punctuation, and the folded text in which they are looked up.

Folding never changes a length, so an offset into the folded text is an offset into the text.
"""

from __future__ import annotations

import re

OPAQUE = "\ufffc"  # stands for masked text that has a meaning we do not read: code, a URL
CLEAR = "\u2060"  # stands for masked text that means nothing: the stars of **bold**

_FOLD = (
    ("\u2019", "'"), ("\u2018", "'"), ("\u02bc", "'"), ("\u201b", "'"), ("\u2032", "'"),
    ("\u201c", '"'), ("\u201d", '"'), ("\u201e", '"'), ("\u201f", '"'),
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u2007", " "), ("\u2002", " "), ("\u2003", " "), ("\u200a", " "),
    ("\u2010", "-"), ("\u2011", "-"),
)  # fmt: skip

# What stands before a word that is looked up as one with a capital in the middle of a sentence, or in small letters where one may start.
CAPITAL, SMALL = "\u2191", "\u2193"

# A clitic is a token ("it" + "'s", "don" + "'t"); a hyphen is one; dotted letters ("u.s.", "p.m.") and numbers are whole.
CLITICS = ("'s", "'t", "'re", "'ve", "'ll", "'d", "'m")
TOKEN = re.compile(
    r"[a-z]{2,}+(?![\w'])"  # most tokens; what follows reads them too, at two thirds of the speed
    r"|(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[.,:]\d+)*[^\W\d_]*"
    r"|[^\W_]+(?:'(?!(?:s|t|re|ve|ll|d|m)\b)[^\W_]+)*"
    r"|'(?:s|t|re|ve|ll|d|m)\b"
    r"|[^\w\s\u2060]|_"
)


def fold(text: str) -> str:
    """Curly quotes, odd spaces and odd hyphens as their plain forms; the length stays."""
    if text.isascii():
        return text
    for odd, plain in _FOLD:
        text = text.replace(odd, plain)
    return text


def lower(text: str) -> str:
    """Lower case of the same length: a letter whose lower case is longer stays as it is."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Tokens:
    """The tokens of a stretch of prose: `words` folded and in lower case, `starts` and `ends` offsets into the document."""

    __slots__ = ("ends", "starts", "words")

    def __init__(self, words: list[str], prose: str, start: int) -> None:
        """`words` are what `TOKEN` finds in `prose` from `start` on."""
        self.words = words
        starts: list[int] = []
        add, find = starts.append, prose.find
        lengths = list(map(len, words))
        for word, length in zip(words, lengths, strict=True):
            start = find(word, start)
            add(start)
            start += length
        self.starts = starts
        self.ends = list(map(int.__add__, starts, lengths))

    def __len__(self) -> int:
        return len(self.words)


def tokenise(text: str) -> list[str]:
    """The tokens of a text, folded and in lower case: what a pattern's words are compared with."""
    return TOKEN.findall(lower(fold(text)))


def copy_case(model: str, new: str) -> str:
    """`new` in the case of `model`: all capitals, or a capital first letter, else as it is written.

    Where the two differ in nothing but case, the case is what `new` mends.
    """
    if model.lower() == new.lower():
        return new
    letters = [c for c in model if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters) and " " in model.strip():
        return new.upper()
    if len(letters) > 2 and all(c.isupper() for c in letters):
        return new.upper()
    if letters and letters[0].isupper() and new[:1].islower():
        return new[0].upper() + new[1:]
    return new
