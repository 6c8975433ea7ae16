"""Where every joint of a lifter on the 45-degree sled is, from the lengths of the limbs; all lengths in centimetres.

The hip rests in the corner of the seat, at the origin, x towards the sled and y up. The plate is square to the rail. The limbs
are those of a person of 1.78 m, as fractions of the height (usually credited to Drillis and Contini). It is a sketch: only the
directions in which a change moves the joints are meant.
"""

from __future__ import annotations

from math import acos, atan2, cos, degrees, hypot, radians, sin, sqrt

import msgspec

from legpress_cli.knowledge.model import Part, Pose
from legpress_cli.pages.figure.drawing import Point

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

RAIL = 45.0
PLATE_MIDDLE, PLATE_HALF = 7.0, 31.0
HANDLE = Point(13.0, 0.0)
_ANKLE_BELOW_MIDDLE = (TOES - HEEL) / 2
SKIN = 12.0  # from the line of the joints to the pad
_NOTCH = 12.0
_MOST_UPRIGHT = 50.0
_HAND = 10.0
_LEAST_BENT = 82.0
_LIFT = Point(2.0, 7.0)  # along the back rest and away from it


class Stance(msgspec.Struct, frozen=True):
    """How somebody sits and presses, at the bottom of a repetition.

    ``back_rest`` is in degrees from the floor, ``feet`` how far above the middle of the plate they stand, ``depth`` the way
    that is left from the hip to the ankles along the rail, ``curve`` how far the low back is from a straight line, forwards.
    """

    back_rest: float = 38.0
    feet: float = 0.0
    depth: float = 60.0
    lifted: bool = False
    curve: float = 1.5
    towel: bool = False
    holding: bool = True
    pulling: bool = False

    def taking(self, pose: Pose) -> Stance:
        """Return this stance with one part posed otherwise."""
        return msgspec.structs.replace(self, **_POSES[pose]) if pose in _POSES else self._one_step(pose)

    def differing(self, other: Stance) -> frozenset[Part]:
        """Return the parts that are posed otherwise in another stance."""
        return frozenset(
            part for part, fields in _FIELDS.items() if any(getattr(self, name) != getattr(other, name) for name in fields)
        )

    def _one_step(self, pose: Pose) -> Stance:
        if pose is Pose.SEAT_UP:
            return msgspec.structs.replace(self, back_rest=min(self.back_rest + _NOTCH, _MOST_UPRIGHT))
        return msgspec.structs.replace(self, depth=min(self.depth + _HAND, _LEAST_BENT))


_FIELDS = {
    Part.SEAT: ("back_rest",),
    Part.FEET: ("feet",),
    Part.DEPTH: ("depth",),
    Part.HIPS: ("lifted",),
    Part.HANDS: ("holding", "pulling"),
    Part.BACK: ("curve", "towel"),
}
_POSES: dict[Pose, dict[str, float | bool]] = {
    Pose.SEAT_LOWEST: {"back_rest": _MOST_UPRIGHT - 2 * _NOTCH},
    Pose.SEAT_MIDDLE: {"back_rest": _MOST_UPRIGHT - _NOTCH},
    Pose.SEAT_HIGHEST: {"back_rest": _MOST_UPRIGHT},
    Pose.FEET_HIGH: {"feet": 14.0},
    Pose.FEET_MIDDLE: {"feet": 0.0},
    Pose.FEET_LOW: {"feet": -14.0},
    Pose.DEPTH_DEEP: {"depth": 50.0},
    Pose.DEPTH_NINETY: {"depth": 60.0},
    Pose.DEPTH_SHORT: {"depth": 72.0},
    Pose.HIPS_DOWN: {"lifted": False},
    Pose.HIPS_LIFTED: {"lifted": True},
    Pose.HANDS_PULLING: {"holding": True, "pulling": True},
    Pose.HANDS_HOLDING: {"holding": True, "pulling": False},
    Pose.HANDS_OFF: {"holding": False, "pulling": False},
    Pose.BACK_TOUCHING: {"curve": 1.5, "towel": False},
    Pose.BACK_ON_TOWEL: {"curve": 2.5, "towel": True},
    Pose.BACK_OFF: {"curve": 5.0, "towel": False},
    Pose.BACK_ARCHED: {"curve": 7.5, "towel": False},
}


