"""What is said after kept answers were deleted."""

from __future__ import annotations

from legpress_cli.diagnosis.phrases import count
from legpress_cli.pages.page import Page, Paragraph
from legpress_cli.store.drafts import Forgotten


def forget_page(forgotten: Forgotten) -> Page:
    """Return what was deleted, in words."""
    lines = []
    if forgotten.deleted:
        lines.append(f"Deleted the answers of {count(forgotten.deleted, 'unfinished interview')}.")
    if forgotten.pages:
        lines.append(f"Deleted {count(forgotten.pages, 'page')} that --open had left in the temporary folder.")
    if forgotten.still_open:
        lines.append(
            f"Left alone: {count(forgotten.still_open, 'interview')} still open in another terminal. "
            "Its answers are deleted with its result, or leave it with Ctrl-C and run legpress forget again."
        )
    return Page("Kept answers", tuple(map(Paragraph, lines or ["Nothing was kept, so there was nothing to delete."])))
