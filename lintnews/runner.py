"""From paths to a report: the findings of each file, and its fixes."""

from __future__ import annotations

import os

from lintnews.cache import Cache
from lintnews.findings import bare
from lintnews.fixing import unified_diff
from lintnews.memory import Memory, Remembering, Seen, code, format_of, seen
from lintnews.passes.hold import Hold, lines_as_spans
from lintnews.report import About, Checked, FileReport, Report
from lintnews.settings import Asked, Lookup, Settings, SettingsError
from lintnews.sources import STDIN, BinaryError, Found, Source, SourceError, decode, encode, find, read, relative, replace
from lintnews.spans import LineIndex, Span
from lintnews.unused import Unused
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from lintnews.baselines import Baseline
    from lintnews.findings import Finding
    from lintnews.git import Changes, Lines


class Options(NamedTuple):
    """What the command line asks for; None where the settings decide."""

    paths: tuple[str, ...]
    config: str = ""
    isolated: bool = False
    select: tuple[str, ...] | None = None  # replaces that of the settings
    ignore: tuple[str, ...] = ()  # adds to that of the settings
    level: str | None = None
    format: str | None = None
    engines: tuple[str, ...] | None = None  # replaces that of the settings
    strict_engines: bool = False  # an engine that fails is an error
    fix: bool = False
    unsafe: bool = False
    patch: bool = False  # say what --fix changes, or would, as a patch
    foresee: bool = False  # say which fixes --fix would make
    explain: bool = False  # say what the rules are about
    reports: frozenset[str] = frozenset()  # the run's own files (absolute paths): no articles, though a folder holds them
    force_exclude: bool = False
    baseline: str | None = None  # an absolute path, in place of the settings'; "": none
    changed: Changes | None = None  # only these lines
    stdin: bytes = b""
    stdin_path: str = ""
    cache: str = ""  # the folder that remembers what was found; none: nothing is remembered
    jobs: int = 0  # processes; 0: as many as the work is worth
    watch: Callable[[int, int, str], None] | None = None  # told before each file: its number from 0, of how many, its path

    def memory(self) -> Memory:
        """The memory of a run with these options."""
        return Memory(Asked(self.select, self.ignore, self.level, self.engines), Cache(self.cache, code()))


class Outcome(NamedTuple):
    """A report, and what becomes of the standard input."""

    report: Report
    stdin: bytes


def run(options: Options) -> Outcome:
    """Check and fix what the options name. Raises SettingsError for a `config` that cannot be read."""
    making = _Run(options)
    files = list(find(options.paths, making.settings_of, options.force_exclude))
    watch = options.watch

    def look_ahead() -> None:
        nonlocal watch
        from lintnews import ahead

        if ahead.look_ahead(options, making.lookup, making.memory, [file for file in files[number:] if isinstance(file, Found)]):
            watch = None

    if options.jobs != 1:
        making.memory.on_new = look_ahead
    try:
        for number, file in enumerate(files):
            if watch is not None:
                watch(number, len(files), file[0])
            making.visit(file)
    finally:
        making.memory.close()
    return Outcome(making.report(), making.stdin)


class _Job(NamedTuple):
    """A file to check, and what applies to it. `path` is what the report calls it."""

    path: str
    absolute: str
    settings: Settings
    format: str
    plan: Remembering
    baseline: Baseline | None
    lines: Lines | None  # those that changed; None is all


