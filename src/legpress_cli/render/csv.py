"""CSV as spreadsheets read it: a header, then a row each, and no cell that they would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from legpress_cli.system.sanitize import spell_cell


def render_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the rows under these columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([spell_cell(cell) for cell in row] for row in (columns, *rows))
    return text.getvalue()
