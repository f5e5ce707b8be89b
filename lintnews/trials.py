"""Rules tried on their own examples, through the real matchers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lintnews import examples, variants
from lintnews.engines import native
from lintnews.findings import Applicability, Finding, Severity, apply_edits, bare, family
from lintnews.formats import parse
from lintnews.index import Index
from lintnews.passes import comments, suppress
from lintnews.patterns import sample
from lintnews.rules import Pack, Rule

_GROUPS = ("house", "green", "north", "seven", "apple", "river", "candle")


def failures(pack: Pack, index: Index, numbers: dict[str, int], lists: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """What the pack's rules do on their examples that they should not: "file:line: what; hint".

    `numbers`: the rules' places in the index.
    """
    for rule in pack.rules:
        if rule.kind == "engine":  # the tests try them on the engine itself
            continue
        try:
            messages = list(_rule_failures(rule, index, numbers[rule.id], lists))
        except ValueError as error:  # a check's parameter
            messages = [f"with: {error}"]
        for message in messages:
            yield f"{pack.path}:{rule.line}: {rule.id}: {message}"


def _rule_failures(rule: Rule, index: Index, number: int, lists: dict[str, tuple[str, ...]]) -> Iterator[str]:
    bad, good = list(rule.bad), list(rule.good)
    for row in rule.spec.get("swap", {}).values():
        if isinstance(row, dict):
            bad += _texts(row.get("bad"))
            good += _texts(row.get("good"))
    for row in variants.lines(rule.spec.get("idiom", "")):
        bad += _texts(row.get("bad"))
        good += [*_texts(row.get("good")), sample(variants.sample(str(row["is"])), lists)]
    for line in bad:
        yield from _bad_failures(rule, line, index, number)
    for line in good:
        found = _findings(line.replace("\\{", "{").replace("\\}", "}"), rule, index, number)
        for finding in found:
            marked = line[finding.span.start : finding.span.end]
            yield f"fires on its good example {line!r} at {marked!r}; narrow it with except, when or unless"
    for left, row in rule.spec.get("swap", {}).items():
        own = row if isinstance(row, dict) else {"to": row}
        context_bound = any(spec.get(key) for spec in (own, rule.spec) for key in ("when",)) or own.get("mark")
        if not (context_bound or own.get("bad")):
            yield from _row_failures(rule, left, own["to"], index, number, lists)


def _texts(value: object) -> list[str]:
    return [] if value is None else [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _findings(text: str, rule: Rule, index: Index, number: int) -> list[Finding]:
    if rule.kind == "pass":
        document = parse(text, "markdown")
        regions = comments.read(document, str).regions
        return [suppress.dead(region, index.rules[number]) for region in suppress.suppress([], text, regions)[1]]
    found = native.check(parse(text, "plain"), index, frozenset((number,)))
    return sorted((f for f in found if bare(f.rule) == rule.id), key=lambda f: f.span)


def _bad_failures(rule: Rule, line: str, index: Index, number: int) -> Iterator[str]:
    try:
        example = examples.parse(line)
    except ValueError as error:
        yield str(error)
        return
    if not example.expected:
        yield f"its bad example marks nothing; put braces around the fault: {line!r}"
        return
    found = _findings(example.text, rule, index, number)
    wanted = [expected.span for expected in example.expected]
    if [f.span for f in found] != wanted:
        marked = [example.text[f.span.start : f.span.end] for f in found]
        yield f"marks {marked or 'nothing'} in {line!r}; the braces and the marks must be the same, once each"
        return
    for at, (finding, expected) in enumerate(zip(found, example.expected, strict=True)):
        if expected.news is None:
            if finding.fixes:
                yield f"has a fix in {line!r} where its example shows none; write {{bad -> good}}"
            continue
        got = [apply_edits(example.text, fix.edits) for fix in finding.fixes]
        start, end = expected.span
        hoped = [example.text[:start] + new + example.text[end:] for new in expected.news]
        if not expected.news[0]:
            got, hoped = [_squash(text) for text in got], [_squash(text) for text in hoped]
        if got[: len(hoped)] != hoped:
            shown = got[0] if got else "no fix"
            yield f"makes {shown!r} of {line!r}; example {at + 1} and replace must agree"
    yield from _unsettled(rule, example.text, found, line, index, number)


def _unsettled(rule: Rule, text: str, found: list[Finding], line: str, index: Index, number: int) -> Iterator[str]:
    """Whether the rule still fires after its own safe fixes: then fixing would not settle."""
    safe = [finding.fixes[0].edits for finding in found if finding.fixes and finding.fixes[0].applicability is Applicability.SAFE]
    try:
        fixed = apply_edits(text, tuple(sorted(edit for edits in safe for edit in edits)))
    except ValueError:
        return  # edits that overlap wait for the next round
    if safe and len(safe) == len(found) and _findings(fixed, rule, index, number):
        yield f"still fires on {fixed!r}, its own fix of {line!r}; a safe fix must leave nothing to find"


def _squash(text: str) -> str:
    return re.sub(r"\s", "", text).lower()


def _row_failures(rule: Rule, left: str, to: object, index: Index, number: int, lists: dict[str, tuple[str, ...]]) -> Iterator[str]:
    text = sample(left, lists)
    found = _findings(text, rule, index, number)
    if len(found) != 1:
        yield f"the row {left!r} marks {len(found)} places in {text!r} instead of one; give it a bad example, or mend the pattern"
    elif to not in ("", None) and not found[0].fixes:
        yield f"the row {left!r} has no fix for {text!r}; mend its right side"


def right_sides(explain: dict[str, dict[str, Any]], indexes: Iterable[Index], lists: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Rows of tables whose right side some rule (of more than style) finds fault with: "pack:line: what; hint"."""
    checked = [
        (index, frozenset(n for n, head in enumerate(index.rules) if not head.trial and head.severity > Severity.NOTE)) for index in indexes
    ]
    for rule, said in explain.items():
        for left, row in said["spec"].get("swap", {}).items():
            to = row["to"] if isinstance(row, dict) else row
            for right in to.values() if isinstance(to, dict) else to if isinstance(to, list) else [to]:
                text = re.sub(r"\{(\d+)(:[\w.]+)?\}", lambda m: _GROUPS[int(m.group(1)) % len(_GROUPS)], str(right))
                text = sample(re.sub(r"([()|?*+<>])", "", text), lists)
                for index, active in checked:
                    for finding in native.check(parse(text, "plain"), index, active):
                        if family(finding.rule) == "boilerplate":  # what a row makes stands within a sentence
                            continue
                        place = f"{said['pack']}:{said['line']}: {rule}"
                        yield f"{place}: the right side {right!r} of {left!r} is a fault to {finding.rule}; mend one of them"