class _Run:
    """What a run has found so far."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.lookup = Lookup(options.config, options.isolated)
        self.memory = options.memory()
        self.files: list[FileReport] = []
        self.notes: dict[str, None] = {}
        self.errors: dict[str, None] = {}
        self.stdin = options.stdin
        self.unused = Unused(options.paths, self.memory)
        self.packs: dict[tuple[str, ...], None] = {}  # of users, by the settings that named them
        self._baselines: dict[str, Baseline | SettingsError] = {}

    def report(self) -> Report:
        notes = [*self.memory.notes, *self.notes]
        if self.options.strict_engines:
            self.errors.update(dict.fromkeys(self.memory.faults))
        else:
            notes += self.memory.faults
        if not self.files and not self.errors:
            notes.append("no files to check" if self.options.changed is None else "no files have changed")
        report = Report(tuple(self.files), tuple(notes), tuple(self.errors))
        if not (report.failed or self.options.changed):  # what was not read may hold what is suppressed
            report = report._replace(files=(*report.files, *self.unused.reports()))
        return report._replace(rules=self.abouts(report)) if self.options.explain else report

    def abouts(self, report: Report) -> dict[str, About]:
        """What the rules are about that found something."""
        from lintnews.load import explanations

        found = {bare(finding.rule) for finding in report.findings}
        said = {rule: said for packs in self.packs for rule, said in explanations(packs).items() if rule in found}
        return {rule: About(one["about"], one["source"], one["bad"], one["good"]) for rule, one in sorted(said.items())}

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
        if found.absolute in self.options.reports and not found.named:
            return
        on_stdin = found.path == STDIN
        path = self.options.stdin_path or STDIN if on_stdin else found.path
        absolute = os.path.abspath(self.options.stdin_path or "stdin") if on_stdin else found.absolute
        lines = None if self.options.changed is None else self.options.changed.of(absolute)
        if self.options.changed is not None and not lines:
            if lines is None:
                self.files.append(FileReport(path, error="lies outside the git working tree of this folder"))
            return
        settings = self.settings_of(os.path.dirname(absolute))
        if settings is None:
            return
        self.packs[settings.rules] = None
        try:
            plan = self.memory.plan_of(absolute, settings)
            format = format_of(absolute, settings, self.options.format)
            job = _Job(path, absolute, settings, format, plan, self.baseline(settings), lines)
            file = self.check_stdin(job) if on_stdin else self.check_file(job, found.named)
        except SettingsError as error:
            self.errors[str(error)] = None
            return
        if file is not None:
            self.files.append(file)

    def baseline(self, settings: Settings) -> Baseline | None:
        """The baseline that holds, if any does. Raises SettingsError."""
        path = settings.baseline if self.options.baseline is None else self.options.baseline
        if not path:
            return None
        if path not in self._baselines:
            from lintnews.baselines import load

            try:
                self._baselines[path] = load(path)
            except SettingsError as error:
                self._baselines[path] = error
        found = self._baselines[path]
        if isinstance(found, SettingsError):
            raise found
        return found

    def check_file(self, job: _Job, named: bool) -> FileReport | None:
        if job.plan.is_clean(job.absolute, job.format):
            if job.baseline is not None or job.settings.allow:
                self.shown(job, "", Checked([]))
            return FileReport(job.path)
        before = seen(job.absolute)
        try:
            raw = read(job.absolute)
            source = decode(raw)
        except BinaryError as error:
            return FileReport(job.path, error=str(error)) if named else None
        except SourceError as error:
            return FileReport(job.path, error=str(error))
        file, after = self.check(job, source, before)
        if self.options.fix and after != source.text:
            try:
                replace(job.absolute, raw, encode(after, source))
            except SourceError as error:
                findings = self.shown(job, source.text, job.plan.check(source.text, job.format))[0]
                return file._replace(text=source.text, findings=tuple(findings), fixed=0, error=str(error))
        return file

    def check_stdin(self, job: _Job) -> FileReport:
        try:
            source = decode(self.stdin)
        except SourceError as error:
            return FileReport(job.path, error=str(error))
        file, after = self.check(job, source)
        self.stdin = encode(after, source)
        return file

    def shown(self, job: _Job, text: str, checked: Checked) -> tuple[list[Finding], Hold]:
        """Of what a text holds the findings to show, and what of them is held back."""
        findings, mistakes, allowed = checked
        self.unused.allowed(job.settings, allowed)
        if mistakes:
            index = LineIndex(text)
            self.notes.update((f"{job.path}:{index.line_of(offset) + 1}: {message}", None) for offset, message in mistakes)
        held: frozenset[Span] = frozenset()
        if job.baseline is not None:
            from lintnews.passes.baseline import listed, rule_of

            key = job.baseline.key(job.absolute)
            held, idle = listed(findings, text, job.baseline.entries.get(key, []))
            self.unused.listed(job.settings, job.baseline, key, [entry for entry in idle if job.plan.made().runs(rule_of(entry))])
        hold = Hold(held, None if job.lines is None else lines_as_spans(text, job.lines))
        return hold.keep(findings), hold

    def check(self, job: _Job, source: Source, file: Seen | None = None) -> tuple[FileReport, str]:
        """A file's report, and its text as it is to be."""
        options, path, text = self.options, job.path, source.text
        findings, hold = self.shown(job, text, job.plan.check(text, job.format, file))
        if not findings:
            return FileReport(path), text
        report = FileReport(path, text, tuple(findings), encoding=source.encoding, bom=bool(source.bom), format=job.format)
        if not (options.fix or options.patch or options.foresee):
            return report, text
        fixed = job.plan.fix(text, job.format, findings, options.unsafe, hold)
        if options.fix or options.patch:
            error = f"left as it was: its fixes do not settle ({', '.join(fixed.unsettled)})" if fixed.unsettled else ""
            report = report._replace(error=error, patch=self.patch(job, source, fixed.text) if options.patch else "")
        if options.fix:
            left = tuple(fixed.findings)
            return report._replace(text=fixed.text if left else "", findings=left, fixed=fixed.made), fixed.text
        if options.foresee:
            from lintnews.rounds import in_first_text

            report = report._replace(made=in_first_text(text, fixed.rounds))
        return report, text

    def patch(self, job: _Job, source: Source, after: str) -> str:
        """What becomes of a text, as a patch that is applied in the working directory."""
        if source.encoding != "utf-8":
            if after != source.text:  # one file that git cannot patch would keep it from all the others
                self.notes[f"{job.path}: not in the patch, which cannot hold UTF-16; --fix mends it"] = None
            return ""
        name = job.path if job.path == STDIN else relative(job.absolute, os.getcwd()) or job.path
        mark = source.bom.decode()
        return unified_diff(name, mark + source.text, mark + after)
