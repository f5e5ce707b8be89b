"""Markdown (CommonMark with tables, footnotes and front matter). Paragraphs, headings, list items, quotes and table cells are blocks."""

from __future__ import annotations

import re

from tree_sitter import Language, Parser
from tree_sitter_markdown import inline_language, language

from lintnews.document import Block, Document, Mask
from lintnews.formats.plain import addresses
from lintnews.spans import Span
from lintnews.tokens import CLEAR, OPAQUE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_BLOCKS = Language(language())
_INLINE = Language(inline_language())

_FILLS = {1: CLEAR, 2: OPAQUE}
_RUN = re.compile(rb"\x01+|\x02+")
_MARKUP = re.compile(rb"[*_\[\]<>`!\\~&]")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_CLOSING_HASHES = re.compile(rb"(?:\A|[ \t]+)#+[ \t]*\Z")
_KINDS = {"list_item": "item", "block_quote": "quote", "setext_heading": "heading", "atx_heading": "heading", "pipe_table": "cell"}
_UNREAD = frozenset(
    "minus_metadata plus_metadata fenced_code_block indented_code_block html_block "
    "link_reference_definition pipe_table_delimiter_row".split()
)
_UNREAD_INLINE = frozenset("code_span uri_autolink email_autolink html_tag entity_reference numeric_character_reference".split())
_LINKS = frozenset("inline_link full_reference_link collapsed_reference_link shortcut_link image".split())
_FORMATTING = re.compile(rb"</?(?:a|b|em|i|mark|s|small|span|strong|u)\b", re.I)  # these tags do not part words


def parse(text: str) -> Document:
    """A document of Markdown. Nothing is refused: what cannot be read as Markdown is plain paragraphs.

    Masked as opaque: front matter, code, HTML, addresses, images but for their descriptions. Masked as clear, since a reader sees nothing
    there: the marks of emphasis, escapes, links (brackets and destination) and footnotes, and what a quote or a list puts before a line.
    """
    return _Reader(text).document(text)


