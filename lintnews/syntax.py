"""What of a sentence's structure can be told without a parser: where clauses start, noun phrases, prepositional phrases.

Readings are possible ones (see `lexicon`), hardly ever one: what these functions say is sure, and they say nothing where it is not.
"""

from __future__ import annotations

from bisect import bisect_right

from lintnews import lexicon
from lintnews.closed import (
    AUXILIARIES,
    DETERMINERS,
    FRONTING,
    NOTHING_BUT,
    OPENERS,
    PLAIN_ADVERBS,
    PREPOSITIONS,
    PRONOUNS,
    SPEAKING,
    SUBORDINATORS,
)
from lintnews.lexicon import NOUN, TAGS, VERB
from lintnews.phrases import NounPhrase, noun_phrase
from lintnews.sounds import vowel_sound
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.document import Document

BASE, ING, PART, PAST, PL, ADV = (TAGS[name] for name in ("verb.base", "verb.ing", "verb.part", "verb.past", "noun.pl", "adv"))
_CONTENT = NOUN | VERB | TAGS["adj"] | TAGS["adj.comp"] | TAGS["adj.sup"]
_OPENING = frozenset('"([\u2018')
# What stands before a clause that no sentence starts with: see `_starts_clause`.
_BEFORE_CLAUSE = (
    _OPENING
    | OPENERS
    | SUBORDINATORS
    | SPEAKING
    | frozenset((";", ",", "\u2014", "\u2013", "that", "but", "as", "after", "before", "since", "until", "and", "so", "yet"))
)
NEARBY = 5000  # code points in which a name is looked for


