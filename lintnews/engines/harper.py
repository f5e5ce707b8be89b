"""Harper, in this process."""

from __future__ import annotations

from bisect import bisect_right

from lintnews.engines import EngineError
from lintnews.engines.foreign import Said, installed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from harper import Lint, Linter

PACKAGE = "harper-py"
REMEDY = "pip install 'lintnews[harper]'"
_BETWEEN = "\n\n"


class Harper:
    """A reader for one process, and one thread of it; the rules are loaded (half a second) when it first reads."""

    name = "harper"

    def __init__(self) -> None:
        self.version = installed(PACKAGE)
        self._linters: dict[str, tuple[Linter, frozenset[str] | None]] = {}

    def read(self, paragraphs: list[str], dialect: str, rules: frozenset[str] | None) -> list[list[Said]]:
        """What Harper says of each paragraph. The paragraphs are read together, at a third of the time: Harper looks at no two at once."""
        linter = self._linter(dialect, rules)
        starts, at = [], 0
        for paragraph in paragraphs:
            starts.append(at)
            at += len(paragraph) + len(_BETWEEN)
        answers: list[list[Said]] = [[] for _ in paragraphs]
        for rule, lints in linter.organized_lints(_BETWEEN.join(paragraphs), language="plaintext").items():
            for lint in lints:
                number = bisect_right(starts, lint.span.start) - 1
                start, end = lint.span.start - starts[number], lint.span.end - starts[number]
                answers[number].append(Said(rule, start, end, tuple(_news(lint))))
        return answers

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
