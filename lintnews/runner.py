"""From paths to a report: the findings of each file, and its fixes."""

from __future__ import annotations

import os

from lintnews.fixing import unified_diff
from lintnews.formats import SUFFIXES
from lintnews.planner import Plan, Planner
from lintnews.report import FileReport, Report
from lintnews.settings import Lookup, Settings, SettingsError
from lintnews.sources import STDIN, BinaryError, Found, Source, SourceError, decode, encode, find, read, relative, replace
from lintnews.values import NamedTuple


class Options(NamedTuple):
    """What the command line asks for; None where the settings decide."""

    paths: tuple[str, ...]
    config: str = ""
    isolated: bool = False
    select: tuple[str, ...] | None = None  # replaces that of the settings
    ignore: tuple[str, ...] = ()  # adds to that of the settings
    level: str | None = None
    engines: tuple[str, ...] | None = None  # replaces that of the settings
    strict_engines: bool = False  # an engine that fails is an error
    fix: bool = False
    unsafe: bool = False
    diff: bool = False
    force_exclude: bool = False
    stdin: bytes = b""
    stdin_path: str = ""


class Outcome(NamedTuple):
    """A report, and what becomes of the standard input."""

    report: Report
    stdin: bytes


def run(options: Options) -> Outcome:
    """Check and fix what the options name. Raises SettingsError for a `config` that cannot be read."""
    lookup = Lookup(options.config, options.isolated)
    planner = Planner(options.select, options.ignore, options.level, options.engines)
    files: list[FileReport] = []
    errors: dict[str, None] = {}
    stdin = options.stdin

    def settings_of(folder: str) -> Settings | None:
        try:
            return lookup.of(folder)
        except SettingsError as error:
            errors[str(error)] = None
            return None

    def plan_for(absolute: str) -> Plan | None:
        settings = settings_of(os.path.dirname(absolute))
        try:
            return settings and planner.plan(settings, relative(absolute, settings.root) or os.path.basename(absolute))
        except SettingsError as error:
            errors[str(error)] = None
            return None

    try:
        for found in find(options.paths, settings_of, options.force_exclude):
            if not isinstance(found, Found):
                files.append(FileReport(found[0], error=str(found[1])))
            elif found.path == STDIN:
                plan = plan_for(os.path.abspath(options.stdin_path or "stdin"))
                if plan is not None:
                    file, stdin = _check_stdin(plan, options)
                    files.append(file)
            else:
                plan = plan_for(found.absolute)
                checked = plan and _check_file(found, plan, options)
                if checked is not None:
                    files.append(checked)
    finally:
        planner.close()
    notes = list(planner.notes)
    if options.strict_engines:
        errors.update(dict.fromkeys(planner.faults))
    else:
        notes += planner.faults
    if not files and not errors:
        notes.append("no files to check")
    return Outcome(Report(tuple(files), tuple(notes), tuple(errors)), stdin)


def _check_file(found: Found, plan: Plan, options: Options) -> FileReport | None:
    try:
        raw = read(found.absolute)
        source = decode(raw)
    except BinaryError as error:
        return FileReport(found.path, error=str(error)) if found.named else None
    except SourceError as error:
        return FileReport(found.path, error=str(error))
    file, after = _check(found.path, source, plan, options)
    if options.fix and not options.diff and after != source.text:
        try:
            replace(found.absolute, raw, encode(after, source))
        except SourceError as error:
            findings = plan.check(source.text, _format(found.path))
            return FileReport(found.path, source.text, tuple(findings), error=str(error))
    return file


def _check(path: str, source: Source, plan: Plan, options: Options) -> tuple[FileReport, str]:
    """A file's report, and its text as it is to be."""
    format = _format(path)
    findings = plan.check(source.text, format)
    if not findings:
        return FileReport(path), source.text
    if not (options.fix or options.diff):
        return FileReport(path, source.text, tuple(findings)), source.text
    fixed = plan.fix(source.text, format, findings, options.unsafe)
    error = f"left as it was: its fixes do not settle ({', '.join(fixed.unsettled)})" if fixed.unsettled else ""
    if options.diff:
        mark = "\ufeff" if source.bom and source.encoding == "utf-8" else ""
        return FileReport(
            path, source.text, tuple(findings), 0, error, unified_diff(path, mark + source.text, mark + fixed.text)
        ), source.text
    return FileReport(path, fixed.text if fixed.findings else "", tuple(fixed.findings), fixed.made, error), fixed.text


def _check_stdin(plan: Plan, options: Options) -> tuple[FileReport, bytes]:
    path = options.stdin_path or STDIN
    try:
        source = decode(options.stdin)
    except SourceError as error:
        return FileReport(path, error=str(error)), options.stdin
    file, after = _check(path, source, plan, options)
    return file, encode(after, source)


def _format(path: str) -> str:
    return SUFFIXES.get(os.path.splitext(path)[1].lower(), "plain")
