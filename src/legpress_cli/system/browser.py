"""Shows a written page in the user's browser, and knows the pages that were left in the temporary folder for that."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from legpress_cli.errors import CannotWrite
from legpress_cli.system.files import owned, replace_file
from legpress_cli.system.streams import print_message

_PREFIX = "legpress-page-"


def write_page(text: str, ending: str) -> Path:
    """Write a page, whole or not at all, to a new temporary file that the user alone may read. Raises ``CannotWrite``."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=_PREFIX, suffix=f".{ending}")
        os.close(descriptor)
    except OSError as error:
        raise CannotWrite(f"There is no room for a temporary file: {error.strerror}.") from None
    try:
        replace_file(Path(name), text, private=True)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def open_page(file: Path, start: Callable[[str], bool]) -> None:
    """Say where a page is and have ``start`` show it by its address; say so where that fails."""
    place = file.absolute()
    print_message(f"Your page is in {place}")
    if not start(place.as_uri()):
        print_message("No browser could be started. Open that file in one yourself.")


def start_browser(address: str) -> bool:
    """Show an address in the user's browser, which BROWSER may name; say whether one could be started."""
    import webbrowser

    try:
        with _output_aside():
            return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False


@contextlib.contextmanager
def _output_aside() -> Iterator[None]:
    """While this holds, what is started writes to standard error: standard output is for the result."""
    result = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(result, 1)
        os.close(result)


def forget_pages() -> int:
    """Delete the pages that the user left in the temporary folder, and return how many. Raises ``CannotWrite``."""
    pages = tuple(_left_pages())
    for page in pages:
        try:
            page.unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite(f"{page} could not be deleted: {error.strerror}.") from None
    return len(pages)


def _left_pages() -> Iterator[Path]:
    """Return our pages, as far as they are plain files of the user's own."""
    with contextlib.suppress(OSError):
        yield from (file for file in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*") if owned(file) and file.is_file())
