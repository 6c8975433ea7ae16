"""Puts the picture together: panels side by side at one scale, each with its sign and the words at their places."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

import msgspec

from legpress_cli.knowledge.model import Part
from legpress_cli.pages.figure.drawing import Drawing, Label, Point, Role, Shape, State, Stroke
from legpress_cli.pages.figure.labels import Box, box_of, label_in, place_labels
from legpress_cli.pages.figure.lifter import aim_at_front, aim_at_side, draw_front, draw_side
from legpress_cli.pages.figure.machine import FLOOR, LEFT, RIGHT, draw_machine
from legpress_cli.pages.figure.posture import ORIGIN, Stance, assume

WIDTH, HEIGHT = 320.0, 138.0
_PANEL = 156.0
_SCALE = _PANEL / (RIGHT - LEFT)
IN_FRONT = frozenset({Part.KNEES, Part.LEGS})
"""The parts that are drawn from the front."""
_SIGNS = {
    State.NOW: ((1.5, 4.0), (10.5, 13.0), (6.0, 8.5), (1.5, 13.0), (10.5, 4.0)),
    State.CHANGE: ((1.5, 9.0), (4.8, 12.5), (11.0, 3.5)),
}


class Panel(msgspec.Struct, frozen=True):
    """One lifter: the stance, what its changed parts are, the title, and the words beside parts."""

    stance: Stance
    state: State
    title: str
    words: tuple[tuple[Part, str, State], ...]


@lru_cache(maxsize=256)
def draw_panels(panels: tuple[Panel, ...], changed: frozenset[Part]) -> Drawing:
    """Return the panels side by side, a single one in the middle; the ``changed`` parts stand out in each."""
    wide = _PANEL if len(panels) > 1 else WIDTH
    least = min(panel.stance.plates for panel in panels)
    drawn = [
        _draw(panel, changed, least, Box(left, 3.0, left + wide, HEIGHT))
        for panel, left in zip(panels, (0.0, WIDTH - _PANEL), strict=False)
    ]
    shapes, labels = zip(*drawn, strict=True)
    return Drawing(WIDTH, HEIGHT, tuple(chain.from_iterable(shapes)), tuple(chain.from_iterable(labels)))


def _draw(panel: Panel, changed: frozenset[Part], least: int, area: Box) -> tuple[list[Shape], list[Label]]:
    start = (area.left + area.right - _PANEL) / 2

    def place(point: Point) -> Point:
        return Point(start + (point.x - LEFT) * _SCALE, HEIGHT - 1.0 - (point.y - FLOOR) * _SCALE)

    def state(part: Part) -> State:
        return panel.state if part in changed else State.SAME

    stance, posture = panel.stance, assume(panel.stance)
    if changed.isdisjoint(IN_FRONT):
        aims, machine = aim_at_side(posture, stance), draw_machine(posture, stance.plates, least, state)
        drawn = chain(machine, draw_side(posture, stance, state))
    else:
        aims, drawn = aim_at_front(stance), chain(draw_front(stance, state))
    shapes = []
    for shape in drawn:
        strokes = (Stroke(tuple(map(place, stroke.points)), stroke.width * _SCALE, stroke.closed) for stroke in shape.strokes)
        shapes.append(Shape(shape.role, tuple(strokes), shape.state))
    sign = tuple(Point(area.left + x, y) for x, y in _SIGNS.get(panel.state, ()))
    shapes += [Shape(Role.SIGN, (Stroke(sign, 2.2),), panel.state)] if sign else []
    title = box_of(panel.title, area.left + (15.0 if sign else 1.0), area.top)
    wishes = [Label(text, place(aims[part]), state) for part, text, state in panel.words if part in aims]
    labels, leaders = place_labels(wishes, shapes, area, title)
    return [*shapes, *leaders], [label_in(title, Label(panel.title, place(ORIGIN), panel.state), 0.0), *labels]
