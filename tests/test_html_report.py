"""The HTML fix report, in the browser in which an editor opens it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Lintnews
    from playwright.sync_api import Browser, Page

    Open = Callable[..., Page]

ROUNDS = """\
pack: rounds
about: Rules that build on one another's fixes.
defaults: {severity: error, confidence: high, fix: safe, source: observed in tests}
rules:
- {id: one, about: One., phrase: zork, replace: zark, bad: ["A {zork -> zark}."], good: [None.]}
- {id: two, about: Two., phrase: zark plim, replace: zark plum, bad: ["A {zark plim -> zark plum}."], good: [None.]}
- {id: three, about: Three., phrase: plum frop, replace: "", bad: ["A {plum frop -> }."], good: [None.]}
- {id: left, about: Left., severity: warning, phrase: big frip, replace: large frip, bad: ["A {big frip -> large frip}."], good: [None.]}
- {id: right, about: Right., phrase: frip norp, replace: frap norp, bad: ["A {frip norp -> frap norp}."], good: [None.]}
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def rounds(folder: Path, house: Path) -> Path:
    """The folder, with the rules of `ROUNDS` too."""
    (folder / "rounds.yaml").write_text(ROUNDS)
    (folder / "lintnews.toml").write_text(f'rules = ["{house.as_posix()}", "rounds.yaml"]\nselect = ["house", "rounds"]\n')
    return folder


