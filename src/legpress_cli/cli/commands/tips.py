"""``legpress tips``: the tip sheet, all of it or one topic."""

from typing import TYPE_CHECKING

from legpress_cli.cli.command import command
from legpress_cli.cli.completion import offer_topics
from legpress_cli.cli.display import show
from legpress_cli.cli.formats import PAGE_FORMATS, Format
from legpress_cli.cli.options import OutputOptions, argument
from legpress_cli.knowledge.model import Knowledge

if TYPE_CHECKING:
    from datetime import date

    from legpress_cli.pages.page import Page


@command(
    *PAGE_FORMATS,
    Format.MARKDOWN,
    Format.HTML,
    full=True,
    own=(
        argument("topic", str | None, "TOPIC", "A topic or a tip; all without one.", default=None, autocompletion=offer_topics),
    ),
    examples=(
        "legpress tips",
        "legpress tips core",
        "legpress tips lumbar-towel --plain",
        "legpress tips --full",
        "legpress tips -o tips.md",
    ),
    notes=("Without a topic you get a line for each tip. A topic, or a tip, is one screen.",),
)
def tips(topic: str | None, *, options: OutputOptions, knowledge: Knowledge) -> None:
    """Print the tips, all or one topic."""
    from legpress_cli.pages.sheets import sheet_tip
    from legpress_cli.pages.tips import choose_tips, full_tips_page, tips_page

    selected = choose_tips(knowledge, topic)

    def page() -> "Page":
        return full_tips_page(knowledge, selected) if options.full else tips_page(knowledge, selected)

    def handout(today: "date") -> "Page":
        from legpress_cli.pages.handout import tips_handout

        return tips_handout(knowledge, selected, today, full=options.full)

    def data() -> object:
        return [sheet_tip(knowledge, tip) for tip in selected]

    show(options, page, data, handout)
