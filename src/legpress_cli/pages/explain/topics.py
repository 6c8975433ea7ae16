"""What can be explained of legpress itself, and not of what it knows."""

from __future__ import annotations

import msgspec

from legpress_cli.pages.page import Field
from legpress_cli.store.place import FILE_NAME, STORE_VARIABLE


class Topic(msgspec.Struct, frozen=True):
    """Something about legpress itself: what it comes to, and its parts."""

    id: str
    title: str
    lead: tuple[Field, ...]
    parts: tuple[Field, ...]


TOPICS = (
    Topic(
        "privacy",
        "What is kept, and where",
        (
            Field("Leaves", "Nothing leaves your computer."),
            Field("Stays", "Unfinished answers. Your result and your sessions, once you say yes."),
            Field("Delete", "legpress forget --log deletes it all."),
        ),
        (
            Field(
                "Unfinished",
                "The answers of an interview, from the first one on, so that diagnose --resume can go on. They go once you "
                "have your result. What you left is deleted after a week, when legpress next looks at it.",
            ),
            Field(
                "Your result",
                "Only if you say so in the review, or with diagnose --keep: your answers with the time of each, and the level "
                "of care. It stays until you delete it, or keep a new one in its place. The label of a sheet is never kept.",
            ),
            Field(
                "Danger",
                "Where a result is kept, a danger sign that you tell diagnose or log is noted with it, whatever you say of "
                "keeping. So the old result cannot tell you to train. That you were seen, told without a session, is noted "
                "with it too.",
            ),
            Field("Sessions", "Only those that you log. They stay until you delete them, also when the result goes."),
            Field(
                "Where",
                f"In one file that you alone may read: {FILE_NAME}, in the legpress folder of your data folder "
                f"(~/.local/share on Linux). --store FILE or {STORE_VARIABLE} names another.",
            ),
            Field(
                "Delete it",
                "legpress forget deletes unfinished answers and the result, and the pages that --open left in the temporary "
                "folder. legpress forget --log deletes the sessions too. What is deleted is also wiped from the file.",
            ),
            Field(
                "Elsewhere",
                "What you type as flags may stay in the history of your shell; an answers file does not. Files that you write "
                "with -o are yours to delete. A page keeps its ticks in your browser.",
            ),
        ),
    ),
)
