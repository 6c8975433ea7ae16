"""The tables of the store, and the steps that lead from one layout of them to the next."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeAlias

Step: TypeAlias = tuple[str, ...]
"""The statements that lead from one layout to the next."""

APPLICATION_ID = 0x6C656770
"""What SQLite files of legpress bear, so that none is taken for another program's."""

STEPS: Sequence[Step] = (
    (
        # One row for each unfinished interview, and one for that of the kept result.
        """CREATE TABLE interviews (
            id TEXT PRIMARY KEY,
            knowledge_version TEXT NOT NULL,
            touched REAL NOT NULL,
            holder TEXT NOT NULL,
            asking TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE answers (
            interview TEXT NOT NULL REFERENCES interviews ON DELETE CASCADE,
            position INTEGER NOT NULL,
            question TEXT NOT NULL,
            choices TEXT NOT NULL,
            offered TEXT NOT NULL,
            source TEXT NOT NULL,
            given_at REAL NOT NULL,
            PRIMARY KEY (interview, position)
        ) STRICT""",
        """CREATE TABLE kept_result (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            interview TEXT NOT NULL REFERENCES interviews,
            course INTEGER NOT NULL,
            day TEXT NOT NULL,
            level TEXT NOT NULL,
            hold INTEGER NOT NULL
        ) STRICT""",
        # Danger signs that came up after the result was kept.
        """CREATE TABLE noted_signs (
            id INTEGER PRIMARY KEY,
            result INTEGER NOT NULL REFERENCES kept_result ON DELETE CASCADE,
            day TEXT NOT NULL,
            level TEXT NOT NULL,
            hold INTEGER NOT NULL,
            because TEXT NOT NULL,
            sessions_before INTEGER NOT NULL
        ) STRICT""",
        # A course begins with each kept result; its sessions outlive it. told_morning_of names the session whose morning was
        # told with this one, and morning_before what that session had before, so that the entry can be taken back.
        """CREATE TABLE sessions (
            entry INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            course INTEGER NOT NULL,
            date TEXT NOT NULL,
            during INTEGER NOT NULL,
            after INTEGER NOT NULL,
            morning INTEGER,
            weight_kg REAL,
            step TEXT NOT NULL,
            set_up TEXT NOT NULL,
            signs TEXT NOT NULL,
            seen INTEGER NOT NULL,
            told_morning_of TEXT,
            morning_before INTEGER
        ) STRICT""",
    ),
    (
        # That somebody was seen, told without a session; with danger signs that are new since.
        """CREATE TABLE visits (
            id INTEGER PRIMARY KEY,
            result INTEGER NOT NULL REFERENCES kept_result ON DELETE CASCADE,
            day TEXT NOT NULL,
            signs TEXT NOT NULL,
            sessions_before INTEGER NOT NULL,
            signs_before INTEGER NOT NULL
        ) STRICT""",
    ),
)
"""The layouts from the first on; ``user_version`` of a file counts the steps it has taken."""

TABLES: Sequence[frozenset[str]] = (
    frozenset({"interviews", "answers", "kept_result", "noted_signs", "sessions"}),
    frozenset({"visits"}),
)
"""What each layout adds, so that a sound file has it; all are empty where it holds nothing any more."""


def new_id() -> str:
    """Return an id that nothing else in a store has."""
    return os.urandom(8).hex()


def statements_of(step: Step, *, strict: bool) -> Step:
    """Return the statements of a step; without ``strict`` for an SQLite that knows no strict tables."""
    return step if strict else tuple(statement.replace(") STRICT", ")") for statement in step)
