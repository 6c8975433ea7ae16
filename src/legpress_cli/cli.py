"""The commands: what a person types, turned into calls. Nothing is decided here.

Imports stand inside the functions that need them, because a scripted call must not pay for prompts, colours or pages.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from legpress_cli import __version__
from legpress_cli.errors import CannotWrite, InvalidInput
from legpress_cli.flags import KNOWLEDGE_VARIABLE, QuestionFlags, answers_by_flag, knowledge_for
from legpress_cli.knowledge import Knowledge
from legpress_cli.loader import load_knowledge
from legpress_cli.output import ascii_json, check_folder, say, write_result
from legpress_cli.shown import shown
from legpress_cli.surroundings import ColorChoice, Look, Surroundings, read_surroundings

if TYPE_CHECKING:
    from legpress_cli.page import Page


class Format(StrEnum):
    """How a result is written."""

    TEXT = "text"
    PLAIN = "plain"
    JSON = "json"


class View(msgspec.Struct, frozen=True):
    """How and where this call shows its result."""

    format: Format
    output: Path | None
    color: ColorChoice
    surroundings: Surroundings
    call: str


def _parameter(name: str, annotation: Any, default: object) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


# What every command takes, beside its own.
_COMMON = (
    _parameter(
        "format_", Annotated[Format | None, typer.Option("--format", help="How the result is written. [default: text]")], None
    ),
    _parameter("json", Annotated[bool, typer.Option("--json", help="The same as --format json.")], default=False),
    _parameter(
        "output",
        Annotated[Path | None, typer.Option("-o", "--output", help="Write the result to this file, whole or not at all.")],
        None,
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
            Path | None, typer.Option("--knowledge", envvar=KNOWLEDGE_VARIABLE, help="Use the knowledge in this folder.")
        ],
        None,
    ),
)


def _command(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that all have; it gets them as one ``view``, with the knowledge they name."""
    own = [entry for entry in signature(function).parameters.values() if entry.name not in ("view", "known")]

    @wraps(function)
    def command(**given: Any) -> None:
        common = {entry.name: given.pop(entry.name) for entry in _COMMON}
        folder = common.pop("knowledge")
        function(**given, view=_view(**common, folder=folder), known=load_knowledge(folder))

    command.__signature__ = Signature([*own, *_COMMON])  # type: ignore[attr-defined]  # what Typer reads the options from
    return command


_HELP = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=_HELP)


def _version(wanted: bool) -> None:  # Typer calls it with the flag's value
    if wanted:
        write_result(shown(f"legpress {__version__} (knowledge {knowledge_for([]).about.version})\n"), None)
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


@app.command(cls=QuestionFlags, context_settings=_HELP)
@_command
def diagnose(
    ctx: typer.Context,
    answers: Annotated[
        list[str] | None,
        typer.Option("--answers", metavar="FILE", help="Read answers from a YAML or JSON file; - is standard input."),
    ] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask; what is open counts as not sure.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where you left off.")] = False,
    *,
    view: View,
    known: Knowledge,
) -> None:
    """Answer questions, get a checklist.

    \b
    Examples:
      legpress diagnose
      legpress diagnose --when standing-up --seat lowest
      legpress diagnose --answers me.yaml --json
      legpress diagnose --no-input --emergency-sign none --doctor-sign none --hips lift

    A flag wins over the file. A question that takes several answers takes its flag several times.
    Exit codes: 0 checklist, 2 wrong input, 3 see a doctor first, 4 faulty knowledge, 130 interrupted.
    """
    from legpress_cli.diagnosing import Wanted, settle_answers
    from legpress_cli.report import assess, exit_code_of, to_result

    wanted = Wanted(tuple(answers or ()), resume, no_input)
    settled, session = settle_answers(known, answers_by_flag(ctx), wanted, view.surroundings, view.call)
    found = assess(known, settled, view.call)

    def page() -> "Page":
        from legpress_cli.pages.result import result_page

        return result_page(known, found)

    try:
        _show(view, page, lambda: to_result(known, found))
    except CannotWrite as error:
        kept = f" Your answers are kept. Go on with: {view.call} --resume" if session and not session.problem else ""
        raise CannotWrite(f"{error}{kept}") from None
    if session:
        session.delete()
        if view.output:
            say(f"Your result is in {view.output}")
    raise typer.Exit(exit_code_of(found.finding.level))


def _known_while_completing(ctx: typer.Context) -> Knowledge:
    folder = ctx.params.get("knowledge")  # still text: Typer makes a path of it only for a command that runs
    return load_knowledge(Path(folder) if folder else None)


def _complete_topic(ctx: typer.Context, incomplete: str) -> list[str]:
    known = _known_while_completing(ctx)
    names = [*(group.id for group in known.groups), *(tip.id for tip in known.tips)]
    return [name for name in names if name.startswith(incomplete)]


def _complete_id(ctx: typer.Context, incomplete: str) -> list[str]:
    from legpress_cli.pages.explain import explainable_ids

    return [name for name in explainable_ids(_known_while_completing(ctx)) if name.startswith(incomplete)]


@app.command(context_settings=_HELP)
@_command
def tips(
    topic: Annotated[
        str | None, typer.Argument(help="A topic or a tip; all without one.", autocompletion=_complete_topic)
    ] = None,
    *,
    view: View,
    known: Knowledge,
) -> None:
    """Print the tips, all or one topic.

    \b
    Examples:
      legpress tips
      legpress tips core
      legpress tips lumbar-towel --plain
    """
    from legpress_cli.pages.tips import choose_tips, sheet, tips_page

    chosen = choose_tips(known, topic)
    _show(view, lambda: tips_page(known, chosen), lambda: sheet(known, chosen))


@app.command(context_settings=_HELP)
@_command
def explain(
    wanted: Annotated[
        str, typer.Argument(metavar="ID", help="A tip, cause, question, post or study.", autocompletion=_complete_id)
    ],
    *,
    view: View,
    known: Knowledge,
) -> None:
    """Explain one tip, cause or source.

    Or a question, or a post.

    \b
    Examples:
      legpress explain handle-pull
      legpress explain hip-roll
      legpress explain post-6
    """
    from legpress_cli.pages.explain import explain_page, explained, find_entries

    found = find_entries(known, wanted)
    _show(view, lambda: explain_page(known, found), lambda: explained(known, found))


@app.command(context_settings=_HELP)
@_command
def questions(*, view: View, known: Knowledge) -> None:
    """List every question and its answers.

    Each comes with its flag and what each answer leads to.

    \b
    Examples:
      legpress questions
      legpress questions --json
    """
    from legpress_cli.pages.questions import list_questions, questions_page

    _show(view, lambda: questions_page(known), lambda: list_questions(known))


def _view(
    *, format_: Format | None, json: bool, output: Path | None, plain: bool, color: ColorChoice, folder: Path | None
) -> View:
    if json and format_ not in (None, Format.JSON):
        raise InvalidInput(f"--json and --format {format_.value} contradict each other; give one of them.")
    if plain and format_ is Format.TEXT:
        raise InvalidInput("--plain and --format text contradict each other; give one of them.")
    if output is not None:
        check_folder(output)
    surroundings = read_surroundings(plain=plain, color=color)
    chosen = Format.JSON if json else format_ or (Format.PLAIN if surroundings.plain else Format.TEXT)
    call = "legpress diagnose"
    if folder:
        import shlex

        call += f" --knowledge {shlex.quote(str(folder))}"
    return View(chosen, output, color, surroundings, call)


def _show(view: View, page: Callable[[], "Page"], data: Callable[[], Any]) -> None:
    """Write the page, or the data behind it, in the format that was asked for."""
    look = view.surroundings.result
    if view.output is not None:
        look = Look(look.width, view.color is ColorChoice.ALWAYS, unicode=True)
    match view.format:
        case Format.JSON:
            text = ascii_json(msgspec.json.format(msgspec.json.encode(data()), indent=2).decode()) + "\n"
        case Format.PLAIN:
            from legpress_cli.renderers.plain import render_plain

            text = render_plain(page(), look.width)
        case Format.TEXT:
            from legpress_cli.renderers.text import render_text

            text = render_text(page(), look.width, colour=look.colour, unicode=look.unicode)
    write_result(text, view.output)
