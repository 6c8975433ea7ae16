"""Finds room for the numbers: those of one place stand together, above or below the picture, and no two overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

import msgspec

from legpress_cli.knowledge.model import Status
from legpress_cli.pages.figure.drawing import BADGE_RADIUS, Badge, Point

PITCH = (2 + 1 / 3) * BADGE_RADIUS
"""From the middle of one badge to that of the next."""


class Marking(msgspec.Struct, frozen=True):
    """One item that is to be marked in the picture."""

    number: int
    title: str
    status: Status


class Group(msgspec.Struct, frozen=True):
    """All items of one place, in a block of so many columns; ``middle`` is where the block stands."""

    target: Point
    items: tuple[Marking, ...]
    columns: int
    middle: float

    def badges(self, edge: float, away: float) -> tuple[Badge, ...]:
        """Return the badges in rows, the first at ``edge`` and the next further away, upwards for 1 and down for -1."""
        found = []
        for place, item in enumerate(self.items):
            row, column = divmod(place, self.columns)
            shift = (column - (min(self.columns, len(self.items)) - 1) / 2) * PITCH
            at = Point(self.middle + shift, edge + away * (BADGE_RADIUS + row * PITCH))
            found.append(Badge(item.number, item.title, item.status, at, self.target))
        return tuple(found)


def line_up(marked: Mapping[Point, Sequence[Marking]], left: float, right: float) -> tuple[Group, ...]:
    """Return the items of one side in blocks, each as near to its target as the others let it be, in as few rows as fit."""
    targets = sorted(marked)
    rows = 1
    while sum(ceil(len(marked[target]) / rows) for target in targets) * PITCH > right - left and rows < _most(marked):
        rows += 1
    columns = [ceil(len(marked[target]) / rows) for target in targets]
    middles = _spread([target.x for target in targets], [count * PITCH for count in columns], left, right)
    return tuple(
        Group(target, tuple(marked[target]), count, middle)
        for target, count, middle in zip(targets, columns, middles, strict=True)
    )


def _most(marked: Mapping[Point, Sequence[Marking]]) -> int:
    return max(map(len, marked.values()), default=1)


def _spread(wanted: Sequence[float], widths: Sequence[float], left: float, right: float) -> list[float]:
    """Return the middles of blocks of these widths, in order and side by side, each near the one that is wanted.

    Blocks that would overlap are joined to a run, which stands as near to what its blocks want as it can.
    """
    runs: list[tuple[list[float], list[float]]] = []
    for middle, width in zip(wanted, widths, strict=True):
        runs.append(([middle], [width]))
        while len(runs) > 1 and _begin(*runs[-1], left, right) < _begin(*runs[-2], left, right) + sum(runs[-2][1]):
            middles, sizes = runs.pop()
            runs[-1] = (runs[-1][0] + middles, runs[-1][1] + sizes)
    found = []
    for middles, sizes in runs:
        free = _begin(middles, sizes, left, right)
        for size in sizes:
            found.append(free + size / 2)
            free += size
    return found


def _begin(middles: Sequence[float], sizes: Sequence[float], left: float, right: float) -> float:
    """Return where a run of blocks begins."""
    before = [sum(sizes[:place]) + size / 2 for place, size in enumerate(sizes)]
    nearest = sum(middle - shift for middle, shift in zip(middles, before, strict=True)) / len(sizes)
    return max(left, min(nearest, right - sum(sizes)))
