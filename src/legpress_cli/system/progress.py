"""How much of a long file has been read, shown by rich while it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from legpress_cli.system.environment import is_terminal


@contextmanager
def shown_progress(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give a stream to read instead of this one, which shows on standard error how far it is, where that is a terminal.

    Where the result goes to the terminal as well, that says enough.
    """
    if not is_terminal(sys.stderr) or is_terminal(sys.stdout):
        yield stream
        return
    from rich.console import Console
    from rich.progress import wrap_file

    size = os.fstat(stream.fileno()).st_size
    with wrap_file(stream, size, description="People", console=Console(stderr=True), transient=True) as watched:
        yield watched
