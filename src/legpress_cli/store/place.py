"""Where things are kept on this computer. Looking there needs no SQLite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from legpress_cli.errors import StoreUnavailable
from legpress_cli.system.environment import read_variable
from legpress_cli.system.files import has_owners

STORE_VARIABLE = "LEGPRESS_STORE"
FILE_NAME = "legpress.sqlite3"
_NOT_ON_WINDOWS = "On Windows nothing is kept: legpress cannot make a file there that you alone may read."


def named_file(named: Path | None) -> Path | None:
    """Return the file that was named, by flag or by ``LEGPRESS_STORE``; ``None`` where it is the usual one."""
    variable = read_variable(STORE_VARIABLE)
    return named or (Path(variable) if variable else None)


def usual_folder() -> Path:
    """Return the folder of the usual file, in the user's data folder. Raises ``StoreUnavailable`` where there is no home."""
    from platformdirs import user_data_path

    return _absolute(lambda: user_data_path("legpress"))


def store_file(named: Path | None) -> Path:
    """Return the file that keeps things.

    Raises ``StoreUnavailable`` where no home is known and none was named, and where no file can be the user's alone.
    """
    if not has_owners():
        raise StoreUnavailable(_NOT_ON_WINDOWS)
    return named_file(named) or usual_folder() / FILE_NAME


def first_version_folder() -> Path | None:
    """Return the folder in which the first version kept unfinished answers; ``None`` where no home is known."""
    from platformdirs import user_state_path

    try:
        return _absolute(lambda: user_state_path("legpress"))
    except StoreUnavailable:
        return None


def _absolute(find: Callable[[], Path]) -> Path:
    """Return a folder of the user's. For a user without a home, platformdirs fails, or names a place under the tilde."""
    try:
        folder = find()
    except (OSError, RuntimeError, LookupError):
        folder = Path()
    if not folder.is_absolute():
        raise StoreUnavailable(f"No home folder is known. Name a file with --store, or with {STORE_VARIABLE}.")
    return folder
