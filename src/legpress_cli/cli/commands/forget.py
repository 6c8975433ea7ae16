"""``legpress forget``: deletes what is kept."""

from legpress_cli.cli.command import command
from legpress_cli.cli.display import show
from legpress_cli.cli.formats import PAGE_FORMATS
from legpress_cli.cli.options import OutputOptions


@command(
    *PAGE_FORMATS,
    examples=("legpress forget",),
    notes=(
        "An interview that you leave keeps its answers for diagnose --resume. This deletes them.",
        "It also deletes the pages that --open left in the temporary folder.",
    ),
)
def forget(*, options: OutputOptions) -> None:
    """Delete kept answers."""
    from legpress_cli.pages.forget import forget_page
    from legpress_cli.store.drafts import forget_all

    forgotten = forget_all()
    show(options, lambda: forget_page(forgotten), lambda: forgotten)
