"""Finds the knowledge, reads it and hands it out as one frozen value, or says everything that is wrong with it."""

import os
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from legpress_cli.errors import FaultyKnowledge
from legpress_cli.knowledge import prebuilt
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.system.files import read_plain_file
from legpress_cli.system.sanitize import escape_control_characters

if TYPE_CHECKING:
    from legpress_cli.knowledge.check.runner import Examination
    from legpress_cli.knowledge.reading.faults import Fault

_READING = Lock()
_HERE = Path(__file__).parent
MOST_SHOWN = 20
LARGEST = 16 * 1024**2
"""The most bytes a knowledge file may have; the shipped ones have some 40,000 at most."""


def shipped_folder() -> Path:
    """Return the folder of the shipped knowledge: the packaged one, else the checkout's.

    Raises ``FaultyKnowledge`` when neither is there.
    """
    packaged = _HERE / "shipped"
    if packaged.is_dir():
        return packaged
    checkout = _HERE.parents[2]
    if (checkout / "pyproject.toml").is_file() and (checkout / "knowledge").is_dir():
        return checkout / "knowledge"
    raise FaultyKnowledge("The knowledge folder is missing from this installation. Install legpress again.")


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """Return the knowledge in ``folder``, or the shipped one, read once however many threads ask for it first.

    Raises ``FaultyKnowledge`` naming every fault that makes it unsafe to use; ``legpress check`` finds the others too.
    """
    with _READING:
        return read_knowledge(folder)


@lru_cache(maxsize=4)
def read_knowledge(folder: Path | None) -> Knowledge:
    """Return the same for one thread at a time."""
    ready = prebuilt.unpack(_HERE / prebuilt.FILE_NAME, shipped_folder()) if folder is None else None
    return ready or parse_files(*read_folder(folder or shipped_folder()))


def examine_folder(folder: Path) -> "Examination":
    """Return everything that is wrong with the knowledge in a folder."""
    from legpress_cli.knowledge.check.runner import examine

    files, missing = read_folder(folder)
    return examine(files, missing=missing)


def read_folder(folder: Path) -> "tuple[dict[str, bytes], tuple[Fault, ...]]":
    """Return the bytes of every knowledge file by name, and a fault for each that cannot be read."""
    from legpress_cli.knowledge.reading.files import FILES

    files, faults = {}, []
    place = escape_control_characters(str(folder))
    if not os.path.isdir(folder):  # noqa: PTH112  # Path.is_dir raises for a name that is too long
        instead = "Name a folder that holds the knowledge files."
        return {}, (_file_fault("missing-file", place, f"there is no folder {place}", instead),)
    for name in FILES:
        try:
            files[name] = read_plain_file(folder / name, LARGEST)
        except FileNotFoundError:
            instead = "Bring it back, or copy the shipped one."
            faults.append(_file_fault("missing-file", name, f"it is not in {place}", instead))
        except OSError as error:
            instead = "Make it a plain file of a reasonable size that you may read."
            faults.append(_file_fault("unreadable-file", name, f"it cannot be read: {error.strerror}", instead))
    return files, tuple(faults)


def _file_fault(rule: str, file: str, found: str, instead: str) -> "Fault":
    from legpress_cli.knowledge.reading.faults import Fault, Rule

    return Fault(Rule(rule), file, 0, "", "", found, instead)


def parse_files(files: dict[str, bytes], missing: "tuple[Fault, ...]" = ()) -> Knowledge:
    """Return the knowledge that these YAML files hold. Raises ``FaultyKnowledge`` naming every fault that makes it unsafe."""
    from legpress_cli.knowledge.check.runner import examine

    examination = examine(files, missing=missing, vital_only=True)
    if examination.faults:
        lines = [f"- {escape_control_characters(fault.sentence)}" for fault in examination.faults[:MOST_SHOWN]]
        more = [f"and {len(examination.faults) - MOST_SHOWN} more."] if len(examination.faults) > MOST_SHOWN else []
        raise FaultyKnowledge("\n".join(["The knowledge is faulty:", *lines, *more, "legpress check tells more."]))
    return examination.knowledge
