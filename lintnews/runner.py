"""From paths to a report: what applies to each file, its findings, and its fixes."""

from __future__ import annotations

import os

from lintnews.engines import native, readers
from lintnews.findings import Applicability, Finding
from lintnews.fixing import Fixed, fix_all, unified_diff
from lintnews.formats import SUFFIXES, parse
from lintnews.load import load_indexes
from lintnews.passes.allow import Allowances
from lintnews.passes.level import at_level
from lintnews.passes.merge import agreed, merge
from lintnews.passes.select import Selection, UnknownRuleError, active, resolve, selected
from lintnews.report import FileReport, Report
from lintnews.settings import Lookup, Settings, SettingsError
from lintnews.sources import STDIN, BinaryError, Found, Source, SourceError, decode, encode, find, read, relative, replace
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.engines import Engine
    from lintnews.engines.foreign import Guarded
    from lintnews.index import Index
    from lintnews.passes.merge import Owners


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


class Plan(NamedTuple):
    """What applies to a text: native's rules, the other engines, and the passes' parameters."""

    rules: tuple[tuple[Index, frozenset[int]], ...]
    engines: tuple[Engine, ...]
    selection: Selection
    named: frozenset[str]
    level: str
    allowances: Allowances
    owners: Owners  # of the faults that engines find: see `merge`

    def check(self, text: str, format: str) -> list[Finding]:
        """The findings to show, in reading order."""
        document = parse(text, format)
        found = [finding for index, active in self.rules for finding in native.check(document, index, active)]
        for engine in self.engines:
            found += engine.check(document)
        if not found:
            return found
        if self.engines:
            found = agreed(found)
        found = at_level(selected(found, self.selection), self.level, self.named)
        return merge(self.allowances.drop(found, text), self.owners)

    def fix(self, text: str, format: str, findings: list[Finding], unsafe: bool) -> Fixed:
        """The text with the fixes of its findings made."""
        least = Applicability.UNSAFE if unsafe else Applicability.SAFE
        return fix_all(text, findings, lambda fixed: self.check(fixed, format), least)


class Planner:
    """Plans for files; those of the same settings share one."""

    def __init__(
        self,
        select: tuple[str, ...] | None = None,
        ignore: tuple[str, ...] = (),
        level: str | None = None,
        engines: tuple[str, ...] | None = None,
    ) -> None:
        self.select = select
        self.ignore = ignore
        self.level = level
        self.engines = engines
        self._readers: dict[str, Guarded] = {}
        self.notes: dict[str, None] = {}
        self._plans: dict[tuple[int, tuple[int, ...], tuple[int, ...]], Plan | SettingsError] = {}
        self._indexes: dict[tuple[str, ...], tuple[Index, ...] | SettingsError] = {}

    def plan(self, settings: Settings, path: str) -> Plan:
        """The plan for a file; `path` is relative to the settings' root. Raises SettingsError, also for a mistake in a pack."""
        per_file = tuple(n for n, entry in enumerate(settings.per_file) if entry.files.cover(path))
        allow = tuple(n for n, (globs, _) in enumerate(settings.allow) if not globs.patterns or globs.cover(path))
        key = (id(settings), per_file, allow)
        if key not in self._plans:
            try:
                self._plans[key] = self._made(settings, per_file, allow)
            except SettingsError as error:
                self._plans[key] = error
        plan = self._plans[key]
        if isinstance(plan, SettingsError):
            raise plan
        return plan

    def indexes(self, packs: tuple[str, ...]) -> tuple[Index, ...]:
        """The indexes of the shipped rules and of packs. Raises SettingsError."""
        if packs not in self._indexes:
            self._indexes[packs] = _loaded(packs)
        indexes = self._indexes[packs]
        if isinstance(indexes, SettingsError):
            raise indexes
        return indexes

    def _made(self, settings: Settings, per_file: tuple[int, ...], allow: tuple[int, ...]) -> Plan:
        select, ignore, level = settings.select, settings.ignore, settings.level
        for entry in (settings.per_file[n] for n in per_file):
            select = select if entry.select is None else entry.select
            ignore += entry.ignore
            level = entry.level or level
        allowances = tuple(settings.allow[n][1] for n in allow)
        indexes = self.indexes(settings.rules)
        where = settings.origin or "settings"
        selection = Selection(
            self._resolved(select, indexes, f"{where}: select")
            if self.select is None
            else self._resolved(self.select, indexes, "--select"),
            self._resolved(ignore, indexes, f"{where}: ignore") | self._resolved(self.ignore, indexes, "--ignore"),
        )
        allowances = tuple(
            a._replace(rule=rule) for a in allowances for rule in self._resolved((a.rule,), indexes, f"{where}: allow") or ("",)
        )
        level = self.level or level
        rules = tuple((index, active(index.rules, selection, level)) for index in indexes)
        names = settings.engines if self.engines is None else self.engines
        engines = tuple(readers.engine(self._reader(name), rules) for name in names if name != "native")
        owners = {index.rules[rule.rule].id: frozenset(rule.same) for index in indexes for rule in index.foreign if rule.same}
        native_rules = rules if "native" in names else ()
        return Plan(native_rules, engines, selection, selection.named, level, Allowances(allowances, settings.words), owners)

    def _reader(self, name: str) -> Guarded:
        if name not in self._readers:
            self._readers[name] = readers.reader(name)
        return self._readers[name]

    @property
    def faults(self) -> list[str]:
        """Why engines did not answer."""
        return [f"{name}: {reader.fault}" for name, reader in self._readers.items() if reader.fault]

    def close(self) -> None:
        """End what engines have started."""
        for reader in self._readers.values():
            reader.close()

    def _resolved(self, names: tuple[str, ...], indexes: tuple[Index, ...], where: str) -> frozenset[str]:
        try:
            found, notes = resolve(filter(None, names), indexes)
        except UnknownRuleError as error:
            raise SettingsError(f"{where}: {error}") from None
        self.notes.update(dict.fromkeys(f"{where}: {note}" for note in notes))
        return found


def _loaded(packs: tuple[str, ...]) -> tuple[Index, ...] | SettingsError:
    try:
        return load_indexes(packs)
    except OSError as error:
        return SettingsError(f"rules: {error.filename or ''}: {(error.strerror or str(error)).lower()}")
    except Exception as error:
        from lintnews.packs import PackError  # it brings YAML along: not before something failed

        if isinstance(error, PackError):
            return SettingsError("\n".join(error.messages))
        raise


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
