"""The one place that writes: the result to standard output or a file, everything else to standard error."""

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from legpress_cli.errors import CannotWrite
from legpress_cli.shown import shown
from legpress_cli.surroundings import width_of


def write_result(text: str, file: Path | None) -> None:
    """Write a result, whole or not at all, to ``file`` or to standard output. Raises ``CannotWrite``.

    A reader that closed the pipe (``| head``) has what it wanted: that is no error.
    """
    if file is not None:
        replace_file(file, text)
        return
    if sys.stdout is None:
        raise CannotWrite("The result could not be written: standard output is closed.")
    try:
        _write_all(text.encode(sys.stdout.encoding or "ascii", "backslashreplace"))
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        raise CannotWrite(f"The result could not be written to standard output: {error.strerror}.") from None


def _write_all(data: bytes) -> None:
    """Write every byte to standard output, or raise ``OSError``: a stream without a buffer may take only a part."""
    sys.stdout.flush()
    descriptor = sys.stdout.fileno()
    while data:
        data = data[os.write(descriptor, data) :]


def ascii_json(text: str) -> str:
    """Return JSON text with everything but printable ASCII as an escape: it means the same and cannot move a cursor."""
    if text.isascii() and "\x7f" not in text:
        return text
    escaped = []
    for char in text:
        units = char.encode("utf-16-be", "surrogatepass") if char > "~" else b""
        pairs = (units[place : place + 2].hex() for place in range(0, len(units), 2))
        escaped.append("".join(f"\\u{unit}" for unit in pairs) or char)
    return "".join(escaped)


def check_folder(file: Path) -> None:
    """Raise ``CannotWrite`` where the folder of a result is missing, before anybody is asked anything."""
    try:
        found, is_folder = file.parent.is_dir(), file.is_dir()
    except OSError as error:
        raise CannotWrite(f"{shown(str(file), keep='')} could not be written: {error.strerror}.") from None
    if is_folder:
        raise CannotWrite(f"{shown(str(file), keep='')} could not be written: it is a folder.")
    if not found:
        raise CannotWrite(
            f"{shown(str(file), keep='')} could not be written: there is no folder {shown(str(file.parent), keep='')}."
        )


def say(text: str) -> None:
    """Tell the person something on standard error; control characters in it are written out.

    Lines are wrapped between words, but an indented one is a command to copy and stays whole.
    """
    import textwrap

    width = width_of(sys.stderr)
    lines = [
        line if line.startswith("  ") else "\n".join(textwrap.wrap(line, width, break_on_hyphens=False))
        for line in shown(text).split("\n")
    ]
    if sys.stderr is None:
        return
    try:
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _silence(sys.stderr)


def replace_file(file: Path, text: str, *, private: bool = False, on_open: Callable[[int], None] = lambda _: None) -> None:
    """Put ``text`` in place of ``file`` in one step; a reader sees the old file or the whole new one.

    A device or a pipe is written to as it is. ``private`` makes a file readable by its owner alone. ``on_open`` gets the new
    file's descriptor before it takes its place. Raises ``CannotWrite``.
    """
    import tempfile

    try:
        if file.exists() and not file.is_file():
            file.write_text(text, encoding="utf-8")
            return
        target = Path(os.path.realpath(file))
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
                on_open(stream.fileno())
            if not private:
                Path(name).chmod(_mode_for(target))
            Path(name).replace(target)
        except BaseException:  # an interruption too leaves nothing half-written
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotWrite(f"{shown(str(file), keep='')} could not be written: {error.strerror}.") from None


def _mode_for(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _silence(stream: TextIO) -> None:
    """Send what is left in a stream's buffer nowhere, so that the interpreter does not complain at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
