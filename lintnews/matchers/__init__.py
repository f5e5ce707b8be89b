"""From an index and a document to findings. What the kinds share is here: context, and how a match becomes a finding."""

from __future__ import annotations

from lintnews.document import Document
from lintnews.findings import Applicability, Confidence, Edit, Finding, Fix, Severity, family
from lintnews.matchers.walk import Block, ends
from lintnews.spans import Span, common_ends
from lintnews.tokens import copy_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from lintnews.index import RuleHead

BEFORE = 10  # tokens that a pattern in `before` may reach back

_TEXT_FAMILIES = ("markup", "boilerplate")  # their faults are no speaker's words


def finding(
    document: Document, head: RuleHead, span: Span, news: Iterable[str], message: str, key: str = "", raw: bool = False
) -> Finding | None:
    """A finding of the rule at `span`, with a fix for each of `news`, best first; None where quotation marks or the format silence it.

    In `message`, {found} and {fix} are filled in. `raw`: the rule read the text itself, so its fix may replace what is masked.
    """
    if head.formats and document.format not in head.formats:
        return None
    whose = family(head.id)
    applicability = Applicability(head.fix)
    if whose not in _TEXT_FAMILIES and document.in_quotation(span):
        if not head.quotes:
            return None
        applicability = min(applicability, Applicability.UNSAFE)
    found = document.text[span.start : span.end]
    fixes = []
    distinct = [new for new in dict.fromkeys(news) if new != found]
    if len(distinct) > 1:
        applicability = min(applicability, Applicability.UNSAFE)
    for new in distinct:
        edits = (Edit(span, new),) if raw and new else edits_for(document, span, new)
        if edits is not None:
            fixes.append(Fix(edits, f"“{found}” → “{new}”" if new else f"delete “{found}”", applicability))
    if "{" in message:
        message = message.replace("{found}", found).replace("{fix}", distinct[0] if distinct else "")
    rule = f"{head.id}[{key}]" if key else head.id
    return Finding(rule, span, message, Severity(head.severity), Confidence(head.confidence), tuple(fixes))


def edits_for(document: Document, span: Span, new: str) -> tuple[Edit, ...] | None:
    """The edits that put `new` at `span`; None if they would tear masked text out."""
    if not new:
        return deletion(document, span)
    if not document.masked(span):
        return (Edit(span, new),)
    head, tail = common_ends(document.text[span.start : span.end], new)
    core = Span(span.start + head, span.end - tail)
    return None if document.masked(core) else (Edit(core, new[head : len(new) - tail]),)


def deletion(document: Document, span: Span) -> tuple[Edit, ...]:
    """The edits that delete `span` and leave no gap: its line if that is all the line holds, else one of the spaces around it."""
    text = document.text
    start, end = span
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    begins = start == 0 or text[start - 1] in "\r\n"
    finishes = end == len(text) or text[end] in "\r\n"
    if begins and finishes:
        return (_line_deletion(text, start, end),)
    if begins:
        return _with_capital(text, span, Edit(Span(span.start, end), ""))
    if finishes:
        return (Edit(Span(start, span.end), ""),)
    gap_before, gap_after = span.start - start, end - span.end
    if gap_before and (gap_after or text[span.end] in ".,;:!?)\u201d\u2019"):
        kept = Edit(Span(start, span.end), "")
        return _with_capital(text, span, kept) if text[start - 1] in ".!?\u201d" else (kept,)
    if gap_after and not gap_before and not text[span.start - 1].isalnum():
        return _with_capital(text, span, Edit(Span(span.start, end), ""))
    return (Edit(span, ""),)


def _with_capital(text: str, span: Span, edit: Edit) -> tuple[Edit, ...]:
    """The deletion, and a capital for the word that now begins the sentence in place of a deleted one."""
    after = edit.span.end
    while after < len(text) and text[after] in " \t":
        after += 1
    if text[span.start].isupper() and after < len(text) and text[after].islower():
        return (edit, Edit(Span(after, after + 1), text[after].upper()))
    return (edit,)


def _line_deletion(text: str, start: int, end: int) -> Edit:
    """Delete whole lines, and the blank lines on one side of them, so that as many stay as stood on the larger side."""
    before, after = start, end
    while before > 0 and text[before - 1] in " \t\r\n":
        before -= 1
    while after < len(text) and text[after] in " \t\r\n":
        after += 1
    if before == 0:
        return Edit(Span(0, after), "")
    if after == len(text):  # the text ends as it did: with a line end or without
        return Edit(Span(before, end), "")
    gap_before, gap_after = text[before:start], text[end:after]
    if gap_before.count("\n") >= gap_after.count("\n"):
        line = after - (len(gap_after) - gap_after.rfind("\n") - 1)  # keep the next line's indentation
        return Edit(Span(start, max(line, end)), "")
    last = start - (len(gap_before) - gap_before.find("\n")) if "\n" in gap_before else start
    return Edit(Span(last, end), "")


