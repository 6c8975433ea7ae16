"""The one place that writes: the result to standard output or a file, everything else to standard error."""

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from legpress_cli.errors import CannotWrite
from legpress_cli.system.environment import is_terminal, read_variable, takes_unicode, width_of
from legpress_cli.system.files import replace_file, write_all
from legpress_cli.system.sanitize import ascii_only, escape_control_characters
from legpress_cli.system.wrapping import cells, wrap, wrap_command

_INDENT = "  "


def write_result(text: str, file: Path | None) -> None:
    """Write a result, whole or not at all, to ``file`` or to standard output. Raises ``CannotWrite``.

    A reader that closed the pipe (``| head``) has what it wanted: that is no error.
    """
    if file is not None:
        replace_file(file, text)
        return
    with printing_to(sys.stdout):
        write_all(sys.stdout.fileno(), text.encode(sys.stdout.encoding or "ascii", "backslashreplace"))


def write_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output in UTF-8, each as soon as it is there. Raises ``CannotWrite``.

    It ends early, and without an error, once a reader has what it wanted.
    """
    with printing_to(sys.stdout):
        for line in lines:
            write_all(sys.stdout.fileno(), line.encode())


@contextlib.contextmanager
def printing_to(stream: TextIO | None) -> Iterator[None]:
    """Have what prints by itself, as Typer's help does, print to this stream. Raises ``CannotWrite``."""
    if stream is None:
        raise CannotWrite("The result could not be written: standard output is closed.")
    if isinstance(stream, TextIOWrapper) and not takes_unicode(stream):
        stream.reconfigure(encoding="ascii", errors="backslashreplace")
    try:
        with contextlib.redirect_stdout(stream):
            yield
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
    except OSError as error:
        _silence(stream)
        raise CannotWrite(f"The result could not be written to standard output: {error.strerror}.") from None


def print_message(text: str) -> None:
    """Tell the person something on standard error; control characters in it are written out.

    Lines are wrapped between words. A command on a line of its own can still be pasted then, and stays whole where there is no
    terminal whose width it could pass.
    """
    safe = escape_control_characters(text, keep="\n") if takes_unicode(sys.stderr) else ascii_only(text, keep="\n")
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


def _silence(stream: TextIO) -> None:
    """Send what is left in a stream's buffer nowhere, so that the interpreter does not complain at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
