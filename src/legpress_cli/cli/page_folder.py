"""A folder with a page for each person of a batch."""

from __future__ import annotations

import re
from pathlib import Path

from legpress_cli.cli.display import render_handout
from legpress_cli.cli.formats import ENDINGS, Format
from legpress_cli.diagnosis.result import Assessment
from legpress_cli.errors import CannotWrite
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.pages.handout import result_handout
from legpress_cli.system.environment import read_day
from legpress_cli.system.files import replace_file
from legpress_cli.system.sanitize import ascii_only, escape_control_characters

_UNSAFE = re.compile(r"(?:\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\U[0-9a-f]{8}|[^A-Za-z0-9])+")
"""What no name of a page holds: a sign that is written out, for ASCII has no letter like it, or none of ASCII's letters."""
_LONGEST_NAME = 40


class PageFolder:
    """Writes pages into one folder, which is made where it is not there. Raises ``CannotWrite``."""

    def __init__(self, knowledge: Knowledge, folder: Path, format_: Format, *, replace: bool) -> None:
        self._knowledge, self._folder, self._format, self._replace = knowledge, folder, format_, replace
        self._ending = next(ending for ending, written in ENDINGS.items() if written is format_)
        self._day = read_day()
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise CannotWrite(f"{escape_control_characters(str(folder))} cannot be made: {error.strerror}.") from None

    def write(self, assessment: Assessment, row: int) -> str:
        """Write the page of a row, and return why it was not written, empty where it was."""
        file = self._folder / f"{page_name(assessment.label, row)}{self._ending}"
        name = escape_control_characters(file.name)
        if file.is_symlink() or (file.exists() and not file.is_file()):
            return f"its page was not written, for {name} is a link or no file."
        if file.exists() and not self._replace:
            return f"its page was not written, for {name} is there. With --force it is replaced."
        page = result_handout(self._knowledge, assessment, self._day)
        replace_file(file, render_handout(self._format, page))
        return ""


def page_name(label: str, row: int) -> str:
    """Return what the page of a row is called: ``row-3``, with its label in small letters, digits and hyphens."""
    words = _UNSAFE.sub("-", ascii_only(label)).lower().strip("-")[:_LONGEST_NAME].strip("-")
    return f"row-{row}-{words}" if words else f"row-{row}"
