"""`lintnews engines`: which are there, what to do to have the others, and LanguageTool's server."""

from __future__ import annotations

import subprocess
import sys

from lintnews import __version__
from lintnews.commands import FOUND, OK, failed, write
from lintnews.engines import EngineError, harper, install, languagetool, server
from lintnews.engines.readers import LANGUAGETOOL, installed

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

START = 120.0  # seconds; nobody waits for it but who asked


def run(options: argparse.Namespace) -> int:
    try:
        return {None: _list, "install": _install, "start": _start, "stop": _stop, "status": _status}[options.action]()
    except EngineError as error:
        return failed(f"languagetool: {error}")


def _list() -> int:
    rows = [("native", __version__, "always there"), ("harper", *_harper()), ("languagetool", *_languagetool())]
    return _say("\n".join(f"{name:<14}{version or '-':<9}{said}" for name, version, said in rows))


def _harper() -> tuple[str, str]:
    version = installed(harper.PACKAGE)
    return version, "in this environment" if version else f"not there: {harper.REMEDY}"


def _languagetool() -> tuple[str, str]:
    missing = []
    if not installed(languagetool.PACKAGE):
        missing.append(languagetool.REMEDY)
    if not server.java():
        missing.append("install Java 17 or later, or set languagetool.url")
    if not server.installed():
        missing.append("lintnews engines install languagetool")
    if missing:
        return "", f"not there: {'; '.join(missing)}"
    port = server.warm()
    running = f"a server is running on {server.url(port)}" if port else "a server is started when needed"
    return LANGUAGETOOL, f"{_java()}, language-tool-python {installed(languagetool.PACKAGE)}; {running}"


def _java() -> str:
    said = subprocess.run([server.java(), "-version"], capture_output=True, text=True, errors="replace", check=False).stderr
    return said.splitlines()[0] if said else "Java"


def _install() -> int:
    return _say(f"LanguageTool {LANGUAGETOOL} is in {install.install()}")


def _start() -> int:
    port = server.warm()
    if port:
        return _say(f"LanguageTool is running on {server.url(port)} already")
    port = server.start_warm(START)
    return _say(f"LanguageTool is running on {server.url(port)}; it ends after {server.IDLE // 60} minutes without use")


def _stop() -> int:
    return _say("LanguageTool has ended" if server.stop_warm() else "LanguageTool was not running")


def _status() -> int:
    port = server.warm()
    _say(f"LanguageTool is running on {server.url(port)}" if port else "LanguageTool is not running")
    return OK if port else FOUND


def _say(line: str) -> int:
    write(sys.stdout, f"{line}\n")
    return OK
