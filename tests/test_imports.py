"""A hook pays for every import at each commit: what `lintnews check article.txt` loads is an allow-list."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What argparse and re load, and small ones beside them.
ALLOWED = set(
    "__future__ _bisect _blake2 _collections _functools _locale _operator _sre abc argparse bisect collections copyreg enum errno "
    "functools gc gettext importlib itertools keyword locale marshal mmap operator re reprlib types unicodedata warnings zlib".split()
)
FORBIDDEN = (
    "rich",
    "requests",
    "yaml",
    "numpy",
    "textstat",
    "harper",
    "language_tool_python",
    "importlib.metadata",
    "tomllib",
    "json",
    "typing",
)

PROGRAM = """
import sys
before = set(sys.modules)
from lintnews.cli import main
main(["check", "--isolated", sys.argv[1]])
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""


def loaded(path: Path) -> set[str]:
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(path)], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_hot_path_imports_what_the_list_allows(tmp_path: Path) -> None:
    (tmp_path / "warm.txt").write_text("She won.\n")
    loaded(tmp_path / "warm.txt")  # compiles the rules if they changed
    article = tmp_path / "a.txt"
    article.write_text("She could of won, said the “Café” owner.\n\nA second paragraph.\n", encoding="utf-8")
    modules = loaded(article)
    assert modules.isdisjoint(FORBIDDEN)
    others = {name.partition(".")[0] for name in modules} - {"lintnews"}
    assert sorted(others - ALLOWED) == []
    ours = {name for name in modules if name.startswith("lintnews.")}
    assert not ours & {"lintnews.build", "lintnews.packs", "lintnews.compiling", "lintnews.docs", "lintnews.output.json", "lintnews.trials"}


def test_the_package_itself_imports_nothing(tmp_path: Path) -> None:
    program = "import sys; before = set(sys.modules); import lintnews; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert set(done.stdout.split()) <= {"lintnews", "__future__"}
