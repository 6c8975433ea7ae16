"""``legpress next``: what to do at the next session, and how the present change is doing."""

from pathlib import Path

import typer

from legpress_cli.cli.command import command
from legpress_cli.cli.follow_up_display import FOLLOW_UP_FORMATS, show_course
from legpress_cli.cli.options import STORE, OutputOptions, with_store
from legpress_cli.knowledge.model import Knowledge


@command(
    *FOLLOW_UP_FORMATS,
    own=(STORE,),
    examples=("legpress next", "legpress next --json", "legpress next --format csv -o sessions.csv", "legpress next --open"),
    notes=(
        "It goes by the result that you had kept and the sessions that you logged, and changes nothing.",
        "Exit codes: 0. 2 no result is kept. 3 a danger sign is open: see a doctor first.",
    ),
)
def next(store: Path | None, *, options: OutputOptions, knowledge: Knowledge) -> None:  # noqa: A001  # what the command is called
    """Say what to do next."""
    from legpress_cli.interview.reopening import read_kept
    from legpress_cli.store.database import Store

    kept_in, call = Store(store), with_store(options.call, store)
    course = read_kept(knowledge, kept_in, call).course
    raise typer.Exit(show_course(options, knowledge, kept_in, course, call))
