"""What the docs tell people to write: settings and workflows are read, and every command line is one that lintnews takes."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from lintnews.arguments import parser
from lintnews.docs import page
from lintnews.load import explanations
from lintnews.settings import from_table

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SYNOPSIS = re.compile(r"\[PATH|\[PACK|RULE |  ")  # of the command line, for people


def fenced(page: Path, language: str) -> list[str]:
    return [code for found, code in FENCE.findall(page.read_text(encoding="utf-8")) if found == language]


def taken(command: str) -> bool:
    """Whether lintnews takes a command line; what follows a pipe is not for it."""
    words = shlex.split(command.partition("|")[0], comments=True)
    try:
        return parser(words[1:]).parse_args(words[1:]).command is not None
    except SystemExit as stop:
        return stop.code == 0


def commands(value: Any) -> Iterator[str]:
    """The lintnews commands in a workflow."""
    if isinstance(value, str):
        yield from (line for line in value.splitlines() if line.startswith("lintnews "))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from commands(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from commands(inner)


def shown_commands(page: Path) -> list[str]:
    """The command lines of a page that are whole, without what is said of them."""
    found = re.findall(r"^(?:    )?(lintnews \S.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    lines = [line.partition(" #")[0].rstrip() for line in found]
    return [line for line in lines if not SYNOPSIS.search(line)]


@pytest.mark.parametrize("command", sorted({line for page in DOCS for line in shown_commands(page) if "|" not in line}))
def test_every_command_does_its_job(command: str, tmp_path: Path) -> None:
    for name in ("article.txt", "drafts/a.txt", "articles/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("She could of won the vote on Monday.\n", encoding="utf-8")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "articles"]):
        subprocess.run([*git, *arguments], check=True)
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-m", "lintnews", *shlex.split(command)[1:]], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode in (0, 1), done.stderr
    assert "error:" not in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_every_command_is_one_that_lintnews_takes(page: Path) -> None:
    assert [line for line in shown_commands(page) if not taken(line)] == []


def test_hooks_of_the_docs_are_hooks_that_there_are() -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    shown = [yaml.safe_load(code) for code in fenced(ROOT / "docs" / "ci.md", "yaml")]
    used = [hook for config in shown for repo in config.get("repos", ()) for hook in repo["hooks"]]
    assert {hook["id"] for hook in used} == set(hooks)
    for hook in used:
        own = hooks[hook["id"]]
        assert taken(shlex.join([*shlex.split(own["entry"]), *hook.get("args", own["args"]), "-dash.txt", "a b.txt"]))


def test_workflows_of_the_docs_run_commands_that_lintnews_takes() -> None:
    shown = [yaml.safe_load(code) for code in fenced(ROOT / "docs" / "ci.md", "yaml")]
    found = list(commands(shown))
    assert len(found) == 3
    assert [command for command in found if not taken(command)] == []


def test_the_action_takes_what_the_docs_give_it() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    shown = [yaml.safe_load(code) for code in fenced(ROOT / "docs" / "ci.md", "yaml")]
    steps = [step for config in shown for job in config.get("jobs", {}).values() for step in job["steps"]]
    (given,) = [step["with"] for step in steps if step.get("uses", "").startswith("example/lintnews")]
    assert given.keys() <= action["inputs"].keys()
    (command,) = commands(action)
    assert taken(command.replace("$ARGS", given["args"]).replace("$PATHS", given["paths"]))
    assert not [step for step in action["runs"]["steps"] if "${{" in step.get("run", "")]


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_settings_of_the_docs_are_settings_that_there_are(page: Path) -> None:
    for code in fenced(page, "toml"):
        from_table(tomllib.loads(code))


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^()#\s]*)(?:#([^()\s]+))?\)", page.read_text(encoding="utf-8")):
        linked = page.parent / target if target else page
        assert linked.exists(), target
        if anchor:
            heads = re.findall(r"^#+ (.*)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", head).lower().replace(" ", "-") for head in heads}, anchor


def test_the_pages_of_rules_are_what_the_rules_say() -> None:
    known = explanations()
    pages = {f"{family}.md": page(family, known) for family in {rule.partition("/")[0] for rule in known}}
    folder = ROOT / "docs" / "rules"
    if os.environ.get("LINTNEWS_UPDATE"):
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*.md"):
            old.unlink()
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8")
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")} == pages
