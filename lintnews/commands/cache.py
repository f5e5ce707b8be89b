"""`lintnews cache`: what is remembered of earlier runs."""

from __future__ import annotations

from lintnews.cache import Cache
from lintnews.commands import OK
from lintnews.folders import cache_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    Cache(options.cache_dir or cache_folder()).clean()
    return OK
