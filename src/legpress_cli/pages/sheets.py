"""What scripts get of a page, filled from the entries of the knowledge by the names of its fields."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)


def fill(kind: type[T], source: object, **more: Any) -> T:
    """Return a struct of this kind. What is not given besides comes from the source's attributes of the same names."""
    return kind(**{name: getattr(source, name) for name in kind.__struct_fields__ if name not in more}, **more)
