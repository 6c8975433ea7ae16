"""``legpress forget``: deletes what is kept."""

from pathlib import Path

from legpress_cli.cli.command import command
from legpress_cli.cli.display import show
from legpress_cli.cli.formats import PAGE_FORMATS
from legpress_cli.cli.options import KEEPING, STORE, OutputOptions, option


@command(
    *PAGE_FORMATS,
    own=(
        option("log", bool, "--log", "Delete the sessions too.", KEEPING),
        option("yes", bool, "--yes", "Do not ask whether you are sure.", KEEPING),
        STORE,
    ),
    examples=("legpress forget", "legpress forget --log", "legpress forget --log --yes"),
    notes=(
        "It deletes the answers of interviews that you left, and the result that is kept. Without --log the sessions stay.",
        "It also deletes the pages that --open left in the temporary folder.",
        "A damaged file is not deleted. It gets another name, once you say yes.",
    ),
)
def forget(log: bool, yes: bool, store: Path | None, *, options: OutputOptions) -> None:
    """Delete what is kept."""
    from legpress_cli.interview.forgetting import forget_what_is_kept
    from legpress_cli.pages.forget import forget_page
    from legpress_cli.store.database import Store

    forgotten = forget_what_is_kept(Store(store), log=log, sure=yes, environment=options.environment)
    show(options, lambda: forget_page(forgotten), lambda: forgotten)
