"""What scripts get of a tip, and how such a sheet is filled from what is known."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from legpress_cli.knowledge.model import Grade, Knowledge, Tip

T = TypeVar("T", bound=msgspec.Struct)


class SheetTip(msgspec.Struct, frozen=True):
    """One tip of the sheet as scripts get it."""

    id: str
    topic: str
    title: str
    core: bool
    command: str
    action: str
    steps: tuple[str, ...]
    right_when: str
    why: str
    cost: str
    not_for: str | None
    judge_by: str
    grade: Grade
    grade_note: str
    posts: tuple[int, ...]
    posters: int
    studies: tuple[str, ...]
    studies_against: tuple[str, ...]
    conflicts: tuple[str, ...]


def fill(kind: type[T], source: object, **more: Any) -> T:
    """Return a struct of this kind. What is not given besides comes from the source's attributes of the same names."""
    return kind(**{name: getattr(source, name) for name in kind.__struct_fields__ if name not in more}, **more)


def sheet_tip(knowledge: Knowledge, tip: Tip) -> SheetTip:
    """Return one tip for scripts."""
    return fill(
        SheetTip,
        tip,
        topic=tip.group,
        posters=knowledge.posters(tip.backed_by),
        conflicts=tuple(f"{entry.sides} {entry.resolution}" for entry in knowledge.conflicts_of(tip.id)),
    )
