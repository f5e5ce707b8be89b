"""The command line."""

from __future__ import annotations

import gc
import os
import re
import sys

from lintnews.arguments import parser

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import TextIO

    from lintnews.report import Report

OK, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: list[str] | None = None) -> int:
    """Run lintnews; gives the exit status: 0, 1 if a finding is shown, 2 if any input or setting failed."""
    gc.set_threshold(100_000, 20, 20)  # a run makes few cycles, and the index is much to look through for them
    if sys.stdout is None:  # closed by whoever started us
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (open until the end)
    try:
        options = parser().parse_args(arguments)
        if options.command is None:
            parser().print_help()
            return FAILED
        status = {"check": _check, "rules": _rules, "explain": _explain}[options.command](options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return INTERRUPTED
    except OSError as error:
        _discard_output()
        return _failed(f"{error.filename or 'the report cannot be written'}: {(error.strerror or str(error)).lower()}")
    return status


def _discard_output() -> None:
    """Give Python's own flush at exit somewhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _check(options: argparse.Namespace) -> int:
    from lintnews.runner import Options, run
    from lintnews.settings import SettingsError, engines
    from lintnews.sources import STDIN

    try:
        engines(_names(options.engines) or ())
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
        stdin=sys.stdin.buffer.read() if STDIN in paths and sys.stdin else b"",
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


def _rules(options: argparse.Namespace) -> int:
    return _list(options) if options.what == "list" else _test(options)


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
    lines = []
    for head in heads:
        levels = f"{Severity(head.severity).name.lower():7}  {Confidence(head.confidence).name.lower():6}"
        lines.append(f"{head.id:{wide}}  {levels}  {'(trial) ' if head.trial else ''}{head.about}\n")
    _write(sys.stdout, "".join(lines))
    return OK


def _test(options: argparse.Namespace) -> int:
    from lintnews.build import test_packs

    messages = test_packs(options.packs)
    _write(sys.stdout, "".join(f"{message}\n" for message in messages) or "All examples of all rules hold.\n")
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
        _write(sys.stdout, explain(rule, settings.rules) + "\n")
    except (SettingsError, UnknownRuleError) as error:
        return _failed(str(error))
    return OK
