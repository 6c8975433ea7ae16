"""The ready-made copy of the shipped knowledge, packed once when the wheel is built.

Parsing the YAML takes longer than everything else that a scripted call does. The copy holds the very bytes it was made from and
is used only while they equal the files on disk, so it can be missing but never stale.
"""

from pathlib import Path

import msgspec

from legpress_cli.knowledge.model import Knowledge

FILE_NAME = "knowledge.msgpack"


class _Copy(msgspec.Struct, array_like=True):
    files: msgspec.Raw
    knowledge: msgspec.Raw


def pack(files: dict[str, bytes], knowledge: Knowledge) -> bytes:
    """Return the bytes of a ready-made copy of ``knowledge``, read from ``files``."""
    parts = (_packed(files), msgspec.Raw(msgspec.msgpack.encode(knowledge)))
    return msgspec.msgpack.encode(_Copy(*parts))


def unpack(files: dict[str, bytes], copy: Path) -> Knowledge | None:
    """Return the knowledge from the copy, or ``None`` if there is none or it was not made from these files."""
    try:
        stored = msgspec.msgpack.decode(copy.read_bytes(), type=_Copy)
        if bytes(stored.files) != bytes(_packed(files)):
            return None
        return msgspec.msgpack.decode(stored.knowledge, type=Knowledge)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def _packed(files: dict[str, bytes]) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(sorted(files.items())))
