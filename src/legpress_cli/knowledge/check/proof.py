"""What the whole is examined with: the tree, the level of each answer, all ways, and what advice is possible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from legpress_cli.knowledge.model import Cause, Condition, Kind, Knowledge, Question, Sign, Strength, Value
from legpress_cli.knowledge.tree.answer_levels import Levels, values_meeting
from legpress_cli.knowledge.tree.graph import Graph
from legpress_cli.knowledge.tree.paths import TreePaths, find_paths


class Possible:
    """What answers can lead to where there is a checklist at all."""

    def __init__(self, knowledge: Knowledge, graph: Graph, levels: Levels) -> None:
        self.questions: Mapping[str, Question] = {question.id: question for question in knowledge.questions}
        self._knowledge = knowledge
        self._graph = graph
        self._levels = levels

    def values(self, condition: Condition) -> set[Value]:
        """Return the answers that meet a condition."""
        return values_meeting(self.questions, condition)

    def calm(self, condition: Condition) -> set[Value]:
        """Return the answers that meet a condition and still leave room for a checklist."""
        return {value for value in self.values(condition) if not self._levels.alone(condition.question, value).doctor_first}

    def findable(self, causes: Iterable[Cause]) -> set[int]:
        """Return the numbers of those causes that some path asks enough about to show them, with more than weak answers."""
        best = (self._best(cause) if any(map(self._tells, cause.signs_for)) else {} for cause in causes)
        return {number for number, points in enumerate(best) if self._is_enough(points)}

    def _tells(self, sign: Sign) -> bool:
        return sign.strength is not Strength.WEAK and bool(self.calm(sign))

    def _best(self, cause: Cause) -> dict[str, int]:
        """Return the most points that the answers to each question can add to a cause."""
        points = self._knowledge.about.points
        counts: dict[str, dict[Value, int]] = defaultdict(lambda: defaultdict(int))
        for signs, direction in ((cause.signs_for, 1), (cause.against, -1)):
            for sign in signs:
                for value in self.calm(sign):
                    counts[sign.question][value] += direction * points.of(sign.strength)
        several = {name for name in counts if self.questions[name].kind is Kind.MANY}
        return {
            name: sum(max(count, 0) for count in values.values()) if name in several else max(0, *values.values())
            for name, values in counts.items()
        }

    def _is_enough(self, points: Mapping[str, int]) -> bool:
        """Say whether one question, or the questions of one path together, can add up to the points needed."""
        needed = self._knowledge.about.points.shown_from
        if max(points.values(), default=0) >= needed:
            return True
        return sum(points.values()) >= needed and self._most_on_a_path(points) >= needed

    def _most_on_a_path(self, points: Mapping[str, int]) -> int:
        """Return the most points that the questions of one path can add."""
        most: dict[str, int] = {}
        for step in self._graph.leading_to(points):
            before = max((most[earlier] for earlier in self._graph.before[step]), default=0)
            most[step] = before + points.get(self._graph.steps[step].ask, 0)
        return max(most.values(), default=0)


class Proof(msgspec.Struct, frozen=True):
    """The tree, the level of each answer, all ways through the tree, and what advice they make possible."""

    graph: Graph
    levels: Levels
    tree_paths: TreePaths
    possible: Possible


def prove(knowledge: Knowledge, graph: Graph) -> Proof:
    """Return all that is proven of knowledge whose tree has no cycle."""
    levels = Levels(knowledge)
    return Proof(graph, levels, find_paths(graph, levels), Possible(knowledge, graph, levels))


def always_with(weaker: Sequence[tuple[str, set[Value]]], given: Sequence[tuple[str, set[Value]]]) -> bool:
    """Say whether all of ``weaker``, questions with the answers that meet a condition, holds wherever all of ``given`` does.

    Where no answer meets one of ``given``, that is another fault, and nothing is said.
    """
    return all(answers for _, answers in given) and all(
        any(other == question and narrow <= wide for other, narrow in given) for question, wide in weaker
    )
