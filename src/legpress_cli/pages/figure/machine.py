"""Draws the machine: frame and rails, the pads for back and seat, and the sled with plate and weights."""

from __future__ import annotations

from collections.abc import Iterator

from legpress_cli.pages.figure.drawing import Area, Disc, Line, Point, Role, Shape
from legpress_cli.pages.figure.posture import HANDLE, ORIGIN, PLATE_HALF, PLATE_MIDDLE, RAIL_AXES, SKIN, Axes, Posture, axes_at

FLOOR = -46.0
LEFT, RIGHT = -96.0, 128.0
_PAD = 7.0
_RAIL_BELOW, _RAIL_WIDE, _RAIL_END = -33.0, 6.0, 146.0
_SEAT = axes_at(14.0)


def draw_frame(posture: Posture) -> Iterator[Shape]:
    """Return the floor, the legs of the machine, its rails and the handle."""
    yield Line((Point(LEFT, FLOOR), Point(RIGHT, FLOOR)), Role.FLOOR)
    for along, foot in ((62.0, 6.0), (20.0, 2.0)):
        top = posture.back_rest.at(ORIGIN, along, SKIN + _PAD)
        yield Line((top, Point(top.x + foot, FLOOR)), Role.FRAME)
    for across in (_RAIL_BELOW, _RAIL_BELOW + _RAIL_WIDE):
        start = (FLOOR - across * RAIL_AXES.across.y) / RAIL_AXES.along.y
        yield Line((RAIL_AXES.at(ORIGIN, start, across), RAIL_AXES.at(ORIGIN, _RAIL_END, across)), Role.FRAME)
    top = RAIL_AXES.at(ORIGIN, _RAIL_END - 8.0, _RAIL_BELOW)
    yield Line((top, Point(top.x, FLOOR)), Role.FRAME)
    yield Line((_SEAT.at(ORIGIN, 14.0, -SKIN - _PAD), HANDLE), Role.HANDLE)


def draw_back_rest(posture: Posture, role: Role = Role.PAD, *, changed: bool = False) -> Shape:
    """Return the pad behind back and head."""
    return _block(posture.back_rest, (-9.0, 85.0), (SKIN, SKIN + _PAD), role, changed=changed)


def draw_seat() -> Shape:
    """Return the pad under the hips."""
    return _block(_SEAT, (-10.0, 22.0), (-SKIN - _PAD, -SKIN), Role.PAD)


def draw_sled(posture: Posture, *, changed: bool) -> Iterator[Shape]:
    """Return the sled: wheels, carriage and weights, and the plate before them."""
    at, start = RAIL_AXES.at, posture.plate
    low, high = _RAIL_BELOW + _RAIL_WIDE + 4.0, PLATE_MIDDLE + 20.0
    corners = ((4.0, low), (50.0, low), (50.0, low + 8.0), (4.0, high))
    yield Area(tuple(at(ORIGIN, start + along, across) for along, across in corners), Role.FRAME)
    for along in (start + 8.0, start + 44.0):
        yield Disc(at(ORIGIN, along, _RAIL_BELOW + _RAIL_WIDE / 2), 5.0, Role.FRAME)
    yield Disc(weight_at(posture), 22.0, Role.WEIGHT)
    yield Disc(weight_at(posture), 4.0, Role.FRAME)
    yield draw_plate(posture, changed=changed)


def draw_plate(posture: Posture, role: Role = Role.PLATE, *, changed: bool = False) -> Shape:
    """Return the plate that the feet push, square to the rail."""
    across = (PLATE_MIDDLE - PLATE_HALF, PLATE_MIDDLE + PLATE_HALF)
    return _block(RAIL_AXES, (posture.plate, posture.plate + 5.0), across, role, changed=changed)


def weight_at(posture: Posture) -> Point:
    """Return the middle of the weights."""
    return RAIL_AXES.at(ORIGIN, posture.plate + 30.0, PLATE_MIDDLE - 4.0)


def stop_at(posture: Posture) -> Point:
    """Return where the sled runs on the rail, on the side where it comes down to."""
    return RAIL_AXES.at(ORIGIN, posture.plate + 8.0, _RAIL_BELOW + _RAIL_WIDE / 2)


def pad_at(posture: Posture) -> Point:
    """Return the upper part of the back rest."""
    return posture.back_rest.at(ORIGIN, 46.0, SKIN + _PAD / 2)


def seat_at() -> Point:
    """Return the front of the seat."""
    return _SEAT.at(ORIGIN, 17.0, -SKIN - _PAD / 2)


def _block(axes: Axes, along: tuple[float, float], across: tuple[float, float], role: Role, *, changed: bool = False) -> Area:
    corners = ((along[0], across[0]), (along[1], across[0]), (along[1], across[1]), (along[0], across[1]))
    return Area(tuple(axes.at(ORIGIN, *corner) for corner in corners), role, changed)
