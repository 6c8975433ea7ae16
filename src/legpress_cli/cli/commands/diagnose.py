"""``legpress diagnose``: answers in, a checklist out."""

from pathlib import Path

import typer

from legpress_cli.cli.command import command
from legpress_cli.cli.display import name_file
from legpress_cli.cli.options import ANSWERS, KEEPING, STORE, OutputOptions, answers_option, option, with_store
from legpress_cli.cli.result_display import RESULT_FORMATS, show_result
from legpress_cli.diagnosis.answers import Answers
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.system.streams import print_message

_KEEP = "Keep the result on this computer, for legpress show; or not. Without either you are asked."


@command(
    *RESULT_FORMATS,
    full=True,
    own=(
        answers_option("Read answers, and a label for the sheet, from a YAML or JSON file; - is standard input."),
        option("no_input", bool, "--no-input", "Never ask; what is open counts as not sure.", ANSWERS),
        option("resume", bool, "--resume", "Go on where you left off.", ANSWERS),
        option("keep", bool | None, "--keep/--no-keep", _KEEP, KEEPING),
        option("yes", bool, "--yes", "With --keep, take the place of a result that has sessions, unasked. They stay.", KEEPING),
        STORE,
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
    answers: list[str] | None,
    no_input: bool,
    resume: bool,
    keep: bool | None,
    yes: bool,
    store: Path | None,
    *,
    options: OutputOptions,
    knowledge: Knowledge,
    by_flag: Answers,
) -> None:
    """Answer questions, get a checklist."""
    from legpress_cli.diagnosis.result import assess, exit_code_of
    from legpress_cli.interview.answer_sources import (
        AnswerRequest,
        kept_commands,
        kept_until_written,
        repeat_command,
        settle_answers,
    )
    from legpress_cli.interview.answers_file import one_answers_file
    from legpress_cli.store.database import Store

    kept_in, call = Store(store), with_store(options.call, store)
    request = AnswerRequest(one_answers_file(answers), resume, no_input, keep, yes, kept_in)
    settled = settle_answers(knowledge, by_flag, request, options.environment, call)
    assessment = assess(knowledge, settled.answers, call, settled.label)
    finding = assessment.finding

    def keep_it() -> bool:
        if not settled.keep:
            return False
        from legpress_cli.interview.keeping import keep_wanted

        return keep_wanted(kept_in, knowledge, settled.answers, finding, call)

    doctor_first = finding.level.doctor_first  # what to do now is told before anything may have to wait
    repeat = repeat_command(knowledge, request, by_flag, settled, options.call)
    more = kept_commands(call) if not doctor_first and keep_it() else repeat
    with kept_until_written(settled.draft, call):
        show_result(options, knowledge, assessment, more)
    if settled.draft:
        name_file(options)
    if doctor_first and not keep_it():
        from legpress_cli.interview.keeping import note_danger, once_looked_at

        if said := note_danger(kept_in, finding, once_looked_at(call)):
            print_message(said)
    raise typer.Exit(exit_code_of(finding.level))
