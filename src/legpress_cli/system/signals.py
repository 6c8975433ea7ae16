"""What happens when a person or the system ends a call: Ctrl-C, a request to end, a closed terminal."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from types import FrameType

from legpress_cli.errors import Interrupted

Handlers = dict[int, Callable[[int, FrameType | None], object] | int | None]

_NO_REQUEST = frozenset(
    {
        *("SIGKILL", "SIGSTOP"),  # nobody can catch these
        *("SIGILL", "SIGBUS", "SIGFPE", "SIGSEGV"),  # the program itself is broken; to go on would repeat it
        *("SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT"),  # job control
        *("SIGCHLD", "SIGCLD", "SIGURG", "SIGWINCH", "SIGINFO"),  # news that ends nobody
        *("SIGPIPE", "SIGXFSZ"),  # Python makes errors of them
    }
)
"""The signals that do not ask a process to end. All others do, whatever else they are for."""
_NAMES = {entry.value: entry.name for entry in signal.Signals}
_REQUESTS = tuple(number for number in signal.valid_signals() if _NAMES.get(number) not in _NO_REQUEST)


@contextlib.contextmanager
def stop_on_signals() -> Iterator[None]:
    """While this holds, whatever tells the process to end cleans up and raises ``Interrupted``, once."""
    before = _heard()
    _interrupt_once(before)
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted("Stopped.") from None
    finally:
        _set(before)


@contextlib.contextmanager
def leave_on_signals() -> Iterator[None]:
    """While this holds, whatever tells the process to end raises ``KeyboardInterrupt``, once.

    When the block is left by an exception, these signals stay off, so that nothing disturbs the goodbye.
    """
    before = _heard()
    _interrupt_once(before)
    try:
        yield
    except BaseException:
        _set(dict.fromkeys(before, signal.SIG_IGN))
        raise
    _set(before)


def _heard() -> Handlers:
    """Return what handles each signal that asks to end; one that the caller ignores (``nohup``) stays ignored."""
    handlers = {number: signal.getsignal(number) for number in _REQUESTS}
    return {number: handler for number, handler in handlers.items() if handler not in (signal.SIG_IGN, None)}


def _interrupt_once(heard: Handlers) -> None:
    """Let each of these signals raise ``KeyboardInterrupt``, and ignore all of them from then on."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        _set(dict.fromkeys(heard, signal.SIG_IGN))
        raise KeyboardInterrupt

    _set(dict.fromkeys(heard, interrupt))


def _set(handlers: Handlers) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)
