"""What every command takes: the options for format, place and look, read into one value."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from legpress_cli.cli.formats import IN_A_BROWSER, STANDARD_OUTPUT, Format, format_by_ending, format_to_open
from legpress_cli.errors import FaultyKnowledge, InvalidInput
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.store.place import STORE_VARIABLE
from legpress_cli.system.environment import ColorChoice, Environment, read_environment, read_variable
from legpress_cli.system.files import as_word, check_place
from legpress_cli.system.sanitize import escape_control_characters

KNOWLEDGE_VARIABLE = "LEGPRESS_KNOWLEDGE"
ANSWERS = "Your answers"
KEEPING = "Keeping"
RESULT = "Result"
LOOK = "Look"
MORE = "More"
"""The panels of the help."""

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


def read_folder_argument(name: str | None) -> Path | None:
    """Return the same for an argument, whose help would show the name of a parser."""
    return None if name is None else read_folder_name(name)


def option(name: str, kind: Any, flags: str, about: str, panel: str, **settings: Any) -> Parameter:
    """Return a parameter from which Typer makes an option; ``settings`` are those of ``typer.Option``."""
    default = settings.pop("default", False if kind is bool else None)
    setting = typer.Option(*flags.split(), help=about, rich_help_panel=panel, **settings)
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, setting])


def argument(name: str, kind: Any, metavar: str, about: str, **settings: Any) -> Parameter:
    """Return a parameter from which Typer makes an argument, with ``default=None`` one that may be left out."""
    default = settings.pop("default", Parameter.empty)
    setting = typer.Argument(metavar=metavar, help=about, **settings)
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, setting])


def answers_option(about: str) -> Parameter:
    """Return the parameter for an answers file; several are taken, so that a second one can be refused."""
    return option("answers", list[str] | None, "--answers", about, ANSWERS, metavar="FILE")


STORE = option(
    *(
        "store",
        Path | None,
        "--store",
        f"The file with what is kept, if not the one in your data folder. Also {STORE_VARIABLE}.",
        KEEPING,
    ),
    metavar="FILE",
    parser=read_file_name,
)
"""What commands take that keep things, or delete them."""


def with_store(call: str, store: Path | None) -> str:
    """Return a call that keeps things in the file that was named, if one was."""
    return f"{call} --store {as_word(store)}" if store else call


_OPEN = option("open", bool, "--open", "Show it in your browser, as a web page if no other format is named.", RESULT)
_FULL = option("full", bool, "--full", "Everything that is known, in a pager where it is longer than the terminal.", RESULT)
_OUTPUT = (
    "Write the result to this file, whole or not at all. Its ending chooses the format where none is named. "
    "- is standard output."
)
_PLAIN = "No colour, no boxes, ASCII; questions line by line. Also ACCESSIBLE=1, TERM=dumb."
_WHEN = "When to use colour: always, never, or auto, which obeys NO_COLOR."
_OF_ALL = (
    option("json", bool, "--json", "The same as --format json.", RESULT),
    option("output", Path | None, "-o --output", _OUTPUT, RESULT, metavar="FILE", parser=read_file_name),
    option(
        "pager",
        bool | None,
        "--pager/--no-pager",
        "Read it in a pager: LEGPRESS_PAGER, PAGER or less. Only on a terminal.",
        RESULT,
    ),
    option("plain", bool, "--plain", _PLAIN, LOOK),
    option("color", ColorChoice, "--color", _WHEN, LOOK, metavar="WHEN", default=ColorChoice.AUTO),
    option(
        *("knowledge", Path | None, "--knowledge", "Use the knowledge in this folder.", MORE),
        metavar="DIR",
        envvar=KNOWLEDGE_VARIABLE,
        parser=read_folder_name,
    ),
)

_OF_OUTPUT = ("output", "pager")


def common_parameters(formats: Sequence[Format], *, full: bool, takes_output: bool) -> list[Parameter]:
    """Return what every command takes beside its own, for ``read_options``, with the formats of this command."""
    choices = _choices("Format", {entry.name: entry.value for entry in formats})
    about = f"How the result is written: {', '.join(formats)}. Without it, {formats[0]}."
    written = option("format_", choices | None, "--format", about, RESULT, metavar="FORMAT")
    in_a_browser = [_OPEN] if set(IN_A_BROWSER) & set(formats) else []
    of_all = [entry for entry in _OF_ALL if takes_output or entry.name not in _OF_OUTPUT]
    return [written, *in_a_browser, *([_FULL] if full else []), *of_all]


def load_named(folder: Path | None) -> Knowledge:
    """Return the knowledge in ``folder``, or the shipped one. A fault names the variable that named the folder."""
    try:
        return load_knowledge(folder)
    except FaultyKnowledge as fault:
        if folder is None or str(folder) != str(Path(read_variable(KNOWLEDGE_VARIABLE))):
            raise
        raise FaultyKnowledge(f"{KNOWLEDGE_VARIABLE} names this knowledge.\n{fault}") from None


def read_options(
    formats: Sequence[Format],
    *,
    format_: StrEnum | None,
    json: bool,
    plain: bool,
    color: ColorChoice,
    knowledge: Path | None,
    output: Path | None = None,
    pager: bool | None = None,
    open: bool = False,  # noqa: A002  # what Typer makes from the flag
    full: bool = False,
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
    call = f"legpress diagnose --knowledge {as_word(knowledge)}" if knowledge else "legpress diagnose"
    return OutputOptions(chosen, knowledge, output, pager, open, full, color, environment, call)
