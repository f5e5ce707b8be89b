"""For editors: one page that shows each article with its faults, lets each fix be accepted or rejected, and gives the corrected text.

The page and its scripts are files beside this one; what they show is data in the page.
"""

from __future__ import annotations

import os

from lintnews.findings import Applicability, Finding, Fix, bare, family, reading_order, urgency
from lintnews.fixing import applicable, idle
from lintnews.formats import parse
from lintnews.output.json import dumps
from lintnews.output.terminal import SEVERITIES, escape
from lintnews.readability import readability
from lintnews.report import FileReport, Report, count
from lintnews.sources import STDIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCRIPTS = ("fixes.js", "elements.js", "rail.js", "text.js", "panel.js", "page.js")
LABEL = 60  # code points of the marked words that name a fault


def render(report: Report) -> str:
    """The page, whole in itself."""
    from base64 import b64encode
    from hashlib import sha256
    from string import Template

    def digest(text: str) -> str:
        return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()

    style, script = _file("style.css"), "\n".join(map(_file, SCRIPTS))
    faults = count(Report(tuple(_articles(report)))).faults
    return Template(_file("page.html")).substitute(
        title="Fix report: 1 fault" if faults == 1 else f"Fix report: {faults:,} faults",
        style=style,
        style_hash=digest(style),
        script=script,
        script_hash=digest(script),
        data=dumps(_data(report)).replace("<", "\\u003c"),  # else "</script>" in an article would end the data
    )


def _file(name: str) -> str:
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()


def _articles(report: Report) -> list[FileReport]:
    return [file for file in report.files if file.article]


def _data(report: Report) -> dict[str, Any]:
    return {
        "files": [_article(file) if file.findings else _line(file) for file in _articles(report)],
        "notes": [*report.errors, *report.notes, *(note for file in report.files if not file.article for note in _asides(file))],
        "rules": {rule: {"about": said.about, "source": said.source} for rule, said in report.rules.items()},
    }


def _line(file: FileReport) -> dict[str, Any]:
    return {"path": escape(file.path.removeprefix("./")), "error": escape(file.error), "faults": []}


def _asides(file: FileReport) -> list[str]:
    """What is found in a file of settings: it is no copy to read, and a baseline may be large."""
    lines = file.lines()
    return [f"{escape(file.path)}:{lines.line_of(finding.span.start) + 1}: {finding.message}" for finding in file.findings]


def _article(file: FileReport) -> dict[str, Any]:
    found = readability(parse(file.text, file.format))
    name = os.path.basename(file.path)
    return {
        **_line(file),
        "download": escape("article.txt" if name == STDIN else name),
        "text": file.text,
        "encoding": file.encoding,
        "bom": file.bom,
        "markdown": file.format == "markdown",
        "readability": found and found._asdict(),
        "faults": _faults(file),
    }


def _faults(file: FileReport) -> list[dict[str, Any]]:
    """The findings, and what the later rounds of `--fix` find, in reading order.

    A fault's `turn` is when `--fix` takes it, `pick` the number of the fix that it makes or would if no other were in the way (-1: none),
    `after` the numbers of the faults on whose fixes its own builds.
    """
    known = set(file.findings)
    later = [made.finding for made in file.made if made.finding not in known]
    turns = [*sorted(file.findings, key=urgency), *later]
    order = sorted(range(len(turns)), key=lambda turn: (reading_order(turns[turn]), turn))
    number = {turns[turn]: at for at, turn in enumerate(order)}
    made = {one.finding: one for one in file.made}
    lines, faults = file.lines(), []
    for turn in order:
        finding = turns[turn]
        one = made.get(finding)
        fix = one.fix if one else applicable(finding, Applicability.SAFE) if file.made else None
        faults.append(
            {
                "rule": bare(finding.rule),
                "name": escape(finding.rule),
                "family": family(finding.rule),
                "severity": SEVERITIES[finding.severity],
                "message": finding.message,
                "label": fix.title if fix else _label(finding, file.text),
                "line": lines.line_of(finding.span.start) + 1,
                "span": finding.span,
                "also": finding.also,
                "fixes": [_fix(fix) for fix in finding.fixes],
                "pick": finding.fixes.index(fix) if fix and not idle(file.text, fix) else -1,
                "turn": turn,
                "later": finding not in known,
                "after": [number[file.made[earlier].finding] for earlier in one.after] if one else [],
            }
        )
    return faults


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "title": fix.title,
        "level": fix.applicability.name.lower(),
        "edits": [[*edit.span, edit.new] for edit in fix.edits],
    }


def _label(finding: Finding, text: str) -> str:
    """What names a fault: its first fix, or the marked words."""
    if finding.fixes:
        return finding.fixes[0].title
    words = " ".join(text[finding.span.start : finding.span.end].split())
    return words if len(words) <= LABEL else f"{words[: LABEL - 1]}…"
