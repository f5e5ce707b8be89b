"""Checks that remember: what was found in the same text under the same rules is not looked for again, and nothing is loaded for it."""

from __future__ import annotations

import marshal
import os
import sys
import time
from functools import cache

from lintnews import __version__, load
from lintnews.cache import Cache, key
from lintnews.findings import Applicability, Edit, Finding
from lintnews.fixing import Fixed, fix_all
from lintnews.packing import packed, unpacked
from lintnews.passes.hold import NOTHING, Hold
from lintnews.report import Checked
from lintnews.settings import UNASKED, Asked, applying, format_in
from lintnews.sources import under
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from lintnews.planner import Plan, Planner
    from lintnews.settings import Settings

SETTLED = 2_000_000_000  # nanoseconds; the next change of a file that has not changed for so long has another time, on any file system
CLEAN = b""
_ELSEWHERE = (
    "origin",
    "root",
    "include",
    "exclude",
    "rules",
    "allow",
    "per_file",
    "github",
    "keys",
    "baseline",
)  # in the key otherwise, or not


def format_of(path: str, settings: Settings, asked: str | None = None) -> str:
    """The format that a file (an absolute path) is read as: what is asked for, else what the settings or its suffix say."""
    return asked or format_in(settings, under(path, settings.root))


class Memory:
    """The plans of a run, which share what it remembers. Arguments are those of Planner; without a cache it knows of no earlier run."""

    def __init__(self, asked: Asked = UNASKED, cache: Cache | None = None) -> None:
        self.cache = cache or Cache()
        self.on_new: Callable[[], None] | None = None  # called once, before a text that is new is checked
        self.asked = asked
        self._planner: Planner | None = None
        self._plans: dict[tuple[int, tuple[int, ...], tuple[int, ...]], Remembering] = {}

    @property
    def planner(self) -> Planner:
        """It brings along all that matches: not before a text is new."""
        if self._planner is None:
            from lintnews.planner import Planner

            self._planner = Planner(self.asked, self.cache)
        return self._planner

    @property
    def notes(self) -> list[str]:
        return list(self._planner.notes) if self._planner else []

    @property
    def faults(self) -> list[str]:
        """Why engines did not answer."""
        return self._planner.faults if self._planner else []

    def plan(self, settings: Settings, path: str) -> Remembering:
        """What applies to a file; `path` is relative to the settings' root."""
        entries = applying(settings, path)
        number = (id(settings), *entries)
        if number not in self._plans:
            self._plans[number] = Remembering(self, settings, path, self._key(settings, *entries))
        return self._plans[number]

    def plan_of(self, path: str, settings: Settings) -> Remembering:
        """What applies to a file, by its absolute path."""
        if not (settings.per_file or settings.allow):
            return self.plan(settings, "")  # one for all
        return self.plan(settings, under(path, settings.root))

    def close(self) -> None:
        """Keep what was found, and end what engines have started."""
        for plan in self._plans.values():
            plan.keep_clean()
        self.cache.save()
        if self._planner:
            self._planner.close()

    def _key(self, settings: Settings, per_file: tuple[int, ...], allow: tuple[int, ...]) -> bytes:
        """What decides what is found in a text: all of the settings but where they are."""
        names = self.asked.engines_of(settings)
        versions: list[str] = []
        if names != ("native",):
            from lintnews.engines.readers import version

            versions = [version(name) for name in names]
        decisive = (
            self.asked,
            versions,
            {name: value for name, value in settings._asdict().items() if name not in _ELSEWHERE},
            [load.read(path) for path in settings.rules],
            [settings.per_file[n]._replace(files=None) for n in per_file],  # type: ignore[arg-type]
            [(n, settings.allow[n][1]) for n in allow],
        )
        return key(repr(decisive).encode("utf-8", "surrogatepass"))


