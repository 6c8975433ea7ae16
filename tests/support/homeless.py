"""Runs legpress as a user without an entry and without a home. All is loaded before, for they may read nothing."""

from __future__ import annotations

import contextlib
import importlib
import os
import pkgutil
import pwd  # noqa: F401  # what platformdirs loads late
import sqlite3  # noqa: F401

import rich
import typer

import legpress_cli

NOBODY = 54321

if __name__ == "__main__":
    for package in (legpress_cli, typer, rich):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                with contextlib.suppress(AssertionError, ImportError):  # some are for Windows alone
                    importlib.import_module(module.name)
    importlib.import_module("platformdirs.unix")
    from legpress_cli.__main__ import main
    from legpress_cli.knowledge.loader import load_knowledge

    load_knowledge()
    os.environ.pop("HOME", None)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    main()
