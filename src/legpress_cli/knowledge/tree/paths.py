"""Every way through the tree at once, by dynamic programming: each step is looked at once, however many ways lead to it.

Nothing is enumerated. What arrives at a step is summed up: how many ways lead there, how long the longest is, which questions
may have been asked and which levels may have been found. The cost grows with steps and answers, not with paths.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from typing import TypeAlias

import msgspec

from legpress_cli.knowledge.model import END, Kind, Level, Value
from legpress_cli.knowledge.tree.answer_levels import Levels, severity
from legpress_cli.knowledge.tree.graph import Graph

MOST_PATHS = 10**15
"""Counting stops here: a tree of a few hundred questions can have more ways than there is room to print."""
_Before: TypeAlias = tuple[str, Level]


class Outcome(msgspec.Struct, frozen=True):
    """A place where the questions end: the last step, and the level found by then."""

    step: str
    level: Level


class TreePaths(msgspec.Struct, frozen=True):
    """What holds of all ways through the tree.

    ``paths`` counts them, up to ``MOST_PATHS``, told apart by the steps and by the levels their answers call for. ``longest``
    holds the questions of one that asks the most, ``twice`` the steps whose question some way has asked before, ``late`` those
    that come after an ordinary question on some way.
    """

    paths: int
    longest: tuple[str, ...]
    outcomes: Mapping[Outcome, int]
    questions: frozenset[str]
    steps: frozenset[str]
    twice: tuple[str, ...]
    late: frozenset[str]


class _Arrival:
    """What is known of all ways that lead to a step: how many by level, the longest by level, and what they asked.

    The longest is its number of questions, and the last step before with the level found before its answer. Of what may have
    been asked, only that is kept which another step may look back at.
    """

    def __init__(self) -> None:
        self.paths: Counter[Level] = Counter()
        self.longest: dict[Level, tuple[int, _Before | None]] = {}
        self.asked: frozenset[str] = frozenset()
        self.late = False


class _Search:
    """One pass over the steps, in an order in which all that leads to a step comes before it."""

    def __init__(self, graph: Graph, levels: Levels) -> None:
        self._graph = graph
        self._levels = levels
        asking = Counter(graph.asked(step).id for step in graph.order)
        self._looked_back_at = {question for question, steps in asking.items() if steps > 1} | levels.joint
        self._arrivals: dict[str, _Arrival] = defaultdict(_Arrival)
        self._from: dict[_Before, _Before | None] = {}
        self._longest: tuple[int, _Before | None] = (0, None)
        self.outcomes: Counter[Outcome] = Counter()
        self.twice: list[str] = []
        self.late: set[str] = set()

    def run(self) -> TreePaths:
        """Return what the pass finds."""
        if self._graph.order:
            start = self._arrivals[self._graph.order[0]]
            start.paths[Level.SELF_CARE], start.longest[Level.SELF_CARE] = 1, (0, None)
        for step in self._graph.order:
            if arrival := self._arrivals.pop(step, None):
                self._visit(step, arrival)
        return TreePaths(
            paths=min(sum(self.outcomes.values()), MOST_PATHS),
            longest=tuple(self._asked_before(self._longest[1]))[::-1],
            outcomes=dict(self.outcomes),
            questions=frozenset(self._graph.asked(step).id for step, _ in self._from),
            steps=frozenset(step for step, _ in self._from),
            twice=tuple(self.twice),
            late=frozenset(self.late),
        )

    def _asked_before(self, last: _Before | None) -> Iterator[str]:
        """Return the questions of the longest way to a step, that of the step first."""
        while last:
            yield self._graph.asked(last[0]).id
            last = self._from[last]

    def _visit(self, step: str, arrival: _Arrival) -> None:
        question = self._graph.asked(step)
        if question.id in arrival.asked:
            self.twice.append(step)
        if arrival.late:
            self.late.add(step)
        targets: set[str] = set()
        for level, (count, by_way_of) in arrival.longest.items():
            self._from[step, level] = by_way_of
            if count + 1 > self._longest[0]:
                self._longest = (count + 1, (step, level))
            for target, after in self._following(step, level, arrival.asked):
                if target == END or after.interview.ends_before(self._graph.asked(target)):
                    outcome = Outcome(step, after)
                    self.outcomes[outcome] = min(self.outcomes[outcome] + arrival.paths[level], MOST_PATHS)
                else:
                    self._arrive(target, after, (step, level), arrival)
                    targets.add(target)
        asked = arrival.asked | (self._looked_back_at & {question.id})
        for target in targets:
            self._arrivals[target].asked |= asked
            self._arrivals[target].late |= arrival.late or not question.safety

    def _arrive(self, target: str, level: Level, by_way_of: _Before, before: _Arrival) -> None:
        arrival, earlier = self._arrivals[target], by_way_of[1]
        arrival.paths[level] = min(arrival.paths[level] + before.paths[earlier], MOST_PATHS)
        count = before.longest[earlier][0] + 1
        if count > arrival.longest.get(level, (0, None))[0]:
            arrival.longest[level] = (count, by_way_of)

    def _following(self, step: str, level: Level, asked: Container[str]) -> set[tuple[str, Level]]:
        """Return the steps that follow a step, each with a level that may be found by then."""
        question, special = self._graph.asked(step), self._graph.steps[step].unless
        targets = {value: target for target, values in self._graph.next[step].items() for value in values}
        levels = {value: self._levels.after(level, question.id, value, asked) for value in targets}
        following = {(targets[value], after) for value, after_it in levels.items() for after in after_it}
        if question.kind is Kind.MANY and special:
            marked = [option.id for option in question.options if not option.alone]
            following |= _several(marked, targets, levels, special) | self._safety_first(marked, targets, levels)
        return following

    def _safety_first(
        self, marked: Iterable[str], targets: Mapping[Value, str], levels: Mapping[Value, set[Level]]
    ) -> set[tuple[str, Level]]:
        """Return the safety questions that one of several answers leads to: the interview goes there first."""
        graves = {level for name in marked for level in levels[name]}
        safe = [name for name in marked if targets[name] != END and self._graph.asked(targets[name]).safety]
        return {(targets[name], max(own, other, key=severity)) for name in safe for own in levels[name] for other in graves}


def _several(
    marked: Iterable[str], targets: Mapping[Value, str], levels: Mapping[Value, set[Level]], special: Collection[str]
) -> set[tuple[str, Level]]:
    """Return where several answers at once may lead: the first special one decides the step, the gravest one the level."""
    following: set[tuple[str, Level]] = set()
    beside = {level for name in marked if name not in special for level in levels[name]}
    for name in (name for name in reversed([*marked]) if name in special):
        following |= {(targets[name], max(own, other, key=severity)) for own in levels[name] for other in beside}
        beside |= levels[name]
    return following


def find_paths(graph: Graph, levels: Levels) -> TreePaths:
    """Return what holds of all ways through a tree without loops."""
    return _Search(graph, levels).run()
