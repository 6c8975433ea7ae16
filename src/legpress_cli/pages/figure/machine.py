"""Draws the machine from the side: what it stands on, the pads for back and seat, and the sled with plate and weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from legpress_cli.knowledge.model import Part
from legpress_cli.pages.figure.drawing import Point, Role, Shape, State, Stroke
from legpress_cli.pages.figure.posture import HANDLE, ORIGIN, PLATE_HALF, PLATE_MIDDLE, RAIL_AXES, SKIN, Posture, axes_at

FLOOR = -42.0
LEFT, RIGHT = -84.0, 92.0
SEAT_AXES = axes_at(40.0)
_PAD = 7.0
_RAILS = (-36.0, -31.0)
_CARRIAGE = ((3.0, 18.0), (12.0, _RAILS[1]), (3.0, -18.0))
_DISC, _STACK = 14.5, 5.0
GROUND = Shape(Role.FRAME, (Stroke((Point(LEFT, FLOOR), Point(RIGHT, FLOOR)), 1.6),))


def draw_machine(posture: Posture, plates: int, staying: int, state: Callable[[Part], State]) -> Iterator[Shape]:
    """Return the machine from back to front; of its plates of weight some are ``staying`` and the others come off."""
    yield from (GROUND, Shape(Role.FRAME, tuple(_frame(posture))))
    for place in range(plates):
        stays = place < staying and state(Part.WEIGHT) is State.NOW
        disc = Stroke((weight_at(posture, place),), 2 * _DISC)
        yield Shape(Role.WEIGHT, (disc,), State.SAME if stays else state(Part.WEIGHT))
    ends = tuple(RAIL_AXES.at(ORIGIN, posture.plate + 2.5, PLATE_MIDDLE + half) for half in (-PLATE_HALF, PLATE_HALF))
    yield Shape(Role.PLATE, (Stroke(ends, 5.0),), state(Part.DEPTH))
    seat = tuple(SEAT_AXES.at(ORIGIN, along, -SKIN - _PAD / 2) for along in (-11.0, 13.0))
    yield Shape(Role.PAD, (Stroke(seat, _PAD),))
    yield Shape(Role.PAD, (Stroke((pad_at(posture, -10.0), pad_at(posture, 84.0)), _PAD),), state(Part.SEAT))


def weight_at(posture: Posture, place: int) -> Point:
    """Return the middle of a plate of weight."""
    return RAIL_AXES.at(ORIGIN, posture.plate + 20.0, PLATE_MIDDLE - 3.0 + place * _STACK)


def pad_at(posture: Posture, along: float) -> Point:
    """Return the middle of the back rest so far above the hips."""
    return posture.back_rest.at(ORIGIN, along, SKIN + _PAD / 2)


def _frame(posture: Posture) -> Iterator[Stroke]:
    """Return struts, rails, handle and carriage."""
    for along, aside in ((-4.0, 5.0), (-9.0, 18.0)):
        top = pad_at(posture, along)
        yield Stroke((top, Point(top.x + aside, FLOOR)), 2.6)
    for across in _RAILS:
        start = (FLOOR - across * RAIL_AXES.across.y) / RAIL_AXES.along.y
        end = (RIGHT - across * RAIL_AXES.across.x) / RAIL_AXES.along.x
        yield Stroke((RAIL_AXES.at(ORIGIN, start, across), RAIL_AXES.at(ORIGIN, end, across)), 1.6)
    yield Stroke((SEAT_AXES.at(HANDLE, 2.0, -14.0), HANDLE), 3.0)
    yield Stroke(tuple(RAIL_AXES.at(ORIGIN, posture.plate + along, across) for along, across in _CARRIAGE), 3.0)
