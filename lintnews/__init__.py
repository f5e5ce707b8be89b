"""A linter for news and article text: `check` finds faults, `fix` mends those that are certain."""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["__version__", "check", "fix"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from lintnews.findings import Finding
    from lintnews.runner import Plan


def check(text: str, *, format: str = "plain", settings: Mapping[str, Any] | None = None) -> list[Finding]:
    """The findings of a text, in reading order; spans are code points of it.

    `format` is "plain" or "markdown"; `settings` is a table as in `lintnews.toml` (no file is read).
    Raises ValueError for a mistake in either.
    """
    return _plan(settings).check(text, format)


def fix(text: str, *, format: str = "plain", settings: Mapping[str, Any] | None = None, unsafe: bool = False) -> str:
    """The text with the safe fixes of its findings made, and with `unsafe` the others too. Arguments and errors are those of `check`.

    A text whose fixes do not settle comes back as it was.
    """
    plan = _plan(settings)
    return plan.fix(text, format, plan.check(text, format), unsafe).text


def _plan(settings: Mapping[str, Any] | None) -> Plan:
    from lintnews.runner import Planner
    from lintnews.settings import from_table

    return Planner().plan(from_table(dict(settings or {})), "")
