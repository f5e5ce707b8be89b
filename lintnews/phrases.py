"""Noun phrases, as far as they can be told without a parser: where one ends, its head, its number."""

from __future__ import annotations

from lintnews import lexicon
from lintnews.closed import (
    AUXILIARIES,
    DETERMINERS,
    NEUTRAL_DETERMINERS,
    PLAIN_ADVERBS,
    PLURAL_DETERMINERS,
    PLURAL_PRONOUNS,
    PRONOUNS,
    SINGULAR_DETERMINERS,
    SINGULAR_PRONOUNS,
    TIME_WORDS,
)
from lintnews.lexicon import NOUN, OPEN, TAGS, VERB
from lintnews.nouns import COLLECTIVE, PERSON_ADJECTIVE, PLURAL_MODIFIER, QUANTITY
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.syntax import Syntax

SG, PL, BASE, ING, PART, PAST, ADJ, ADV = (
    TAGS[name] for name in ("noun.sg", "noun.pl", "verb.base", "verb.ing", "verb.part", "verb.past", "adj", "adv")
)
_FINITE = TAGS["verb.s"] | PAST | BASE
_ADJECTIVE = ADJ | TAGS["adj.comp"] | TAGS["adj.sup"]
_CONTENT = NOUN | VERB | _ADJECTIVE


class NounPhrase(NamedTuple):
    """A noun phrase: `end` and `head` are token numbers, `end` exclusive; `number` is "sg" or "pl" where it is sure."""

    end: int
    head: int
    number: str | None
    determiner: str


def noun_phrase(syntax: Syntax, i: int) -> NounPhrase | None:
    """The noun phrase that starts at a token; None if there is none, or its end is unsure."""
    word = syntax.word(i)
    if word in PRONOUNS:
        number = "sg" if word in SINGULAR_PRONOUNS else "pl" if word in PLURAL_PRONOUNS else None
        if word == "one" or (word == "it" and syntax.word(i + 1) == "'s"):
            return None
        return NounPhrase(i + 1, i, number, "")
    determiner, at = "", i
    if word in DETERMINERS:
        determiner, at = word, i + 1
        if word in ("all", "both") and syntax.word(at) in NEUTRAL_DETERMINERS | {"these", "those"}:
            at += 1
        if word in ("any", "each", "either", "neither", "no", "many") and syntax.word(at) in ("of", "one", "a", "an"):
            return None
    made = _run(syntax, at, determiner)
    if made is None:
        return None
    head, numeral, possessed, doubtful = made
    if possessed:
        determiner = "'s"
    return NounPhrase(head + 1, head, None if doubtful else _number(syntax, i, head, determiner, numeral), determiner)


def _run(syntax: Syntax, at: int, determiner: str) -> tuple[int, bool, bool, bool] | None:
    """The head of what follows the determiner; whether a number and a possessive stand before it, and whether its number is in doubt."""
    numeral = possessed = doubtful = False
    head: int | None = None
    first = at
    while at < len(syntax.words):
        word, tags = syntax.words[at], syntax.tags(at)
        if word == "'s" or (word == "'" and syntax.joined(at) and not syntax.joined(at + 1)):  # "the firm's", "the firms'"
            if head is None or (word == "'" and not syntax.tags(head) & PL) or not _possessed(syntax, at + 1):
                return None
            head, numeral, possessed, doubtful = None, False, True, False
            at += 1
            continue
        if word == "-" and syntax.joined(at) and syntax.joined(at + 1):
            if syntax.tags(at + 1) & (_CONTENT | TAGS["num"] | ADV | TAGS["prep"]):
                at += 2
                head = at - 1 if syntax.tags(at - 1) & NOUN and not syntax.tags(at - 1) & (ING | PART) else head
                doubtful = True
                if at - 1 != head and not syntax.tags(at) & (NOUN | _ADJECTIVE):
                    return None
                continue
            return None
        if tags & TAGS["num"] and (head is None or (syntax.named(head) and word[0].isdigit() and not syntax.tags(at + 1) & NOUN)):
            numeral = True
            if head is None and not syntax.tags(at + 1) & (NOUN | _ADJECTIVE | TAGS["num"]):
                return at, True, possessed, True
            at += 1
            continue
        if (tags & TAGS["num"] and head is not None) or not _fits(syntax, at, first, head, determiner or ("'s" if possessed else "")):
            break
        if tags & NOUN:
            if head is not None and _clashes(syntax, head, at):
                return None  # "the members plan": a noun or the verb
            head = at
        at += 1
    if head is None or head < at - 1:  # the last word is no noun
        return None
    return head, numeral, possessed, doubtful


