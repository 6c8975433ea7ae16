"""Tables as spreadsheets write and open them: what stands between their cells, and no cell that would be run as a formula."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet would run, and what was spelled so that it would not."""
_SEPARATORS = ",;\t"


def find_separator(header: str) -> str:
    """Return what stands between the cells of a table with this header, a comma where there is one cell."""
    return max(_SEPARATORS, key=header.count)


def spell_cell(text: str) -> str:
    """Return a cell of a table as a spreadsheet may read it: what it would run as a formula begins with an apostrophe."""
    return f"'{text}" if _FORMULA.match(text) else text


def read_cell(text: str) -> str:
    """Return a cell as it was before it was spelled so."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
