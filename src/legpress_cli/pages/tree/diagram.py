"""The chart as boxes and arrows, all wording settled, for the renderers that write a picture's source."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import msgspec

from legpress_cli.knowledge.model import Knowledge
from legpress_cli.pages.tree.chart import YOURS, Branch, Chart, End, Node, Route, how_it_ends, names_of


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
    yours: bool


class Arrow(msgspec.Struct, frozen=True):
    """What leads from one box to another, with the lines that stand at it; ``yours`` marks the path of one person."""

    source: str
    target: str
    lines: tuple[str, ...]
    yours: bool


class Diagram(msgspec.Struct, frozen=True):
    """A picture of the tree."""

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw_diagram(knowledge: Knowledge, chart: Chart) -> Diagram:
    """Return the picture of a chart: a box for each step and each end that is reached."""
    ids = {node.id: f"step{number}" for number, node in enumerate(chart.nodes, 1)}
    arrows = tuple(arrow for node in chart.nodes for arrow in _arrows(node, ids, chart.route))
    boxes = [Box(ids[node.id], node.question.short, Shape.QUESTION, node.id in chart.marked) for node in chart.nodes]
    reached = {arrow.target for arrow in arrows}
    ends = [_end(knowledge, end, yours=chart.route is not None and chart.route.end is end) for end in End]
    boxes += [box for box in ends if box.yours or box.id in reached]
    return Diagram(f"legpress, the decision tree, knowledge {knowledge.about.version}", tuple(boxes), arrows)


def _end(knowledge: Knowledge, end: End, *, yours: bool) -> Box:
    shape = Shape.RESULT if end is End.RESULT else Shape.DANGER
    words = how_it_ends(knowledge, end)
    return Box(_end_id(end), f"{words[:1].upper()}{words[1:]}", shape, yours)


def _end_id(end: End) -> str:
    return f"{end.value}End"


def _arrows(node: Node, ids: dict[str, str], route: Route | None) -> Iterator[Arrow]:
    taken = route.leaves(node) if route else None
    for branch in node.branches:
        target = ids[branch.step] if branch.step else _end_id(branch.end or End.RESULT)
        lines = _taken_lines(node, branch, route) if route and branch == taken else _lines(node, branch)
        yield Arrow(ids[node.id], target, lines, branch == taken)
    if route and route.breaks_off_at(node):
        yield Arrow(ids[node.id], _end_id(route.end), (f"{YOURS}: together with your other answers",), yours=True)


def _lines(node: Node, branch: Branch) -> tuple[str, ...]:
    names = (branch.phrase,) if branch.phrase else names_of(node.question, branch.answers) if len(node.branches) > 1 else ()
    only_safety = ("(only safety questions follow)",) if branch.level.doctor_first and branch.step else ()
    return (*names, *only_safety)


def _taken_lines(node: Node, branch: Branch, route: Route) -> tuple[str, ...]:
    """Return the lines of a branch that was taken, the answers first."""
    answers = tuple(f"{YOURS}: {name}" for name in route.said(node.question))
    others = tuple(f"({line})" if line == branch.phrase else line for line in _lines(node, branch))
    return (*answers, *(line for line in others if f"{YOURS}: {line}" not in answers))
