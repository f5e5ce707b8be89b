"""What a run found: data for the output formats."""

from __future__ import annotations

from lintnews.findings import Applicability, Finding, Made, safest
from lintnews.spans import LineIndex
from lintnews.spun import Spun, spun
from lintnews.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class Checked(NamedTuple):
    """What a text holds: findings to show, in reading order, and mistakes in its comments (offset, message).

    `allowed` numbers the settings' allowances that dropped a finding.
    """

    findings: list[Finding]
    mistakes: tuple[tuple[int, str], ...] = ()
    allowed: frozenset[int] = frozenset()


class FileReport(NamedTuple):
    """A file that was checked. `text` is what the findings' spans count in (after fixing, the fixed text); "" where there are none."""

    path: str
    text: str = ""
    findings: tuple[Finding, ...] = ()
    fixed: int = 0
    error: str = ""  # why it could not be checked or fixed
    patch: str = ""  # the fixes as a unified diff
    article: bool = True  # False: settings, here for what they suppress in vain
    made: tuple[Made, ...] = ()  # if asked for: the fixes that --fix would make, in their order, as changes of `text`
    encoding: str = "utf-8"  # with `bom` (a byte order mark): what the text was decoded from
    bom: bool = False
    format: str = "plain"  # what the text was read as

    def lines(self) -> LineIndex:
        return LineIndex(self.text)

    @property
    def spun(self) -> Spun | None:
        """Whether the article looks machine-rewritten, by what was found in it."""
        return spun(self.text, self.findings) if self.article and self.findings else None


class About(NamedTuple):
    """What a rule is about, in a little Markdown, on what authority, and its examples as its pack writes them: `{bad -> good}`."""

    about: str
    source: str
    bad: tuple[str, ...]
    good: tuple[str, ...]


class Report(NamedTuple):
    """The files in the order in which they were checked, and what else is to be said: notes, and errors that concern no file.

    `rules` says, where a format has asked for it, what the rules that found something are about, by their ids without keys.
    """

    files: tuple[FileReport, ...]
    notes: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    rules: Mapping[str, About] = {}

    @property
    def findings(self) -> list[Finding]:
        return [finding for file in self.files for finding in file.findings]

    @property
    def failed(self) -> bool:
        return bool(self.errors) or any(file.error for file in self.files)


class Counts(NamedTuple):
    """What a summary says: of `faults` in `files`, how many have a safe or an unsafe fix, and how many were `fixed` already."""

    faults: int
    files: int
    safe: int
    unsafe: int
    fixed: int
    checked: int


def count(report: Report) -> Counts:
    best = [safest(finding) for finding in report.findings]
    return Counts(
        faults=len(report.findings),
        files=sum(bool(file.findings) for file in report.files),
        safe=best.count(Applicability.SAFE),
        unsafe=best.count(Applicability.UNSAFE),
        fixed=sum(file.fixed for file in report.files),
        checked=sum(file.article and not file.error for file in report.files),
    )
