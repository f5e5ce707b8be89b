"""From a rule to what matching needs: patterns with their triggers, regexes with their anchors."""

from __future__ import annotations

import importlib
import importlib.util
import marshal
import re
from typing import Any

from lintnews import lexicon, variants
from lintnews.anchors import Anchor, anchors
from lintnews.index import number_key
from lintnews.packs import sentence
from lintnews.patterns import (
    Elements,
    Lists,
    PatternError,
    Probe,
    expand,
    flat,
    lead,
    marked,
    needs_lexicon,
    opening,
    parse,
    prefixes,
    probes,
    sample,
    trigger,
    width,
)
from lintnews.records import MARSHAL
from lintnews.rules import Rule
from lintnews.tokens import tokenise
from lintnews.values import DIALECTS, NamedTuple

CLOSE = 12  # a literal whose place in a match is known this well tells where to try the regex
COMMON = 100.0  # a trigger with more hits than this in a million words is worth splitting the pattern for
_HOLE = re.compile(r"\{([^{}]+)\}")
_NUMBER = re.compile(r"\d[a-z]+|[0.,]+")
_PHRASE = re.compile(r"(?:, )?I(?: I)*".replace("I", r"(?:W|\(W(?:\|W)+\))").replace("W", r"[^\W\d_]+"))


class RuleError(ValueError):
    """What is wrong with a rule, in one sentence with a hint."""


# Trigger keys and the pattern that they lead to. A key with a space is a pair of words, one that begins with ^ the start of a line.
Near = tuple[tuple[str, tuple[str, ...]], ...]  # see `variants.triggers`
Probed = tuple[tuple[str, ...], tuple[tuple[Probe, ...], int], bytes]  # with what `index.Hint` says beside the rule


class Compiled(NamedTuple):
    """A rule's parts of an index, its own number left out (0)."""

    patterns: list[Probed]
    regexes: list[tuple[tuple[Anchor, ...], str, bytes]]  # on prose or text; no anchor: always tried
    documents: list[tuple[str, dict[str, Any], str, tuple[str, ...]]]
    idioms: list[tuple[Near, bytes]]
    foreign: tuple[tuple[str, str, tuple[str, ...], bool], ...] = ()  # see `index.Foreign`


def compile_rule(rule: Rule, lists: Lists, frequency: dict[str, float], number: int) -> Compiled:
    """A rule ready to be linked as number `number`. Raises RuleError or PatternError."""
    if rule.kind == "regex":
        return Compiled([], [_regex(rule, lists, frequency, number)], [], [])
    if rule.kind == "engine":
        named, same = (tuple(map(str, _as_list(rule.spec.get(key)))) for key in ("engine", "same"))
        spelling = rule.spec.get("spelling") is True
        return Compiled([], [], [], [], tuple((foreign, rule.message, same, spelling) for foreign in named))
    if rule.kind == "document":
        return Compiled([], [], [_document(rule, lists)], [])
    if rule.kind == "pass":
        if rule.spec["pass"] != "suppress":
            raise RuleError(f"no pass {rule.spec['pass']!r} speaks; only suppress does")
        return Compiled([], [], [], [])
    if rule.kind == "idiom":
        return Compiled([], [], [], [_idiom(rule, line, lists, frequency, number) for line in variants.lines(rule.spec["idiom"])])
    if rule.kind == "swap":
        rows = rule.spec["swap"].items()
        return Compiled([made for left, right in rows for made in _row(rule, left, right, lists, frequency, number)], [], [], [])
    written = rule.spec[rule.kind]
    patterns = written if isinstance(written, list) else [written]
    whole = 0
    if rule.kind in ("line", "block"):
        whole = 1 if rule.kind == "line" else max(int(rule.spec.get("least", 2)), 2)
    replace = rule.spec.get("replace", "" if whole else None)
    made: list[Probed] = []
    for pattern in patterns:
        made += _pattern(str(pattern), replace, rule.spec, rule.message, "", rule.kind, whole, lists, frequency, number)
    return Compiled(made, [], [], [])


def _idiom(rule: Rule, line: dict[str, Any], lists: Lists, frequency: dict[str, float], number: int) -> tuple[Near, bytes]:
    made = variants.read(str(line["is"]), lists)
    spec = _both(rule, line, "when", "unless")
    message = sentence(str(line.get("message") or rule.message))
    rows = tuple(tuple((place.kind, place.words) for place in variant) for variant in made.variants)
    return variants.triggers(made, frequency), marshal.dumps((number, made.name, rows, message, context(spec, lists)), MARSHAL)


