"""Runs legpress and writes down every file that it opens to write, every program it starts, and every word to the network."""

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
    elif event == "open" and args[2] & WRITING and args[0] not in ("/dev/tty", "/dev/null") and isinstance(args[0], str):
        os.write(LOG, f"open {Path(args[0]).absolute()}\n".encode())


if __name__ == "__main__":
    sys.addaudithook(note)
    from legpress_cli.__main__ import main

    main()
