"""Settings: `lintnews.toml`, or `[tool.lintnews]` in `pyproject.toml`; the nearest file above an article holds for it."""

from __future__ import annotations

import os

from lintnews.formats import FORMATS, format_of
from lintnews.globs import Globs
from lintnews.passes.allow import Allowance
from lintnews.passes.level import LEVELS
from lintnews.values import DIALECTS, NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

ENGINES = ("native", "harper", "languagetool")
INCLUDE = (".txt", ".text", ".md", ".markdown")
EXCLUDE = ("requirements*.txt", "constraints*.txt", "CMakeLists.txt", "LICENSE*", "COPYING*", "robots.txt", "llms.txt")


class SettingsError(ValueError):
    """A mistake in the settings, in one line that names the file and the key."""


class PerFile(NamedTuple):
    """What is otherwise in files that a glob matches: `ignore` adds, the others replace (if given)."""

    files: Globs
    select: tuple[str, ...] | None
    ignore: tuple[str, ...]
    level: str | None
    format: str | None


class Server(NamedTuple):
    """A LanguageTool server: its `url` ("": our own, on this machine), and how many seconds it may take to start or to answer."""

    url: str = ""
    timeout: float = 60


class Settings(NamedTuple):
    """Settings as they hold for a folder. Globs are relative to `root`, an absolute folder; `origin` is the file they stand in."""

    origin: str = ""
    root: str = ""
    keys: tuple[str, ...] = ()  # what the file says something of
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    level: str = "default"
    dialect: str | None = None
    format: str = ""  # "": what the suffix says
    engines: tuple[str, ...] = ("native",)
    languagetool: Server = Server()
    include: tuple[str, ...] = INCLUDE
    exclude: Globs = Globs(EXCLUDE)
    rules: tuple[str, ...] = ()  # paths of packs
    words: tuple[str, ...] = ()
    baseline: str = ""  # an absolute path; "": none
    github: bool = True  # annotations and a job's summary, under GitHub Actions
    allow: tuple[tuple[Globs, Allowance], ...] = ()
    per_file: tuple[PerFile, ...] = ()


