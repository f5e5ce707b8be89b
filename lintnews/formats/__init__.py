"""From a file's text to its prose, every place known. A format is a module with `parse(text) -> Document`."""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from lintnews.document import Document

SUFFIXES = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
FORMATS = ("plain", "markdown", "html")


def format_of(path: str) -> str:
    """The format that a file's name says."""
    return SUFFIXES.get(f".{path.lower().rpartition('.')[2]}", "plain")


def parse(text: str, format: str) -> Document:
    """Read a text as `format`; raises ValueError for a format that is not in `FORMATS`."""
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}; known are {', '.join(FORMATS)}")
    document: Document = import_module(f"lintnews.formats.{format}").parse(text)
    return document
