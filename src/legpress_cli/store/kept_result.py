"""The result that is kept: its answers, the level that was found, and danger signs that came up since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.diagnosis.triage import Finding
from legpress_cli.followup.course import Course, NotedSign
from legpress_cli.knowledge.model import Knowledge, Level
from legpress_cli.store.database import Connection, Store
from legpress_cli.store.kept_answers import KeptAnswers, read_answers, write_answers
from legpress_cli.store.log import sessions_of
from legpress_cli.store.schema import new_id
from legpress_cli.store.visits import visits_of_result
from legpress_cli.system.environment import read_time


class KeptResult(msgspec.Struct, frozen=True):
    """What is kept of a result, never its label: its answers as far as they apply, and the course that it began.

    ``number`` is that of the course; those of the results before are lower.
    """

    kept: KeptAnswers
    number: int
    course: Course


def keep_result(store: Store, knowledge: Knowledge, answers: Answers, finding: Finding, day: date) -> None:
    """Keep a result in place of the one before, and begin a new course. Raises ``StoreUnavailable``."""
    interview = new_id()
    with store.writing() as database:
        [course] = database.execute(
            "SELECT 1 + max(coalesce((SELECT max(course) FROM sessions), 0), coalesce((SELECT course FROM kept_result), 0))"
        ).fetchone()
        delete_result(database)
        database.execute("INSERT INTO interviews VALUES (?, ?, ?, '', '')", (interview, knowledge.about.version, read_time()))
        write_answers(database, interview, knowledge, answers)
        database.execute(
            "INSERT INTO kept_result VALUES (1, ?, ?, ?, ?, ?)",
            (interview, course, day.isoformat(), finding.level.value, finding.hold),
        )


def read_result(store: Store, knowledge: Knowledge) -> KeptResult | None:
    """Return the kept result, as far as it applies to this knowledge; ``None`` without one. Raises ``StoreUnavailable``."""
    with store.reading() as database:
        row = _kept(database, "interview, level, hold, day, course") if database else None
        if database is None or row is None:
            return None
        interview, level, hold, day, number = row
        kept = read_answers(database, interview, knowledge)
        course = Course(
            kept.answers,
            date.fromisoformat(day),
            sessions_of(database, number),
            Level(level),
            bool(hold),
            tuple(_noted(database, knowledge)),
            visits_of_result(database),
        )
        return KeptResult(kept, number, course)


def count_course(store: Store) -> int:
    """Return how many sessions the course of the kept result has. Raises ``StoreUnavailable``."""
    with store.reading() as database:
        if database is None:
            return 0
        query = "SELECT count(*) FROM sessions WHERE course = (SELECT course FROM kept_result)"
        return int(database.execute(query).fetchone()[0])


def note_sign(store: Store, finding: Finding, day: date) -> bool:
    """Note with the kept result that a doctor must come first, and why; say whether a result is kept, and it was.

    Raises ``StoreUnavailable``.
    """
    with store.reading() as database:
        if database is None or _kept(database, "course") is None:
            return False
    with store.writing() as database:
        if _kept(database, "course") is None:
            return False
        because = msgspec.json.encode(finding.because).decode()
        database.execute(
            "INSERT INTO noted_signs (result, day, level, hold, because, sessions_before) VALUES (1, ?, ?, ?, ?, "
            "(SELECT count(*) FROM sessions WHERE course = (SELECT course FROM kept_result)))",
            (day.isoformat(), finding.level.value, finding.hold, because),
        )
        return True


def delete_result(database: Connection) -> bool:
    """Delete the kept result, with all that was noted with it; say whether there was one."""
    row = _kept(database, "interview")
    database.execute("DELETE FROM kept_result")
    database.execute("DELETE FROM interviews WHERE id = ?", row or ("",))
    return row is not None


def _kept(database: Connection, fields: str) -> tuple[Any, ...] | None:
    row: tuple[Any, ...] | None = database.execute(f"SELECT {fields} FROM kept_result").fetchone()  # noqa: S608  # our own names
    return row


def _noted(database: Connection, knowledge: Knowledge) -> Iterable[NotedSign]:
    values = {question.id: question.values for question in knowledge.questions}
    rows = database.execute("SELECT day, level, hold, because, sessions_before FROM noted_signs ORDER BY id")
    for day, level, hold, because, after in rows:
        told = msgspec.json.decode(because, type=tuple[GivenAnswer, ...])
        known = tuple(given for given in told if given.answer in values.get(given.question, ()))
        yield NotedSign(date.fromisoformat(day), Level(level), known, bool(hold), after)
