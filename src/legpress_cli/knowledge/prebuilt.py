"""The ready-made copy of the shipped knowledge, packed once when the wheel is built.

Parsing the YAML takes longer than everything else that a scripted call does. The copy holds the very bytes it was made from and
is used only while they equal the files on disk, so it can be missing but never stale.
"""

from pathlib import Path

import msgspec

from legpress_cli.knowledge.model import Knowledge
from legpress_cli.system.files import read_plain_file

FILE_NAME = "knowledge.msgpack"


class _Copy(msgspec.Struct, array_like=True):
    files: dict[str, bytes]
    knowledge: msgspec.Raw


def pack(files: dict[str, bytes], knowledge: Knowledge) -> bytes:
    """Return the bytes of a ready-made copy of ``knowledge``, read from ``files``."""
    return msgspec.msgpack.encode(_Copy(files, msgspec.Raw(msgspec.msgpack.encode(knowledge))))


def unpack(copy: Path, folder: Path) -> Knowledge | None:
    """Return the knowledge from the copy, or ``None`` if there is none or it was not made from the files in this folder."""
    try:
        stored = msgspec.msgpack.decode(copy.read_bytes(), type=_Copy)
        if all(read_plain_file(folder / name, len(data)) == data for name, data in stored.files.items()):
            return msgspec.msgpack.decode(stored.knowledge, type=Knowledge)
    except (OSError, ValueError, msgspec.MsgspecError):
        pass
    return None
