"""The pattern language of rules: from a string to the elements that `matchers.words` walks, and the words that trigger them.

Elements are plain tuples, so that an index of them can be marshalled; the first item says which:

    ("w", word)              that token
    ("s", words)             one of a set of tokens
    ("t", terms)             a token that passes every term: see `TERMS`
    ("g", number, choices)   a captured group of alternatives, each a tuple of elements; number 0 is not captured
    ("c", number, words)     a captured group of single words
    ("i", number, words)     an inflected form, captured for the fix
    ("q", element, low, high)
    ("z", name)              no token: clause, sentence, end
    ("n", number)            a noun phrase; number is "sg", "pl" or ""
    ("x", name)              pp, adverbs, name, date, time, gap, rest
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from typing import Any

from lintnews import lexicon
from lintnews.tokens import CAPITAL, SMALL, tokenise
from lintnews.values import NamedTuple

Element = tuple[Any, ...]
Elements = tuple[Element, ...]
Lists = Mapping[str, tuple[str, ...]]
Probe = tuple[int, int, frozenset[str]]

SHAPES = ("cap", "caps", "camel", "lower")
PLAIN = ("word", "any", "num", "vowel", "consonant")
ZERO = ("clause", "sentence", "end")
SPECIAL = ("pp", "adverbs", "name", "date", "time", "gap", "rest")
LONGEST = {"pp": 10, "adverbs": 2, "name": 9, "date": 8, "time": 4, "gap": 8, "rest": 200}
NOUN_PHRASE = 12  # tokens at the most
MOST_VARIANTS = 64
MOST_APART = 12  # tokens; what may stand so far apart tells little

_PRONOUN_LIKE = lexicon.TAGS["pron"] | lexicon.TAGS["det"] | lexicon.TAGS["num"]  # what else a noun phrase may end in

_PIECE = re.compile(r"<([^<>]*)>|\{([^{}]*)\}|([()|?*+])|([^\s<>{}()|?*+]+)|\s+")

_SAMPLES = {"num": "12", "word": "thing", "any": "thing", "name": "Smith", "cap": "Smith", "date": "3 March 2025", "time": "10am"}


class PatternError(ValueError):
    """What is wrong with a pattern, in one sentence."""


def parse(pattern: str, lists: Lists) -> Elements:
    """The elements of a pattern. `lists` are the word lists that `<@name>` may use. Raises PatternError."""
    parser = _Parser(pattern, lists)
    elements = parser.sequence(top=True)
    if not elements:
        raise PatternError(f"the pattern {pattern!r} is empty")
    return elements


class _Parser:
    def __init__(self, pattern: str, lists: Lists) -> None:
        self.pattern = pattern
        self.lists = lists
        self.groups = 0
        self.slots = 0
        self.pieces: list[tuple[str, str, bool]] = []  # kind, text, whether white space stands before
        at, space = 0, True
        while at < len(pattern):
            match = _PIECE.match(pattern, at)
            if match is None:
                raise PatternError(f"{pattern!r} cannot be read at {pattern[at:]!r}")
            kind = " <{(w"[match.lastindex or 0]
            if kind != " ":
                self.pieces.append((kind, match.group(match.lastindex or 0), space))
            space = kind == " "
            at = match.end()
        self.at = 0

    def sequence(self, top: bool = False) -> Elements:
        out: list[Element] = []
        while self.at < len(self.pieces):
            kind, text, space = self.pieces[self.at]
            if kind == "(" and text in "|)":
                if top:
                    if space and text == "|":  # a bar of its own is the character
                        self.at += 1
                        out.append(("w", "|"))
                        continue
                    raise PatternError(f"{text!r} without an opening bracket in {self.pattern!r}")
                break
            self.at += 1
            if kind == "(" and text in "?*+":
                if space or not out:
                    out.append(("w", text))  # a sign of its own is punctuation
                else:
                    low, high = {"?": (0, 1), "*": (0, 3), "+": (1, 3)}[text]
                    out[-1] = ("q", out[-1], low, high)
            elif kind == "(":
                out.append(self.group())
            elif kind == "<":
                out.append(self.test(text))
            elif kind == "{":
                out.append(self.inflection(text))
            else:
                out += (("w", word) for word in tokenise(text))
        return tuple(out)

    def group(self) -> Element:
        self.groups += 1
        number, choices = self.groups, []
        if self.at < len(self.pieces) and self.pieces[self.at][0] == "w" and self.pieces[self.at][1].startswith("="):
            self.pieces[self.at] = ("w", self.pieces[self.at][1][1:], True)  # "(=": see `marked`
        while True:
            choices.append(self.sequence())
            if self.at >= len(self.pieces):
                raise PatternError(f"a bracket is not closed in {self.pattern!r}")
            end = self.pieces[self.at][1]
            self.at += 1
            if end == ")":
                break
        if not all(choices):
            raise PatternError(f"an alternative is empty in {self.pattern!r}; write (a|b)? for an optional one")
        return _grouped(number, choices)

    def inflection(self, text: str) -> Element:
        self.slots += 1
        lemma, _, pos = text.partition(":")
        forms = lexicon.forms(lemma, pos or None)
        if not forms:
            raise PatternError(f"no inflections are known for {{{text}}}; write the forms out: (a|b)")
        return ("i", self.slots, frozenset(forms))

    def words(self, name: str) -> tuple[str, ...]:
        if name not in self.lists:
            raise PatternError(f"no word list is called @{name}; known are {', '.join(sorted(self.lists)) or 'none'}")
        return self.lists[name]

    def test(self, text: str) -> Element:
        terms = text.split()
        if len(terms) == 1:
            term = terms[0]
            if term in ZERO:
                return ("z", term)
            if term in SPECIAL:
                return ("x", term)
            if term in ("np", "np.sg", "np.pl"):
                return ("n", term[3:])
            if term.startswith("@"):
                entries = [tuple(tokenise(entry)) for entry in self.words(term[1:])]
                if all(len(entry) == 1 for entry in entries):
                    return ("s", frozenset(entry[0] for entry in entries))
                by_length = sorted(set(entries), key=lambda entry: (-len(entry), entry))
                return _grouped(0, [tuple(("w", word) for word in entry) for entry in by_length])
        return ("t", tuple(self.term(term) for term in terms))

    def term(self, term: str) -> tuple[Any, ...]:
        negated = term.startswith("!")
        name = term.lstrip("!=")
        if name.startswith("@"):
            entries = self.words(name[1:])
            if any(len(tokenise(entry)) != 1 for entry in entries):
                raise PatternError(f"<{term}> needs a list of single words")
            return ("out" if negated else "in", frozenset(tokenise(entry)[0] for entry in entries))
        if name.startswith("not:"):
            return ("out", frozenset(word for entry in name[4:].split("|") for word in tokenise(entry)))
        if name in SHAPES:
            return ("shape", name, not negated)
        if name in PLAIN:
            return (name, not negated)
        mask = 0
        for tag in name.split("|"):
            if tag not in lexicon.TAGS:
                raise PatternError(f"<{term}> names no test; known are {', '.join((*lexicon.TAGS, *SHAPES, *PLAIN))}")
            mask |= lexicon.TAGS[tag]
        return ("without" if negated else "only" if term.startswith("=") else "may", mask)


def marked(pattern: str) -> int:
    """The number of the group that a pattern writes as "(=...)": what a finding marks; 0 if it has none."""
    before, found, _ = pattern.partition("(=")
    return before.count("(") + 1 if found else 0


def _grouped(number: int, choices: list[Elements]) -> Element:
    """A group; what of it are single words is one set, since a set is looked into and alternatives are tried in turn."""
    words = frozenset(word for choice in choices if len(choice) == 1 for word in _words_of(choice[0]))
    others = [choice for choice in choices if len(choice) != 1 or not _words_of(choice[0])]
    if not others:
        return ("c", number, words)
    return ("g", number, (*others, (("s", words),)) if words else tuple(others))


def _words_of(element: Element) -> frozenset[str]:
    return frozenset((element[1],)) if element[0] == "w" else element[1] if element[0] == "s" else frozenset()


def needs_lexicon(elements: Elements) -> bool:
    """Whether matching asks for parts of speech, sounds or noun phrases."""
    for element in elements:
        if element[0] == "n" or (element[0] == "z" and element[1] == "clause") or (element[0] == "x" and element[1] in ("pp", "adverbs")):
            return True
        if element[0] == "t" and any(term[0] in ("may", "only", "without", "vowel", "consonant") for term in element[1]):
            return True
        if element[0] == "q" and needs_lexicon((element[1],)):
            return True
        if element[0] == "g" and any(needs_lexicon(choice) for choice in element[2]):
            return True
    return False


def width(elements: Elements) -> tuple[int, int]:
    """The least and the most tokens that elements can match."""
    low = high = 0
    for element in elements:
        kind = element[0]
        if kind == "g":
            widths = [width(choice) for choice in element[2]]
            low, high = low + min(w[0] for w in widths), high + max(w[1] for w in widths)
        elif kind == "q":
            least, most = width((element[1],))
            low, high = low + least * element[2], high + most * element[3]
        elif kind == "n":
            low, high = low + 1, high + NOUN_PHRASE
        elif kind == "x":
            low, high = low + (0 if element[1] in ("adverbs", "gap") else 1), high + LONGEST[element[1]]
        elif kind != "z":
            low, high = low + 1, high + 1
    return low, high


class Trigger(NamedTuple):
    """What a pattern is found by: words, or pairs of neighbouring words with a space between; and how far before them a match can start."""

    keys: tuple[str, ...]
    low: int
    high: int
    cost: float  # how many hits a million words of news are likely to give
    element: int  # the number of the element that holds the first word


def trigger(elements: Elements, frequency: Mapping[str, float]) -> Trigger:
    """The rarest words that every match holds. `frequency` is a word's count in a million. Raises PatternError if there are none."""
    best: Trigger | None = None
    low = high = 0
    previous: tuple[frozenset[str], bool] | None = None
    for number, element in enumerate(elements):
        words = _first_words(element)
        alone = _single(element)
        if words:
            cost = sum(frequency.get(word, 0.5) for word in words)
            found = Trigger(tuple(sorted(words)), low, high, cost, number)
            if number and (mark := _cased(elements[number - 1], element)):
                found = Trigger(tuple(mark + word for word in sorted(words)), low, high, cost / 100, number)
            if best is None or found.cost < best.cost:
                best = found
            if previous and len(words) * len(previous[0]) <= 400:
                pairs = tuple(" ".join(pair) for pair in product(sorted(previous[0]), sorted(words)))
                cost = sum(frequency.get(a, 0.5) * frequency.get(b, 0.5) for a, b in map(str.split, pairs)) * 5e-6
                if cost * 3 < best.cost:  # a pair costs more to look up than a word
                    best = Trigger(pairs, low - 1, high - 1, cost, number - 1)
        previous = (words, alone) if words and alone else None
        least, most = width((element,))
        low, high = low + least, high + most
    if best is None:
        raise PatternError("no word stands in every match; add one, or a list, to find the pattern by")
    return best