def _row(rule: Rule, left: str, right: Any, lists: Lists, frequency: dict[str, float], number: int) -> list[Probed]:
    own = right if isinstance(right, dict) else {"to": right}
    spec = {"mark": own.get("mark", 0), **_both(rule, own, "when", "unless", "except")}
    message = sentence(str(own.get("message") or rule.message))
    return _pattern(left, own["to"], spec, message, sample(left, lists), "swap", 0, lists, frequency, number)


def _both(rule: Rule, own: dict[str, Any], *keys: str) -> dict[str, list[Any]]:
    """What a rule and a row of it say under these keys: both hold for the row."""
    return {key: [*_as_list(rule.spec.get(key)), *_as_list(own.get(key))] for key in keys}


def _as_list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _pattern(
    pattern: str,
    replace: Any,
    spec: dict[str, Any],
    message: str,
    key: str,
    kind: str,
    whole: int,
    lists: Lists,
    frequency: dict[str, float],
    number: int,
) -> list[Probed]:
    elements = parse(pattern, lists)
    if kind != "tokens" and needs_lexicon(elements):
        raise PatternError(f"{pattern!r} asks for parts of speech; a rule that does is written with tokens: instead of {kind}:")
    slots = [_slot_name(name) for name in re.findall(r"\{([^{}]*)\}", pattern)]
    templates = tuple(_template(one, slots) for one in ([replace] if isinstance(replace, dict) else _as_list(replace)))
    mark = int(spec.get("mark") or 0) or marked(pattern)
    excepts = tuple(parse(str(one), lists) for one in _as_list(spec.get("except")))
    rest = (mark, templates, message, context(spec, lists), excepts, width(elements)[1], whole)
    out = []
    if whole:
        starts = tuple("^" + key for key in prefixes(elements))
        if starts:
            return [(starts, ((), -1), marshal.dumps((number, key, elements, 0, 0, 0, 0, *rest), MARSHAL))]
    for variant in _variants(elements, frequency):
        tokens = flat(variant)
        found_by = trigger(tokens, frequency)
        where = (found_by.low, found_by.high, lead(tokens, found_by.element), found_by.element)
        near = probes(tokens, found_by.element), opening(tokens, found_by.low, found_by.high)
        out.append((found_by.keys, near, marshal.dumps((number, key, variant, *where, *rest), MARSHAL)))
    return out


def _variants(elements: Elements, frequency: dict[str, float]) -> list[Elements]:
    """The pattern, or as several patterns where their triggers are much rarer than its own."""
    cost = trigger(flat(elements), frequency).cost
    if cost < COMMON:
        return [elements]
    try:
        variants = expand(elements)
        return variants if sum(trigger(flat(variant), frequency).cost for variant in variants) < cost / 2 else [elements]
    except PatternError:
        return [elements]


def _slot_name(written: str) -> tuple[str, str | None]:
    lemma, _, pos = written.partition(":")
    return lemma, pos or None


def _template(replace: Any, slots: list[tuple[str, str | None]]) -> tuple[Any, ...]:
    """A replacement as parts: see `matchers.render`."""
    if isinstance(replace, dict):
        return (("map", {" ".join(tokenise_written(found)): str(new) for found, new in replace.items()}),)
    parts: list[Any] = []
    at, slot = 0, 0
    text = str(replace)
    for match in _HOLE.finditer(text):
        if match.start() > at:
            parts.append(("text", text[at : match.start()]))
        at = match.end()
        name, _, function = match.group(1).partition(":")
        if name == "found":
            parts.append(("found", function))
        elif name.isdigit():
            parts.append(("group", int(name), function))
        else:
            if slot >= len(slots):
                raise RuleError(f"{{{name}}} in replace has no brace of the pattern to take its inflection from; write the form out")
            lemma, pos = slots[slot]
            slot += 1
            forms = lexicon.parallel(lemma, name, function or pos)
            if not forms:
                raise RuleError(f"{{{lemma}}} and {{{name}}} share no inflections; name the part of speech, as in {{{name}:noun}}")
            parts.append(("slot", slot, forms))
    if at < len(text):
        parts.append(("text", text[at:]))
    return tuple(parts)


def tokenise_written(words: str) -> list[str]:
    """Words as they stand in folded lower-case text, apart at white space only."""
    return words.lower().replace("\u2019", "'").split()


