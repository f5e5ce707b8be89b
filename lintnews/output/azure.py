"""Logging commands of Azure Pipelines: the issues of a job."""

from __future__ import annotations

from lintnews.findings import Severity
from lintnews.output.human import sentence_of
from lintnews.output.places import from_checkout
from lintnews.output.terminal import escape
from lintnews.report import Report

KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "warning"}  # there are no others


def render(report: Report) -> str:
    """A command an error and a finding."""
    out = [_command("error", error) for error in report.errors]
    for file in report.files:
        path, lines = from_checkout(file.path), file.lines()
        if file.error:
            out.append(_command("error", file.error, sourcepath=path))
        for finding in file.findings:
            line, column = lines.position(finding.span.start)
            message = sentence_of(finding, lines.text)
            kind = KINDS[finding.severity]
            out.append(_command(kind, message, sourcepath=path, linenumber=line, columnnumber=column, code=finding.rule))
    return "".join(out)


def _command(kind: str, message: str, **properties: object) -> str:
    given = "".join(f";{name}={_property(escape(str(value)))}" for name, value in properties.items())
    return f"##vso[task.logissue type={kind}{given}]{_data(escape(message))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%AZP25")


def _property(text: str) -> str:
    return _data(text).replace(";", "%3B").replace("]", "%5D")
