"""Runs legpress, blocks the network and other programs, and writes down each try and every file that is opened to write."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

LOG = os.open(os.environ["AUDIT"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
OUTWARD = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "subprocess.Popen", "os.exec", "os.system")


def note(event: str, args: tuple[Any, ...]) -> None:
    if event in OUTWARD:
        os.write(LOG, f"{event} {args!r}\n".encode())
        raise PermissionError(event)
    if event == "open" and args[2] & WRITING and args[0] not in ("/dev/tty", "/dev/null") and isinstance(args[0], str):
        os.write(LOG, f"open {Path(args[0]).absolute()}\n".encode())


if __name__ == "__main__":
    sys.addaudithook(note)
    from legpress_cli.__main__ import main

    main()
