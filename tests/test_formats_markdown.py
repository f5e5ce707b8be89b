"""Markdown: exact places of its prose, and no error on anything."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lintnews.formats import parse
from lintnews.tokens import CLEAR, OPAQUE

PIECES = [
    "> ", "- ", "1. ", "\n", "\r\n", "\r", "\n\n", "    ", "\t", "`", "```", "~~~", "[", "]", "(", ")", "[a](b)", "[^1]",
    "<", ">", "!", "*", "**", "_", "# ", "|", "|-|-|", "---", "===", "+++", "<!--", "-->", "<div>", "</b>", "&amp;", "\\",
    "word", "two words", "\u00e9", "\U0001f600", "\u201c", "\u00a0", "\0", "http://a.b", "$", "~~", "\ufeff", "[x] ", ": ",
]  # fmt: skip


def read(text: str) -> list[tuple[str, str]]:
    """The blocks of a text as kind and prose, opaque code points as `@`, clear ones left out."""
    document = parse(text, "markdown")
    return [(kind, document.cased[slice(*span)].replace(OPAQUE, "@").replace(CLEAR, "")) for span, kind in document.blocks]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=50).map("".join)))
@example("\ud800")
@example("> " * 2000)
@example("[" * 2000)
def test_any_text_gives_blocks_and_masks_in_order(text: str) -> None:
    document = parse(text, "markdown")
    for spans in ([block.span for block in document.blocks], [mask.span for mask in document.masks]):
        at = 0
        for start, end in spans:
            assert at <= start < end <= len(text)
            at = end
    assert all(text[slice(*block.span)] == text[slice(*block.span)].strip(" \t\r\n") for block in document.blocks)
    assert len(document.prose) == len(text)


@given(st.lists(st.sampled_from(PIECES), max_size=50).map("".join))
def test_no_word_is_lost(text: str) -> None:
    document = parse(text, "markdown")
    seen = bytearray(len(text))
    for start, end in [block.span for block in document.blocks] + [mask.span for mask in document.masks]:
        seen[start:end] = b"\x01" * (end - start)
    assert "".join(c for c, known in zip(text, seen, strict=True) if not known and c.isalpha() and c != "x") == ""


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("A *stressed* and **bold** word.", [("paragraph", "A stressed and bold word.")]),
        ("One line\nand another.\n\nNext.", [("paragraph", "One line\nand another."), ("paragraph", "Next.")]),
        ("# Head #\n\nSet\n===\n", [("heading", "Head"), ("heading", "Set")]),
        ("A [link](http://a.b 'title') here.", [("paragraph", "A link here.")]),
        ("A [link][ref] or [ref], not [sic].\n\n[ref]: http://a.b", [("paragraph", "A link or ref, not [sic].")]),
        ("See ![a *red* car](b.png) now", [("paragraph", "See @@a red car@@@@@@@@ now")]),
        ("Run `x y` or <http://a.b>.", [("paragraph", "Run @@@@@ or @@@@@@@@@@@@.")]),
        ("At http://a.b/c_d_e. Then", [("paragraph", "At @@@@@@@@@@@@@@@@. Then")]),
        ("Said.[^1] More.\n\n[^1]: A note.", [("paragraph", "Said. More."), ("paragraph", " A note.")]),
        ("> One\n> two *three*\nlazy", [("quote", "One\ntwo three\nlazy")]),
        ("> > Deep\n> > er\n>\n> Out", [("quote", "Deep\ner"), ("quote", "Out")]),
        ("- one\n  more\n- two\n  - [ ] three\n", [("item", "one\nmore"), ("item", "two"), ("item", "three")]),
        ("| a | b |\n|---|---|\n| *c* d | e \\| f |\n", [("cell", "a"), ("cell", "b"), ("cell", "c d"), ("cell", "e | f")]),
        ("---\ntitle: x\n---\n\nText", [("paragraph", "Text")]),
        ("+++\ntitle = 1\n+++\n\nText", [("paragraph", "Text")]),
        ("```\ncode\n```\n\n    more code\n\n<div>\nraw\n</div>\n\n<!-- note -->\n\nText", [("paragraph", "Text")]),
        ("A <b>bold</b> word<br>and", [("paragraph", "A bold word@@@@and")]),
        ("It costs $5 **to** $6 \\* each.", [("paragraph", "It costs $5 to $6 * each.")]),
        ("He said *\u201cno\u201d* to _na\u00efve_ \U0001f600 _men_.", [("paragraph", 'He said "no" to na\u00efve \U0001f600 men.')]),
    ],
)
def test_what_is_prose(text: str, blocks: list[tuple[str, str]]) -> None:
    assert read(text) == blocks
    windows = text.replace("\n", "\r\n")
    assert read(windows) == [(kind, prose.replace("\n", "\r\n")) for kind, prose in blocks]


def test_places_are_exact_beyond_ascii() -> None:
    text = "\u201cCaf\u00e9\u201d \U0001f600\r\n\r\n> - *caf\u00e9* au\r\n>   lait\r\n"
    document = parse(text, "markdown")
    assert [text[slice(*block.span)] for block in document.blocks] == ["\u201cCaf\u00e9\u201d \U0001f600", "*caf\u00e9* au\r\n>   lait"]
    assert document.words[1] == ["caf\u00e9", "au", "lait"]
    assert [text[start] for start in document.tokens(1).starts] == ["c", "a", "l"]
