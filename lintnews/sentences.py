"""Where sentences end: after a full stop that belongs to no abbreviation, initial or number."""

from __future__ import annotations

import re

from lintnews.spans import Span

# A full stop after these ends no sentence.
_TITLES = frozenset(
    "mr mrs ms messrs mme mlle dr drs prof rev revd hon gov gen lt col maj capt cmdr cpl pvt sgt sgts adm brig supt det insp sen "
    "sens rep reps st mt ft vs viz cf approx fig figs vol vols pp eds e.g i.e dept univ assn bros".split()
)
# After these one does if a word follows that seldom stands in a name.
_MAYBE = frozenset(
    "inc ltd co corp plc llc etc jr sr al est ave blvd rd jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu "
    "thur thurs fri ala ariz ark calif colo conn del fla ga ind kan ky md mich minn mo mont neb nev okla pa tenn tex va vt wis wyo".split()
)
_ALSO_WORDS = frozenset("ill mass wash miss ore la ed art pt sat sun no p v".split())  # abbreviations, some with a capital only
_STOP = re.compile(r"[.!?\u2026]+[\"')\]\u2060]*(?=\s)|[.!?]+[\"')\]]+(?=[A-Z])")
_LAST_WORD = re.compile(r"[\w.]+\Z")
_NEXT = re.compile(r"\s*[\"'(\[\u2060]*(\S)")
_STARTER = re.compile(
    r"\s*[\"'(\[\u2060]*(?:(?:A|I)\b(?!\.)|(?:The|An|In|On|At|By|For|From|To|With|As|But|And|Or|So|Yet|He|She|It|They|We|You|His|Her|Its|Their|Our|My|Your|"
    r"This|That|These|Those|There|Here|If|When|While|Since|After|Before|Because|Although|Though|However|What|Who|Why|How|Where|Some|Many|Most|"
    r"Both|Each|One|Another|Not|No|Now|Then|Such|Meanwhile|Last|Earlier|According)\b)"
)
_SAID = re.compile(
    r"\s*(?:[A-Z][\w.'-]*\s+){1,4}(?:said|says|asked|asks|added|adds|wrote|writes|told|tells|cried|shouted|exclaimed|joked|quipped|replied)\b"
)


def split_sentences(text: str) -> list[Span]:
    """The sentences of folded text that reads as one paragraph and has no white space at its ends."""
    spans, start = [], 0
    for match in _STOP.finditer(text):
        after = _NEXT.match(text, match.end())
        if after is None:
            break
        if not _ends_sentence(text, match, after.group(1)):
            continue
        spans.append(Span(start, match.end()))
        start = match.end()
        while text[start].isspace():
            start += 1
    if start < len(text):
        spans.append(Span(start, len(text)))
    return spans


def _ends_sentence(text: str, stop: re.Match[str], following: str) -> bool:
    if following.islower():
        return False
    if text[stop.start()] != "." or text.startswith("..", stop.start()):  # '"Why?" Dr. Ode asked.'
        return not (stop.group().endswith('"') and _SAID.match(text, stop.end()))
    found = _LAST_WORD.search(text, max(0, stop.start() - 20), stop.start())
    word = found.group() if found else ""
    short = word.lower()
    if short in _TITLES:
        return False
    if short in _ALSO_WORDS:
        if short == "no":
            return not following.isdigit()  # "No. 5"
        if word.islower():
            return short not in ("p", "v") or not (following.isdigit() or following.isupper())  # "p. 4", "Roe v. Wade"
    elif len(word) == 1 and word.isalpha():
        pass  # "J. Edgar", "Plan B. The"
    elif short not in _MAYBE and ("." not in word or short.replace(".", "").isdigit()):  # "U.S."
        return True
    return bool(_STARTER.match(text, stop.end()))
