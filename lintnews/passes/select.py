"""Which rules speak: families, ids, and ids with their keys, selected and ignored.

The more exact name wins: an id with its key over an id, an id over a family; of equal ones the ignored.
"""

from __future__ import annotations

from lintnews.findings import Finding, bare, family
from lintnews.passes.level import shown
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from lintnews.index import Index, RuleHead

EVERYTHING, FAMILY, ID, KEY = range(4)


class Selection(NamedTuple):
    """Names of rules, as `resolve` gives them. An empty `select` is every rule that is not on trial."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    @property
    def named(self) -> frozenset[str]:
        """The ids that were selected, their keys left out: they are shown at any level."""
        return frozenset(bare(name) for name in self.select if "/" in name)

    def wants(self, rule: str) -> bool:
        """Whether findings of a rule (an id, with or without its key) are wanted."""
        selected = _exactness(rule, self.select) if self.select else EVERYTHING
        return selected is not None and selected > (-1 if (ignored := _exactness(rule, self.ignore)) is None else ignored)


class UnknownRuleError(ValueError):
    """A name that no rule and no family has; the message has a suggestion."""


def resolve(names: Iterable[str], indexes: tuple[Index, ...]) -> tuple[frozenset[str], list[str]]:
    """The names, old ids replaced by those of today, and a note for each that was. Raises UnknownRuleError."""
    names = tuple(names)
    if not names:
        return frozenset(), []
    ids = {head.id for index in indexes for head in index.rules}
    families = {family(rule) for rule in ids}
    found, notes = set(), []
    for name in names:
        rule = bare(name)
        key = name[len(rule) :]
        if rule not in ids and rule not in families:
            today = _renamed(rule, indexes)
            if today is None:
                raise UnknownRuleError(_unknown(name, sorted(ids | families)))
            notes.append(f"the rule {rule} is called {today} now")
            rule = today
        if key and key not in (keys := _keys(rule, indexes)):
            raise UnknownRuleError(_unknown(rule + key, [rule + one for one in keys]))
        found.add(rule + key)
    return frozenset(found), notes


def active(heads: tuple[RuleHead, ...], selection: Selection, level: str, lift: int = 0) -> frozenset[int]:
    """The numbers of the rules that may have something to show, if their findings become surer by `lift`."""
    if not selection.select and not selection.ignore:
        return frozenset(n for n, head in enumerate(heads) if not head.trial and shown(head.severity, head.confidence + lift, level))
    named = selection.named
    return frozenset(
        number
        for number, head in enumerate(heads)
        if head.id in named or (not head.trial and shown(head.severity, head.confidence + lift, level) and selection.wants(head.id))
    )


def selected(findings: list[Finding], selection: Selection) -> list[Finding]:
    """The findings of the rules that are wanted."""
    if not selection.select and not selection.ignore:
        return findings
    return [finding for finding in findings if selection.wants(finding.rule)]


def names(rule: str, wanted: frozenset[str]) -> bool:
    """Whether one of the names is the rule's family, its id, or its id with its key."""
    return _exactness(rule, wanted) is not None


def _exactness(rule: str, names: frozenset[str]) -> int | None:
    if rule in names:
        return KEY if "[" in rule else ID
    if bare(rule) in names:
        return ID
    return FAMILY if family(rule) in names else None


def _renamed(old: str, indexes: tuple[Index, ...]) -> str | None:
    for index in indexes:
        for head in index.rules:
            if any(old in (was, f"{family(head.id)}/{was}") for was in head.was):
                return head.id
    return None


def _keys(rule: str, indexes: tuple[Index, ...]) -> list[str]:
    heads = [(index, number) for index in indexes for number, head in enumerate(index.rules) if head.id == rule]
    patterns = (pattern for index, _ in heads for pattern in index.patterns())
    return sorted({f"[{pattern.key}]" for pattern in patterns if pattern.key and any(pattern.rule == number for _, number in heads)})


def _unknown(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1, 0.5)
    return f"unknown rule {name!r}; " + (f"did you mean {near[0]!r}?" if near else "`lintnews rules list` lists all")
