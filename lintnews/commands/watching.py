"""What a run says while it goes on: a bar on a terminal once it takes long, and with --verbose what took how long."""

from __future__ import annotations

import os
import sys
from time import perf_counter

from lintnews.output.terminal import escape
from lintnews.settings import Lookup

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.progress import Progress

    from lintnews.report import Report
    from lintnews.settings import Settings

DELAY = 1.0  # seconds; shorter runs show nothing


class Bar:
    """How far a run is, on the standard error. Needs rich: without it, nothing is shown."""

    def __init__(self) -> None:
        self._start = perf_counter()
        self._bar: Progress | None = None
        self._off = False

    def __call__(self, number: int, total: int, path: str) -> None:
        """File `number` (from 0) of `total` is next."""
        if self._bar is None and not self._off and perf_counter() - self._start > DELAY:
            self._bar = _bar()
            self._off = self._bar is None
            if self._bar is not None:
                self._bar.add_task("", total=total)
                self._bar.start()
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=number, total=total, description=escape(path))

    def close(self) -> None:
        """Wipe it away."""
        if self._bar is not None:
            self._bar.stop()


def _bar() -> Progress | None:
    try:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
        from rich.table import Column
    except ImportError:
        return None
    path = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis"))
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), path)
    return Progress(*columns, console=Console(stderr=True), transient=True)


class Clock:
    """Seconds that each file took, by its path."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._at, self._path = perf_counter(), ""

    def __call__(self, number: int, total: int, path: str) -> None:
        self.close()
        self._at, self._path = perf_counter(), path

    def close(self) -> None:
        if self._path:
            self.seconds[self._path] = perf_counter() - self._at
        self._path = ""


def tell(report: Report, clock: Clock, lookup: Lookup, engines: tuple[str, ...] | None) -> None:
    """Which settings and engines held for how many files, and what each file took, on the standard error."""
    numbers: dict[tuple[str, tuple[str, ...]], int] = {}
    for file in report.files:
        if file.article:
            settings: Settings = lookup.of(os.path.dirname(os.path.abspath(file.path)))
            key = (settings.origin or "no settings file", settings.engines if engines is None else engines)
            numbers[key] = numbers.get(key, 0) + 1
    for (origin, names), number in numbers.items():
        _info(f"{origin}: {number:,} {'file' if number == 1 else 'files'}, engines: {', '.join(names)}")
    for path, seconds in clock.seconds.items():
        _info(f"{path}: {1000 * seconds:,.0f} ms")


def _info(line: str) -> None:
    print(f"info: {escape(line)}", file=sys.stderr)
