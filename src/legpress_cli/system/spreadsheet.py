"""Cells of a table that a spreadsheet opens: what it would run as a formula, spelled so that it does not."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet would run, and what was spelled so that it would not."""


def spell_cell(text: str) -> str:
    """Return a cell of a table as a spreadsheet may read it: what it would run as a formula begins with an apostrophe."""
    return f"'{text}" if _FORMULA.match(text) else text


def read_cell(text: str) -> str:
    """Return a cell as it was before it was spelled so."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
