"""Files: read only if plain and of a reasonable size, replaced whole or not at all."""

import contextlib
import errno
import os
import stat
from pathlib import Path
from select import select

from legpress_cli.errors import CannotWrite
from legpress_cli.system.sanitize import escape_control_characters

_WRITABLE = 0o222
_NO_READER = "nobody reads from it"
_NEVER_WAIT = getattr(os, "O_NONBLOCK", 0)
"""What keeps a pipe from waiting for its other end; Windows has no such flag."""


def owned(path: Path) -> bool:
    """Say whether a file or folder is there, is no link, and belongs to the user."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return not stat.S_ISLNK(status.st_mode) and status.st_uid == _user(status)


def has_owners() -> bool:
    """Say whether this system tells whose a file is, and lets it be readable by that user alone; Windows does not."""
    return hasattr(os, "geteuid")


def _user(status: os.stat_result) -> int:
    """Return the user's number; where there is none, that of the file."""
    return os.geteuid() if has_owners() else status.st_uid


def is_no_plain_file(file: Path) -> bool:
    """Say whether something stands in a place that is no plain file: a device, a pipe, a folder."""
    try:
        return file.exists() and not file.is_file()
    except OSError:
        return False


def is_same_file(file: Path, other: Path) -> bool:
    """Say whether two names, links too, lead to one file; false where one of them leads nowhere."""
    try:
        return file.samefile(other)
    except OSError:
        return False


def is_same_place(file: Path, other: Path) -> bool:
    """Say whether two names, links too, lead to one file, or would where there is none yet."""
    return is_same_file(file, other) or os.path.realpath(file) == os.path.realpath(other)


def is_within(file: Path, folder: Path) -> bool:
    """Say whether a file stands in a folder, or would, or is the same as one that does, whatever both are called."""
    if Path(os.path.realpath(folder)) in Path(os.path.realpath(file)).parents:
        return True
    with contextlib.suppress(OSError):
        return any(is_same_file(file, entry) for entry in folder.iterdir())
    return False


def as_word(file: Path | str) -> str:
    """Return the name of a file as one word of a command, for a shell to take."""
    from shlex import quote

    return quote(str(file))


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte, or raise ``OSError``: a stream may take only a part, or none until its reader has caught up."""
    while data:
        try:
            data = data[os.write(descriptor, data) :]
        except BlockingIOError:
            select([], [descriptor], [])


def check_place(file: Path) -> None:
    """Raise ``CannotWrite`` where a result cannot be written, before anybody is asked anything."""
    try:
        problem = _problem_with(file)
    except OSError as error:
        problem = error.strerror or str(error)
    if problem:
        raise _cannot_write(file, problem)


def _problem_with(file: Path) -> str:
    """Return why a file cannot be replaced, empty where it can or where it is a device or a pipe."""
    target = Path(os.path.realpath(file))
    folder = target.parent if file.is_symlink() else file.parent
    if target.is_symlink():
        return "its links lead in a circle"
    if file.is_dir():
        return "it is a folder"
    if file.exists() and not file.is_file():
        return ""
    if not folder.is_dir():
        return f"there is no folder {escape_control_characters(str(folder))}"
    if file.exists() and not (file.stat().st_mode & _WRITABLE and os.access(file, os.W_OK)):
        return "it is read-only"
    return "" if os.access(folder, os.W_OK) else f"you may not write into the folder {escape_control_characters(str(folder))}"


def _cannot_write(file: Path, reason: str | None) -> CannotWrite:
    return CannotWrite(f"{escape_control_characters(str(file))} could not be written: {reason}.")


def replace_file(file: Path, text: str, *, private: bool = False) -> None:
    """Put ``text`` in place of ``file`` in one step; a reader sees the old file or the whole new one.

    A device or a pipe is written to as it is. ``private`` makes a file readable by its owner alone. Raises ``CannotWrite``.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        if file.exists() and not file.is_file():
            _write_into(file, data)
        else:
            _replace(Path(os.path.realpath(file)), data, private=private)
    except OSError as error:
        raise _cannot_write(file, _NO_READER if error.errno == errno.ENXIO else error.strerror) from None


def _write_into(file: Path, data: bytes) -> None:
    """Write to a device or a pipe. A pipe that nobody reads from is an ``OSError``; a reader that leaves early is none."""
    descriptor = os.open(file, os.O_WRONLY | _NEVER_WAIT)
    try:
        if _NEVER_WAIT:
            os.set_blocking(descriptor, True)
        with contextlib.suppress(BrokenPipeError):
            write_all(descriptor, data)
    finally:
        os.close(descriptor)


def _replace(target: Path, data: bytes, *, private: bool) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if not private:
            _keep_owner(name, target)
            Path(name).chmod(_mode_for(target))
        Path(name).replace(target)
    except BaseException:  # an interruption too leaves nothing half-written
        Path(name).unlink(missing_ok=True)
        raise


def _keep_owner(name: str, target: Path) -> None:
    """Give a new file to whom the old one belongs, as far as the user may: root writes into other people's files."""
    with contextlib.suppress(OSError, AttributeError):  # Windows has no owners
        status = target.stat()
        os.chown(name, status.st_uid, status.st_gid)


def _mode_for(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _open_plain_file(file: Path) -> int:
    """Return a plain file, open for reading. Raises ``OSError`` for anything else; never waits."""
    try:
        descriptor = os.open(file, os.O_RDONLY | _NEVER_WAIT)
    except ValueError as error:
        raise OSError(0, str(error)) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "it is not a plain file")
    return descriptor


def read_plain_file(file: Path, most: int) -> bytes:
    """Return a plain file's bytes. Raises ``OSError`` for anything else, and for a file of more than ``most`` bytes."""
    with os.fdopen(_open_plain_file(file), "rb") as stream:
        data = stream.read(most + 1) or b""
    if len(data) > most:
        raise OSError(0, f"it is larger than {most // 1024**2} MB")
    return data
