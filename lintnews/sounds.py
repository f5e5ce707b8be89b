"""Whether a word is said with a vowel first: what decides between "a" and "an"."""

from __future__ import annotations

# Beginnings of words, and whole words. Tuples, not regexes: compiling those would cost every run more than it has to read.
_SAID_WITH_CONSONANT = tuple(
    "ouija oua oax eu ewe uni unanim ubiq ukr ukul ukip ura ure uri uro ufo ugan uefa unesco unhcr use usu usa util utop utah ute".split()
)
_SAID_WITH_VOWEL = tuple("hour honest honor honour heir xbox mrna yttr ytterb yvonne yves ypres ylang".split())
_SAID_BOTH_WAYS = tuple(
    "herb histor hotel habitu heroic hyster heredit horrend horrif hallucin hilar harmonic hypothe homage hispanic habanero houri "
    "uru uighur uyghur ubis ubuntu urals xmas xx ym uh euh oui".split()
)
_NEGATIVE = tuple("unin unima unimi unimp unident unideal unign uniss unir usain".split())  # "un" + "important"
_WHOLE = {"one": False, "onetime": False, "ones": False, "oneself": False, "oneness": False, "once": False, "hors": True, "hm": True}

# Letters that are named with a vowel first, and the pairs of letters with which a word can begin all the same.
_NAMED_WITH_VOWEL = frozenset("AEFHILMNORSX")
_DOUBTFUL = frozenset("FHLMNRSX")  # as a letter with a vowel, in a word with a consonant
_CLUSTERS = frozenset("FL FR RH SC SH SK SL SM SN SP SQ ST SW SV FY".split())
_VOWEL_LETTERS = frozenset("AEIOUY")
_SPELLED = frozenset(
    "FA FAA FAU FBI FCA FEC FIA FIU HIA HIV HOA HOV LA LAN LAPD LED LIRR LIU LIV LOI LSE MA MBA MEA MEP MI MI5 MI6 MIA MIT "
    "MLA MOU MP MRI MSU MVP NAACP NBA NEA NEC NI NIA NIH NRA NSA NUJ NUS NYPD NYU RAF RIA RIAA ROI RPI RSA RUC RUSI SAS SEC "
    "SEIU SEO SFO SIA SOS SSI SUV".split()
)
_SAID = frozenset("FTSE SCOTUS POTUS".split())


def vowel_sound(written: str, shouted: bool = False) -> bool | None:
    """Whether a word or number begins with a vowel when it is said; None when that is not sure.

    The word is given as it is written, since "SUV" is spelled out and "suv" is not; `shouted`: the words about it are in capitals too.
    """
    if not written:
        return None
    if written[0].isdigit():
        return _number(written)
    letters = written.replace(".", "")
    if letters[-1:] == "s" and len(letters) > 2 and letters[:-1].isupper():
        letters = letters[:-1]
    if not letters or not letters[0].isalpha():
        return None
    if len(letters) == 1:
        return None if shouted or not letters.isascii() else letters.upper() in _NAMED_WITH_VOWEL
    if letters.isupper() and (len(letters) < 6 or "." in written or _unsayable(letters)) and not shouted:
        return _initials(letters, dotted="." in written)
    if letters[:2].isupper() and not letters.isupper():  # "NBCUniversal"
        return None if letters[0] in _DOUBTFUL or letters[0] == "U" else letters[0] in "AEIO"
    if letters[0].islower() and letters[1].isupper():  # "mRNA", "iPhone"
        return letters[0].upper() in _NAMED_WITH_VOWEL
    if not letters.isalpha() and letters[0].islower():  # "n8n"
        return None
    return _word(_first_hump(letters).lower())


def _first_hump(letters: str) -> str:
    """The first word of a name such as "OneDrive"."""
    return next((letters[:n] for n in range(2, len(letters)) if letters[n].isupper() and letters[n - 1].islower()), letters)


def _word(word: str) -> bool | None:
    if word in _WHOLE:
        return _WHOLE[word]
    if word.startswith(_SAID_BOTH_WAYS):
        return None
    if word.startswith(_SAID_WITH_VOWEL):
        return True
    if word.startswith(_SAID_WITH_CONSONANT) and not word.startswith(_NEGATIVE):
        return False
    if word[0].isascii():
        return word[0] in "aeiou"
    return True if word[0] in "áàâäãåéèêëíìîïóòôöõøúùûüæœ" else None


def _initials(letters: str, dotted: bool) -> bool | None:
    first = letters[0]
    if not letters.isascii() or letters in _SAID:
        return None
    if first not in _DOUBTFUL:
        return first in "AEIO"
    spelled = dotted or letters in _SPELLED or not _VOWEL_LETTERS.intersection(letters) or _unsayable(letters)
    return True if spelled else None


def _unsayable(letters: str) -> bool:
    """Whether no word begins with these letters, so that they are spelled out."""
    return letters[0] in _DOUBTFUL and letters[1] not in _VOWEL_LETTERS and letters[:2] not in _CLUSTERS


def _number(written: str) -> bool | None:
    end = next((n for n, c in enumerate(written) if not c.isdigit()), len(written))
    head, grouped = written[:end], written[end : end + 1] == "," and written[end + 1 : end + 4].isdigit()
    if head[0] == "8" or head in ("11", "18"):
        return True
    if len(head) == 4 and head[:2] in ("11", "18"):
        return True if head[:2] == "18" else None
    if grouped and head == "1" and written[end + 1] in "18":
        return None  # "eleven hundred", or "one thousand one hundred"
    return False
