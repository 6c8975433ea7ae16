"""Reads plain files of a reasonable size, and nothing that never ends."""

import os
import stat
from pathlib import Path


def open_plain_file(file: Path, flags: int = 0) -> int:
    """Return a plain file, open for reading with these flags too. Raises ``OSError`` for anything else; never waits."""
    try:
        # Windows has no such flag; it keeps a pipe that nobody writes to from waiting.
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | flags)
    except ValueError as error:
        raise OSError(0, str(error)) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "it is not a plain file")
    return descriptor


def read_plain_file(file: Path, most: int) -> bytes:
    """Return a plain file's bytes. Raises ``OSError`` for anything else, and for a file of more than ``most`` bytes."""
    with os.fdopen(open_plain_file(file), "rb") as stream:
        data = stream.read(most + 1) or b""
    if len(data) > most:
        raise OSError(0, f"it is larger than {most // 1024**2} MB")
    return data
