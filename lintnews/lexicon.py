"""Possible parts of speech of English words, and their inflections.

A word's readings are a bit mask of `TAGS`. The data (see data/README.md) are read when first asked for: the readings at once, the
irregular inflections only when something is inflected. Words are given as tokens are: folded, in lower case.
"""

from __future__ import annotations

import marshal
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

MAGIC = b"lintnews lexicon 2\n"
PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "lexicon.bin")

_NAMES = (
    "noun.sg", "noun.pl", "verb.base", "verb.s", "verb.past", "verb.part", "verb.ing", "adj", "adj.comp", "adj.sup",
    "adv", "det", "pron", "prep", "conj", "modal", "num",
)  # fmt: skip
TAGS: dict[str, int] = {name: 1 << bit for bit, name in enumerate(_NAMES)}
NOUN = TAGS["noun.sg"] | TAGS["noun.pl"]
VERB = TAGS["verb.base"] | TAGS["verb.s"] | TAGS["verb.past"] | TAGS["verb.part"] | TAGS["verb.ing"]
TAGS.update(noun=NOUN, verb=VERB)
OPEN = NOUN | VERB | TAGS["adj"] | TAGS["adj.comp"] | TAGS["adj.sup"] | TAGS["adv"]  # what an unknown word may be

# The inflected forms of a part of speech, in the order in which the data keep them; the base form is the lemma.
FORMS = {
    "noun": ("noun.pl",),
    "verb": ("verb.past", "verb.part", "verb.ing", "verb.s"),
    "adj": ("adj.comp", "adj.sup"),
    "adv": ("adj.comp", "adj.sup"),
}
BASE = {"noun": "noun.sg", "verb": "verb.base", "adj": "adj", "adv": "adv"}
_GROUPS = {
    "noun": NOUN,
    "verb": VERB,
    "adj": TAGS["adj"] | TAGS["adj.comp"] | TAGS["adj.sup"],
    "adv": TAGS["adv"] | TAGS["adj.comp"] | TAGS["adj.sup"],
}

Spellings = tuple[tuple[str, ...], ...]


class _Readings:
    """Words and their readings: lines of text in order, found through their first two letters.

    A dictionary of all words would take three times as long to load as most runs need.
    """

    __slots__ = ("_buckets", "_text", "masks", "seen")

    def __init__(self, masks: tuple[int, ...], buckets: dict[str, tuple[int, int]], text: str) -> None:
        self.masks = masks
        self._buckets = buckets
        self._text = text
        self.seen: dict[str, int] = {}

    def find(self, word: str) -> int:
        """The readings of a word; 0 if it is unknown."""
        if word in self.seen:
            return self.seen[word]
        mask = 0
        bucket = self._buckets.get(word[:2])
        if bucket is not None:
            at = self._text.find(f"\n{word}\t", *bucket)
            if at >= 0:
                at += len(word) + 2
                mask = self.masks[(ord(self._text[at]) - 48) * 64 + ord(self._text[at + 1]) - 48]
        self.seen[word] = mask
        return mask


_readings: _Readings | None = None
_irregular: dict[tuple[str, str], Spellings] = {}
_preferred: dict[str, str] = {}
_lemmas: dict[str, list[tuple[str, str]]] = {}  # irregular forms to lemma and part of speech


def _load() -> _Readings:
    global _readings
    if _readings is None:
        _readings = _Readings(*_section(0))
    return _readings


def _section(number: int) -> Any:
    """One of the two parts of the data file. Raises OSError, or ValueError when the file is damaged."""
    with open(PATH, "rb") as file:
        raw = file.read()
    if not raw.startswith(MAGIC):
        raise ValueError(f"{PATH} is not a lexicon of this version")
    at = len(MAGIC)
    for _ in range(number):
        at += 4 + int.from_bytes(raw[at : at + 4], "big")
    return marshal.loads(memoryview(raw)[at + 4 :])


def _exceptions() -> dict[tuple[str, str], Spellings]:
    if not _irregular:
        use_forms(*_section(1))
    return _irregular


def use_forms(irregular: dict[tuple[str, str], Spellings], preferred: dict[str, str]) -> None:
    """Take these inflections in place of the data file's."""
    global _irregular, _preferred
    _irregular, _preferred = irregular, preferred
    _lemmas.clear()
    for (lemma, pos), spellings in irregular.items():
        for words in spellings:
            for word in words:
                _lemmas.setdefault(word, []).append((lemma, pos))


