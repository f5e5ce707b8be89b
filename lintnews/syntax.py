"""What of a sentence's structure can be told without a parser: where clauses start, noun phrases, prepositional phrases.

Readings are possible ones (see `lexicon`), hardly ever one: what these functions say is sure, and they say nothing where it is not.
"""

from __future__ import annotations

from bisect import bisect_right

from lintnews import lexicon
from lintnews.lexicon import NOUN, OPEN, TAGS, VERB
from lintnews.nouns import COLLECTIVE, PERSON_ADJECTIVE, PLURAL_MODIFIER, QUANTITY
from lintnews.sounds import vowel_sound
from lintnews.spans import Span
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.document import Document

SG, PL, BASE, ING, PART, PAST, ADJ, ADV = (
    TAGS[name] for name in ("noun.sg", "noun.pl", "verb.base", "verb.ing", "verb.part", "verb.past", "adj", "adv")
)
_FINITE = TAGS["verb.s"] | PAST | BASE
_ADJECTIVE = ADJ | TAGS["adj.comp"] | TAGS["adj.sup"]
_CONTENT = NOUN | VERB | _ADJECTIVE

_SINGULAR_DETERMINERS = frozenset("a an this that each every another either neither".split())
_PLURAL_DETERMINERS = frozenset("these those many several few both".split())
_NEUTRAL_DETERMINERS = frozenset("the my your his her its our their no any some all".split())
DETERMINERS = _SINGULAR_DETERMINERS | _PLURAL_DETERMINERS | _NEUTRAL_DETERMINERS
_SINGULAR_PRONOUNS = frozenset(
    "he she it everyone everybody everything someone somebody something anyone anybody anything nobody nothing".split()
)
_PLURAL_PRONOUNS = frozenset("we they".split())
_OTHER_PRONOUNS = frozenset("i you me him us them himself herself itself themselves who whom one".split())
_PRONOUNS = _SINGULAR_PRONOUNS | _PLURAL_PRONOUNS | _OTHER_PRONOUNS
_AUXILIARIES = frozenset(
    "is are was were has have had will would can could should may might must does do did isn aren wasn weren hasn haven hadn".split()
)

_SUBORDINATORS = frozenset("because when whenever while although though whereas if unless whether where why".split())
_FRONTING = frozenset(
    "in on at by for from with without during after before despite since until under over through throughout among amid within between besides beyond "
    "like unlike following according although though while when whenever if unless because as once given however meanwhile nevertheless nonetheless "
    "moreover furthermore additionally also still yet instead indeed today yesterday now then thus therefore consequently overall finally even prior to yes no well sure so".split()
)
_SPEAKING = frozenset("said says say".split())
PREPOSITIONS = frozenset(
    "of in from for with on at by to between against about among across under over around near behind inside outside within without".split()
)
_OPENERS = frozenset("and but or so yet now then also still here today perhaps maybe meanwhile instead thus once soon nor".split())
_OPENING = frozenset('"([\u2018')
# What stands before a clause that no sentence starts with: see `_starts_clause`.
_BEFORE_CLAUSE = (
    _OPENING
    | _OPENERS
    | _SUBORDINATORS
    | _SPEAKING
    | frozenset((";", ",", "\u2014", "\u2013", "that", "but", "as", "after", "before", "since", "until", "and", "so", "yet"))
)
_PLAIN_ADVERBS = frozenset(
    "also never always often now still already just soon ever even not usually rarely only really once again almost nearly".split()
)


_WHEN = frozenset(
    "last next today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday ago earlier later".split()
)


NEARBY = 5000  # code points in which a name is looked for


