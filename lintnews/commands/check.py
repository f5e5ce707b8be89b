"""`lintnews check`: find faults, fix them, report."""

from __future__ import annotations

import os
import sys

from lintnews.commands import FAILED, FOUND, OK, failed, names, say, write
from lintnews.findings import Severity
from lintnews.folders import cache_folder
from lintnews.output import EXPLAINING, FOR_PEOPLE, FORESEEING, HOLDING_NOTES, render
from lintnews.output.terminal import coloured, looked_at
from lintnews.runner import Options, Outcome
from lintnews.runner import run as check
from lintnews.settings import Lookup, SettingsError, engines
from lintnews.sources import STDIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import TextIO

    from lintnews.git import Changes
    from lintnews.report import Report


def run(options: argparse.Namespace) -> int:
    try:
        asked = engines(given) if (given := names(options.engines)) else None
    except ValueError as error:
        return failed(f"--engines: {error}")
    if options.statistics and options.output_format not in FOR_PEOPLE:
        return failed(f"--statistics is for people, not for {options.output_format}; count the findings of the JSON report by rule instead")
    try:
        changed = None if options.changed is None else _changed(options)
    except ValueError as error:
        return failed(f"--changed: {error}")
    paths = tuple(options.paths) or (os.curdir,)
    if options.diff:
        options.output_format, options.fix = "diff", False
    targets = []
    if options.report:
        from lintnews.output.files import target

        try:
            targets = [target(given, paths) for given in options.report]
        except ValueError as error:
            return failed(f"--report {error}")
    formats = {options.output_format, *(target.format for target in targets)}
    wanted = Options(
        paths=paths,
        config=options.config,
        isolated=options.isolated,
        select=names(options.select),
        ignore=names(options.ignore) or (),
        level=options.level,
        format=options.format,
        engines=asked,
        strict_engines=options.strict_engines,
        fix=options.fix,
        unsafe=options.unsafe_fixes,
        patch="diff" in formats,
        foresee=not formats.isdisjoint(FORESEEING),
        explain=not formats.isdisjoint(EXPLAINING),
        reports=frozenset(os.path.abspath(target.path) for target in targets),
        force_exclude=options.force_exclude,
        baseline=options.baseline and os.path.abspath(options.baseline),
        changed=changed,
        stdin=sys.stdin.buffer.read() if STDIN in paths and sys.stdin else b"",
        stdin_path=options.stdin_filename,
        cache="" if options.no_cache else options.cache_dir or cache_folder(),
        jobs=options.jobs or int(options.verbose),  # what a file took can be told of one process only
    )
    try:
        report, stdin = _watched(wanted, options)
    except SettingsError as error:
        return failed(str(error))
    if options.unsafe_fixes and not (wanted.fix or wanted.patch):
        report = report._replace(notes=(*report.notes, "--unsafe-fixes does something with --fix or --diff only"))
    say(report, notes=options.output_format not in HOLDING_NOTES and not options.quiet)
    if options.fix and STDIN in paths:
        sys.stdout.buffer.write(stdin)
        sys.stdout.buffer.flush()
        _report(report, options, sys.stderr)
    else:
        _report(report, options, sys.stdout)
    if os.environ.get("GITHUB_ACTIONS") == "true" and not options.no_github:
        from lintnews.commands.actions import tell

        tell(report, options.output_format == "github", Lookup(options.config, options.isolated))
    unwritten = []
    if targets:
        from lintnews.output.files import write_all

        unwritten = write_all(report, targets)
    if unwritten:
        return failed("\n".join(unwritten))
    return FAILED if report.failed else _status(report, options)


def _status(report: Report, options: argparse.Namespace) -> int:
    if options.exit_zero or options.fail_on == "never":
        return OK
    least = Severity[options.fail_on.upper()]
    failing = sum(finding.severity >= least for finding in report.findings)
    return FOUND if failing > options.max_findings else OK


def _changed(options: argparse.Namespace) -> Changes:
    """What git says changed. Raises ValueError."""
    from lintnews.git import HEAD, changes, known

    if STDIN in options.paths:
        raise ValueError("the standard input is no file that git knows")
    if not known(options.changed) and os.path.exists(options.changed):  # --changed PATH
        options.paths, options.changed = [options.changed, *options.paths], HEAD
    return changes(options.changed)


def _watched(wanted: Options, options: argparse.Namespace) -> Outcome:
    """Run; what goes on is said on the standard error, if somebody wants to know."""
    if options.quiet or not (options.verbose or looked_at(sys.stderr)):
        return check(wanted)
    from lintnews.commands.watching import Bar, Clock, tell

    watch = Clock() if options.verbose else Bar()
    try:
        outcome = check(wanted._replace(watch=watch))
    finally:
        watch.close()
    if isinstance(watch, Clock):
        tell(outcome.report, watch, Lookup(wanted.config, wanted.isolated), wanted.engines)
    return outcome


def _report(report: Report, options: argparse.Namespace, stream: TextIO) -> None:
    if options.statistics:
        from lintnews.output import statistics

        text = statistics.render(report, coloured(stream), not options.quiet)
    else:
        text = render(options.output_format, report, stream, not options.quiet)
    write(stream, text)
