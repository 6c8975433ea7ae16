"""What every command takes: the options for format, place and look, read into one value."""

import shlex
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from legpress_cli.cli.completion import offer_files, offer_folders
from legpress_cli.cli.formats import IN_A_BROWSER, STANDARD_OUTPUT, Format, format_by_ending, format_to_open
from legpress_cli.cli.overwriting import refuse_to_overwrite
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.system.environment import ColorChoice, Environment, read_environment
from legpress_cli.system.files import check_place
from legpress_cli.system.signals import stop_on_ctrl_c

KNOWLEDGE_VARIABLE = "LEGPRESS_KNOWLEDGE"


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


def with_common_options(*formats: Format, full: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options that all have, with the formats it takes, and ``--full`` where it says so.

    It gets them as one value, ``options``, and the knowledge that they name if it asks for it.
    """

    def with_options(function: Callable[..., None]) -> Callable[..., None]:
        parameters = signature(function).parameters
        specific = [entry for entry in parameters.values() if entry.name not in ("options", "knowledge")]
        common = _common_options(formats, full=full)

        @wraps(function)
        def command(**values: Any) -> None:
            shared = {entry.name: values.pop(entry.name) for entry in common}
            with stop_on_ctrl_c():
                refuse_to_overwrite(shared["output"], shared["knowledge"], values)
                options = _read_options(formats, **shared)
                loaded = {"knowledge": load_knowledge(options.folder)} if "knowledge" in parameters else {}
                function(**values, options=options, **loaded)

        command.__signature__ = Signature([*specific, *common])  # type: ignore[attr-defined]  # what Typer reads the options from
        return command

    return with_options


def _common_options(formats: Sequence[Format], *, full: bool) -> list[Parameter]:
    """Return what every command takes, beside its own: what ``_read_options`` reads, with the formats of this command."""
    choices = _choices("Format", {entry.name: entry.value for entry in formats})
    flag = typer.Option("--format", help=f"How the result is written. [default: {formats[0]}]")
    _, written, opened, at_length, *others = signature(_read_options).parameters.values()
    in_a_browser = [opened] if set(IN_A_BROWSER) & set(formats) else []
    in_full = [at_length] if full else []
    return [written.replace(annotation=Annotated[choices | None, flag]), *in_a_browser, *in_full, *others]


def file_option(*names: str, about: str, metavar: str = "FILE") -> Any:
    """Return an option that names a file, for a command's signature; ``about`` is its help."""
    return typer.Option(*names, metavar=metavar, help=about, autocompletion=offer_files)


def folder_option(name: str, about: str, variable: str | None = None) -> Any:
    """Return an option that names a folder, for a command's signature; ``variable`` of the environment may name it too."""
    return typer.Option(name, metavar="DIR", envvar=variable, help=about, autocompletion=offer_folders)


def _read_options(
    formats: Sequence[Format],
    *,
    format_: StrEnum | None = None,
    open: Annotated[  # noqa: A002  # what Typer makes from the flag
        bool, typer.Option("--open", help="Show it in your browser, as a web page if no other format is named.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Everything that is known, in a pager where it is longer than the terminal.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    output: Annotated[
        Path | None,
        file_option(
            "-o",
            "--output",
            about="Write the result to this file, whole or not at all. Its ending chooses the format where none is named. "
            "- is standard output.",
        ),
    ] = None,
    pager: Annotated[
        bool | None,
        typer.Option(
            "--pager/--no-pager",
            help="Read it in a pager: LEGPRESS_PAGER, PAGER or less. Only on a terminal.",
            show_default=False,
        ),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="No colour, no boxes, ASCII; questions line by line. Also ACCESSIBLE=1, TERM=dumb.")
    ] = False,
    color: Annotated[ColorChoice, typer.Option("--color", help="When to use colour; auto obeys NO_COLOR.")] = ColorChoice.AUTO,
    knowledge: Annotated[
        Path | None, folder_option("--knowledge", "Use the knowledge in this folder.", KNOWLEDGE_VARIABLE)
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
