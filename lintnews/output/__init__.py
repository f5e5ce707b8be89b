"""Reports as people and programs read them. A format is a module of its name with `render(report) -> str`, imported when needed."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from lintnews.report import Report

# Each format, and the suffixes of files that are written in it unasked.
FORMATS: dict[str, tuple[str, ...]] = {
    "human": (),
    "concise": (),
    "json": (".json",),
    "jsonl": (".jsonl",),
    "html": (".html",),
    "markdown": (".md",),
    "github": (),
    "gitlab": (),
    "sarif": (".sarif",),
    "rdjson": (),
    "junit": (),
    "checkstyle": (),
    "azure": (),
    "diff": (".diff", ".patch"),
}
FOR_PEOPLE = ("human", "concise")  # their `render` also takes colours or not, the columns that there are, a summary or not
HOLDING_NOTES = ("json", "jsonl", "sarif", "html")  # others leave notes to the standard error
FORESEEING = ("html",)  # these show what --fix would make: see `FileReport.made`
EXPLAINING = ("sarif", "html")  # these say what the rules are about: see `Report.rules`


def render(format: str, report: Report, stream: TextIO | None = None, summed: bool = True) -> str:
    """A report in a format, as it is to be in a file or on a stream, for people with a summary."""
    from importlib import import_module

    module = import_module(f"lintnews.output.{format}")
    if stream and format in FOR_PEOPLE:
        from lintnews.output.terminal import coloured, width

        text: str = module.render(report, coloured(stream), width(stream), summed)
    else:
        text = module.render(report)
    return text
