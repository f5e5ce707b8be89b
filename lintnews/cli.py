"""The command line."""

from __future__ import annotations

import argparse
import os
import re
import sys

from lintnews import __version__
from lintnews.output import FORMATS
from lintnews.passes.level import LEVELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TextIO

    from lintnews.report import Report


class _Formatter(argparse.HelpFormatter):
    """As argparse's own, which asks shutil for the width of the terminal: 8 ms, even if no help is shown."""

    def __init__(self, prog: str) -> None:
        columns = os.environ.get("COLUMNS", "")
        super().__init__(prog, max_help_position=28, width=min(int(columns), 100) if columns.isdigit() else 100)


COMMON: dict[str, Any] = {"allow_abbrev": False, "formatter_class": _Formatter}
OK, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: list[str] | None = None) -> int:
    """Run lintnews; gives the exit status: 0, 1 if a finding is shown, 2 if any input or setting failed."""
    try:
        options = parser().parse_args(arguments)
        if options.command is None:
            parser().print_help()
            return FAILED
        status: int = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that Python's own flush at exit has somewhere to go
        return INTERRUPTED
    return status


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="lintnews", description="A linter for news and article text.", **COMMON)
    whole.add_argument("--version", action="version", version=f"lintnews {__version__}")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", prog="lintnews")
    _check_parser(commands)
    rules = commands.add_parser(
        "rules", help="list rules, or test packs of rules", description="List rules, or test packs of rules.", allow_abbrev=False
    )
    what = rules.add_subparsers(dest="what", metavar="COMMAND", required=True, prog="lintnews rules")
    listing = what.add_parser(
        "list",
        help="list all rules",
        description="List all rules: those that come with lintnews and those of your settings.",
        allow_abbrev=False,
    )
    _settings_arguments(listing)
    listing.set_defaults(run=_list)
    test = what.add_parser(
        "test", help="test rules on their own examples", description="Test packs of rules on their own examples.", allow_abbrev=False
    )
    test.add_argument("packs", nargs="*", metavar="PACK", help="pack to test (default: all that come with lintnews)")
    test.set_defaults(run=_test)
    explain = commands.add_parser(
        "explain", help="say what a rule is about, with examples", description="Say what a rule is about.", allow_abbrev=False
    )
    explain.add_argument("rule", metavar="RULE", help="the rule's id, such as confusables/could-of")
    _settings_arguments(explain)
    explain.set_defaults(run=_explain)
    return whole


def _check_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check", help="check articles, and fix them", description="Check articles, and fix them.", allow_abbrev=False
    )
    check.set_defaults(run=_check)
    check.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: this folder); - is the standard input")
    fixing = check.add_argument_group("fixing")
    fixing.add_argument("--fix", action="store_true", help="make the safe fixes of the findings that are shown")
    fixing.add_argument("--unsafe-fixes", action="store_true", help="with --fix or --diff: make the others too")
    fixing.add_argument("--diff", action="store_true", help="write nothing; print what --fix would change as a patch")
    rules = check.add_argument_group("rules")
    rules.add_argument("--select", action="append", metavar="RULES", help="only these families and rules, separated by commas")
    rules.add_argument("--ignore", action="append", metavar="RULES", help="not these families and rules")
    rules.add_argument("--level", choices=LEVELS, help="default: what is sure and matters; all: everything")
    rules.add_argument("--engines", metavar="NAMES", help="engines to ask (only native for now)")
    output = check.add_argument_group("output")
    output.add_argument("--output-format", choices=FORMATS, default="human", help="how to report (default: human)")
    output.add_argument("--statistics", action="store_true", help="counts by rule instead of the findings")
    output.add_argument("--exit-zero", action="store_true", help="status 0 even if something is found")
    files = check.add_argument_group("files and settings")
    files.add_argument(
        "--stdin-filename", default="", metavar="PATH", help="what to call the standard input, and where its settings are looked for"
    )
    files.add_argument("--force-exclude", action="store_true", help="leave out excluded files even if they are named")
    _settings_arguments(files)


def _settings_arguments(group: argparse._ActionsContainer) -> None:
    group.add_argument("--config", default="", metavar="FILE", help="settings file for everything")
    group.add_argument("--isolated", action="store_true", help="read no settings file")


