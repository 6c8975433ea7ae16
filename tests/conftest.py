"""Fixtures: the shipped knowledge, and legpress run as its users run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from legpress_cli.knowledge import Knowledge
from legpress_cli.loader import load_knowledge, shipped_folder

SAFE = ("--no-input", "--emergency-sign", "none", "--doctor-sign", "none")


LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")


class Finished(NamedTuple):
    """What a finished call left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Legpress:
    """Runs ``legpress`` in a process of its own, with a state folder of its own and no terminal."""

    def __init__(self, folder: Path, *, measured: bool = True) -> None:
        self.state = folder / "state"
        self.folder = folder
        self._measured = measured

    def environment(self, more: Mapping[str, str] = {}) -> dict[str, str]:
        clean = {
            name: value
            for name, value in os.environ.items()
            if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "ACCESSIBLE", "LEGPRESS_KNOWLEDGE", "TERM", *LOCALE)
        }
        if not self._measured:
            clean = {name: value for name, value in clean.items() if not name.startswith("COVERAGE_")}
        own = {"XDG_STATE_HOME": str(self.state), "TMPDIR": str(self.folder), "TERM": "xterm-256color"}
        return clean | own | dict(more)

    def __call__(self, *args: str, **given: Any) -> Finished:
        return self.run([sys.executable, "-m", "legpress_cli", *args], **given)

    def run(
        self,
        command: list[str],
        *,
        stdin: bytes | None = None,
        env: Mapping[str, str] = {},
        timeout: float = 60,
        preexec_fn: Callable[[], None] | None = None,
    ) -> Finished:
        """Run any command as its users do."""
        done = subprocess.run(
            command,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            check=False,
            cwd=self.folder,
            env=self.environment(env),
            timeout=timeout,
            preexec_fn=preexec_fn,
        )
        return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())


def copy_knowledge(folder: Path) -> Path:
    """Copy the shipped knowledge into a folder, to be changed there."""
    folder.mkdir(exist_ok=True)
    for file in shipped_folder().glob("*.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


@pytest.fixture
def legpress(request: pytest.FixtureRequest, tmp_path: Path) -> Legpress:
    return Legpress(tmp_path, measured=request.node.get_closest_marker("unmeasured") is None)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()
