"""The chart as boxes and arrows, all wording settled, for the renderers that write a picture's source."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import msgspec

from legpress_cli.knowledge.model.knowledge import Knowledge
from legpress_cli.pages.tree.chart import YOURS, Chart, End, Lead, Route, Stop, how_it_ends, names_of


class Shape(Enum):
    """What a box stands for."""

    QUESTION = "question"
    RESULT = "result"
    DANGER = "danger"


class Box(msgspec.Struct, frozen=True):
    """A step or an end. ``id`` is safe in any format: a letter, then letters and digits."""

    id: str
    text: str
    shape: Shape
    own: bool


class Arrow(msgspec.Struct, frozen=True):
    """A way from one box to another, with the lines that stand at it; ``own`` marks the path of one person."""

    source: str
    target: str
    lines: tuple[str, ...]
    own: bool


class Diagram(msgspec.Struct, frozen=True):
    """A picture of the tree."""

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw_diagram(knowledge: Knowledge, chart: Chart) -> Diagram:
    """Return the picture of a chart: a box for each step and each end that is reached."""
    ids = {stop.id: f"step{number}" for number, stop in enumerate(chart.stops, 1)}
    arrows = tuple(arrow for stop in chart.stops for arrow in _arrows(stop, ids, chart.route))
    route, own = chart.route, set(chart.route.steps) if chart.route else set()
    boxes = [Box(ids[stop.id], stop.question.short, Shape.QUESTION, stop.id in own) for stop in chart.stops]
    reached = {arrow.target for arrow in arrows}
    ends = [_end(knowledge, end, own=route is not None and route.end is end) for end in End]
    boxes += [box for box in ends if box.own or box.id in reached]
    return Diagram(f"legpress, the decision tree, knowledge {knowledge.about.version}", tuple(boxes), arrows)


def _end(knowledge: Knowledge, end: End, *, own: bool) -> Box:
    shape = Shape.RESULT if end is End.RESULT else Shape.DANGER
    words = how_it_ends(knowledge, end)
    return Box(_end_id(end), f"{words[:1].upper()}{words[1:]}", shape, own)


def _end_id(end: End) -> str:
    return f"{end.value}End"


def _arrows(stop: Stop, ids: dict[str, str], route: Route | None) -> Iterator[Arrow]:
    taken = route.leaves(stop) if route else None
    for lead in stop.leads:
        target = ids[lead.step] if lead.step else _end_id(lead.end or End.RESULT)
        lines = _own_lines(stop, lead, route) if route and lead == taken else _lines(stop, lead)
        yield Arrow(ids[stop.id], target, lines, lead == taken)
    if route and route.breaks_off_at(stop):
        yield Arrow(ids[stop.id], _end_id(route.end), (f"{YOURS}: together with your other answers",), own=True)


def _lines(stop: Stop, lead: Lead) -> tuple[str, ...]:
    names = (lead.phrase,) if lead.phrase else names_of(stop.question, lead.answers) if len(stop.leads) > 1 else ()
    only_safety = ("(only safety questions follow)",) if lead.level.doctor_first and lead.step else ()
    return (*names, *only_safety)


def _own_lines(stop: Stop, lead: Lead, route: Route) -> tuple[str, ...]:
    """Return the lines of a way that was taken, what was said first."""
    said = tuple(f"{YOURS}: {name}" for name in route.said(stop.question))
    others = tuple(f"({line})" if line == lead.phrase else line for line in _lines(stop, lead))
    return (*said, *(line for line in others if f"{YOURS}: {line}" not in said))
