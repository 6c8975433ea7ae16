"""The one place that writes: the result to standard output or a file, everything else to standard error."""

import contextlib
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from legpress_cli.errors import CannotWrite
from legpress_cli.system.environment import is_terminal, read_variable, takes_unicode, width_of
from legpress_cli.system.sanitize import ascii_only, shown
from legpress_cli.system.wrapping import cells, wrap, wrap_command

_INDENT = "  "
_WRITABLE = 0o222
_NO_READER = "nobody reads from it"


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
        sys.stdout.flush()
        _write_all(sys.stdout.fileno(), text.encode(sys.stdout.encoding or "ascii", "backslashreplace"))
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        raise CannotWrite(f"The result could not be written to standard output: {error.strerror}.") from None


def _write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, or raise ``OSError``: a stream may take only a part, or none until its reader has caught up."""
    while data:
        try:
            data = data[os.write(descriptor, data) :]
        except BlockingIOError:
            from select import select

            select([], [descriptor], [])


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


def check_place(file: Path) -> None:
    """Raise ``CannotWrite`` where a result cannot be written, before anybody is asked anything."""
    try:
        problem = _problem_with(file)
    except OSError as error:
        problem = error.strerror or str(error)
    if problem:
        raise _cannot_write(file, problem)


def _problem_with(file: Path) -> str:
    """Return why a file cannot be replaced, empty where it can or where it is a device or a pipe."""
    target = Path(os.path.realpath(file))
    folder = target.parent if file.is_symlink() else file.parent
    if target.is_symlink():
        return "its links lead in a circle"
    if file.is_dir():
        return "it is a folder"
    if file.exists() and not file.is_file():
        return ""
    if not folder.is_dir():
        return f"there is no folder {shown(str(folder), keep='')}"
    if file.exists() and not (file.stat().st_mode & _WRITABLE and os.access(file, os.W_OK)):
        return "it is read-only"
    return "" if os.access(folder, os.W_OK) else f"you may not write into the folder {shown(str(folder), keep='')}"


def _cannot_write(file: Path, reason: str | None) -> CannotWrite:
    return CannotWrite(f"{shown(str(file), keep='')} could not be written: {reason}.")


def say(text: str) -> None:
    """Tell the person something on standard error; control characters in it are written out.

    Lines are wrapped between words. A command on a line of its own can still be pasted then, and stays whole where there is no
    terminal whose width it could pass.
    """
    safe = shown(text) if takes_unicode(sys.stderr) else ascii_only(text, keep="\n")
    lines = [part for line in safe.split("\n") for part in _fitted(line, width_of(sys.stderr))]
    if sys.stderr is None:
        return
    try:
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _silence(sys.stderr)


def _fitted(line: str, width: int) -> list[str]:
    if cells(line) <= width:
        return [line]
    if not line.startswith(_INDENT):
        return wrap(line, width)
    if line.startswith(f"{_INDENT}legpress "):
        return wrap_command(line, width, _INDENT) if is_terminal(sys.stderr) or read_variable("COLUMNS") else [line]
    term, gap, meaning = line.strip().partition("   ")
    return wrap(meaning, width, first=f"{_INDENT}{term}{gap}", rest=_INDENT * 2)


def replace_file(file: Path, text: str, *, private: bool = False, on_open: Callable[[int], None] = lambda _: None) -> None:
    """Put ``text`` in place of ``file`` in one step; a reader sees the old file or the whole new one.

    A device or a pipe is written to as it is. ``private`` makes a file readable by its owner alone. ``on_open`` gets the new
    file's descriptor before it takes its place. Raises ``CannotWrite``.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        if file.exists() and not file.is_file():
            _write_into(file, data)
        else:
            _replace(Path(os.path.realpath(file)), data, private=private, on_open=on_open)
    except OSError as error:
        raise _cannot_write(file, _NO_READER if error.errno == errno.ENXIO else error.strerror) from None


def _write_into(file: Path, data: bytes) -> None:
    """Write to a device or a pipe. A pipe that nobody reads from is an ``OSError``; a reader that leaves early is none."""
    descriptor = os.open(file, os.O_WRONLY | os.O_NONBLOCK)
    try:
        os.set_blocking(descriptor, True)
        with contextlib.suppress(BrokenPipeError):
            _write_all(descriptor, data)
    finally:
        os.close(descriptor)


def _replace(target: Path, data: bytes, *, private: bool, on_open: Callable[[int], None]) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
            on_open(stream.fileno())
        if not private:
            Path(name).chmod(_mode_for(target))
        Path(name).replace(target)
    except BaseException:  # an interruption too leaves nothing half-written
        Path(name).unlink(missing_ok=True)
        raise


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
