"""A real pseudo-terminal with legpress in it, and what a person would see on its screen."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pexpect
import pyte

KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "enter": "\r",
    "space": " ",
    "back": "\x1b[Z",
    "ctrl-b": "\x02",
    "ctrl-c": "\x03",
    "ctrl-d": "\x04",
}
PATIENCE = 20.0
QUIET = 0.05
ROWS = 60


class Terminal:
    """Runs a command on a screen of ``columns`` and reads it as a person does."""

    def __init__(
        self,
        args: list[str],
        environment: Mapping[str, str],
        folder: Path,
        *,
        columns: int = 80,
        rows: int = ROWS,
        command: str = "",
    ) -> None:
        self._screen = pyte.HistoryScreen(columns, rows, history=5000)
        self._stream = pyte.Stream(self._screen)
        program = ["bash", "-c", command] if command else [sys.executable, "-m", "legpress_cli", *args]
        self._child = pexpect.spawn(
            program[0],
            program[1:],
            env=dict(environment),
            cwd=str(folder),
            dimensions=(rows, columns),
            timeout=PATIENCE,
            encoding="utf-8",
            codec_errors="replace",
        )

    def see(self, *words: str) -> str:
        """Wait until all words are on the screen and return it; fail with the screen if they never come."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._read()
            if all(word in self.flat for word in words):
                self._settle()
                return self.text
        raise AssertionError(f"{words} never came; the screen:\n{self.text}")

    def press(self, *keys: str) -> None:
        """Press keys by name, or type text, with the pause of a fast typist."""
        for key in keys:
            self._child.send(KEYS.get(key, key))
            self._settle()

    def leave(self) -> int:
        """Wait for the end and return the exit code."""
        end = time.monotonic() + PATIENCE
        while self._child.isalive() and time.monotonic() < end:
            self._read()
        self._settle()
        self._child.close()
        return int(self._child.exitstatus if self._child.exitstatus is not None else -(self._child.signalstatus or 0))

    @property
    def text(self) -> str:
        """All lines, the ones that scrolled away first."""
        gone = ["".join(line[column].data for column in sorted(line)) for line in self._screen.history.top]
        return "\n".join(line.rstrip() for line in [*gone, *self._screen.display])

    @property
    def flat(self) -> str:
        """The same in one line, as if it were not wrapped."""
        return " ".join(self.text.split())

    def _settle(self) -> None:
        """Read until nothing has come for a moment."""
        while self._read():
            pass

    def _read(self) -> bool:
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF, OSError):
            self._stream.feed(self._child.read_nonblocking(65536, timeout=QUIET))
            return True
        return False
