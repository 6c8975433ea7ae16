"""The sessions that were logged, in the order of entry. They outlive the kept result whose course they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import msgspec

from legpress_cli.followup.course import Visit
from legpress_cli.followup.session import Session, SetUp
from legpress_cli.store.database import Connection, Store
from legpress_cli.store.visits import undo_visit

_NAMES = Session.__struct_fields__
_FIELDS = ", ".join(_NAMES)
_PLACES = ", ".join(f":{name}" for name in _NAMES)
_INSERT = f"INSERT INTO sessions (course, {_FIELDS}) VALUES (:course, {_PLACES})"  # noqa: S608  # our own names
_LAST = (
    f"SELECT entry, told_morning_of, morning_before, {_FIELDS} "  # noqa: S608  # our own names
    "FROM sessions WHERE course = ? ORDER BY entry DESC LIMIT 1"
)
_NO_SIGNS = "[]"
_set_up = cache(SetUp)  # an enum is slow to find its member, and a log has thousands
_FILL_IN = "ON CONFLICT (id) DO UPDATE SET morning = coalesce(morning, :morning), weight_kg = coalesce(weight_kg, :weight_kg)"


class Morning(msgspec.Struct, frozen=True):
    """The pain on the morning after an earlier session, told with a later one."""

    session: str
    pain: int


class LoggedSession(msgspec.Struct, frozen=True):
    """A session with the number of its course; that of the present course is the highest."""

    course: int
    session: Session


def append_session(store: Store, course: int, session: Session, morning: Morning | None = None) -> None:
    """Keep one more session, and the morning after the one before where it was told with it. Raises ``StoreUnavailable``."""
    with store.writing() as database:
        _put(database, _INSERT, course, session)
        if morning is not None:
            database.execute(
                "UPDATE sessions SET told_morning_of = :told, morning_before = (SELECT morning FROM sessions WHERE id = :told) "
                "WHERE id = :id",
                {"told": morning.session, "id": session.id},
            )
            database.execute("UPDATE sessions SET morning = ? WHERE id = ?", (morning.pain, morning.session))


def import_sessions(store: Store, course: int, sessions: Iterable[Session]) -> int:
    """Keep these sessions, all or none, and return how many were new.

    An id that is there already is not kept twice; its session takes a morning or a weight that it lacked. Raises
    ``StoreUnavailable``.
    """
    with store.writing() as database:
        before = _count(database, course)
        for session in sessions:
            _put(database, f"{_INSERT} {_FILL_IN}", course, session)
        return _count(database, course) - before


def undo_last(store: Store, course: int) -> tuple[Session, int | None] | Visit | None:
    """Take the last entry of the course of the kept result back, and return it.

    A session comes with the pain of the morning that was told with it. ``None`` where there is none. Raises
    ``StoreUnavailable``.
    """
    with store.writing() as database:
        if visit := undo_visit(database, _count(database, course)):
            return visit
        row = database.execute(_LAST, (course,)).fetchone()
        if row is None:
            return None
        entry, earlier, morning, *fields = row
        told = database.execute("SELECT morning FROM sessions WHERE id = ?", (earlier,)).fetchone()
        database.execute("DELETE FROM sessions WHERE entry = ?", (entry,))
        database.execute("UPDATE sessions SET morning = ? WHERE id = ?", (morning, earlier))
        database.execute("UPDATE noted_signs SET sessions_before = min(sessions_before, ?)", (_count(database, course),))
        return _session(fields), told[0] if told else None


def read_sessions(store: Store) -> tuple[LoggedSession, ...]:
    """Return the sessions of all courses, in the order of entry. Raises ``StoreUnavailable``."""
    with store.reading() as database:
        if database is None:
            return ()
        rows = database.execute(f"SELECT course, {_FIELDS} FROM sessions ORDER BY entry")  # noqa: S608  # our own names
        return tuple(LoggedSession(course, _session(fields)) for course, *fields in rows)


def sessions_of(database: Connection, course: int) -> tuple[Session, ...]:
    """Return the sessions of one course, in the order of entry."""
    rows = database.execute(f"SELECT {_FIELDS} FROM sessions WHERE course = ? ORDER BY entry", (course,))  # noqa: S608  # our own names
    return tuple(map(_session, rows.fetchall()))


def _put(database: Connection, statement: str, course: int, session: Session) -> None:
    fields = msgspec.to_builtins(session)
    signs = msgspec.json.encode(session.signs).decode()
    database.execute(statement, {**fields, "course": course, "signs": signs})


def _count(database: Connection, course: int) -> int:
    return int(database.execute("SELECT count(*) FROM sessions WHERE course = ?", (course,)).fetchone()[0])


def _session(row: Iterable[Any]) -> Session:
    """Return the session that a row holds. Raises ``ValueError`` for a row that holds none."""
    name, day, during, after, morning, weight, step, set_up, signs, seen = row
    told = () if signs == _NO_SIGNS else tuple(msgspec.json.decode(signs, type=list[str]))
    return Session(name, date.fromisoformat(day), during, after, morning, weight, step, _set_up(set_up), told, bool(seen))
