"""A linter for news and article text: `check` finds faults, `fix` mends those that are certain."""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["__version__", "check", "fix"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeVar

    from lintnews.findings import Finding
    from lintnews.memory import Memory, Remembering

    T = TypeVar("T")


def check(text: str, *, format: str = "plain", settings: Mapping[str, Any] | None = None) -> list[Finding]:
    """The findings of a text, in reading order; spans are code points of it.

    `format` is "plain", "markdown" or "html"; `settings` is a table as in `lintnews.toml` (no file is read).
    Raises ValueError for a mistake in either, and engines.EngineError if an engine of the settings cannot answer.
    """
    memory, plan = _plan(settings)
    return _answered(memory, plan.check(text, format).findings)


def fix(text: str, *, format: str = "plain", settings: Mapping[str, Any] | None = None, unsafe: bool = False) -> str:
    """The text with the safe fixes of its findings made, and with `unsafe` the others too. Arguments and errors are those of `check`.

    A text whose fixes do not settle comes back as it was.
    """
    memory, plan = _plan(settings)
    return _answered(memory, plan.fix(text, format, plan.check(text, format).findings, unsafe).text)


def _plan(settings: Mapping[str, Any] | None) -> tuple[Memory, Remembering]:
    from lintnews.memory import Memory
    from lintnews.settings import from_table

    memory = Memory()
    return memory, memory.plan(from_table(dict(settings or {})), "")


def _answered(memory: Memory, answer: T) -> T:
    """The answer, if every engine had a part in it."""
    memory.close()
    if memory.faults:
        from lintnews.engines import EngineError

        raise EngineError(memory.faults[0])
    return answer
