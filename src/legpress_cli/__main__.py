"""Runs legpress, and turns every expected error into its sentence and its exit code. This is the only place that does."""

import gc

# One short call makes little garbage; looking for it would cost a few hundredths of the start.
gc.disable()

from legpress_cli.system.interrupt import leave_at_once_on_ctrl_c  # noqa: E402  # all of these after the line above, or it comes too late

leave_at_once_on_ctrl_c()

import contextlib  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from typing import NoReturn  # noqa: E402
from unicodedata import category  # noqa: E402

from legpress_cli.errors import InvalidInput, LegpressError  # noqa: E402
from legpress_cli.system.environment import read_variable  # noqa: E402
from legpress_cli.system.sanitize import escape_control_characters  # noqa: E402
from legpress_cli.system.streams import print_message  # noqa: E402

# Control and format characters and line separators; a file's name may be joined, as emoji and Persian words are.
_DRAWING = ("Cc", "Cf", "Zl", "Zp")
_JOINERS = "\u200c\u200d"


def run() -> None:
    """Run the command line, and end the process with its exit code."""
    try:
        main()
    except SystemExit as left:
        _leave(int(left.code or 0))


def _leave(code: int) -> NoReturn:
    """End the process. Python would first take apart all that was imported, which is a twentieth of a short call."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with contextlib.suppress(OSError, ValueError):  # whatever could not be written was told where it was printed
            stream.flush()
    os._exit(code)


def main() -> None:
    """Run the command line. Raises ``SystemExit`` with its exit code."""
    completing = read_variable("_LEGPRESS_COMPLETE")
    try:
        _refuse_control_characters(sys.argv[1:])
        from legpress_cli.cli.app import app

        app()
    except LegpressError as error:
        if not completing:
            print_message(str(error))
        sys.exit(error.exit_code)
    finally:
        gc.freeze()  # Python would search all that was imported for garbage once more before it ends


def _refuse_control_characters(args: list[str]) -> None:
    for arg in args:
        if any(category(char) in _DRAWING and char not in _JOINERS for char in arg):
            raise InvalidInput(f"This argument holds a control character: {escape_control_characters(arg)}")


if __name__ == "__main__":
    run()
