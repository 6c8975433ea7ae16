"""Files of the user's own: opened only where they are, and claimed for one process as long as it lives."""

import os
import stat
from pathlib import Path

from legpress_cli.system.plain_files import open_plain_file

try:
    import fcntl
except ImportError:  # Windows: nothing is claimed there
    fcntl = None  # type: ignore[assignment]


def owned(path: Path) -> bool:
    """Say whether a file or folder is there, is no link, and belongs to the user."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return not stat.S_ISLNK(found.st_mode) and found.st_uid == _user(found)


def open_own_file(file: Path) -> int | None:
    """Return a plain file of the user's own, open for reading; ``None`` for a link, another's, or none."""
    try:
        descriptor = open_plain_file(file, getattr(os, "O_NOFOLLOW", 0))  # missing on Windows
    except OSError:
        return None
    found = os.fstat(descriptor)
    if found.st_uid == _user(found):
        return descriptor
    os.close(descriptor)
    return None


def lock_file(descriptor: int) -> bool:
    """Claim an open file until it is closed; say whether it was free."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # some network file systems know no claims
    return True


def same_file(descriptor: int, file: Path) -> bool:
    """Say whether an open file still stands in its place and was not replaced or deleted since."""
    try:
        return os.path.samestat(os.fstat(descriptor), file.lstat())
    except OSError:
        return False


def _user(found: os.stat_result) -> int:
    """Return the user's number; on Windows, where there is none, that of the file."""
    return os.geteuid() if hasattr(os, "geteuid") else found.st_uid
