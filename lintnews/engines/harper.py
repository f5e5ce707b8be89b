"""Harper, in this process."""

from __future__ import annotations

from lintnews.engines import EngineError
from lintnews.engines.foreign import Said
from lintnews.engines.readers import PACKAGES, installed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from harper import Lint, Linter

PACKAGE = PACKAGES["harper"]
REMEDY = "pip install 'lintnews[harper]'"


class Harper:
    """A reader for one process, and one thread of it; the rules are loaded (half a second) when it first reads."""

    name = "harper"

    def __init__(self) -> None:
        self.version = installed(PACKAGE)
        self._linters: dict[str, tuple[Linter, frozenset[str] | None]] = {}

    def read(self, paragraphs: list[str], dialect: str, rules: frozenset[str] | None) -> list[list[Said]]:
        """What Harper says of each paragraph. Each is read alone: an apostrophe in one may look like a quotation mark to another."""
        linter = self._linter(dialect, rules)
        return [
            [
                Said(rule, lint.span.start, lint.span.end, tuple(_news(lint)))
                for rule, lints in linter.organized_lints(paragraph, language="plaintext").items()
                for lint in lints
            ]
            for paragraph in paragraphs
        ]

    def close(self) -> None:
        pass

    def _linter(self, dialect: str, rules: frozenset[str] | None) -> Linter:
        try:
            from harper import Dialect, Linter
        except ImportError as error:
            raise EngineError(f"the package {PACKAGE} is not there ({error}); {REMEDY}") from None
        linter, on = self._linters.get(dialect) or (Linter(Dialect[dialect.upper()]), None)
        if on != rules:  # all of its rules would take twenty times as long
            known = linter.get_default_lint_config()
            linter.set_lint_config({name: name in rules for name in known} if rules is not None else dict(known))
        self._linters[dialect] = linter, rules
        return linter


def _news(lint: Lint) -> list[str]:
    from harper import SuggestionKind

    news = []
    for suggestion in lint.suggestions:
        kept = lint.problem_text if suggestion.kind is SuggestionKind.INSERT_AFTER else ""
        news.append(kept + suggestion.replacement_text)
    return news
