"""Every way through the tree at once, by dynamic programming: each step is looked at once, however many ways lead to it.

Nothing is enumerated. What arrives at a step is summed up: how many ways lead there, how long the longest is, which questions
may have been asked and which levels may have been found. The cost grows with steps and answers, not with paths.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

import msgspec

from legpress_cli.answers import Value
from legpress_cli.interview import ends_before
from legpress_cli.knowledge import END, Condition, Kind, Knowledge, Level, Question, Step, TriageRule

MOST_TANGLES = 20
BLOCK = 512
_Before: TypeAlias = tuple[str, Level]


class Outcome(msgspec.Struct, frozen=True):
    """A place where the questions end: the last step, and the level found by then."""

    step: str
    level: Level


class Ways(msgspec.Struct, frozen=True):
    """What holds of all ways through the tree.

    ``paths`` counts them, told apart by the steps and by the levels their answers call for. ``longest`` holds the questions of
    one that asks the most, ``twice`` the steps whose question some way has asked before, ``late`` those that come after an
    ordinary question on some way.
    """

    paths: int
    longest: tuple[str, ...]
    outcomes: Mapping[Outcome, int]
    questions: frozenset[str]
    steps: frozenset[str]
    twice: tuple[str, ...]
    late: frozenset[str]


class Tangle(msgspec.Struct, frozen=True):
    """A tree that comes back to a step: the steps that lead from it to itself again."""

    loop: tuple[str, ...]


def answers_by_target(step: Step, question: Question) -> dict[str, tuple[Value, ...]]:
    """Return the steps that the answers to a step's question lead to, each with the answers that lead there."""
    found: dict[str, list[Value]] = defaultdict(list)
    for value in question.values:
        found[step.after((value,))].append(value)
    return {target: tuple(values) for target, values in found.items()}


class Graph:
    """The steps that some answers reach from the start; in ``order`` each comes after all that lead to it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.steps = {step.id: step for step in knowledge.tree.steps}
        self.questions = {question.id: question for question in knowledge.questions}
        self.next: dict[str, dict[str, tuple[Value, ...]]] = {}
        self.order: list[str] = []
        self.tangles: list[Tangle] = []
        self._walk(knowledge.tree.start)

    def asked(self, step: str) -> Question:
        """Return the question that a step asks."""
        return self.questions[self.steps[step].ask]

    def leading_to(self, questions: Iterable[str]) -> list[str]:
        """Return the steps that ask these questions or lead to one that does, each after all that it leads to."""
        todo = [step for question in questions for step in self._asking[question]]
        found = set(todo)
        while todo:
            new = self._before[todo.pop()] - found
            found |= new
            todo += new
        return sorted(found, key=self._place.__getitem__, reverse=True)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {step: place for place, step in enumerate(self.order)}

    @cached_property
    def _asking(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for step in self.order:
            found[self.steps[step].ask].append(step)
        return found

    @cached_property
    def _before(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for step in self.order:
            for target in self.next[step]:
                found[target].add(step)
        return found

    def _targets(self, step: str) -> dict[str, tuple[Value, ...]]:
        """Return where a step leads; a target that is not there counts as the end."""
        found: dict[str, tuple[Value, ...]] = {}
        for target, values in answers_by_target(self.steps[step], self.asked(step)).items():
            there = target if target in self.steps else END
            found[there] = (*found.get(there, ()), *values)
        return found

    def _walk(self, start: str) -> None:
        """Go through the tree depth first, noting each step once all behind it are known."""
        if start not in self.steps:
            return
        finished: list[str] = []
        trail: dict[str, Iterator[str]] = {}
        todo = [start]
        while todo:
            step = todo[-1]
            if step not in self.next:
                self.next[step] = self._targets(step)
                trail[step] = iter(self.next[step])
            following = next(trail[step], None) if step in trail else None
            if following is None:
                todo.pop()
                if step in trail:
                    del trail[step]
                    finished.append(step)
            elif following in trail and len(self.tangles) < MOST_TANGLES:
                names = list(trail)
                self.tangles.append(Tangle((*names[names.index(following) :], following)))
            elif following != END and following not in self.next:
                todo.append(following)
        self.order = finished[::-1]


class Levels:
    """Which levels an answer calls for, alone or together with answers given before it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._questions = {question.id: question for question in knowledge.questions}
        self._alone: dict[tuple[str, Value], Level] = {}
        self._together: dict[tuple[str, Value], list[TriageRule]] = defaultdict(list)
        for rule in knowledge.triage.rules:
            for condition in rule.when:
                for value in self._values(condition):
                    key = (condition.question, value)
                    if all(other.question == condition.question and other.holds_for(value) for other in rule.when):
                        self._alone[key] = max(rule.level, self.alone(*key), key=_severity)
                    else:
                        self._together[key].append(rule)

    def _values(self, condition: Condition) -> Iterable[Value]:
        question = self._questions.get(condition.question)
        return [value for value in question.values if condition.holds_for(value)] if question else ()

    def alone(self, question: str, value: Value) -> Level:
        """Return the level that one answer calls for by itself, whatever else is answered."""
        return self._alone.get((question, value), Level.SELF_CARE)

    def after(self, level: Level, question: str, value: Value, asked: _Asked) -> set[Level]:
        """Return the levels that may stand after an answer, from ``level`` on, given the questions that may have been asked."""
        now = max(level, self.alone(question, value), key=_severity)
        found = {now}
        for rule in self._together.get((question, value), ()):
            if all(condition.question in asked or condition.question == question for condition in rule.when):
                found.add(max(now, rule.level, key=_severity))
        return found


