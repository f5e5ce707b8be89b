"""Compiles the rules, each tried on its examples, into the wheel. A wheel with a refused rule is not built."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulesHook(BuildHookInterface[Any]):
    """An editable install needs no compiled files: a checkout compiles its rules when they change."""

    PLUGIN_NAME = "custom"
    made: str | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self.made = tempfile.mkdtemp(prefix="lintnews-build-")
        sys.path.insert(0, self.root)  # which is the working directory too
        try:
            from lintnews.build import compile_shipped  # from the tree that is being built

            compile_shipped("rules", self.made)
        finally:
            sys.path.remove(self.root)
        for name in sorted(os.listdir(self.made)):
            build_data["force_include"][os.path.join(self.made, name)] = f"lintnews/data/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if self.made:
            shutil.rmtree(self.made)
