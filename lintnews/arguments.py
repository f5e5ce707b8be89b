"""The arguments of the command line."""

from __future__ import annotations

import argparse
import os

from lintnews import __version__, formats
from lintnews.output import FORMATS
from lintnews.passes.level import LEVELS

FAIL_ON = ("error", "warning", "note", "never")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class _Formatter(argparse.HelpFormatter):
    """As argparse's own, which asks shutil for the width of the terminal: 8 ms, even if no help is shown."""

    def __init__(self, prog: str) -> None:
        columns = os.environ.get("COLUMNS", "")
        super().__init__(prog, max_help_position=28, width=min(int(columns), 100) if columns.isdigit() else 100)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=_Formatter, **options)


def parser(given: list[str]) -> argparse.ArgumentParser:
    """Gives `command` (None, or a module of `commands`), `what` of rules, baseline, cache and config, and each command's arguments.

    Only the commands that stand in what is `given` are made, which saves a run a millisecond; if none does, all are.
    """
    whole = _Parser(prog="lintnews", description="A linter for news and article text.")
    whole.add_argument("--version", action="version", version=f"lintnews {__version__}")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", prog="lintnews")
    for name in [name for name in COMMANDS if name in given] or COMMANDS:
        about, fill = COMMANDS[name]
        fill(_command(commands, name, about))
    return whole


def _command(commands: argparse._SubParsersAction[_Parser], name: str, about: str) -> _Parser:
    return commands.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")


def _commands(of: _Parser) -> argparse._SubParsersAction[_Parser]:
    """What a command can do, where it can do several things."""
    return of.add_subparsers(dest="what", metavar="COMMAND", required=True, prog=of.prog)


def _check(check: _Parser) -> None:
    check.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: this folder); - is the standard input")
    fixing = check.add_argument_group("fixing")
    fixing.add_argument("--fix", action="store_true", help="make the safe fixes of the findings that are shown")
    fixing.add_argument("--unsafe-fixes", action="store_true", help="with --fix or --diff: make the others too")
    fixing.add_argument("--diff", action="store_true", help="write nothing; print what --fix would change as a patch")
    rules = check.add_argument_group("rules")
    _selection(rules)
    rules.add_argument("--engines", action="append", metavar="NAMES", help="engines to ask: native, harper, languagetool (default: native)")
    rules.add_argument("--strict-engines", action="store_true", help="status 2 if an engine cannot answer")
    output = check.add_argument_group("output")
    output.add_argument("--output-format", choices=FORMATS, default="human", help="how to report (default: human)")
    output.add_argument("--report", action="append", metavar="PATH", help="also report to this file; its suffix or FORMAT:PATH says how")
    how_much = output.add_mutually_exclusive_group()
    how_much.add_argument("-q", "--quiet", action="store_true", help="only findings and errors: no summary, notes or progress")
    how_much.add_argument("-v", "--verbose", action="store_true", help="also which settings and engines hold, and what each file takes")
    output.add_argument("--statistics", action="store_true", help="counts by rule instead of the findings")
    output.add_argument("--no-github", action="store_true", help="under GitHub Actions: no annotations, nothing in the job's summary")
    status = check.add_argument_group("status")
    status.add_argument("--fail-on", choices=FAIL_ON, default="note", help="status 1 for nothing less severe (default: note)")
    status.add_argument("--max-findings", type=_number, default=0, metavar="N", help="status 1 only for more than so many (default: 0)")
    status.add_argument("--exit-zero", action="store_true", help="as --fail-on never")
    files = check.add_argument_group("files and settings")
    _format(files)
    files.add_argument("--stdin-filename", default="", metavar="PATH", help="what to call the standard input; its settings hold")
    files.add_argument("--force-exclude", action="store_true", help="leave out excluded files even if they are named")
    files.add_argument("--changed", nargs="?", const="HEAD", metavar="REV", help="only lines that changed since REV (default: HEAD) of git")
    files.add_argument("--baseline", metavar="FILE", help="leave out the findings that this file lists")
    files.add_argument("--jobs", type=_jobs, default=0, metavar="N", help="processes (default: as many as the work is worth)")
    files.add_argument("--no-cache", action="store_true", help="check everything anew, and remember nothing")
    _cache_folder(files)
    _settings(files)


