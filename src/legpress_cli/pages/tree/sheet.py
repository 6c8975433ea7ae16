"""The decision tree as scripts get it."""

from __future__ import annotations

import msgspec

from legpress_cli.knowledge.model import Knowledge, Level, Value
from legpress_cli.knowledge.tree.answer_levels import Levels
from legpress_cli.pages.sheets import fill
from legpress_cli.pages.tree.chart import Branch, Chart, End, Node, Route


class SheetAnswer(msgspec.Struct, frozen=True):
    """One answer at a step.

    ``level`` is what it calls for by itself. ``next`` is the step that follows, null where the questions end, which ``end``
    then tells. ``yours`` says whether it was given.
    """

    answer: Value
    label: str
    level: Level
    next: str | None
    end: End | None
    yours: bool


class SheetStep(msgspec.Struct, frozen=True):
    """One step of the tree; ``also_ends`` holds the ends that only this answer and earlier ones together lead to."""

    id: str
    question: str
    short: str
    safety: bool
    on_path: bool
    answers: tuple[SheetAnswer, ...]
    also_ends: tuple[End, ...]


class SheetPath(msgspec.Struct, frozen=True):
    """The path of one person.

    ``path`` holds the ids of its questions in order, ``steps`` the steps that ask them. ``open`` names those nobody has
    answered, ``missing`` the safety questions among them, ``next`` the one to ask next, ``beside`` the questions that were
    answered though the path does not ask them.
    """

    path: tuple[str, ...]
    steps: tuple[str, ...]
    end: End
    level: Level
    next: str | None
    open: tuple[str, ...]
    missing: tuple[str, ...]
    beside: tuple[str, ...]


class SheetTree(msgspec.Struct, frozen=True):
    """The whole tree; ``longest`` counts the questions of the longest path, ``yours`` is null where no answers were given."""

    knowledge_version: str
    start: str
    longest: int
    steps: tuple[SheetStep, ...]
    yours: SheetPath | None


def tree_sheet(knowledge: Knowledge, chart: Chart) -> SheetTree:
    """Return the tree for scripts."""
    levels = Levels(knowledge)
    return SheetTree(
        knowledge_version=knowledge.about.version,
        start=knowledge.tree.start,
        longest=chart.longest,
        steps=tuple(_step(levels, node, chart) for node in chart.nodes),
        yours=_path(chart.route) if chart.route else None,
    )


def _step(levels: Levels, node: Node, chart: Chart) -> SheetStep:
    by_value = {value: branch for branch in node.branches for value in branch.answers}
    return SheetStep(
        id=node.id,
        question=node.question.id,
        short=node.question.short,
        safety=node.question.safety,
        on_path=node.id in chart.marked,
        answers=tuple(_answer(levels, node, value, by_value[value], chart.route) for value in node.question.values),
        also_ends=tuple(branch.end for branch in node.branches if branch.end and not branch.answers),
    )


def _answer(levels: Levels, node: Node, value: Value, branch: Branch, route: Route | None) -> SheetAnswer:
    question = node.question
    return SheetAnswer(
        answer=value,
        label=question.label(value),
        level=levels.alone(question.id, value),
        next=branch.step,
        end=branch.end,
        yours=route is not None and value in route.given(question.id),
    )


def _path(route: Route) -> SheetPath:
    return fill(
        SheetPath,
        route,
        next=route.next.id if route.next else None,
        open=tuple(name for name in route.path if not route.given(name)),
    )
