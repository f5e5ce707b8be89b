"""New texts checked ahead by several processes: the run that then comes to them finds in its memory what they hold."""

from __future__ import annotations

import marshal
import os

from lintnews.memory import format_of
from lintnews.processes import processors, spread
from lintnews.settings import Lookup, SettingsError
from lintnews.sources import STDIN, Found, SourceError, decode, read
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lintnews.memory import Memory, Remembering
    from lintnews.runner import Options

ENOUGH = 200_000  # bytes to read for native, from which on another process pays
EFFORT = {"native": 1, "harper": 20}  # of the engines that read in our own processes
BATCH = 16  # files


def look_ahead(options: Options, lookup: Lookup, memory: Memory, files: list[Found]) -> bool:
    """Have the new texts of files checked, if that is worth several processes; gives whether it was."""
    new = list(_new(options, lookup, memory, files))
    effort = sum(one.effort for one in new)
    count = min(options.jobs or min(processors(), effort // ENOUGH), len(new))
    if count < 2:
        return False
    try:
        new[0].plan.made()  # compiles the rules if need be: once, not in each process
    except SettingsError:
        return False
    if memory.notes:  # what is found under settings that call for a note is not remembered
        return False
    size = min(BATCH, -(-len(new) // count))
    batches = [[one.path for one in new[at : at + size]] for at in range(0, len(new), size)]
    done = 0
    for batch, answer in spread(Worker, (options._replace(stdin=b"", watch=None),), batches, count):
        memory.cache.fresh.update(marshal.loads(answer))
        done += len(batch)
        if options.watch is not None:
            options.watch(done - 1, len(new), batch[-1])
    return True


class New(NamedTuple):
    """A file (an absolute path) whose text is new, what applies to it, and what it takes to check it."""

    path: str
    plan: Remembering
    effort: int


def _new(options: Options, lookup: Lookup, memory: Memory, files: list[Found]) -> Iterator[New]:
    for file in files:
        if file.path == STDIN or (options.changed is not None and not options.changed.of(file.absolute)):
            continue
        try:
            settings = lookup.of(os.path.dirname(file.absolute))
            plan, format = memory.plan_of(file.absolute, settings), format_of(file.absolute, settings, options.format)
            engines = memory.asked.engines_of(plan.settings)
            if EFFORT.keys() >= set(engines) and not plan.is_clean(file.absolute, format):
                raw = read(file.absolute)
                if not plan.knows(decode(raw).text, format):
                    yield New(file.absolute, plan, len(raw) * sum(EFFORT[name] for name in engines))
        except (SettingsError, SourceError):
            continue  # the run says it


class Worker:
    """What a process does with a batch of paths: check the files, and fix them if the run will, for its memory alone."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.lookup = Lookup(options.config, options.isolated)
        self.memory = options.memory()

    def __call__(self, paths: list[str]) -> bytes:
        """What is new in the memory."""
        for path in paths:
            try:
                self.check(path)
            except Exception:  # whatever it is, the run itself comes to it, and says it
                continue
        return marshal.dumps(self.memory.cache.take(), 4)

    def check(self, path: str) -> None:
        text = decode(read(path)).text
        settings = self.lookup.of(os.path.dirname(path))
        plan, format = self.memory.plan_of(path, settings), format_of(path, settings, self.options.format)
        findings = plan.check(text, format).findings
        if findings and (self.options.fix or self.options.patch or self.options.foresee):
            plan.fix(text, format, findings, self.options.unsafe)