def _stats(stats: _Parser) -> None:
    stats.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: this folder); - is the standard input")
    stats.add_argument("--output-format", choices=("human", "json"), default="human", help="how to report (default: human)")
    _format(stats)
    _settings(stats)


def _rules(rules: _Parser) -> None:
    what = _commands(rules)
    _settings(_command(what, "list", "list all rules: those that come with lintnews and your own"))
    test = _command(what, "test", "test packs of rules on their own examples")
    test.add_argument("packs", nargs="*", metavar="PACK", help="pack to test (default: all that come with lintnews)")


def _explain(explain: _Parser) -> None:
    explain.add_argument("rule", metavar="RULE", help="the rule's id, such as confusables/could-of")
    _settings(explain)


def _format(group: argparse._ActionsContainer) -> None:
    group.add_argument("--format", choices=formats.FORMATS, help="what files are, whatever their suffix")


def _config(config: _Parser) -> None:
    show = _command(_commands(config), "show", COMMANDS["config"][0])
    show.add_argument("path", nargs="?", default=os.curdir, metavar="PATH", help="file or folder (default: this folder)")
    show.add_argument("--output-format", choices=("human", "json"), default="human", help="how to report (default: human)")
    for_run = show.add_argument_group("as given to lintnews check")
    _selection(for_run)
    for_run.add_argument("--engines", action="append", metavar="NAMES", help="engines to ask")
    _format(for_run)
    for_run.add_argument("--baseline", metavar="FILE", help="leave out the findings that this file lists")
    _settings(show)


def _baseline(baseline: _Parser) -> None:
    what = _commands(baseline)
    for name, does in (("write", "list all that is found now"), ("prune", "take out what is not found any more")):
        one = _command(what, name, does)
        one.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: this folder)")
        one.add_argument("--baseline", default="", metavar="FILE", help="default: that of the settings, or lintnews-baseline.json")
        one.add_argument("--level", choices=LEVELS, help="default: what is sure and matters; all: everything")
        one.add_argument("--force-exclude", action="store_true", help="leave out excluded files even if they are named")
        _settings(one)


def _cache(cache: _Parser) -> None:
    _cache_folder(_command(_commands(cache), "clean", "forget what was found: the next run checks everything anew"))


def _engines(engines: _Parser) -> None:
    engines.add_argument("action", nargs="?", choices=("install", "start", "stop", "status"), help="of LanguageTool (default: list all)")
    engines.add_argument("engine", nargs="?", choices=("languagetool",), default="languagetool", help="the only one that has actions")


def _selection(group: argparse._ActionsContainer) -> None:
    group.add_argument("--select", action="append", metavar="RULES", help="only these families and rules, separated by commas")
    group.add_argument("--ignore", action="append", metavar="RULES", help="not these families and rules")
    group.add_argument("--level", choices=LEVELS, help="default: what is sure and matters; all: everything")


def _jobs(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= 64:
        raise argparse.ArgumentTypeError(f"must be a number from 1 to 64, not {value!r}")
    return int(value)


def _number(value: str) -> int:
    if not value.isascii() or not value.isdigit():
        raise argparse.ArgumentTypeError(f"must be a number, not {value!r}")
    return int(value)


def _cache_folder(group: argparse._ActionsContainer) -> None:
    group.add_argument("--cache-dir", default="", metavar="FOLDER", help="what remembers what was found (default: in your cache folder)")


def _settings(group: argparse._ActionsContainer) -> None:
    group.add_argument("--config", default="", metavar="FILE", help="settings file for everything")
    group.add_argument("--isolated", action="store_true", help="read no settings file")


COMMANDS: dict[str, tuple[str, Callable[[_Parser], None]]] = {
    "check": ("check articles, and fix them", _check),
    "stats": ("say how hard articles are to read", _stats),
    "rules": ("list rules, or test packs of rules", _rules),
    "explain": ("say what a rule is about, with examples, and how to switch it off", _explain),
    "config": ("say which settings hold, and where each comes from", _config),
    "engines": ("say which engines are there, and get and run LanguageTool", _engines),
    "baseline": ("list the findings of old articles, so that only new ones are shown", _baseline),
    "cache": ("forget what earlier runs have found", _cache),
}
