"""`lintnews rules`: list rules, test packs."""

from __future__ import annotations

import os
import sys

from lintnews.commands import FOUND, OK, failed, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    return _list(options) if options.what == "list" else _test(options)


def _list(options: argparse.Namespace) -> int:
    from lintnews.findings import Confidence, Severity
    from lintnews.planner import Planner
    from lintnews.settings import Lookup, SettingsError

    try:
        settings = Lookup(options.config, options.isolated).of(os.getcwd())
        indexes = Planner().indexes(settings.rules)
    except SettingsError as error:
        return failed(str(error))
    heads = sorted((head for index in indexes for head in index.rules), key=lambda head: head.id)
    wide = max((len(head.id) for head in heads), default=0)
    lines = []
    for head in heads:
        levels = f"{Severity(head.severity).name.lower():7}  {Confidence(head.confidence).name.lower():6}"
        lines.append(f"{head.id:{wide}}  {levels}  {'(trial) ' if head.trial else ''}{head.about}\n")
    write(sys.stdout, "".join(lines))
    return OK


def _test(options: argparse.Namespace) -> int:
    from lintnews.build import test_packs

    messages = test_packs(options.packs)
    write(sys.stdout, "".join(f"{message}\n" for message in messages) or "All examples of all rules hold.\n")
    return FOUND if messages else OK
