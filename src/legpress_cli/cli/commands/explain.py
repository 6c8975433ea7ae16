"""``legpress explain``: one thing in full, or the names of all."""

from typing import Annotated

import typer

from legpress_cli.cli.completion import offer_ids
from legpress_cli.cli.display import show
from legpress_cli.cli.formats import PAGE_FORMATS
from legpress_cli.cli.options import OutputOptions, file_option, with_common_options
from legpress_cli.knowledge.model import Knowledge


@with_common_options(*PAGE_FORMATS)
def explain(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="A tip, cause, question, answer, post, study, word or rule; all their names without one.",
            autocompletion=offer_ids,
        ),
    ] = None,
    answers: Annotated[
        list[str] | None, file_option("--answers", about="Say what it means with these answers (YAML or JSON).")
    ] = None,
    *,
    options: OutputOptions,
    knowledge: Knowledge,
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
    from legpress_cli.interview.answers_file import one_answers_file, read_answers_file
    from legpress_cli.pages.explain.entries import explainable_ids, find_entries
    from legpress_cli.pages.explain.page import explain_page, explainable_page
    from legpress_cli.pages.sheets import explained

    file = one_answers_file(answers)
    if name is None:
        show(options, lambda: explainable_page(knowledge), lambda: explainable_ids(knowledge))
        return
    entries = find_entries(knowledge, name)
    settled = read_answers_file(knowledge, file).answers if file is not None else None
    show(options, lambda: explain_page(knowledge, entries, settled), lambda: explained(knowledge, entries, settled))
