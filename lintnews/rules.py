"""Rules and packs as they are written: data, no behaviour."""

from __future__ import annotations

from lintnews.findings import Applicability, Confidence, Severity
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

KINDS = ("phrase", "swap", "idiom", "tokens", "regex", "line", "block", "document", "engine", "pass")
ENGINES = ("harper", "languagetool")  # whose rules packs may trust; native's are the packs' own


class Rule(NamedTuple):
    """A rule of a pack. `spec` holds its kind's own keys, as the pack gives them; `line` is where in the pack it stands."""

    id: str  # family/slug
    kind: str
    about: str
    source: str
    severity: Severity
    confidence: Confidence
    fix: Applicability
    spec: dict[str, Any]
    message: str
    replace: tuple[str, ...]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    quotes: bool  # whether it also speaks inside quotation marks
    trial: bool  # runs only when selected by id
    formats: tuple[str, ...]  # in which it runs; none: in all
    was: tuple[str, ...]  # ids it had before
    line: int


class Pack(NamedTuple):
    """A file of rules. `family` is the first part of its rules' ids."""

    path: str
    family: str
    about: str
    rules: tuple[Rule, ...]
    words: dict[str, tuple[str, ...]]  # named word lists for <@name>