def _possessed(syntax: Syntax, at: int) -> bool:
    """Whether a noun phrase may go on after a possessive: "'s" may be a verb."""
    tags = syntax.tags(at)
    if not tags & (NOUN | _ADJECTIVE | TAGS["num"]) or tags & TAGS["det"] or syntax.word(at) in PLAIN_ADVERBS:
        return False
    return not tags & (ING | PART) or bool(tags & NOUN)


def _fits(syntax: Syntax, at: int, first: int, head: int | None, determiner: str) -> bool:
    """Whether a token may go on in the noun phrase."""
    word, tags = syntax.words[at], syntax.tags(at)
    if not word[0].isalpha() or word in DETERMINERS or word in PRONOUNS or word in AUXILIARIES:
        return False
    if head is not None and (word in PLAIN_ADVERBS or word in TIME_WORDS) and not syntax.named(head):
        return False
    if tags & (TAGS["prep"] | TAGS["conj"]) and not syntax.named(at) and not (head is None and tags & _ADJECTIVE and determiner):
        return False
    gerund = at == first and not determiner and lexicon.known(word) and bool(lexicon.tags(word) & ING)
    if syntax.named(at):
        return not (gerund and syntax.sentence_start(at))
    if head is None:
        if tags & (NOUN | _ADJECTIVE):
            return not gerund
        if tags & (PART | ING):
            return bool(determiner)
        return bool(tags & ADV) and bool(determiner) and bool(syntax.tags(at + 1) & (_ADJECTIVE | PART))
    if not tags & NOUN:
        return bool(tags & _ADJECTIVE) and not tags & (VERB | ADV) and bool(syntax.tags(at + 1) & NOUN)
    return not tags & (PART | PAST | ING) or tags == OPEN


def _clashes(syntax: Syntax, head: int, at: int) -> bool:
    """Whether a noun after the head may be its verb instead."""
    tags = syntax.tags(at)
    if syntax.named(head) and not syntax.named(at):
        return bool(tags & _FINITE)
    if not syntax.tags(head) & ~PL:
        return syntax.words[head] not in PLURAL_MODIFIER
    return bool(tags & TAGS["verb.s"]) and not syntax.tags(head) & ADJ


def _number(syntax: Syntax, start: int, head: int, determiner: str, numeral: bool) -> str | None:
    """The number of a noun phrase; None where it is not sure."""
    word, tags = syntax.words[head], syntax.tags(head)
    kinds = tags & NOUN
    if (
        syntax.named(head)
        and determiner in SINGULAR_DETERMINERS
        and not numeral
        and not word.endswith("s")
        and word not in COLLECTIVE | QUANTITY
    ):
        return "sg"  # "this TV"
    if kinds == NOUN or word in COLLECTIVE or word in QUANTITY or syntax.named(head) or not lexicon.known(word):
        return None
    if tags & _ADJECTIVE and word not in PERSON_ADJECTIVE and determiner not in SINGULAR_DETERMINERS:
        return None  # "the French"
    if (
        numeral
        and not determiner
        and (word in ("people", "men", "women", "children") or word.endswith(("ers", "ors", "ists")))
        and kinds == PL
    ):
        return "pl"  # "76 people"
    if numeral and determiner in ("", "a", "an", "no", "any", "some", "another", "every", "all"):
        return None
    number = "sg" if kinds == SG else "pl"
    if determiner in SINGULAR_DETERMINERS and (number == "pl" or numeral):
        return None
    if (determiner in PLURAL_DETERMINERS or determiner == "all") and number == "sg":
        return None
    if any(syntax.words[n] in ("few", "many", "more", "most", "dozen", "hundred", "great") for n in range(start + 1, head)):
        return None
    if not determiner and number == "sg" and start == head and tags & (BASE | _ADJECTIVE):
        return None
    return number
