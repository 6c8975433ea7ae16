"""Runs legpress as on Windows, as far as that goes elsewhere: without the modules, calls and signals that are missing there."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any, cast

# Before the platform changes, for on Windows these want modules of Windows:
import rich.console  # noqa: F401
import typer  # noqa: F401

MODULES = ("_curses", "curses", "fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty")
CALLS = (
    "O_NOFOLLOW",
    "O_NONBLOCK",
    "chown",
    "fork",
    "getegid",
    "geteuid",
    "getgid",
    "getuid",
    "killpg",
    "lchown",
    "setsid",
    "uname",
)
SIGNALS = ("SIGALRM", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGTSTP", "SIGUSR1", "SIGUSR2")

if __name__ == "__main__":
    for name in MODULES:
        cast("dict[str, Any]", sys.modules)[name] = None  # whoever imports it is told that there is none
    for place, names in ((os, CALLS), (signal, SIGNALS)):
        for name in names:
            delattr(place, name)
    sys.platform, sys.argv[0] = "win32", "legpress"
    from legpress_cli.__main__ import main

    main()
