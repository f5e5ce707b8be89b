"""The command line."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

from lintnews.arguments import parser
from lintnews.commands import FAILED, INTERRUPTED, failed


def entry() -> None:
    """The installed command. The process ends at once: to take all apart that was loaded is a tenth of a run."""
    status = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, AttributeError):  # closed by whoever started us
        pass
    os._exit(status)


def main(arguments: list[str] | None = None) -> int:
    """Run lintnews; gives the exit status: 0, 1 if a finding is shown, 2 if any input or setting failed."""
    gc.set_threshold(100_000, 20, 20)  # a run makes few cycles, and the index is much to look through for them
    if sys.stdout is None:  # closed by whoever started us
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (open until the end)
    try:
        given = sys.argv[1:] if arguments is None else arguments
        options = parser(given).parse_args(given)
        if options.command is None:
            parser([]).print_help()
            return FAILED
        status: int = import_module(f"lintnews.commands.{options.command}").run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _discard_output()
        return INTERRUPTED
    except OSError as error:
        _discard_output()
        return failed(f"{error.filename or 'the report cannot be written'}: {(error.strerror or str(error)).lower()}")
    return status


def _discard_output() -> None:
    """Give Python's own flush at exit somewhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
