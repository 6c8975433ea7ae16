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


class _Arrival(msgspec.Struct):
    """What is known of all ways that lead to a step with a level found: how many, and the longest, with its last step."""

    paths: int = 0
    longest: int = 0
    before: _Before | None = None


class _Search:
    """One pass over the steps, in an order in which all that leads to a step comes before it."""

    def __init__(self, graph: Graph, levels: Levels) -> None:
        self._graph = graph
        self._levels = levels
        asking = Counter(graph.asked(step).id for step in graph.order)
        self._looked_back_at = {question for question, steps in asking.items() if steps > 1} | levels.joint
        self._arrivals: dict[str, dict[Level, _Arrival]] = defaultdict(dict)
        # Of what may have been asked before a step, only that is kept which another step may look back at.
        self._asked: dict[str, frozenset[str]] = defaultdict(frozenset)
        self._last: _Before | None = None
        self.outcomes: Counter[Outcome] = Counter()
        self.twice: list[str] = []
        self.late: set[str] = set()

    def run(self) -> TreePaths:
        """Return what the pass finds."""
        for step in self._graph.order[:1]:
            self._arrivals[step][Level.SELF_CARE] = _Arrival(paths=1)
        for step in self._graph.order:
            if step in self._arrivals:
                self._visit(step, self._asked.pop(step, frozenset()))
        return TreePaths(
            paths=min(sum(self.outcomes.values()), MOST_PATHS),
            longest=tuple(self._asked_until(self._last))[::-1],
            outcomes=dict(self.outcomes),
            questions=frozenset(self._graph.asked(step).id for step in self._arrivals),
            steps=frozenset(self._arrivals),
            twice=tuple(self.twice),
            late=frozenset(self.late),
        )

    def _asked_until(self, last: _Before | None) -> Iterator[str]:
        """Return the questions of the longest way to a step, that of the step first."""
        while last:
            step, level = last
            yield self._graph.asked(step).id
            last = self._arrivals[step][level].before

    def _visit(self, step: str, asked: frozenset[str]) -> None:
        question = self._graph.asked(step)
        if question.id in asked:
            self.twice.append(step)
        targets: set[str] = set()
        for level, arrival in self._arrivals[step].items():
            if self._last is None or arrival.longest > self._arrivals[self._last[0]][self._last[1]].longest:
                self._last = (step, level)
            for target, after in self._following(step, level, asked):
                if target == END or after.interview.ends_before(self._graph.asked(target)):
                    outcome = Outcome(step, after)
                    self.outcomes[outcome] = min(self.outcomes[outcome] + arrival.paths, MOST_PATHS)
                else:
                    self._arrive(arrival, (step, level), self._arrivals[target].setdefault(after, _Arrival()))
                    targets.add(target)
        for target in targets:
            self._asked[target] |= asked | (self._looked_back_at & {question.id})
        if step in self.late or not question.safety:
            self.late |= targets

    def _arrive(self, arrival: _Arrival, before: _Before, following: _Arrival) -> None:
        following.paths = min(following.paths + arrival.paths, MOST_PATHS)
        if arrival.longest + 1 > following.longest:
            following.longest, following.before = arrival.longest + 1, before

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
        return {(targets[name], max(level, other, key=severity)) for name in safe for level in levels[name] for other in graves}


def _several(
    marked: Iterable[str], targets: Mapping[Value, str], levels: Mapping[Value, set[Level]], special: Collection[str]
) -> set[tuple[str, Level]]:
    """Return where several answers at once may lead: the first special one decides the step, the gravest one the level."""
    following: set[tuple[str, Level]] = set()
    beside = {level for name in marked if name not in special for level in levels[name]}
    for name in (name for name in reversed([*marked]) if name in special):
        following |= {(targets[name], max(level, other, key=severity)) for level in levels[name] for other in beside}
        beside |= levels[name]
    return following


def find_paths(graph: Graph, levels: Levels) -> TreePaths:
    """Return what holds of all ways through a tree without loops."""
    return _Search(graph, levels).run()
