"""CSV as spreadsheets read it: a header, then a row each, and no cell that they would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from legpress_cli.system.spreadsheet import spell_cell


def render_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the rows under these columns."""
    return "".join(map(csv_line, (columns, *rows)))


def csv_line(cells: Sequence[str]) -> str:
    """Return one row."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(map(spell_cell, cells))
    return text.getvalue()
