"""Finds room for the words: each as near to its place as it can stand without touching a shape, a line or another word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise, product
from math import ceil, dist, inf, sqrt
from typing import NamedTuple

from legpress_cli.pages.figure.drawing import Label, Point, Role, Shape, Stroke, between

LETTER = 11.5
"""The size of the words: at least 11 pixels where the drawing fills a phone."""
_CELL, _GAP, _STEP = 2.0, 2.5, 4
_NEAR, _DEAR = 8.0, 4.0
_MARGIN = 64  # squares left of the paper
_NARROW, _WIDE = "fijlrt'.", "mwMW"
_RISE, _FALL = 0.8, 0.25


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def nearest(self, point: Point) -> Point:
        """Return the place of the box that is nearest to a point."""
        return Point(min(max(point.x, self.left), self.right), min(max(point.y, self.top), self.bottom))


class Cover:
    """The squares of the paper that something covers, each row of them as bits."""

    def __init__(self, strokes: Iterable[Stroke] = ()) -> None:
        self._rows: defaultdict[int, int] = defaultdict(int)
        for stroke in strokes:
            self.add(stroke)

    def add(self, stroke: Stroke) -> None:
        """Cover what a stroke covers, with a gap around it."""
        reach = (stroke.width / 2 + _GAP) / _CELL + 0.5
        halves = [(down, int(sqrt(reach**2 - down**2))) for down in range(-int(reach), int(reach) + 1)]
        for column, row in _under(stroke):
            for down, half in halves:
                self._rows[row + down] |= ((1 << (2 * half + 1)) - 1) << (column - half + _MARGIN)

    def meets(self, box: Box) -> bool:
        """Say whether anything within a box is covered."""
        left, right, top, bottom = (int(edge // _CELL) for edge in (box.left, box.right, box.top, box.bottom))
        across = ((1 << (right - left + 1)) - 1) << (left + _MARGIN)
        return any(self._rows[row] & across for row in range(top, bottom + 1))

    def length_under(self, line: Stroke) -> float:
        """Return how much of a line is covered."""
        return _CELL * sum(self._rows[row] >> (column + _MARGIN) & 1 for column, row in _under(line))


def width_of(text: str) -> float:
    """Return how wide a text is at most, in heights of its letters, if it is set in one of the wider usual faces."""
    return sum(0.4 if sign in _NARROW else 0.69 if sign.isascii() and sign not in _WIDE else 1.0 for sign in text)


def box_of(text: str, left: float, top: float) -> Box:
    """Return the box of a word that has its upper left corner there."""
    return Box(left, top, left + width_of(text) * LETTER, top + (_RISE + _FALL) * LETTER)


def label_in(box: Box, label: Label, anchor: float) -> Label:
    """Return a word in its box."""
    at = Point(box.left + anchor * (box.right - box.left), box.bottom - _FALL * LETTER)
    return Label(label.text, at, label.state, anchor)


def place_labels(wishes: Sequence[Label], shapes: Sequence[Shape], area: Box, title: Box) -> tuple[list[Label], list[Shape]]:
    """Return words that would stand at their targets, where there is room in the area, and their lines to the targets."""
    drawn, written = Cover(stroke for shape in shapes for stroke in shape.strokes), Cover([_middle_of(title)])
    labels, leaders = [], []
    for wish in wishes:
        box = _find_room(wish, drawn, written, area)
        start = box.nearest(wish.at)
        labels.append(label_in(box, wish, 0.0 if wish.at.x < box.left else 1.0 if wish.at.x > box.right else 0.5))
        written.add(_middle_of(box))
        if (length := dist(start, wish.at)) > _NEAR:
            drawn.add(line := Stroke((between(start, wish.at, _GAP / length), wish.at), 1.3))
            leaders.append(Shape(Role.LEADER, (line,), wish.state))
    return labels, leaders


def _find_room(wish: Label, drawn: Cover, written: Cover, area: Box) -> Box:
    """Return a box where nothing is, near its target and with a line that crosses little; or the last corner."""
    _, _, wide, high = box_of(wish.text, 0.0, 0.0)
    least, best = inf, Box(area.right - wide, area.bottom - high, area.right, area.bottom)
    corners = product(range(int(area.left), int(best.left) + 1, _STEP), range(int(area.top), int(best.top) + 1, _STEP))
    boxes = (Box(x, y, x + wide, y + high) for x, y in corners)
    for length, box in sorted((dist(box.nearest(wish.at), wish.at), box) for box in boxes):
        if length >= least:
            break
        line = Stroke((box.nearest(wish.at), wish.at), 1.0)
        if not drawn.meets(box) and not written.meets(box) and not written.length_under(line):
            least, best = min((least, best), (length + _DEAR * drawn.length_under(line), box))
    return best


def _middle_of(box: Box) -> Stroke:
    """Return a stroke that covers a box."""
    middle = (box.top + box.bottom) / 2
    return Stroke((Point(box.left, middle), Point(box.right, middle)), box.bottom - box.top)


def _under(stroke: Stroke) -> set[tuple[int, int]]:
    """Return the squares that the middle of a stroke crosses, by column and row."""
    found = set()
    for start, end in pairwise((*stroke.points, stroke.points[0 if stroke.closed else -1])):
        steps = ceil(dist(start, end) / _CELL) or 1
        found |= {
            (int(x // _CELL), int(y // _CELL)) for x, y in (between(start, end, step / steps) for step in range(steps + 1))
        }
    return found
