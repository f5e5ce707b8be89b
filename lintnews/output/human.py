"""For people: each fault under its place in the text, with what it is to become."""

from __future__ import annotations

from lintnews.findings import Applicability, Edit, Finding, apply_edits, safest
from lintnews.output.terminal import SEVERITIES, WIDTH, Paint, cells, escape
from lintnews.report import Counts, Report, count
from lintnews.spans import LineIndex, Span
from lintnews.spun import Spun

LABELS = {Applicability.SAFE: "safe fix", Applicability.UNSAFE: "unsafe fix", Applicability.SHOWN: "suggestion"}
LONGEST = 60  # code points of a correction that is shown whole
SLACK = 12  # columns that a cut may move so that it falls between words


def render(report: Report, colour: bool = False, width: int = WIDTH, summed: bool = True) -> str:
    """The findings, file by file, and if they are to be `summed` a summary."""
    paint = Paint(colour)
    parts = []
    for file in report.files:
        if file.findings:
            lines = file.lines()
            parts += [_finding(finding, escape(file.path), lines, paint, width) for finding in file.findings]
            if verdict := file.spun:
                parts.append(f"{paint('bold', escape(file.path) + ':')} {machine_rewritten(verdict, file.text)}\n")
    counts = count(report)
    if counts.checked and summed:
        parts.append(paint("bold", summary(counts)) + "\n")
    return "\n".join(parts)


def machine_rewritten(verdict: Spun, text: str) -> str:
    """One line: that an article looks machine-rewritten, and by what."""
    phrases = [f"“{escape(text[finding.span.start : finding.span.end])}”" for finding in verdict.evidence]
    shown = ", ".join(phrases[:3])
    return f"looks machine-rewritten: {shown}" + (f" and {len(phrases) - 3} more." if len(phrases) > 3 else ".")


def summary(counts: Counts) -> str:
    """One line: how many faults there are, and how many can be fixed how."""
    done = f"Fixed {_number(counts.fixed, 'fault')}" if counts.fixed else ""
    if not counts.faults:
        return f"{done}; none are left." if done else f"No faults in {_number(counts.checked, 'file')}."
    left = f"{_number(counts.faults, 'fault')} in {_number(counts.files, 'file')}"
    line = f"{done}; {left} remain" if done else left
    ways = []
    if counts.safe:
        ways.append(f"{counts.safe} can be fixed with --fix")
    if counts.unsafe:
        ways.append(
            f"{counts.unsafe} more with --unsafe-fixes" if counts.safe else f"{counts.unsafe} can be fixed with --fix --unsafe-fixes"
        )
    return f"{line}: {', '.join(ways)}." if ways else f"{line}."


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _finding(finding: Finding, path: str, lines: LineIndex, paint: Paint, width: int) -> str:
    line, column = lines.position(finding.span.start)
    severity = SEVERITIES[finding.severity]
    place, rule = f"{path}:{line}:{column}:", f"({escape(finding.rule)})"
    head = f"{paint('bold', place)} {paint(severity, f'{severity}:')} {escape(finding.message)} {paint('dim', rule)}\n"
    gutter = " " * len(str(line)) + " " + paint("gutter", "│") + " "
    whole = lines.span(line - 1)
    room = width - len(str(line)) - 3
    more = lines.line_of(max(finding.span.end - 1, finding.span.start)) - (line - 1)
    label, style = label_of(finding, lines.text)
    if more:
        rest = f"and {_number(more, 'more line')}"
        label = f"{rest} {label}" if label else rest
    shown, before, marked = _window(lines.text[whole.start : whole.end], finding.span.shift(-whole.start), room, len(label) + 1)
    source = f"{paint('gutter', str(line))} {paint('gutter', '│')} {shown}\n"
    carets = gutter + " " * before + paint(severity, "^" * marked)
    if not label:
        return head + source + carets + "\n"
    if before + marked + 1 + len(label) <= room:
        return head + source + f"{carets} {paint(style, label)}\n"
    return head + source + f"{carets}\n{gutter}{paint(style, label)}\n"