def _cased(before: Element, element: Element) -> str:
    """`CAPITAL` if an element is a word with a capital in the middle of a sentence, `SMALL` if it is in small letters where one starts."""
    if element[0] != "t":
        return ""
    if ("shape", "cap", True) in element[1] and _goes_on(before):
        return CAPITAL
    starts = before == ("z", "sentence") or (_single(before) and _first_words(before) and _first_words(before) <= frozenset(".!?"))
    return SMALL if ("shape", "lower", True) in element[1] and starts else ""


def _goes_on(element: Element) -> bool:
    """Whether a sentence always goes on after an element: it ends in a letter, a comma, a colon or a semicolon."""
    if element[0] == "t":
        return ("shape", "lower", True) in element[1]
    return bool(words := _first_words(element)) and _single(element) and all(word[-1].isalnum() or word in ",;:" for word in words)


def opening(elements: Elements, low: int, high: int) -> int:
    """How many tokens stand between the start of a sentence and the trigger in every match; -1 if that cannot be said."""
    return low if elements[0] == ("z", "sentence") and low == high else -1


MOST_SECONDS = 40  # after a first word that more can follow, any may


def prefixes(elements: Elements) -> tuple[str, ...]:
    """What a line that the elements match can start with, as keys "first second"; empty if its first token cannot be said.

    A key's words may be "#" (a number), and its second "*" (anything), "." (punctuation) or "$" (the line ends).
    """
    seconds: dict[str, set[str]] = {}
    for first, *rest in _prefixes(elements, 2):
        if first in ("*", ".", "$"):
            return ()
        seconds.setdefault(first, set()).add(rest[0] if rest else "*")
    keys = ((first, second) for first, after in seconds.items() for second in (after if len(after) <= MOST_SECONDS else ("*",)))
    return tuple(sorted(" ".join(key) for key in keys))


