"""JUnit's XML: a test suite an article, a failed test a finding."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from lintnews.findings import Finding
from lintnews.output.checkstyle import xml
from lintnews.output.human import label_of
from lintnews.output.json import clean
from lintnews.output.terminal import SEVERITIES, escape
from lintnews.report import FileReport, Report
from lintnews.spans import LineIndex


def render(report: Report) -> str:
    """An article without findings is one test that passes; what could not be checked is an error."""
    root = ET.Element("testsuites", name="lintnews")
    for error in report.errors:
        _error(_suite(root, "lintnews", 1), "lintnews", error)
    for file in report.files:
        _file(root, file)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, 0)) for suite in root)))
    return xml(root)


def _file(root: ET.Element, file: FileReport) -> None:
    path, lines = escape(clean(file.path)), file.lines()
    suite = _suite(root, path, max(len(file.findings) + bool(file.error), 1))
    if file.error:
        _error(suite, path, file.error)
    for finding in file.findings:
        _failure(suite, path, finding, lines)
    suite.set("failures", str(len(file.findings)))
    if not len(suite):
        ET.SubElement(suite, "testcase", classname=path, name="lintnews")


def _suite(root: ET.Element, name: str, tests: int) -> ET.Element:
    return ET.SubElement(root, "testsuite", name=name, tests=str(tests), failures="0", errors="0")


def _error(suite: ET.Element, path: str, message: str) -> None:
    suite.set("errors", "1")
    ET.SubElement(ET.SubElement(suite, "testcase", classname=path, name="lintnews"), "error", message=escape(clean(message)))


def _failure(suite: ET.Element, path: str, finding: Finding, lines: LineIndex) -> None:
    line, column = lines.position(finding.span.start)
    case = ET.SubElement(suite, "testcase", classname=path, name=f"{escape(finding.rule)} at {line}:{column}", file=path, line=str(line))
    failure = ET.SubElement(case, "failure", type=SEVERITIES[finding.severity], message=escape(finding.message))
    failure.text = f"{path}:{line}:{column}: {escape(finding.message)} {label_of(finding, lines.text)[0]}".rstrip()
