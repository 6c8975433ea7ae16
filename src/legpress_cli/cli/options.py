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
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.system.environment import ColorChoice, Environment, read_environment
from legpress_cli.system.files import check_place
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.signals import stop_on_ctrl_c

STANDARD_OUTPUT = Path("-")
KNOWLEDGE_VARIABLE = "LEGPRESS_KNOWLEDGE"


class Format(StrEnum):
    """How a result is written. Each command says which of them it takes, its usual one first."""

    TEXT = "text"
    PLAIN = "plain"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    SVG = "svg"
    MERMAID = "mermaid"
    DOT = "dot"


PAGE_FORMATS = (Format.TEXT, Format.PLAIN, Format.JSON)
"""What every page can be written as."""
_IN_A_BROWSER = (Format.HTML, Format.SVG)
_choices: Callable[..., Any] = StrEnum


class OutputOptions(msgspec.Struct, frozen=True):
    """How and where this call shows its result; ``folder`` is the knowledge that was named, if any."""

    format: Format
    folder: Path | None
    output: Path | None
    pager: bool
    open: bool
    color: ColorChoice
    environment: Environment
    call: str


def with_common_options(*formats: Format) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options that all have, with the formats it takes.

    It gets them as one value, ``options``, and the knowledge that they name if it asks for it.
    """

    def with_options(function: Callable[..., None]) -> Callable[..., None]:
        parameters = signature(function).parameters
        specific = [entry for entry in parameters.values() if entry.name not in ("options", "knowledge")]
        common = _common_options(formats)

        @wraps(function)
        def command(**values: Any) -> None:
            shared = {entry.name: values.pop(entry.name) for entry in common}
            with stop_on_ctrl_c():
                options = _read_options(formats, **shared)
                loaded = {"knowledge": load_knowledge(options.folder)} if "knowledge" in parameters else {}
                function(**values, options=options, **loaded)

        command.__signature__ = Signature([*specific, *common])  # type: ignore[attr-defined]  # what Typer reads the options from
        return command

    return with_options


def _common_options(formats: Sequence[Format]) -> list[Parameter]:
    """Return what every command takes, beside its own: what ``_read_options`` reads, with the formats of this command."""
    choices = _choices("Format", {entry.name: entry.value for entry in formats})
    flag = typer.Option("--format", help=f"How the result is written. [default: {formats[0]}]")
    _, written, opened, *others = signature(_read_options).parameters.values()
    in_a_browser = [opened] if set(_IN_A_BROWSER) & set(formats) else []
    return [written.replace(annotation=Annotated[choices | None, flag]), *in_a_browser, *others]


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
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    output: Annotated[
        Path | None,
        file_option("-o", "--output", about="Write the result to this file, whole or not at all; - is standard output."),
    ] = None,
    pager: Annotated[
        bool, typer.Option("--pager", help="Read it in a pager: LEGPRESS_PAGER, PAGER or less. Only on a terminal.")
    ] = False,
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
    if open:
        named = _format_to_open(formats, named, output, pager=pager)
    if output == STANDARD_OUTPUT:
        output = None
    if output is not None:
        check_place(output)
    environment = read_environment(plain=plain, color=color)
    usual = Format.PLAIN if environment.plain and formats[0] is Format.TEXT else formats[0]
    call = f"legpress diagnose --knowledge {shlex.quote(str(knowledge))}" if knowledge else "legpress diagnose"
    return OutputOptions(named or usual, knowledge, output, pager, open, color, environment, call)


def _format_to_open(formats: Sequence[Format], named: Format | None, output: Path | None, *, pager: bool) -> Format:
    """Return the format in which a browser is to show the result. Raises ``InvalidInput`` where it cannot."""
    showable = [entry for entry in formats if entry in _IN_A_BROWSER]
    if named is not None and named not in showable:
        raise InvalidInput(f"A browser shows no {named.value}. With --open, give --format {' or '.join(showable)}, or none.")
    if pager:
        raise InvalidInput("--open and --pager contradict each other; give one of them.")
    if output is not None and (output == STANDARD_OUTPUT or (output.exists() and not output.is_file())):
        raise InvalidInput(
            f"A browser needs a file to show, and {escape_control_characters(str(output))} is none. "
            "Name a file, or leave --output out."
        )
    return named or showable[0]
