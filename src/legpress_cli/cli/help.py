"""Help, which Typer lays out: in panels where they fit, else plain."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO

import typer

from legpress_cli.cli.complaints import UsageError
from legpress_cli.system.environment import fix_terminal, read_environment, takes_unicode, width_of
from legpress_cli.system.sanitize import ascii_only
from legpress_cli.system.streams import printing_to
from legpress_cli.system.wrapping import wrap, wrap_command

if TYPE_CHECKING:
    from typer.core import TyperCommand as _Typed
else:
    _Typed = object

_PANELS = 60
_TWO_COLUMNS = 50
_WIDEST_PLAIN = 80
_WIDEST_EXAMPLE = 76
_INDENT = 4


class Helped(_Typed):
    """What every command has, and the commands together: help with examples first, and complaints that know their command."""

    summary = ""
    examples: Sequence[str] = ()
    notes: Sequence[str] = ()
    help_panel: str | None = None
    plain = False

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that shows the help."""
        option: Any = super().get_help_option(ctx)
        option.callback = _show_help
        option.rich_help_panel = self.help_panel
        return option

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Go on as Typer does; a complaint knows its command, which Typer forgets where the last flag lacks its value."""
        self.plain = "--plain" in args
        try:
            rest: list[str] = super().parse_args(ctx, args)
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        return rest


def show_help(command: Any, ctx: Any, stream: TextIO | None) -> None:
    """Show the help of a command on this stream: in panels from 60 columns on, unless plain text is wanted."""
    width = width_of(stream)
    environment = read_environment(plain=command.plain)
    panels = width >= _PANELS and not environment.plain
    ctx.terminal_width = width if panels else min(width, _WIDEST_PLAIN)
    fix_terminal(ctx.terminal_width, colour=environment.result.colour and stream is sys.stdout)
    command.rich_markup_mode = "rich" if panels else None
    _word(command, ctx, lambda text: (as_typed if panels else str)(_in_characters_of(stream, text)))
    formatter = ctx.make_formatter()
    if width < _TWO_COLUMNS:
        formatter.write_dl = partial(formatter.write_dl, col_max=_INDENT)
    with printing_to(stream), suppress(SystemExit):  # rich leaves by itself once its reader has left
        command.format_help(ctx, formatter)
        typer.echo(formatter.getvalue(), nl=False)  # nothing where the panels were printed


def _word(command: Any, ctx: Any, spell: Callable[[str], str]) -> None:
    """Give Typer the texts of the help, each spelled as it can be shown."""
    examples = _examples(command.examples, ctx.terminal_width, marked=command.rich_markup_mode is None)
    command.help = spell("\n\n".join([command.summary, examples, *command.notes]))
    for param in command.get_params(ctx):
        param.help = spell(param.help or "")


def _in_characters_of(stream: TextIO | None, text: str) -> str:
    return text if takes_unicode(stream) else ascii_only(text, keep="\b\n\x1b")


def as_typed(text: str) -> str:
    """Return a text that rich shows as it stands: what looks like its markup, or like the name of an emoji, is none."""
    if "[" not in text and ":" not in text:
        return text
    from rich.markup import escape

    return escape(text).replace(":", ":[bold][/bold]")


def _show_help(ctx: Any, _option: Any, value: bool) -> None:  # noqa: FBT001  # Typer calls it so
    if value and not ctx.resilient_parsing:
        show_help(ctx.command, ctx, sys.stdout)
        raise typer.Exit


def _examples(examples: Sequence[str], width: int, *, marked: bool) -> str:
    """Return the examples, each in lines that can be pasted. ``marked`` keeps these lines where help is plain."""
    lines = [line for example in examples for line in _example(example, min(width - _INDENT, _WIDEST_EXAMPLE))]
    return "\n".join([*(["\b"] if marked else []), "Examples:", *lines])


def _example(example: str, width: int) -> list[str]:
    if len(example) + 2 <= width:
        return [f"  {example}"]
    command, _, meaning = example.partition("  ")
    return [*wrap_command(command, width, "  "), *(wrap(meaning.strip(), width, first="    ", rest="    ") if meaning else ())]