def _window(line: str, span: Span, room: int, beside: int) -> tuple[str, int, int]:
    """What is shown of a line, the columns before the fault, and the fault's columns.

    A line that is too long is cut around the fault, so that if possible the marks have `beside` columns free on their right.
    """
    first = max(0, span.start - room)
    last = min(len(line), max(span.start, min(span.end, len(line))) + room)
    made = cells(line[first:last])
    start, end = span.start - first, min(span.end, last) - first
    left, right = 0, len(made)
    if first or last < len(line) or _columns(made) > room:
        left, right = _cut(made, start, end, room - 2, beside)
    cut_left, cut_right = bool(first or left), bool(last < len(line) or right < len(made))
    text = "…" * cut_left + "".join(c for c, _ in made[left:right]) + "…" * cut_right
    return text.rstrip(), cut_left + _columns(made[left:start]), max(_columns(made[start : min(end, right)]), 1)


def _cut(made: list[tuple[str, int]], start: int, end: int, room: int, beside: int) -> tuple[int, int]:
    """Where to cut a line: a third of the room stands before the fault, more if little follows; between words where that costs little."""
    fault = _columns(made[start:end])
    context = max((room - fault) // 3, room - fault - _columns(made[end:]))
    left = _back(made, start, max(min(context, room - fault - beside), min(room // 5, SLACK)))
    if left:
        left = next((at + 1 for at in range(left, min(left + SLACK, start)) if made[at][0] == " "), left)
    right = _forward(made, left, room)
    if right < len(made):
        right = next((at for at in range(right, max(right - SLACK, end), -1) if made[at][0] == " "), right)
    return left, right


def _columns(made: list[tuple[str, int]]) -> int:
    return sum(width for _, width in made)


def _back(made: list[tuple[str, int]], at: int, room: int) -> int:
    while at > 0 and room >= made[at - 1][1]:
        at -= 1
        room -= made[at][1]
    return at


def _forward(made: list[tuple[str, int]], at: int, room: int) -> int:
    while at < len(made) and room >= made[at][1]:
        room -= made[at][1]
        at += 1
    return at


def sentence_of(finding: Finding, text: str) -> str:
    """What is wrong with a place of a text, and what becomes of it, in one line."""
    return f"{finding.message} {label_of(finding, text)[0]}".rstrip()


def label_of(finding: Finding, text: str) -> tuple[str, str]:
    """What the fault is to become, and the style to say it in."""
    if not finding.fixes:
        return "", "dim"
    news = [_correction(finding, number, text) for number in range(len(finding.fixes))]
    labels = [LABELS[fix.applicability] for fix in finding.fixes]
    if len(set(labels)) == 1:
        news, labels = [" | ".join(news)], labels[:1]
    style = {Applicability.SAFE: "fix", Applicability.UNSAFE: "unsafe"}.get(safest(finding) or Applicability.SHOWN, "dim")
    return "→ " + " | ".join(f"{new} ({label})" for new, label in zip(news, labels, strict=True)), style


def _correction(finding: Finding, number: int, text: str) -> str:
    """A fix as what stands in the marked words' place, or its title where it reaches beyond them."""
    fix, span = finding.fixes[number], finding.span
    edits = fix.edits
    if edits[0].span.covers(span) and not edits[0].new:
        return "delete"
    in_pieces = len(edits) > 1 and not any(edit.new for edit in edits)  # markup between them stays
    if in_pieces or any(not span.covers(edit.span) for edit in edits) or "\n" in text[span.start : span.end]:
        return escape(fix.title)
    inner = tuple(Edit(edit.span.shift(-span.start), edit.new) for edit in edits)
    new = apply_edits(text[span.start : span.end], inner)
    if len(new) > LONGEST and len(edits) == 1 and len(edits[0].new) <= LONGEST:
        start, end = edits[0].span
        return f"“{escape(text[start:end])}” → “{escape(edits[0].new)}”" if end > start else f"add “{escape(edits[0].new)}”"
    shown = escape(new if len(new) <= LONGEST else f"{new[: LONGEST // 2]} … {new[-LONGEST // 2 :]}")
    return shown if shown == shown.strip() else f"“{shown}”"