def _prefixes(elements: Elements, length: int) -> set[tuple[str, ...]]:
    if not length:
        return {()}
    if not elements:
        return {("$",)}
    element, rest = elements[0], elements[1:]
    kind = element[0]
    if kind == "z":
        return _prefixes(rest, length)
    if kind == "g":
        return set().union(*(_prefixes((*choice, *rest), length) for choice in element[2]))
    if kind == "q":
        inner, low, high = element[1:]
        again: Elements = (("q", inner, max(low - 1, 0), high - 1),) if high > 1 else ()
        found = _prefixes((inner, *again, *rest), length)
        return found if low else found | _prefixes(rest, length)
    if kind in ("w", "s", "c", "i") or (kind == "t" and any(term[0] == "in" for term in element[1])):
        words: frozenset[str] | set[str] = _first_words(element)
    elif kind == "t" and ("num", True) in element[1]:
        words = {"#"}
    elif kind == "t" and ("word", False) in element[1]:
        words = {"."}
    else:
        return {("*",)}
    after = _prefixes(rest, length - 1)
    return {(word, *tail) for word in words for tail in after}


def lead(elements: Elements, element: int) -> int:
    """Tags one of which the token before an element has in every match; 0 where that cannot be said."""
    mask = 0
    for before in reversed(elements[:element]):
        kind, low = before[0], 1
        if kind == "q":
            _, before, low, _ = before
            kind = before[0]
        if kind == "n":
            nouns = {"sg": "noun.sg", "pl": "noun.pl"}.get(before[1], "noun")
            mask |= lexicon.TAGS[nouns] | _PRONOUN_LIKE
        elif before == ("x", "pp"):
            mask |= lexicon.TAGS["noun"] | _PRONOUN_LIKE
        elif before == ("x", "adverbs"):
            mask |= lexicon.TAGS["adv"]
            low = 0
        elif kind == "t" and any(term[0] == "may" for term in before[1]):
            mask |= next(term[1] for term in before[1] if term[0] == "may")
        else:
            return 0
        if low:
            return mask
    return 0


