"""What stands in an article or a file's name is shown or told, never obeyed: not by a terminal, a log of CI, a browser or a parser.

Each payload stands wherever a report can say something. The report is read as its readers do, and must be built as one of harmless words.
"""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from lintnews.findings import Applicability, Confidence, Edit, Finding, Fix, Made, Severity
from lintnews.fixing import unified_diff
from lintnews.output import FORMATS, render
from lintnews.output.terminal import escape
from lintnews.report import About, FileReport, Report
from lintnews.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Lintnews

PAYLOADS = [
    "x\n::error::pwned",
    "x\r\n::set-output name=a::b",
    "::add-mask::x",
    " \t::stop-commands::x",
    "%0A::error::x",
    "##vso[task.setvariable variable=a]b",
    "###VSO[task.complete result=Failed;]",
    "##[error]x",
    "##[##vso[x]",
    "]]>",
    "--><!--",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"' onfocus='alert(1)' x=\"",
    "&lt;b&gt;&#10;",
    "\x1b[31m\x1b]0;title\x07",
    "\x9b31m\x90x\x9c",
    "a\u202eb\u2066c\u200bd\ufeffe",
    "a\u2028b\u2029c\x85d\x0be\x0cf",
    "| a | b |\n|---|---|",
    "`a` ``b`` ```c",
    "**a** _b_ ~~c~~ $d$",
    "[a](javascript:b) ![c](https://d.example/e.png)",
    "https://a.example www.b.example c@d.example @e #1 :f:",
    "\n\n# a\n\n- b\n",
    "a,b;c:d=e]f",
    "{0} {a} %s $(a) ${a}",
    "\\ \\n \\u0023 \\",
    "\udce9\udcff",
]


def report_of(words: str) -> Report:
    """A report in which each part that somebody else can write holds the words."""
    text = f"{words} glim {words}\nglim\n"
    start = len(words) + 1
    fix = Fix((Edit(Span(start, start + 4), f"{words}!"),), f"to {words}", Applicability.SAFE)
    finding = Finding(f"house/a[{words}]", Span(start, start + 4), f"say {words}", Severity.ERROR, Confidence.HIGH, (fix,))
    whole = finding._replace(span=Span(0, len(text)), severity=Severity.WARNING, fixes=())
    path = f"{words}.txt"
    fixed = f"{words} {words}! {words}\nglim\n"
    file = FileReport(path, text, (finding, whole), patch=unified_diff(path, text, fixed), made=(Made(finding, fix, ()),))
    bad = FileReport(f"{words}.md", error=f"has {words}")
    about = About(f"about {words}", f"by {words}", (f"bad {words}",), (f"good {words}",))
    return Report((file, bad), (f"note {words}",), (f"error {words}",), {"house/a": about})


def shape(value: Any) -> Any:
    """Of a JSON value all but its strings and numbers."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    return [shape(one) for one in value] if isinstance(value, list) else type(value).__name__


def strings(value: Any) -> str:
    """The strings of a JSON value."""
    if isinstance(value, (dict, list)):
        return "\n".join(strings(one) for one in (value.values() if isinstance(value, dict) else value))
    return value if isinstance(value, str) else ""


class Page(HTMLParser):
    """The tags of HTML with the names of their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[str]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, [name for name, _ in attrs]))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", []))

    def handle_data(self, data: str) -> None:
        self.text += data


def read_json(text: str) -> tuple[Any, str]:
    value = json.loads(text)
    return shape(value), strings(value)


def read_jsonl(text: str) -> tuple[Any, str]:
    return read_json(f"[{','.join(text.splitlines())}]")


def read_xml(text: str) -> tuple[Any, str]:
    elements = list(ET.fromstring(text.encode()).iter())
    texts = [value for element in elements for value in (*element.attrib.values(), element.text or "")]
    return [(element.tag, sorted(element.attrib)) for element in elements], "\n".join(texts)


def read_github(text: str) -> tuple[Any, str]:
    """As the runner does: a line, its white space in front left out, that starts with `::`."""
    commands, texts = [], []
    for line in re.split(r"\r\n|\r|\n", text.removesuffix("\n")):
        kind, data = line.lstrip().removeprefix("::").split("::", 1)
        name, _, given = kind.partition(" ")
        pairs = [one.split("=", 1) for one in given.split(",") if one]
        commands.append((name, [key for key, _ in pairs]))
        texts += [unquote(value) for _, value in pairs] + [unquote(data)]
    return commands, "\n".join(texts)


