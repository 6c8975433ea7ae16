"""Shows a result a screen at a time, in the pager that the person likes. Loaded only when that is asked for."""

import shlex
import signal
import subprocess
import sys
from pathlib import Path

from legpress_cli.system.environment import is_terminal, read_variable
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.streams import print_message, write_result

_KEEPS_COLOUR = "-R"
_USUAL = (("less", "-FRX"), ("more",))  # less: leave where all fits the screen, colours and nothing else, do not clear


def show_in_pager(text: str) -> None:
    """Show text in a pager, or write it to standard output where that is no terminal, or no pager works to its end.

    Raises ``CannotWrite`` as ``write_result`` does.
    """
    if not is_terminal(sys.stdout) or not _page(text):
        write_result(text, None)


def _pagers() -> list[list[str]]:
    """Return the command lines to try, the wanted one first."""
    named = read_variable("LEGPRESS_PAGER") or read_variable("PAGER")
    if not named.strip():
        return [list(command) for command in _USUAL]
    try:
        program, *options = shlex.split(named)
    except ValueError:
        program, options = named, []
    return [[program, *options, *([_KEEPS_COLOUR] if Path(program).name == "less" else [])]]


def _page(text: str) -> bool:
    """Return whether a pager took the text. One that cannot start makes way for the next; one that failed does not."""
    for command in _pagers():
        try:
            process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603  # the person's own choice, and no shell
        except OSError as error:
            if tuple(command) not in _USUAL:
                _complain(command, error.strerror or str(error))
            continue
        code = _feed(process, text)
        if code:
            _complain(command, f"it left with {code}" if code > 0 else f"signal {-code} ended it")
        return code == 0
    return False


def _feed(process: subprocess.Popen[bytes], text: str) -> int:
    """Return how a pager left, below 0 for a signal. One that was left early has done its work."""
    interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C belongs to the pager
    try:
        process.communicate(text.encode(sys.stdout.encoding or "ascii", "backslashreplace"))
    finally:
        signal.signal(signal.SIGINT, interrupt)
    return process.returncode


def _complain(command: list[str], reason: str) -> None:
    name = escape_control_characters(command[0])
    print_message(f"The pager {name} does not work ({reason}), so here is the result without it.")