class Syntax:
    """The structure of a block, worked out where it is asked for. Token numbers are those of `document.tokens(block)`."""

    __slots__ = (
        "_cased",
        "_clauses",
        "_ends",
        "_phrases",
        "_sentences",
        "_starts",
        "_starts_of_clauses",
        "_tags",
        "document",
        "number",
        "words",
    )

    def __init__(self, document: Document, block: int) -> None:
        tokens = document.tokens(block)
        self.document = document
        self.number = block
        self.words = tokens.words
        self._starts = tokens.starts
        self._ends = tokens.ends
        self._cased = document.cased
        self._tags: dict[int, int] = {}
        self._phrases: dict[int, NounPhrase | None] = {}
        self._clauses: dict[int, bool] = {}
        self._starts_of_clauses: list[int] | None = None
        self._sentences: dict[int, int] | None = None

    def word(self, i: int) -> str:
        """A token, or "" outside the block."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def written(self, i: int) -> str:
        """A token as it is written."""
        return self._cased[self._starts[i] : self._ends[i]] if 0 <= i < len(self.words) else ""

    def span(self, i: int) -> Span:
        """The place of a token in the document."""
        return Span(self._starts[i], self._ends[i])

    def joined(self, i: int) -> bool:
        """Whether no white space stands between a token and the one before."""
        return 0 < i < len(self.words) and self._ends[i - 1] == self._starts[i]

    def tags(self, i: int) -> int:
        """The possible readings of a token where it stands."""
        if i not in self._tags:
            self._tags[i] = self._read(i) if 0 <= i < len(self.words) else 0
        return self._tags[i]

    def _read(self, i: int) -> int:
        word = self.words[i]
        found = lexicon.tags(word)
        if self.word(i + 1) == "'t":  # "won't" is no form of "win"
            helping = found & (TAGS["modal"] | (VERB if word in AUXILIARIES or word in ("don", "doesn", "didn", "ain") else 0))
            return helping or found
        if word in ("won", "don"):
            found &= ~TAGS["modal"]
        if self.named(i):
            found |= NOUN
        return found

    def named(self, i: int) -> bool:
        """Whether a token may be (part of) a name: a capital that its place does not ask for."""
        written = self.written(i)
        if not written[:1].isupper():
            return False
        if self.sentence_start(i) and not lexicon.tags(self.words[i]) & _CONTENT:
            return False
        if not self.sentence_start(i) or not lexicon.known(self.words[i]) or written[1:2].isupper():
            return True
        here = self._starts[i]  # a name nearby is a name here
        at, end = max(here - NEARBY, 0), here + NEARBY
        while (at := self._cased.find(f" {written}", at + 1, end)) > 0:
            if self._cased[at - 1].islower() and not self._cased[at + len(written) + 1 : at + len(written) + 2].isalnum():
                return True
        return False

    def _first_tokens(self) -> dict[int, int]:
        """Tokens that start a sentence (marks and brackets passed over), with the token at which the sentence ends."""
        if self._sentences is None:
            self._sentences = {}
            at = 0
            for sentence in self.document.sentences(self.number):
                while at < len(self.words) and self._starts[at] < sentence.start:
                    at += 1
                first = at
                while at < len(self.words) and self._starts[at] < sentence.end:
                    at += 1
                while first < at and not self.words[first][0].isalnum():
                    first += 1
                if first < at:
                    self._sentences[first] = at
        return self._sentences

    def sentence_start(self, i: int) -> bool:
        return i in self._first_tokens()

    def sentence_first(self, i: int) -> int:
        """The first word of the sentence in which a token stands."""
        firsts = list(self._first_tokens())
        return firsts[max(bisect_right(firsts, i) - 1, 0)] if firsts else 0

    def clause_start(self, i: int) -> bool:
        """Whether a clause certainly starts at a token."""
        if i not in self._clauses:
            self._clauses[i] = 0 <= i < len(self.words) and self._starts_clause(i)
        return self._clauses[i]

    @property
    def clause_starts(self) -> list[int]:
        """The tokens at which a clause certainly starts, in order."""
        if self._starts_of_clauses is None:
            after = [i for i, word in enumerate(self.words, 1) if word in _BEFORE_CLAUSE]
            places = sorted({*self._first_tokens(), *after})
            self._starts_of_clauses = [i for i in places if self.clause_start(i)]
        return self._starts_of_clauses

    def _starts_clause(self, i: int) -> bool:
        if self.sentence_start(i):
            return True
        before = self.word(i - 1)
        if before in _OPENING:
            return self.word(i - 2) in (",", ":", "") or self.word(i - 2) in SPEAKING or self.word(i - 2) == "that"
        if before == ";":
            return True
        if self.sentence_start(i - 1) and before in OPENERS:
            return self.words[i] in DETERMINERS or self.words[i] in PRONOUNS
        fresh = self.words[i] in DETERMINERS or self.words[i] in PRONOUNS or not self.tags(i) & ~PL
        if before == "that":
            return fresh and self.words[i] not in ("no", "all", "that")
        if before in SUBORDINATORS:
            return before not in ("where", "if", "though") or fresh
        if before == "but":
            return fresh and self.word(i - 2) not in NOTHING_BUT
        if before in SPEAKING:
            return (self.words[i] in DETERMINERS or self.words[i] in PRONOUNS) and self.word(i - 2) not in ('"', ",", "'")
        if before == ",":
            return fresh and self._closes_fronted(i - 1)
        if before in ("\u2014", "\u2013"):
            return fresh
        if before in ("as", "after", "before", "since", "until"):
            return fresh and self.sentence_start(i - 1)
        return before in ("and", "so", "yet") and self.word(i - 2) == "," and fresh and self._states(i - 2)

    def _states(self, comma: int) -> bool:
        """Whether what stands before a comma is a clause of its own: it has a finite verb, and no other comma makes it a list."""
        before = self.words[self.sentence_first(comma) : comma]
        return "," not in before and any(word in AUXILIARIES or lexicon.tags(word) in (TAGS["verb.s"], PAST) for word in before)

    def _closes_fronted(self, comma: int) -> bool:
        """Whether a comma ends the phrase with which its sentence starts: it is the first one."""
        first = self.sentence_first(comma)
        word = self.word(first)
        readings = lexicon.tags(word)
        if word not in FRONTING and not (readings == ADV if word.endswith("ly") else readings & (ING | PART) and not readings & PL):
            return False
        return not any(other in (",", ";", ":", '"', "\u2014", "\u2013") for other in self.words[first:comma])

    def adverbs(self, i: int) -> int:
        """The token after the adverbs, two at the most, that start at a token."""
        end = i
        while end < i + 2 and self._adverb(end):
            end += 1
        return end

    def _adverb(self, i: int) -> bool:
        word = self.word(i)
        return word in PLAIN_ADVERBS or (bool(word) and self.tags(i) == ADV)

    def vowel_sound(self, i: int) -> bool | None:
        """Whether what stands at a token is said with a vowel first; a currency sign is passed over. None when unsure."""
        if self.word(i) in ("$", "\u00a3", "\u20ac"):
            i += 1
        around = [self.written(n) for n in (i - 2, i + 1) if self.word(n).isalpha() and len(self.word(n)) > 1]
        shouted = self.written(i).isupper() and any(one.isupper() for one in around) and not any(one.islower() for one in around)
        return vowel_sound(self.written(i), shouted)

    def prepositional_phrase(self, i: int) -> int | None:
        """The token after the prepositional phrase that starts at a token; None if there is none, or its end is unsure."""
        if self.word(i) not in PREPOSITIONS or (self.word(i) == "to" and self.tags(i + 1) & BASE and not self.named(i + 1)):
            return None
        phrase = noun_phrase(self, i + 1)
        if phrase is None:
            return None
        return phrase.end if phrase.end > i + 1 else None

    def noun_phrase(self, i: int) -> NounPhrase | None:
        """The noun phrase that starts at a token, without any "of" phrase; None if there is none, or its end is unsure."""
        if i not in self._phrases:
            self._phrases[i] = noun_phrase(self, i)
        return self._phrases[i]
