"""The command line as a whole: its commands, each loaded when it is named, and what stands before any command."""

import sys
from contextlib import nullcontext, suppress
from importlib import import_module
from typing import Annotated, Any, NoReturn

import msgspec
import typer
from typer.core import TyperCommand, TyperGroup

from legpress_cli import __version__
from legpress_cli.cli.complaints import UsageError, complain
from legpress_cli.cli.help import Helped, show_help
from legpress_cli.cli.question_flags import knowledge_for
from legpress_cli.errors import CannotWrite, ExitCode, InvalidInput, did_you_mean
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.streams import printing_to, write_result

_COMMANDS = "legpress_cli.cli.commands"


class Named(msgspec.Struct, frozen=True):
    """A command that is not loaded: its name, what it does, and the panel of the help that it stands in."""

    name: str
    summary: str
    panel: str


COMMANDS = {
    entry.name: entry
    for entry in (
        Named("diagnose", "Answer questions, get a checklist.", "Your back"),
        Named("show", "Show the kept result again.", "Your back"),
        Named("log", "Note a session, in a minute.", "Your back"),
        Named("next", "What to do at the next session.", "Your back"),
        Named("tips", "Print the tips, all or one topic.", "Your back"),
        Named("explain", "Explain one thing in full.", "Your back"),
        Named("batch", "Take many people's answers.", "Scripts and coaches"),
        Named("questions", "List every question and its answers.", "Scripts and coaches"),
        Named("schema", "Print a JSON Schema.", "Scripts and coaches"),
        Named("tree", "Show the decision tree.", "The knowledge"),
        Named("check", "Examine the knowledge.", "The knowledge"),
        Named("forget", "Delete what is kept.", "Housekeeping"),
    )
}
"""The commands in the order of the help. Each stands in a module of its own, and is loaded when it is used."""


class Unloaded(TyperCommand):
    """A command of which help and completion need the name and the summary alone."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Load the command, and return its own context."""
        entry = COMMANDS[str(self.name)]
        specification = getattr(import_module(f"{_COMMANDS}.{entry.name}"), entry.name)
        return specification.make_context(info_name, entry.summary, args, parent=parent, **extra)


class Commands(Helped, TyperGroup):
    """The commands together. What is wrong with a command line comes out as ``InvalidInput``."""

    summary = "Get a checklist for an aching lower back around the leg press."
    examples = (
        "legpress diagnose              answer, get a checklist",
        "legpress log                   after a session, in a minute",
        "legpress tips                  read every tip",
    )
    notes = ("Danger signs come first. legpress is not a doctor.",)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Unloaded | None:
        """Return a command, not loaded yet."""
        entry = COMMANDS.get(cmd_name)
        return Unloaded(entry.name, short_help=entry.summary, rich_help_panel=entry.panel) if entry else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is named. Raises ``InvalidInput`` with the nearest where there is none."""
        if args[0] not in COMMANDS and not ctx.resilient_parsing:
            name = escape_control_characters(args[0])
            raise InvalidInput(f"There is no command {name}{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Go on as Typer does, but show help where nothing is asked for."""
        if not args and not ctx.resilient_parsing:
            with suppress(CannotWrite):
                show_help(self, ctx, sys.stderr)
            raise typer.Exit(ExitCode.WRONG_INPUT)
        with printing_to(sys.stdout) if args[:1] and args[0].startswith("-") else nullcontext():
            return super().parse_args(ctx, args)
        raise typer.Exit  # whoever read what an option prints has left

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run a command and leave with its exit code. Raises ``InvalidInput`` for a wrong command line."""
        try:
            code = super().main(*args, **extra | {"standalone_mode": False})
        except UsageError as error:
            raise InvalidInput(complain(error)) from None
        sys.exit(code if isinstance(code, int) else 0)


app = typer.Typer(
    cls=Commands,
    help=Commands.summary,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:  # Typer calls it with the flag's value
    if value:
        line = f"legpress {__version__} (knowledge {knowledge_for([]).about.version})\n"
        write_result(escape_control_characters(line, keep="\n"), None)
        raise typer.Exit


@app.callback()
def legpress(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Take what stands before any command."""
