"""The chart unfolded for reading: steps in rows, branches where the ways part, and what they share once, after them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from legpress_cli.knowledge.model.fields import END
from legpress_cli.knowledge.tree.graph import immediate_post_dominators
from legpress_cli.pages.tree.chart import Chart, Lead, Stop


class Stretch(msgspec.Struct, frozen=True):
    """Steps in a row, and the branches at the last of them.

    ``to`` is where the row leads when nothing under or after it says so: ``end``, or the id of a step that stands further up.
    """

    stops: tuple[Stop, ...]
    branches: tuple[Fork, ...] = ()
    to: str = ""


class Fork(msgspec.Struct, frozen=True):
    """One way on from a step, with what it does not share with the others; empty where it goes straight to what they share."""

    lead: Lead
    stretches: tuple[Stretch, ...] = ()


def unfold(chart: Chart) -> tuple[Stretch, ...]:
    """Return the whole tree as stretches, each step in exactly one of them."""
    return _Unfolding(chart).follow(chart.order[0], "")


def referred_to(stretches: tuple[Stretch, ...]) -> Iterator[str]:
    """Return the ids of the steps that some stretch leads back up to."""
    for stretch in stretches:
        if stretch.to not in ("", END):
            yield stretch.to
        for fork in stretch.branches:
            yield from referred_to(fork.stretches)


class _Unfolding:
    """Draws each step where it is met first."""

    def __init__(self, chart: Chart) -> None:
        self._stops = {stop.id: stop for stop in chart.stops}
        self._route = chart.route
        self._joins = immediate_post_dominators(chart.order, {stop.id: stop.targets for stop in chart.stops})
        self._drawn: set[str] = set()

    def follow(self, goal: str, stop: str) -> tuple[Stretch, ...]:
        """Return what lies from one step up to another, where the ways come together again."""
        found: list[Stretch] = []
        while goal not in (stop, END) and goal not in self._drawn:
            row = self._row(goal, stop)
            last = row[-1]
            goal = self._joins[last.id]
            branches = tuple(self._forks(last, goal))
            leads_up = len(last.targets) == 1 and (goal == END or (goal != stop and goal in self._drawn))
            found.append(Stretch(row, branches, goal if leads_up else ""))
            if leads_up:
                return tuple(found)
        if goal not in (stop, END):
            found.append(Stretch((), (), goal))
        return tuple(found)

    def _row(self, goal: str, stop: str) -> tuple[Stop, ...]:
        """Draw steps in a row up to one where the reader must look closer."""
        row: list[Stop] = []
        while goal not in (stop, END) and goal not in self._drawn:
            if row and self._on_route(row[-1].id) != self._on_route(goal):
                break
            row.append(self._stops[goal])
            self._drawn.add(goal)
            if len(row[-1].leads) > 1 or not row[-1].targets:
                break
            goal = row[-1].targets[0]
        return tuple(row)

    def _on_route(self, step: str) -> bool:
        return self._route is not None and step in self._route.steps

    def _forks(self, stop: Stop, join: str) -> Iterator[Fork]:
        parts = len(stop.targets) > 1
        for lead in stop.leads:
            if parts and lead.step and lead.step != join:
                yield Fork(lead, self.follow(lead.step, join))
            elif parts or lead.level.doctor_first:
                yield Fork(lead)
