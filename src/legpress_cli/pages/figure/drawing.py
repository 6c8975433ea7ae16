"""A drawing as frozen shapes in one system of coordinates, and the numbers that stand beside it; any renderer may draw it.

Coordinates are centimetres of the sketch: x to the right, y down, the origin in the upper left corner.
"""

from enum import Enum
from typing import NamedTuple, TypeAlias

import msgspec

from legpress_cli.knowledge.model import Status

BADGE_RADIUS = 8.0
"""How far a number's badge reaches from its centre."""


class Point(NamedTuple):
    """A place in a drawing, or the way from one place to another."""

    x: float
    y: float


class Role(Enum):
    """What a shape stands for. How that looks is for the renderer to say.

    ``NOW`` is what should change, as it is now, and ``ECHO`` the body that goes with it, in outline.
    """

    FLOOR = "floor"
    FRAME = "frame"
    PAD = "pad"
    PLATE = "plate"
    WEIGHT = "weight"
    HANDLE = "handle"
    TOWEL = "towel"
    BODY = "body"
    CLOTHES = "clothes"
    NOW = "now"
    ECHO = "echo"
    ARROW = "arrow"
    LEADER = "leader"


class Area(msgspec.Struct, frozen=True):
    """A closed outline and what is within. ``changed`` says that it stands where it should be changed to."""

    points: tuple[Point, ...]
    role: Role
    changed: bool = False


class Line(msgspec.Struct, frozen=True):
    """An open line through these points."""

    points: tuple[Point, ...]
    role: Role
    changed: bool = False


class Disc(msgspec.Struct, frozen=True):
    """A circle and what is within."""

    centre: Point
    radius: float
    role: Role
    changed: bool = False


Shape: TypeAlias = Area | Line | Disc


class Badge(msgspec.Struct, frozen=True):
    """The number of a checklist item, centred at ``at``, with the place ``target`` that it speaks of."""

    number: int
    title: str
    status: Status
    at: Point
    target: Point


class Drawing(msgspec.Struct, frozen=True):
    """Shapes from back to front, each hiding what is behind it, and the badges, which nothing hides."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    badges: tuple[Badge, ...]
