"""Packs: YAML to rules. Every mistake of form is reported with file, line and a hint; what rules do is tried in `build`."""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from typing import Any

import yaml

from lintnews.findings import Applicability, Confidence, Severity
from lintnews.formats import FORMATS
from lintnews.rules import ENGINES, KINDS, Pack, Rule

PACK_KEYS = {"pack", "about", "defaults", "words", "rules"}
DEFAULT_KEYS = {"severity", "confidence", "fix", "quotes", "trial", "formats", "source"}
CONTEXT_KEYS = {"before", "after", "near", "preceding", "following", "within", "start", "quoted", "dialect"}
COMMON_KEYS = {"id", "about", "source", "message", "severity", "confidence", "fix", "quotes", "trial", "formats", "was", "bad", "good"}
KIND_KEYS = {
    "phrase": {"replace", "mark", "except", "when", "unless"},
    "tokens": {"replace", "mark", "except", "when", "unless"},
    "swap": {"except", "when", "unless"},
    "idiom": {"when", "unless"},
    "regex": {"replace", "mark", "on", "anchor", "scan", "when", "unless"},
    "line": {"replace", "except", "when", "unless"},
    "block": {"replace", "least", "except"},
    "document": {"with", "anchor"},
    "engine": {"same", "measured", "spelling"},
    "pass": set(),
}
IDIOM_KEYS = {"is", "when", "unless", "message", "bad", "good"}
ROW_KEYS = {"to", "except", "when", "unless", "message", "mark", "bad", "good"}
LEVELS: dict[str, Any] = {"severity": Severity, "confidence": Confidence, "fix": Applicability}
_SLUG = re.compile(r"[a-z]+[a-z-]*\Z")


