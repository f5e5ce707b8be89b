"""The fix report as Markdown, for a job's summary or a comment: a table of the articles, then each with its faults before and after."""

from __future__ import annotations

import re

from lintnews.findings import Edit, Finding, Severity
from lintnews.formats import parse
from lintnews.output.human import LABELS, summary
from lintnews.output.json import clean
from lintnews.output.terminal import SEVERITIES, escape
from lintnews.readability import Readability, readability
from lintnews.report import FileReport, Report, count
from lintnews.spans import LineIndex, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 1024 * 1024  # bytes that GitHub shows of a step's summary
REST = 200  # bytes kept for saying that there is more
ROWS = 500  # of the table of articles
AROUND = 40  # code points shown on either side of a fault
LONGEST = 240  # code points shown of a fault
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&@$]|:(?=/|[\w+-]+:)|(?<=[Ww]{3})\.")


def render(report: Report, limit: int = LIMIT) -> str:
    """The report in at most `limit` bytes of UTF-8: what comes last is left out, and that it is."""
    room, told, parts = limit - REST, 0, []
    counts = count(report)
    for part, faults in _parts(report):
        size = len(part.encode())
        if size > room:
            parts.append(f"\n…and {counts.faults - told:,} more faults, for which there is no room here.\n")
            break
        parts.append(part)
        room -= size
        told += faults
    return "".join(parts)


def text_of(text: str) -> str:
    """A text of others as Markdown that shows it and does nothing else."""
    return _SPECIAL.sub(lambda mark: f"&#{ord(mark[0])};", escape(text))


def _parts(report: Report) -> Iterator[tuple[str, int]]:
    """The report piece by piece, each with the number of the faults in it."""
    counts = count(report)
    yield f"# lintnews\n\n{summary(counts)}\n" if counts.checked else "# lintnews\n", 0
    failed = [*report.errors, *(f"{_name(file)}: {file.error}" for file in report.files if file.error)]
    if failed:
        yield "\n" + "".join(f"- **error:** {text_of(one)}\n" for one in failed), 0
    files = [(file, _readability(file)) for file in report.files if file.findings]
    if files:
        yield _table(files), 0
    for file, found in files:
        yield _heading(file, found), 0
        lines = file.lines()
        for finding in file.findings:
            yield _row(finding, lines), 1


def _readability(file: FileReport) -> Readability | None:
    return readability(parse(file.text, file.format)) if file.article else None


def _name(file: FileReport) -> str:
    return clean(file.path.removeprefix("./"))


def _table(files: list[tuple[FileReport, Readability | None]]) -> str:
    rows = ["", "| article | errors | warnings | notes | words | grade |", "|---|--:|--:|--:|--:|--:|"]
    for file, found in files[:ROWS]:
        severities = [finding.severity for finding in file.findings]
        numbers = [severities.count(severity) or "" for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)]
        numbers += [f"{found.words:,}", f"{found.grade:.1f}"] if found else ["", ""]
        rows.append(f"| {text_of(_name(file))} | {' | '.join(map(str, numbers))} |")
    if len(files) > ROWS:
        rows.append(f"| and {len(files) - ROWS:,} more | | | | | |")
    return "\n".join(rows) + "\n"


def _heading(file: FileReport, found: Readability | None) -> str:
    read = ""
    if found:
        minutes = max(round(found.seconds / 60), 1)
        read = (
            f"{found.words:,} words, sentences of {found.words / found.sentences:.0f} words on average, {minutes} min to read; "
            f"Flesch reading ease {found.ease:.1f}, Flesch-Kincaid grade {found.grade:.1f}, Gunning fog {found.fog:.1f}.\n\n"
        )
    return f"\n## {text_of(_name(file))}\n\n{read}| line | fault | before | after |\n|--:|---|---|---|\n"


def _row(finding: Finding, lines: LineIndex) -> str:
    fixes = finding.fixes
    label = f" ({LABELS[fixes[0].applicability]})" if fixes else ""
    fault = f"**{SEVERITIES[finding.severity]}:** {text_of(finding.message)}<br>{text_of(finding.rule)}{label}"
    edits = fixes[0].edits if fixes else (Edit(finding.span, ""),)
    before = _shown(lines, edits, "del" if fixes else "mark", [lines.text[edit.span.start : edit.span.end] for edit in edits])
    after = "<br>".join(_shown(lines, fix.edits, "ins", [edit.new for edit in fix.edits]) for fix in fixes)
    return f"| {lines.line_of(finding.span.start) + 1} | {fault} | {before} | {after} |\n"


def _shown(lines: LineIndex, edits: tuple[Edit, ...], tag: str, news: list[str]) -> str:
    """What stands in the edits' places, in its surroundings."""
    text, first, last = lines.text, edits[0].span.start, edits[-1].span.end
    start, end = _around(lines, Span(first, last))
    made, at = ["…" if start > lines.span(lines.line_of(start)).start else ""], start
    for edit, new in zip(edits, news, strict=True):
        made += (_cut(text[at : edit.span.start]), f"<{tag}>{_cut(new)}</{tag}>" if new.strip("\r\n") else "")
        at = edit.span.end
    made += (_cut(text[at:end]), "…" if end < lines.span(lines.line_of(end)).end else "")
    return "".join(made).strip()


def _around(lines: LineIndex, span: Span) -> tuple[int, int]:
    """Where the surroundings of a span start and end: in its lines, between words."""
    text, line, end_line = lines.text, lines.span(lines.line_of(span.start)), lines.span(lines.line_of(span.end))
    start, end = max(line.start, span.start - AROUND), min(end_line.end, span.end + AROUND)
    if start > line.start:
        start = min(text.find(" ", start, span.start) + 1 or start, span.start)
    if end < end_line.end:
        space = text.rfind(" ", span.end, end)
        end = space if space > span.end else end
    return start, max(end, span.end)


def _cut(text: str) -> str:
    """A text on one line, its middle left out if it is long."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
    return text_of(re.sub(r"[ \t]*(?:\r\n|\r|\n)\s*", " ↵ ", text))
