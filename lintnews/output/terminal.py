"""Text on a terminal: escapes for what could act on it, widths in columns, colours."""

from __future__ import annotations

import os
import re

from lintnews.findings import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

WIDTH = 100  # columns where there is no terminal
NARROWEST = 40
STYLES = {"bold": "1", "dim": "2", "error": "1;31", "warning": "1;33", "note": "1;36", "fix": "32", "unsafe": "33", "gutter": "34"}
_COMMAND = re.compile(r"(?<=#)#(?=(?:vso)?\[)|^\s*:(?=:)", re.IGNORECASE)  # to which GitHub and Azure would listen in a log
SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def escape(text: str) -> str:
    """The text on one line; control, bidi and other invisible characters are `<U+202E>`, as are marks of commands to a CI service."""
    if "##" in text or "::" in text:
        text = _COMMAND.sub(lambda mark: f"{mark[0][:-1]}<U+{ord(mark[0][-1]):04X}>", text)
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(c: str) -> str:
    if c.isprintable() or c == "\u00a0":
        return c
    if c == "\t":
        return " "
    import unicodedata

    return c if unicodedata.category(c) == "Zs" else f"<U+{ord(c):04X}>"


def cells(text: str) -> list[tuple[str, int]]:
    """Each character as `escape` shows it, with its width in columns."""
    if "##" in text:
        marks = {mark.start() for mark in _COMMAND.finditer(text) if mark[0] == "#"}
        return [cell for at, c in enumerate(text) for cell in ([("<U+0023>", 8)] if at in marks else cells(c))]
    if text.isascii() and text.isprintable():
        return [(c, 1) for c in text]
    from unicodedata import category, east_asian_width

    made = []
    for c in text:
        shown = _escaped(c)
        if len(shown) > 1:
            made.append((shown, len(shown)))
        else:
            made.append((shown, 0 if category(c) in ("Mn", "Me") else 2 if east_asian_width(c) in "WF" else 1))
    return made


class Paint:
    """Colours, or none."""

    __slots__ = ("on",)

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.on and text else text


def coloured(stream: TextIO) -> bool:
    """Whether a stream takes colours: NO_COLOR and FORCE_COLOR say, else whether it is a terminal that can."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


def looked_at(stream: TextIO | None) -> bool:
    """Whether somebody looks on while a stream is written: a terminal, but not of a hook or a CI job."""
    busy = any(os.environ.get(name, "") not in ("", "0", "false") for name in ("CI", "PRE_COMMIT"))
    return stream is not None and stream.isatty() and not busy and os.environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int:
    """The columns of a terminal, or `WIDTH`."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns):
        return max(int(columns), NARROWEST)
    try:
        return max(os.get_terminal_size(stream.fileno()).columns, NARROWEST) if stream.isatty() else WIDTH
    except (OSError, ValueError):
        return WIDTH
