"""Keeps a result from taking the place of what it is made from: answers, knowledge, the people of a check, what is kept."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from legpress_cli.cli.formats import STANDARD_OUTPUT
from legpress_cli.errors import InvalidInput, StoreUnavailable
from legpress_cli.store.place import STORE_VARIABLE, named_file, store_file
from legpress_cli.system.files import is_no_plain_file, is_same_file, is_same_place, is_within
from legpress_cli.system.sanitize import escape_control_characters

_FILES = {"answers": "--answers", "path": "--path", "import_": "--import"}
_FOLDERS = {"folder": "DIR", "cases": "--cases"}
_STANDARD_INPUT = Path("/dev/stdin")


def refuse_to_overwrite(output: Path | None, knowledge: Path | None, arguments: Mapping[str, Any]) -> None:
    """Raise ``InvalidInput`` where ``output`` is what is kept, or what a command reads: one of its files, or in its folders.

    ``arguments`` are the command's own. A new file may stand in the folder of ``knowledge``, where a name may be free; in the
    folders of a check it would be taken for one of theirs.
    """
    if output is None or output == STANDARD_OUTPUT or is_no_plain_file(output):
        return
    for argument, flag in _FILES.items():
        named = arguments.get(argument) or ()
        for name in [named] if isinstance(named, str) else named:
            if name and is_same_file(output, _STANDARD_INPUT if name == "-" else Path(name)):
                _refuse(output, flag, name)
    _refuse_what_is_kept(output, arguments.get("store"))
    folders = {flag: arguments.get(argument) for argument, flag in _FOLDERS.items()}
    if is_same_file(output, output):  # it is there
        folders["--knowledge"] = knowledge
    for flag, folder in folders.items():
        if folder is not None and is_within(output, folder):
            _refuse(output, flag, str(folder))


def _refuse_what_is_kept(output: Path, named: Path | None) -> None:
    """Raise ``InvalidInput`` where ``output`` is the file that keeps things, or would be, whichever command it is."""
    try:
        file = store_file(named)
    except StoreUnavailable:
        return
    if is_same_place(output, file):
        _refuse(output, "--store" if named else STORE_VARIABLE if named_file(None) else "what is kept in", str(file))


def _refuse(output: Path, flag: str, name: str) -> NoReturn:
    place, read = escape_control_characters(str(output)), escape_control_characters(name)
    raise InvalidInput(f"--output {place} would write over what is read here, {flag} {read}. Name another file.")