class NounPhrase(NamedTuple):
    """A noun phrase: `end` and `head` are token numbers, `end` exclusive; `number` is "sg" or "pl" where it is sure."""

    end: int
    head: int
    number: str | None
    determiner: str


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
            helping = found & (TAGS["modal"] | (VERB if word in _AUXILIARIES or word in ("don", "doesn", "didn", "ain") else 0))
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
            return self.word(i - 2) in (",", ":", "") or self.word(i - 2) in _SPEAKING or self.word(i - 2) == "that"
        if before == ";":
            return True
        if self.sentence_start(i - 1) and before in _OPENERS:
            return self.words[i] in DETERMINERS or self.words[i] in _PRONOUNS
        fresh = self.words[i] in DETERMINERS or self.words[i] in _PRONOUNS or not self.tags(i) & ~PL
        if before == "that":
            return fresh and self.words[i] not in ("no", "all", "that")
        if before in _SUBORDINATORS:
            return before not in ("where", "if", "though") or fresh
        if before == "but":
            return fresh and self.word(i - 2) not in (
                "all",
                "nothing",
                "anything",
                "none",
                "everything",
                "no",
                "everyone",
                "anyone",
                "help",
                "last",
            )
        if before in _SPEAKING:
            return (self.words[i] in DETERMINERS or self.words[i] in _PRONOUNS) and self.word(i - 2) not in ('"', ",", "'")
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
        return "," not in before and any(word in _AUXILIARIES or lexicon.tags(word) in (TAGS["verb.s"], PAST) for word in before)

    def _closes_fronted(self, comma: int) -> bool:
        """Whether a comma ends the phrase with which its sentence starts: it is the first one."""
        first = self.sentence_first(comma)
        word = self.word(first)
        readings = lexicon.tags(word)
        if word not in _FRONTING and not (readings == ADV if word.endswith("ly") else readings & (ING | PART) and not readings & PL):
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
        return word in _PLAIN_ADVERBS or (bool(word) and self.tags(i) == ADV)

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
        phrase = self._phrase(i + 1)
        if phrase is None:
            return None
        return phrase.end if phrase.end > i + 1 else None

    def noun_phrase(self, i: int) -> NounPhrase | None:
        """The noun phrase that starts at a token; None if there is none, or its end is unsure. Phrases inside it with "of" are not part of it."""
        if i not in self._phrases:
            self._phrases[i] = self._phrase(i)
        return self._phrases[i]

    def _phrase(self, i: int) -> NounPhrase | None:
        word = self.word(i)
        if word in _PRONOUNS:
            number = "sg" if word in _SINGULAR_PRONOUNS else "pl" if word in _PLURAL_PRONOUNS else None
            if word == "one" or (word == "it" and self.word(i + 1) == "'s"):
                return None
            return NounPhrase(i + 1, i, number, "")
        determiner, at = "", i
        if word in DETERMINERS:
            determiner, at = word, i + 1
            if word in ("all", "both") and self.word(at) in _NEUTRAL_DETERMINERS | {"these", "those"}:
                at += 1
            if word in ("any", "each", "either", "neither", "no", "many") and self.word(at) in ("of", "one", "a", "an"):
                return None
        made = self._run(at, determiner)
        if made is None:
            return None
        head, numeral, possessed, doubtful = made
        if possessed:
            determiner = "'s"
        return NounPhrase(head + 1, head, None if doubtful else self._number(i, head, determiner, numeral), determiner)

    def _run(self, at: int, determiner: str) -> tuple[int, bool, bool, bool] | None:
        """From the first token after the determiner: the head, whether a number stands before it, whether a possessive does, whether its end is in doubt."""
        numeral = possessed = doubtful = False
        head: int | None = None
        first = at
        while at < len(self.words):
            word, tags = self.words[at], self.tags(at)
            if word == "'s":
                following = self.tags(at + 1)
                if (
                    head is None
                    or not following & (NOUN | _ADJECTIVE | TAGS["num"])
                    or following & TAGS["det"]
                    or self.word(at + 1) in _PLAIN_ADVERBS
                ):
                    return None
                if following & (ING | PART) and not following & NOUN:
                    return None
                head, numeral, possessed, doubtful = None, False, True, False
                at += 1
                continue
            if word == "'" and self.joined(at) and head is not None:
                return None
            if word == "-" and self.joined(at) and self.joined(at + 1):
                if self.tags(at + 1) & (_CONTENT | TAGS["num"] | ADV | TAGS["prep"]):
                    at += 2
                    head = at - 1 if self.tags(at - 1) & NOUN and not self.tags(at - 1) & (ING | PART) else head
                    doubtful = True
                    if at - 1 != head and not self.tags(at) & (NOUN | _ADJECTIVE):
                        return None
                    continue
                return None
            if tags & TAGS["num"] and (head is None or (self.named(head) and word[0].isdigit() and not self.tags(at + 1) & NOUN)):
                numeral = True
                if head is None and not self.tags(at + 1) & (NOUN | _ADJECTIVE | TAGS["num"]):
                    return at, True, possessed, True
                at += 1
                continue
            if (tags & TAGS["num"] and head is not None) or not self._fits(at, first, head, determiner or ("'s" if possessed else "")):
                break
            if tags & NOUN:
                if head is not None and self._clashes(head, at):
                    return None  # "the members plan": a noun or the verb
                head = at
            at += 1
        if head is None or head < at - 1:  # the last word is no noun
            return None
        return head, numeral, possessed, doubtful

    def _fits(self, at: int, first: int, head: int | None, determiner: str) -> bool:
        """Whether a token may go on in the noun phrase."""
        word, tags = self.words[at], self.tags(at)
        if not word[0].isalpha() or word in DETERMINERS or word in _PRONOUNS or word in _AUXILIARIES:
            return False
        if head is not None and (word in _PLAIN_ADVERBS or word in _WHEN) and not self.named(head):
            return False
        if tags & (TAGS["prep"] | TAGS["conj"]) and not self.named(at) and not (head is None and tags & _ADJECTIVE and determiner):
            return False
        gerund = at == first and not determiner and lexicon.known(word) and bool(lexicon.tags(word) & ING)
        if self.named(at):
            return not (gerund and self.sentence_start(at))
        if head is None:
            if tags & (NOUN | _ADJECTIVE):
                return not gerund
            if tags & (PART | ING):
                return bool(determiner)
            return bool(tags & ADV) and bool(determiner) and bool(self.tags(at + 1) & (_ADJECTIVE | PART))
        if not tags & NOUN:
            return bool(tags & _ADJECTIVE) and not tags & (VERB | ADV) and bool(self.tags(at + 1) & NOUN)
        return not tags & (PART | PAST | ING) or tags == OPEN

    def _clashes(self, head: int, at: int) -> bool:
        """Whether a noun after the head may be its verb instead."""
        tags = self.tags(at)
        if self.named(head) and not self.named(at):
            return bool(tags & _FINITE)
        if not self.tags(head) & ~PL:
            return self.words[head] not in PLURAL_MODIFIER
        return bool(tags & TAGS["verb.s"]) and not self.tags(head) & ADJ

    def _number(self, start: int, head: int, determiner: str, numeral: bool) -> str | None:
        """The number of a noun phrase; None where it is not sure."""
        word, tags = self.words[head], self.tags(head)
        kinds = tags & NOUN
        if (
            self.named(head)
            and determiner in _SINGULAR_DETERMINERS
            and not numeral
            and not word.endswith("s")
            and word not in COLLECTIVE | QUANTITY
        ):
            return "sg"  # "this TV"
        if kinds == NOUN or word in COLLECTIVE or word in QUANTITY or self.named(head) or not lexicon.known(word):
            return None
        if tags & _ADJECTIVE and word not in PERSON_ADJECTIVE and determiner not in _SINGULAR_DETERMINERS:
            return None  # "the French"
        if numeral and not determiner and (word in ("people", "men", "women", "children") or word.endswith(("ers", "ors", "ists"))) and kinds == PL:
            return "pl"  # "76 people"
        if numeral and determiner in ("", "a", "an", "no", "any", "some", "another", "every", "all"):
            return None
        number = "sg" if kinds == SG else "pl"
        if determiner in _SINGULAR_DETERMINERS and (number == "pl" or numeral):
            return None
        if (determiner in _PLURAL_DETERMINERS or determiner == "all") and number == "sg":
            return None
        if any(self.words[n] in ("few", "many", "more", "most", "dozen", "hundred", "great") for n in range(start + 1, head)):
            return None
        if not determiner and number == "sg" and start == head and tags & (BASE | _ADJECTIVE):
            return None
        return number
