"""Workflow commands of GitHub Actions: annotations of the lines of a pull request."""

from __future__ import annotations

from lintnews.findings import Finding, Severity
from lintnews.output.human import sentence_of
from lintnews.output.places import from_checkout
from lintnews.output.terminal import escape
from lintnews.report import Report
from lintnews.spans import LineIndex

LIMIT = 10  # annotations of a kind that GitHub shows of a step
KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report) -> str:
    """At most `LIMIT` annotations of each kind: what could not be checked, then what is surest; the last says how many more there are."""
    made: dict[str, list[str]] = {kind: [] for kind in KINDS.values()}
    made["error"] += [_command("error", error) for error in report.errors]
    made["error"] += [_command("error", file.error, file=from_checkout(file.path)) for file in report.files if file.error]
    found = [(finding, file.path, lines) for file in report.files for lines in [file.lines()] for finding in file.findings]
    for finding, path, lines in sorted(found, key=lambda one: -one[0].confidence):
        made[KINDS[finding.severity]].append(_annotation(finding, path, lines))
    return "".join(line for kind, commands in made.items() for line in _limited(kind, commands))


def _limited(kind: str, commands: list[str]) -> list[str]:
    if len(commands) <= LIMIT:
        return commands
    more = len(commands) - LIMIT + 1
    return [*commands[: LIMIT - 1], _command(kind, f"and {more:,} more, which GitHub would not show here")]


def _annotation(finding: Finding, path: str, lines: LineIndex) -> str:
    start, end = lines.position(finding.span.start), lines.position(finding.span.end)
    place: dict[str, object] = {"file": from_checkout(path), "line": start.line, "endLine": end.line}
    if start.line == end.line:
        place |= {"col": start.column, "endColumn": end.column}
    message = sentence_of(finding, lines.text)
    return _command(KINDS[finding.severity], message, **place, title=finding.rule)


def _command(kind: str, message: str, **properties: object) -> str:
    given = ",".join(f"{name}={_property(escape(str(value)))}" for name, value in properties.items())
    return f"::{kind}{' ' + given if given else ''}::{_data(escape(message))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