def _plain_bytes(text: str) -> bytes:
    """The text as ASCII of the same length that has the same structure: an offset into these bytes is one into the text.

    Letters and punctuation beyond ASCII become a letter and a comma, so that emphasis beside a curly quote is seen, which the grammar
    alone does not. A dollar becomes a comma, for prices are no mathematics.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    text = text.replace("$", ",").replace("\0", ",")
    if not text.isascii():
        text = re.sub(r"[^\x00-\x7f]", lambda match: "x" if match.group().isalnum() else ",", text)
    return text.encode("ascii")


class _Reader:
    """Collects the blocks of a text, and for each code point whether it is prose (0), clear (1) or opaque (2)."""

    def __init__(self, text: str) -> None:
        self.source = _plain_bytes(text)
        self.fills = bytearray(len(self.source))
        self.blocks: list[Block] = []
        self.inlines: list[tuple[int, bytes]] = []
        self.labels: set[bytes] = set()
        self.comments: list[Span] = []
        self.parser = Parser(_INLINE)

    def document(self, text: str) -> Document:
        self.read_blocks(Parser(_BLOCKS).parse(self.source).root_node)
        for start, source in self.inlines:
            self.read_inline(self.parser.parse(source).root_node, source, start)
        blocks = sorted(self.blocks)
        for start, end in addresses(text, [block.span for block in blocks]):
            if not self.fills[start]:
                self.mask(start, end, 2)
        masks = tuple(Mask(Span(*match.span()), _FILLS[match.group()[0]]) for match in _RUN.finditer(self.fills))
        return Document(text, tuple(blocks), masks, "markdown", tuple(sorted(self.comments)))

    def mask(self, start: int, end: int, fill: int) -> None:
        self.fills[start:end] = bytes((fill,)) * (end - start)

    def find_comments(self, start: int, end: int) -> None:
        self.comments += (Span(*match.span()) for match in _COMMENT.finditer(self.source, start, end))

    def read_blocks(self, root: Node) -> None:
        stack = [(root, "paragraph")]
        while stack:
            node, kind = stack.pop()
            if node.type in _UNREAD:
                if node.type == "link_reference_definition" and node.children:
                    self.labels.add(_label(self.source[node.children[0].start_byte : node.children[0].end_byte]))
                elif node.type == "html_block":
                    self.find_comments(node.start_byte, node.end_byte)
                self.mask(node.start_byte, node.end_byte, 2)
            elif node.type in ("inline", "pipe_table_cell"):
                self.add(node, kind)
            elif node.type == "ERROR":
                for match in re.finditer(rb"\S(?:.*\S)?(?:\n.*\S)*", self.source[node.start_byte : node.end_byte]):
                    self.blocks.append(Block(Span(*match.span()).shift(node.start_byte)))
            else:
                kind = _KINDS.get(node.type, kind)
                stack += ((child, kind) for child in node.children)

    def add(self, node: Node, kind: str) -> None:
        """Make a block of a node that holds inline text; its marks are read when all link definitions are known."""
        start, end = node.start_byte, node.end_byte
        source = bytearray(self.source[start:end])
        for child in node.children:
            if child.type == "block_continuation":
                self.mask(child.start_byte, child.end_byte, 1)
                source[child.start_byte - start : child.end_byte - start] = b" " * (child.end_byte - child.start_byte)
        if kind == "heading" and (hashes := _CLOSING_HASHES.search(source)):
            del source[hashes.start() :]
        lead = len(source) - len(source.lstrip())
        span = Span(start + lead, start + len(source.rstrip()))
        if span.start < span.end:
            self.blocks.append(Block(span, kind))
            if _MARKUP.search(source):
                self.inlines.append((start, bytes(source)))

    def read_inline(self, root: Node, source: bytes, base: int) -> None:
        stack = [root]
        while stack:
            node = stack.pop()
            start, end = base + node.start_byte, base + node.end_byte
            if node.type in _UNREAD_INLINE:
                if node.type == "html_tag":
                    self.find_comments(start, end)
                self.mask(start, end, 1 if _FORMATTING.match(source, node.start_byte) else 2)
            elif node.type == "emphasis_delimiter":
                self.mask(start, end, 1)
            elif node.type in ("backslash_escape", "hard_line_break"):
                if source[node.start_byte] == 0x5C:
                    self.mask(start, start + 1, 1)
            elif node.type in _LINKS:
                stack += self.read_link(node, source, base)
            else:
                stack += node.children

    def read_link(self, node: Node, source: bytes, base: int) -> Iterator[Node]:
        """Mask a link or an image but for its text, which is given back; brackets that are no link stay."""
        start, end = node.start_byte, node.end_byte
        shown = next((child for child in node.children if child.type in ("link_text", "image_description")), None)
        if source.startswith(b"[^", start):
            self.mask(base + start, base + end + source.startswith(b":", end), 1)
            return
        if node.type != "inline_link" and not source.endswith(b")", start, end) and not self.defined(node, source):
            yield from node.children
            return
        fill = 2 if node.type == "image" else 1
        if shown is None:
            self.mask(base + start, base + end, fill)
            return
        self.mask(base + start, base + shown.start_byte, fill)
        self.mask(base + shown.end_byte, base + end, fill)
        yield shown

    def defined(self, node: Node, source: bytes) -> bool:
        """Whether the label that a reference names is defined: "[sic]" is a link only where it is."""
        named = next((child for child in reversed(node.children) if child.type == "link_label"), None)
        if named is None:
            named = next((child for child in node.children if child.type in ("link_text", "image_description")), node)
        return _label(source[named.start_byte : named.end_byte]) in self.labels


def _label(raw: bytes) -> bytes:
    return b" ".join(raw.strip(b"[]").lower().split())
