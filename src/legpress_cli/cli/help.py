"""What Typer would print by itself (help, wrong usage, completion scripts), laid out and written as everything else is."""

import contextlib
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from legpress_cli.errors import InvalidInput
from legpress_cli.system.environment import takes_unicode, width_of
from legpress_cli.system.sanitize import ascii_only, escape_control_characters
from legpress_cli.system.streams import write_result
from legpress_cli.system.wrapping import cells, wrap, wrap_command

_WIDEST = 80
_TWO_COLUMNS = 50
_TERM_COLUMNS = 30
_UsageError: Any = typer.BadParameter.__base__  # Typer has no public name for it
_COMPLETION = ("install_completion", "show_completion")


class Command(TyperCommand):
    """A command whose help fits any terminal."""

    def get_help(self, ctx: Any) -> str:
        """Return the help, laid out for standard output."""
        return _help(self, ctx, width_of(sys.stdout))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that shows it."""
        return _shown_by_us(super().get_help_option(ctx))


class Commands(TyperGroup):
    """The commands together. What is wrong with a command line comes out as ``InvalidInput``."""

    def get_help(self, ctx: Any) -> str:
        """Return the help, laid out for standard output."""
        return _help(self, ctx, width_of(sys.stdout))

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that shows it."""
        return _shown_by_us(super().get_help_option(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Go on as Typer does, but show help where nothing is asked for. Raises ``InvalidInput`` with it."""
        for param in self.params:
            if param.name in _COMPLETION and param.callback:
                param.callback = _written_by_us(param.callback)
        if not args and not ctx.resilient_parsing:
            raise InvalidInput(_help(self, ctx, width_of(sys.stderr)))
        return super().parse_args(ctx, args)

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run a command and leave with its exit code. Raises ``InvalidInput`` for a wrong command line."""
        try:
            code = super().main(*args, **extra | {"standalone_mode": False})
        except _UsageError as error:
            raise InvalidInput(_complaint(error)) from None
        sys.exit(code if isinstance(code, int) else 0)


@contextlib.contextmanager
def with_only(app: typer.Typer, name: str) -> Iterator[None]:
    """While this holds, Typer builds the command of this name alone, if there is one: it would build them all for each call."""
    commands = app.registered_commands
    called = [command for command in commands if command.callback and command.callback.__name__ == name]
    app.registered_commands = called or commands
    try:
        yield
    finally:
        app.registered_commands = commands


def _complaint(error: Any) -> str:
    said = f"Error: {' '.join(error.format_message().split())}"
    if error.ctx is None:  # Typer says no more where the last flag lacks its value
        return said
    pieces = error.ctx.command.collect_usage_pieces(error.ctx)
    call = error.ctx.command_path
    hint = f"Try '{call} {error.ctx.help_option_names[0]}' for help."
    return f"Usage: {' '.join([call, *pieces])}\n{hint}\n\n{said}"


def _help(command: Any, ctx: Any, width: int) -> str:
    sheet = _Sheet(min(width, _WIDEST))
    command.format_help(ctx, sheet)
    return sheet.getvalue()


def _shown_by_us(option: Any) -> Any:
    def show(ctx: Any, _option: Any, value: bool) -> None:  # noqa: FBT001  # Typer calls it so
        if value and not ctx.resilient_parsing:
            _write(ctx.get_help() + "\n")
            raise typer.Exit

    option.callback = show
    return option


def _written_by_us(callback: Callable[..., Any]) -> Callable[..., Any]:
    """Return a callback of Typer's whose printing can fail as every other result can."""

    def call(*args: Any) -> Any:
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                return callback(*args)
        finally:
            if printed.getvalue():
                _write(printed.getvalue())

    return call


def _write(text: str) -> None:
    write_result(escape_control_characters(text, keep="\n") if takes_unicode(sys.stdout) else ascii_only(text, keep="\n"), None)


class _Sheet:
    """What Typer writes a help text into. It breaks lines between words, and commands so that they can still be pasted."""

    width = sys.maxsize  # Typer would cut summaries to it

    def __init__(self, width: int) -> None:
        self._width = width
        self._indent = ""
        self._lines: list[str] = []

    def write_usage(self, program: str, args: str) -> None:
        self._lines += wrap(f"Usage: {program} {args}", self._width, rest="       ")

    def write_paragraph(self) -> None:
        self._lines.append("")

    def write_text(self, text: str) -> None:
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write_paragraph()
            first, *lines = paragraph.split("\n")
            if first.strip() == "\b":
                for line in lines:
                    self._write_as_it_stands(line)
            else:
                self._write(" ".join([first, *lines]), self._indent)

    def write_dl(self, rows: Sequence[tuple[str, str]]) -> None:
        longest = max(cells(term) for term, _ in rows)
        column = len(self._indent) + min(longest, _TERM_COLUMNS) + 2
        for term, meaning in rows:
            if self._width < _TWO_COLUMNS:
                self._write(term, self._indent)
                self._write(meaning, f"{self._indent}  ")
            elif len(self._indent) + cells(term) + 2 > column:
                self._write(term, self._indent)
                self._write(meaning, " " * column)
            else:
                first = f"{self._indent}{term}"
                self._lines += wrap(meaning, self._width, first=f"{first:{column}}", rest=" " * column)

    @contextlib.contextmanager
    def section(self, name: str) -> Iterator[None]:
        self._lines += ["", f"{name}:"]
        with self.indentation():
            yield

    @contextlib.contextmanager
    def indentation(self) -> Iterator[None]:
        self._indent += "  "
        yield
        self._indent = self._indent[:-2]

    def getvalue(self) -> str:
        return "\n".join(self._lines)

    def _write(self, text: str, indent: str) -> None:
        self._lines += wrap(text, self._width, first=indent, rest=indent)

    def _write_as_it_stands(self, line: str) -> None:
        """Write an example: a command, and after a gap what it does."""
        indent = self._indent + line[: len(line) - len(line.lstrip())]
        command, _, meaning = line.strip().partition("  ")
        if len(self._indent) + cells(line) <= self._width:
            self._lines.append(f"{self._indent}{line}")
            return
        self._lines += wrap_command(command, self._width, indent)
        if meaning:
            self._write(meaning.strip(), f"{indent}    ")
