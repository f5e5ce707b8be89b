"""The article in examples/, its report, and what the README shows.

`LINTNEWS_UPDATE=1 pytest tests/test_examples.py` writes report and README anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from conftest import COMMAND

ROOT = Path(__file__).parent.parent
ARTICLE = "examples/relay-chips.txt"
REPORT = ROOT / "examples" / "relay-chips.report.txt"
README = ROOT / "README.md"
SHOWN = ("should of expired", "intensive purposes", "Share on Facebook", "counterfeit consciousness", "&nbsp;", "Subscribe to our")
UPDATE = "LINTNEWS_UPDATE" in os.environ


def run(*arguments: str, cwd: Path = ROOT) -> tuple[str, int]:
    environment = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "COLUMNS")}
    done = subprocess.run([COMMAND, *arguments], cwd=cwd, env=environment, capture_output=True, check=False)
    return done.stdout.decode(), done.returncode


def test_the_report_of_the_example_is_what_the_command_prints() -> None:
    report, status = run("check", ARTICLE)
    assert status == 1
    if UPDATE:
        REPORT.write_text(report, encoding="utf-8")
    assert REPORT.read_text(encoding="utf-8") == report


def test_the_readme_shows_the_report() -> None:
    blocks = REPORT.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    excerpt = "\n\n".join([block for block in blocks if any(words in block for words in SHOWN)] + blocks[-1:])
    indented = "\n".join(f"    {line}" if line else "" for line in excerpt.split("\n"))
    text = README.read_text(encoding="utf-8")
    updated = re.sub(r"(?<=<!-- excerpt -->\n).*?(?=<!-- /excerpt -->)", lambda _: f"\n{indented}\n\n", text, flags=re.DOTALL)
    if UPDATE:
        README.write_text(updated, encoding="utf-8")
    assert text == updated or UPDATE


def test_most_faults_are_found() -> None:
    report, _ = run("check", "--level", "all", "--output-format", "concise", ARTICLE)
    assert len(report.splitlines()) >= 28


def test_fixing_the_example_twice_changes_nothing_more(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    shutil.copy(ROOT / ARTICLE, article)
    _, status = run("check", "--fix", "article.txt", cwd=tmp_path)
    once = article.read_bytes()
    assert status == 1  # what is not certain is left to people
    assert once != (ROOT / ARTICLE).read_bytes()
    run("check", "--fix", "article.txt", cwd=tmp_path)
    assert article.read_bytes() == once
