"""What was told to be seen, without a session. It belongs to the kept result, and goes with it."""

from __future__ import annotations

from datetime import date

import msgspec

from legpress_cli.followup.course import Visit
from legpress_cli.store.database import Connection, Store

_FIELDS = "id, day, signs, sessions_before, signs_before"


def append_visit(store: Store, visit: Visit) -> None:
    """Keep with the kept result that its signs were seen. Raises ``StoreUnavailable``."""
    with store.writing() as database:
        database.execute(
            "INSERT INTO visits (result, day, signs, sessions_before, signs_before) "
            "SELECT id, ?, ?, (SELECT count(*) FROM sessions WHERE course = kept_result.course), "
            "(SELECT count(*) FROM noted_signs) FROM kept_result",
            (visit.date.isoformat(), msgspec.json.encode(visit.signs).decode()),
        )


def visits_of_result(database: Connection) -> tuple[Visit, ...]:
    """Return the visits since the result was kept, in the order of entry."""
    rows = database.execute(f"SELECT {_FIELDS} FROM visits ORDER BY id")  # noqa: S608  # our own names
    return tuple(_visit(*row) for row in rows)


def undo_visit(database: Connection, sessions: int) -> Visit | None:
    """Take the last visit back where none of so many sessions was entered after it, and return it; else ``None``."""
    row = database.execute(f"SELECT {_FIELDS} FROM visits ORDER BY id DESC LIMIT 1").fetchone()  # noqa: S608  # our own names
    visit = _visit(*row) if row else None
    if visit is None or visit.after < sessions:
        return None
    database.execute("DELETE FROM visits WHERE id = ?", row[:1])
    return visit


def _visit(_: int, day: str, signs: str, after: int, noted: int) -> Visit:
    return Visit(date.fromisoformat(day), tuple(msgspec.json.decode(signs, type=list[str])), after, noted)
