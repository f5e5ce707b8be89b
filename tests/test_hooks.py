"""The hooks that other repositories use, end to end, and the wheel that they install."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent
GIT = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always"]

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON"))}
    path = f"{TOOLS}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(command, cwd=cwd, env={**plain, "PATH": path, **(env or {})}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds what this one does now: tracked files, and new ones that git does not ignore."""
    target = tmp_path_factory.mktemp("hooks")
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    if listed.returncode:
        pytest.skip("not a git work tree")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes((ROOT / name).read_bytes())
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All"]):
        assert run(*GIT, *command, cwd=target).returncode == 0
    return target


RUNNERS = ("pre-commit", "prek")
NAMES = ("-dash.txt", "with a space.txt", "article.txt", *(f"more/{number}.txt" for number in range(40)))


@pytest.fixture(params=RUNNERS)
def desk(request: pytest.FixtureRequest, hooks: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A repository of articles whose commits the hooks guard; runs a command in it, the hooks being the only caller of lintnews."""
    run(*GIT, "init", "-q", cwd=tmp_path)
    home = hooks.parent / request.param
    env = {"PRE_COMMIT_HOME": str(home), "PREK_HOME": str(home), "XDG_CACHE_HOME": str(hooks.parent / "cache"), "RUNNER": request.param}
    return partial(run, cwd=tmp_path, env=env)


def guard(desk: Callable[..., subprocess.CompletedProcess[str]], hooks: Path, folder: Path, hook: str, more: str = "") -> None:
    """Let a hook guard the repository's commits."""
    config = f"repos:\n- repo: {hooks}\n  rev: {run(*GIT, 'rev-parse', 'HEAD', cwd=hooks).stdout.strip()}\n  hooks:\n  - id: {hook}\n{more}"
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    runner = desk.keywords["env"]["RUNNER"]  # type: ignore[attr-defined]
    installed = desk(runner, "install", "--overwrite")
    assert installed.returncode == 0, installed.stdout + installed.stderr


def test_a_bad_article_blocks_the_commit_and_the_fix_hook_mends_it(
    desk: Callable[..., subprocess.CompletedProcess[str]], hooks: Path, tmp_path: Path
) -> None:
    (tmp_path / "more").mkdir()
    for name in NAMES:
        (tmp_path / name).write_text("She should of won the the race.\n", encoding="utf-8")
    (tmp_path / "page.md").write_text("# A page\n\nIt is right as it is.\n", encoding="utf-8")
    (tmp_path / "requirements.txt").write_text("the the\n", encoding="utf-8")
    (tmp_path / "code.py").write_text("# the the\n", encoding="utf-8")

    def commit() -> subprocess.CompletedProcess[str]:
        desk(*GIT, "add", "-A")
        return desk(*GIT, "commit", "-q", "-m", "Articles")

    guard(desk, hooks, tmp_path, "lintnews")
    blocked = commit()
    said = blocked.stdout + blocked.stderr
    assert blocked.returncode == 1, said
    assert all(f"{name}:1:" in said for name in NAMES)
    assert "requirements.txt" not in said
    assert "\x1b[?25l" not in said, "no progress"
    assert desk(*GIT, "rev-parse", "-q", "--verify", "HEAD").returncode == 1

    guard(desk, hooks, tmp_path, "lintnews-fix", "fail_fast: true\n")
    mended = commit()
    assert mended.returncode == 1, "a hook fails when it changes a file"
    assert {(tmp_path / name).read_text(encoding="utf-8") for name in NAMES} == {"She should have won the race.\n"}
    assert (tmp_path / "requirements.txt").read_text(encoding="utf-8") == "the the\n"
    passed = commit()
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_the_hooks_can_be_tried_before_they_are_installed(hooks: Path, tmp_path: Path) -> None:
    (tmp_path / "-dash.txt").write_text("She should of won.\n", encoding="utf-8")
    run(*GIT, "init", "-q", cwd=tmp_path)
    run(*GIT, "add", "-A", cwd=tmp_path)
    home = {"PRE_COMMIT_HOME": str(hooks.parent / "pre-commit"), "XDG_CACHE_HOME": str(hooks.parent / "cache")}

    def attempt(hook: str) -> subprocess.CompletedProcess[str]:
        return run("pre-commit", "try-repo", str(hooks), hook, "--all-files", "--ref", "HEAD", "--color", "never", cwd=tmp_path, env=home)

    found = attempt("lintnews")
    assert found.returncode == 1, found.stdout + found.stderr
    assert "should of" in found.stdout
    assert attempt("lintnews-fix").returncode == 1
    assert attempt("lintnews").returncode == 0


def test_a_wheel_runs_without_its_checkout(hooks: Path, tmp_path: Path) -> None:
    built = run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", tmp_path, ".", cwd=hooks)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "site")
    assert {"lintnews/data/index.bin", "lintnews/data/explain.bin", "lintnews/data/lexicon.bin"} <= set(names)
    assert any(name.startswith("lintnews/rules/") for name in names)
    assert {"page.html", "style.css", "page.js"} <= {name.removeprefix("lintnews/output/html/") for name in names}
    assert not any(name.startswith(("rules/", "tests/")) for name in names)
    (tmp_path / "article.txt").write_text("She should of won.\n", encoding="utf-8")
    for damage in (False, True):
        if damage:
            for pack in (tmp_path / "site" / "lintnews" / "rules").rglob("*.yaml"):
                pack.write_text("no: pack", encoding="utf-8")  # a user's run reads none
        checked = run(sys.executable, "-m", "lintnews", "check", "article.txt", cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "site")})
        assert checked.returncode == 1, checked.stderr
        assert "should have" in checked.stdout
    explained = run(
        sys.executable, "-m", "lintnews", "explain", "confusables/could-of", cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "site")}
    )
    assert explained.returncode == 0, explained.stderr
    assert str(hooks) not in explained.stdout, "a wheel knows nothing of where it was built"
