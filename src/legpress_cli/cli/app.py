"""The command line as a whole: its commands, each from its own file, and what stands before any command."""

from typing import Annotated

import typer

from legpress_cli import __version__
from legpress_cli.cli.commands.check import check
from legpress_cli.cli.commands.diagnose import diagnose
from legpress_cli.cli.commands.explain import explain
from legpress_cli.cli.commands.forget import forget
from legpress_cli.cli.commands.questions import questions
from legpress_cli.cli.commands.schema import schema
from legpress_cli.cli.commands.tips import tips
from legpress_cli.cli.commands.tree import tree
from legpress_cli.cli.help import Command, Commands
from legpress_cli.cli.question_flags import QuestionAndPathFlags, QuestionFlags, knowledge_for
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.streams import write_result

app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
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
    """Get a checklist for an aching lower back around the leg press.

    \b
    Examples:
      legpress diagnose              answer a few questions, get your checklist
      legpress tips                  read every tip
      legpress explain handle-pull   one tip in full: why, who says so, evidence

    Danger signs come first. legpress is not a doctor.
    """


app.command(cls=QuestionFlags)(diagnose)
app.command()(forget)
app.command(cls=Command)(tips)
app.command(cls=Command)(explain)
app.command(cls=Command)(questions)
app.command(cls=QuestionAndPathFlags)(tree)
app.command(cls=Command)(check)
app.command(cls=Command)(schema)
