"""What every command takes: the options for format, place and look, read into one value."""

import shlex
from collections.abc import Callable, Sequence
from enum import StrEnum
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from legpress_cli.cli.formats import IN_A_BROWSER, STANDARD_OUTPUT, Format, format_by_ending, format_to_open
from legpress_cli.errors import FaultyKnowledge, InvalidInput
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.system.environment import ColorChoice, Environment, read_environment, read_variable
from legpress_cli.system.files import check_place
from legpress_cli.system.sanitize import escape_control_characters

KNOWLEDGE_VARIABLE = "LEGPRESS_KNOWLEDGE"
ANSWERS_PANEL = "Your answers"
RESULT_PANEL = "Result"
LOOK_PANEL = "Look"
MORE_PANEL = "More"

_choices: Callable[..., Any] = StrEnum


class OutputOptions(msgspec.Struct, frozen=True):
    """How and where this call shows its result; ``folder`` is the knowledge that was named, if any.

    ``pager`` is ``None`` where the length of a full page decides.
    """

    format: Format
    folder: Path | None
    output: Path | None
    pager: bool | None
    open: bool
    full: bool
    color: ColorChoice
    environment: Environment
    call: str


def common_parameters(formats: Sequence[Format], *, full: bool) -> list[Parameter]:
    """Return what every command takes beside its own: the parameters of ``read_options``, with the formats of this command."""
    about = f"How the result is written: {', '.join(formats)}. Without it, {formats[0]}."
    flag = typer.Option("--format", metavar="FORMAT", help=about, rich_help_panel=RESULT_PANEL)
    choices = _choices("Format", {entry.name: entry.value for entry in formats})
    _, written, opened, at_length, *others = signature(read_options).parameters.values()
    in_a_browser = [opened] if set(IN_A_BROWSER) & set(formats) else []
    in_full = [at_length] if full else []
    return [written.replace(annotation=Annotated[choices | None, flag]), *in_a_browser, *in_full, *others]


def load_named(folder: Path | None) -> Knowledge:
    """Return the knowledge in ``folder``, or the shipped one. A fault names the variable that named the folder."""
    try:
        return load_knowledge(folder)
    except FaultyKnowledge as fault:
        if folder is None or str(folder) != str(Path(read_variable(KNOWLEDGE_VARIABLE))):
            raise
        raise FaultyKnowledge(f"{KNOWLEDGE_VARIABLE} names this knowledge.\n{fault}") from None


def flag(*names: str, about: str, panel: str) -> Any:
    """Return an option without a value, for a command's signature; ``about`` is its help, ``panel`` where that stands."""
    return typer.Option(*names, help=about, show_default=False, rich_help_panel=panel)


def read_file_name(name: str) -> Path:
    """Return the path of a file. Raises ``typer.BadParameter`` for a name that can be none."""
    if name.endswith("/"):
        raise typer.BadParameter(f"{escape_control_characters(name)} names a folder, for it ends in /. Name a file.")
    return read_folder_name(name)


def read_folder_name(name: str) -> Path:
    """Return the path of a folder, or of a file. Raises ``typer.BadParameter`` for an empty name."""
    if not name:
        raise typer.BadParameter("the name is empty. Write one, or leave this out.")
    return Path(name)


def file_option(*names: str, about: str, panel: str, metavar: str = "FILE", **more: Any) -> Any:
    """Return an option that names a file, for a command's signature."""
    return typer.Option(*names, metavar=metavar, help=about, rich_help_panel=panel, **more)


def folder_option(name: str, about: str, panel: str, variable: str | None = None) -> Any:
    """Return an option that names a folder, for a command's signature; ``variable`` of the environment may name it too."""
    return typer.Option(name, metavar="DIR", envvar=variable, help=about, rich_help_panel=panel, parser=read_folder_name)


def read_options(
    formats: Sequence[Format],
    *,
    format_: StrEnum | None = None,
    open: Annotated[  # noqa: A002  # what Typer makes from the flag
        bool, flag("--open", about="Show it in your browser, as a web page if no other format is named.", panel=RESULT_PANEL)
    ] = False,
    full: Annotated[
        bool,
        flag("--full", about="Everything that is known, in a pager where it is longer than the terminal.", panel=RESULT_PANEL),
    ] = False,
    json: Annotated[bool, flag("--json", about="The same as --format json.", panel=RESULT_PANEL)] = False,
    output: Annotated[
        Path | None,
        file_option(
            "-o",
            "--output",
            about="Write the result to this file, whole or not at all. Its ending chooses the format where none is named. "
            "- is standard output.",
            panel=RESULT_PANEL,
            parser=read_file_name,
        ),
    ] = None,
    pager: Annotated[
        bool | None,
        flag(
            "--pager/--no-pager",
            about="Read it in a pager: LEGPRESS_PAGER, PAGER or less. Only on a terminal.",
            panel=RESULT_PANEL,
        ),
    ] = None,
    plain: Annotated[
        bool,
        flag(
            "--plain",
            about="No colour, no boxes, ASCII; questions line by line. Also ACCESSIBLE=1, TERM=dumb.",
            panel=LOOK_PANEL,
        ),
    ] = False,
    color: Annotated[
        ColorChoice,
        typer.Option(
            "--color",
            metavar="WHEN",
            help="When to use colour: always, never, or auto, which obeys NO_COLOR. Without it, auto.",
            show_default=False,
            rich_help_panel=LOOK_PANEL,
        ),
    ] = ColorChoice.AUTO,
    knowledge: Annotated[
        Path | None, folder_option("--knowledge", "Use the knowledge in this folder.", MORE_PANEL, KNOWLEDGE_VARIABLE)
    ] = None,
) -> OutputOptions:
    """Return what these options mean together. Raises ``InvalidInput`` where two contradict each other."""
    if json and format_ is not None and format_ != Format.JSON:
        raise InvalidInput(f"--json and --format {format_.value} contradict each other; give one of them.")
    if plain and format_ == Format.TEXT:
        raise InvalidInput("--plain and --format text contradict each other; give one of them.")
    if pager and output is not None:
        raise InvalidInput("--pager and --output contradict each other; give one of them.")
    named = Format.JSON if json else Format(format_) if format_ else None
    if open and pager:
        raise InvalidInput("--open and --pager contradict each other; give one of them.")
    if open:
        named = format_to_open(formats, named, output)
    environment = read_environment(plain=plain, color=color)
    chosen = named or (None if plain else format_by_ending(formats, output)) or formats[0]
    if named is None and chosen is Format.TEXT and environment.plain:
        chosen = Format.PLAIN
    if output is not None:
        pager = False
    if output == STANDARD_OUTPUT:
        output = None
    if output is not None:
        check_place(output)
    call = f"legpress diagnose --knowledge {shlex.quote(str(knowledge))}" if knowledge else "legpress diagnose"
    return OutputOptions(chosen, knowledge, output, pager, open, full, color, environment, call)