def applying(settings: Settings, path: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Which entries of `per_file` and of `allow` hold for a file, by number; `path` is relative to the settings' root."""
    if not (settings.per_file or settings.allow):
        return (), ()
    per_file = tuple(n for n, entry in enumerate(settings.per_file) if entry.files.cover(path))
    return per_file, tuple(n for n, (globs, _) in enumerate(settings.allow) if not globs.patterns or globs.cover(path))


def format_in(settings: Settings, path: str) -> str:
    """The format that a file is read as; `path` is relative to the settings' root."""
    asked = [entry.format for entry in settings.per_file if entry.format and entry.files.cover(path)]
    return [settings.format or format_of(path), *asked][-1]


class Asked(NamedTuple):
    """What the command line asks for in place of what the settings say, or (`ignore`) besides; None where they decide."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    level: str | None = None
    engines: tuple[str, ...] | None = None

    def engines_of(self, settings: Settings) -> tuple[str, ...]:
        """The names of the engines that find faults."""
        return settings.engines if self.engines is None else self.engines


UNASKED = Asked()


class Lookup:
    """The settings of each folder. `config` names a file that holds for all; `isolated` reads none."""

    def __init__(self, config: str = "", isolated: bool = False) -> None:
        self._default = Settings(root=os.getcwd())
        self._fixed = self._default if isolated else _file(os.path.abspath(config), os.getcwd(), named=True) if config else None
        self._folders: dict[str, Settings | SettingsError] = {}

    def of(self, folder: str) -> Settings:
        """The settings of an absolute folder. Raises SettingsError, the same one for each folder that the file holds for."""
        if self._fixed is not None:
            return self._fixed
        if folder not in self._folders:
            self._folders[folder] = self._nearest(folder)
        found = self._folders[folder]
        if isinstance(found, SettingsError):
            raise found
        return found

    def _nearest(self, folder: str) -> Settings | SettingsError:
        try:
            for name in ("lintnews.toml", "pyproject.toml"):
                found = _file(os.path.join(folder, name), folder)
                if found is not None:
                    return found
            parent = os.path.dirname(folder)
            return self._default if parent == folder else self.of(parent)
        except SettingsError as error:
            return error


def _file(path: str, root: str, named: bool = False) -> Settings | None:
    """The settings in a file; None if there is no such file or it says nothing of lintnews."""
    in_table = os.path.basename(path) == "pyproject.toml"
    try:
        with open(path, "rb") as file:
            raw = file.read()
    except (FileNotFoundError, NotADirectoryError) as error:
        if named:
            raise SettingsError(f"{shown(path)}: no such file") from error
        return None
    except OSError as error:
        raise SettingsError(f"{shown(path)}: {(error.strerror or str(error)).lower()}") from None
    if in_table and b"tool.lintnews" not in raw:
        if named:
            raise SettingsError(f"{shown(path)}: holds no [tool.lintnews]")
        return None
    import tomllib

    try:
        data = tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{shown(path)}: not TOML: {error}") from None
    if in_table:
        data = data.get("tool", {}).get("lintnews")
        if data is None:
            return None
    return from_table(data, root, shown(path), os.path.dirname(path))


def from_table(table: Mapping[str, Any], root: str = "", origin: str = "settings", folder: str = "") -> Settings:
    """Settings from a table as TOML gives it; paths of packs and of the baseline are taken from `folder`.

    Raises SettingsError for an unknown key or a value of the wrong type.
    """
    values = _checked(table, KEYS, origin, "")
    server = _checked(values.get("languagetool", {}), LANGUAGETOOL_KEYS, origin, "languagetool.")
    made: dict[str, Any] = {"origin": origin, "root": root or os.getcwd(), "keys": tuple(values), "languagetool": Server(**server)}
    for key in ("select", "ignore", "level", "dialect", "format", "engines", "words", "github"):
        if key in values:
            made[key] = values[key]
    if "include" in values:
        made["include"] = tuple(suffix.lower() for suffix in values["include"])
    made["exclude"] = Globs(values.get("exclude", EXCLUDE) + values.get("extend-exclude", ()))
    if values.get("baseline"):
        made["baseline"] = os.path.normpath(os.path.join(folder or made["root"], values["baseline"]))
    made["rules"] = tuple(os.path.join(folder or made["root"], path) for path in values.get("rules", ()))
    allow = [_checked(entry, ALLOW_KEYS, origin, f"allow[{n}].") for n, entry in enumerate(values.get("allow", ()), 1)]
    for number, entry in enumerate(allow, 1):
        if not (entry.get("rule") or entry.get("text")):
            raise SettingsError(f"{origin}: allow[{number}]: has neither rule nor text; say what is allowed")
    made["allow"] = tuple(
        (Globs(e.get("files", ())), Allowance(e.get("rule", ""), e.get("text", ""), e.get("files", ()), e.get("reason", ""))) for e in allow
    )
    per_file = [_checked(entry, PER_FILE_KEYS, origin, f"per-file[{n}].") for n, entry in enumerate(values.get("per-file", ()), 1)]
    for number, entry in enumerate(per_file, 1):
        if not entry.get("files"):
            raise SettingsError(f"{origin}: per-file[{number}]: has no files; name them by globs")
    made["per_file"] = tuple(
        PerFile(Globs(e["files"]), e.get("select"), e.get("ignore", ()), e.get("level"), e.get("format")) for e in per_file
    )
    return Settings(**made)


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, str) and one for one in value):
        raise ValueError("must be a list of strings")
    return tuple(value)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a string")
    return value


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _level(value: Any) -> str:
    return _one_of(LEVELS, value)


def _format(value: Any) -> str:
    return _one_of(FORMATS, value)


def _one_of(known: tuple[str, ...], value: Any) -> str:
    if value not in known:
        raise ValueError(f"must be one of {', '.join(map(repr, known))}, not {value!r}")
    return str(value)


def _dialect(value: Any) -> str:
    if value not in DIALECTS:
        raise ValueError(f"must be one of {', '.join(map(repr, DIALECTS))}, not {value!r}")
    return str(value)


def _engines(value: Any) -> tuple[str, ...]:
    return engines(_strings(value))


def engines(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The names of engines, checked. Raises ValueError."""
    for name in wanted:
        if name not in ENGINES:
            raise ValueError(f"unknown engine {name!r}; known are {', '.join(ENGINES)}")
    return wanted


def _url(value: Any) -> str:
    if not _string(value).startswith(("http://", "https://")):
        raise ValueError(f"must be a URL that begins with http:// or https://, not {value!r}")
    return _string(value)


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
        raise ValueError(f"must be a number of seconds, not {value!r}")
    return float(value)


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("must be a table")
    return value


def _suffixes(value: Any) -> tuple[str, ...]:
    for suffix in _strings(value):
        if not suffix.startswith(".") or "*" in suffix:
            raise ValueError(f"must be a list of suffixes such as '.txt', not {suffix!r}")
    return tuple(value)


def _tables(value: Any) -> tuple[dict[str, Any], ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(one, dict) for one in value):
        raise ValueError("must be an array of tables, written [[...]]")
    return tuple(value)


KEYS: dict[str, Callable[[Any], Any]] = {
    "select": _strings,
    "ignore": _strings,
    "level": _level,
    "dialect": _dialect,
    "format": _format,
    "engines": _engines,
    "languagetool": _table,
    "include": _suffixes,
    "exclude": _strings,
    "extend-exclude": _strings,
    "rules": _strings,
    "words": _strings,
    "baseline": _string,
    "github": _boolean,
    "allow": _tables,
    "per-file": _tables,
}
LANGUAGETOOL_KEYS: dict[str, Callable[[Any], Any]] = {"url": _url, "timeout": _seconds}
ALLOW_KEYS: dict[str, Callable[[Any], Any]] = {"rule": _string, "text": _string, "files": _strings, "reason": _string}
PER_FILE_KEYS: dict[str, Callable[[Any], Any]] = {
    "files": _strings,
    "select": _strings,
    "ignore": _strings,
    "level": _level,
    "format": _format,
}


def _checked(table: Mapping[str, Any], keys: dict[str, Callable[[Any], Any]], origin: str, prefix: str) -> dict[str, Any]:
    made = {}
    if not isinstance(table, dict):
        raise SettingsError(f"{origin}: must be a table")
    for key, value in table.items():
        if key not in keys:
            from difflib import get_close_matches

            near = get_close_matches(key, keys, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(keys)}"
            raise SettingsError(f"{origin}: unknown key {prefix + key!r}; {hint}")
        try:
            made[key] = keys[key](value)
        except ValueError as error:
            raise SettingsError(f"{origin}: {prefix}{key}: {error}") from None
    return made


def shown(path: str) -> str:
    """A path as seen from the working directory, if it is below."""
    here = os.path.join(os.getcwd(), "")
    return path.removeprefix(here)
