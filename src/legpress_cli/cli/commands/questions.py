"""``legpress questions``: every question with its answers."""

from legpress_cli.cli.command import command
from legpress_cli.cli.display import show
from legpress_cli.cli.formats import PAGE_FORMATS
from legpress_cli.cli.options import OutputOptions
from legpress_cli.knowledge.model import Knowledge


@command(
    *PAGE_FORMATS,
    examples=("legpress questions", "legpress questions --json"),
    notes=("Each comes with its flag and what each answer leads to.",),
)
def questions(*, options: OutputOptions, knowledge: Knowledge) -> None:
    """List every question and its answers."""
    from legpress_cli.pages.questions import list_question, questions_page

    show(
        options,
        lambda: questions_page(knowledge),
        lambda: [list_question(knowledge, question) for question in knowledge.questions],
    )
