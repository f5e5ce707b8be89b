from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

# What may surround a test run and have a say in what lintnews prints.
SURROUNDINGS = """
NO_COLOR FORCE_COLOR COLUMNS GITHUB_ACTIONS GITHUB_STEP_SUMMARY GITHUB_WORKSPACE CI_PROJECT_DIR BUILD_SOURCESDIRECTORY
""".split()
COMMAND = Path(sys.executable).parent / "lintnews"

HOUSE = """\
pack: house
about: Rules for tests.
defaults: {severity: error, confidence: high, fix: safe, source: observed in tests}
rules:
- id: glim
  about: "*glim* for *glum*."
  was: [glimmer]
  phrase: glim
  replace: glum
  bad: ["It was {glim -> glum}."]
  good: ["It was dim."]
- id: blorp
  about: "*blorp* for *blurp*."
  fix: unsafe
  severity: warning
  phrase: blorp
  replace: blurp
  bad: ["It went {blorp -> blurp}."]
  good: ["It went on."]
- id: snerk
  about: "*snerk* has two corrections."
  fix: shown
  phrase: snerk
  replace: [snark, smirk]
  bad: ["What a {snerk -> snark | smirk}."]
  good: ["What a day."]
- id: quonk
  about: "*quonk* is not so sure."
  confidence: medium
  phrase: quonk
  replace: conk
  bad: ["A {quonk -> conk}."]
  good: ["A cow."]
- id: trialled
  about: "*trialled* is on trial."
  trial: true
  phrase: frobbed
  replace: fobbed
  bad: ["She {frobbed -> fobbed} it off."]
  good: ["She put it off."]
- id: pairs
  about: Words that go wrong in twos.
  swap:
    zig zog: zig zag
    mish mush: mish mash
    hip hup: hip hop
  bad: ["A {zig zog -> zig zag} line.", "A {mish mush -> mish mash} of it.", "Some {hip hup -> hip hop} music."]
  good: ["A zig zag line.", "A mish mash of it.", "Some hip hop music."]
- id: spam-line
  about: A line that is no part of the article.
  line: click grumble to win
  replace: ""
  bad: ["One.\\n\\n{Click grumble to win -> }\\n\\nTwo."]
  good: ["You need not click grumble to win a prize."]
"""


class Done(NamedTuple):
    """What a command printed, and its status."""

    out: str
    err: str
    status: int
    raw: bytes


class Lintnews(Protocol):
    def __call__(self, *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> Done: ...


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of rules whose faults no real text has."""
    path = tmp_path_factory.mktemp("packs") / "house.yaml"
    path.write_text(HOUSE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled packs go to a folder of the test run, shared by its tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture
def folder(tmp_path: Path, house: Path) -> Path:
    """A folder whose settings select the rules of `house`, to be filled with articles."""
    (tmp_path / "lintnews.toml").write_text(f'rules = ["{house.as_posix()}"]\nselect = ["house"]\n', encoding="utf-8")
    return tmp_path


@pytest.fixture
def lintnews(tmp_path: Path) -> Lintnews:
    """Runs the installed command in the test's folder, without colours."""

    def run(*arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> Done:
        plain = {key: value for key, value in os.environ.items() if key not in SURROUNDINGS}
        done = subprocess.run(
            [COMMAND, *arguments],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**plain, **(env or {})},
            check=False,
        )
        return Done(done.stdout.decode(), done.stderr.decode(), done.returncode, done.stdout)

    return run
