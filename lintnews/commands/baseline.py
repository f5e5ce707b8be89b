"""`lintnews baseline`: list the findings of old articles, so that only new ones are shown."""

from __future__ import annotations

import os
import sys

from lintnews.baselines import NAME, Baseline, load, save
from lintnews.commands import FAILED, OK, failed, say, write
from lintnews.findings import family
from lintnews.folders import cache_folder
from lintnews.output.terminal import escape, looked_at
from lintnews.passes.baseline import entries, listed, rule_of
from lintnews.planner import Planner
from lintnews.runner import Options
from lintnews.runner import run as check
from lintnews.settings import Asked, Lookup, SettingsError, shown
from lintnews.sources import STDIN, relative

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from lintnews.report import FileReport, Report


def run(options: argparse.Namespace) -> int:
    paths = tuple(options.paths) or (os.curdir,)
    if STDIN in paths:
        return failed("a baseline lists files, not the standard input")
    try:
        report = _checked(paths, options)
        say(report)
        if report.errors:
            return FAILED
        lookup = Lookup(options.config, options.isolated)
        changed = _written if options.what == "write" else _pruned
        for path, files in _by_baseline(report, lookup, options.baseline).items():
            _keep(path, *changed(path, files, lookup, Planner(Asked(level=options.level))))
            if options.what == "write" and not (options.baseline or lookup.of(os.getcwd()).baseline):
                print(
                    f'note: name it in the settings, baseline = "{NAME}", or give it as --baseline {escape(shown(path))}', file=sys.stderr
                )
    except SettingsError as error:
        return failed(str(error))
    return FAILED if report.failed else OK


def _checked(paths: tuple[str, ...], options: argparse.Namespace) -> Report:
    wanted = Options(
        paths=paths,
        config=options.config,
        isolated=options.isolated,
        level=options.level,
        strict_engines=True,
        force_exclude=options.force_exclude,
        baseline="",
        cache=cache_folder(),
    )
    if not looked_at(sys.stderr):
        return check(wanted).report
    from lintnews.commands.watching import Bar

    bar = Bar()
    try:
        return check(wanted._replace(watch=bar)).report
    finally:
        bar.close()


def _by_baseline(report: Report, lookup: Lookup, given: str) -> dict[str, list[FileReport]]:
    """The articles that were checked, by the absolute path of the baseline that lists them."""
    own = lookup.of(os.getcwd())
    default = os.path.abspath(given) if given else own.baseline or os.path.join(own.root, NAME)
    found: dict[str, list[FileReport]] = {default: []}
    for file in report.files:
        if file.article and not file.error:
            settings = lookup.of(os.path.dirname(os.path.abspath(file.path)))
            found.setdefault(default if given else settings.baseline or default, []).append(file)
    return found


def _written(path: str, files: list[FileReport], lookup: Lookup, planner: Planner) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The entries before and after: those of the checked articles anew, those of others as they are."""
    before = load(path).entries if os.path.exists(path) else {}
    after = dict(before)
    for file in files:
        findings = [finding for finding in file.findings if family(finding.rule) != "suppression"]
        after[Baseline(path, {}).key(os.path.abspath(file.path))] = [entry for own in entries(findings, file.text) for entry in own]
    return before, after


def _pruned(path: str, files: list[FileReport], lookup: Lookup, planner: Planner) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The entries before and after: without those of rules that ran and found no such fault."""
    before = load(path).entries
    after = dict(before)
    for file in files:
        absolute = os.path.abspath(file.path)
        key = Baseline(path, {}).key(absolute)
        known = before.get(key, [])
        idle = listed(list(file.findings), file.text, known)[1]
        if idle:
            settings = lookup.of(os.path.dirname(absolute))
            plan = planner.plan(settings, relative(absolute, settings.root) or os.path.basename(absolute))
            left = list(known)
            for entry in idle:
                if plan.runs(rule_of(entry)):
                    left.remove(entry)
            after[key] = left
    return before, after


def _keep(path: str, before: dict[str, list[str]], after: dict[str, list[str]]) -> None:
    """Write what is left for articles that are there, and say so."""
    baseline = Baseline(path, after)
    there = {key: sorted(known) for key, known in after.items() if known and baseline.exists(key)}
    number = save(baseline._replace(entries=there))
    old = sum(map(len, before.values()))
    was = f" (before: {old:,})" if old != number else ""
    write(sys.stdout, f"{shown(path)}: {_number(number, 'entry', 'entries')} for {_number(len(there), 'article', 'articles')}{was}.\n")


def _number(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"
