"""The surroundings of a call, read from the environment once: colour, width, characters, and whether anyone can be asked."""

import os
import sys
import time
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TextIO

import msgspec

DEFAULT_WIDTH = 80
DEFAULT_ROWS = 24
_C_LOCALES = ("C", "POSIX")
_COERCED = "C.UTF-8"  # what Python itself puts into LC_CTYPE in a C locale
_OFF = ("", "0")
_DUMB = ("dumb", "unknown")
"""The kinds of terminal that cannot move a cursor."""
VARIABLES = {
    "NO_COLOR": "If it is set and not empty, --color auto uses no colour.",
    "FORCE_COLOR": "If it is set and neither empty nor 0, --color auto uses colour without a terminal too. NO_COLOR wins.",
    "ACCESSIBLE": "If it is set and neither empty nor 0, the same as --plain.",
    "TERM": "If it is dumb or unknown, the same as --plain.",
    "COLUMNS": "How many columns a page may have, instead of those of the terminal.",
}
"""The variables that are read here, with what each does."""


class ColorChoice(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class StreamCapabilities(msgspec.Struct, frozen=True):
    """How a stream may be written to: its width in columns, whether it takes colour, and whether more than ASCII."""

    width: int
    colour: bool
    unicode: bool


class Environment(msgspec.Struct, frozen=True):
    """What the environment allows. ``plain`` is true where a page should be read and not looked at.

    ``rows`` are those of the terminal that shows the result; ``None`` where none does.
    """

    plain: bool
    can_ask: bool
    result: StreamCapabilities
    talk: StreamCapabilities
    rows: int | None = None


def read_environment(*, plain: bool = False, color: ColorChoice = ColorChoice.AUTO) -> Environment:
    """Return the surroundings of this process; the two arguments are what the user asked for by flag."""
    plain = plain or os.environ.get("TERM") in _DUMB or os.environ.get("ACCESSIBLE", "") not in _OFF
    return Environment(
        plain=plain,
        can_ask=is_terminal(sys.stdin) and find_screen() is not None,
        result=_capabilities(sys.stdout, color, plain=plain),
        talk=_capabilities(sys.stderr, color, plain=plain),
        rows=_rows_of(sys.stdout),
    )


def read_day() -> date:
    """Return the day of this call, where the user is."""
    return date(*time.localtime()[:3])


def read_time() -> float:
    """Return the time of this moment, in seconds as the system counts them."""
    return time.time()


def read_variable(name: str) -> str:
    """Return an environment variable, empty where it is not set."""
    return os.environ.get(name, "")


@cache
def find_screen() -> TextIO | None:
    """Return the terminal that questions are drawn on, never standard output; ``None`` where there is none."""
    if is_terminal(sys.stderr):
        return sys.stderr
    try:
        return Path("/dev/tty").open("w", encoding="utf-8")
    except OSError:
        return None


def _capabilities(stream: TextIO | None, color: ColorChoice, *, plain: bool) -> StreamCapabilities:
    return StreamCapabilities(width_of(stream), _takes_colour(stream, color, plain=plain), takes_unicode(stream))


def _takes_colour(stream: TextIO | None, color: ColorChoice, *, plain: bool) -> bool:
    if color is not ColorChoice.AUTO:
        return color is ColorChoice.ALWAYS
    if os.environ.get("NO_COLOR") or plain:
        return False
    return os.environ.get("FORCE_COLOR", "") not in _OFF or is_terminal(stream)


def width_of(stream: TextIO | None) -> int:
    """Return how many columns a stream has: what COLUMNS says, else the terminal, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns[:4]) > 0:
        return int(columns[:4])
    try:
        return (stream and os.get_terminal_size(stream.fileno()).columns) or DEFAULT_WIDTH
    except (OSError, ValueError):
        return DEFAULT_WIDTH


def fix_terminal(columns: int, *, colour: bool) -> None:
    """Have what lays out a page by itself in this process, as Typer's help does, keep to this width, and to no colour."""
    os.environ["COLUMNS"] = str(columns)
    if not colour:
        os.environ["TERM"] = "dumb"


def _rows_of(stream: TextIO | None) -> int | None:
    """Return how many rows a terminal shows at once, 24 where it does not say; ``None`` for what is no terminal."""
    if stream is None or not is_terminal(stream):
        return None
    try:
        return os.get_terminal_size(stream.fileno()).lines or DEFAULT_ROWS
    except (OSError, ValueError):
        return DEFAULT_ROWS


def takes_unicode(stream: TextIO | None) -> bool:
    """Return whether a stream knows the signs that our pages draw with; else they are spelled in ASCII.

    In a C locale it does not, though Python itself writes UTF-8 there, unless an encoding was asked for.
    """
    if _is_c_locale():
        return False
    try:
        "→✓•╭".encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


def _is_c_locale() -> bool:
    if read_variable("PYTHONIOENCODING") or read_variable("PYTHONUTF8"):
        return False
    letters = read_variable("LC_CTYPE")
    encoding = letters if letters != _COERCED else ""
    return (read_variable("LC_ALL") or encoding or read_variable("LANG")) in _C_LOCALES


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal; a closed one is none."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
