"""HTML: its prose as a reader sees it, exact places of that in the page, and fixes that leave the markup whole."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import lintnews
from lintnews.findings import Applicability, Confidence, Edit, Finding, Fix, Severity, apply_edits
from lintnews.formats import parse
from lintnews.planner import Plan, Planner
from lintnews.settings import Settings
from lintnews.spans import Span
from lintnews.tokens import OPAQUE

if TYPE_CHECKING:
    from conftest import Lintnews

PAGES = Path(__file__).parent / "pages"
TAGS = ["<p>", "</p>", "<b>", "</b>", "<i class='a > b'>", "</i>", "<br/>", "<li>", "<code>", "</code>", "<pre>", "</pre>", "<img alt='x'>"]
TAGS += [
    "<sup>",
    "</sup>",
    "<q>",
    "</q>",
    "<div>",
    "</div>",
    "<!-- a -->",
    "<SCRIPT>if (a<b)</SCRIPT>",
    "<td>",
    "</ul>",
    "<head>",
    "<body>",
]
WORDS = ["word", "two words ", " ", "\n", "\r\n", "\u00a0", "&nbsp;", "&rsquo;", "&amp;", "&amp;nbsp;", "&#8217;", "&eacute", "&", "&#10;"]
WORDS += ["\u00e9", "\U0001f600", "\u201c", "1", ". ", ">", "AT&T", "&shy;", "http://a.b", "&notanentity;", "T", "&NotEqualTilde;"]


def read(text: str) -> list[tuple[str, str]]:
    """The blocks of a page as kind and prose, opaque code points as `@`."""
    document = parse(text, "html")
    return [(kind, document.cased[slice(*span)].replace(OPAQUE, "@")) for span, kind in document.blocks]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("<h2>Head</h2><p>A <b>bold</b>\n   word.</p>", [("heading", "Head"), ("paragraph", "A bold word.")]),
        ("<p>it&rsquo;s caf&eacute; &#8212; AT&T &amp; R & D, 5 < 6", [("paragraph", "it's caf\u00e9 \u2014 AT&T & R & D, 5 < 6")]),
        ("<span>T</span>he un<i>think</i>able", [("paragraph", "The unthinkable")]),
        ("<a>Share</a><a>Tweet</a>", [("paragraph", "Share Tweet")]),
        ("a&nbsp;&nbsp; <b> b</b>", [("paragraph", "a b")]),
        ("so&shy;ft so<wbr>ft", [("paragraph", "soft soft")]),
        ("<ul><li>One<li>Two</ul>three", [("item", "One"), ("item", "Two"), ("paragraph", "three")]),
        ("<blockquote><p>a</p><p>b</p></blockquote>c", [("quote", "a"), ("quote", "b"), ("paragraph", "c")]),
        ("<table><tr><td>a<td>b</table>", [("cell", "a"), ("cell", "b")]),
        ("One<br>Two<br>three<br><br>four", [("paragraph", "One"), ("paragraph", "Two three"), ("paragraph", "four")]),
        ("Use <code>a <b>b</b></code>, <img alt='c'> or <kbd>d</kbd>.", [("paragraph", "Use @, @ or @.")]),
        ("<p><img alt='c'> A caption</p>", [("paragraph", "A caption")]),
        ("<p>a</p><pre>b\n<i>c</i></pre><textarea>d</textarea><script>'<p>e'</script><p>g", [("paragraph", "a"), ("paragraph", "g")]),
        ("<head><title>a</title><body>b <!-- c --><![CDATA[ d ]]><?php e ?>f", [("paragraph", "b f")]),
        ("So <del>not</del> it is.<sup>[1]</sup> The 4<sup>th</sup>, H<sub>2</sub>O", [("paragraph", "So it is. The 4th, H2O")]),
        ("He said <q>no</q>.", [("paragraph", 'He said "no".')]),
        ("At http://a.b/c for <b title='d'>e</b>", [("paragraph", "At @@@@@@@@@@@@ for e")]),
        ("&amp;nbsp; &lt;b&gt;", [("paragraph", "&nbsp; <b>")]),
        ("a</p></div><p>b</i> c", [("paragraph", "a"), ("paragraph", "b c")]),
    ],
)  # fmt: skip
def test_what_is_prose(text: str, blocks: list[tuple[str, str]]) -> None:
    assert read(text) == blocks


@given(st.one_of(st.text(), st.lists(st.sampled_from(TAGS + WORDS + ["<", "</", "<!--", "<x"]), max_size=50).map("".join)))
@example("<code>" * 2000)
@example("\ud800<b>")
def test_any_text_gives_blocks_in_order_and_places_that_never_go_back(text: str) -> None:
    document = parse(text, "html")
    assert document.origin is not None
    starts, ends = document.origin.starts, document.origin.ends
    assert len(starts) == len(ends) == len(document.text)
    at = 0
    for start, end in zip(starts, ends, strict=True):
        assert at <= start <= end <= len(text)
        at = end
    at = 0
    for start, end in (block.span for block in document.blocks):
        assert at <= start < end
        at = end


def tags(text: str) -> list[str]:
    """The tags and comments of a page, as they are written."""
    found: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            found.append(self.get_starttag_text() or "")

        def handle_endtag(self, tag: str) -> None:
            found.append(f"</{tag}>")

        def handle_comment(self, data: str) -> None:
            found.append(f"<!--{data}-->")

    reader = Reader()
    reader.feed(text)
    reader.close()
    return found


@given(st.lists(st.sampled_from(TAGS + WORDS), max_size=30).map("".join), st.data())
def test_no_edit_touches_markup(text: str, data: st.DataObject) -> None:
    document = parse(text, "html")
    start = data.draw(st.integers(0, len(document.text)))
    span = Span(start, data.draw(st.integers(start, len(document.text))))
    new = data.draw(st.sampled_from(["", "new", "x < y & <b>z</b>", document.text[slice(*span)] + "more", document.text[slice(*span)][1:]]))
    fix = Fix((Edit(span, new),), "", Applicability.SAFE)
    assert document.origin is not None
    made = document.origin.finding(Finding("a/b", span, "", Severity.ERROR, Confidence.HIGH, (fix,)))
    assert 0 <= made.span.start <= made.span.end <= len(text)
    for one in made.fixes:
        at = 0
        for place, _ in one.edits:
            assert at <= place.start <= place.end <= len(text)
            at = place.end
        assert tags(apply_edits(text, one.edits)) == tags(text)


def plain(source: str) -> str:
    """What a piece of a page says, in an independent reading."""
    source = re.sub(r"<sup>.*?</sup>|<!--.*?-->", "", source, flags=re.DOTALL)
    source = re.sub(r"<code.*?</code>|<img[^>]*>", OPAQUE, source, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^<>]+>", "", source)).split())


@pytest.mark.parametrize("page", sorted(PAGES.iterdir()), ids=lambda page: page.name)
def test_places_hold_the_same_words(page: Path) -> None:
    source = page.read_text(encoding="utf-8")
    document = parse(source, "html")
    assert len(document.blocks) >= 5
    for number, block in enumerate(document.blocks):
        assert plain(source[slice(*document.place(block.span))]) == document.text[slice(*block.span)]
        for sentence in document.sentences(number):
            assert plain(source[slice(*document.place(sentence))]) == document.text[slice(*sentence)].strip()


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Planner().plan(Settings(), "")


BLOCK_EDITOR = (
    ("should <em>of</em>", "should <em>have</em>"),
    ("couldn&#8217;t of come", "couldn&#8217;t have come"),
    ("For all intensive purposes", "For all intents and purposes"),
    ("&amp;amp;", "&amp;"),
    (">Share on Facebook<", "><"),
    (">Share on Twitter<", "><"),
)


def test_fixes_of_a_page_land_in_its_source(lintnews: Lintnews, tmp_path: Path) -> None:
    """The doubled word across `<a>` is mended too, in one of its two places; nothing else changes."""
    raw = (PAGES / "block-editor.html").read_bytes()
    (tmp_path / "page.html").write_bytes(raw)
    lintnews("check", "--fix", "page.html")
    expected = raw.decode()
    for before, after in BLOCK_EDITOR:
        assert before in expected
        expected = expected.replace(before, after)
    fixed = (tmp_path / "page.html").read_bytes()
    assert tags(fixed.decode()) == tags(raw.decode())
    assert re.sub(r"for the&nbsp;(<a [^>]*>)the ", r"for \1the ", expected) == re.sub(
        r"the&nbsp;(<a [^>]*>)(?:the )?", r"\1the ", fixed.decode()
    )
    lintnews("check", "--fix", "page.html")
    assert (tmp_path / "page.html").read_bytes() == fixed


def test_a_page_in_ascii_stays_in_ascii() -> None:
    assert lintnews.fix("<p>It&rsquo;s so. Its a pity it isnt so.</p>", format="html").isascii()
    assert lintnews.fix("<p>Fish &amp;pound; chips.</p>", format="html") == "<p>Fish &#163; chips.</p>"
    assert lintnews.fix("<p>Caf\u00e9: fish &amp;pound; chips.</p>", format="html") == "<p>Caf\u00e9: fish \u00a3 chips.</p>"


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("<p>She could&nbsp;of won.</p>", "<p>She could&nbsp;have won.</p>"),
        ("<p>She could<!-- sic --> of won.</p>", "<p>She could<!-- sic --> have won.</p>"),
        ("<p>She c<b>ou</b>ld <i>o</i>f won.</p>", "<p>She c<b>ou</b>ld <i>o</i>f won.</p>"),  # a correction would cut through <i>
        ("<p>Fish &amp;nbsp;and chips.</p>", "<p>Fish and chips.</p>"),
        ("<p>A &lt;b&gt;bold&lt;/b&gt; move.</p>", "<p>A bold move.</p>"),
        ("<p>Fish &amp;amp; chips</p>", "<p>Fish &amp; chips</p>"),
        ("<p>Fish &amp; chips cost 5 < 6.</p>", "<p>Fish &amp; chips cost 5 < 6.</p>"),
    ],
)
def test_fixes_keep_the_markup_whole(text: str, fixed: str) -> None:
    assert lintnews.fix(text, format="html") == fixed


def test_comments_sic_and_words_hold_in_a_page() -> None:
    text = (
        "<p>She could of won.</p><!-- lintnews: off-next-block --><p>She could of won.</p><p>&ldquo;I could of&rdquo; [sic], she said.</p>"
    )
    assert [finding.span.start for finding in lintnews.check(text, format="html")] == [text.index("could")]
    settings = {"allow": [{"text": "She could of won"}]}
    assert lintnews.check("<p>She&nbsp;could <b>of</b> won.</p>", format="html", settings=settings) == []


def test_findings_name_the_lines_of_the_page() -> None:
    text = "<html>\n<body>\n<ul>\n<li>Share on Facebook</li>\n<li>Share on Twitter</li>\n</ul>\n"
    (found,) = lintnews.check(text, format="html")
    assert "lines 4-5 " in found.message
    assert text[slice(*found.span)] == "Share on Facebook</li>\n<li>Share on Twitter"


def real_texts() -> list[tuple[str, str, str]]:
    """Pages of ours and of this Python, and what installed packages say of themselves in Markdown: name, format, text."""
    found = [(page.name, "html", page.read_text(encoding="utf-8")) for page in sorted(PAGES.iterdir())]
    for page in sorted(Path(re.__file__).parent.parent.rglob("idlelib/*.html")):
        found.append((page.name, "html", page.read_text(encoding="utf-8")))
    for package in sorted(distributions(), key=lambda package: package.metadata["Name"].lower()):
        if package.metadata["Description-Content-Type"] and "markdown" in package.metadata["Description-Content-Type"]:
            text = package.metadata.get_payload() or package.metadata["Description"]  # type: ignore[attr-defined]
            found.append((package.metadata["Name"], "markdown", str(text)))
    return found[:30]


@pytest.mark.parametrize(("name", "format", "text"), real_texts(), ids=lambda value: value if len(value) < 40 else "")
def test_real_texts_keep_all_that_is_no_prose(name: str, format: str, text: str, plan: Plan) -> None:
    findings = plan.check(text, format).findings
    assert [text[slice(*finding.span)] for finding in findings if not text[slice(*finding.span)].strip()] == []
    made = [edit for finding in findings for fix in finding.fixes for edit in fix.edits]
    assert all(0 <= start <= end <= len(text) for (start, end), _ in made)
    for finding in findings:
        for fix in finding.fixes if format == "html" else ():
            assert tags(apply_edits(text, fix.edits)) == tags(text)
    clean = apply_edits(text, ())
    assert clean == text
    if not findings:
        assert lintnews.fix(text, format=format) == text


def test_the_format_is_what_the_suffix_says_or_what_is_asked(lintnews: Lintnews, tmp_path: Path) -> None:
    page = "<p>She <b>could</b> &amp; should of won.</p>\n"
    for name in ("a.html", "a.htm", "a.XHTML", "a.txt"):
        (tmp_path / name).write_text(page)
    rules = {name: "html-tag" in lintnews("check", "--isolated", name).out for name in ("a.html", "a.htm", "a.XHTML", "a.txt")}
    assert rules == {"a.html": False, "a.htm": False, "a.XHTML": False, "a.txt": True}
    assert "html-tag" not in lintnews("check", "--format", "html", "a.txt").out
    assert "html-tag" in lintnews("check", "--format", "plain", "a.html").out
    assert "html-tag" not in lintnews("check", "--format", "html", "-", stdin=page.encode()).out
    (tmp_path / "lintnews.toml").write_text('format = "html"\n[[per-file]]\nfiles = ["a.htm"]\nformat = "plain"\n')
    assert "html-tag" not in lintnews("check", "a.txt").out
    assert "html-tag" in lintnews("check", "a.htm").out
    assert "html-tag" in lintnews("check", "--format", "plain", "a.txt").out
    assert lintnews("stats", "a.txt").out.split()[7] == "5"
    assert '"plain"  # lintnews.toml: per-file[1]' in lintnews("config", "show", "a.htm").out


def test_an_unknown_format_is_an_error(lintnews: Lintnews, tmp_path: Path) -> None:
    (tmp_path / "lintnews.toml").write_text('format = "htm"\n')
    done = lintnews("check")
    assert (done.status, done.err) == (2, "error: lintnews.toml: format: must be one of 'plain', 'markdown', 'html', not 'htm'\n")
    assert lintnews("check", "--format", "htm").status == 2


def test_folders_are_searched_for_pages_only_if_asked(lintnews: Lintnews, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>She could of won.</p>")
    assert lintnews("check", ".").status == 0
    (tmp_path / "lintnews.toml").write_text('include = [".html"]\n')
    assert lintnews("check", ".").status == 1
