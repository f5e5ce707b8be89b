"""SARIF 2.1.0, for code scanning and editors: rules with help, findings with fixes and fingerprints. Columns count code points."""

from __future__ import annotations

import os
from urllib.parse import quote

from lintnews import __version__
from lintnews.findings import Confidence, Finding, Fix, Severity, bare, family
from lintnews.fingerprints import fingerprints
from lintnews.output.json import clean, dumps
from lintnews.output.places import from_checkout
from lintnews.output.terminal import SEVERITIES
from lintnews.report import About, FileReport, Report
from lintnews.spans import LineIndex, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    """One run, with the rules that found something."""
    worst: dict[str, Finding] = {}
    for finding in report.findings:
        worst[bare(finding.rule)] = max(worst.get(bare(finding.rule), finding), finding, key=lambda f: (f.severity, f.confidence))
    numbers = {rule: number for number, rule in enumerate(sorted(worst))}
    run = {
        "tool": {
            "driver": {
                "name": "lintnews",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule, worst[rule], report.rules.get(rule)) for rule in numbers],
            }
        },
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "invocations": [{"executionSuccessful": not report.failed, "toolExecutionNotifications": _notifications(report)}],
        "results": [result for file in report.files for result in _results(file, numbers)],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, 1) + "\n"


def _rule(rule: str, worst: Finding, about: About | None) -> dict[str, Any]:
    made = {
        "id": rule,
        "name": "".join(word.capitalize() for word in rule.replace("/", "-").split("-")),
        "defaultConfiguration": {"level": SEVERITIES[worst.severity]},
        "properties": {
            "tags": [family(rule)],
            "precision": worst.confidence.name.lower(),
            "problem.severity": "recommendation" if worst.severity == Severity.NOTE else SEVERITIES[worst.severity],
        },
    }
    if about:
        flagged = "\n".join(f"- {example}" for example in about.bad)
        fine = "\n".join(f"- {example}" for example in about.good)
        plain = about.about.replace("*", "")
        help = f"{{}}\n\nSource: {about.source}\n\nFlagged:\n\n{flagged}\n\nLeft alone:\n\n{fine}\n"
        made["shortDescription"] = made["fullDescription"] = {"text": plain}
        made["help"] = {"text": help.replace("{}", plain, 1), "markdown": help.replace("{}", about.about, 1)}
    return made


def _results(file: FileReport, numbers: dict[str, int]) -> list[dict[str, Any]]:
    lines, artifact = file.lines(), _artifact(file.path)
    made = []
    for finding, mark in zip(file.findings, fingerprints(file.text, file.findings), strict=True):
        region = {**_region(finding.span, lines), "snippet": {"text": file.text[finding.span.start : finding.span.end]}}
        made.append(
            {
                "ruleId": bare(finding.rule),
                "ruleIndex": numbers[bare(finding.rule)],
                "level": SEVERITIES[finding.severity],
                "message": _message(finding.message),
                "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
                "partialFingerprints": {"lintnews/v1": str(mark)},
                "fixes": [_fix(fix, artifact, lines) for fix in finding.fixes],
                "properties": {"rule": finding.rule, "confidence": Confidence(finding.confidence).name.lower(), "origin": finding.origin},
            }
        )
    return made


def _fix(fix: Fix, artifact: dict[str, str], lines: LineIndex) -> dict[str, Any]:
    replacements = [{"deletedRegion": _region(edit.span, lines), "insertedContent": {"text": edit.new}} for edit in fix.edits]
    return {
        "description": _message(fix.title),
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
        "properties": {"applicability": fix.applicability.name.lower()},
    }


def _region(span: Span, lines: LineIndex) -> dict[str, int]:
    start, end = lines.position(span.start), lines.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _message(text: str) -> dict[str, str]:
    """Braces would be placeholders, `[text](target)` a link."""
    return {"text": clean(text).replace("{", "{{").replace("}", "}}").replace("](", "]\\(")}


def _artifact(path: str) -> dict[str, str]:
    uri = quote(os.fsencode(from_checkout(path)), safe="/")
    return {"uri": f"file://{uri}" if uri.startswith("/") else uri}


def _notifications(report: Report) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = [{"level": "error", "message": _message(error)} for error in report.errors]
    for file in report.files:
        if file.error:
            place = {"physicalLocation": {"artifactLocation": _artifact(file.path)}}
            made.append({"level": "error", "message": _message(file.error), "locations": [place]})
    return [*made, *({"level": "note", "message": _message(note)} for note in report.notes)]
