"""LanguageTool's server: installed into the user's cache folder, started on loopback, and never left behind."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time

from lintnews.engines import EngineError
from lintnews.engines.readers import LANGUAGETOOL as VERSION
from lintnews.folders import cache_folder
from lintnews.values import NamedTuple

HOST = "127.0.0.1"
TRIES = 3  # ports, should somebody else take one between its choice and its use
IDLE = 3600  # seconds without use after which a server that was left running ends
QUIET = 2.0  # seconds that a server which is there takes to say so, at the most
GUARD = os.path.join(os.path.dirname(os.path.abspath(__file__)), "guard.py")
NO_JAVA = "Java is not there; install Java 17 or later, or name a server with languagetool.url in the settings"
NOT_INSTALLED = f"LanguageTool {VERSION} is not there; `lintnews engines install languagetool` gets it"


class Warm(NamedTuple):
    """The server that `lintnews engines start` left running."""

    port: int
    token: str  # of this server and no other


class Server(NamedTuple):
    """A server of ours for as long as this process lives."""

    guard: subprocess.Popen[bytes]
    port: int

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        if self.guard.stdin:
            self.guard.stdin.close()
        self.guard.wait()


def folder() -> str:
    return os.path.join(cache_folder(), f"languagetool-{VERSION}")


def installed() -> bool:
    return os.path.isdir(folder())


def java() -> str:
    """The command that runs Java, or ""."""
    home = os.environ.get("JAVA_HOME", "")
    return (home and shutil.which(os.path.join(home, "bin", "java"))) or shutil.which("java") or ""


def url(port: int) -> str:
    return f"http://{HOST}:{port}/"


def start(limit: float) -> Server:
    """A server that ends with this process. Raises EngineError; `limit` is the seconds that it may take to answer."""
    for _ in range(TRIES):
        port = _free_port()
        guard = subprocess.Popen(
            [sys.executable, "-I", "-S", GUARD, "", "0", *_command(port, "-XX:TieredStopAtLevel=1")],  # half the time of a short run
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        server = Server(guard, port)
        try:
            if _answers_in_time(port, guard, limit):
                return server
        except BaseException:
            server.stop()
            raise
        server.stop()
    raise EngineError("the server ended before it answered; it needs Java 17 or later and 1 GB of memory")


def start_warm(limit: float, idle: float = IDLE) -> int:
    """A server that stays until it is stopped or has not been used for `idle` seconds; its port. Raises EngineError."""
    for _ in range(TRIES):
        port = _free_port()
        os.makedirs(cache_folder(), exist_ok=True)
        with open(_state(), "w", encoding="utf-8") as file:
            json.dump({"port": port, "token": os.urandom(8).hex()}, file)
        os.utime(_state(), (time.time() + limit,) * 2)  # starting is no idling
        guard = subprocess.Popen(
            [sys.executable, "-I", "-S", GUARD, _state(), str(idle), *_command(port)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            if _answers_in_time(port, guard, limit):
                os.utime(_state())
                return port
        except BaseException:
            stop_warm()
            guard.wait()
            raise
        guard.wait()
    raise EngineError("the server ended before it answered; it needs Java 17 or later and 1 GB of memory")


def warm() -> int:
    """The port of the server that was left running, or 0; being asked for keeps it running."""
    found = _warm()
    if found is None or not answers(found.port):
        return 0
    touch()
    return found.port


def touch() -> None:
    """Say that the server that was left running is used."""
    try:
        os.utime(_state())
    except OSError:  # it was stopped
        pass


def stop_warm() -> bool:
    """End the server that was left running, and wait until it has ended; False if there is none."""
    found = _warm()
    if found is None:
        return False
    os.remove(_state())  # its guard sees it
    until = time.monotonic() + 10
    while answers(found.port) and time.monotonic() < until:
        time.sleep(0.05)
    return True


def answers(port: int) -> bool:
    """Whether a LanguageTool server answers there."""
    connection = http.client.HTTPConnection(HOST, port, timeout=QUIET)
    try:
        connection.request("GET", "/v2/healthcheck")
        return connection.getresponse().read() == b"OK"
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _state() -> str:
    return os.path.join(cache_folder(), "languagetool.json")


def _warm() -> Warm | None:
    try:
        with open(_state(), encoding="utf-8") as file:
            return Warm(**json.load(file))
    except (OSError, ValueError, TypeError):
        return None


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


def _command(port: int, *options: str) -> list[str]:
    program = java()
    if not program:
        raise EngineError(NO_JAVA)
    if not installed():
        raise EngineError(NOT_INSTALLED)
    jars = os.pathsep.join(os.path.join(folder(), *below, "*") for below in ((), ("libs",)))
    memory = ("-Xmx768m", "-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true")
    return [program, *memory, *options, "-cp", jars, "org.languagetool.server.HTTPServer", "--port", str(port)]


def _answers_in_time(port: int, guard: subprocess.Popen[bytes], limit: float) -> bool:
    """Whether the server answers; False if it ended. Raises EngineError if it does neither."""
    until = time.monotonic() + limit
    while time.monotonic() < until:
        if guard.poll() is not None:
            return False
        if answers(port):
            return guard.poll() is None
        time.sleep(0.05)
    raise EngineError(f"the server did not start within {limit:g} seconds")
