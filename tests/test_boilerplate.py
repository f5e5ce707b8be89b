"""What is furniture of a page, how neighbouring lines become one finding, and what is not furniture."""

from __future__ import annotations

import pytest

from lintnews.engines import native
from lintnews.findings import Applicability, Confidence, Finding, Severity, apply_edits
from lintnews.formats import parse
from lintnews.load import load_indexes

PROSE = (
    "The bridge over the Calder will stay shut until May, the council said on Monday after a meeting that ran past midnight.",
    "Two lorries hit its railing in March, and engineers found that the stones below it had moved by the width of a hand.",
)


def found(text: str) -> list[Finding]:
    index = load_indexes()[0]
    active = frozenset(n for n, head in enumerate(index.rules) if head.id.startswith("boilerplate/") and not head.trial)
    return sorted(native.check(parse(text, "plain"), index, active), key=lambda finding: finding.span)


def shown(text: str) -> list[Finding]:
    """What the default level shows."""
    return [f for f in found(text) if f.confidence == Confidence.HIGH and f.severity >= Severity.WARNING]


def article(*lines: str) -> str:
    return "\n\n".join((*PROSE, *lines)) + "\n"


@pytest.mark.parametrize(
    "line",
    [
        "Leave a Reply",
        "Post your comment here",
        "27 comments",
        "View all 8 comments",
        "Your email address will not be published. Required fields are marked *",
        "Please enable JavaScript to view the comments powered by Disqus.",
        "Share this story on Facebook",
        "Share Tweet Pin Email Print",
        "Click to share on WhatsApp (Opens in new window)",
        "Follow us on Instagram",
        "View this post on Instagram",
        "Sign up for our weekly gardening newsletter and never miss a tip!",
        "Get the latest headlines delivered to your inbox every morning.",
        "Already a subscriber? Sign in",
        "You have 3 free articles left this month.",
        "We use cookies to make our site better. By clicking Accept, you agree to our Cookie Policy.",
        "Do Not Sell or Share My Personal Information",
        "Related: Ferry fares to rise in June",
        "**Related Stories**",
        "You might also like: Seven bridges worth a detour",
        "Most Popular",
        "More from the Ledger",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "As an Amazon Associate we earn from qualifying purchases.",
        "© 2024 Calder Valley Press. All rights reserved.",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Privacy Policy | Terms of Use | Contact",
        "This article originally appeared in the Northfield Gazette.",
        "The post Bridge to stay shut appeared first on Calder Today.",
        "Skip to main content",
        "Home | News | Sport | Weather",
        "Page 2 of 6",
        "Back to top",
        "Filed Under: Bridges, Roads",
        "To view this video please enable JavaScript, and consider upgrading to a web browser that supports HTML5 video",
        "6 min read",
        "1.2k shares",
    ],
)
def test_a_self_evident_line_is_deleted(line: str) -> None:
    findings = shown(article(line))
    assert [f.span for f in findings] == [(article(line).index(line), len(article(line)) - 1)]
    assert apply_edits(article(line), findings[0].fixes[0].edits) == article()


@pytest.mark.parametrize(
    "line",
    [
        "PARIS (AP) — The bridge will stay shut, the mayor said on Monday.",
        "___",
        "* * *",
        "Accessibility",
        "FAQ",
        "Emma, by Jane Austen",
        "Comments by the mayor drew applause.",
        "Readers can leave a reply at the desk, where the newsletter also lies.",
        "She said the site set cookies without asking, and that subscribers had left.",
        "Share prices fell on Monday.",
        "The story continues on Sunday.",
        "“Leave a comment,” the sign said. “Follow us on Facebook,” said another.",
        "Related companies paid no tax.",
        "Advertisement spending fell by a tenth.",
    ],
)
def test_what_only_speaks_of_furniture_is_left(line: str) -> None:
    assert shown(article(line)) == []


@pytest.mark.parametrize(
    "line", ["By Dana Frost", "March 3, 2025", "Photo: Dana Frost/Getty Images", "(Reporting by Dana Frost; Editing by Tom Pell)"]
)
def test_credits_and_dates_are_notes(line: str) -> None:
    assert [f.severity for f in found(article(line))] == [Severity.NOTE]


def test_an_interface_word_alone_is_left() -> None:
    assert found("\n".join((PROSE[0], "Facebook", PROSE[1]))) == []


def test_neighbouring_lines_are_one_finding_with_one_deletion() -> None:
    text = article("Leave a Reply", "Required fields are marked *", "Share this article")
    (finding,) = shown(text)
    assert finding.message == "lines 5-9 are page furniture: comment form, share bar (3 lines)"
    assert finding.also == ("boilerplate/share-bar",)
    assert apply_edits(text, finding.fixes[0].edits) == article()
    assert finding.fixes[0].applicability == Applicability.SAFE


def test_a_block_that_is_not_certain_throughout_is_deleted_only_on_demand() -> None:
    text = article("Related Articles", "Ferry Fares to Rise in June", "Leave a Reply")
    (finding,) = shown(text)
    assert [fix.applicability for fix in finding.fixes] == [Applicability.UNSAFE, Applicability.SAFE]
    assert apply_edits(text, finding.fixes[0].edits) == article()
    assert apply_edits(text, finding.fixes[1].edits) == article("Ferry Fares to Rise in June")


def test_a_headline_beside_furniture_is_kept() -> None:
    text = "\n\n".join(("Menu Search Log in", "Bridge to Stay Shut Until May, Council Says", *PROSE, "Share this article")) + "\n"
    assert [text[f.span.start : f.span.end] for f in shown(text)] == ["Menu Search Log in", "Share this article"]


def test_text_without_furniture_is_not_looked_at_for_it() -> None:
    assert found("\n\n".join(("Bridge", "Ferry", "Latest Tides", *PROSE, "Dana Frost", "Lost Pets"))) == []


@pytest.mark.parametrize(
    ("glued", "part"),
    [
        ("Advertisement The mayor said that the bridge would stay shut until May.", "Advertisement"),
        ("The bridge will stay shut, she said. Read more: What it means for ferry riders", "Read more: What it means for ferry riders"),
        ("The bridge will stay shut, she said. Sign up for our morning newsletter.", "Sign up for our morning newsletter."),
    ],
)
def test_only_the_part_that_is_furniture_is_deleted(glued: str, part: str) -> None:
    (finding,) = shown(glued)
    assert glued[finding.span.start : finding.span.end] == part
    assert apply_edits(glued, finding.fixes[0].edits) == " ".join(glued.replace(part, "").split())
