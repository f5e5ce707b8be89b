"""What finds faults in a document."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from lintnews.document import Document
    from lintnews.findings import Finding

    class Engine(Protocol):
        """Finds faults. What it finds are raw findings, in no order: the passes make a verdict of them."""

        @property
        def name(self) -> str: ...
        @property
        def version(self) -> str: ...
        def check(self, document: Document) -> list[Finding]:
            """Raises EngineError."""


class EngineError(Exception):
    """Why an engine cannot answer, in one line, with the remedy where there is one."""