class Remembering:
    """A plan that is made only for a text that is new."""

    def __init__(self, memory: Memory, settings: Settings, path: str, key: bytes) -> None:
        self._memory = memory
        self.settings = settings
        self._path = path
        self._key = key
        self._made: Plan | None = None
        self._clean: dict[tuple[str, str], dict[str, bytes]] = {}
        self._changed: set[tuple[str, str]] = set()  # folders and formats of which more files are clean now

    def made(self) -> Plan:
        """The plan. Raises SettingsError."""
        if self._made is None:
            self._made = self._memory.planner.plan(self.settings, self._path)
        return self._made

    def check(self, text: str, format: str, file: Seen | None = None) -> Checked:
        """What a text holds; `file` is the one that holds it. Raises SettingsError."""
        cache, at = self._memory.cache, self._place(text, format)
        raw = cache.get(at)
        if raw is None and self._memory.on_new is not None:
            on_new, self._memory.on_new = self._memory.on_new, None
            on_new()
            raw = cache.get(at)
        if raw is None:
            checked = self.made().check(text, format)
            if self._memory.notes or self._memory.faults:  # they are to be said again, and tried again
                return checked
            raw = _written(checked)
            cache.put(at, raw)
        else:
            checked = _read(raw)
        if raw == CLEAN and file and file.state and file.settled:
            folder, _, name = file.path.rpartition(os.sep)
            self._clean_in(folder, format)[name] = file.state
            self._changed.add((folder, format))
        return checked

    def fix(self, text: str, format: str, findings: list[Finding], unsafe: bool, hold: Hold = NOTHING) -> Fixed:
        """The text with the fixes of its findings made; what is held back stays as it is. Raises SettingsError."""

        def check(text: str, edits: tuple[Edit, ...]) -> list[Finding]:
            nonlocal hold
            hold = hold.after(edits)
            return hold.keep(self.check(text, format).findings)

        least = Applicability.UNSAFE if unsafe else Applicability.SAFE
        return fix_all(text, findings, check, least)

    def knows(self, text: str, format: str) -> bool:
        """Whether a text needs no checking."""
        return self._memory.cache.get(self._place(text, format)) is not None

    def is_clean(self, path: str, format: str) -> bool:
        """Whether a file (its absolute path) is as it was when there was nothing to be said of it."""
        folder, _, name = path.rpartition(os.sep)  # os.path.split takes five times as long
        state = self._clean_in(folder, format).get(name)
        return state is not None and state == _state(path)

    def keep_clean(self) -> None:
        """Put into the cache which files are clean."""
        for folder, format in self._changed:
            self._memory.cache.put(self._folder(folder, format), marshal.dumps(self._clean[folder, format], 4))
        self._changed.clear()

    def _clean_in(self, folder: str, format: str) -> dict[str, bytes]:
        """The files of a folder that are known to be clean, by name, as they were then."""
        if (folder, format) not in self._clean:
            raw = self._memory.cache.get(self._folder(folder, format))
            self._clean[folder, format] = marshal.loads(raw) if raw else {}
        return self._clean[folder, format]

    def _place(self, text: str, format: str) -> bytes:
        return key(f"{format}\n{text}".encode("utf-8", "surrogatepass"), self._key)

    def _folder(self, folder: str, format: str) -> bytes:
        return key(b"\n%s\n" % format.encode() + os.fsencode(folder), self._key)


def _written(checked: Checked) -> bytes:
    if not any(checked):
        return CLEAN
    return marshal.dumps((packed(checked.findings), checked.mistakes, tuple(checked.allowed)), 4)


def _read(raw: bytes) -> Checked:
    if raw == CLEAN:
        return Checked([])
    rows, mistakes, allowed = marshal.loads(raw)
    return Checked(unpacked(rows), mistakes, frozenset(allowed))


class Seen(NamedTuple):
    """A file (its absolute path) as it was before it was read."""

    path: str
    state: bytes

    @property
    def settled(self) -> bool:
        """Whether the next change of it will show."""
        return max(map(int, self.state.split()[:2]), default=0) < time.time_ns() - SETTLED


def seen(path: str) -> Seen:
    return Seen(path, _state(path))


def _state(path: str) -> bytes:
    """What tells a file from any other, and from what it was before; b"" if there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return b""
    return b"%d %d %d %d" % (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


@cache
def code() -> bytes:
    """What findings depend on besides texts and settings: lintnews's version and rules; of a checkout the sizes and times of its files."""
    about = [f"{__version__} {sys.hexversion:x}".encode()]
    if not load.IN_CHECKOUT:
        about.append(load.read(os.path.join(load.DATA, load.INDEX))[:64])
        return b"\n".join(about)
    for folder in (load.PACKAGE, load.RULES):
        for place, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if name != "__pycache__"]
            for name in names:
                if name in (load.INDEX, load.EXPLAIN) or not name.endswith((".py", ".bin", ".yaml", ".txt")):
                    continue
                status = os.stat(os.path.join(place, name))
                about.append(f"{place}/{name} {status.st_size} {status.st_mtime_ns}".encode("utf-8", "surrogateescape"))
    return b"\n".join(sorted(about))
