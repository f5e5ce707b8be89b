"""LanguageTool, on its real server; and what becomes of a run when it fails."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from lintnews import check, examples
from lintnews.engines import EngineError, install, server
from lintnews.engines.foreign import Foreign, Guarded
from lintnews.engines.languagetool import CHUNK, LanguageTool
from lintnews.findings import apply_edits
from lintnews.formats import parse
from lintnews.load import load_indexes
from lintnews.packs import load
from lintnews.spans import Span

if TYPE_CHECKING:
    from conftest import Done, Lintnews

PACK = Path(__file__).parent.parent / "rules" / "engines" / "languagetool.yaml"
RULES = load(str(PACK), PACK.read_text("utf-8")).rules
NAMES = frozenset(foreign.name for index in load_indexes() for foreign in index.foreign)
COMMAND = Path(sys.executable).parent / "lintnews"
WAIT = 10.0  # seconds within which a process that is to end has ended


@pytest.fixture(scope="session")
def languagetool(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real LanguageTool, installed into the cache folder of the tests; one copy for all their processes."""
    if not (shutil.which("java") and shutil.which("mvn")):
        if os.environ.get("LINTNEWS_REQUIRE_LANGUAGETOOL"):
            pytest.fail("Java and mvn are needed to test LanguageTool on the real server")
        pytest.skip("Java or mvn is not there")
    with pytest.MonkeyPatch.context() as patch:
        shared = tmp_path_factory.getbasetemp().parent / "languagetool"
        patch.setenv("XDG_CACHE_HOME", str(shared))
        try:
            shared.mkdir()
        except FileExistsError:
            assert _within(120, server.installed), "another process of the tests did not install it"
        else:
            install.install()
        made = server.folder()
        patch.setenv("XDG_CACHE_HOME", str(cache))
        os.makedirs(os.path.dirname(server.folder()), exist_ok=True)
        os.symlink(made, server.folder())
    return cache


@pytest.fixture(scope="session")
def warm(languagetool: Path) -> Iterator[int]:
    """The port of a real server that is left running."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(languagetool))
        port = server.start_warm(120)
        yield port
        server.stop_warm()


def another(cache: Path, folder: Path) -> Path:
    """Another cache folder, with the LanguageTool of the one if that has it."""
    (folder / "lintnews").mkdir(parents=True)
    name = os.path.basename(server.folder())
    if (cache / "lintnews" / name).exists():
        (folder / "lintnews" / name).symlink_to((cache / "lintnews" / name).resolve())
    return folder


@pytest.fixture
def alone(languagetool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder with LanguageTool, and no server left running."""
    made = another(languagetool, tmp_path / "alone")
    monkeypatch.setenv("XDG_CACHE_HOME", str(made))
    return made


def _within(seconds: float, holds: object) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


