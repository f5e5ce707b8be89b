"""The parent of a server: runs a command, and ends it when whoever asked for it is gone.

    python guard.py "" 0 COMMAND...             until the standard input closes: so even SIGKILL of the one who holds it ends the command
    python guard.py STATE SECONDS COMMAND...    until the file STATE is removed, or is not touched for so many seconds

It stands alone, so that it starts fast and imports nothing of lintnews.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from threading import Thread

POLL = 0.2  # seconds


def main() -> None:
    state, seconds, *command = sys.argv[1:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    closed: list[bool] = []
    if not state:
        Thread(target=lambda: closed.append(sys.stdin.buffer.read() == b""), daemon=True).start()
    said = read(state)
    try:
        while child.poll() is None and not closed and (not state or fresh(state, said, float(seconds))):
            time.sleep(POLL)
    finally:
        child.kill()  # LanguageTool ignores anything milder
        child.wait()
        if state and read(state) == said:
            os.remove(state)
        os._exit(0)  # not waiting for the thread that reads


def fresh(state: str, said: bytes, seconds: float) -> bool:
    """Whether the file still says what it said, and was touched of late."""
    try:
        return read(state) == said and time.time() - os.stat(state).st_mtime < seconds
    except OSError:
        return False


def read(state: str) -> bytes:
    try:
        with open(state, "rb") as file:
            return file.read()
    except OSError:
        return b""


if __name__ == "__main__":
    main()
