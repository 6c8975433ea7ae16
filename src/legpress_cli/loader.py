"""Finds the knowledge, reads it and hands it out as one frozen value, or says everything that is wrong with it."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from legpress_cli import packed
from legpress_cli.errors import FaultyKnowledge
from legpress_cli.knowledge import About, Cause, Conflict, Group, Knowledge, Post, Question, Study, Tip, Tree, Triage
from legpress_cli.shown import shown

_PACKAGE = Path(__file__).parent
LARGEST = 4 * 1024**2
"""The most bytes a knowledge file may have; the shipped ones have some 40,000 at most."""


class _Questions(msgspec.Struct, forbid_unknown_fields=True):
    questions: tuple[Question, ...]


class _Causes(msgspec.Struct, forbid_unknown_fields=True):
    causes: tuple[Cause, ...]


class _Tips(msgspec.Struct, forbid_unknown_fields=True):
    groups: tuple[Group, ...]
    tips: tuple[Tip, ...]


class _Posts(msgspec.Struct, forbid_unknown_fields=True):
    posts: tuple[Post, ...]


class _Studies(msgspec.Struct, forbid_unknown_fields=True):
    studies: tuple[Study, ...]


class _Conflicts(msgspec.Struct, forbid_unknown_fields=True):
    conflicts: tuple[Conflict, ...]


# The knowledge's field that a whole file fills; a file without one holds fields of the knowledge as its keys.
FILES: dict[str, tuple[type, str]] = {
    "about.yaml": (About, "about"),
    "questions.yaml": (_Questions, ""),
    "tree.yaml": (Tree, "tree"),
    "triage.yaml": (Triage, "triage"),
    "causes.yaml": (_Causes, ""),
    "tips.yaml": (_Tips, ""),
    "posts.yaml": (_Posts, ""),
    "studies.yaml": (_Studies, ""),
    "conflicts.yaml": (_Conflicts, ""),
}


def shipped_folder() -> Path:
    """Return the folder of the shipped knowledge: the packaged one, else the checkout's.

    Raises ``FaultyKnowledge`` when neither is there.
    """
    packaged = _PACKAGE / "knowledge"
    if packaged.is_dir():
        return packaged
    checkout = _PACKAGE.parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "knowledge").is_dir():
        return checkout / "knowledge"
    raise FaultyKnowledge("The knowledge folder is missing from this installation. Install legpress again.")


@lru_cache(maxsize=4)
def load_knowledge(folder: Path | None = None) -> Knowledge:
    """Return the knowledge in ``folder``, or the shipped one. Raises ``FaultyKnowledge`` naming every fault."""
    if folder is None:
        folder = shipped_folder()
        files = read_files(folder)
        ready = packed.unpack(files, _PACKAGE / packed.FILE_NAME)
        if ready is not None:
            return ready
    else:
        files = read_files(folder)
    return parse_files(files)


def read_files(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every knowledge file by name. Raises ``FaultyKnowledge`` naming each one that is missing."""
    place = shown(str(folder), keep="")
    try:
        if not folder.is_dir():
            raise FaultyKnowledge(f"There is no knowledge folder {place}.")
        missing = [name for name in FILES if not (folder / name).exists()]
    except OSError as error:
        raise FaultyKnowledge(f"The knowledge folder {place} cannot be read: {error.strerror}.") from None
    if missing:
        raise FaultyKnowledge(f"The knowledge folder {place} has no {', '.join(missing)}.")
    files, faults = {}, []
    for name in FILES:
        try:
            files[name] = _read(folder / name)
        except OSError as error:
            faults.append(f"{name}: cannot be read: {error.strerror}")
    _raise_if(faults)
    return files


def _read(file: Path) -> bytes:
    """Return a plain file's bytes. Raises ``OSError`` for anything else, and for a file that is far too large."""
    if not file.is_file():
        raise OSError(0, "it is not a plain file")
    if file.stat().st_size > LARGEST:
        raise OSError(0, f"it is larger than {LARGEST // 1024**2} MB")
    return file.read_bytes()


def parse_files(files: dict[str, bytes]) -> Knowledge:
    """Return the knowledge that these YAML files hold. Raises ``FaultyKnowledge`` naming every fault of a stage."""
    from legpress_cli.references import find_faults
    from legpress_cli.yaml_reader import YamlFault, read_yaml

    parts: dict[str, object] = {}
    faults = []
    for name, (kind, field) in FILES.items():
        raw = None
        try:
            raw = read_yaml(files[name])
            part: Any = msgspec.convert(raw, kind)
        except YamlFault as fault:
            faults.append(f"{name}: {fault}")
        except msgspec.ValidationError as error:
            faults.append(f"{name}: {_with_entry_id(str(error), raw)}")
        else:
            parts |= {field: part} if field else msgspec.structs.asdict(part)
    _raise_if(faults)
    knowledge = Knowledge(**parts)  # type: ignore[arg-type]  # each part has just been converted to its field's type
    _raise_if(find_faults(knowledge))
    return knowledge


def _with_entry_id(message: str, raw: object) -> str:
    """Add the entry's own id to msgspec's path, which counts entries: ``$.tips[3].grade`` is no help to a coach."""
    problem, _, path = message.partition(" - at `$")
    here, names = raw, []
    for step in path.rstrip("`").replace("[", ".").replace("]", "").split("."):
        if isinstance(here, list) and step.isdigit():
            here = here[int(step)]
            own = (here.get("id") or here.get("number")) if isinstance(here, dict) else None
            names.append(str(own) if own else f"entry {int(step) + 1}")
        elif step:
            here = here.get(step) if isinstance(here, dict) else None
            names.append(step)
    return f"{' / '.join(names) or 'top of the file'}: {problem}"


def _raise_if(faults: list[str]) -> None:
    if faults:
        raise FaultyKnowledge("The knowledge is faulty:\n" + "\n".join(f"  {shown(fault, keep='')}" for fault in faults))
