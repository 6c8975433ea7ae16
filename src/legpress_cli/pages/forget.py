"""What is said after something was deleted."""

from __future__ import annotations

from collections.abc import Iterator

from legpress_cli.diagnosis.phrases import count
from legpress_cli.pages.page import Page, Paragraph
from legpress_cli.store.forgetting import Forgotten

_NOTHING = "Nothing was kept, so there was nothing to delete."


def forget_page(forgotten: Forgotten) -> Page:
    """Return what was deleted and what stays, in words."""
    deleted = [*_deleted(forgotten)] or [_NOTHING]
    return Page("What was kept", tuple(map(Paragraph, [*deleted, *_stays(forgotten)])))


def _deleted(forgotten: Forgotten) -> Iterator[str]:
    if forgotten.interviews:
        yield f"Deleted the answers of {count(forgotten.interviews, 'unfinished interview')}."
    if forgotten.result:
        yield "Deleted the result that was kept."
    if forgotten.sessions:
        yield f"Deleted {count(forgotten.sessions, 'logged session')}."
    if forgotten.pages:
        yield f"Deleted {count(forgotten.pages, 'page')} that --open had left in the temporary folder."
    if forgotten.set_aside:
        yield f"The damaged file is set aside. It is now {forgotten.set_aside}"


def _stays(forgotten: Forgotten) -> Iterator[str]:
    if forgotten.sessions_left:
        yield f"Still here: {count(forgotten.sessions_left, 'logged session')}. legpress forget --log deletes them too."
