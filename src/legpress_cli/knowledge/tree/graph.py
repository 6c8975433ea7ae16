"""The tree as a graph: which steps the answers reach, in which order, and what every way from a step on asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from legpress_cli.knowledge.model import END, Knowledge, Question, Step, Value

MOST_CYCLES = 20


def answers_by_target(step: Step, question: Question) -> dict[str, tuple[Value, ...]]:
    """Return the steps that the answers to a step's question lead to, each with the answers that lead there."""
    by_target: dict[str, list[Value]] = defaultdict(list)
    for value in question.values:
        by_target[step.after((value,))].append(value)
    return {target: tuple(values) for target, values in by_target.items()}


class Graph:
    """The steps that some answers reach from the start; in ``order`` each comes after all that lead to it."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.steps = {step.id: step for step in knowledge.tree.steps}
        self.questions = {question.id: question for question in knowledge.questions}
        self.next: dict[str, dict[str, tuple[Value, ...]]] = {}
        self.order: list[str] = []
        self.cycles: list[tuple[str, ...]] = []
        """The ways on which the tree comes back to a step, each from that step to itself again."""
        self._walk(knowledge.tree.start)

    def asked(self, step: str) -> Question:
        """Return the question that a step asks."""
        return self.questions[self.steps[step].ask]

    @cached_property
    def before(self) -> Mapping[str, set[str]]:
        """The steps from which some answer leads to a step."""
        sources: dict[str, set[str]] = defaultdict(set)
        for step in self.order:
            for target in self.next[step]:
                sources[target].add(step)
        return sources

    def leading_to(self, questions: Iterable[str]) -> list[str]:
        """Return the steps that ask these questions or lead to one that does, each after all that lead to it."""
        todo = [step for question in questions for step in self._asking[question]]
        leading = set(todo)
        while todo:
            new = self.before[todo.pop()] - leading
            leading |= new
            todo += new
        return sorted(leading, key=self._place.__getitem__)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {step: place for place, step in enumerate(self.order)}

    @cached_property
    def _asking(self) -> Mapping[str, list[str]]:
        asking: dict[str, list[str]] = defaultdict(list)
        for step in self.order:
            asking[self.steps[step].ask].append(step)
        return asking

    def _targets(self, step: str) -> dict[str, tuple[Value, ...]]:
        """Return where a step leads; a target that is not there counts as the end."""
        targets: dict[str, tuple[Value, ...]] = {}
        for target, values in answers_by_target(self.steps[step], self.asked(step)).items():
            there = target if target in self.steps else END
            targets[there] = (*targets.get(there, ()), *values)
        return targets

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
            elif following in trail and len(self.cycles) < MOST_CYCLES:
                names = list(trail)
                self.cycles.append((*names[names.index(following) :], following))
            elif following != END and following not in self.next:
                todo.append(following)
        self.order = finished[::-1]


def always_asked(graph: Graph, questions: Container[str]) -> dict[str, frozenset[str]]:
    """Return, for each step of a tree without loops, which of the wanted questions every way from there on asks."""
    certain: dict[str, frozenset[str]] = {END: frozenset()}
    for step in reversed(graph.order):
        question = graph.asked(step)
        following = (
            frozenset.intersection(*(certain[target] for target in graph.next[step])) if graph.next[step] else frozenset()
        )
        certain[step] = following | {question.id} if question.id in questions else following
    return certain


def immediate_post_dominators(order: Sequence[str], following: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return, for each step, the first place that all ways from it to the end pass, where ways that parted are one again.

    In ``order`` each step comes after all that lead to it. A step that leads nowhere passes the end.
    """
    dominators: dict[str, str] = {}
    height = {END: 0}
    for step in reversed(order):
        targets = list(following[step]) or [END]
        common = targets[0]
        for target in targets[1:]:
            common = _common(common, target, dominators, height)
        dominators[step] = common
        height[step] = height[common] + 1
    return dominators


def _common(one: str, other: str, after: Mapping[str, str], height: Mapping[str, int]) -> str:
    """Return the first place that the ways from both pass."""
    while one != other:
        if height[one] >= height[other]:
            one = after[one]
        else:
            other = after[other]
    return one
