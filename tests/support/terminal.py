"""A real pseudo-terminal with legpress in it, and what a person would see on its screen."""

from __future__ import annotations

import contextlib
import resource
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import pexpect
import pyte

from legpress_cli.knowledge.model import NOT_SURE, Kind, Question, Value

KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "enter": "\r",
    "space": " ",
    "back": "\x1b[Z",
    "ctrl-b": "\x02",
    "ctrl-c": "\x03",
    "ctrl-d": "\x04",
    "ctrl-z": "\x1a",
}
MARK_NONE = ("up", "space", "enter")
"""None of these, which stands last: Up from the first line goes to the last."""
KEEP_RESULT, SHOW_RESULT = ("1", "enter"), ("2", "enter")
"""The two ways on that the review begins with: nothing is chosen there, so Enter alone does not leave it."""
KEEP_IN_LINES, SHOW_IN_LINES = "1\r", "2\r"
"""The same line by line."""
PATIENCE = 20.0
QUIET = 0.025
ROWS = 60


def keys_of(question: Question, *values: Value) -> tuple[str, ...]:
    """Return the keys that give an answer in a menu: the digits of its number, Space where several may be marked, and Enter."""
    many = question.kind is Kind.MANY
    marks = [key for value in values for key in (*_number_of(question, value), *(["space"] if many else []))]
    return (*marks, "enter")


def _number_of(question: Question, value: Value) -> str:
    if question.scale:
        return "n" if value == NOT_SURE else str(value)
    return str(question.values.index(value) + 1)


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
        full_disk: bool = False,
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
            preexec_fn=_forbid_writing if full_disk else None,
        )
        self._modes_before = termios.tcgetattr(self._child.fileno())

    def see(self, *words: str) -> str:
        """Wait until all words have been on the screen and return it; fail with the screen if they never come."""
        self._wait(lambda: self.flat, words)
        return self.text

    def see_now(self, *words: str) -> None:
        """Wait until all words stand on the screen at once; what has scrolled away does not count."""
        self._wait(lambda: self.visible, words)

    def see_gone(self, words: str) -> None:
        """Wait until these words stand on the screen no more."""
        end = time.monotonic() + PATIENCE
        while words in self.visible:
            assert time.monotonic() < end, f"{words} never went; the screen:\n{self.text}"
            self._read()

    def _wait(self, place: Callable[[], str], words: tuple[str, ...]) -> None:
        end, changed = time.monotonic() + PATIENCE, True
        while time.monotonic() < end:
            changed = self._read() or changed
            if changed:
                text, changed = place(), False
                if all(word in text for word in words):
                    self._settle()
                    return
        raise AssertionError(f"{words} never came; the screen:\n{self.text}")

    def press(self, *keys: str) -> None:
        """Press keys by name, or type text, with the pause of a fast typist.

        A menu forgets what was typed before it stood there: wait for each with ``see`` or ``see_now``.
        """
        for key in keys:
            self._child.send(KEYS.get(key, key))
            self._settle()

    def resize(self, columns: int, rows: int = ROWS) -> None:
        """Make the window another size, as a person does with the mouse."""
        self._screen.resize(rows, columns)
        self._screen.cursor.y = min(self._screen.cursor.y, rows - 1)  # pyte leaves it below a window that was made lower
        self._child.setwinsize(rows, columns)
        self._settle()

    def send_signal(self, number: signal.Signals) -> None:
        """Send a signal to legpress, as the system does."""
        self._child.kill(number)

    def hang_up(self) -> int:
        """Close the window while legpress runs, and return its exit code."""
        process = cast("Any", self._child).ptyproc
        process.fileobj.close()
        process.closed = self._child.closed = True  # so that nobody closes this number once more when it is another's
        process.wait()
        return _code(process.exitstatus, process.signalstatus)

    def is_usable(self) -> bool:
        """Say whether the terminal is as it was before: a shell that gets it back echoes, and reads line by line."""
        modes = termios.tcgetattr(self._child.fileno())
        return bool(modes[3] & termios.ECHO and modes[3] & termios.ICANON) and modes == self._modes_before

    def leave(self, check: Callable[[Terminal], None] = lambda _: None) -> int:
        """Wait for the end, look at the terminal once more, and return the exit code."""
        end = time.monotonic() + PATIENCE
        while self._child.isalive() and time.monotonic() < end:
            self._read()
        self._settle()
        check(self)
        self._child.close()
        return _code(self._child.exitstatus, self._child.signalstatus)

    @property
    def text(self) -> str:
        """All lines, the ones that scrolled away first."""
        gone = ["".join(line[column].data for column in sorted(line)) for line in self._screen.history.top]
        return "\n".join(line.rstrip() for line in [*gone, *self._screen.display])

    @property
    def visible(self) -> str:
        """What stands on the screen now, in one line, as if it were not wrapped."""
        return " ".join(" ".join(self._screen.display).split())

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


def _code(exit_status: int | None, signal_status: int | None) -> int:
    """Return the exit code as ``subprocess`` has it: below zero for a process that a signal killed."""
    return exit_status if exit_status is not None else -(signal_status or 0)


def _forbid_writing() -> None:
    """Let every write to a file fail, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
