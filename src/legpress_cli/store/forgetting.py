"""Deletes what is kept, also what the first version kept elsewhere, and says what it deleted and what stays."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from legpress_cli.errors import CannotWrite, StoreDamaged
from legpress_cli.store.database import Connection, Store
from legpress_cli.store.kept_result import delete_result
from legpress_cli.store.place import first_version_folder
from legpress_cli.system.browser import forget_pages
from legpress_cli.system.files import owned


class Forgotten(msgspec.Struct, frozen=True):
    """What was deleted: unfinished interviews, the kept result, sessions, and pages that ``--open`` left.

    ``sessions_left`` counts the sessions that stay, and ``set_aside`` names the file that a damaged one is now.
    """

    interviews: int = 0
    result: bool = False
    sessions: int = 0
    pages: int = 0
    sessions_left: int = 0
    set_aside: str | None = None


def count_sessions(store: Store) -> int:
    """Return how many sessions there are of any course. Raises ``StoreUnavailable``."""
    with store.reading() as database:
        return _count(database) if database else 0


def is_damaged(store: Store) -> bool:
    """Say whether the file is damaged. Raises ``StoreUnavailable`` where that cannot be known."""
    try:
        count_sessions(store)
    except StoreDamaged:
        return True
    return False


def forget(store: Store, *, log: bool, set_aside: bool) -> Forgotten:
    """Delete what is kept; with ``log`` the sessions too, and with ``set_aside`` rename a damaged file.

    Raises ``StoreUnavailable`` and ``CannotWrite`` where that is not let; what the first version left, and pages, go first.
    """
    old = [*_own_files("answers-*.json")]
    for file in (*old, *_own_files(".answers-*")):
        _remove(file)
    if folder := first_version_folder():
        with contextlib.suppress(OSError):
            folder.rmdir()
    pages = forget_pages()
    if set_aside:
        return Forgotten(interviews=len(old), pages=pages, set_aside=_rename(store.file))
    with store.clearing() as database:
        if database is None:
            return Forgotten(interviews=len(old), pages=pages)
        result = delete_result(database)
        interviews = database.execute("DELETE FROM interviews").rowcount
        sessions = database.execute("DELETE FROM sessions").rowcount if log else 0
        return Forgotten(len(old) + interviews, result, sessions, pages, _count(database))


def _count(database: Connection) -> int:
    return int(database.execute("SELECT count(*) FROM sessions").fetchone()[0])


def _rename(file: Path) -> str:
    """Give a damaged file, and its journal, a name that says so and is free; return the name."""
    name = f"{file.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
    for ending in ("-journal", ""):
        before = file.with_name(f"{file.name}{ending}")
        try:
            if os.path.lexists(before):
                before.rename(file.with_name(f"{name}{ending}"))
        except OSError as error:
            raise CannotWrite(f"{before} could not be renamed: {error.strerror}.") from None
    return str(file.with_name(name))


def _own_files(pattern: str) -> Iterator[Path]:
    """Return the user's own files of this pattern where the first version kept unfinished answers."""
    folder = first_version_folder()
    with contextlib.suppress(OSError):
        yield from (file for file in (folder.glob(pattern) if folder else ()) if owned(file))


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(f"{file} could not be deleted: {error.strerror}.") from None
