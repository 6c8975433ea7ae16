"""Where every joint of a lifter on the 45-degree sled is, from the lengths of the limbs; all lengths in centimetres.

The hip rests in the corner of the seat, at the origin, x towards the sled and y up. The plate is square to the rail. The limbs
are those of a person of 1.78 m, as fractions of the height (usually credited to Drillis and Contini). It is a sketch: only the
directions in which a change moves the joints are meant.
"""

from __future__ import annotations

from functools import cache
from math import acos, atan2, cos, hypot, radians, sin, sqrt
from pathlib import Path

import msgspec

from legpress_cli.knowledge.model import Part, Pose
from legpress_cli.pages.figure.drawing import Point, between

HEIGHT = 178.0
THIGH = 0.245 * HEIGHT
SHANK = 0.246 * HEIGHT
UPPER_ARM = 0.186 * HEIGHT
FOREARM = 0.146 * HEIGHT + 6.0  # to the middle of the fist
PELVIS = 20.0
CHEST = 0.288 * HEIGHT - PELVIS  # shoulder to hip, less the pelvis
NECK = 21.0
ANKLE = 0.039 * HEIGHT
TOES, HEEL = 20.0, 7.0
PLATE_MIDDLE, PLATE_HALF = 7.0, 31.0
HANDLE = Point(13.0, 0.0)
SKIN = 12.0  # from the line of the joints to the pad
_LIMITS = {"back_rest": (26.0, 50.0), "depth": (50.0, 82.0)}
_LIFT = Point(2.0, 8.0)  # along the back rest and away from it
_ROLLED = -6.0


class Look(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a pose is told, and what it makes of a stance."""

    short: str
    full: str
    sets: dict[str, int | float | bool | str] = {}
    moves: dict[str, float] = {}
    unsaid: str = ""


@cache
def read_looks() -> dict[Pose, Look]:
    """Return how each pose is drawn and told, as ``poses.yaml`` has it."""
    from legpress_cli.knowledge.reading.yaml_parser import read_yaml

    return msgspec.convert(read_yaml(Path(__file__).with_name("poses.yaml").read_bytes()), dict[Pose, Look])


class Stance(msgspec.Struct, frozen=True):
    """How somebody sits and presses, at the bottom of a repetition.

    ``back_rest`` is in degrees from the floor, ``feet`` how far above the middle of the plate they stand, ``depth`` how far the
    hip is from the ankles along the rail, ``curve`` how far the low back bends forwards, ``plates`` quarters of the weight.
    """

    back_rest: float = 38.0
    feet: float = 0.0
    depth: float = 60.0
    lifted: bool = False
    curve: float = 1.5
    towel: bool = False
    hands: Pose = Pose.HANDS_HOLDING
    apart: bool = True
    one_leg: bool = False
    squeezed: bool = False
    breathing: bool = False
    plates: int = 4

    def taking(self, pose: Pose) -> Stance:
        """Return this stance with one part posed otherwise."""
        look, now = read_looks()[pose], msgspec.structs.asdict(self)
        moved = {name: min(max(now[name] + way, _LIMITS[name][0]), _LIMITS[name][1]) for name, way in look.moves.items()}
        return msgspec.convert({**now, **look.sets, **moved}, Stance)

    def differing(self, other: Stance) -> frozenset[Part]:
        """Return the parts that are posed otherwise in another stance."""
        fields = [(pose.part, name) for pose, look in read_looks().items() for name in look.sets]
        return frozenset(part for part, name in fields if getattr(self, name) != getattr(other, name))


class Axes(msgspec.Struct, frozen=True):
    """A direction and the one square to it, to the left."""

    along: Point
    across: Point

    def at(self, origin: Point, along: float, across: float) -> Point:
        """Return the place so far along and across from an origin."""
        x = origin.x + along * self.along.x + across * self.across.x
        return Point(x, origin.y + along * self.along.y + across * self.across.y)


class Posture(msgspec.Struct, frozen=True):
    """The joints of one stance, the axes of its back rest, and how far along the rail the plate is."""

    hip: Point
    waist: Point
    shoulder: Point
    head: Point
    elbow: Point
    hand: Point
    knee: Point
    ankle: Point
    heel: Point
    toe: Point
    back_rest: Axes
    plate: float


def axes_at(angle: float) -> Axes:
    """Return the axes that point so many degrees up from the floor towards the sled."""
    turned = radians(angle)
    return Axes(Point(cos(turned), sin(turned)), Point(-sin(turned), cos(turned)))


ORIGIN = Point(0.0, 0.0)
RAIL_AXES = axes_at(45.0)


def assume(stance: Stance) -> Posture:
    """Return where the joints are in this stance."""
    rest = axes_at(180.0 - stance.back_rest)
    lift, curve = (_LIFT, _ROLLED) if stance.lifted else (ORIGIN, stance.curve)
    hip = rest.at(ORIGIN, lift.x, -lift.y)
    straight = sqrt(PELVIS**2 - curve**2) + sqrt(
        CHEST**2 - curve**2
    )  # from the hip to the shoulders, which lean on the back rest
    shoulder = rest.at(ORIGIN, lift.x + sqrt(straight**2 - lift.y**2), 0.0)
    waist = _bend(hip, shoulder, PELVIS, CHEST, left=curve < 0)
    stands = PLATE_MIDDLE + stance.feet - (TOES - HEEL) / 2
    plate = stance.depth + ANKLE
    ankle = RAIL_AXES.at(ORIGIN, stance.depth, stands)
    knee = _bend(hip, ankle, THIGH, SHANK, left=True)
    hand = {Pose.HANDS_OFF: rest.at(waist, -2.0, -13.0), Pose.HANDS_ON_THIGHS: between(hip, knee, 0.7)}.get(
        stance.hands, HANDLE
    )
    head, elbow = rest.at(shoulder, NECK, -2.0), _bend(shoulder, hand, UPPER_ARM, FOREARM, left=False)
    heel, toe = (RAIL_AXES.at(ORIGIN, plate, stands + ahead) for ahead in (-HEEL, TOES))
    return Posture(hip, waist, shoulder, head, elbow, hand, knee, ankle, heel, toe, rest, plate)


def _bend(start: Point, end: Point, first: float, second: float, *, left: bool) -> Point:
    """Return the joint between two limbs of these lengths, on the left of the way from start to end or on its right."""
    apart = hypot(end.x - start.x, end.y - start.y)
    turn = acos(min((apart**2 + first**2 - second**2) / (2 * apart * first), 1.0))
    angle = atan2(end.y - start.y, end.x - start.x) + (turn if left else -turn)
    return Point(start.x + first * cos(angle), start.y + first * sin(angle))
