"""What the settings suppress in vain, as findings in the settings' own files."""

from __future__ import annotations

import os
import re

from lintnews.passes.suppress import unused
from lintnews.planner import Planner
from lintnews.report import FileReport
from lintnews.settings import Settings
from lintnews.sources import SourceError, decode, read, relative
from lintnews.spans import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_ENTRY = re.compile(r"^[ \t]*(\[\[[ \t]*(?:tool[ \t]*\.[ \t]*lintnews[ \t]*\.[ \t]*)?allow[ \t]*\]\])", re.MULTILINE)


def idle_allowances(paths: tuple[str, ...], planner: Planner, checked: Iterable[tuple[Settings, set[int]]]) -> list[FileReport]:
    """The allowances that dropped nothing, of the settings whose whole folder a run searched; `checked` says which dropped something.

    One whose rule did not run is not spoken of.
    """
    found = []
    for settings, used in checked:
        idle = [n for n in range(len(settings.allow)) if n not in used]
        if idle and searched(settings.root, paths):
            found += _report(settings, idle, planner)
    return found


def searched(folder: str, paths: tuple[str, ...]) -> bool:
    """Whether an absolute folder is one of the paths or lies below one."""
    return any(folder == path or relative(folder, path) is not None for path in map(os.path.abspath, paths))


def _report(settings: Settings, idle: list[int], planner: Planner) -> list[FileReport]:
    plan = planner.plan(settings, "")
    judge = plan.judge()
    idle = [n for n in idle if plan.runs(settings.allow[n][1].rule)]
    if judge is None or not idle:
        return []
    try:
        text = decode(read(os.path.abspath(settings.origin))).text
    except SourceError:
        return []  # it changed meanwhile
    places = [Span(*match.span(1)) for match in _ENTRY.finditer(text)]
    if len(places) != len(settings.allow):  # written in one line
        start = max(text.find("allow"), 0)
        places = [Span(start, start + len("allow"))] * len(settings.allow)
    message = "This allowance suppresses nothing in any file; remove it."
    return [FileReport(settings.origin, text, tuple(unused(places[n], message, judge) for n in idle), article=False)]
