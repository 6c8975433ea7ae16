"""Draws the lifter: trunk, head, leg and arm around the joints of a posture."""

from __future__ import annotations

from legpress_cli.pages.figure.drawing import Area, Disc, Line, Role, Shape
from legpress_cli.pages.figure.limbs import between, outline
from legpress_cli.pages.figure.posture import ANKLE, HANDLE, ORIGIN, RAIL_AXES, SKIN, Posture, axes_at


def draw_head(posture: Posture, role: Role = Role.BODY) -> tuple[Shape, ...]:
    """Return head and neck."""
    return Area(outline((posture.shoulder, 5.5), (posture.head, 5.0)), role), Disc(posture.head, 10.5, role)


def draw_trunk(posture: Posture, role: Role = Role.CLOTHES, *, changed: bool = False) -> Shape:
    """Return the trunk from hips to shoulders."""
    rest = posture.back_rest
    joints = (
        (posture.hip, SKIN - 1.0),
        (rest.at(posture.waist, 0.0, -1.0), 10.0),
        (rest.at(between(posture.waist, posture.shoulder, 0.6), 0.0, -2.0), 12.5),
        (rest.at(posture.shoulder, 2.0, -1.0), 9.0),
    )
    return Area(outline(*joints), role, changed)


def draw_leg(posture: Posture, role: Role = Role.BODY, *, shoe_changed: bool = False) -> tuple[Shape, ...]:
    """Return the leg: shank, shoe, and the thigh before them."""
    thigh = outline((posture.hip, SKIN - 1.5), (between(posture.hip, posture.knee, 0.45), 9.5), (posture.knee, 6.2))
    shank = outline((posture.knee, 6.0), (between(posture.knee, posture.ankle, 0.3), 6.6), (posture.ankle, 3.6))
    at = RAIL_AXES.at
    shoe = (
        posture.heel,
        posture.toe,
        at(posture.toe, -3.5, 0.0),
        at(posture.ankle, 0.0, ANKLE),
        at(posture.ankle, -3.4, 0.0),
        at(posture.ankle, 0.0, -5.5),
    )
    shod = role if role is Role.ECHO else Role.CLOTHES
    return Area(shank, role), Area(shoe, shod, shoe_changed), Area(thigh, role)


def draw_arm(posture: Posture, role: Role = Role.BODY, *, changed: bool = False) -> tuple[Shape, ...]:
    """Return the arm and its fist."""
    upper = outline((posture.shoulder, 5.5), (posture.elbow, 4.4))
    lower = outline((posture.elbow, 4.4), (posture.hand, 3.2))
    return Area(upper, role, changed), Area(lower, role, changed), Disc(posture.hand, 4.2, role, changed)


def draw_towel(posture: Posture, *, changed: bool) -> Shape:
    """Return the folded towel between the low back and the pad."""
    at = posture.back_rest.at
    return Area(outline((at(ORIGIN, 6.0, SKIN - 3.0), 3.4), (at(ORIGIN, 19.0, SKIN - 3.0), 3.4)), Role.TOWEL, changed)


def draw_pull(*, changed: bool) -> tuple[Shape, ...]:
    """Return the arrow that says: pull the handle up, so that the hips press into the seat."""
    pull = axes_at(115.0)
    tail, tip = pull.at(HANDLE, 3.0, -9.0), pull.at(HANDLE, 25.0, -9.0)
    head = (pull.at(tip, -6.0, 4.0), tip, pull.at(tip, -6.0, -4.0))
    return Line((tail, tip), Role.ARROW, changed), Line(head, Role.ARROW, changed)
