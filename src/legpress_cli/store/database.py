"""The SQLite file that keeps things: opened only where it is the user's own, and made readable by the user alone."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from legpress_cli.errors import StoreDamaged, StoreUnavailable
from legpress_cli.store.place import STORE_VARIABLE, named_file, store_file
from legpress_cli.store.schema import APPLICATION_ID, STEPS, TABLES, Step, statements_of
from legpress_cli.system.files import as_word, owned
from legpress_cli.system.sanitize import escape_control_characters

if TYPE_CHECKING:
    import sqlite3

Connection: TypeAlias = "sqlite3.Connection"
"""A connection of SQLite, which is loaded when a file is opened: a scripted diagnose opens none."""

PATIENCE = 5.0
"""So many seconds a file that another process has locked is waited for, once in a call."""
_IMPATIENCE = 0.1
_STRICT_SINCE = (3, 37)
_TRIES = 3
_BEGIN = "BEGIN IMMEDIATE"
_PRAGMAS = ("journal_mode = DELETE", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON", "trusted_schema = OFF")
_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED")
_REASONS = {
    **dict.fromkeys(_LOCKED, "another program has locked it"),
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "it may only be read",
    "SQLITE_PERM": "you may not open it",
    "SQLITE_CANTOPEN": "it cannot be opened",
    "SQLITE_IOERR": "the disk does not take or give it",
}
"""Why SQLite cannot use a file, by how its error's name begins; all else is damage."""


class Store:
    """What is kept on this computer, in the file that was named or in the usual one. Nothing is opened before it is used.

    ``steps`` are the layouts that a file goes through.
    """

    def __init__(self, named: Path | None = None, steps: Sequence[Step] = STEPS) -> None:
        self._named = named
        self._steps = steps
        self._patience = PATIENCE

    @property
    def file(self) -> Path:
        """The file. Raises ``StoreUnavailable`` where none was named and no home is known."""
        return store_file(self._named)

    @property
    def is_there(self) -> bool:
        """Whether something stands in its place. Raises ``StoreUnavailable`` as ``file`` does."""
        return os.path.lexists(self.file)

    def __str__(self) -> str:
        """Return the name of the file, safe to show."""
        return escape_control_characters(str(self.file))

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """Yield what is kept as it is at this moment; ``None`` where nothing is kept. Raises ``StoreUnavailable``."""
        with self._explaining():
            self._refuse_strangers()
            if not self.is_there or self.file.stat().st_size == 0:
                yield None
                return
            with contextlib.closing(self._open()) as database:
                if _pragma(database, "user_version") < len(self._steps):
                    database.execute(_BEGIN)
                    _migrate(database, self._steps)
                    database.execute("COMMIT")
                database.execute("BEGIN")
                yield database

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield what is kept, to be changed wholly or not at all, in a file that is made if need be.

        Raises ``StoreUnavailable``.
        """
        with self._explaining():
            self._refuse_strangers()
            with contextlib.closing(self._begin(_BEGIN)) as database:
                yield database
                database.execute("COMMIT")

    @contextmanager
    def clearing(self) -> Iterator[Connection | None]:
        """Yield what is kept, for deleting; ``None`` where there is no file. Nothing of what is deleted lingers in the file.

        A file that then holds nothing goes. Raises ``StoreUnavailable``.
        """
        with self._explaining():
            self._refuse_strangers()
            if not self.is_there:
                yield None
                return
            with contextlib.closing(self._begin("BEGIN EXCLUSIVE")) as database:
                yield database
                is_empty = not any(database.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in _tables())  # noqa: S608  # our own names
                if is_empty:
                    self.file.unlink()
                database.execute("COMMIT")
                if not is_empty:
                    _shrink(database)

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        """Raise ``StoreUnavailable`` for whatever goes wrong with the file."""
        import sqlite3

        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "")
            reason = next((reason for beginning, reason in _REASONS.items() if name.startswith(beginning)), "")
            if name.startswith(_LOCKED):
                self._patience = _IMPATIENCE
            raise (self._unavailable(reason) if reason else self._damaged()) from None
        except (msgspec.MsgspecError, ValueError):
            raise self._damaged() from None
        except OSError as error:
            raise self._unavailable(error.strerror or str(error)) from None

    def _unavailable(self, reason: str) -> StoreUnavailable:
        return StoreUnavailable(f"{self} cannot be used: {reason}.")

    def _damaged(self) -> StoreDamaged:
        named = f" --store {escape_control_characters(as_word(self._named))}" if self._named else ""
        return StoreDamaged(f"{self} is damaged. It is left as it is. To set it aside and begin anew: legpress forget{named}")

    def _refuse_strangers(self) -> None:
        """Raise ``StoreUnavailable`` for a file, or a journal beside it, that is a link or not the user's own."""
        folder = self.file.parent
        if named_file(self._named) is None and os.path.lexists(folder) and not owned(folder):
            raise _refused(folder, "is a link, or belongs to somebody else")
        for entry in (self.file, self.file.with_name(f"{self.file.name}-journal")):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                status = entry.lstat()
                if not owned(entry):
                    raise _refused(entry, "is a link, or belongs to somebody else")
                if not stat.S_ISREG(status.st_mode):
                    raise _refused(entry, "is no plain file")
                if status.st_nlink > 1:
                    raise _refused(entry, "has a second name, a hard link")

    def _make(self) -> None:
        """Make the file and its usual folder where they are missing, for the user alone."""
        if named_file(self._named) is None:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.close(os.open(self.file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))

    def _begin(self, how: str) -> Connection:
        """Return a connection that may write, to the file that stands there: another process may be deleting it."""
        for _ in range(_TRIES):
            self._make()
            before = self.file.lstat()
            database = self._open()
            try:
                database.execute(how)
                if self.is_there and os.path.samestat(before, self.file.lstat()):
                    _migrate(database, self._steps)
                    return database
            except BaseException:
                database.close()
                raise
            database.close()
        raise self._unavailable("another program keeps replacing it")

    def _open(self) -> Connection:
        """Return a connection to a file of ours that is sound, and not newer than this program."""
        import sqlite3

        address = f"{self.file.absolute().as_uri()}?mode=rw"
        database = sqlite3.connect(address, uri=True, timeout=self._patience, isolation_level=None)
        try:
            if not _is_new(database):
                self._refuse_others(database)
            for pragma in _PRAGMAS:
                database.execute(f"PRAGMA {pragma}")
        except BaseException:
            database.close()
            raise
        return database

    def _refuse_others(self, database: Connection) -> None:
        if _pragma(database, "application_id") != APPLICATION_ID:
            raise _refused(self.file, "belongs to another program")
        if _pragma(database, "user_version") > len(self._steps):
            raise _refused(self.file, "was written by a newer legpress", "Upgrade legpress, or name another file")
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if not tables >= _tables(_pragma(database, "user_version")) or database.execute("PRAGMA quick_check(1)").fetchone() != (
            "ok",
        ):
            raise self._damaged()


