"""``legpress diagnose``: answers in, a checklist out."""

from typing import TYPE_CHECKING

import typer

from legpress_cli.cli.command import command
from legpress_cli.cli.display import name_file, show
from legpress_cli.cli.formats import PAGE_FORMATS, Format
from legpress_cli.cli.options import ANSWERS, OutputOptions, answers_option, option
from legpress_cli.diagnosis.answers import Answers
from legpress_cli.knowledge.model import Knowledge

if TYPE_CHECKING:
    from datetime import date

    from legpress_cli.pages.page import Page


@command(
    *PAGE_FORMATS,
    Format.MARKDOWN,
    Format.HTML,
    Format.SVG,
    full=True,
    own=(
        answers_option("Read answers, and a label for the sheet, from a YAML or JSON file; - is standard input."),
        option("no_input", bool, "--no-input", "Never ask; what is open counts as not sure.", ANSWERS),
        option("resume", bool, "--resume", "Go on where you left off.", ANSWERS),
    ),
    examples=(
        "legpress diagnose",
        "legpress diagnose --when standing-up --seat lowest",
        "legpress diagnose --answers me.yaml --hips lift --json",
        "legpress diagnose --full",
        "legpress diagnose --open",
    ),
    notes=(
        "A flag wins over the file. A question that takes several answers takes its flag several times.",
        "Exit codes: 0 checklist. 2 wrong input. 3 see a doctor first. 4 faulty knowledge. 130 you left.",
    ),
)
def diagnose(
    answers: list[str] | None, no_input: bool, resume: bool, *, options: OutputOptions, knowledge: Knowledge, by_flag: Answers
) -> None:
    """Answer questions, get a checklist."""
    from legpress_cli.diagnosis.result import assess, exit_code_of, to_result
    from legpress_cli.interview.answer_sources import AnswerRequest, kept_until_written, repeat_command, settle_answers
    from legpress_cli.interview.answers_file import one_answers_file

    request = AnswerRequest(one_answers_file(answers), resume, no_input)
    settled = settle_answers(knowledge, by_flag, request, options.environment, options.call)
    assessment = assess(knowledge, settled.answers, options.call, settled.label)

    def page() -> "Page":
        if options.full:
            from legpress_cli.pages.full_result import full_result_page

            return full_result_page(knowledge, assessment)
        from legpress_cli.pages.result import result_page

        return result_page(knowledge, assessment, repeat_command(knowledge, request, by_flag, settled, options.call))

    def handout(today: "date") -> "Page":
        from legpress_cli.pages.handout import result_handout

        return result_handout(knowledge, assessment, today)

    def svg() -> str:
        from legpress_cli.pages.full_result import picture_page
        from legpress_cli.render.svg import render_svg
        from legpress_cli.system.environment import read_day

        return render_svg(picture_page(knowledge, assessment, read_day()))

    with kept_until_written(settled.session, options.call):
        show(options, page, lambda: to_result(knowledge, assessment), handout, {Format.SVG: svg})
    if settled.session:
        name_file(options)
    raise typer.Exit(exit_code_of(assessment.finding.level))