def read_azure(text: str) -> tuple[Any, str]:
    """As the agent does: what follows `##vso[`, wherever it is in a line, up to `]`; `;` between properties."""
    commands, texts = [], []
    for line in re.split(r"\r\n|\r|\n", text.removesuffix("\n")):
        head, data = line[line.lower().index("##vso[") + 6 :].split("]", 1)
        name, _, given = head.partition(" ")
        pairs = [one.split("=", 1) for one in given.split(";") if one]
        commands.append((name, [key for key, _ in pairs]))
        texts += [value.replace("%3B", ";").replace("%5D", "]").replace("%AZP25", "%") for _, value in pairs]
        texts.append(data.replace("%AZP25", "%"))
    return commands, "\n".join(texts)


def read_markdown(text: str) -> tuple[Any, str]:
    assert not re.search(r"://|www\.", text)  # of which GitHub makes links
    page = Page(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))
    return page.tags, page.text


def read_html(text: str) -> tuple[Any, str]:
    page = Page(text)
    (data,) = re.findall(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL)
    return (page.tags, shape(json.loads(data))), strings(json.loads(data))


def read_human(text: str) -> tuple[Any, str]:
    """Its lines: places, lines of the text, marks below them."""
    kinds = {"place": r".*\.txt:\d+:\d+: \w+: .*", "source": r"\d+ │ .*", "marks": r"  │ +\^*.*", "end": r"|2 faults in 1 file.*"}
    found = [next((kind for kind, form in kinds.items() if re.fullmatch(form, line)), line) for line in text.split("\n")]
    return [kind for kind, before in zip(found, ["", *found], strict=False) if (kind, before) != ("marks", "marks")], text


def read_concise(text: str) -> tuple[Any, str]:
    return [bool(re.fullmatch(r".*:\d+:\d+: \w+: say .*\)(?: \[safe fix\])?", line)) for line in text.split("\n")], text


READERS: dict[str, Callable[[str], tuple[Any, str]]] = {
    "human": read_human,
    "concise": read_concise,
    "json": read_json,
    "jsonl": read_jsonl,
    "html": read_html,
    "markdown": read_markdown,
    "github": read_github,
    "gitlab": read_json,
    "sarif": read_json,
    "rdjson": read_json,
    "junit": read_xml,
    "checkstyle": read_xml,
    "azure": read_azure,
}


@pytest.mark.parametrize("words", PAYLOADS, ids=ascii)
@pytest.mark.parametrize("format", [format for format in FORMATS if format != "diff"])
def test_what_an_article_or_a_name_holds_is_told_and_not_obeyed(format: str, words: str) -> None:
    made = render(format, report_of(words)).encode("utf-8", "replace").decode()
    harmless = render(format, report_of("harmless words"))
    found, text = READERS[format](made)
    assert found == READERS[format](harmless)[0]
    assert any(said in text for said in (words, escape(words), words.replace("\n", "\\n"), *_clean(words)))
    assert_a_log_obeys_nothing(made, format)


def _clean(words: str) -> tuple[str, ...]:
    """The words where they cannot be told as they are: undecodable bytes, and a message's own marks in SARIF."""
    return (words.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), words.replace("{", "{{").replace("}", "}}"))


def assert_a_log_obeys_nothing(text: str, format: str = "") -> None:
    """A terminal or a log of CI that shows the text does nothing else."""
    assert not [c for c in text if not c.isprintable() and c not in "\n\u00a0"]
    commands = [line for line in text.split("\n") if line.lstrip().startswith("::")]
    assert not commands or format == "github"
    logged = re.sub(r"(?m)^##vso\[task\.logissue ", "", text) if format == "azure" else text
    assert not re.search(r"##(?:vso)?\[", logged, re.IGNORECASE)


@pytest.mark.parametrize("words", PAYLOADS, ids=ascii)
def test_a_patch_of_such_a_file_changes_it_alone(tmp_path: Path, words: str) -> None:
    name, line = words.replace("/", "-") + ".txt", words.encode("utf-8", "replace").decode()
    text = f"{line}\nglim\n{line}"
    (tmp_path / name).write_bytes(text.encode())
    fixed = text.replace("glim", "glum")
    report = Report((FileReport(name, text, patch=unified_diff(name, text, fixed)),))
    subprocess.run(["git", "apply", "-"], input=render("diff", report).encode(), cwd=tmp_path, check=True)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {name: fixed.encode()}


@pytest.mark.parametrize("words", PAYLOADS, ids=ascii)
def test_the_command_says_nothing_that_is_obeyed(lintnews: Lintnews, folder: Path, words: str) -> None:
    name = words.replace("/", "-") + ".txt"
    (folder / name).write_bytes(f"{words} glim {words}\n".encode("utf-8", "replace"))
    (folder / ("bad" + name)).write_bytes(b"\xe9")
    for option in ("--output-format=human", "--output-format=concise", "--statistics", "--fix"):
        done = lintnews("check", option, "--", name, "bad" + name, "none" + name)
        assert done.status == 2
        assert_a_log_obeys_nothing(done.out)
        assert_a_log_obeys_nothing(done.err)