def use(tags: dict[str, int], irregular: dict[tuple[str, str], Spellings], preferred: dict[str, str]) -> None:
    """Take these data in place of the file's: for the script that builds it."""
    global _readings
    _readings = _Readings((), {}, "")
    _readings.seen = dict(tags)
    use_forms(irregular or {("be", "verb"): ()}, preferred)


def dumps(tags: Mapping[str, int], irregular: dict[tuple[str, str], Spellings], preferred: dict[str, str]) -> bytes:
    """The data file's bytes."""
    masks = sorted(set(tags.values()))
    number = {mask: n for n, mask in enumerate(masks)}
    buckets: dict[str, tuple[int, int]] = {}
    pieces, at = [], 0
    for word in sorted(tags):
        high, low = divmod(number[tags[word]], 64)
        piece = f"\n{word}\t{chr(48 + high)}{chr(48 + low)}"
        start = buckets.get(word[:2], (at, 0))[0]
        at += len(piece)
        buckets[word[:2]] = (start, at)
        pieces.append(piece)
    out = MAGIC
    for section in ((tuple(masks), buckets, "".join(pieces)), (dict(sorted(irregular.items())), preferred)):
        raw = marshal.dumps(section, 4)
        out += len(raw).to_bytes(4, "big") + raw
    return out


def tags(word: str) -> int:
    """The readings that a token may have; punctuation has none, an unknown word may be of any open class."""
    found = _load().find(word)
    if found:
        return found
    first = word[:1]
    if first.isdigit():
        return TAGS["num"]
    return OPEN if first.isalpha() else 0


def known(word: str) -> bool:
    """Whether the lexicon has the word."""
    return _load().find(word) != 0


def known_readings(word: str) -> int:
    """The readings of a word; 0 if the lexicon does not have it."""
    return _load().find(word)


def masks() -> tuple[int, ...]:
    """The readings that words have together, each once."""
    return _load().masks


def lemmas(word: str, mask: int) -> tuple[str, ...]:
    """The lemmas of which a word is a form with one of the tags in `mask`."""
    exceptions = _exceptions()
    candidates = set(_lemmas.get(word, ()))
    for pos in FORMS:
        candidates.update((lemma, pos) for lemma in (word, *_undone(word, pos)))
    found = set()
    readings = tags(word) & mask
    for lemma, pos in candidates:
        if not _load().find(lemma) & TAGS[BASE[pos]] and (lemma, pos) not in exceptions:
            continue
        if word == lemma and readings & TAGS[BASE[pos]]:
            found.add(lemma)
        for name, words in zip(FORMS[pos], spellings(lemma, pos), strict=False):
            if TAGS[name] & mask and word in words:
                found.add(lemma)
    if word in ("am", "are") and mask & TAGS["verb.base"]:
        found = {"be"}
    return tuple(sorted(found))


def inflect(word: str, to: str) -> str | None:
    """Any form of a word as the form that the tag `to` names; None when the word is unknown, has no such form or may be of two lemmas."""
    for pos in FORMS:
        if to == BASE[pos] or to in FORMS[pos]:
            break
    else:
        return None
    found = lemmas(word, _GROUPS[pos])
    if _preferred.get(word) in found:
        found = (_preferred[word],)
    results = {result for lemma in found if (result := _form(lemma, pos, to, word)) is not None}
    return results.pop() if len(results) == 1 else None


def _form(lemma: str, pos: str, to: str, word: str) -> str | None:
    if to == BASE[pos]:
        return lemma
    if lemma == "be" and to == "verb.past":
        return None
    choices = spellings(lemma, pos)[FORMS[pos].index(to)]
    return word if word in choices else choices[0] if choices else None


def spellings(lemma: str, pos: str) -> Spellings:
    """The spellings of each form of a lemma, in the order of `FORMS`, the usual one first."""
    return _exceptions().get((lemma, pos)) or regular(lemma, pos)


def regular(lemma: str, pos: str) -> Spellings:
    """The forms that rules make of a lemma, as far as the lexicon has them."""
    find = _load().find
    return tuple(tuple(word for word in _made(lemma, name) if find(word) & TAGS[name]) for name in FORMS[pos])


