"""What applies to each file: its rules, engines and passes, made ready from the settings and the command line."""

from __future__ import annotations

from functools import cache

from lintnews.engines import native, readers
from lintnews.findings import bare
from lintnews.formats import parse
from lintnews.load import load_indexes
from lintnews.passes.allow import Allowances
from lintnews.passes.comments import NONE, read
from lintnews.passes.level import at_level
from lintnews.passes.merge import agreed, merge
from lintnews.passes.protect import protect
from lintnews.passes.select import Selection, UnknownRuleError, active, names, resolve, selected
from lintnews.passes.suppress import UNUSED, dead, suppress
from lintnews.report import Checked
from lintnews.settings import UNASKED, Asked, Settings, SettingsError, applying
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from lintnews.cache import Cache
    from lintnews.engines import Engine
    from lintnews.engines.foreign import Guarded, Reader
    from lintnews.index import Index, RuleHead
    from lintnews.passes.merge import Owners
    from lintnews.settings import Server


class Plan(NamedTuple):
    """What applies to a text: native's rules, the other engines, and the passes' parameters."""

    rules: tuple[tuple[Index, frozenset[int]], ...]
    engines: tuple[Engine, ...]
    selection: Selection
    named: frozenset[str]
    level: str
    dialect: str | None
    allowances: Allowances
    allow: tuple[int, ...]  # the numbers of the allowances in the settings
    owners: Owners  # of the faults that engines find: see `merge`
    resolve: Callable[[str], str]  # a rule's name as it is today
    narrowed: bool  # fewer rules run than the settings say: what suppresses nothing now may do so in another run
    spelling: frozenset[str]  # ids of rules that are a dictionary's doubts: see `protect`

    def check(self, text: str, format: str) -> Checked:
        """What a text holds."""
        document = parse(text, format)
        document.dialect = self.dialect
        found = [finding for index, active in self.rules for finding in native.check(document, index, active)]
        for engine in self.engines:
            found += engine.check(document)
        if not found and not document.comments:
            return Checked(found)
        if self.engines:
            found = agreed(protect(found, document, self.spelling))
        found = at_level(selected(found, self.selection), self.level, self.named)
        found, allowed = self.allowances.drop(found, document.text)
        if document.origin is not None:
            found = [document.origin.finding(one) for one in found]
        comments = read(document, self.resolve) if document.comments else NONE
        found, idle = suppress(found, text, comments.regions)
        judge = self.judge() if idle else None
        if judge:
            found += [dead(region, judge) for region in idle if self.runs(region.rule)]
        return Checked(merge(found, self.owners), comments.mistakes, frozenset(self.allow[n] for n in allowed))

    def judge(self) -> RuleHead | None:
        """The rule that reports what suppresses nothing; None where it has nothing to say."""
        if self.narrowed:
            return None
        return next((index.rules[n] for index, active in self.rules for n in active if index.rules[n].id == UNUSED), None)

    def runs(self, rule: str) -> bool:
        """Whether a rule, or any of a family, is active; "" is any."""
        wanted = frozenset((bare(rule),))
        return not rule or any(names(index.rules[n].id, wanted) for index, active in self.rules for n in active)


class Planner:
    """Plans for files; those of the same settings share one."""

    def __init__(self, asked: Asked = UNASKED, cache: Cache | None = None) -> None:
        self.asked = asked
        self._cache = cache
        self._readers: dict[tuple[str, Server], Guarded] = {}
        self.notes: dict[str, None] = {}
        self._plans: dict[tuple[int, tuple[int, ...], tuple[int, ...]], Plan | SettingsError] = {}
        self._indexes: dict[tuple[str, ...], tuple[Index, ...] | SettingsError] = {}

    def plan(self, settings: Settings, path: str) -> Plan:
        """The plan for a file; `path` is relative to the settings' root. Raises SettingsError, also for a mistake in a pack."""
        per_file, allow = applying(settings, path)
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
            if self.asked.select is None
            else self._resolved(self.asked.select, indexes, "--select"),
            self._resolved(ignore, indexes, f"{where}: ignore") | self._resolved(self.asked.ignore, indexes, "--ignore"),
        )
        allowances = tuple(
            a._replace(rule=rule) for a in allowances for rule in self._resolved((a.rule,), indexes, f"{where}: allow") or ("",)
        )
        level = self.asked.level or level
        names = self.asked.engines_of(settings)
        lift = int(len(names) > 1)  # by agreement
        rules = tuple((index, active(index.rules, selection, level, lift)) for index in indexes)
        engines = tuple(readers.engine(self._reader(name, settings), rules) for name in names if name != "native")
        owners = {index.rules[rule.rule].id: frozenset(rule.same) for index in indexes for rule in index.foreign if rule.same}
        spelling = frozenset(index.rules[rule.rule].id for index in indexes for rule in index.foreign if rule.spelling)
        native_rules = rules if "native" in names else ()
        narrowed = self.asked != UNASKED
        return Plan(
            rules=native_rules,
            engines=engines,
            selection=selection,
            named=selection.named,
            level=level,
            dialect=settings.dialect,
            allowances=Allowances(allowances, settings.words),
            allow=allow,
            owners=owners,
            spelling=spelling,
            resolve=cache(lambda name: next(iter(resolve((name,), indexes)[0]))),
            narrowed=narrowed,
        )

    def _reader(self, name: str, settings: Settings) -> Guarded:
        key = (name, settings.languagetool)
        if key not in self._readers:
            self._readers[key] = readers.reader(name, *settings.languagetool, self._remembered)
        return self._readers[key]

    def _remembered(self, reader: Reader) -> Reader:
        if self._cache is None:
            return reader
        from lintnews.paragraphs import Recalling

        return Recalling(reader, self._cache)

    @property
    def faults(self) -> list[str]:
        """Why engines did not answer."""
        return list(dict.fromkeys(f"{reader.name}: {reader.fault}" for reader in self._readers.values() if reader.fault))

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