def running(cache: Path) -> list[str]:
    """The processes that run what is in a cache folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if str(cache) in line and "HTTPServer" in line:
            found.append(f"{folder.name} {line}")
    return found


def gone(cache: Path) -> bool:
    return _within(WAIT, lambda: not running(cache))


def engine(reader: LanguageTool) -> Foreign:
    return Foreign(reader, tuple((index, frozenset(range(len(index.rules)))) for index in load_indexes()))


@pytest.fixture
def trusted(warm: int) -> Foreign:
    return engine(LanguageTool(limit=60))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_trusted_rule_does_on_its_examples_what_they_say(rule, trusted: Foreign) -> None:  # type: ignore[no-untyped-def]
    for bad in rule.bad:
        example = examples.parse(bad)
        (finding,) = (found for found in trusted.check(parse(example.text, "plain")) if found.rule == rule.id)
        (expected,) = example.expected
        assert finding.span == expected.span
        start, end = expected.span
        for new in (expected.news or ())[:1]:
            assert apply_edits(example.text, finding.fixes[0].edits) == example.text[:start] + new + example.text[end:]
    for good in rule.good:
        assert rule.id not in [found.rule for found in trusted.check(parse(good, "plain"))]


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("😀😀 a 𝔘𝔫𝔦 😀 but it. 😀 They had {a} hour 😀 there.", "plain"),
        ("First.\r\n\r\nWe know that they had\r\n{a} hour there.\r\n", "markdown"),
        ("They had\u00a0{a} hour — “all”.", "plain"),
        ("See `code` at https://example.org/x: **they** had *{a}* hour.", "markdown"),
    ],
)
def test_places_are_those_of_the_text(text: str, format: str, trusted: Foreign) -> None:
    start, end = text.index("{"), text.index("}") - 1
    text = text.replace("{", "").replace("}", "")
    found = [f for f in trusted.check(parse(text, format)) if f.span == Span(start, end)]
    assert [apply_edits(text, f.fixes[0].edits) for f in found] == [text[:start] + "an" + text[end:]]


def test_what_is_said_of_a_paragraph_does_not_depend_on_the_others(warm: int) -> None:
    paragraphs = [examples.parse(bad).text for rule in RULES for bad in (*rule.bad, *rule.good)] + ["No end", "", "And then, “", "😀"]
    reader = LanguageTool()
    together = [sorted(answer) for answer in reader.read(paragraphs, "american", NAMES)]
    assert sum(map(len, together)) >= len(RULES)
    assert together == [sorted(reader.read([one], "american", NAMES)[0]) for one in paragraphs]


def test_a_paragraph_of_any_length_is_read_whole(warm: int) -> None:
    filler = "The board met again on Monday and heard the report. "
    text = filler * (2 * CHUNK // len(filler)) + "They had a hour. " + filler * 3
    places = [(said.start, said.end) for said in LanguageTool().read(["Before.", text, "After."], "american", NAMES)[1]]
    assert (text.index("a hour"), text.index("a hour") + 1) in places


def test_a_dictionary_doubts_no_word_that_the_article_knows(warm: int) -> None:
    text = "The goverment fell. Ms. Kowalczyk of Acmex met the zorbers. Some zorbers write to x@qwrty.example, as @asdfg said: “Gud.”"
    found = check(text, settings={"engines": ["languagetool"], "level": "all", "select": ["languagetool/misspelt"]})
    assert [text[f.span.start : f.span.end] for f in found] == ["goverment"]
    assert check(text, settings={"engines": ["languagetool"]}) == []


def test_nothing_but_loopback_is_asked_whatever_the_proxies(warm: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert LanguageTool().read(["They had a hour."], "british", NAMES)[0]


ARTICLE = "She could of won. They had a hour.\n"


def article(folder: Path, toml: str = "") -> None:
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "lintnews.toml").write_text(f'engines = ["native", "languagetool"]\n{toml}', encoding="utf-8")


def test_a_run_starts_a_server_and_leaves_none(alone: Path, lintnews: Lintnews, tmp_path: Path) -> None:
    article(tmp_path)
    done = lintnews("check", "--no-cache", "--output-format", "json", "a.txt")
    findings = json.loads(done.out)["findings"]
    assert "languagetool" in {name for f in findings for name in (f["origin"], *(rule.partition("/")[0] for rule in f["also"]))}
    assert (done.status, done.err, json.loads(done.out)["notes"]) == (1, "", [])
    assert running(alone) == []


def test_the_server_ends_with_a_run_that_is_killed(alone: Path, tmp_path: Path) -> None:
    article(tmp_path)
    run = subprocess.Popen([COMMAND, "check", "--no-cache", "a.txt"], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert _within(30, lambda: any("java" in line.split()[1] for line in running(alone)))
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert gone(alone)


def test_a_server_is_kept_warm_until_it_is_stopped(alone: Path, lintnews: Lintnews, tmp_path: Path) -> None:
    assert lintnews("engines", "status").status == 1
    assert lintnews("engines", "start", "languagetool").out.startswith("LanguageTool is running on http://127.0.0.1:")
    try:
        assert "already" in lintnews("engines", "start", "languagetool").out
        assert lintnews("engines", "status", "languagetool").status == 0
        assert "a server is running on" in lintnews("engines").out
        article(tmp_path)
        assert lintnews("check", "--no-cache", "a.txt").status == 1
        assert len(running(alone)) == 2, "the server and its guard, as before"
    finally:
        assert lintnews("engines", "stop", "languagetool").out == "LanguageTool has ended\n"
    assert gone(alone)
    assert lintnews("engines", "stop").out == "LanguageTool was not running\n"


def test_a_server_that_nobody_uses_ends(alone: Path) -> None:
    assert server.start_warm(60, idle=1)
    assert gone(alone)
    assert server.warm() == 0


def test_a_guard_ends_what_it_guards_when_nobody_says_that_it_is_used(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.write_text("mine")
    guard = subprocess.Popen([sys.executable, server.GUARD, str(state), "2", "sleep", "60"])
    for _ in range(40):
        state.touch()
        time.sleep(0.1)
    assert guard.poll() is None
    guard.wait(WAIT)
    assert not state.exists()


def test_each_reading_says_that_the_server_is_used(warm: int) -> None:
    reader, state = LanguageTool(), Path(server._state())
    for _ in range(2):
        os.utime(state, (0, state.stat().st_mtime - 60))
        before = state.stat().st_mtime
        reader.read(["They had an hour."], "american", NAMES)
        assert state.stat().st_mtime > before


def test_a_port_that_somebody_else_has_is_left_to_them(alone: Path, warm: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class Taken(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    other = ThreadingHTTPServer(("127.0.0.1", 0), Taken)
    Thread(target=other.serve_forever, daemon=True).start()
    free = server._free_port()
    ports = iter([other.server_address[1], free])
    monkeypatch.setattr(server, "_free_port", lambda: next(ports))
    made = server.start(60)
    assert made.port == free
    made.stop()
    other.shutdown()
    assert gone(alone)


def test_a_server_that_dies_is_a_fault_and_leaves_nothing(alone: Path) -> None:
    reader = LanguageTool(limit=30)
    guarded = Guarded(reader)
    assert guarded.read(["They had a hour."], "american", NAMES)[0]
    for line in running(alone):
        if "java" in line.split()[1]:
            os.kill(int(line.split()[0]), signal.SIGKILL)
    assert guarded.read(["They had a hour.", "They had a hour."], "american", NAMES) == [[], []]
    assert guarded.fault.startswith("the server did not answer as LanguageTool does: ")
    guarded.close()
    assert gone(alone)


def test_a_download_that_was_tampered_with_is_refused(languagetool: Path, tmp_path: Path) -> None:
    libs = tmp_path / "libs"
    libs.mkdir()
    for name in install.CHECKSUMS:
        shutil.copy(os.path.join(server.folder(), "libs", name), libs)
    install.verify(str(libs))
    with open(libs / "language-en-6.8.jar", "ab") as file:
        file.write(b" ")
    with pytest.raises(EngineError, match=r"language-en-6\.8\.jar is not the file that we know"):
        install.verify(str(libs))


# What follows needs no real server: each is a process that behaves as one that fails.


def failing(done: Done) -> str:
    """The one note of a run whose other findings are there all the same."""
    assert done.out, done.err
    report = json.loads(done.out)
    assert "confusables/could-of" in [finding["rule"] for finding in report["findings"]]
    (note,) = report["notes"]
    assert note.startswith("languagetool: ") and "\n" not in note
    assert done.status == 1
    return str(note)


MATCH = {
    "message": "m",
    "replacements": [],
    "context": {"text": "", "offset": 0, "length": 0},
    "sentence": "",
    "rule": {"id": "HE_VERB_AGR", "issueType": "grammar", "category": {"id": "GRAMMAR"}},
}


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (200, b"<html>a captive portal</html>", "the server did not answer as LanguageTool does"),
        (200, b'{"matches": [{"rule": 7}]}', "the server did not answer as LanguageTool does"),
        (200, b"{}", "the server did not answer as LanguageTool does"),
        (500, b"Error: Internal Error", "the server did not answer as LanguageTool does"),
        (200, json.dumps({"matches": [{**MATCH, "offset": 5000, "length": 3}]}).encode(), "a place outside the text: 5000 to 5003"),
        (200, json.dumps({"matches": [{**MATCH, "offset": -9, "length": 3}]}).encode(), "a place outside the text"),
        (0, b"", "the server did not answer within 1 seconds"),
        (-1, b"", "the server did not answer as LanguageTool does"),
    ],
)
def test_a_server_that_fails_is_a_note(status: int, answer: bytes, said: str, lintnews: Lintnews, tmp_path: Path) -> None:
    class Failing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(200, json.dumps([{"name": "English", "code": "en", "longCode": code} for code in ("en-US", "en-GB")]).encode())

        def do_POST(self) -> None:
            if status == 0:
                time.sleep(20)
            elif status > 0:
                self._answer(status, answer)

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    stub = ThreadingHTTPServer(("127.0.0.1", 0), Failing)
    stub.daemon_threads = True
    Thread(target=stub.serve_forever, daemon=True).start()
    article(tmp_path, f'[languagetool]\nurl = "http://127.0.0.1:{stub.server_address[1]}"\ntimeout = {1 if status == 0 else 20}\n')
    assert said in failing(lintnews("check", "--output-format", "json", "a.txt"))
    strict = lintnews("check", "--strict-engines", "a.txt")
    assert strict.status == 2
    assert "could of" in strict.out
    assert strict.err.startswith("error: languagetool: ")
    stub.shutdown()


def test_a_server_that_is_not_there_is_a_note(lintnews: Lintnews, tmp_path: Path) -> None:
    article(tmp_path, f'[languagetool]\nurl = "http://127.0.0.1:{server._free_port()}"\n')
    assert "connection refused" in failing(lintnews("check", "--output-format", "json", "a.txt"))


def fake_java(cache: Path, folder: Path, script: str) -> dict[str, str]:
    """An environment in which Java is a script, and LanguageTool seems to be installed."""
    (folder / "bin").mkdir()
    (folder / "bin" / "java").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "bin" / "java").chmod(0o755)
    made = another(cache, folder / "fake")
    (made / "lintnews" / os.path.basename(server.folder())).mkdir(exist_ok=True)
    return {"PATH": f"{folder / 'bin'}:/usr/bin:/bin", "JAVA_HOME": "", "XDG_CACHE_HOME": str(made)}


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exec sleep 60", "the server did not start within 1 seconds"),
        ("exit 1", "the server ended before it answered; it needs Java 17 or later and 1 GB of memory"),
    ],
)
def test_a_server_that_does_not_start_is_a_note(script: str, said: str, cache: Path, lintnews: Lintnews, tmp_path: Path) -> None:
    article(tmp_path, "[languagetool]\ntimeout = 1\n")
    assert said in failing(lintnews("check", "--output-format", "json", "a.txt", env=fake_java(cache, tmp_path, script)))
    assert running(tmp_path) == []


def test_what_is_missing_is_a_note_with_its_remedy(cache: Path, lintnews: Lintnews, tmp_path: Path) -> None:
    article(tmp_path)
    base = ("check", "--output-format", "json", "a.txt")
    env = fake_java(cache, tmp_path, "exit 1")
    place = Path(env["XDG_CACHE_HOME"], "lintnews", os.path.basename(server.folder()))
    place.unlink() if place.is_symlink() else place.rmdir()
    assert "`lintnews engines install languagetool` gets it" in failing(lintnews(*base, env=env))
    (tmp_path / "bin" / "java").unlink()
    env["PATH"] = str(tmp_path / "bin")
    assert "Java is not there; install Java 17 or later" in failing(lintnews(*base, env=env))
    listed = lintnews("engines", env=env)
    assert (listed.status, "install Java 17 or later" in listed.out, "lintnews engines install languagetool" in listed.out) == (
        0,
        True,
        True,
    )
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "language_tool_python.py").write_text("raise ImportError('gone')\n")
    env["PYTHONPATH"] = os.pathsep.join((str(tmp_path / "without"), *sys.path))
    assert "pip install 'lintnews[languagetool]'" in failing(lintnews(*base, env=env))


def test_from_python_an_engine_that_fails_is_an_error(tmp_path: Path) -> None:
    dead = {"url": f"http://127.0.0.1:{server._free_port()}"}
    with pytest.raises(EngineError, match="languagetool: "):
        check("Some text.", settings={"engines": ["native", "languagetool"], "languagetool": dead})


def installing(cache: Path, folder: Path, **tools: str) -> dict[str, str]:
    """An environment without LanguageTool, with scripts for tools and no others."""
    env = fake_java(cache, folder, "echo 'openjdk version \"17.0.1\"' >&2")
    place = Path(env["XDG_CACHE_HOME"], "lintnews", os.path.basename(server.folder()))
    place.unlink() if place.is_symlink() else place.rmdir()
    for name, script in tools.items():
        (folder / "bin" / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / "bin" / name).chmod(0o755)
    return {**env, "PATH": str(folder / "bin")}


def left(env: dict[str, str]) -> list[str]:
    return [entry.name for entry in Path(env["XDG_CACHE_HOME"], "lintnews").iterdir() if "languagetool" in entry.name]


def test_mvn_that_fails_is_one_line_and_leaves_nothing(cache: Path, lintnews: Lintnews, tmp_path: Path) -> None:
    env = installing(cache, tmp_path, mvn="echo '[ERROR] no such artefact'; echo '[ERROR] more'; exit 1")
    done = lintnews("engines", "install", "languagetool", env=env)
    assert (done.status, done.out) == (2, "")
    assert done.err == "error: languagetool: mvn could not get LanguageTool 6.8: [ERROR] no such artefact\n"
    assert left(env) == []


def test_without_mvn_the_client_downloads_and_verifies(cache: Path, lintnews: Lintnews, tmp_path: Path) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("LanguageTool-6.8/languagetool-server.jar", b"jar")

    class Downloads(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(raw.getvalue())

        def log_message(self, *_: object) -> None:
            pass

    stub = ThreadingHTTPServer(("127.0.0.1", 0), Downloads)
    Thread(target=stub.serve_forever, daemon=True).start()
    host = {"LTP_DOWNLOAD_HOST_NEW_RELEASES": f"http://127.0.0.1:{stub.server_address[1]}/", "LTP_BYPASS_VERIFIED_DOWNLOADS": "true"}
    env = {**installing(cache, tmp_path), **host}
    refused = lintnews("engines", "install", env=env)
    assert refused.status == 2
    assert refused.err.splitlines()[-1].startswith("error: languagetool: language-tool-python could not get LanguageTool 6.8: Downloaded")
    assert left(env) == []
    done = lintnews("engines", "install", env={**env, "LTP_DOWNLOAD_SHA256": hashlib.sha256(raw.getvalue()).hexdigest()})
    assert (done.status, left(env)) == (0, ["languagetool-6.8"])
    assert Path(env["XDG_CACHE_HOME"], "lintnews", "languagetool-6.8", "languagetool-server.jar").read_bytes() == b"jar"
    stub.shutdown()