def forms(lemma: str, pos: str | None = None) -> dict[str, int]:
    """Every inflected form of a lemma with its tags. `pos` is noun, verb, adj or adv; every one that the lemma has when None.

    With a `pos` given, a lemma that the lexicon does not have is inflected by rule.
    """
    out: dict[str, int] = {}
    for name in FORMS if pos is None else (pos,):
        for tag, words in _paradigm(lemma, name, given=pos is not None):
            for word in words:
                out[word] = out.get(word, 0) | TAGS[tag]
    return out


def _paradigm(lemma: str, pos: str, given: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Tags with their spellings, the base form first; nothing if the lemma is not of that part of speech."""
    if pos not in FORMS:
        return
    here = _load().find(lemma) & TAGS[BASE[pos]] or (lemma, pos) in _exceptions()
    if not here and not given:
        return
    yield BASE[pos], ("be", "am", "are") if lemma == "be" and pos == "verb" else (lemma,)
    made = spellings(lemma, pos) if here else tuple(_made(lemma, name)[:1] for name in FORMS[pos] if pos in ("noun", "verb"))
    yield from zip(FORMS[pos], made, strict=False)


def parallel(lemma: str, other: str, pos: str | None = None) -> dict[str, str]:
    """Each form of a lemma with the same form of another; forms that would have two partners are left out."""
    pairs: dict[str, set[str]] = {}
    for name in FORMS if pos is None else (pos,):
        mine, theirs = dict(_paradigm(lemma, name, pos is not None)), dict(_paradigm(other, name, pos is not None))
        for tag in mine.keys() & theirs.keys():
            for word in mine[tag]:
                if theirs[tag]:
                    pairs.setdefault(word, set()).add(theirs[tag][0])
    return {word: partners.pop() for word, partners in pairs.items() if len(partners) == 1}


_VOWELS = "aeiou"


def _doubles(lemma: str) -> bool:
    """Whether the last letter may be doubled before -ed: one consonant after one vowel."""
    return (
        len(lemma) > 2
        and lemma[-1] not in "aeiouwxyh"
        and lemma[-2] in _VOWELS
        and (lemma[-3] not in _VOWELS or lemma[-3:-1] in ("ui", "ua", "ue"))
    )


def _made(lemma: str, name: str) -> tuple[str, ...]:
    """What rules make of a lemma for a tag, the likelier spelling first."""
    last, soft = lemma[-1], len(lemma) > 1 and lemma[-1] == "y" and lemma[-2] not in _VOWELS
    if name in ("noun.pl", "verb.s"):
        if soft:
            return (lemma[:-1] + "ies",)
        if lemma.endswith(("s", "x", "z", "ch", "sh")):
            return (lemma + "es", lemma + last + "es") if last in "sz" else (lemma + "es",)
        return (lemma + "s", lemma + "es") if last == "o" else (lemma + "s",)
    if name == "verb.ing":
        if lemma.endswith("ie"):
            return (lemma[:-2] + "ying",)
        if last == "e" and not lemma.endswith(("ee", "oe", "ye")):
            return (lemma[:-1] + "ing", lemma + "ing")
        return (lemma + "ing", lemma + last + "ing") if _doubles(lemma) else (lemma + "ing",)
    ending = {"adj.comp": "er", "adj.sup": "est"}.get(name, "ed")
    if last == "e":
        return (lemma[:-1] + ending,)
    if soft:
        return (lemma[:-1] + "i" + ending,)
    return (lemma + ending, lemma + last + ending) if _doubles(lemma) else (lemma + ending,)


def _undone(word: str, pos: str) -> Iterator[str]:
    """Lemmas of which rules could make a word."""
    endings = {"noun": ("s",), "verb": ("s", "ed", "ing"), "adj": ("er", "est"), "adv": ("er", "est")}[pos]
    for ending in endings:
        if not word.endswith(ending) or len(word) < len(ending) + 2:
            continue
        stem = word[: -len(ending)]
        yield stem
        if ending == "s":
            if stem.endswith("ie"):
                yield stem[:-2] + "y"
            if stem.endswith("e"):
                yield stem[:-1]
                if len(stem) > 3 and stem[-2] == stem[-3]:
                    yield stem[:-2]
            continue
        yield stem + "e"
        if stem.endswith("i"):
            yield stem[:-1] + "y"
        if stem.endswith("y") and ending == "ing":
            yield stem[:-1] + "ie"
        if len(stem) > 2 and stem[-1] == stem[-2]:
            yield stem[:-1]
