"""Puts the picture together: the lifter as it should be, the outline of what is otherwise now, and the numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from legpress_cli.knowledge.model import Part, Place
from legpress_cli.pages.figure.drawing import BADGE_RADIUS, Badge, Disc, Drawing, Line, Point, Role, Shape
from legpress_cli.pages.figure.lifter import draw_arm, draw_head, draw_leg, draw_pull, draw_towel, draw_trunk
from legpress_cli.pages.figure.limbs import between
from legpress_cli.pages.figure.machine import (
    FLOOR,
    LEFT,
    RIGHT,
    draw_back_rest,
    draw_frame,
    draw_plate,
    draw_seat,
    draw_sled,
    pad_at,
    seat_at,
    stop_at,
    weight_at,
)
from legpress_cli.pages.figure.numbering import PITCH, Group, Marking, line_up
from legpress_cli.pages.figure.posture import ORIGIN, SKIN, Posture, Stance, assume

_ABOVE = frozenset({Place.SHOULDERS, Place.TRUNK, Place.THIGHS, Place.KNEES, Place.WEIGHTS})
_MARGIN = 3.0
_GAP = 5.0
_DOT = 1.6


def draw_sketch(now: Stance, then: Stance, marked: Mapping[Place, Sequence[Marking]]) -> Drawing:
    """Return the lifter in the second stance, with the outline of whatever the first one differs in, and the numbers."""
    shapes = tuple(_shapes(now, then))
    targets = _targets(assume(then))
    above = line_up({targets[place]: marked[place] for place in marked if place in _ABOVE}, LEFT, RIGHT)
    below = line_up({targets[place]: marked[place] for place in marked if place not in _ABOVE}, LEFT, RIGHT)
    stood = [(group, _skyline(shapes, group) + _GAP, 1.0) for group in above] + [(group, FLOOR - _GAP, -1.0) for group in below]
    placed = [(group, group.badges(edge, away), away) for group, edge, away in stood]
    leaders = [shape for group, badges, away in placed for shape in _leaders(group, badges, away)]
    badges = [badge for _, found, _ in placed for badge in found]
    return _framed((*shapes, *leaders), badges)


def _shapes(now: Stance, then: Stance) -> Iterator[Shape]:
    after, changed = assume(then), now.differing(then)
    yield from draw_frame(after)
    yield from draw_sled(after, changed=Part.DEPTH in changed)
    yield draw_seat()
    yield draw_back_rest(after, changed=Part.SEAT in changed)
    yield from draw_head(after)
    yield draw_trunk(after, changed=not changed.isdisjoint({Part.HIPS, Part.BACK}))
    yield from draw_leg(after, shoe_changed=Part.FEET in changed)
    if then.towel:
        yield draw_towel(after, changed=Part.BACK in changed)
    yield from draw_arm(after, changed=Part.HANDS in changed)
    if then.pulling:
        yield from draw_pull(changed=Part.HANDS in changed)
    yield from _ghost(now, then, changed)


def _ghost(now: Stance, then: Stance, changed: frozenset[Part]) -> Iterator[Shape]:
    """Return the outline of what will not stay as it is, and of the body that goes with it."""
    before = assume(now)
    if Part.SEAT in changed:
        yield draw_back_rest(before, Role.NOW)
        yield from draw_head(before, Role.ECHO)[1:]
    if not changed.isdisjoint({Part.SEAT, Part.HIPS, Part.BACK}):
        yield draw_trunk(before, Role.ECHO)
    if Part.DEPTH in changed:
        yield draw_plate(before, Role.NOW)
    if not changed.isdisjoint({Part.DEPTH, Part.FEET, Part.HIPS}):
        yield from draw_leg(before, Role.ECHO)
    if now.holding != then.holding:
        yield from draw_arm(before, Role.ECHO)


def _targets(posture: Posture) -> dict[Place, Point]:
    rest = posture.back_rest
    return {
        Place.SHOULDERS: posture.shoulder,
        Place.TRUNK: rest.at(posture.waist, 8.0, -8.0),
        Place.THIGHS: between(posture.hip, posture.knee, 0.6),
        Place.KNEES: posture.knee,
        Place.WEIGHTS: weight_at(posture),
        Place.HANDS: posture.hand,
        Place.PAD: pad_at(posture),
        Place.LOW_BACK: rest.at(ORIGIN, 12.0, SKIN + 1.0),
        Place.HIPS: posture.hip,
        Place.GLUTES: rest.at(posture.hip, -8.0, 3.0),
        Place.SEAT: seat_at(),
        Place.FEET: between(posture.heel, posture.ankle, 0.5),
        Place.SLED: stop_at(posture),
    }


def _leaders(group: Group, badges: Sequence[Badge], away: float) -> Iterator[Shape]:
    """Return a line for each number: to the target, or from a further row to the number before it."""
    for place, badge in enumerate(badges):
        before = badges[place - group.columns].at if place >= group.columns else None
        end = Point(before.x, before.y + away * BADGE_RADIUS) if before else group.target
        yield Line((Point(badge.at.x, badge.at.y - away * BADGE_RADIUS), end), Role.LEADER)
    yield Disc(group.target, _DOT, Role.LEADER)


def _skyline(shapes: Sequence[Shape], group: Group) -> float:
    """Return how high the shapes reach below a block of numbers, and its target too."""
    half = group.columns * PITCH / 2
    left, right = group.middle - half, group.middle + half
    return max(group.target.y, *(_top(shape, left, right) for shape in shapes))


def _top(shape: Shape, left: float, right: float) -> float:
    """Return how high a shape reaches between two uprights; ``FLOOR`` where it does not stand there."""
    if isinstance(shape, Disc):
        beside = shape.centre.x + shape.radius < left or shape.centre.x - shape.radius > right
        return FLOOR if beside else shape.centre.y + shape.radius
    ends = zip(shape.points, (*shape.points[1:], shape.points[0]), strict=True)
    return max((y for start, end in ends for y in _heights(start, end, left, right)), default=FLOOR)


def _heights(start: Point, end: Point, left: float, right: float) -> Iterator[float]:
    """Return how high the ends are of what lies of an edge between two uprights."""
    if start.x > end.x:
        start, end = end, start
    if start.x == end.x and left <= start.x <= right:
        yield from (start.y, end.y)
    elif start.x < right and end.x > left:
        for x in (max(start.x, left), min(end.x, right)):
            yield start.y + (end.y - start.y) * (x - start.x) / (end.x - start.x)


def _framed(shapes: Sequence[Shape], badges: Sequence[Badge]) -> Drawing:
    """Return the drawing in coordinates that begin in its upper left corner and point down."""
    ups = [_top(shape, LEFT, RIGHT) for shape in shapes] + [badge.at.y + BADGE_RADIUS for badge in badges]
    downs = [FLOOR, *(badge.at.y - BADGE_RADIUS for badge in badges)]
    top, bottom = max(ups) + _MARGIN, min(downs) - _MARGIN

    def place(point: Point) -> Point:
        return Point(point.x - LEFT, top - point.y)

    moved = tuple(_moved(shape, place) for shape in shapes)
    placed = tuple(msgspec.structs.replace(badge, at=place(badge.at), target=place(badge.target)) for badge in badges)
    return Drawing(RIGHT - LEFT, top - bottom, moved, placed)


def _moved(shape: Shape, place: Callable[[Point], Point]) -> Shape:
    if isinstance(shape, Disc):
        return msgspec.structs.replace(shape, centre=place(shape.centre))
    return msgspec.structs.replace(shape, points=tuple(map(place, shape.points)))
