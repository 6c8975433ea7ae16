"""Keeps the answers of an unfinished interview. It belongs to the terminal that touched it last."""

from __future__ import annotations

import contextlib
from enum import Enum

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.expiry import A_DAY
from legpress_cli.errors import StoreUnavailable
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.store.database import Connection, Store
from legpress_cli.store.kept_answers import KeptAnswers, read_answers, write_answers
from legpress_cli.store.schema import new_id
from legpress_cli.system.environment import read_time

A_WEEK = 7 * A_DAY
"""After so many seconds unfinished answers are deleted."""
_UNFINISHED = "id NOT IN (SELECT interview FROM kept_result)"
_NEWEST = f"SELECT id FROM interviews WHERE {_UNFINISHED} ORDER BY touched DESC, rowid DESC LIMIT 1"  # noqa: S608  # our own words


class Moved(Enum):
    """What another terminal did with an interview since this one kept it."""

    NOWHERE = "nothing"
    TAKEN = "it goes on there"
    DELETED = "it was deleted there"


class Draft:
    """One interview's answers in the store. ``problem`` says why they could not be kept, if so."""

    def __init__(self, store: Store, interview: str = "") -> None:
        self.store = store
        self.problem = ""
        self._interview = interview
        self._holder = new_id()
        self._is_taken = not interview

    @property
    def is_kept(self) -> bool:
        """Whether some of its answers are in the store, as far as this terminal knows."""
        return bool(self._interview)

    def keep(self, knowledge: Knowledge, answers: Answers, asking: str = "") -> Moved:
        """Put these answers in place of the ones kept before; ``asking`` is a question that is being answered again.

        Where another terminal has the interview by now, or deleted it, the answers are kept as a new one; say which.
        """
        try:
            with self.store.writing() as database:
                moved = self._look(database)
                interview = self._interview if self._interview and moved is Moved.NOWHERE else new_id()
                database.execute(
                    "INSERT INTO interviews VALUES (:id, :version, :now, :holder, :asking) ON CONFLICT (id) DO UPDATE SET "
                    "knowledge_version = :version, touched = :now, holder = :holder, asking = :asking",
                    {
                        "id": interview,
                        "version": knowledge.about.version,
                        "now": read_time(),
                        "holder": self._holder,
                        "asking": asking,
                    },
                )
                write_answers(database, interview, knowledge, answers)
        except StoreUnavailable as error:
            self.problem = str(error)
            return Moved.NOWHERE
        self.problem = ""
        self._interview = interview
        self._is_taken = True
        return moved

    def take(self) -> None:
        """Make this terminal the one that has the interview. What stands in the way is told when the next answer is kept."""
        with contextlib.suppress(StoreUnavailable), self.store.writing() as database:
            database.execute("UPDATE interviews SET holder = ? WHERE id = ?", (self._holder, self._interview))
            self._is_taken = True

    def read(self, knowledge: Knowledge) -> KeptAnswers:
        """Return what was kept, as far as it applies to this knowledge. Raises ``StoreUnavailable``."""
        with self.store.reading() as database:
            return read_answers(database, self._interview, knowledge) if database else KeptAnswers(Answers())

    def delete(self) -> str:
        """Remove the answers, unless another terminal took them from this one: the interview is over. Return why not, if so."""
        try:
            with self.store.clearing() as database:
                if database:
                    # Where nothing could be written when it was taken up, this terminal is not noted as the holder.
                    database.execute(
                        "DELETE FROM interviews WHERE id = ? AND (holder = ? OR NOT ?)",
                        (self._interview, self._holder, self._is_taken),
                    )
        except StoreUnavailable as error:
            return str(error)
        return ""

    def _look(self, database: Connection) -> Moved:
        if not self._interview:
            return Moved.NOWHERE
        row = database.execute("SELECT holder FROM interviews WHERE id = ?", (self._interview,)).fetchone()
        if row is None:
            return Moved.DELETED
        return Moved.TAKEN if self._is_taken and row != (self._holder,) else Moved.NOWHERE


def newest_draft(store: Store) -> Draft | None:
    """Return the unfinished interview that was touched last, if there is one. Those older than a week are deleted.

    Raises ``StoreUnavailable``.
    """
    _delete_old(store)
    with store.reading() as database:
        row = database.execute(_NEWEST).fetchone() if database else None
    return Draft(store, row[0]) if row else None


def _delete_old(store: Store) -> None:
    """Delete what is older than a week, where it can be deleted."""
    old = f"FROM interviews WHERE {_UNFINISHED} AND touched < ?"
    oldest = (read_time() - A_WEEK,)
    with store.reading() as database:
        any_old = database is not None and database.execute(f"SELECT 1 {old}", oldest).fetchone() is not None
    if any_old:
        with contextlib.suppress(StoreUnavailable), store.clearing() as database:
            if database:
                database.execute(f"DELETE {old}", oldest)