class Axes(msgspec.Struct, frozen=True):
    """A direction and the one square to it, to the left."""

    along: Point
    across: Point

    def at(self, origin: Point, along: float, across: float) -> Point:
        """Return the place so far along and across from an origin."""
        return Point(
            origin.x + along * self.along.x + across * self.across.x, origin.y + along * self.along.y + across * self.across.y
        )


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
    toe: Point
    heel: Point
    back_rest: Axes
    plate: float


def axes_at(angle: float) -> Axes:
    """Return the axes that point so many degrees up from the floor towards the sled."""
    turned = radians(angle)
    return Axes(Point(cos(turned), sin(turned)), Point(-sin(turned), cos(turned)))


ORIGIN = Point(0.0, 0.0)
RAIL_AXES = axes_at(RAIL)


def assume(stance: Stance) -> Posture:
    """Return where the joints are in this stance."""
    rest = axes_at(180.0 - stance.back_rest)
    hip = rest.at(ORIGIN, _LIFT.x, -_LIFT.y) if stance.lifted else ORIGIN
    curve = -2.0 if stance.lifted else stance.curve
    shoulder = _shoulder(hip, rest, sqrt(PELVIS**2 - curve**2) + sqrt(CHEST**2 - curve**2))
    waist = _bend(hip, shoulder, PELVIS, CHEST, left=curve < 0)
    stands = PLATE_MIDDLE + stance.feet - _ANKLE_BELOW_MIDDLE
    ankle = RAIL_AXES.at(ORIGIN, stance.depth, stands)
    plate = stance.depth + ANKLE
    hand = HANDLE if stance.holding else rest.at(waist, -2.0, -13.0)
    return Posture(
        hip=hip,
        waist=waist,
        shoulder=shoulder,
        head=rest.at(shoulder, NECK, -2.0),
        elbow=_bend(shoulder, hand, UPPER_ARM, FOREARM, left=False),
        hand=hand,
        knee=_bend(hip, ankle, THIGH, SHANK, left=True),
        ankle=ankle,
        toe=RAIL_AXES.at(ORIGIN, plate, stands + TOES),
        heel=RAIL_AXES.at(ORIGIN, plate, stands - HEEL),
        back_rest=rest,
        plate=plate,
    )


def hip_bend(posture: Posture) -> float:
    """Return how far the hip is bent, in degrees from a straight body."""
    trunk = atan2(posture.shoulder.y - posture.hip.y, posture.shoulder.x - posture.hip.x)
    thigh = atan2(posture.knee.y - posture.hip.y, posture.knee.x - posture.hip.x)
    return 180.0 - degrees(abs(trunk - thigh))


def _shoulder(hip: Point, rest: Axes, distance: float) -> Point:
    """Return the place at this distance from the hip where the shoulders lean on the back rest as far as they ever do."""
    forwards = hip.x * rest.across.x + hip.y * rest.across.y
    up = hip.x * rest.along.x + hip.y * rest.along.y
    return rest.at(ORIGIN, up + sqrt(distance**2 - forwards**2), 0.0)


def _bend(start: Point, end: Point, first: float, second: float, *, left: bool) -> Point:
    """Return the joint between two limbs of these lengths, on the left of the way from start to end or on its right."""
    apart = hypot(end.x - start.x, end.y - start.y)
    turn = acos(min((apart**2 + first**2 - second**2) / (2 * apart * first), 1.0))
    angle = atan2(end.y - start.y, end.x - start.x) + (turn if left else -turn)
    return Point(start.x + first * cos(angle), start.y + first * sin(angle))
