"""What git says changed: the lines of files in the working tree that a revision does not have."""

from __future__ import annotations

import os
import re
import subprocess

from lintnews.sources import relative
from lintnews.values import NamedTuple

Lines = tuple[tuple[int, int], ...]  # the first and the last line of each run, from 1; a line ends with LF
HEAD = "HEAD"
ALL: Lines = ((1, 1 << 62),)
_DIFF = (
    "-c", "diff.autoRefreshIndex=true",  # else files that were only touched are listed, without a patch
    "diff", "--raw", "-z", "--patch", "--unified=0", "--inter-hunk-context=0", "--find-renames", "--diff-filter=AMR", "--no-color",
    "--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules=all",
)  # fmt: skip
_SECTION = re.compile(rb"^diff --git ", re.MULTILINE)
_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


class GitError(ValueError):
    """Why git cannot say what changed, in one line."""


class Changes(NamedTuple):
    """The changed lines of files, by their paths below `top`, the real path of the working tree."""

    top: str
    lines: dict[str, Lines]

    def of(self, absolute: str) -> Lines | None:
        """The changed lines of a file, by its absolute path; None if it lies outside the working tree."""
        folder, name = os.path.split(absolute)
        path = relative(os.path.join(os.path.realpath(folder), name), self.top)
        return None if path is None else self.lines.get(path, ())


def changes(revision: str = HEAD) -> Changes:
    """What the working tree of the current folder has that `revision` (where the two last met) has not. Raises GitError.

    Files that git does not track, other than ignored ones, are wholly changed; where nothing was committed yet, so are all.
    """
    top = os.fsdecode(_git("rev-parse", "--show-toplevel").removesuffix(b"\n"))
    base = _base(revision)
    lines = _changed(_git(*_DIFF, base, "--", cwd=top))
    whole = _git("diff", "--name-only", "-z", "--no-relative", "--diff-filter=TU", base, "--", cwd=top)
    whole += _git("ls-files", "--others", "--exclude-standard", "-z", cwd=top)
    lines.update((os.fsdecode(path), ALL) for path in whole.split(b"\0") if path)
    return Changes(os.path.realpath(top), lines)


def known(revision: str) -> bool:
    """Whether git knows a commit of that name."""
    try:
        return bool(_commit(revision))
    except GitError:
        return False


def _commit(revision: str) -> str:
    return _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()


def _base(revision: str) -> str:
    """What to compare with: the commit at which HEAD left the revision."""
    try:
        commit = _commit(revision)
    except GitError:
        if revision != HEAD:
            raise GitError(f"git knows no revision {revision!r}") from None
        return _git("hash-object", "-t", "tree", "--stdin").decode().strip()  # of an empty tree: there is no commit yet
    try:
        return _git("merge-base", commit, HEAD).decode().strip()
    except GitError:  # a shallow clone does not know
        return commit


def _changed(diff: bytes) -> dict[str, Lines]:
    """The changed lines of each file in a diff: raw records, each ended by NUL, and their patches in the same order."""
    records = []
    fields = diff.split(b"\0")
    at = 0
    while at < len(fields) and fields[at].startswith(b":"):
        renamed = fields[at].rpartition(b" ")[2].startswith(b"R")
        records.append(fields[at + 1 + renamed])
        at += 2 + renamed
    sections = _SECTION.split(b"\0".join(fields[at + 1 :]))[1:]
    if len(sections) != len(records):
        return {os.fsdecode(path): ALL for path in records}
    return {os.fsdecode(path): _lines(section) for path, section in zip(records, sections, strict=True)}


def _lines(section: bytes) -> Lines:
    if b"\nBinary files " in section:  # such as UTF-16
        return ALL
    runs = [(int(match[1]), int(match[2] or 1)) for match in _HUNK.finditer(section)]
    return tuple((first, first + count - 1) for first, count in runs if count)


def _git(*arguments: str, cwd: str | None = None) -> bytes:
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            check=False,
        )
    except OSError as error:
        raise GitError(f"git cannot be run: {(error.strerror or str(error)).lower()}") from None
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise GitError(message.removeprefix("fatal: ") or f"git {arguments[0]} failed")
    return done.stdout
