"""How ``next`` and ``log`` show a course: on one screen, as a page, as data, or its sessions as a table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from legpress_cli.cli.display import show
from legpress_cli.cli.formats import PAGE_FORMATS, Format
from legpress_cli.cli.options import OutputOptions
from legpress_cli.errors import ExitCode
from legpress_cli.followup.course import Course
from legpress_cli.followup.outcome import follow_up
from legpress_cli.interview.commands import other_call
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.store.database import Store
from legpress_cli.system.environment import read_day

if TYPE_CHECKING:
    from legpress_cli.pages.page import Page

FOLLOW_UP_FORMATS = (*PAGE_FORMATS, Format.MARKDOWN, Format.HTML, Format.CSV)


def show_course(options: OutputOptions, knowledge: Knowledge, store: Store, course: Course, call: str) -> ExitCode:
    """Write what a course comes to in the format that was asked for, and return the exit code that goes with it.

    ``call`` is that of diagnose, from which the commands of the page are made.
    """
    outcome = follow_up(knowledge, course)

    def page() -> Page:
        from legpress_cli.pages.next import next_page

        return next_page(knowledge, outcome, read_day(), other_call(call, "log"))

    def handout(today: date) -> Page:
        from legpress_cli.pages.next import next_handout

        return next_handout(knowledge, outcome, today, other_call(call, "log"))

    def table() -> str:
        from legpress_cli.followup.sessions_file import COLUMNS, cells_of
        from legpress_cli.render.csv import render_csv
        from legpress_cli.store.log import read_sessions

        return render_csv(COLUMNS, [cells_of(entry.session) for entry in read_sessions(store)])

    show(options, page, lambda: outcome.result, handout, {Format.CSV: table})
    return outcome.result.exit_code
