"""`lintnews explain`: what a rule is about."""

from __future__ import annotations

import os
import sys

from lintnews.commands import OK, failed, write
from lintnews.docs import explain
from lintnews.findings import bare
from lintnews.passes.select import UnknownRuleError, resolve
from lintnews.planner import Planner
from lintnews.settings import Lookup, SettingsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    try:
        settings = Lookup(options.config, options.isolated).of(os.getcwd())
        (rule,), notes = resolve((options.rule,), Planner().indexes(settings.rules))
        for note in notes:
            print(f"note: {note}", file=sys.stderr)
        if "/" not in rule:
            return failed(f"{rule!r} is a family; name one of its rules, such as those that `lintnews rules list` lists")
        write(sys.stdout, explain(bare(rule), settings.rules, rule[len(bare(rule)) + 1 : -1]) + "\n")
    except (SettingsError, UnknownRuleError) as error:
        return failed(str(error))
    return OK
