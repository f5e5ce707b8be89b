"""`lintnews config show`: which settings hold for a file or folder, and where each comes from."""

from __future__ import annotations

import os
import sys

from lintnews.commands import OK, failed, names, write
from lintnews.output.json import clean, dumps
from lintnews.output.terminal import escape
from lintnews.settings import KEYS, Lookup, Settings, SettingsError, engines
from lintnews.sources import relative
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

DEFAULT = "default"


class Row(NamedTuple):
    """A setting: its value as TOML and JSON know it, and what it comes from, in the order in which it was put together."""

    value: Any
    origins: list[str]


def run(options: argparse.Namespace) -> int:
    path = os.path.abspath(options.path)
    try:
        if not os.path.exists(path):
            return failed(f"{options.path}: no such file or directory")
        settings = Lookup(options.config, options.isolated).of(path if os.path.isdir(path) else os.path.dirname(path))
        rows = _rows(settings, path, options)
    except SettingsError as error:
        return failed(str(error))
    except ValueError as error:
        return failed(f"--engines: {error}")
    if options.output_format == "json":
        made = {key: {"value": _plain(row.value), "from": [clean(origin) for origin in row.origins]} for key, row in rows.items()}
        whole = {"path": clean(options.path), "file": clean(settings.origin) or None, "settings": made}
        write(sys.stdout, dumps(whole, 1) + "\n")
        return OK
    where = f"{settings.origin} holds" if settings.origin else "No settings file holds"
    lines = [f"{where} for {'this folder' if options.path == os.curdir else options.path}.", ""]
    wide = max(map(len, rows))
    for key, row in rows.items():
        origin = ", ".join(row.origins)
        value = "none" if row.value is None else dumps(_plain(row.value))
        lines.append(f"{key:{wide}}  {value}  # {origin}")
    write(sys.stdout, "".join(f"{escape(line)}\n" for line in lines))
    return OK


def _rows(settings: Settings, path: str, options: argparse.Namespace) -> dict[str, Row]:
    """What holds: the settings file's, changed by its `per-file` entries for the path and by the command line."""
    below = relative(path, settings.root)
    file = below is not None and not os.path.isdir(path)
    rows = {}
    for key in KEYS:
        origin = settings.origin if key in settings.keys else DEFAULT
        if key == "exclude":
            both = [settings.origin if one in settings.keys else DEFAULT for one in ("exclude", "extend-exclude")]
            rows[key] = Row(settings.exclude.patterns, [both[0]] if both[1] == DEFAULT else list(dict.fromkeys(both)))
        elif key == "allow":
            held = [allowance for globs, allowance in settings.allow if not file or not globs.patterns or globs.cover(below or "")]
            rows[key] = Row([{name: value for name, value in one._asdict().items() if value} for one in held], [origin])
        elif key not in ("extend-exclude", "per-file"):
            rows[key] = Row(getattr(settings, key.replace("-", "_")), [origin])
    for number, entry in enumerate(settings.per_file, 1) if file else ():
        if entry.files.cover(below or ""):
            origin = f"{settings.origin}: per-file[{number}]"
            if entry.select is not None:
                rows["select"] = Row(entry.select, [origin])
            if entry.ignore:
                rows["ignore"] = _added(rows["ignore"], entry.ignore, origin)
            for key, value in ("level", entry.level), ("format", entry.format):
                if value:
                    rows[key] = Row(value, [origin])
    given = {"select": names(options.select), "level": options.level, "format": options.format, "baseline": options.baseline}
    given["engines"] = engines(wanted) if (wanted := names(options.engines)) else None
    rows.update({key: Row(value, [f"--{key}"]) for key, value in given.items() if value is not None})
    if ignored := names(options.ignore):
        rows["ignore"] = _added(rows["ignore"], ignored, "--ignore")
    return rows


def _added(row: Row, more: tuple[str, ...], origin: str) -> Row:
    return Row((*row.value, *more), [*(one for one in row.origins if one != DEFAULT), origin])


def _plain(value: Any) -> Any:
    """The value with its texts such that JSON can hold them."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
