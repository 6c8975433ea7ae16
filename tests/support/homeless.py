"""Runs legpress as a user without an entry and without a home. All is loaded before, for they may read nothing."""

from __future__ import annotations

import importlib
import os
import pkgutil
import pwd  # noqa: F401  # what platformdirs loads late
import sqlite3  # noqa: F401

import legpress_cli

NOBODY = 54321

if __name__ == "__main__":
    for module in pkgutil.walk_packages(legpress_cli.__path__, "legpress_cli."):
        importlib.import_module(module.name)
    for name in ("platformdirs.unix", "rich.console", "rich.panel", "rich.table"):
        importlib.import_module(name)
    from legpress_cli.__main__ import main
    from legpress_cli.knowledge.loader import load_knowledge

    load_knowledge()
    os.environ.pop("HOME", None)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    main()
