"""The ready-made copy of the shipped knowledge, packed once when the wheel is built.

Parsing the YAML takes longer than everything else that a scripted call does. The copy carries a digest of the YAML it was
made from and is used only while that still fits the files on disk, so it can be missing but never stale.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import msgspec

from legpress_cli.knowledge import Knowledge

FILE_NAME = "knowledge.msgpack"


class _Copy(msgspec.Struct, array_like=True):
    digest: bytes
    knowledge: msgspec.Raw


def digest_of(files: dict[str, bytes]) -> bytes:
    """Return what tells one state of the knowledge files from every other."""
    digest = blake2b(digest_size=16)
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + len(files[name]).to_bytes(8, "big") + files[name])
    return digest.digest()


def pack(files: dict[str, bytes], knowledge: Knowledge) -> bytes:
    """Return the bytes of a ready-made copy of ``knowledge``, read from ``files``."""
    return msgspec.msgpack.encode(_Copy(digest_of(files), msgspec.Raw(msgspec.msgpack.encode(knowledge))))


def unpack(files: dict[str, bytes], copy: Path) -> Knowledge | None:
    """Return the knowledge from the copy, or ``None`` if there is none or it was not made from these files."""
    try:
        found = msgspec.msgpack.decode(copy.read_bytes(), type=_Copy)
        if found.digest != digest_of(files):
            return None
        return msgspec.msgpack.decode(found.knowledge, type=Knowledge)
    except (OSError, msgspec.DecodeError):
        return None
