"""The skin around joints: outlines of limbs as points."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import atan2, cos, pi, sin
from typing import TypeAlias

from legpress_cli.pages.figure.drawing import Point

Joint: TypeAlias = tuple[Point, float]
"""A place within a limb and how far its skin is from there."""
_ROUND = 6  # steps in a round end


def outline(*joints: Joint) -> tuple[Point, ...]:
    """Return the skin of a limb through these joints, round at both ends."""
    return (*_side(joints), *_side(joints[::-1]))


def between(start: Point, end: Point, share: float) -> Point:
    """Return the place that lies this share of the way from start to end."""
    return Point(start.x + share * (end.x - start.x), start.y + share * (end.y - start.y))


def _side(joints: tuple[Joint, ...]) -> Iterator[Point]:
    """Return the right side of a limb and the round end that closes it."""
    ways = [_angle(first[0], second[0]) for first, second in pairwise(joints)]
    for place, (joint, radius) in enumerate(joints):
        before, after = ways[max(place - 1, 0)], ways[min(place, len(ways) - 1)]
        yield _off(joint, _middle(before, after) - pi / 2, radius)
    end, radius = joints[-1]
    for step in range(1, _ROUND):
        yield _off(end, ways[-1] - pi / 2 + step * pi / _ROUND, radius)


def _middle(first: float, second: float) -> float:
    return atan2(sin(first) + sin(second), cos(first) + cos(second))


def _angle(start: Point, end: Point) -> float:
    return atan2(end.y - start.y, end.x - start.x)


def _off(origin: Point, angle: float, distance: float) -> Point:
    return Point(origin.x + distance * cos(angle), origin.y + distance * sin(angle))