def probes(elements: Elements, element: int) -> tuple[Probe, ...]:
    """Words one of which every match holds near its trigger: (nearest, farthest, words) in tokens from the trigger, the surest first."""
    found: list[Probe] = []
    sides = [(-1, elements[:element][::-1])]
    if _single(elements[element]):
        sides.append((1, elements[element + 1 :]))
    for step, side in sides:
        near = far = 1 if step > 0 else 0  # how far from the trigger the next element starts (after it) or ends (before it)
        for one in side:
            low, high = width((one,))
            words = _first_words(one) if low else frozenset()
            if words and step > 0:
                found.append((near, far, words))
            elif words and low == high == 1:
                found.append((-far - 1, -near - 1, words))
            near, far = near + low, far + high
            if far - near > MOST_APART:
                break
    return tuple(sorted(found, key=lambda probe: (probe[1] - probe[0], len(probe[2])))[:4])


def expand(elements: Elements) -> list[Elements]:
    """The pattern as several, each with rarer triggers: without optional elements and alternatives of several words.

    As far as they are not too many.
    """
    variants: list[Elements] = [()]
    for element in elements:
        choices: list[Elements] = [(element,)]
        if element[0] == "q" and element[2:] == (0, 1):
            choices = [(), (element[1],)]
        elif element[0] == "g":
            choices = [(("g", element[1], (choice,)),) for choice in element[2]]
        if len(variants) * len(choices) > MOST_VARIANTS:
            choices = [(element,)]
        variants = [(*variant, *choice) for variant in variants for choice in choices]
    return [variant for variant in variants if variant]


def flat(elements: Elements) -> Elements:
    """The elements with groups of one alternative opened: the same tokens, for `trigger`, `lead` and `probes`."""
    out: list[Element] = []
    for element in elements:
        out += flat(element[2][0]) if element[0] == "g" and len(element[2]) == 1 else (element,)
    return tuple(out)


def _first_words(element: Element) -> frozenset[str]:
    """The words one of which every match of an element starts with; empty if that cannot be said."""
    kind = element[0]
    if kind == "w":
        return frozenset((element[1],))
    if kind == "s":
        return frozenset(element[1])
    if kind in ("c", "i"):
        return frozenset(element[2])
    if kind == "t":
        for term in element[1]:
            if term[0] == "in":
                return frozenset(term[1])
    if kind == "g":
        found: frozenset[str] = frozenset()
        for choice in element[2]:
            first = _first_words(choice[0])
            if not first:
                return frozenset()
            found |= first
        return found
    if kind == "q" and element[2] > 0:
        return _first_words(element[1])
    return frozenset()


def _single(element: Element) -> bool:
    """Whether an element is always one token."""
    return width((element,)) == (1, 1)


def sample(pattern: str, lists: Lists) -> str:
    """Words that a pattern of a table matches: the first of each alternative, optional elements left out."""
    text = re.sub(r"(\([^()]*\)|\S+)[?*](?=\s|$)", "", pattern.replace("(=", "("))
    while "(" in text:
        text = re.sub(r"\(([^()|]*)[^()]*\)", r"\1", text, count=1)
        if text.count("(") and not re.search(r"\([^()]*\)", text):
            break
    text = re.sub(r"\{([^{}:]*)[^{}]*\}", r"\1", text).replace("+", "")
    text = re.sub(r"<@([\w-]+)>", lambda m: lists[m.group(1)][0], text)
    text = re.sub(r"<([\w.]+)[^<>]*>", lambda m: _SAMPLES.get(m.group(1), "thing"), text)
    return re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\s*-\s*", "-", " ".join(text.split())))
