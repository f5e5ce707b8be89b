"""Build lintnews/data/lexicon.bin: the possible parts of speech of English words, and the inflections that no rule gives.

    python scripts/build_lexicon.py [TEXTBLOB_WHEEL]

Sources: the inflection table of lemminflect (MIT, Brad Jascob; from the SPECIALIST lexicon of the US National Library of Medicine),
which must be installed; readings that are missing there from `en-lexicon.txt` of TextBlob (MIT, Steven Loria; from pattern.en), when
the wheel is given (`pip download --no-deps textblob`); lexicon_patch.txt beside this script.
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import io
import os
import re
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))

from lintnews import lexicon
from lintnews.lexicon import TAGS

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "lintnews", "data", "lexicon.bin")
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?\Z")

Forms = dict[tuple[str, str], tuple[tuple[str, ...], ...]]  # (lemma, pos) to the spellings of each form, in the order of lexicon.FORMS[pos]

PENN = {
    "NN": "noun.sg", "NNS": "noun.pl", "JJ": "adj", "JJR": "adj.comp", "JJS": "adj.sup", "RB": "adv", "VB": "verb.base", "VBP": "verb.base",
    "VBZ": "verb.s", "VBD": "verb.past", "VBN": "verb.part", "VBG": "verb.ing",
}  # fmt: skip


def read_tables() -> Forms:
    """The forms of every one-word lemma, in lower case."""
    spec = importlib.util.find_spec("lemminflect")
    assert spec and spec.submodule_search_locations
    path = os.path.join(spec.submodule_search_locations[0], "resources", "infl_lu.csv.gz")
    found: Forms = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for lemma, pos, *forms in csv.reader(file):
            key = (lemma.lower(), pos)
            if pos not in lexicon.FORMS or not WORD.match(lemma) or (lemma != lemma.lower() and key in found):
                continue
            spellings = [tuple(one for one in form.lower().split("/") if WORD.match(one)) for form in forms]
            if pos == "verb" and len(spellings) == 4 and not spellings[1]:
                spellings[1] = spellings[0]
            if pos == "noun":
                plural = tuple(one for one in spellings[0] if one != key[0])
                spellings = [plural]
            found[key] = tuple(spellings)
    return found


def tags_of(forms: Forms) -> dict[str, int]:
    """The readings that the tables give."""
    tags: dict[str, int] = {}
    plurals = {word for (_, pos), spellings in forms.items() if pos == "noun" for word in spellings[0]}
    for (lemma, pos), spellings in forms.items():
        base = {"noun": "noun.sg", "verb": "verb.base"}.get(pos, pos)
        tags[lemma] = tags.get(lemma, 0) | TAGS[base]
        if pos == "noun" and not spellings[0] and lemma.endswith("s") and not lemma.endswith(("ss", "us", "is")):
            tags[lemma] |= TAGS["noun.pl"]
            if lemma in plurals:  # "games" has an entry of its own
                tags[lemma] &= ~TAGS["noun.sg"]
        for name, words in zip(lexicon.FORMS[pos], spellings, strict=False):
            for word in words:
                tags[word] = tags.get(word, 0) | TAGS[name]
    return tags


def add_readings(tags: dict[str, int], wheel: str) -> None:
    """Readings of known words that TextBlob's lexicon has and the tables lack."""
    with zipfile.ZipFile(wheel) as archive, archive.open("textblob/en/en-lexicon.txt") as raw:
        for line in io.TextIOWrapper(raw, encoding="utf-8"):
            word, _, given = line.rstrip("\n").partition(" ")
            name = PENN.get(given)
            if name and word in tags and not (name == "noun.sg" and tags[word] & TAGS["noun.pl"]):
                tags[word] |= TAGS[name]
                if given == "VBD" and word.endswith("ed"):
                    tags[word] |= TAGS["verb.part"]


def patch(tags: dict[str, int], forms: Forms) -> dict[str, str]:
    """Apply lexicon_patch.txt; returns the preferred lemmas."""
    preferred: dict[str, str] = {}
    with open(os.path.join(HERE, "lexicon_patch.txt"), encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            head, _, rest = line[2:].partition(":")
            words = rest.split()
            if line[0] == ">":
                preferred.update(dict.fromkeys(words, head.strip()))
                continue
            if line[0] == "~":
                lemma, pos = head.split()
                forms[lemma, pos] = tuple(tuple(word.split("/")) for word in words)
                continue
            mask = 0
            for name in head.split():
                mask |= TAGS[name]
            for word in words:
                before = tags.get(word, 0)
                tags[word] = mask if line[0] == "=" else before | mask if line[0] == "+" else before & ~mask
    return preferred


def main() -> None:
    forms = read_tables()
    tags = tags_of(forms)
    if len(sys.argv) > 1:
        add_readings(tags, sys.argv[1])
    preferred = patch(tags, forms)
    tags = {word: mask for word, mask in tags.items() if mask}
    lexicon.use(tags, {}, preferred)
    irregular = {}
    for (lemma, pos), spellings in forms.items():
        if lexicon.regular(lemma, pos) != spellings:
            irregular[lemma, pos] = spellings
    raw = lexicon.dumps(tags, irregular, preferred)
    with open(OUT, "wb") as file:
        file.write(raw)
    print(f"{len(tags)} words, {len(irregular)} irregular lemmas, {len(raw)} bytes")


if __name__ == "__main__":
    main()
