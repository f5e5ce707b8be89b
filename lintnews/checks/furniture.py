"""Which lines look like furniture of a page, by their shape, their words, their place and their neighbours.

A linear model over named features, its weights plain data: see `scripts/train_furniture.py`. It only ever adds lines to what rules found.
"""

from __future__ import annotations

import re

from lintnews.document import Document
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

MARKS = "-wmc"  # what rules say of a line, by its strength in `matchers.blocks`: nothing, weak, noted, certain
_SIZES = ((1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5"), (7, "7"), (11, "11"), (19, "19"), (39, "39"))
_DISTANCES = ((1, "1"), (2, "2"), (4, "4"), (8, "8"), (15, "15"), (30, "30"))
_REFERENCES = re.compile(r"(?:\s*\[\d+\])+\Z")
_ENDS = ".!?\u2026\"\u201d'\u2019)"
_SIGNS = "|\u00bb\u00a9/@:\u2026&+$%()*\u2022\u2192>-\u2013\u2014,?!\ufffc"


class Shape(NamedTuple):
    """What a line looks like by itself."""

    letter: str  # p(rose), s(entence), l(ong), c(olon), m(iddling), h (short), t(iny)
    features: tuple[str, ...]
    text: str


def shape(written: str, words: Sequence[str]) -> Shape:
    """The shape of a line: `written` is its folded text, `words` its tokens in lower case."""
    plain = [word for word in words if word[0].isalnum()]
    count = len(plain)
    read = _REFERENCES.sub("", written)
    last = read[-1:]
    stops = last in _ENDS and (last in ".!?\u2026" or read[-2:-1] in ".!?\u2026,")
    if (stops and count >= 12) or count >= 30:
        letter = "p"
    elif stops and count >= 5:
        letter = "s"
    elif count >= 12:
        letter = "l"
    elif last == ":":
        letter = "c"
    else:
        letter = "m" if count >= 6 else "h" if count >= 3 else "t"
    found = [f"n{_bucket(count, _SIZES)}", f"e{last if not last.isalnum() else '0' if last.isdigit() else 'a'}"]
    first = written[:1]
    found.append("b" + ("0" if first.isdigit() else "A" if first.isupper() else "a" if first.islower() else first))
    parts = written.split()
    capitals = sum(part[:1].isupper() for part in parts)
    if capitals == len(parts):
        found.append("caps" if written.isupper() else "title")
    elif capitals * 3 >= len(parts) * 2:
        found.append("titled")
    if any(character.isdigit() for character in written):
        found.append("digit")
    found += ("s" + sign for sign in set(_SIGNS) & set(written))
    seen = plain[:14]
    found += {f"w{word if not word[0].isdigit() else '0'}" for word in seen}
    if seen:
        found.append(f"f{seen[0] if not seen[0][0].isdigit() else '0'}")
        found.append(f"l{plain[-1] if not plain[-1][0].isdigit() else '0'}")
    if 1 < len(seen) < 6:
        found += (f"x{a} {b}" for a, b in zip(seen, seen[1:], strict=False))
    return Shape(letter, tuple(found), written)


def _bucket(number: int, buckets: tuple[tuple[int, str], ...]) -> str:
    return next((name for most, name in buckets if number <= most), "more")


def features(shapes: Sequence[Shape], hits: Mapping[int, str]) -> list[list[str]]:
    """The features of each line of a document; `hits` is what rules said of lines, a letter of `MARKS` by number."""
    count = len(shapes)
    prose = [n for n, one in enumerate(shapes) if one.letter == "p"]
    first, last = (prose[0], prose[-1]) if prose else (count, -1)
    times: dict[str, int] = {}
    for one in shapes:
        times[one.text] = times.get(one.text, 0) + 1
    letters = [one.letter for one in shapes]
    marks = [hits.get(n, "-") for n in range(count)]
    before, after = _distances(letters, count)
    out = []
    for n, one in enumerate(shapes):
        place = "B" if n < first else "A" if n > last else "M"
        head = place + one.letter
        row = ["bias", place, head, head + marks[n], *one.features, *(place + feature for feature in one.features[:3])]
        row.append(f"{place}from{_bucket(n, _DISTANCES)}")
        row.append(f"{place}to{_bucket(count - 1 - n, _DISTANCES)}")
        row.append(f"{head}up{_bucket(before[n], _DISTANCES)}")
        row.append(f"{head}down{_bucket(after[n], _DISTANCES)}")
        if times[one.text] > 1:
            row.append(f"{head}again{min(times[one.text], 4)}")
        for step in (-3, -2, -1, 1, 2, 3):
            at = n + step
            inside = 0 <= at < count
            letter = letters[at] if inside else "~"
            mark = marks[at] if inside else "~"
            row.append(f"{step}{letter}{mark}")
            if abs(step) < 3:
                row.append(f"{head}{step}{letter}")
        row.append(f"{head}{letters[n - 1] if n else '#'}{letters[n + 1] if n + 1 < count else '#'}")
        near = range(max(0, n - 6), min(count, n + 7))
        row.append(f"{place}near{min(sum(marks[m] in 'cw' for m in near if m != n), 6)}")
        row.append(f"{place}meta{min(sum(marks[m] == 'm' for m in near if m != n), 3)}")
        row.append(f"{head}prose{min(sum(letters[m] in 'ps' for m in near), 8)}")
        row.append(f"{place}{sum(marks[m] == 'c' for m in range(n)) and 'c'}{sum(marks[m] == 'c' for m in range(n + 1, count)) and 'c'}")
        out.append(row)
    return out


def _distances(letters: Sequence[str], count: int) -> tuple[list[int], list[int]]:
    """How far before and after each line the nearest prose stands."""
    before, after = [99] * count, [99] * count
    for distances, order in ((before, range(count)), (after, range(count - 1, -1, -1))):
        away = 99
        for n in order:
            distances[n] = away
            away = 1 if letters[n] == "p" else away + 1
    return before, after


def prepare(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options as `check_lines` wants them: the weights by feature."""
    return {**options, "weights": {feature: int(weight) for feature, _, weight in (line.rpartition(" ") for line in options["weights"])}}


def check_lines(document: Document, marks: Mapping[int, str], options: Mapping[str, Any]) -> tuple[set[int], set[int]]:
    """The numbers of the blocks that surely, and that likely, look like furniture.

    `marks`: what rules said of lines, a letter of `MARKS`.

    `options`: what `prepare` makes of `weights` (lines "feature weight") and, in the same unit (a hundredth of a nat), of the thresholds
    `edge` (outside the prose), `inside` (between paragraphs), `alone` (a single line that stands beside no certain one) and `likely`.
    A line that reads as prose never counts.
    """
    weights = options["weights"]
    shapes = [shape(document.cased[start:end], document.words[n]) for n, ((start, end), _) in enumerate(document.blocks)]
    scores = smoothed([sum(weights.get(feature, 0) for feature in row) for row in features(shapes, marks)])
    prose = [n for n, one in enumerate(shapes) if one.letter == "p"]
    first, last = (prose[0], prose[-1]) if prose else (len(shapes), -1)
    edge, inside, alone = int(options["edge"]), int(options["inside"]), int(options["alone"])
    high = {n for n, score in enumerate(scores) if score >= (inside if first < n < last else edge) and shapes[n].letter != "p"}
    certain = {n for n, mark in marks.items() if mark == "c"}
    sure: set[int] = set()
    for run in _runs(sorted(high | certain)):
        at_edge = run[0] < first or run[-1] > last
        if not certain.isdisjoint(run) or (at_edge and (len(run) > 1 or scores[run[0]] >= alone)):
            sure.update(run)
    likely = {n for n, score in enumerate(scores) if score >= int(options["likely"]) and shapes[n].letter != "p"}
    return sure - certain, likely - sure - certain


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def smoothed(scores: Sequence[float]) -> list[float]:
    """Each score with three tenths of its neighbours', none of which counts for more than 600."""
    capped = [min(score, 600) for score in scores]
    edges = [*capped[:1], *capped, *capped[-1:]]
    return [score + 0.3 * (edges[n] + edges[n + 2]) for n, score in enumerate(scores)]
