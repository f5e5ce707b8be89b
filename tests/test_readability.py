from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Lintnews

from lintnews.checks.readability import check
from lintnews.formats import parse
from lintnews.readability import Readability, readability

PLAIN = "The cat sat on the mat. It saw a dog and ran off to the barn. No. Why not?"
LONG = "The dog " + "that ran and " * 20 + "barked at the cat."


def of(text: str, format: str = "plain") -> Readability:
    found = readability(parse(text, format))
    assert found is not None
    return found


def test_sentences_are_ours_and_short_ones_count() -> None:
    assert of("Mr. Smith of the U.S. paid $3.5 billion.")[3:5] == (8, 1)
    assert of(PLAIN)[3:5] == (19, 4)


def test_grades_are_those_of_the_formulas() -> None:
    # 19 words, 4 sentences, 19 syllables
    found = of(PLAIN)
    assert found.grade == pytest.approx(0.39 * 19 / 4 + 11.8 - 15.59, abs=0.06)
    assert found.ease == pytest.approx(206.835 - 1.015 * 19 / 4 - 84.6, abs=0.06)
    assert found.fog == pytest.approx(0.4 * 19 / 4, abs=0.06)


def test_markup_has_no_words() -> None:
    assert of("A **bold** word, `code()` and https://example.org/a.b\n", "markdown").words == 4
    assert readability(parse("---\n\n***\n", "plain")) is None


def test_reading_time_is_238_words_a_minute() -> None:
    assert of("word " * 476).seconds == 120


def test_nothing_is_downloaded() -> None:
    program = (
        "import sys, nltk\n"
        "def refused(*a, **k): raise SystemExit('download')\n"
        "nltk.download = refused\n"
        "import warnings; warnings.simplefilter('error')\n"
        "from lintnews.readability import readability\n"
        "from lintnews.formats import parse\n"
        "print(readability(parse('An extraordinary situation arose.', 'plain')).words)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("4\n", "")


def test_long_sentences_are_marked() -> None:
    text = f"It rained. {LONG} It was late."
    (found,) = check(parse(text, "plain"), {"words": "40"})
    assert text[slice(*found[0])] == LONG
    assert "66 words" in found[2]


def test_a_hard_article_is_marked_at_its_longest_sentence() -> None:
    text = f"It rained. {LONG} It was late."
    (found,) = check(parse(text, "plain"), {"grade": "4", "least": "20"})
    assert text[slice(*found[0])] == LONG
    assert not list(check(parse(text, "plain"), {"grade": "4"}))  # too short to be graded
    assert not list(check(parse(text, "plain"), {"grade": "30", "least": "20"}))


def test_the_rules_are_off_unless_selected(lintnews: Lintnews, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LONG + "\n")
    assert lintnews("check", "--level", "all", "--ignore", "confusables,grammar,prepositions", "a.txt").status == 0
    done = lintnews("check", "--select", "readability/long-sentence", "--output-format", "concise", "a.txt")
    assert "readability/long-sentence" in done.out


def test_a_limit_that_is_no_number_is_an_error_with_its_place(lintnews: Lintnews, tmp_path: Path) -> None:
    pack = [
        "pack: house",
        "about: Our limits.",
        "rules:",
        "- id: hard",
        "  about: Hard.",
        "  source: us",
        "  document: readability",
        "  with: {words: many}",
        '  bad: ["{A b.}"]',
        '  good: ["C."]',
    ]
    (tmp_path / "house.yaml").write_text("\n".join(pack))
    done = lintnews("rules", "test", "house.yaml")
    assert done.status == 1
    assert "house.yaml:4: house/hard: with: invalid literal" in done.out


def test_stats_for_people(lintnews: Lintnews, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAIN)
    (tmp_path / "empty.txt").write_text("")
    done = lintnews("stats")
    assert done.status == 0
    assert done.out == ("         words  sentences  minutes  ease  grade  fog\n./a.txt     19          4      0.1  117.4   -1.9  1.9\n")


def test_stats_for_programs_and_of_files_that_cannot_be_read(lintnews: Lintnews, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# News\n\nIt rained.\n")
    (tmp_path / "b.txt").write_bytes(b"caf\xe9")
    done = lintnews("stats", "--output-format", "json", "a.md", "b.txt", "none.txt")
    assert done.status == 2
    assert done.err.splitlines()[1] == "error: none.txt: no such file or directory"
    first, second, third = json.loads(done.out)["files"]
    assert (first["path"], first["words"], first["sentences"], first["error"]) == ("a.md", 3, 2, None)
    assert second["error"] and "words" not in third


def test_stats_reads_the_standard_input(lintnews: Lintnews) -> None:
    assert "-      2          1" in lintnews("stats", "-", stdin=b"It rained.").out