def _refused(place: Path, why: str, way: str = "Name another file") -> StoreUnavailable:
    """Return that what stands in a place is not for us to use, and the way to do without it."""
    shown = escape_control_characters(str(place))
    return StoreUnavailable(f"{shown} {why}. It is left as it is. {way} with --store, or with {STORE_VARIABLE}.")


def _tables(layouts: int | None = None) -> frozenset[str]:
    """Return the tables of a file that has taken so many steps, or all."""
    return frozenset().union(*TABLES[:layouts])


def _migrate(database: Connection, steps: Sequence[Step]) -> None:
    """Take the steps that a file has not taken yet. Whatever goes wrong, it has taken all of them or none."""
    import sqlite3

    done = _pragma(database, "user_version")
    strict = sqlite3.sqlite_version_info >= _STRICT_SINCE
    for step in steps[done:]:
        for statement in statements_of(step, strict=strict):
            database.execute(statement)
    if done < len(steps):
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {len(steps)}")


def _shrink(database: Connection) -> None:
    """Give back the room of what was deleted, where that can be done: it is overwritten in any case."""
    import sqlite3

    with contextlib.suppress(sqlite3.Error):
        database.execute("VACUUM")


def _is_new(database: Connection) -> bool:
    """Say whether a file holds nothing at all yet: it was made, and nothing could be written."""
    return not _pragma(database, "application_id") and database.execute("SELECT 1 FROM sqlite_schema").fetchone() is None


def _pragma(database: Connection, name: str) -> int:
    return int(database.execute(f"PRAGMA {name}").fetchone()[0])
