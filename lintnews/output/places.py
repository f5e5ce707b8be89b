"""Where a file is for those who read a report elsewhere."""

from __future__ import annotations

import os

from lintnews.sources import STDIN, relative

# Where GitHub, GitLab and Azure say that the checkout is, from which they count paths.
_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")


def from_checkout(path: str) -> str:
    """A path as seen from the checkout that a CI job works on, or from the working directory; as it is, if it lies elsewhere."""
    if path == STDIN:
        return path
    absolute = os.path.abspath(path)
    for root in (*filter(None, map(os.environ.get, _CHECKOUTS)), os.getcwd()):
        below = relative(absolute, os.path.abspath(root))
        if below:
            return below
    return path
