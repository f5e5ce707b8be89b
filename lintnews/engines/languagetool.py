"""LanguageTool, on a server: one that the settings name, the one that was left running, or one of our own for this run."""

from __future__ import annotations

import os
import re
from threading import Thread

from lintnews.engines import EngineError, server
from lintnews.engines.foreign import Said
from lintnews.engines.readers import LANGUAGETOOL, PACKAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TypeVar

    from language_tool_python import LanguageTool as Client
    from language_tool_python.match import Match

    T = TypeVar("T")

PACKAGE = PACKAGES["languagetool"]
REMEDY = "pip install 'lintnews[languagetool]'"
TAGS = {"american": "en-US", "british": "en-GB"}
CHUNK = 20_000  # code points of a request, at most
LONGEST = 20  # corrections of a finding that are of use
_BETWEEN = "\n\n"
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")  # two of the UTF-16 units that LanguageTool counts
_STAND_IN = "\u25a1"


class LanguageTool:
    """A reader. `url` names a server; without it none but this machine is asked. `limit`: seconds that a start or an answer may take."""

    name = "languagetool"

    def __init__(self, url: str = "", limit: float = 60) -> None:
        self.version = url or LANGUAGETOOL
        self._url = url
        self._limit = limit
        self._server: server.Server | None = None
        self._owner = 0  # the process that started it, and ends it
        self._warm = False  # another run's server is used, which ends when nobody uses it
        self._clients: dict[str, Client] = {}

    def read(self, paragraphs: list[str], dialect: str, rules: frozenset[str] | None) -> list[list[Said]]:
        """What LanguageTool says of each paragraph. Raises EngineError."""
        answers: list[list[Said]] = [[] for _ in paragraphs]
        client = self._client(TAGS[dialect])
        if self._warm:
            server.touch()
        client.enabled_rules = set(rules or ())
        client.enabled_rules_only = rules is not None
        for places, text in _requests(paragraphs):
            for match in self._within_limit(client.check, text):
                start, end = _place(match, len(text))
                number, at, piece = max((place for place in places if place[1] <= start), key=lambda place: place[1])
                offset = piece - at
                if end + offset <= len(paragraphs[number]):  # else it is about two paragraphs
                    answers[number].append(Said(match.rule_id, start + offset, end + offset, tuple(map(str, match.replacements[:LONGEST]))))
        return answers

    def close(self) -> None:
        """End the server that this process started."""
        if self._server is not None and self._owner == os.getpid():
            self._server.stop()
        self._server = None
        self._clients.clear()

    def _client(self, tag: str) -> Client:
        if tag not in self._clients:
            try:
                from language_tool_python import LanguageTool as Client
            except ImportError as error:
                raise EngineError(f"the package {PACKAGE} is not there ({error}); {REMEDY}") from None
            url = self._url or self._own_url()
            none = {"http": "", "https": ""}  # nobody between us and loopback
            self._clients[tag] = self._within_limit(Client, tag, remote_server=url, proxies=None if self._url else none)
        return self._clients[tag]

    def _own_url(self) -> str:
        if self._server is None:
            port = server.warm()
            if port:
                self._warm = True
                return server.url(port)
            self._server, self._owner = server.start(self._limit), os.getpid()
        return server.url(self._server.port)

    def _within_limit(self, ask: Callable[..., T], *given: Any, **named: Any) -> T:
        """An answer of the client. Raises EngineError for what it raises, and if it takes too long."""
        answer: list[T] = []
        failure: list[BaseException] = []

        def run() -> None:
            try:
                answer.append(ask(*given, **named))
            except BaseException as error:
                failure.append(error)

        thread = Thread(target=run, daemon=True)
        thread.start()
        thread.join(self._limit)
        if thread.is_alive():
            raise EngineError(f"the server did not answer within {self._limit:g} seconds")
        if failure:
            raise EngineError(f"the server did not answer as LanguageTool does: {_line(failure[0])}")
        return answer[0]


def _requests(paragraphs: list[str]) -> Iterator[tuple[list[tuple[int, int, int]], str]]:
    """Texts of whole paragraphs, none longer than `CHUNK`; for each piece its paragraph, its place in the text and that in the paragraph.

    A paragraph that is too long is cut after a sentence, or a word.
    """
    places: list[tuple[int, int, int]] = []
    texts: list[str] = []
    size = 0
    for number, paragraph in enumerate(paragraphs):
        for start, piece in _pieces(_ASTRAL.sub(_STAND_IN, paragraph)):
            if texts and size + len(piece) > CHUNK:
                yield places, _BETWEEN.join(texts)
                places, texts, size = [], [], 0
            places.append((number, size, start))
            texts.append(piece)
            size += len(piece) + len(_BETWEEN)
    if texts:
        yield places, _BETWEEN.join(texts)


def _pieces(paragraph: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(paragraph) - start > CHUNK:
        end = next((at for mark in (". ", " ") if (at := paragraph.rfind(mark, start, start + CHUNK)) > start), start + CHUNK - 1) + 1
        yield start, paragraph[start:end]
        start = end
    if start < len(paragraph):
        yield start, paragraph[start:]


def _place(match: Match, length: int) -> tuple[int, int]:
    """Where a match stands. Its offsets are code points: what was sent holds no character of two UTF-16 units."""
    start, end = match.offset, match.offset + match.error_length
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= length):
        raise EngineError(f"the server spoke of a place outside the text: {start} to {end} of {length}")
    return start, end


def _line(error: BaseException) -> str:
    """Why a request failed: what the system says, or else what the client does."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror.lower()
        cause = cause.__cause__ or cause.__context__
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0][:100] if lines else 'no reason given'}"
