"""What git ignores, by the .gitignore files of a work tree and its .git/info/exclude."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Ignored:
    """Answers for absolute folders; pathspec is imported only where there are patterns."""

    def __init__(self) -> None:
        self._folders: dict[str, tuple[tuple[str, GitIgnoreSpec], ...] | None] = {}
        self._above: dict[str, bool] = {}

    def ignores(self, folder: str, name: str, is_folder: bool) -> bool:
        """Whether git ignores an entry of a folder that it does not ignore; the deepest file that speaks of it decides."""
        for root, patterns in self._patterns(folder) or ():
            below = os.path.join(folder, name)[len(os.path.join(root, "")) :].replace(os.sep, "/")
            verdict = patterns.check_file(f"{below}/" if is_folder else below).include
            if verdict is not None:
                return bool(verdict)
        return False

    def ignores_above(self, folder: str) -> bool:
        """Whether git ignores the folder or one above it."""
        if folder not in self._above:
            parent, name = os.path.split(folder)
            outside = not name or os.path.exists(os.path.join(folder, ".git")) or not self._patterns(parent)
            self._above[folder] = not outside and (self.ignores_above(parent) or self.ignores(parent, name, True))
        return self._above[folder]

    def _patterns(self, folder: str) -> tuple[tuple[str, GitIgnoreSpec], ...] | None:
        """The patterns that hold in a folder, of the deepest file first; None outside a work tree."""
        if folder not in self._folders:
            parent = os.path.dirname(folder)
            above = self._patterns(parent) if parent != folder else None
            if os.path.exists(os.path.join(folder, ".git")):
                above = _pattern_file(folder, os.path.join(folder, ".git", "info", "exclude"))
            self._folders[folder] = None if above is None else _pattern_file(folder, os.path.join(folder, ".gitignore")) + above
        return self._folders[folder]


def _pattern_file(root: str, path: str) -> tuple[tuple[str, GitIgnoreSpec], ...]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = [line for line in file.read().splitlines() if line.strip() and not line.startswith("#")]
    except OSError:
        return ()
    if not lines:
        return ()
    from pathspec import GitIgnoreSpec

    return ((root, GitIgnoreSpec.from_lines(lines)),)
