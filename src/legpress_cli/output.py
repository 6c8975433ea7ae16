"""The one place that writes: the result to standard output or a file, everything else to standard error."""

import contextlib
import os
import sys
from pathlib import Path

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
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout.fileno())
    except OSError as error:
        _silence(sys.stdout.fileno())
        raise CannotWrite(f"The result could not be written to standard output: {error.strerror}.") from None
    except UnicodeEncodeError:
        sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "ascii", "backslashreplace"))
        sys.stdout.flush()


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
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()


def replace_file(file: Path, text: str, *, private: bool = False) -> None:
    """Put ``text`` in place of ``file`` in one step; a reader sees the old file or the whole new one.

    ``private`` makes it readable by its owner alone. Raises ``CannotWrite``.
    """
    import tempfile

    if file.exists() and not file.is_file():
        _write_through(file, text)
        return
    target = Path(os.path.realpath(file))
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    except OSError as error:
        raise CannotWrite(f"{shown(str(file))} could not be written: {error.strerror}.") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if not private:
            Path(name).chmod(_mode_for(target))
        Path(name).replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise CannotWrite(f"{shown(str(file))} could not be written: {error.strerror}.") from None


def _write_through(file: Path, text: str) -> None:
    """Write to what cannot be replaced: a device or a pipe."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CannotWrite(f"{shown(str(file))} could not be written: {error.strerror}.") from None


def _mode_for(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _silence(descriptor: int) -> None:
    """Send what is left in the stream's buffer nowhere, so that the interpreter does not complain at exit."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)
