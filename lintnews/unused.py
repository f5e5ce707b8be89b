"""What the settings and baselines suppress in vain, as findings in their own files."""

from __future__ import annotations

import os
import re

from lintnews.findings import reading_order
from lintnews.report import FileReport
from lintnews.settings import Settings, shown
from lintnews.sources import SourceError, decode, read, relative
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.baselines import Baseline
    from lintnews.index import RuleHead
    from lintnews.memory import Memory

_ALLOW = r"(?m)^[ \t]*(\[\[[ \t]*(?:tool[ \t]*\.[ \t]*lintnews[ \t]*\.[ \t]*)?allow[ \t]*\]\])"


class Unused:
    """What did its work in a run over some paths, and what did not."""

    def __init__(self, paths: tuple[str, ...], memory: Memory) -> None:
        self._folders = tuple(map(os.path.abspath, paths))
        self._memory = memory
        self._allowed: dict[int, tuple[Settings, set[int]]] = {}
        self._idle: dict[str, tuple[Settings, Baseline, dict[str, list[str]]]] = {}

    def allowed(self, settings: Settings, numbers: frozenset[int]) -> None:
        """A file was checked in which these allowances of its settings dropped something."""
        if settings.allow:
            self._allowed.setdefault(id(settings), (settings, set()))[1].update(numbers)

    def listed(self, settings: Settings, baseline: Baseline, key: str, idle: list[str]) -> None:
        """An article was checked in which these entries of a baseline listed nothing."""
        self._idle.setdefault(baseline.path, (settings, baseline, {}))[2][key] = idle

    def reports(self) -> list[FileReport]:
        """A report for each file of settings and baseline that suppresses something in vain.

        Allowances are judged if the whole folder of their settings was searched, a baseline's entries if their article was checked or, that
        folder being searched, is gone. What names a rule that did not run is not judged.
        """
        made = [_allowances(settings, used, self._memory) for settings, used in self._allowed.values() if self._searched(settings.root)]
        for settings, baseline, idle in self._idle.values():
            judge = self._memory.plan(settings, "").made().judge()
            if judge is not None:
                gone = self._gone(baseline, idle)
                made.append(_entries(baseline, sorted((key, entry) for key, left in {**idle, **gone}.items() for entry in left), judge))
        return [report for report in made if report is not None]

    def _gone(self, baseline: Baseline, checked: dict[str, list[str]]) -> dict[str, list[str]]:
        if not self._searched(os.path.dirname(baseline.path)):
            return {}
        return {key: known for key, known in baseline.entries.items() if key not in checked and not baseline.exists(key)}

    def _searched(self, folder: str) -> bool:
        return any(folder == path or relative(folder, path) is not None for path in self._folders)


def _allowances(settings: Settings, used: set[int], memory: Memory) -> FileReport | None:
    if len(used) == len(settings.allow):
        return None
    plan = memory.plan(settings, "").made()
    idle = [n for n, (_, allowance) in enumerate(settings.allow) if n not in used and plan.runs(allowance.rule)]
    judge = plan.judge()
    if judge is None or not idle:
        return None
    from lintnews.passes.suppress import unused  # it brings along what reads comments: not for a run that finds all in its memory

    text = _text(os.path.abspath(settings.origin))
    places = [Span(*match.span(1)) for match in re.finditer(_ALLOW, text)]
    if len(places) != len(settings.allow):  # written in one line
        start = max(text.find("allow"), 0)
        places = [Span(start, min(start + len("allow"), len(text)))] * len(settings.allow)
    found = [unused(places[n], "This allowance suppresses nothing in any file; remove it.", judge) for n in idle]
    return FileReport(settings.origin, text, tuple(found), article=False)


def _entries(baseline: Baseline, idle: list[tuple[str, str]], judge: RuleHead) -> FileReport | None:
    """`idle` is in order of articles."""
    if not idle:
        return None
    from lintnews.passes.suppress import unused

    text = _text(baseline.path)
    found, at, article = [], 0, ""
    for key, entry in idle:
        if key != article:
            article, at = key, max(text.find(f"{_quoted(key, text)}: ["), 0)
        quoted = _quoted(entry, text)
        at = max(text.find(quoted, at), 0)
        place = Span(at, min(at + len(quoted), len(text)))
        at = place.end
        found.append(unused(place, f"{key} has no such fault any more; `lintnews baseline prune` removes this entry.", judge))
    return FileReport(shown(baseline.path), text, tuple(sorted(found, key=reading_order)), article=False)


def _quoted(name: str, text: str) -> str:
    """A string as the JSON text writes it."""
    from json import dumps

    plain = dumps(name, ensure_ascii=False)
    return plain if plain in text else dumps(name)


def _text(path: str) -> str:
    """What a file holds; nothing if it went away meanwhile."""
    try:
        return decode(read(path)).text
    except SourceError:
        return ""