def _check(options: argparse.Namespace) -> int:
    from lintnews.runner import Options, run
    from lintnews.settings import SettingsError, engines
    from lintnews.sources import STDIN

    try:
        engines(_names(options.engines and [options.engines]) or ())
    except ValueError as error:
        return _failed(f"--engines: {error}")
    if options.statistics and options.output_format == "json":
        return _failed("--statistics is for people; count the findings of the JSON report by rule instead")
    paths = tuple(options.paths) or (os.curdir,)
    wanted = Options(
        paths=paths,
        config=options.config,
        isolated=options.isolated,
        select=_names(options.select),
        ignore=_names(options.ignore) or (),
        level=options.level,
        fix=options.fix,
        unsafe=options.unsafe_fixes,
        diff=options.diff,
        force_exclude=options.force_exclude,
        stdin=sys.stdin.buffer.read() if STDIN in paths else b"",
        stdin_path=options.stdin_filename,
    )
    try:
        report, stdin = run(wanted)
    except SettingsError as error:
        return _failed(str(error))
    if options.unsafe_fixes and not (options.fix or options.diff):
        report = report._replace(notes=(*report.notes, "--unsafe-fixes does something with --fix or --diff only"))
    _say(report, notes=options.output_format != "json")
    if options.diff:
        from lintnews.output import diff

        _write(sys.stdout, diff.render(report))
    elif options.fix and STDIN in paths:
        sys.stdout.buffer.write(stdin)
        sys.stdout.buffer.flush()
        _report(report, options, sys.stderr)
    else:
        _report(report, options, sys.stdout)
    if report.failed:
        return FAILED
    return FOUND if report.findings and not options.exit_zero else OK


def _names(values: list[str] | None) -> tuple[str, ...] | None:
    """Names separated by commas (other than those in a rule's key); None if the option was not given."""
    if not values:
        return None
    return tuple(name.strip() for value in values for name in re.split(r",(?![^\[]*\])", value) if name.strip())


def _report(report: Report, options: argparse.Namespace, stream: TextIO) -> None:
    if options.output_format == "json":
        from lintnews.output import json

        _write(stream, json.render(report))
        return
    from lintnews.output.terminal import coloured, width

    colour = coloured(stream)
    if options.statistics:
        from lintnews.output import statistics

        _write(stream, statistics.render(report, colour))
    elif options.output_format == "concise":
        from lintnews.output import concise

        _write(stream, concise.render(report, colour))
    else:
        from lintnews.output import human

        _write(stream, human.render(report, colour, width(stream)))


def _write(stream: TextIO, text: str) -> None:
    """UTF-8 whatever the locale, and line ends as they are."""
    stream.flush()
    stream.buffer.write(text.encode("utf-8", "replace"))
    stream.buffer.flush()


def _say(report: Report, notes: bool) -> None:
    """Errors, and notes where the report does not hold them, on the standard error."""
    from lintnews.output.terminal import escape

    lines = [*(f"error: {error}" for error in report.errors)]
    lines += (f"error: {file.path}: {file.error}" for file in report.files if file.error)
    lines += (f"note: {note}" for note in report.notes if notes)
    for line in lines:
        for one in line.splitlines():
            print(escape(one), file=sys.stderr)


def _failed(message: str) -> int:
    from lintnews.output.terminal import escape

    for line in message.splitlines():
        print(f"error: {escape(line)}", file=sys.stderr)
    return FAILED


def _list(options: argparse.Namespace) -> int:
    from lintnews.findings import Confidence, Severity
    from lintnews.runner import Planner
    from lintnews.settings import Lookup, SettingsError

    try:
        settings = Lookup(options.config, options.isolated).of(os.getcwd())
        indexes = Planner().indexes(settings.rules)
    except SettingsError as error:
        return _failed(str(error))
    heads = sorted((head for index in indexes for head in index.rules), key=lambda head: head.id)
    wide = max((len(head.id) for head in heads), default=0)
    for head in heads:
        levels = f"{Severity(head.severity).name.lower():7}  {Confidence(head.confidence).name.lower():6}"
        print(f"{head.id:{wide}}  {levels}  {'(trial) ' if head.trial else ''}{head.about}")
    return OK


def _test(options: argparse.Namespace) -> int:
    from lintnews.build import test_packs

    try:
        messages = test_packs(options.packs)
    except OSError as error:
        return _failed(f"{error.filename}: {(error.strerror or str(error)).lower()}")
    for message in messages:
        print(message)
    if not messages:
        print("All examples of all rules hold.")
    return FOUND if messages else OK


def _explain(options: argparse.Namespace) -> int:
    from lintnews.docs import explain
    from lintnews.findings import bare
    from lintnews.passes.select import UnknownRuleError, resolve
    from lintnews.runner import Planner
    from lintnews.settings import Lookup, SettingsError

    try:
        settings = Lookup(options.config, options.isolated).of(os.getcwd())
        (rule,), notes = resolve((bare(options.rule),), Planner().indexes(settings.rules))
        for note in notes:
            print(f"note: {note}", file=sys.stderr)
        if "/" not in rule:
            return _failed(f"{rule!r} is a family; name one of its rules, such as those that `lintnews rules list` lists")
        print(explain(rule, settings.rules))
    except (SettingsError, UnknownRuleError) as error:
        return _failed(str(error))
    return OK