def _severity(level: Level) -> int:
    return level.severity


class _Numbers:
    """A block and a bit for each question: a set of questions is a whole number a block, and two sets are joined at once.

    Questions that stand near each other share a block, so a set is small even where there are very many questions.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._numbers = {question.id: number for number, question in enumerate(knowledge.questions)}

    def place(self, question: str) -> tuple[int, int]:
        if question not in self._numbers:
            return 0, 0
        block, bit = divmod(self._numbers[question], BLOCK)
        return block, 1 << bit


class _Asked:
    """The questions that may have been asked on the way to a step."""

    def __init__(self, numbers: _Numbers) -> None:
        self._numbers = numbers
        self._blocks: dict[int, int] = {}

    def __contains__(self, question: str) -> bool:
        block, bit = self._numbers.place(question)
        return bool(self._blocks.get(block, 0) & bit)

    def join(self, other: _Asked, question: str) -> None:
        for block, bits in (*other._blocks.items(), self._numbers.place(question)):
            self._blocks[block] = self._blocks.get(block, 0) | bits


class _Arrival:
    """What is known of all ways that lead to a step: how many by level, the longest by level, and what they asked.

    The longest is its number of questions, and the last step before with the level found before its answer.
    """

    def __init__(self, numbers: _Numbers) -> None:
        self.ways: Counter[Level] = Counter()
        self.longest: dict[Level, tuple[int, _Before | None]] = {}
        self.asked = _Asked(numbers)
        self.late = False


class _Search:
    """One pass over the steps, in an order in which all that leads to a step comes before it."""

    def __init__(self, knowledge: Knowledge, graph: Graph, levels: Levels) -> None:
        self._graph = graph
        self._levels = levels
        numbers = _Numbers(knowledge)
        self._arrivals: dict[str, _Arrival] = defaultdict(lambda: _Arrival(numbers))
        self._from: dict[_Before, _Before | None] = {}
        self._longest: tuple[int, _Before | None] = (0, None)
        self.outcomes: Counter[Outcome] = Counter()
        self.twice: list[str] = []
        self.late: set[str] = set()

    def run(self) -> None:
        if self._graph.order:
            start = self._arrivals[self._graph.order[0]]
            start.ways[Level.SELF_CARE], start.longest[Level.SELF_CARE] = 1, (0, None)
        for step in self._graph.order:
            if arrival := self._arrivals.pop(step, None):
                self._visit(step, arrival)

    def _visit(self, step: str, arrival: _Arrival) -> None:
        question = self._graph.asked(step)
        if question.id in arrival.asked:
            self.twice.append(step)
        if arrival.late:
            self.late.add(step)
        for level, (count, by_way_of) in arrival.longest.items():
            self._from[step, level] = by_way_of
            if count + 1 > self._longest[0]:
                self._longest = (count + 1, (step, level))
            for target, after in self._following(step, level, arrival.asked):
                if target == END or ends_before(after.interview, self._graph.asked(target)):
                    self.outcomes[Outcome(step, after)] += arrival.ways[level]
                else:
                    self._arrive(target, after, (step, level), arrival)

    def _arrive(self, target: str, level: Level, by_way_of: _Before, before: _Arrival) -> None:
        arrival, (step, earlier) = self._arrivals[target], by_way_of
        question, count = self._graph.asked(step), before.longest[earlier][0] + 1
        arrival.ways[level] += before.ways[earlier]
        arrival.asked.join(before.asked, question.id)
        arrival.late |= before.late or not question.safety
        if count > arrival.longest.get(level, (0, None))[0]:
            arrival.longest[level] = (count, by_way_of)

    def _following(self, step: str, level: Level, asked: _Asked) -> set[tuple[str, Level]]:
        """Return the steps that follow a step, each with a level that may be found by then."""
        question, special = self._graph.asked(step), self._graph.steps[step].unless
        targets = {value: target for target, values in self._graph.next[step].items() for value in values}
        levels = {value: self._levels.after(level, question.id, value, asked) for value in targets}
        found = {(targets[value], after) for value, after_it in levels.items() for after in after_it}
        if question.kind is Kind.MANY and special:
            marked = [option.id for option in question.options if not option.alone]
            found |= _several(marked, targets, levels, special)
        return found

    def result(self) -> Ways:
        """Return what the pass has found."""
        longest: list[str] = []
        before = self._longest[1]
        while before:
            longest.append(self._graph.asked(before[0]).id)
            before = self._from[before]
        return Ways(
            paths=sum(self.outcomes.values()),
            longest=tuple(longest[::-1]),
            outcomes=dict(self.outcomes),
            questions=frozenset(self._graph.asked(step).id for step, _ in self._from),
            steps=frozenset(step for step, _ in self._from),
            twice=tuple(self.twice),
            late=frozenset(self.late),
        )


def _several(
    marked: Iterable[str], targets: Mapping[Value, str], levels: Mapping[Value, set[Level]], special: Collection[str]
) -> set[tuple[str, Level]]:
    """Return where several answers at once may lead: the first special one decides the step, the gravest one the level."""
    found: set[tuple[str, Level]] = set()
    beside = {level for name in marked if name not in special for level in levels[name]}
    for name in (name for name in reversed([*marked]) if name in special):
        found |= {(targets[name], max(own, other, key=_severity)) for own in levels[name] for other in beside}
        beside |= levels[name]
    return found


def find_ways(knowledge: Knowledge, graph: Graph, levels: Levels) -> Ways:
    """Return what holds of all ways through a tree without loops."""
    search = _Search(knowledge, graph, levels)
    search.run()
    return search.result()


def always_asked(graph: Graph) -> dict[str, frozenset[str]]:
    """Return, for each step of a tree without loops, the safety questions that every way from there on asks."""
    certain: dict[str, frozenset[str]] = {END: frozenset()}
    for step in reversed(graph.order):
        question = graph.asked(step)
        following = (
            frozenset.intersection(*(certain[target] for target in graph.next[step])) if graph.next[step] else frozenset()
        )
        certain[step] = following | {question.id} if question.safety else following
    return certain
