"""The drawing for a terminal: eight dots to a character, and the numbers as digits with the marks of the checklist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, cos, pi, sin
from typing import NamedTuple

from legpress_cli.checklist import Status
from legpress_cli.drawing import Area, Disc, Drawing, Line, Point, Role, Shape

WIDEST = 72
"""In more columns the drawing would be too high to be seen at once."""
_DOTS = (0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80)
_BLANK = 0x2800
_EMPTY = " "
_ACROSS, _DOWN = 2, 4
_SIDES = 32
_FULL = frozenset({Role.PLATE, Role.TOWEL})
_GREY = frozenset({Role.PAD})
_BODY = frozenset({Role.BODY, Role.CLOTHES})
_DOTTED = {Role.NOW: 3, Role.BONE: 3, Role.LEADER: 2}
"""Roles whose lines are dotted, with the number of dots from one that is lit to the next."""


class Cell(NamedTuple):
    """One character of a drawing, and the status of the item whose number it belongs to, if any."""

    char: str
    status: Status | None = None


def draw_braille(drawing: Drawing, width: int, marks: dict[Status, str]) -> tuple[tuple[Cell, ...], ...]:
    """Return the drawing as rows of characters, at most ``width`` of them; ``marks`` stand before the numbers."""
    columns = min(width, WIDEST)
    dots = _Dots(columns, columns * _ACROSS / drawing.width, drawing.height)
    for shape in drawing.shapes:
        dots.paint(shape)
    rows = [[Cell(char) for char in row] for row in dots.rows()]
    for badge in drawing.badges:
        text = f"{marks[badge.status]}{badge.number}"
        spot = dots.spot(badge.at)
        row, middle = int(spot.y / _DOWN), spot.x / _ACROSS
        start = max(min(round(middle - len(text) / 2), columns - len(text)), 0)
        rows[row][start : start + len(text)] = [Cell(char, badge.status) for char in text]
    while rows and not _trimmed(rows[-1]):
        rows.pop()
    return tuple(map(_trimmed, rows))


def _trimmed(row: list[Cell]) -> tuple[Cell, ...]:
    """Return a row without what is empty at its end."""
    used = [place for place, cell in enumerate(row, 1) if cell.char != _EMPTY]
    return tuple(row[: max(used, default=0)])


class _Dots:
    """A grid of dots that shapes are painted on, one over the other."""

    def __init__(self, columns: int, scale: float, height: float) -> None:
        self._scale = scale
        self._width = columns * _ACROSS
        self._height = ceil(height * scale / _DOWN) * _DOWN
        self._lit = [bytearray(self._width) for _ in range(self._height)]
        self._body = [bytearray(self._width) for _ in range(self._height)]

    def spot(self, point: Point) -> Point:
        """Return where a place of the drawing lies, in dots."""
        return Point(point.x * self._scale, point.y * self._scale)

    def paint(self, shape: Shape) -> None:
        """Paint a shape over what is there and hide that; a dotted line ends where it meets the body."""
        if shape.role is Role.ECHO:
            return
        outline = [self.spot(point) for point in _outline(shape)]
        if shape.role in _DOTTED:
            self._dot(outline, _DOTTED[shape.role], over_body=shape.role is not Role.LEADER)
            return
        if not isinstance(shape, Line):
            self._fill(outline, shape.role)
        for x, y in self._on_line(outline):
            self._lit[y][x] = 1

    def rows(self) -> Iterator[str]:
        """Return the characters of the grid, row by row."""
        for top in range(0, self._height, _DOWN):
            yield "".join(self._char(left, top) for left in range(0, self._width, _ACROSS))

    def _char(self, left: int, top: int) -> str:
        bits = sum(
            _DOTS[across][down] for across in range(_ACROSS) for down in range(_DOWN) if self._lit[top + down][left + across]
        )
        return chr(_BLANK + bits) if bits else _EMPTY

    def _fill(self, outline: Sequence[Point], role: Role) -> None:
        for y in range(self._height):
            for start, end in _spans(outline, y + 0.5):
                for x in range(max(ceil(start - 0.5), 0), min(ceil(end - 0.5), self._width)):
                    self._lit[y][x] = role in _FULL or (role in _GREY and (x + y) % 2 == 0)
                    self._body[y][x] = role in _BODY

    def _dot(self, outline: Sequence[Point], gap: int, *, over_body: bool) -> None:
        for place, (x, y) in enumerate(dict.fromkeys(self._on_line(outline))):
            if self._body[y][x] and not over_body:
                return
            if place % gap == 0:
                self._lit[y][x] = 1

    def _on_line(self, outline: Sequence[Point]) -> Iterator[tuple[int, int]]:
        for start, end in pairwise(outline):
            steps = ceil(max(abs(end.x - start.x), abs(end.y - start.y))) or 1
            for step in range(steps + 1):
                x = int(start.x + (end.x - start.x) * step / steps)
                y = int(start.y + (end.y - start.y) * step / steps)
                if 0 <= x < self._width and 0 <= y < self._height:
                    yield x, y


def _outline(shape: Shape) -> tuple[Point, ...]:
    """Return the points of a shape in order; where it is closed, the first again at the end."""
    match shape:
        case Area(points):
            return (*points, points[0])
        case Line(points):
            return points
        case Disc(centre, radius):
            turns = (2 * pi * step / _SIDES for step in range(_SIDES + 1))
            return tuple(Point(centre.x + radius * cos(turn), centre.y + radius * sin(turn)) for turn in turns)


def _spans(outline: Sequence[Point], y: float) -> Iterator[tuple[float, float]]:
    """Return where a row runs within a closed outline, from left to right."""
    crossings = sorted(
        (start.x + (y - start.y) * (end.x - start.x) / (end.y - start.y), 1 if end.y > start.y else -1)
        for start, end in pairwise(outline)
        if (start.y <= y) != (end.y <= y)
    )
    within = 0
    for (x, turn), (following, _) in pairwise(crossings):
        within += turn
        if within:
            yield x, following
