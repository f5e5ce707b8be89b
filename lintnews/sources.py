"""Files: finding them, bytes to text and back without loss, and replacing them all at once. Nothing else decodes, encodes or writes."""

from __future__ import annotations

import os
import stat

from lintnews.gitignore import Ignored
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lintnews.settings import Settings

STDIN = "-"
BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class SourceError(Exception):
    """Why a file cannot be read or replaced, in one line without its name."""


class BinaryError(SourceError):
    """The file is no text."""


class Source(NamedTuple):
    """A file's text, the byte order mark left out, and how it was encoded."""

    text: str
    encoding: str = "utf-8"
    bom: bytes = b""


def decode(raw: bytes) -> Source:
    """The text of a file's bytes: UTF-8, or UTF-16 with a byte order mark. Raises SourceError for anything else; no encoding is guessed."""
    bom, encoding = next((pair for pair in BOMS if raw.startswith(pair[0])), (b"", "utf-8"))
    try:
        text = raw[len(bom) :].decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in raw[:8192] and not bom:
            raise BinaryError("is binary (it holds a NUL), not text") from None
        at = error.start + len(bom)
        line = raw[:at].count(b"\n") + 1
        where = f"the byte 0x{raw[at]:02x} at offset {at} (line {line})" if encoding == "utf-8" else f"what stands at byte offset {at}"
        raise SourceError(f"{where} is not {encoding.upper()[:6].rstrip('-')}; convert the file to UTF-8") from None
    if "\0" in text:
        raise BinaryError("is binary (it holds a NUL), not text")
    return Source(text, encoding, bom)


def encode(text: str, source: Source) -> bytes:
    """The bytes of a text in the encoding of the source that it was."""
    return source.bom + text.encode(source.encoding)


def read(path: str) -> bytes:
    """A file's bytes. Raises SourceError."""
    try:
        with open(path, "rb", buffering=0) as file:
            return file.readall()
    except OSError as error:
        raise SourceError(_reason(error)) from None


def replace(path: str, before: bytes, after: bytes) -> None:
    """Put `after` into the file all at once, its mode kept, if it still holds `before`; of a link, into its target.

    Raises SourceError.
    """
    target = os.path.realpath(path)
    try:
        status = os.stat(target)
        if not stat.S_ISREG(status.st_mode) or not os.access(target, os.W_OK):
            raise SourceError("cannot be fixed: not a file that may be written")
        _put(target, after, status, before)
    except OSError as error:
        raise SourceError(f"cannot be fixed: {_reason(error)}") from None


def write(path: str, raw: bytes) -> None:
    """Put `raw` into a file all at once, whatever it holds; of a link, into its target. A folder that is missing is made.

    What is no file, such as a pipe, is written to. Raises SourceError.
    """
    target = os.path.realpath(path)
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        status = os.stat(target) if os.path.exists(target) else None
        if status is None or stat.S_ISREG(status.st_mode):
            _put(target, raw, status)
        else:
            with open(path, "wb", buffering=0) as file:
                file.write(raw)
    except OSError as error:
        reason = "its folder is a file" if isinstance(error, FileExistsError) else _reason(error)
        raise SourceError(f"cannot be written: {reason}") from None


def _put(target: str, raw: bytes, status: os.stat_result | None, before: bytes | None = None) -> None:
    """Replace a file all at once; `status` is that of the file that is there, and `before` what it must still hold.

    Raises OSError and SourceError.
    """
    temporary = os.path.join(os.path.dirname(target), f".lintnews-{os.getpid()}.tmp")
    made = False
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600 if status else 0o666)
        made = True
        with open(descriptor, "wb") as file:
            file.write(raw)
        if status:
            if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
                from contextlib import suppress

                with suppress(OSError):  # only root may: else the file is ours
                    os.chown(temporary, status.st_uid, status.st_gid)
            os.chmod(temporary, stat.S_IMODE(status.st_mode))
        if before is not None and read(target) != before:
            raise SourceError("changed while it was checked; left as it is")
        os.replace(temporary, target)
        made = False
    finally:
        if made:
            os.unlink(temporary)


