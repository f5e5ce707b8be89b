"""Globs, as `exclude`, `per-file` and `allow` use them.

`*` and `?` stay within a name, `**` crosses folders, `[...]` is a set. A glob without a slash (other than at its end) matches a name at any
depth, another one the whole path from the settings' folder. A slash at the end: folders only.
"""

from __future__ import annotations

import re


class Globs:
    """Some globs, compiled together when they are first asked for. Paths are relative, with `/`; a folder's ends with one."""

    __slots__ = ("_regex", "patterns")

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self.patterns = patterns
        self._regex: re.Pattern[str] | None = None

    def match(self, path: str) -> bool:
        """Whether a glob matches the path itself."""
        if self._regex is None:
            self._regex = re.compile("|".join(map(_translate, self.patterns)) or r"(?!)", re.DOTALL)
        return self._regex.search(path) is not None

    def cover(self, path: str) -> bool:
        """Whether a glob matches the path or a folder above it."""
        if not self.patterns:
            return False
        slash = path.find("/") + 1
        while slash:
            if self.match(path[:slash]):
                return True
            slash = path.find("/", slash) + 1
        return self.match(path)


def _translate(pattern: str) -> str:
    folder = pattern.endswith("/")
    pattern = pattern.removeprefix("./").rstrip("/")
    start = r"\A" if "/" in pattern else r"(?:\A|/)"
    return start + _body(pattern.lstrip("/")) + (r"/\Z" if folder else r"/?\Z")


def _body(pattern: str) -> str:
    out, at = "", 0
    while at < len(pattern):
        if pattern.startswith("**/", at):
            out, at = out + r"(?:.*/)?", at + 3
        elif pattern.startswith("**", at):
            out, at = out + r".*", at + 2
        elif pattern[at] == "[" and (end := pattern.find("]", at + 2)) > 0:
            inner = (
                pattern[at + 1 : end].replace("\\", r"\\").replace("[", r"\[").replace("&", r"\&").replace("~", r"\~").replace("|", r"\|")
            )
            out, at = out + ("[^" + inner[1:] if inner[0] in "!^" else "[" + inner) + "]", end + 1
        else:
            out, at = out + {"*": r"[^/]*", "?": r"[^/]"}.get(pattern[at], re.escape(pattern[at])), at + 1
    return out
