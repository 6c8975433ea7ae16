"""The drawing for a terminal: eight dots to a character, and the numbers as digits with the marks of the checklist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, cos, pi, sin
from typing import NamedTuple

from legpress_cli.diagnosis.checklist import Status
from legpress_cli.pages.figure.drawing import Area, Disc, Drawing, Line, Point, Role, Shape

WIDEST = 72
"""In more columns the drawing would be too high to be seen at once."""
_DOTS = 0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80
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
    drawn = list(dots.rows())
    cells = {char: Cell(char) for char in set().union(*drawn)}
    rows = [[cells[char] for char in row] for row in drawn]
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
            columns = [row[side::_ACROSS] for row in self._lit[top : top + _DOWN] for side in range(_ACROSS)]
            yield "".join(_char(dots) if any(dots) else _EMPTY for dots in zip(*columns, strict=True))

    def _fill(self, outline: Sequence[Point], role: Role) -> None:
        pattern = b"\1\1" if role in _FULL else b"\1\0" if role in _GREY else b"\0\0"
        body = bytes([role in _BODY])
        for y, start, end in _spans(outline, self._height):
            left, right = max(ceil(start - 0.5), 0), min(ceil(end - 0.5), self._width)
            if left < right:
                first = (left + y) % 2
                self._lit[y][left:right] = (pattern * (right - left))[first : first + right - left]
                self._body[y][left:right] = body * (right - left)

    def _dot(self, outline: Sequence[Point], gap: int, *, over_body: bool) -> None:
        for place, (x, y) in enumerate(dict.fromkeys(self._on_line(outline))):
            if self._body[y][x] and not over_body:
                return
            if place % gap == 0:
                self._lit[y][x] = 1

    def _on_line(self, outline: Sequence[Point]) -> Iterator[tuple[int, int]]:
        for start, end in pairwise(outline):
            steps = ceil(max(abs(end.x - start.x), abs(end.y - start.y))) or 1
            along, down = (end.x - start.x) / steps, (end.y - start.y) / steps
            for step in range(steps + 1):
                x, y = int(start.x + along * step), int(start.y + down * step)
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


def _char(dots: Iterable[int]) -> str:
    """Return the character for eight dots, two of each row from top to bottom."""
    return chr(_BLANK + sum(bit for lit, bit in zip(dots, _DOTS, strict=True) if lit))


def _spans(outline: Sequence[Point], height: int) -> Iterator[tuple[int, float, float]]:
    """Return where each row of dots runs within a closed outline: its place, and from where to where."""
    crossings: dict[int, list[tuple[float, int]]] = {}
    for start, end in pairwise(outline):
        low, high = sorted((start.y, end.y))
        for y in range(max(ceil(low - 0.5), 0), min(ceil(high - 0.5), height)):
            x = start.x + (y + 0.5 - start.y) * (end.x - start.x) / (end.y - start.y)
            crossings.setdefault(y, []).append((x, 1 if end.y > start.y else -1))
    for y, crossed in crossings.items():
        within = 0
        for (x, turn), (following, _) in pairwise(sorted(crossed)):
            within += turn
            if within:
                yield y, x, following
