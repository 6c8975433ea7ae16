"""Ctrl-C at the very start. It imports next to nothing, for until it is loaded Ctrl-C ends in a traceback."""

import os
import signal

INTERRUPTED = 130
"""The exit code of ``ExitCode.INTERRUPTED``, which would take as long to load as all of this."""


def leave_at_once_on_ctrl_c() -> None:
    """Let Ctrl-C end the process with its exit code, while nothing has been done yet that it could spoil."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda _number, _frame: os._exit(INTERRUPTED))
