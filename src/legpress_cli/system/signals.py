"""What happens when a person or the system ends a call: Ctrl-C, a request to end, a closed terminal."""

import contextlib
import os
import signal
from collections.abc import Iterator
from types import FrameType

from legpress_cli.errors import ExitCode, Interrupted

_ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGABRT", "SIGALRM", "SIGUSR1", "SIGUSR2")
"""Ctrl-C, a polite request to end, a closed terminal, and what else ends a process that could clean up; Windows lacks most."""


def leave_at_once_on_ctrl_c() -> None:
    """Let Ctrl-C end the process with its exit code, while nothing has been done yet that it could spoil."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(ExitCode.INTERRUPTED))


@contextlib.contextmanager
def stop_on_ctrl_c() -> Iterator[None]:
    """While this holds, Ctrl-C cleans up and raises ``Interrupted``."""
    before = signal.getsignal(signal.SIGINT)
    if before != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted("Stopped.") from None
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def leave_on_signals() -> Iterator[None]:
    """While this holds, whatever tells the process to end raises ``KeyboardInterrupt``, once.

    When the block is left by an exception, these signals stay off, so that nothing disturbs the goodbye. One that the caller
    ignores (``nohup``) stays ignored.
    """
    numbers = [getattr(signal, name) for name in _ENDINGS if hasattr(signal, name)]
    heard = {number: signal.getsignal(number) for number in numbers if signal.getsignal(number) != signal.SIG_IGN}

    def set_all(handler: object) -> None:
        for number in heard:
            signal.signal(number, handler)  # type: ignore[arg-type]  # a function or one of two numbers

    def leave(_number: int, _frame: FrameType | None) -> None:
        set_all(signal.SIG_IGN)
        raise KeyboardInterrupt

    set_all(leave)
    try:
        yield
    except BaseException:
        set_all(signal.SIG_IGN)
        raise
    for number, before in heard.items():
        signal.signal(number, before)
