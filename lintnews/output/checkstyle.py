"""Checkstyle's XML, which many review tools read."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from lintnews.findings import Severity
from lintnews.output.json import clean
from lintnews.output.terminal import escape
from lintnews.report import Report

SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def render(report: Report) -> str:
    """A `file` element a file that has findings or could not be checked."""
    root = ET.Element("checkstyle", version="4.3")
    for file in report.files:
        if not (file.findings or file.error):
            continue
        element, lines = ET.SubElement(root, "file", name=escape(clean(file.path))), file.lines()
        if file.error:
            ET.SubElement(element, "error", line="1", severity="error", message=escape(file.error), source="lintnews")
        for finding in file.findings:
            line, column = lines.position(finding.span.start)
            place, rule = {"line": str(line), "column": str(column)}, escape(finding.rule)
            ET.SubElement(element, "error", place, severity=SEVERITIES[finding.severity], message=escape(finding.message), source=rule)
    return xml(root)


def xml(root: ET.Element) -> str:
    """An XML file of elements whose texts `escape` has rid of what XML cannot hold."""
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
