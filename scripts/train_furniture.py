"""Learn what page furniture looks like: write rules/words/furniture-weights.txt, the weights of `lintnews.checks.furniture`.

  python scripts/train_furniture.py LINES.tsv.gz [--hold-out REMAINDER]

LINES holds page, line number, label and text, tab-separated: B boilerplate, A article, T headline; other labels are not learned from.
The shipped weights come from the line annotations of the WCXB pages (CC BY 4.0). They are statistics of shapes, places and single words
or pairs that stand on many pages; no text is kept. Needs numpy and scipy, which lintnews does not.

Each page is learned from twice: as it is, and cut down to its article with a few lines around it, so that the model does not take the first
and the last lines of a text for furniture because they are first and last.
"""

from __future__ import annotations

import argparse
import bisect
import collections
import gzip
import math
import os
import random
import sys

import numpy as np
from scipy import sparse

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, ROOT)

from lintnews import build  # noqa: E402
from lintnews import index as index_format  # noqa: E402
from lintnews.checks import furniture  # noqa: E402
from lintnews.formats import parse  # noqa: E402
from lintnews.matchers import blocks, words  # noqa: E402
from lintnews.matchers.triggers import triggers  # noqa: E402

PAGES = 6  # a feature must stand on as many
SPARSE = 1.5e-4
SMOOTH = 1e-5
OUT = os.path.join(ROOT, "rules", "words", "furniture-weights.txt")

Page = tuple[list[furniture.Shape], dict[int, str], list[str]]


def read(path: str) -> dict[str, Page]:
    """Pages with the shape, the rules' mark and the label of each line."""
    packs = [pack for pack in build.pack_paths(os.path.join(ROOT, "rules")) if os.path.basename(os.path.dirname(pack)) == "boilerplate"]
    index = index_format.Index(build.compile_packs(packs, os.path.join(ROOT, "rules"))[0])
    rows: dict[str, list[tuple[str, str]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in file:
            page, _, label, text = row.rstrip("\n").split("\t", 3)
            rows.setdefault(page, []).append((label, text))
    return {page: _page(lines, index) for page, lines in rows.items()}


def _page(lines: list[tuple[str, str]], index: index_format.Index) -> Page:
    document = parse("\n".join(text for _, text in lines) + "\n", "plain")
    starts = [0]
    for _, text in lines:
        starts.append(starts[-1] + len(text) + 1)
    labels = [lines[bisect.bisect_right(starts, span.start) - 1][0] for span, _ in document.blocks]
    shapes = [furniture.shape(document.cased[span.start : span.end], document.words[n]) for n, (span, _) in enumerate(document.blocks)]
    _, whole = words.matched(document, index, frozenset(range(len(index.rules))), triggers(document, index).patterns)
    marks = {n: furniture.MARKS[max(blocks.strength(pattern, index) for pattern in patterns)] for n, patterns in whole.items()}
    return shapes, marks, labels


def cut(page: Page, before: int, after: int) -> Page | None:
    """The page from so many lines before its article to so many after it."""
    shapes, marks, labels = page
    article = [n for n, label in enumerate(labels) if label in "AT"]
    if not article:
        return None
    start, end = max(0, article[0] - before), min(len(labels), article[-1] + 1 + after)
    return shapes[start:end], {n - start: mark for n, mark in marks.items() if start <= n < end}, labels[start:end]


def examples(pages: dict[str, Page]) -> tuple[list[tuple[str, list[str]]], np.ndarray]:
    """Features with their page, and whether the line is furniture."""
    choose = random.Random(1)
    rows, labels = [], []
    for name, page in sorted(pages.items()):
        for one in (page, cut(page, choose.choice((0, 0, 1, 2, 3)), choose.choice((0, 0, 1, 2, 4)))):
            if one is not None:
                for row, label in zip(furniture.features(one[0], one[1]), one[2], strict=True):
                    if label in "BAT":
                        rows.append((name, row))
                        labels.append(float(label == "B"))
    return rows, np.array(labels)


def learn(pages: dict[str, Page]) -> dict[str, int]:
    """The weights of features that count, in hundredths of a nat."""
    rows, labels = examples(pages)
    seen = collections.defaultdict(set)
    for page, row in rows:
        for feature in row:
            seen[feature].add(page)
    columns = {feature: n for n, feature in enumerate(sorted(feature for feature, on in seen.items() if len(on) >= PAGES))}
    starts, cells = [0], []
    for _, row in rows:
        cells += {columns[feature] for feature in row if feature in columns}
        starts.append(len(cells))
    matrix = sparse.csr_matrix((np.ones(len(cells)), cells, starts), shape=(len(rows), len(columns)))
    weights = descend(matrix, labels)
    return {feature: round(100 * weights[n]) for feature, n in columns.items() if round(100 * weights[n])}


def descend(matrix: sparse.csr_matrix, labels: np.ndarray, rounds: int = 250) -> np.ndarray:
    """Logistic regression with a sparse penalty, by accelerated proximal gradient."""
    count, turned = matrix.shape[0], matrix.T.tocsr()
    probe = np.random.RandomState(0).rand(matrix.shape[1])
    for _ in range(30):
        probe = turned @ (matrix @ probe)
        probe /= np.linalg.norm(probe)
    steepest = 0.25 * float(np.linalg.norm(turned @ (matrix @ probe))) / count + SMOOTH
    weights = ahead = np.zeros(matrix.shape[1])
    pace = 1.0
    for _ in range(rounds):
        error = 1 / (1 + np.exp(-(matrix @ ahead))) - labels
        step = ahead - (turned @ error / count + SMOOTH * ahead) / steepest
        new = np.sign(step) * np.maximum(np.abs(step) - SPARSE / steepest, 0)
        faster = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        ahead = new + (pace - 1) / faster * (new - weights)
        weights, pace = new, faster
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines")
    parser.add_argument("--hold-out", type=int, help="leave out the pages whose number divided by 4 leaves this remainder")
    options = parser.parse_args()
    pages = read(options.lines)
    pages = {name: page for name, page in pages.items() if int(name.rpartition("/")[2]) % 4 != options.hold_out}
    weights = learn(pages)
    with open(OUT, "w", encoding="utf-8") as file:
        file.write("# Written by scripts/train_furniture.py from the line annotations of the WCXB pages (CC BY 4.0): feature, weight.\n")
        file.writelines(f"{feature} {weight}\n" for feature, weight in sorted(weights.items()))
    print(len(pages), "pages,", len(weights), "weights")


if __name__ == "__main__":
    main()
