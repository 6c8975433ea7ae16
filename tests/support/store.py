"""What stands in the store of a test: answers put there, time that passes for them, and a look at the rows."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.followup.session import Session
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import Value
from legpress_cli.store.database import Store
from legpress_cli.store.drafts import Draft
from legpress_cli.store.schema import new_id
from legpress_cli.system.environment import read_time

A_DAY = 24 * 60 * 60
SAFE_ANSWERS = {"emergency-sign": ("none",), "doctor-sign": ("none",), "health": ("none",)}


def answers_of(given: Mapping[str, Sequence[Value]], at: float | None = None) -> Answers:
    """Return answers as somebody gives them now, or at another time."""
    time = read_time() if at is None else at
    return Answers(tuple(Answer(name, tuple(values), Source.PROMPT, time) for name, values in given.items()))


def keep_draft(file: Path, given: Mapping[str, Sequence[Value]]) -> Draft:
    """Leave an interview with these answers unfinished."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = Draft(Store(file))
    draft.keep(load_knowledge(), answers_of(given))
    assert draft.problem == ""
    return draft


def run_sql(file: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Run a statement on a store as any other program could, and return the rows."""
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        return database.execute(statement, values).fetchall()


def pass_time(file: Path, seconds: float) -> None:
    """Make everything in a store that much older; less than nothing is a clock that was ahead when it was kept."""
    run_sql(file, "UPDATE answers SET given_at = given_at - ?", seconds)
    run_sql(file, "UPDATE interviews SET touched = touched - ?", seconds)
    days = round(seconds / A_DAY)
    for table, column in (("kept_result", "day"), ("noted_signs", "day"), ("visits", "day"), ("sessions", "date")):
        for number, day in run_sql(file, f"SELECT rowid, {column} FROM {table}"):  # noqa: S608  # our own names
            moved = date.fromisoformat(day) - timedelta(days=days)
            run_sql(file, f"UPDATE {table} SET {column} = ? WHERE rowid = ?", moved.isoformat(), number)  # noqa: S608


def session(**fields: Any) -> Session:
    """Return a session like any other, but for these fields."""
    usual: dict[str, Any] = {"id": new_id(), "date": date(2026, 11, 12), "during": 3, "after": 2, "weight_kg": 100.0}
    return Session(**(usual | fields))


@contextmanager
def locked(file: Path, how: str = "EXCLUSIVE") -> Iterator[None]:
    """Hold a store as another program does, until the block is left; ``IMMEDIATE`` lets others read it."""
    hold = f"import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute('BEGIN {how}'); print(1, flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", hold, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        try:
            yield
        finally:
            child.kill()
