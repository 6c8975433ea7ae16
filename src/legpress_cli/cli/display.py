"""What every command has in common: the options for format, place and look, and how a page or its data is shown."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from legpress_cli.cli.completion import offer_files, offer_folders
from legpress_cli.cli.version import KNOWLEDGE_VARIABLE
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.render.json import as_json
from legpress_cli.system.environment import ColorChoice, Look, Surroundings, read_day, read_surroundings
from legpress_cli.system.files import check_place
from legpress_cli.system.sanitize import shown
from legpress_cli.system.signals import stop_on_ctrl_c
from legpress_cli.system.streams import write_result

if TYPE_CHECKING:
    from datetime import date

    from legpress_cli.pages.page import Page


STANDARD_OUTPUT = Path("-")


class Format(StrEnum):
    """How a result is written."""

    TEXT = "text"
    PLAIN = "plain"
    JSON = "json"


class SheetFormat(StrEnum):
    """How the tip sheet is written."""

    TEXT = "text"
    PLAIN = "plain"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


class ResultFormat(StrEnum):
    """How the result of a diagnosis is written."""

    TEXT = "text"
    PLAIN = "plain"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    SVG = "svg"


class OnlyJson(StrEnum):
    """How a schema is written."""

    JSON = "json"


class TreeFormat(StrEnum):
    """How the tree is written."""

    TEXT = "text"
    PLAIN = "plain"
    JSON = "json"
    MERMAID = "mermaid"
    DOT = "dot"


class View(msgspec.Struct, frozen=True):
    """How and where this call shows its result; ``folder`` is the knowledge that was named, if any."""

    format: StrEnum
    folder: Path | None
    output: Path | None
    pager: bool
    open: bool
    color: ColorChoice
    surroundings: Surroundings
    call: str


def _parameter(name: str, annotation: Any, default: object) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _common(formats: type[StrEnum]) -> tuple[Parameter, ...]:
    """Return what every command takes, beside its own."""
    default = next(iter(formats)).value
    written = typer.Option("--format", help=f"How the result is written. [default: {default}]")
    return (
        _parameter("format_", Annotated[formats | None, written], None),
        *([_OPEN] if _formats_to_open(formats) else []),
        *_COMMON,
    )


def _formats_to_open(formats: type[StrEnum]) -> list[StrEnum]:
    """Return those of these formats that a browser shows, the usual one first."""
    return [entry for entry in formats if entry in (ResultFormat.HTML, ResultFormat.SVG)]


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


def with_common_options(formats: type[StrEnum] = Format) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options that all have. It gets them as one ``view``, and the knowledge they name if it wants it."""

    def with_options(function: Callable[..., None]) -> Callable[..., None]:
        parameters = signature(function).parameters
        own = [entry for entry in parameters.values() if entry.name not in ("view", "known")]
        common = _common(formats)

        @wraps(function)
        def command(**given: Any) -> None:
            shared = {entry.name: given.pop(entry.name) for entry in common}
            with stop_on_ctrl_c():
                view = _view(**shared, formats=formats)
                known = {"known": load_knowledge(view.folder)} if "known" in parameters else {}
                function(**given, view=view, **known)

        command.__signature__ = Signature([*own, *common])  # type: ignore[attr-defined]  # what Typer reads the options from
        return command

    return with_options


def _view(
    *,
    format_: StrEnum | None,
    json: bool,
    output: Path | None,
    pager: bool,
    plain: bool,
    color: ColorChoice,
    knowledge: Path | None,
    formats: type[StrEnum],
    open: bool = False,  # noqa: A002  # what Typer makes from the flag
) -> View:
    if json and format_ is not None and format_ != Format.JSON:
        raise InvalidInput(f"--json and --format {format_.value} contradict each other; give one of them.")
    if plain and format_ == Format.TEXT:
        raise InvalidInput("--plain and --format text contradict each other; give one of them.")
    if pager and output is not None:
        raise InvalidInput("--pager and --output contradict each other; give one of them.")
    wanted = Format.JSON if json else format_
    if open:
        wanted = _format_to_open(formats, wanted, output, pager=pager)
    if output == STANDARD_OUTPUT:
        output = None
    if output is not None:
        check_place(output)
    surroundings = read_surroundings(plain=plain, color=color)
    default = next(iter(formats))
    chosen = wanted or (Format.PLAIN if surroundings.plain and default == Format.TEXT else default)
    call = "legpress diagnose"
    if knowledge:
        import shlex

        call += f" --knowledge {shlex.quote(str(knowledge))}"
    return View(chosen, knowledge, output, pager, open, color, surroundings, call)


def _format_to_open(formats: type[StrEnum], wanted: StrEnum | None, output: Path | None, *, pager: bool) -> StrEnum:
    """Return the format in which a browser is to show the result. Raises ``InvalidInput`` where it cannot."""
    fit = _formats_to_open(formats)
    if wanted is not None and wanted not in fit:
        raise InvalidInput(f"A browser shows no {wanted.value}. With --open, give --format {' or '.join(fit)}, or none.")
    if pager:
        raise InvalidInput("--open and --pager contradict each other; give one of them.")
    if output is not None and (output == STANDARD_OUTPUT or (output.exists() and not output.is_file())):
        raise InvalidInput(
            f"A browser needs a file to show, and {shown(str(output), keep='')} is none. Name a file, or leave --output out."
        )
    return wanted or fit[0]


def show(
    view: View,
    page: Callable[[], "Page"],
    data: Callable[[], Any],
    others: Mapping[StrEnum, Callable[[], str]] = MappingProxyType({}),
) -> None:
    """Write the page, the data behind it, or one of the other forms that a command has, in the format that was asked for."""
    look = view.surroundings.result
    if view.output is not None:
        look = Look(look.width, view.color is ColorChoice.ALWAYS, unicode=True)
    match view.format:
        case Format.PLAIN:
            from legpress_cli.render.plain import render_plain

            text = render_plain(page(), look.width)
        case Format.TEXT:
            from legpress_cli.render.text import render_text

            text = render_text(page(), look.width, colour=look.colour, unicode=look.unicode)
        case _:
            other = others.get(view.format)
            text = other() if other else as_json(data())
    write(view, text)


def handout_forms(handout: "Callable[[date], Page]") -> dict[StrEnum, Callable[[], str]]:
    """Return the forms of a page that leaves the program; it bears the day of the call."""

    def html() -> str:
        from legpress_cli.render.html.document import render_html

        return render_html(handout(read_day()))

    def markdown() -> str:
        from legpress_cli.render.markdown import render_markdown

        return render_markdown(handout(read_day()))

    return {ResultFormat.HTML: html, ResultFormat.MARKDOWN: markdown}


def write(view: View, text: str) -> None:
    """Write a result where this call wants it. Raises ``CannotWrite``."""
    if view.open:
        from legpress_cli.system.browser import open_page, start_browser, write_page

        if view.output:
            write_result(text, view.output)
        open_page(view.output or write_page(text, view.format.value), start_browser)
    elif view.pager:
        from legpress_cli.system.pager import show_in_pager

        show_in_pager(text)
    else:
        write_result(text, view.output)
