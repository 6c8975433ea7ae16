"""``legpress tree``: the decision tree, with one's own path marked."""

from typing import TYPE_CHECKING

from legpress_cli.cli.command import command
from legpress_cli.cli.display import show
from legpress_cli.cli.formats import PAGE_FORMATS, Format
from legpress_cli.cli.options import ANSWERS, OutputOptions, answers_option, option
from legpress_cli.diagnosis.answers import Answers
from legpress_cli.knowledge.model import Knowledge

if TYPE_CHECKING:
    from legpress_cli.pages.page import Page

_MARKED = "Mark your own path: of the answers in FILE, of those given by flag, or of your unfinished interview."


@command(
    *PAGE_FORMATS,
    Format.MERMAID,
    Format.DOT,
    own=(
        answers_option("Mark the path of the answers in this YAML or JSON file."),
        option("path", list[str] | None, "--path", _MARKED, ANSWERS, metavar="[FILE]"),
    ),
    examples=(
        "legpress tree",
        "legpress tree --when bottom --hips lift",
        "legpress tree --path me.yaml",
        "legpress tree --format dot -o tree.dot",
        "legpress tree --format mermaid",
    ),
    notes=("With answers, your own path is marked. --path alone takes those of the interview that you left unfinished.",),
)
def tree(
    answers: list[str] | None, path: list[str] | None, *, options: OutputOptions, knowledge: Knowledge, by_flag: Answers
) -> None:
    """Show the decision tree."""
    from legpress_cli.interview.answer_sources import answers_for_path, path_example
    from legpress_cli.interview.answers_file import one_answers_file
    from legpress_cli.pages.tree.chart import draw_chart

    example = path_example(knowledge, options.call)
    settled = answers_for_path(knowledge, by_flag, one_answers_file(answers), path or (), example)
    chart = draw_chart(knowledge, settled)

    def page() -> "Page":
        from legpress_cli.pages.tree.page import tree_page

        return tree_page(knowledge, chart, example)

    def data() -> object:
        from legpress_cli.pages.tree.sheet import tree_sheet

        return tree_sheet(knowledge, chart)

    def mermaid() -> str:
        from legpress_cli.pages.tree.diagram import draw_diagram
        from legpress_cli.render.mermaid import render_mermaid

        return render_mermaid(draw_diagram(knowledge, chart))

    def dot() -> str:
        from legpress_cli.pages.tree.diagram import draw_diagram
        from legpress_cli.render.dot import render_dot

        return render_dot(draw_diagram(knowledge, chart))

    show(options, page, data, others={Format.MERMAID: mermaid, Format.DOT: dot})