@pytest.fixture
def report(lintnews: Lintnews, folder: Path, browser: Browser) -> Iterator[Open]:
    """Checks the folder and opens the report; anything that goes wrong in the page, or that it fetches, fails the test."""
    wrong: list[str] = []
    contexts = []

    def opened(*arguments: str, **looks: Any) -> Page:
        page_file = folder / "report.html"
        page_file.write_bytes(lintnews("check", "--output-format", "html", *arguments).raw)
        context = browser.new_context(**looks)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.goto(page_file.as_uri())
        page.on("request", lambda request: wrong.append(request.url))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def downloaded(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    return download.value.path().read_bytes()


def faults(page: Page) -> list[str]:
    """What the cards of the faults are called."""
    return [label.strip() for label in page.locator("#faults .label").all_text_contents()]


def choose(page: Page, fault: str, choice: str) -> None:
    """Open a fault's card and pick a choice."""
    page.locator("#faults button", has_text=fault).first.click()
    page.get_by_role("radio", name=choice).check()


def test_an_article_is_shown_with_its_faults_and_their_fixes(report: Open, folder: Path) -> None:
    (folder / "a.txt").write_text("A glim day.\n\nIt was blorp, a snerk.\n")
    page = report()
    assert faults(page) == ["“glim” → “glum”", "“blorp” → “blurp”", "“snerk” → “snark”"]
    assert page.locator("#text p").all_text_contents() == ["A glimglum day.", "It was blorp, a snerk."]
    assert page.locator("#text del").all_text_contents() == ["glim"]
    assert page.locator("#text ins").all_text_contents() == ["glum"]
    assert page.locator(".mark.error").all_text_contents() == ["glimglum", "snerk"]
    assert page.locator(".mark.warning").all_text_contents() == ["blorp"]
    assert page.locator("#accepted").text_content() == "3 faults. 1 of 3 fixes accepted."
    assert page.locator("#readability dd").first.is_visible()
    page.locator("#faults button", has_text="snerk").click()
    body = page.locator(".card.open .body")
    assert page.locator(".card.open dd").all_text_contents() == ["It was blorp, a snerk.", "It was blorp, a snark."]
    assert body.get_by_role("radio").count() == 3
    assert "Rule: house/snerk" in (body.text_content() or "")


@pytest.mark.parametrize(
    "raw",
    [
        b"A glim.\nNo end",
        b"\xef\xbb\xbfA glim\r\none\rtwo\x0b\x0c\n\n glim\r\n",
        b"\xff\xfe" + "d\u00e9j\u00e0 \U0001f600 glim\r\n".encode("utf-16-le"),
        b"\xfe\xff" + "\U0001f600 glim \u2028 glim".encode("utf-16-be"),
        "One \U0001f600 glim.\n\nClick grumble to win\n\n\U0001f468\u200d\U0001f469 mish mush; hip hup\n".encode(),
    ],
)
def test_the_download_is_what_fix_makes_to_the_byte(report: Open, lintnews: Lintnews, folder: Path, raw: bytes) -> None:
    article = folder / "a.txt"
    article.write_bytes(raw)
    page = report()
    got = downloaded(page)
    lintnews("check", "--fix", "a.txt")
    assert article.read_bytes() != raw
    assert got == article.read_bytes()


def test_fixes_of_later_rounds_are_in_the_download_as_long_as_those_they_build_on(report: Open, lintnews: Lintnews, rounds: Path) -> None:
    article = rounds / "a.txt"
    article.write_text("One \U0001f600 zork plim frop. A zork plim, a zork.\n", encoding="utf-8")
    page = report()
    first = downloaded(page)
    assert page.locator("#accepted").text_content() == "6 faults. 6 of 6 fixes accepted."
    choose(page, "zork", "Reject")
    assert downloaded(page).decode() == "One \U0001f600 zork plim frop. A zark plum, a zark.\n"
    assert page.locator("#accepted").text_content() == "4 faults. 3 of 4 fixes accepted."
    page.get_by_role("button", name="Start again").click()
    lintnews("check", "--fix", "a.txt")
    assert first == downloaded(page) == article.read_bytes()


def test_of_fixes_at_one_place_one_is_made_and_rejecting_it_frees_the_other(report: Open, lintnews: Lintnews, rounds: Path) -> None:
    article = rounds / "a.txt"
    article.write_text("A big frip norp.\n")
    page = report()
    first = downloaded(page)
    choose(page, "norp", "Reject")
    assert downloaded(page) == b"A large frip norp.\n"
    choose(page, "norp", "Accept")
    assert downloaded(page) == first == b"A big frap norp.\n"
    page.locator("#faults button", has_text="large frip").click()
    assert "touches a fix that is: “frip norp” → “frap norp”" in (page.locator(".waiting").text_content() or "")
    page.get_by_role("button", name="Make it instead").click()
    assert downloaded(page) == b"A large frip norp.\n"
    lintnews("check", "--fix", "a.txt")
    assert article.read_bytes() == first


def test_unsafe_fixes_and_suggestions_can_be_accepted_and_safe_ones_rejected(report: Open, folder: Path) -> None:
    (folder / "a.txt").write_text("glim blorp snerk\n")
    page = report()
    choose(page, "glim", "Reject")
    choose(page, "blorp", "Accept")
    choose(page, "snerk", "smirk")
    assert page.locator("#text p").all_text_contents() == ["glim blorpblurp snerksmirk"]
    page.get_by_role("button", name="Corrected").click()
    assert page.locator("#text p").all_text_contents() == ["glim blurp smirk"]
    assert downloaded(page) == b"glim blurp smirk\n"


def test_the_corrected_text_can_be_copied(report: Open, folder: Path) -> None:
    (folder / "a.txt").write_text("A glim day.\n")
    page = report(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("The corrected text is copied.").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == "A glum day.\n"


def test_faults_can_be_filtered_by_family_and_severity(report: Open, folder: Path) -> None:
    (folder / "lintnews.toml").write_text((folder / "lintnews.toml").read_text().replace('["house"]', '["house", "confusables"]'))
    (folder / "a.txt").write_text("A glim blorp. She could of won.\n")
    page = report()
    assert page.locator(".mark").count() == 3
    page.get_by_role("checkbox", name="warning").uncheck()
    assert faults(page) == ["“glim” → “glum”", "“could of” → “could have”"]
    page.get_by_role("checkbox", name="house").uncheck()
    assert page.locator(".mark").all_text_contents() == ["could ofhave"]
    assert downloaded(page) == b"A glum blorp. She could have won.\n", "what is hidden is still done"
    page.get_by_role("checkbox", name="confusables").uncheck()
    page.get_by_role("checkbox", name="house").check()
    page.get_by_role("checkbox", name="warning").check()
    assert faults(page) == ["“glim” → “glum”", "“blorp” → “blurp”"]


def test_keys_go_from_fault_to_fault_and_decide(report: Open, folder: Path) -> None:
    (folder / "a.txt").write_text("glim blorp snerk\n")
    page = report()
    place = page.locator("#place")
    assert place.text_content() == "Fault 1 of 3"
    page.keyboard.press("r")
    page.keyboard.press("n")
    page.keyboard.press("a")
    assert place.text_content() == "Fault 2 of 3"
    assert page.locator("#status").text_content() == "Accepted: “blorp” → “blurp”. 1 of 3 fixes accepted."
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert place.text_content() == "Fault 3 of 3"
    assert page.evaluate("document.activeElement.id") == "card-2"
    assert downloaded(page) == b"glim blurp snerk\n"
    page.get_by_role("checkbox", name="Keys").uncheck()
    page.keyboard.press("n")
    assert place.text_content() == "Fault 3 of 3"


def test_of_many_files_one_is_shown_at_a_time(report: Open, folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"A glim {name[0]}.\n")
    (folder / "clean.txt").write_text("Fine.\n")
    (folder / "odd.txt").write_bytes(b"\xe9")
    page = report()
    assert page.locator("#summary").text_content() == "2 faults in 2 articles; the safe fixes are accepted."
    assert page.locator("#text").text_content() == "A glimglum a."
    page.get_by_role("button", name="b.txt").click()
    assert page.locator("#text").text_content() == "A glimglum b."
    page.get_by_text("1 article without faults").click()
    assert page.get_by_text("clean.txt").is_visible()
    page.get_by_text("1 file not read").click()
    assert page.get_by_text("is not UTF-8").is_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "b.txt"


def test_nothing_in_an_article_or_a_name_is_run(report: Open, folder: Path) -> None:
    evil = "<script>alert(1)</script><!-- </script><img src=x onerror=alert(2)> \u2028 ${alert(3)} &lt; ]]> <svg/onload=alert(4)>"
    (folder / "lintnews.toml").write_text((folder / "lintnews.toml").read_text().replace('["house"]', '["house", "markup"]'))
    for name in ("a.txt", "a.md", '<img src=x onerror="alert(5)">.txt'):
        (folder / name).write_text(f"{evil} glim {evil}\n\nA glim <!--\n", encoding="utf-8")
    page = report()
    assert page.locator(".article").count() == 3
    for number in range(3):
        page.locator(".article").nth(number).click()
        assert "<script>alert(1)</script><!-- </script><img src=x" in (page.locator("#text").text_content() or "")
        for _ in range(5):
            page.keyboard.press("n")
        page.get_by_role("button", name="Corrected").click()
        page.get_by_role("button", name="Changes").click()
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 2


def test_invisible_characters_are_shown_by_name(report: Open, folder: Path) -> None:
    name = "a\x1b[31m\u202e.txt"
    (folder / name).write_text("A glim \u202efdp.exe\u200b \x07.\n", encoding="utf-8")
    page = report()
    shown = page.locator("body").inner_text()
    assert not set(shown) & set("\u202e\u200b\x07\x1b")
    assert page.locator("#text").inner_text() == "A glimglum U+202Efdp.exeU+200B U+0007."
    assert page.locator("#path").inner_text() == "a<U+001B>[31m<U+202E>.txt"


def test_without_faults_it_says_so(report: Open, folder: Path) -> None:
    (folder / "a.txt").write_text("Fine.\n")
    page = report()
    assert page.locator("#summary").text_content() == "No faults."
    assert not page.locator("main").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_it_is_accessible(report: Open, rounds: Path, scheme: str, width: int) -> None:
    (rounds / "a.txt").write_text("A big frip norp day.\n\nIt was blorp, a snerk. Mish mush.\n\nClick grumble to win\n")
    (rounds / "b.txt").write_text("A glim.\n")
    (rounds / "c.txt").write_text("Fine.\n")
    page = report(color_scheme=scheme, viewport={"width": width, "height": 800})
    assert page.get_by_role("button", name="Make it instead").is_visible()
    page.locator("#rail").evaluate("rail => rail.open = true")
    for view in ("Corrected", "Changes"):
        page.get_by_role("button", name=view).click()
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["impact"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
