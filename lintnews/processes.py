"""Work spread over processes."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from multiprocessing.connection import Connection
    from typing import Any

    Answers = Generator[tuple[Any, bytes], None, None]
    # Made in each process by what is called with the arguments of `spread`: from a batch to its answer.
    Worker = Callable[[Any], bytes]

START = "fork" if sys.platform == "linux" else "spawn"


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def spread(
    begin: Callable[..., Worker], arguments: tuple[Any, ...], batches: list[Any], count: int
) -> Generator[tuple[Any, bytes], None, None]:
    """Each batch with its answer, as they come from `count` processes; none for the batch of a process that ended before it should.

    Not ours, but the library's pool would leave its processes behind if this one were killed. They all have ended when this does.
    """
    import multiprocessing
    from multiprocessing.connection import Connection, wait

    context: Any = multiprocessing.get_context(START)
    todo = iter(batches)
    doing: dict[Connection, Any] = {}
    processes = []
    try:
        for _ in range(count):
            ours, theirs = context.Pipe()
            processes.append(context.Process(target=_work, args=(begin, arguments, theirs, ours), daemon=True))
            _interruptible(False)  # until it has said how it takes an interrupt: a traceback is no way
            try:
                processes[-1].start()
            finally:
                _interruptible(True)
            theirs.close()
            _next(ours, todo, doing)
        while doing:
            for ready in wait(list(doing)):
                assert isinstance(ready, Connection)
                batch = doing.pop(ready)
                try:
                    yield batch, ready.recv_bytes()
                    _next(ready, todo, doing)
                except (EOFError, OSError):  # it has ended
                    pass
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


def _interruptible(whether: bool) -> None:
    """Let this process and those that it starts take SIGINT, or keep it waiting, where the system can."""
    import signal

    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK if whether else signal.SIG_BLOCK, {signal.SIGINT})


def _next(worker: Connection, todo: Iterator[Any], doing: dict[Connection, Any]) -> None:
    for batch in todo:
        doing[worker] = batch
        worker.send(batch)
        return


def _work(begin: Callable[..., Worker], arguments: tuple[Any, ...], theirs: Connection, ours: Connection) -> None:
    """Answer batches until nobody is there to send one."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ends this process at once and without a word; the first one says what there is to say
    _interruptible(True)
    ours.close()
    worker = begin(*arguments)
    try:
        while True:
            theirs.send_bytes(worker(theirs.recv()))
    except (EOFError, OSError):
        pass
