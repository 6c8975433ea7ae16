"""``legpress show``: the kept result again, in any format."""

from pathlib import Path

import typer

from legpress_cli.cli.command import command
from legpress_cli.cli.options import STORE, OutputOptions, with_store
from legpress_cli.cli.result_display import RESULT_FORMATS, show_result
from legpress_cli.knowledge.model import Knowledge


@command(
    *RESULT_FORMATS,
    full=True,
    own=(STORE,),
    examples=("legpress show", "legpress show --full", "legpress show --open", "legpress show -o me.html"),
    notes=(
        "A result is kept where you said so in the review of diagnose, or by diagnose --keep.",
        "It is read with what legpress knows now. What is graver counts at once, what is milder only after a new diagnose.",
        "Exit codes: as diagnose has them, and 2 where nothing is kept.",
    ),
)
def show(store: Path | None, *, options: OutputOptions, knowledge: Knowledge) -> None:
    """Show the kept result again."""
    from legpress_cli.diagnosis.result import exit_code_of
    from legpress_cli.interview.answer_sources import kept_commands
    from legpress_cli.interview.reopening import reopen_result
    from legpress_cli.store.database import Store

    call = with_store(options.call, store)
    reopened = reopen_result(knowledge, Store(store), call)
    more = kept_commands(call)
    show_result(options, knowledge, reopened.assessment, more, reopened.day)
    raise typer.Exit(exit_code_of(reopened.assessment.finding.level))