class PackError(Exception):
    """Mistakes in packs; each message reads "file:line: what is wrong; hint"."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__("\n".join(messages))
        self.messages = messages


def sentence(about: str) -> str:
    """A message as it is shown: words in stars stand in quotation marks."""
    return re.sub(r"\*([^*\s][^*]*)\*", "\u201c\\1\u201d", about)


class Map(dict[str, Any]):
    """A mapping that knows the lines (from 1) on which it and its keys stand."""

    line: int
    lines: dict[str, int]


def read_yaml(text: str) -> Any:
    """YAML as plain values, mappings as `Map`. Unlike YAML 1.1, words such as *no* and *on* are words.

    Raises yaml.YAMLError or ValueError("line: ...").
    """
    loader = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
    node = yaml.compose(text, Loader=loader)
    return None if node is None else _value(node)


def _value(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        made = Map()
        made.line, made.lines = node.start_mark.line + 1, {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in made:
                raise ValueError(f"{key_node.start_mark.line + 1}: the key {key!r} stands twice")
            made[key] = _value(value_node)
            made.lines[key] = key_node.start_mark.line + 1
        return made
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if not node.style:  # a plain scalar: "" to the one loader, None to the other
        if node.value in ("true", "false"):
            return node.value == "true"
        if re.fullmatch(r"\d+", node.value):
            return int(node.value)
        if node.value in ("", "~", "null"):
            return None
    return node.value


def load(path: str, text: str) -> Pack:
    """The pack in a file's text. Raises PackError with all mistakes of form that it has."""
    try:
        data = read_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise PackError(
            [f"{path}:{line}: not YAML: {getattr(error, 'problem', error)}; quote values that hold ': ', '#' or start with a sign"]
        ) from error
    except ValueError as error:
        raise PackError([f"{path}:{error}; remove one"]) from error
    return _Reader(path).pack(data)


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.errors: list[str] = []

    def error(self, line: int, what: str) -> None:
        self.errors.append(f"{self.path}:{line}: {what}")

    def pack(self, data: Any) -> Pack:
        if not isinstance(data, Map) or not isinstance(data.get("rules"), list):
            raise PackError([f"{self.path}:1: a pack is a mapping with the keys pack, about and rules; see docs/rule-format.md"])
        self.keys(data, PACK_KEYS, "a pack")
        family = str(data.get("pack") or "")
        if not _SLUG.match(family):
            self.error(data.lines.get("pack", 1), f"pack: {family!r} is no family name; use lower-case letters and hyphens")
        above, folder, name = ["", *os.path.abspath(self.path).split(os.sep)][-3:]
        wanted = name.removesuffix(".yaml") if folder == "engines" else folder
        if above == "rules" and family != wanted:
            self.error(
                data.lines.get("pack", 1), f"pack: {family!r} is not {wanted!r}; a shipped pack has its folder's name, or its engine's"
            )
        if not data.get("about"):
            self.error(1, "the pack has no about; say in one sentence what its rules find")
        defaults = data.get("defaults") or Map()
        if isinstance(defaults, Map) and defaults:
            self.keys(defaults, DEFAULT_KEYS, "defaults")
        words = {name: tuple(map(str, entries)) for name, entries in (data.get("words") or {}).items()}
        rules: list[Rule] = []
        for item in data["rules"]:
            if not isinstance(item, Map):
                self.error(data.lines["rules"], "a rule is a mapping with an id; see docs/rule-format.md")
                continue
            rule = self.rule(item, family, defaults)
            if rule is not None:
                if any(rule.id == other.id for other in rules):
                    self.error(rule.line, f"the id {rule.id!r} is used twice; ids are unique")
                rules.append(rule)
        if self.errors:
            raise PackError(self.errors)
        return Pack(self.path, family, str(data["about"]), tuple(rules), words)

    def keys(self, data: Map, known: set[str], where: str) -> None:
        for key in data:
            if key not in known:
                near = get_close_matches(key, known, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}"
                self.error(data.lines.get(key, data.line), f"unknown key {key!r} in {where}; {hint}")

    def rule(self, item: Map, family: str, defaults: dict[str, Any]) -> Rule | None:
        before = len(self.errors)
        slug = str(item.get("id") or "")
        line = item.line
        if not _SLUG.match(slug):
            self.error(line, f"id: {slug!r} is no slug; words in lower case, joined by hyphens, no numbers")
        kinds = [key for key in item if key in KINDS]
        if len(kinds) != 1:
            self.error(
                line, f"rule {slug!r} has {' and '.join(kinds) or 'no kind'}; exactly one of {', '.join(KINDS)} says what it matches"
            )
            return None
        kind = kinds[0]
        self.keys(item, COMMON_KEYS | KIND_KEYS[kind] | {kind}, f"rule {slug!r}")
        for key, hint in (("about", "say in one sentence what is wrong"), ("source", "name a work of reference, or 'observed in ...'")):
            if not item.get(key) and not defaults.get(key):
                self.error(line, f"rule {slug!r} has no {key}; {hint}")
        bad, good = self.texts(item, "bad"), self.texts(item, "good")
        least = 3 if kind in ("swap", "idiom") else 1
        for key, lines in (("bad", bad), ("good", good)):
            if len(lines) < least:
                self.error(line, f"rule {slug!r} has {len(lines)} {key} examples; it needs at least {least}")
        levels: dict[str, int] = {}
        for key, scale in LEVELS.items():
            value = item.get(key, defaults.get(key, {"severity": "error", "confidence": "medium", "fix": "unsafe"}[key]))
            if str(value).upper() not in scale.__members__:
                self.error(
                    item.lines.get(key, line),
                    f"{key}: {value!r} is unknown; one of {', '.join(name.lower() for name in scale.__members__)}",
                )
            else:
                levels[key] = scale[str(value).upper()]
        for name in item.get("formats", defaults.get("formats", ())):
            if name not in FORMATS:
                self.error(item.lines.get("formats", line), f"formats: {name!r} is unknown; known are {', '.join(FORMATS)}")
        for key in ("when", "unless"):
            self.context(item, key, slug)
        if kind == "swap":
            self.rows(item, slug)
        if kind == "idiom":
            self.idioms(item, slug)
        if kind == "engine":
            self.engine(item, slug, family)
        if len(self.errors) > before:
            return None
        spec = {key: value for key, value in item.items() if key == kind or key in KIND_KEYS[kind]}
        replace = item.get("replace")
        return Rule(
            id=f"{family}/{slug}",
            kind=kind,
            about=str(item.get("about")),
            source=str(item.get("source") or defaults.get("source")),
            severity=Severity(levels["severity"]),
            confidence=Confidence(levels["confidence"]),
            fix=Applicability(levels["fix"]),
            spec=spec,
            message=sentence(str(item.get("message") or item["about"])),
            replace=()
            if replace is None or isinstance(replace, dict)
            else (replace,)
            if isinstance(replace, str)
            else tuple(map(str, replace)),
            bad=bad,
            good=good,
            quotes=bool(item.get("quotes", defaults.get("quotes", False))),
            trial=bool(item.get("trial", defaults.get("trial", False))),
            formats=tuple(item.get("formats", defaults.get("formats", ()))),
            was=self.texts(item, "was"),
            line=line,
        )

    def engine(self, item: Map, slug: str, family: str) -> None:
        if family not in ENGINES:
            self.error(
                item.lines["engine"], f"engine: rule {slug!r} is in the pack {family!r}; an engine's rules are in a pack of its name"
            )
        if not self.texts(item, "engine"):
            self.error(item.lines["engine"], f"engine: rule {slug!r} names no rule of {family}")
        if not isinstance(item.get("measured"), Map):
            self.error(item.line, f"rule {slug!r} has no measured; give the figures that `python -m bench.engines` gave")

    def texts(self, item: Map, key: str) -> tuple[str, ...]:
        value = item.get(key)
        values = [] if value is None else value if isinstance(value, list) else [value]
        if not all(isinstance(one, (str, int)) for one in values):
            self.error(item.lines[key], f"{key}: must be a text or a list of texts; quote a line that holds ': ' or begins with a brace")
            return ()
        return tuple(map(str, values))

    def context(self, item: Map, key: str, slug: str) -> None:
        value = item.get(key)
        if value is None:
            return
        if not isinstance(value, Map):
            self.error(item.lines[key], f"{key}: in rule {slug!r} must be a mapping of {', '.join(sorted(CONTEXT_KEYS))}")
        else:
            self.keys(value, CONTEXT_KEYS, f"{key}:")

    def idioms(self, item: Map, slug: str) -> None:
        lines = item["idiom"]
        if not isinstance(lines, (str, list)):
            self.error(item.lines["idiom"], f"idiom: in rule {slug!r} must be a text of one idiom a line, or a list")
            return
        for line in lines if isinstance(lines, list) else ():
            if isinstance(line, Map):
                self.keys(line, IDIOM_KEYS, "an idiom")
                for key in ("when", "unless"):
                    self.context(line, key, slug)
                if "is" not in line:
                    self.error(line.line, "the idiom has no is; write its words there")

    def rows(self, item: Map, slug: str) -> None:
        rows = item["swap"]
        if not isinstance(rows, Map):
            self.error(item.lines["swap"], f"swap: in rule {slug!r} must be a mapping, wrong: right")
            return
        for left, right in rows.items():
            if isinstance(right, Map):
                self.keys(right, ROW_KEYS, f"the row {left!r}")
                for key in ("when", "unless"):
                    self.context(right, key, left)
                if "to" not in right:
                    self.error(rows.lines[left], f"the row {left!r} has no to; write the correction there")
            elif not isinstance(right, (str, list, int)):
                self.error(rows.lines[left], f"the row {left!r} has no correction; quote the words true, false and null")
