"""Runs legpress in a process of its own, as its users do, or in this one where a test looks at words and exit codes alone."""

from __future__ import annotations

import gc
import io
import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from legpress_cli.knowledge.loader import shipped_folder

SAFE = ("--no-input", "--emergency-sign", "none", "--doctor-sign", "none", "--health", "none")
UNMEASURED = {"COVERAGE_PROCESS_START": "", "COVERAGE_PROCESS_CONFIG": ""}
"""What keeps coverage out of a process: its notes would take room or time that the test counts."""

_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")
_OURS = ("LEGPRESS_KNOWLEDGE", "LEGPRESS_STORE")
_DROPPED = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "ACCESSIBLE", "TERM", *_OURS, *_LOCALE)


class Finished(NamedTuple):
    """What a finished call left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Legpress:
    """Runs ``legpress`` in a process of its own, with folders of its own for what it keeps, and no terminal."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "state"
        self.store = folder / "data" / "legpress" / "legpress.sqlite3"
        self.folder = folder

    def environment(self, more: Mapping[str, str] = {}) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if name not in _DROPPED}
        own = {"XDG_STATE_HOME": str(self.state), "XDG_DATA_HOME": str(self.store.parent.parent)}
        return clean | own | {"TMPDIR": str(self.folder), "TERM": "xterm-256color"} | dict(more)

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

    def in_shell(self, words: str, env: Mapping[str, str] = {}, *, before: str = "") -> Finished:
        """Run a line of bash with these words for legpress in it, whatever they redirect."""
        return self.run(["/bin/bash", "-c", f"{before} {shlex.quote(sys.executable)} -m legpress_cli {words}"], env=env)


class LegpressHere(Legpress):
    """Runs ``legpress`` in this process, ten times as quick; streams are files here, and always UTF-8."""

    def __call__(self, *args: str, **given: Any) -> Finished:
        return run_here(self.folder, args, **given)


def run_here(folder: Path, args: Sequence[str], stdin: bytes = b"", env: Mapping[str, str] = {}) -> Finished:
    """Run legpress in this process, its streams in files of ``folder``. What it does not expect is raised here."""
    main = _load_main()
    with ExitStack() as stack:
        stack.enter_context(_in_folder(folder))
        stack.enter_context(_with_environment(Legpress(folder).environment(env)))
        out, err = (
            stack.enter_context(
                io.TextIOWrapper((folder / name).open("w+b"), encoding="utf-8", errors="backslashreplace", newline="")
            )
            for name in ("o", "e")
        )
        given = {"argv": ["legpress", *args], "stdin": io.TextIOWrapper(io.BytesIO(stdin)), "stdout": out, "stderr": err}
        for name, value in given.items():
            stack.enter_context(_in_place(sys, name, value))
        stack.enter_context(_in_place(tempfile, "tempdir", str(folder)))  # else Python keeps that of the first call
        code = _code_of(main)
        return Finished(code, *map(_written, (out, err)))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def _load_main() -> Callable[[], None]:
    """Return the entry point; loading it switches off the collection of garbage and takes over Ctrl-C, for one short call."""
    handler = signal.getsignal(signal.SIGINT)
    from legpress_cli.__main__ import main

    signal.signal(signal.SIGINT, handler)
    gc.enable()
    return main


@contextmanager
def _in_place(module: ModuleType, name: str, value: Any) -> Iterator[None]:
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


@contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _with_environment(wanted: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(wanted)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _code_of(main: Callable[[], None]) -> int:
    try:
        main()
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(left.code is not None)
    finally:
        gc.unfreeze()
    return 0


def copy_knowledge(folder: Path, source: Path | None = None) -> Path:
    """Copy knowledge, the shipped one if no other is named, into a folder, to be changed there."""
    folder.mkdir(exist_ok=True)
    for file in (source or shipped_folder()).glob("*.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder
