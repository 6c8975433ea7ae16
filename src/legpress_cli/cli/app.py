"""The commands: what a person types, turned into calls. Nothing is decided here.

Imports stand inside the functions that need them, because a scripted call must not pay for prompts, colours or pages.
"""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legpress_cli.cli.completion import offer_files, offer_folders, offer_ids, offer_knowledge_files, offer_topics
from legpress_cli.cli.display import (
    OnlyJson,
    ResultFormat,
    SheetFormat,
    TreeFormat,
    View,
    handout_forms,
    show,
    with_common_options,
    write,
)
from legpress_cli.cli.help import Command, Commands
from legpress_cli.cli.question_flags import QuestionAndPathFlags, QuestionFlags, answers_by_flag
from legpress_cli.cli.version import version_line
from legpress_cli.errors import CannotWrite, ExitCode, InvalidInput
from legpress_cli.knowledge.model.knowledge import Knowledge
from legpress_cli.render.json import as_json
from legpress_cli.system.sanitize import shown
from legpress_cli.system.streams import say, write_result

if TYPE_CHECKING:
    from datetime import date

    from legpress_cli.pages.page import Page


_HELP = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(cls=Commands, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=_HELP)


def _version(wanted: bool) -> None:  # Typer calls it with the flag's value
    if wanted:
        write_result(version_line(), None)
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
@with_common_options(ResultFormat)
def diagnose(
    ctx: typer.Context,
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="Read answers from a YAML or JSON file; - is standard input.",
            autocompletion=offer_files,
        ),
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
      legpress diagnose --open
      legpress diagnose --no-input --emergency-sign none --doctor-sign none --hips lift

    A flag wins over the file. A question that takes several answers takes its flag several times.
    Exit codes: 0 checklist. 2 wrong input. 3 see a doctor first. 4 faulty knowledge. 130 you left.
    """
    from legpress_cli.diagnosis.result import assess, exit_code_of, to_result
    from legpress_cli.interview.answer_sources import Wanted, settle_answers

    wanted = Wanted(tuple(answers or ()), resume, no_input)
    settled, session = settle_answers(known, answers_by_flag(ctx), wanted, view.surroundings, view.call)
    found = assess(known, settled, view.call)

    def page() -> "Page":
        from legpress_cli.pages.result import result_page

        return result_page(known, found)

    def handout(today: "date") -> "Page":
        from legpress_cli.pages.handout import result_handout

        return result_handout(known, found, today)

    def svg() -> str:
        from legpress_cli.pages.picture import picture_page
        from legpress_cli.render.svg import render_svg

        return render_svg(picture_page(known, found))

    try:
        show(view, page, lambda: to_result(known, found), handout_forms(handout) | {ResultFormat.SVG: svg})
    except CannotWrite as error:
        kept = f" Your answers are kept. Go on with:\n  {view.call} --resume" if session and not session.problem else ""
        raise CannotWrite(f"{error}{kept}") from None
    if session:
        session.delete()
        if view.output and not view.open:
            say(f"Your result is in {view.output}")
    raise typer.Exit(exit_code_of(found.finding.level))


@app.command(context_settings=_HELP)
@with_common_options()
def forget(*, view: View) -> None:
    """Delete kept answers.

    An interview that you leave keeps its answers for diagnose --resume. This deletes them. It also deletes the pages that
    --open left in the temporary folder.

    \b
    Examples:
      legpress forget
    """
    from legpress_cli.pages.forget import forget_page
    from legpress_cli.store.drafts import forget_all

    found = forget_all()
    show(view, lambda: forget_page(found), lambda: found)


@app.command(cls=Command, context_settings=_HELP)
@with_common_options(SheetFormat)
def tips(
    topic: Annotated[str | None, typer.Argument(help="A topic or a tip; all without one.", autocompletion=offer_topics)] = None,
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
      legpress tips --format markdown -o tips.md
    """
    from legpress_cli.pages.tips import choose_tips, sheet, tips_page

    chosen = choose_tips(known, topic)

    def handout(today: "date") -> "Page":
        from legpress_cli.pages.handout import tips_handout

        return tips_handout(known, chosen, today)

    show(view, lambda: tips_page(known, chosen), lambda: sheet(known, chosen), handout_forms(handout))


@app.command(cls=Command, context_settings=_HELP)
@with_common_options()
def explain(
    wanted: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="A tip, cause, question, answer, post, study, word or rule; all their names without one.",
            autocompletion=offer_ids,
        ),
    ] = None,
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--answers", metavar="FILE", help="Say what it means with these answers (YAML or JSON).", autocompletion=offer_files
        ),
    ] = None,
    *,
    view: View,
    known: Knowledge,
) -> None:
    """Explain one thing in full.

    A tip, cause, question, answer, post, study, dispute, word, or a rule of legpress check.

    \b
    Examples:
      legpress explain handle-pull
      legpress explain hip-roll --answers me.yaml
      legpress explain seat:lowest
      legpress explain post-6
      legpress explain pelvis
    """
    from legpress_cli.interview.answers_file import read_answers_files
    from legpress_cli.pages.explain.entries import explainable_ids, find_entries
    from legpress_cli.pages.explain.page import explain_page, explainable_page
    from legpress_cli.pages.explain.sheets import explained

    if wanted is None:
        show(view, lambda: explainable_page(known), lambda: explainable_ids(known))
        return
    found = find_entries(known, wanted)
    given = read_answers_files(known, answers) if answers else None
    show(view, lambda: explain_page(known, found, given), lambda: explained(known, found, given))


@app.command(cls=Command, context_settings=_HELP)
@with_common_options()
def questions(*, view: View, known: Knowledge) -> None:
    """List every question and its answers.

    Each comes with its flag and what each answer leads to.

    \b
    Examples:
      legpress questions
      legpress questions --json
    """
    from legpress_cli.pages.questions import list_questions, questions_page

    show(view, lambda: questions_page(known), lambda: list_questions(known))


@app.command(cls=QuestionAndPathFlags, context_settings=_HELP)
@with_common_options(TreeFormat)
def tree(
    ctx: typer.Context,
    answers: Annotated[
        list[str] | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="Mark the path of the answers in this YAML or JSON file.",
            autocompletion=offer_files,
        ),
    ] = None,
    path: Annotated[
        list[str] | None,
        typer.Option(
            "--path",
            metavar="[FILE]",
            help="Mark your own path: of the answers in FILE, of those given by flag, or of your unfinished interview.",
            autocompletion=offer_files,
        ),
    ] = None,
    *,
    view: View,
    known: Knowledge,
) -> None:
    """Show the decision tree.

    \b
    Examples:
      legpress tree
      legpress tree --when bottom --hips lift
      legpress tree --path me.yaml
      legpress tree --format dot -o tree.dot
      legpress tree --format mermaid

    With answers, your own path is marked. --path alone takes those of the interview that you left unfinished.
    """
    from legpress_cli.interview.answer_sources import answers_for_path, path_example
    from legpress_cli.pages.tree.chart import draw_chart

    example = path_example(known, view.call)
    given = answers_for_path(known, answers_by_flag(ctx), answers or (), path or (), example)
    chart = draw_chart(known, given)

    def page() -> "Page":
        from legpress_cli.pages.tree.page import tree_page

        return tree_page(known, chart, example)

    def data() -> object:
        from legpress_cli.pages.tree.sheet import tree_sheet

        return tree_sheet(known, chart)

    def mermaid() -> str:
        from legpress_cli.pages.tree.diagram import draw_diagram
        from legpress_cli.render.mermaid import render_mermaid

        return render_mermaid(draw_diagram(known, chart))

    def dot() -> str:
        from legpress_cli.pages.tree.diagram import draw_diagram
        from legpress_cli.render.dot import render_dot

        return render_dot(draw_diagram(known, chart))

    show(view, page, data, {TreeFormat.MERMAID: mermaid, TreeFormat.DOT: dot})


@app.command(cls=Command, context_settings=_HELP)
@with_common_options()
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Examine the knowledge in this folder.", autocompletion=offer_folders)
    ] = None,
    cases: Annotated[
        Path | None,
        typer.Option(
            "--cases", metavar="DIR", help="Also run the people in this folder's YAML files.", autocompletion=offer_folders
        ),
    ] = None,
    *,
    view: View,
) -> None:
    """Examine the knowledge.

    Reports every fault with its place and what would do, and what is proven of the whole. Leaves with 4 if there is a fault.

    \b
    Examples:
      legpress check
      legpress check my-knowledge
      legpress check --cases tests/knowledge/cases --json
    """
    from legpress_cli.diagnosis.cases import run_cases
    from legpress_cli.knowledge.check.runner import examine
    from legpress_cli.knowledge.loader import read_folder, shipped_folder
    from legpress_cli.pages.check import check_page, report_check

    place = folder or view.folder or shipped_folder()
    files, missing = read_folder(place)
    found = examine(files, missing=missing)
    run = run_cases(found.knowledge, cases) if cases and found.usable else None
    if cases and not found.usable:
        say("The cases were not run: the knowledge must be mended first.")
    report = report_check(shown(str(place), keep=""), found, run)
    show(view, lambda: check_page(report), lambda: report)
    if not report.ok:
        raise typer.Exit(ExitCode.FAULTY_KNOWLEDGE)


class Subject(StrEnum):
    """What there is a schema of."""

    RESULT = "result"
    KNOWLEDGE = "knowledge"


@app.command(cls=Command, context_settings=_HELP)
@with_common_options(OnlyJson)
def schema(
    subject: Annotated[Subject, typer.Argument(help="The result of a diagnosis, or the knowledge files.", show_default=False)],
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]", help="Of the knowledge, this file only, such as tips.yaml.", autocompletion=offer_knowledge_files
        ),
    ] = None,
    *,
    view: View,
) -> None:
    """Print a JSON Schema.

    \b
    Examples:
      legpress schema result
      legpress schema knowledge
      legpress schema knowledge tips.yaml
    """
    from legpress_cli.cli.schemas import knowledge_schema, result_schema

    if subject is Subject.RESULT and file:
        raise InvalidInput("There is only one result. Leave the file name out.")
    found = result_schema() if subject is Subject.RESULT else knowledge_schema(file)
    write(view, as_json(found))
