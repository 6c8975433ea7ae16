"""Runs legpress, and turns every expected error into its sentence and its exit code. This is the only place that does."""

from __future__ import annotations

import sys
from unicodedata import category

from legpress_cli.cli import app
from legpress_cli.errors import InvalidInput, LegpressError
from legpress_cli.output import say
from legpress_cli.shown import shown


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    try:
        _refuse_control_characters(sys.argv[1:])
        app()
    except LegpressError as error:
        say(str(error))
        sys.exit(error.exit_code)


def _refuse_control_characters(args: list[str]) -> None:
    for arg in args:
        if any(category(char) == "Cc" for char in arg):
            raise InvalidInput(f"This argument holds a control character: {shown(arg, keep='')}")


if __name__ == "__main__":
    main()