def context(spec: dict[str, Any], lists: Lists) -> tuple[tuple[bool, str, Any, int], ...]:
    """The conditions of `when` and `unless`: see `matchers.holds`."""
    out: list[tuple[bool, str, Any, int]] = []
    for name, wanted in (("when", True), ("unless", False)):
        for conditions in _as_list(spec.get(name)):
            within = int(conditions.get("within", 0))
            for key, value in conditions.items():
                if key in ("before", "after"):
                    out.append((wanted, key, tuple(parse(str(one), lists) for one in _as_list(value)), 0))
                elif key in ("near", "preceding", "following"):
                    out.append((wanted, key, frozenset(_context_words(_as_list(value), lists)), within))
                elif key == "dialect":
                    if value not in DIALECTS:
                        raise PatternError(f"dialect: {value!r} is unknown; one of {', '.join(DIALECTS)}")
                    out.append((wanted, key, value, 0))
                elif key != "within":
                    out.append((wanted, key, bool(value), 0))
    return tuple(out)


def _context_words(entries: list[Any], lists: Lists) -> list[str]:
    words: list[str] = []
    for entry in map(str, entries):
        if entry.startswith("@"):
            if entry[1:] not in lists:
                raise PatternError(f"no word list is called {entry}; known are {', '.join(sorted(lists)) or 'none'}")
            words += (word for one in lists[entry[1:]] if len(tokenise(one)) == 1 for word in tokenise(one))
        elif entry.startswith("{"):
            lemma, pos = _slot_name(entry.strip("{}"))
            forms = lexicon.forms(lemma, pos)
            if not forms:
                raise PatternError(f"no inflections are known for {entry}; write the forms out")
            words += forms
        elif len(tokenise(entry)) != 1:
            raise PatternError(f"near, preceding and following take single words, not {entry!r}; use before or after for patterns")
        else:
            words += tokenise(entry)
    return words


def _regex(rule: Rule, lists: Lists, frequency: dict[str, float], number: int) -> tuple[tuple[Anchor, ...], str, bytes]:
    import regex

    spec = rule.spec
    pattern = str(spec["regex"])
    try:
        regex.compile(pattern)
    except regex.error as error:
        raise RuleError(f"the regex cannot be read: {error}; see the regex library's documentation") from error
    found: tuple[Anchor, ...]
    try:
        re.compile(pattern)
        module = "re"
    except (re.error, RecursionError):
        module = "regex"
    if "anchor" in spec:
        found = tuple(anchor for one in _as_list(spec["anchor"]) for anchor in _written(str(one), frequency))
    elif spec.get("scan") == "always":
        found = ()
    else:
        found = anchors(pattern, frequency) if module == "re" else ()
        if not found:
            raise RuleError("no literal stands in every match of the regex; name one with anchor: [...], or say scan: always")
    on = spec.get("on", "prose")
    if on not in ("prose", "text"):
        raise RuleError(f"on: {on!r} is unknown; one of prose, text")
    replace = spec.get("replace")
    templates = None if replace is None else tuple(map(str, _as_list(replace)))
    mark = str(spec.get("mark") or 0)
    close = all(anchor.high - anchor.low <= CLOSE for anchor in found)
    places = tuple((anchor.literal, anchor.low, anchor.high) for anchor in found) if close else ()
    marked_group = int(mark) if mark.isdigit() else mark
    record = (number, pattern, on, marked_group, templates, rule.message, context(spec, lists), module, places)
    return found, on, marshal.dumps(record, MARSHAL)


def _written(anchor: str, frequency: dict[str, float]) -> list[Anchor]:
    """An anchor as a rule names it: a phrase goes by its rarest words, a number by its form, all else by the text."""
    if _NUMBER.fullmatch(anchor) and anchor[0].isdigit():
        return [Anchor(number_key(anchor), True)]
    if _PHRASE.fullmatch(anchor):
        return [Anchor(key, True) for key in trigger(flat(parse(anchor, {})), frequency).keys]
    return [Anchor(anchor.lower(), False)]


def _document(rule: Rule, lists: Lists) -> tuple[str, dict[str, Any], str, tuple[str, ...]]:
    name = str(rule.spec["document"])
    if not name.isidentifier() or importlib.util.find_spec(f"lintnews.checks.{name}") is None:
        raise RuleError(f"no check is called {name!r}; checks are the modules of lintnews/checks")
    prepare = getattr(importlib.import_module(f"lintnews.checks.{name}"), "prepare", None)
    options = _options(rule, lists)
    return name, prepare(options) if prepare else options, rule.message, tuple(map(str, _as_list(rule.spec.get("anchor"))))


def _options(rule: Rule, lists: Lists) -> dict[str, Any]:
    """A check's parameters; one that names a word list is that list."""
    options: dict[str, Any] = plain(rule.spec.get("with") or {})
    for key, value in options.items():
        if isinstance(value, str) and value.startswith("@"):
            if value[1:] not in lists:
                raise RuleError(f"no word list is called {value}; known are {', '.join(sorted(lists))}")
            options[key] = lists[value[1:]]
    return options


def plain(value: Any) -> Any:
    """A value of a pack with its mappings as plain dicts, for marshal."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value