def render(template: tuple[Any, ...], block: Block, span: Span) -> str | None:
    """A compiled template filled from the captures in `block`, in the case and quotation marks of the text; None if it cannot be inflected.

    Parts: ("text", words), ("found", function), ("group", number, function), ("slot", number, forms), ("map", found to new).
    """
    document = block.document
    found = document.text[span.start : span.end]
    out = []
    for part in template:
        kind = part[0]
        if kind == "text":
            out.append(part[1])
        elif kind == "map":
            new = part[1].get(" ".join(document.prose[span.start : span.end].split()))
            if new is None:
                return None
            out.append(new)
        elif kind == "slot":
            new = part[2].get(block.words[block.slots[part[1]]]) if part[1] in block.slots else None
            if new is None:
                return None
            out.append(new)
        else:
            if kind == "group" and part[1] not in block.groups:
                continue
            text = found if kind == "found" else _captured(block, part[1])
            changed = inflected(text, part[-1])
            if changed is None:
                return None
            out.append(changed)
    new = "".join(out).strip()  # a group that captured nothing leaves its space behind
    new = " ".join(new.split()) if "  " in new else new
    return curled(copy_case(found, new), document)


def curled(new: str, document: Document) -> str:
    """A correction with the document's apostrophes: curly if it has one that is."""
    return new.replace("'", "\u2019") if "'" in new and "\u2019" in document.text else new


def _captured(block: Block, group: int) -> str:
    start, end = block.groups[group]
    return block.document.text[block.starts[start] : block.ends[end - 1]] if end > start else ""


def inflected(text: str, function: str) -> str | None:
    """`text` changed as a template's `{1:function}` asks; None if that form is not known."""
    if not function:
        return text
    if function == "lower":
        return text.lower()
    if function == "cap":
        return text[:1].upper() + text[1:]
    from lintnews import lexicon

    return lexicon.inflect(text.lower(), "verb.base" if function == "base" else function)


def fill(message: str, block: Block) -> str:
    """A message with {1}, {2} ... filled from the captures."""
    for group in block.groups:
        if f"{{{group}}}" in message:
            message = message.replace(f"{{{group}}}", _captured(block, group))
    return message


def holds(context: tuple[Any, ...], block: Block, start: int, end: int) -> bool:
    """Whether every condition holds around the match of tokens `start` up to `end`. A condition: (wanted, key, value, within)."""
    return all(_condition(key, value, within, block, start, end) == wanted for wanted, key, value, within in context)


def _condition(key: str, value: Any, within: int, block: Block, start: int, end: int) -> bool:
    if key == "before":
        return _somewhere(value, block, range(max(0, start - BEFORE), start + 1), lambda stop: stop == start)
    if key == "after":
        return _somewhere(value, block, range(end, end + 1), lambda _: True)
    if key == "start":
        return (start in block.sentence_edges()[0]) is value
    if key == "dialect":
        from lintnews.dialects import guess

        return bool(guess(block.document) == value)
    if key == "quoted":
        return block.document.in_quotation(block.span(start, max(end, start + 1))) is value
    sentence = block.document.sentence_at(block.number, block.starts[start])
    low, high = start, end
    if key in ("near", "preceding"):
        while low > 0 and block.starts[low - 1] >= sentence.start and (not within or start - low < within):
            low -= 1
    if key in ("near", "following"):
        while high < len(block.words) and block.starts[high] < sentence.end and (not within or high - end < within):
            high += 1
    return any(word in value for word in block.words[low:start]) or any(word in value for word in block.words[end:high])


def excepted(patterns: tuple[Any, ...], block: Block, start: int, end: int) -> bool:
    """Whether one of the patterns matches so that it overlaps tokens `start` up to `end`."""
    if not patterns:
        return False
    return _somewhere(patterns, block, range(max(0, start - BEFORE), end), lambda stop: stop > start)


def _somewhere(patterns: tuple[Any, ...], block: Block, places: range, wanted: Callable[[int], bool]) -> bool:
    """Whether a pattern matches from one of `places` on and ends as `wanted`. The captures of the match under way stay."""
    saved = block.groups, block.slots
    block.groups, block.slots = {}, {}
    met = any(wanted(stop) for elements in patterns for at in places for stop in ends(elements, block, at))
    block.groups, block.slots = saved
    return met
