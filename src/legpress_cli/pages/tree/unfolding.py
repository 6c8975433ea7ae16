"""The chart unfolded for reading: steps in rows, branches where the paths part, and what they share once, after them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from legpress_cli.knowledge.model import END
from legpress_cli.knowledge.tree.graph import immediate_post_dominators
from legpress_cli.pages.tree.chart import Branch, Chart, Node


class Stretch(msgspec.Struct, frozen=True):
    """Steps in a row, and the branches at the last of them.

    ``to`` is where the row leads when nothing under or after it says so: ``end``, or the id of a step that stands elsewhere.
    """

    nodes: tuple[Node, ...]
    forks: tuple[Fork, ...] = ()
    to: str = ""


class Fork(msgspec.Struct, frozen=True):
    """One branch of a step, with what it does not share with the others; empty where it goes straight to what they share."""

    branch: Branch
    stretches: tuple[Stretch, ...] = ()


def unfold(chart: Chart) -> tuple[Stretch, ...]:
    """Return the whole tree as stretches, each step in exactly one of them."""
    return _Unfolding(chart).follow(chart.order[0], "")


def referred_to(stretches: tuple[Stretch, ...]) -> Iterator[str]:
    """Return the ids of the steps that some stretch refers to."""
    for stretch in stretches:
        if stretch.to not in ("", END):
            yield stretch.to
        for fork in stretch.forks:
            yield from referred_to(fork.stretches)


class _Unfolding:
    """Draws each step once; what is met again refers to it."""

    def __init__(self, chart: Chart) -> None:
        self._nodes = {node.id: node for node in chart.nodes}
        self._order = chart.order
        self._marked = chart.marked
        self._post_dominators = immediate_post_dominators(chart.order, {node.id: node.targets for node in chart.nodes})
        self._drawn: set[str] = set()

    def follow(self, goal: str, until: str) -> tuple[Stretch, ...]:
        """Return what lies from one step up to another, where the paths come together again."""
        stretches: list[Stretch] = []
        while goal not in (until, END) and goal not in self._drawn:
            row = self._row(goal, until)
            last = row[-1]
            goal = self._post_dominators[last.id]
            forks = tuple(self._forks(last, goal))
            leads_up = len(last.targets) == 1 and (goal == END or (goal != until and goal in self._drawn))
            stretches.append(Stretch(row, forks, goal if leads_up else ""))
            if leads_up:
                return tuple(stretches)
        if goal not in (until, END):
            stretches.append(Stretch((), (), goal))
        return tuple(stretches)

    def _row(self, goal: str, until: str) -> tuple[Node, ...]:
        """Draw steps in a row up to one where the reader must look closer."""
        row: list[Node] = []
        while goal not in (until, END) and goal not in self._drawn:
            if row and (row[-1].id in self._marked) != (goal in self._marked):
                break
            row.append(self._nodes[goal])
            self._drawn.add(goal)
            if len(row[-1].branches) > 1 or not row[-1].targets:
                break
            goal = row[-1].targets[0]
        return tuple(row)

    def _forks(self, node: Node, join: str) -> Iterator[Fork]:
        """Return the branches in their order; a step that several lead to is drawn under the one that goes straight to it."""
        parts = len(node.targets) > 1
        inner = [branch for branch in node.branches if parts and branch.step and branch.step != join]
        inner.sort(key=lambda branch: self._order.index(branch.goal), reverse=True)
        followed = {branch: self.follow(branch.goal, join) for branch in inner}
        for branch in node.branches:
            if branch in followed or parts or branch.level.doctor_first:
                yield Fork(branch, followed.get(branch, ()))
