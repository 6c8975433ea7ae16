"""What is said after kept answers were deleted."""

from __future__ import annotations

from legpress_cli.page import Page, Paragraph
from legpress_cli.session import Forgotten
from legpress_cli.wording import count


def forget_page(found: Forgotten) -> Page:
    """Return what was deleted, in words."""
    deleted = f"Deleted the answers of {count(found.deleted, 'unfinished interview')}." if found.deleted else _NOTHING
    left = (
        f"Left alone: {count(found.still_open, 'interview')} still open in another terminal. "
        "Its answers are deleted with its result, or leave it with Ctrl-C and run legpress forget again."
    )
    said = [deleted] if found.deleted or not found.still_open else []
    return Page("Kept answers", tuple(map(Paragraph, [*said, *([left] if found.still_open else [])])))


_NOTHING = "Nothing was kept, so there was nothing to delete."