def _reason(error: OSError) -> str:
    return "no such file or directory" if isinstance(error, FileNotFoundError) else (error.strerror or str(error)).lower()


def relative(path: str, root: str) -> str | None:
    """An absolute path as seen from the folder `root`, with `/`; None if it is not below."""
    base = root if root.endswith(os.sep) else root + os.sep
    if not path.startswith(base):
        return None
    below = path[len(base) :]
    return below.replace(os.sep, "/") if os.sep != "/" else below


def under(path: str, root: str) -> str:
    """What the globs of settings in `root` are matched against: an absolute path as seen from there; of a file elsewhere, its name."""
    return relative(path, root) or os.path.basename(path)


class Found(NamedTuple):
    """A file to check: its path as it is shown, the absolute one, and whether it was named (a binary one is then an error)."""

    path: str
    absolute: str
    named: bool


def find(
    paths: tuple[str, ...], settings_of: Callable[[str], Settings | None], force_exclude: bool
) -> Iterator[Found | tuple[str, SourceError]]:
    """The files of the named paths, each once: named ones in their order, a folder's sorted by path. What cannot be read gives its error.

    `settings_of` gives the settings of an absolute folder; None skips what lies in it.
    """
    seen: set[str] = set()
    walk = _Walk(settings_of)
    for path in dict.fromkeys(paths):
        if path == STDIN:
            yield Found(STDIN, STDIN, True)
            continue
        absolute = os.path.abspath(path)
        shown = path.replace(os.sep, "/")
        try:
            folder = stat.S_ISDIR(os.stat(path).st_mode)
        except OSError as error:
            yield shown, SourceError(_reason(error))
            continue
        if force_exclude and walk.excludes(absolute, folder):
            continue
        files = [Found(shown, absolute, not force_exclude)]
        if folder:
            top = os.path.join(absolute, "")
            files = [Found(f"{shown.rstrip('/')}/{file[len(top) :].replace(os.sep, '/')}", file, False) for file in walk.files(absolute)]
            yield from walk.take_failed()
        for file in files:
            if file.absolute not in seen:
                seen.add(file.absolute)
                yield file


class _Walk:
    """Folders searched for articles."""

    def __init__(self, settings_of: Callable[[str], Settings | None]) -> None:
        self.settings_of = settings_of
        self.ignored = Ignored()
        self._failed: list[tuple[str, SourceError]] = []

    def take_failed(self) -> list[tuple[str, SourceError]]:
        failed, self._failed = self._failed, []
        return failed

    def files(self, folder: str) -> list[str]:
        """The articles below an absolute folder, sorted by path."""
        return sorted(self._below(folder, ""))

    def _below(self, folder: str, under: str) -> Iterator[str]:
        settings = self.settings_of(folder)
        if settings is None:
            return
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            self._failed.append((folder, SourceError(_reason(error))))
            return
        base = relative(os.path.join(folder, ""), settings.root)
        base = under if base is None else base
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if not settings.exclude.match(f"{base}{name}/") and not self.ignored.ignores(folder, name, True):
                    yield from self._below(entry.path, f"{under}{name}/")
            elif (
                name.lower().endswith(settings.include)
                and not settings.exclude.match(base + name)
                and entry.is_file()
                and not self.ignored.ignores(folder, name, False)
            ):
                yield entry.path

    def excludes(self, absolute: str, folder: bool) -> bool:
        """Whether a named path is one that a search of the working directory would skip."""
        parent, name = os.path.split(absolute)
        settings = self.settings_of(parent)
        below = relative(absolute, os.getcwd())
        if any(part.startswith(".") for part in (below or name).split("/")):
            return True
        if settings is not None and settings.exclude.cover((relative(absolute, settings.root) or name) + "/" * folder):
            return True
        return self.ignored.ignores_above(parent) or self.ignored.ignores(parent, name, folder)
