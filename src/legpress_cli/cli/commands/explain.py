"""``legpress explain``: one thing in full, or the names of all."""

from legpress_cli.cli.command import command
from legpress_cli.cli.completion import offer_ids
from legpress_cli.cli.display import show
from legpress_cli.cli.formats import PAGE_FORMATS
from legpress_cli.cli.options import OutputOptions, answers_option, argument
from legpress_cli.knowledge.model import Knowledge

_EXPLAINED = "A tip, cause, question, answer, post, study, word, rule or topic"


@command(
    *PAGE_FORMATS,
    own=(
        argument(
            "name", str | None, "ID", f"{_EXPLAINED}; all their names without one.", default=None, autocompletion=offer_ids
        ),
        answers_option("Say what it means with these answers (YAML or JSON)."),
    ),
    examples=(
        "legpress explain handle-pull",
        "legpress explain hip-roll --answers me.yaml",
        "legpress explain seat:lowest",
        "legpress explain post-6",
        "legpress explain pelvis",
        "legpress explain privacy",
    ),
    notes=("A tip, cause, question, answer, post, study, dispute, word, a rule of legpress check, or privacy.",),
)
def explain(name: str | None, answers: list[str] | None, *, options: OutputOptions, knowledge: Knowledge) -> None:
    """Explain one thing in full."""
    from legpress_cli.interview.answers_file import one_answers_file, read_answers_file
    from legpress_cli.pages.explain.entries import explainable_ids, find_entries
    from legpress_cli.pages.explain.page import explain_page, explainable_page
    from legpress_cli.pages.explain.sheets import explained

    file = one_answers_file(answers)
    if name is None:
        show(options, lambda: explainable_page(knowledge), lambda: explainable_ids(knowledge))
        return
    entries = find_entries(knowledge, name)
    settled = read_answers_file(knowledge, file).answers if file is not None else None
    show(options, lambda: explain_page(knowledge, entries, settled), lambda: explained(knowledge, entries, settled))
