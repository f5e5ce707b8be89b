"""From paths to a report: the findings of each file, and its fixes."""

from __future__ import annotations

import os

from lintnews.fixing import unified_diff
from lintnews.formats import format_of
from lintnews.planner import Plan, Planner
from lintnews.report import FileReport, Report
from lintnews.settings import Lookup, Settings, SettingsError
from lintnews.sources import STDIN, BinaryError, Found, Source, SourceError, decode, encode, find, read, relative, replace
from lintnews.spans import LineIndex
from lintnews.unused import idle_allowances
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
    making = _Run(options)
    try:
        for found in find(options.paths, making.settings_of, options.force_exclude):
            making.visit(found)
    finally:
        making.planner.close()
    return Outcome(making.report(), making.stdin)


class _Run:
    """What a run has found so far."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.lookup = Lookup(options.config, options.isolated)
        self.planner = Planner(options.select, options.ignore, options.level, options.engines)
        self.files: list[FileReport] = []
        self.notes: list[str] = []
        self.errors: dict[str, None] = {}
        self.stdin = options.stdin
        self.held: dict[int, tuple[Settings, set[int]]] = {}  # by settings, which of their allowances dropped something

    def report(self) -> Report:
        notes = [*self.planner.notes, *self.notes]
        if self.options.strict_engines:
            self.errors.update(dict.fromkeys(self.planner.faults))
        else:
            notes += self.planner.faults
        if not self.files and not self.errors:
            notes.append("no files to check")
        report = Report(tuple(self.files), tuple(notes), tuple(self.errors))
        if report.failed:  # what could not be read may be what is allowed
            return report
        return report._replace(files=(*report.files, *idle_allowances(self.options.paths, self.planner, list(self.held.values()))))

    def settings_of(self, folder: str) -> Settings | None:
        try:
            return self.lookup.of(folder)
        except SettingsError as error:
            self.errors[str(error)] = None
            return None

    def visit(self, found: Found | tuple[str, SourceError]) -> None:
        """Check a file."""
        if not isinstance(found, Found):
            self.files.append(FileReport(found[0], error=str(found[1])))
            return
        on_stdin = found.path == STDIN
        absolute = os.path.abspath(self.options.stdin_path or "stdin") if on_stdin else found.absolute
        settings = self.settings_of(os.path.dirname(absolute))
        if settings is None:
            return
        try:
            plan = self.planner.plan(settings, relative(absolute, settings.root) or os.path.basename(absolute))
        except SettingsError as error:
            self.errors[str(error)] = None
            return
        used = self.held.setdefault(id(settings), (settings, set()))[1]
        file = self.check_stdin(plan, used) if on_stdin else self.check_file(found, plan, used)
        if file is not None:
            self.files.append(file)

    def check_file(self, found: Found, plan: Plan, used: set[int]) -> FileReport | None:
        try:
            raw = read(found.absolute)
            source = decode(raw)
        except BinaryError as error:
            return FileReport(found.path, error=str(error)) if found.named else None
        except SourceError as error:
            return FileReport(found.path, error=str(error))
        file, after = self.check(found.path, source, plan, used)
        if self.options.fix and not self.options.diff and after != source.text:
            try:
                replace(found.absolute, raw, encode(after, source))
            except SourceError as error:
                findings = plan.check(source.text, format_of(found.path)).findings
                return FileReport(found.path, source.text, tuple(findings), error=str(error))
        return file

    def check_stdin(self, plan: Plan, used: set[int]) -> FileReport:
        path = self.options.stdin_path or STDIN
        try:
            source = decode(self.stdin)
        except SourceError as error:
            return FileReport(path, error=str(error))
        file, after = self.check(path, source, plan, used)
        self.stdin = encode(after, source)
        return file

    def check(self, path: str, source: Source, plan: Plan, used: set[int]) -> tuple[FileReport, str]:
        """A file's report, and its text as it is to be."""
        options, text, format = self.options, source.text, format_of(path)
        findings, mistakes, allowed = plan.check(text, format)
        used.update(allowed)
        if mistakes:
            lines = LineIndex(text)
            self.notes += (f"{path}:{lines.line_of(offset) + 1}: {message}" for offset, message in mistakes)
        if not findings:
            return FileReport(path), text
        if not (options.fix or options.diff):
            return FileReport(path, text, tuple(findings)), text
        fixed = plan.fix(text, format, findings, options.unsafe)
        error = f"left as it was: its fixes do not settle ({', '.join(fixed.unsettled)})" if fixed.unsettled else ""
        if options.diff:
            mark = "\ufeff" if source.bom and source.encoding == "utf-8" else ""
            patch = unified_diff(path, mark + text, mark + fixed.text)
            return FileReport(path, text, tuple(findings), 0, error, patch), text
        return FileReport(path, fixed.text if fixed.findings else "", tuple(fixed.findings), fixed.made, error), fixed.text
