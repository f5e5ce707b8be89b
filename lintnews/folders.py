"""Where lintnews keeps what it makes for a user."""

from __future__ import annotations

import os
import sys


def cache_folder() -> str:
    """The user's cache folder for lintnews; it may not exist yet."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "lintnews")
