"""Draws the lifter: from the side around the joints of a posture, from the front where knees or one leg are to be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import atan2, degrees

from legpress_cli.knowledge.model import Part, Pose
from legpress_cli.pages.figure.drawing import Point, Role, Shape, State, Stroke, between
from legpress_cli.pages.figure.machine import GROUND, LEFT, SEAT_AXES, pad_at, weight_at
from legpress_cli.pages.figure.posture import ANKLE, HANDLE, ORIGIN, RAIL_AXES, SKIN, Axes, Posture, Stance, axes_at

_HEAD, _PULL, _CURVE = 13.0, 30.0, 8
_MIDDLE = LEFT + 46.0


def draw_side(posture: Posture, stance: Stance, state: Callable[[Part], State]) -> Iterator[Shape]:
    """Return the lifter from back to front: pelvis and low back lie on top, an arm at the handle lies behind the trunk."""
    arm = Shape(Role.BODY, (Stroke((posture.shoulder, posture.elbow, posture.hand), 8.0),), state(Part.HANDS))
    at_handle = posture.hand == HANDLE
    yield from (arm,) if at_handle else ()
    neck = Stroke((between(posture.waist, posture.shoulder, 0.8), posture.head), 10.0)
    yield Shape(Role.BODY, (neck, Stroke((posture.head,), 2 * _HEAD)))
    yield Shape(Role.BODY, (Stroke((posture.hip, posture.waist, posture.shoulder), 2 * SKIN - 1.0),))
    yield Shape(Role.BODY, (Stroke((posture.knee, posture.ankle), 12.0), Stroke((posture.hip, posture.knee), 17.0)))
    heel, toe = (RAIL_AXES.at(point, -3.5, 0.0) for point in (posture.heel, posture.toe))
    yield Shape(Role.CLOTH, (Stroke((heel, RAIL_AXES.at(posture.ankle, ANKLE - 4.5, 4.0), toe), 7.0),), state(Part.FEET))
    if stance.towel:
        towel = tuple(posture.back_rest.at(ORIGIN, along, SKIN - 3.5) for along in (9.0, 24.0))
        yield Shape(Role.CLOTH, (Stroke(towel, 7.0),), state(Part.BACK))
    yield from () if at_handle else (arm,)
    yield Shape(Role.BODY, (Stroke((posture.hand,), 9.0),), state(Part.HANDS))
    yield from _low_back(posture, state)
    signs = ((Part.HANDS, _pull), (Part.GLUTES, _squeeze), (Part.BREATH, _breath))
    drawn = [(tuple(sign(posture, stance)), state(part)) for part, sign in signs]
    yield from (Shape(Role.SIGN, strokes, changed) for strokes, changed in drawn if strokes and changed is not State.SAME)


def aim_at_side(posture: Posture, stance: Stance) -> dict[Part, Point]:
    """Return the place of each part that a word about it points to."""
    return {
        Part.SEAT: pad_at(posture, 52.0),
        Part.FEET: between(posture.heel, posture.toe, 0.8),
        Part.DEPTH: RAIL_AXES.at(posture.toe, 2.0, 18.0),
        Part.HIPS: posture.hip,
        Part.HANDS: Point(posture.hand.x, posture.hand.y + (_PULL if stance.hands is Pose.HANDS_PULLING else 0.0)),
        Part.BACK: posture.back_rest.at(ORIGIN, 16.0, SKIN - 3.0),
        Part.GLUTES: SEAT_AXES.at(posture.hip, 0.0, -9.0),
        Part.BREATH: _face(posture, 0.0).at(posture.head, _HEAD + 3.0, 0.0),
        Part.WEIGHT: weight_at(posture, stance.plates - 1),
    }


def _low_back(posture: Posture, state: Callable[[Part], State]) -> Iterator[Shape]:
    """Return the curve of the low back, and below it the pelvis, turned as it is."""
    hip, waist, rest = posture.hip, posture.waist, posture.back_rest
    pelvis = axes_at(degrees(atan2(waist.y - hip.y, waist.x - hip.x)))
    start, bend = pelvis.at(hip, 11.0, 6.0), rest.at(waist, 2.0, 6.0)
    end = rest.at(between(waist, posture.shoulder, 0.8), 0.0, 6.0)
    steps = [step / _CURVE for step in range(_CURVE + 1)]
    curve = tuple(between(between(start, bend, share), between(bend, end, share), share) for share in steps)
    changed = [found for found in map(state, (Part.HIPS, Part.BACK)) if found is not State.SAME]
    yield Shape(Role.SPINE, (Stroke(curve, 4.4),), next(iter(changed), State.SAME))
    wedge = tuple(pelvis.at(hip, *corner) for corner in ((-8.0, -1.0), (-4.0, 5.0), (9.0, 9.0), (11.0, -7.0), (-2.0, -5.0)))
    yield Shape(Role.PELVIS, (Stroke(wedge, 2.0, closed=True),), state(Part.HIPS))


def _pull(posture: Posture, stance: Stance) -> Iterator[Stroke]:
    """Return the arrow that starts at the fist."""
    if stance.hands is Pose.HANDS_PULLING:
        hand, tip = posture.hand, Point(posture.hand.x, posture.hand.y + _PULL)
        yield Stroke((hand, tip), 4.0)
        yield Stroke((Point(tip.x - 5.5, tip.y - 7.0), tip, Point(tip.x + 5.5, tip.y - 7.0)), 4.0)


def _squeeze(posture: Posture, _: Stance) -> Iterator[Stroke]:
    yield Stroke(tuple(axes_at(angle).at(posture.hip, 7.5, 0.0) for angle in range(235, 320, 14)), 7.0)


def _breath(posture: Posture, stance: Stance) -> Iterator[Stroke]:
    """Return three puffs, or a mouth that is shut."""
    for way in (_face(posture, turn) for turn in (-24.0, 0.0, 24.0) if stance.breathing):
        yield Stroke((way.at(posture.head, _HEAD + 3.0, 0.0), way.at(posture.head, _HEAD + 11.0, 0.0)), 3.0)
    if not stance.breathing:
        yield Stroke(tuple(_face(posture, 0.0).at(posture.head, _HEAD, across) for across in (-5.0, 5.0)), 5.5)


def _face(posture: Posture, turn: float) -> Axes:
    """Return the way the face looks, turned so many degrees."""
    return axes_at(degrees(atan2(posture.back_rest.along.y, posture.back_rest.along.x)) - 115.0 + turn)


def draw_front(stance: Stance, state: Callable[[Part], State]) -> Iterator[Shape]:
    """Return pad and plate, and the lifter between them."""
    yield GROUND
    yield _line(Role.PAD, 50.0, (0, 66), (0, 12))
    for side in (-1, 1):
        yield _line(Role.BODY, 8.0, (side * 20, 40), (side * 29, 18), (side * 26, 2))
    yield _line(Role.BODY, 10.0, (0, 40), (0, 60))
    yield _line(Role.BODY, 26.0, (0, 65))
    yield _line(Role.BODY, 26.0, (-8, 36), (8, 36), (6, 12), (-6, 12), (-8, 36))
    yield _line(Role.PLATE, 3.0, (-36, -32), (36, -32), (36, -6), (-36, -6), (-36, -32))
    for side in (-1, 1):
        here = state(Part.LEGS if side > 0 and state(Part.LEGS) is not State.SAME else Part.KNEES)
        hip, knee, heel, toe = _joints(stance, side)
        for width, *joints in ((16.0, hip, knee), (12.0, knee, heel), (17.0, knee), (12.0, heel, toe)):
            yield _line(Role.BODY, width, *joints, state=here)


def aim_at_front(stance: Stance) -> dict[Part, Point]:
    """Return the place of each part that a word about it points to."""
    _, knee, heel, _ = (Point(_MIDDLE + x, y) for x, y in _joints(stance, 1))
    return {Part.KNEES: knee, Part.LEGS: heel}


def _joints(stance: Stance, side: int) -> tuple[tuple[float, float], ...]:
    """Return hip, knee, heel and toe; from the front, limbs are as long as they look."""
    if stance.one_leg and side > 0:
        return (9, 8), (46, 2), (50, -36), (50, -30)
    knee, heel, toe = (30, 15, 20) if stance.apart else (8, 9, 9)
    return (side * 9, 8), (side * knee, 36), (side * heel, -25), (side * toe, -12)


def _line(role: Role, width: float, *points: tuple[float, float], state: State = State.SAME) -> Shape:
    return Shape(role, (Stroke(tuple(Point(_MIDDLE + x, y) for x, y in points), width),), state)
