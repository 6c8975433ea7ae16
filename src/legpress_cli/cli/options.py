"""What every command takes: the options for format, place and look, read into one value."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from legpress_cli.cli.completion import offer_files, offer_folders
from legpress_cli.cli.version import KNOWLEDGE_VARIABLE
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.system.environment import ColorChoice, Environment, read_environment
from legpress_cli.system.files import check_place
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.signals import stop_on_ctrl_c

STANDARD_OUTPUT = Path("-")


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
        own = [entry for entry in parameters.values() if entry.name not in ("options", "knowledge")]
        common = _common_options(formats)

        @wraps(function)
        def command(**given: Any) -> None:
            shared = {entry.name: given.pop(entry.name) for entry in common}
            with stop_on_ctrl_c():
                options = _read_options(**shared, formats=formats)
                loaded = {"knowledge": load_knowledge(options.folder)} if "knowledge" in parameters else {}
                function(**given, options=options, **loaded)

        command.__signature__ = Signature([*own, *common])  # type: ignore[attr-defined]  # what Typer reads the options from
        return command

    return with_options


def _common_options(formats: Sequence[Format]) -> tuple[Parameter, ...]:
    """Return what every command takes, beside its own."""
    choices = _choices("Format", {entry.name: entry.value for entry in formats})
    written = typer.Option("--format", help=f"How the result is written. [default: {formats[0]}]")
    opened = [_OPEN] if set(_IN_A_BROWSER) & set(formats) else []
    return _parameter("format_", Annotated[choices | None, written], None), *opened, *_COMMON


def _parameter(name: str, annotation: Any, default: object) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


_OPEN = _parameter(
    "open",
    Annotated[bool, typer.Option("--open", help="Show it in your browser, as a web page if no other format is named.")],
    default=False,
)

_COMMON = (
    _parameter("json", Annotated[bool, typer.Option("--json", help="The same as --format json.")], default=False),
    _parameter(
        "output",
        Annotated[
            Path | None,
            typer.Option(
                "-o",
                "--output",
                metavar="FILE",
                help="Write the result to this file, whole or not at all; - is standard output.",
                autocompletion=offer_files,
            ),
        ],
        None,
    ),
    _parameter(
        "pager",
        Annotated[bool, typer.Option("--pager", help="Read it in a pager: LEGPRESS_PAGER, PAGER or less. Only on a terminal.")],
        default=False,
    ),
    _parameter(
        "plain",
        Annotated[
            bool,
            typer.Option("--plain", help="No colour, no boxes, ASCII; questions line by line. Also ACCESSIBLE=1, TERM=dumb."),
        ],
        default=False,
    ),
    _parameter(
        "color",
        Annotated[ColorChoice, typer.Option("--color", help="When to use colour; auto obeys NO_COLOR.")],
        ColorChoice.AUTO,
    ),
    _parameter(
        "knowledge",
        Annotated[
            Path | None,
            typer.Option(
                "--knowledge",
                metavar="DIR",
                envvar=KNOWLEDGE_VARIABLE,
                help="Use the knowledge in this folder.",
                autocompletion=offer_folders,
            ),
        ],
        None,
    ),
)


def _read_options(
    *,
    format_: StrEnum | None,
    json: bool,
    output: Path | None,
    pager: bool,
    plain: bool,
    color: ColorChoice,
    knowledge: Path | None,
    formats: Sequence[Format],
    open: bool = False,  # noqa: A002  # what Typer makes from the flag
) -> OutputOptions:
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
    call = "legpress diagnose"
    if knowledge:
        import shlex

        call += f" --knowledge {shlex.quote(str(knowledge))}"
    return OutputOptions(named or usual, knowledge, output, pager, open, color, environment, call)


def _format_to_open(formats: Sequence[Format], named: Format | None, output: Path | None, *, pager: bool) -> Format:
    """Return the format in which a browser is to show the result. Raises ``InvalidInput`` where it cannot."""
    fit = [entry for entry in formats if entry in _IN_A_BROWSER]
    if named is not None and named not in fit:
        raise InvalidInput(f"A browser shows no {named.value}. With --open, give --format {' or '.join(fit)}, or none.")
    if pager:
        raise InvalidInput("--open and --pager contradict each other; give one of them.")
    if output is not None and (output == STANDARD_OUTPUT or (output.exists() and not output.is_file())):
        raise InvalidInput(
            f"A browser needs a file to show, and {escape_control_characters(str(output))} is none. "
            "Name a file, or leave --output out."
        )
    return named or fit[0]
