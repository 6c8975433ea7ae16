"""How ``diagnose`` and ``show`` show a result: on one screen, in full, as a page to take along, as a picture, as data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from legpress_cli.cli.display import show
from legpress_cli.cli.formats import PAGE_FORMATS, Format
from legpress_cli.cli.options import OutputOptions
from legpress_cli.diagnosis.result import Assessment, to_result
from legpress_cli.interview.answer_sources import KeptCommands, RepeatCommand
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.system.environment import read_day

if TYPE_CHECKING:
    from legpress_cli.pages.page import Page

RESULT_FORMATS = (*PAGE_FORMATS, Format.MARKDOWN, Format.HTML, Format.SVG)


def show_result(
    options: OutputOptions,
    knowledge: Knowledge,
    assessment: Assessment,
    more: RepeatCommand | KeptCommands,
    day: date | None = None,
) -> None:
    """Write a result in the format that was asked for; ``day`` is when it was given, if not today. Raises ``CannotWrite``."""

    def page() -> Page:
        if options.full:
            from legpress_cli.pages.full_result import full_result_page

            return full_result_page(knowledge, assessment)
        from legpress_cli.pages.result import result_page

        return result_page(knowledge, assessment, more)

    def handout(today: date) -> Page:
        from legpress_cli.pages.handout import result_handout

        return result_handout(knowledge, assessment, day or today, full=options.full)

    def svg() -> str:
        from legpress_cli.pages.full_result import picture_page
        from legpress_cli.render.svg import render_svg

        return render_svg(picture_page(knowledge, assessment, day or read_day()))

    show(options, page, lambda: to_result(knowledge, assessment), handout, {Format.SVG: svg})
