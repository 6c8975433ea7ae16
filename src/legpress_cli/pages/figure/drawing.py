"""A drawing as frozen shapes, with words at their places; any renderer may draw it.

Coordinates are units of the drawing: x to the right, y down, the origin in the upper left corner.
"""

from enum import Enum
from typing import NamedTuple

import msgspec


class Point(NamedTuple):
    """A place in a drawing, or the way from one place to another."""

    x: float
    y: float


def between(start: Point, end: Point, share: float) -> Point:
    """Return the place that lies this share of the way from start to end."""
    return Point(start.x + share * (end.x - start.x), start.y + share * (end.y - start.y))


class Role(Enum):
    """What a shape stands for. How that looks is for the renderer to say."""

    FRAME = "frame"
    PAD = "pad"
    PLATE = "plate"
    WEIGHT = "weight"
    CLOTH = "cloth"
    BODY = "body"
    PELVIS = "pelvis"
    SPINE = "spine"
    SIGN = "sign"
    LEADER = "leader"


class State(Enum):
    """Whether something is what changes, as it is now or as it should be, or what is to be checked. Only these stand out."""

    SAME = "same"
    NOW = "now"
    CHANGE = "change"
    CHECK = "check"


class Stroke(msgspec.Struct, frozen=True):
    """A line of some width through these points, round at its ends; one point makes a dot. A closed one is filled."""

    points: tuple[Point, ...]
    width: float
    closed: bool = False


class Shape(msgspec.Struct, frozen=True):
    """Strokes that make one thing."""

    role: Role
    strokes: tuple[Stroke, ...]
    state: State = State.SAME


class Label(msgspec.Struct, frozen=True):
    """A word with its place on the line it stands on: where it begins for ``anchor`` 0, its middle for 0.5, its end for 1."""

    text: str
    at: Point
    state: State
    anchor: float = 0.5


class Drawing(msgspec.Struct, frozen=True):
    """Shapes from back to front, each hiding what is behind it, and the words, which nothing hides."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...] = ()
