"""The tree as a chart: every step with its branches, and the path that one person's answers take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from enum import Enum
from itertools import groupby

import msgspec
from msgspec.structs import replace

from legpress_cli.diagnosis.answers import Answers, Source
from legpress_cli.diagnosis.replay import complete, find_place
from legpress_cli.knowledge.model import END, Kind, Knowledge, Level, Question, Step, Value
from legpress_cli.knowledge.tree.answer_levels import Levels
from legpress_cli.knowledge.tree.graph import Graph
from legpress_cli.knowledge.tree.paths import Outcome, find_paths
from legpress_cli.pages.sheets import fill

YOURS = "yours"
OPEN = "left open, counts as not sure"
THE_RESULT = "the result"
_ANY_SIGN = "any sign"
_OTHERS = "any other answer"
_TOGETHER = "together with earlier answers"


class End(Enum):
    """How the questions can end."""

    RESULT = "result"
    URGENT = "urgent"
    EMERGENCY = "emergency"


def end_at(level: Level) -> End:
    """Return how the questions end for a person at a level."""
    return End(level.value) if level.doctor_first else End.RESULT


def how_it_ends(knowledge: Knowledge, end: End) -> str:
    """Return in words how the questions end: ``get emergency help now``, or ``the result``."""
    if end is End.RESULT:
        return THE_RESULT
    title = knowledge.advice_for(Level(end.value)).title
    return f"{title[:1].lower()}{title[1:]}"


class Branch(msgspec.Struct, frozen=True):
    """Where some answers to a step's question lead: to a step, or to an end.

    ``level`` is what they call for by themselves, told apart only where a doctor must come first. No answers at all means that
    the one given here leads there together with earlier ones. ``phrase`` stands for the answers where naming each tells less.
    """

    answers: tuple[Value, ...]
    step: str | None
    end: End | None
    level: Level
    phrase: str = ""

    @property
    def goal(self) -> str:
        """The id of the step that follows, or ``end``."""
        return self.step or END


class Node(msgspec.Struct, frozen=True):
    """One step of the tree: its question and its branches, those of danger first."""

    id: str
    question: Question
    branches: tuple[Branch, ...]

    @property
    def targets(self) -> tuple[str, ...]:
        """Where the questions may go on from here, ``end`` for the result."""
        return tuple(dict.fromkeys(branch.goal for branch in self.branches if branch.step or branch.end is End.RESULT))


class Route(msgspec.Struct, frozen=True):
    """The path of one person through the tree.

    ``answers`` holds *not sure* for what was open on it. ``next`` is the question to ask next, ``missing`` names the safety
    questions that are open, ``beside`` the questions that were answered though the path does not ask them.
    """

    steps: tuple[str, ...]
    path: tuple[str, ...]
    answers: Answers
    next: Question | None
    missing: tuple[str, ...]
    beside: tuple[str, ...]
    level: Level

    @property
    def end(self) -> End:
        """How the questions end for this person."""
        return end_at(self.level)

    def leaves(self, node: Node) -> Branch | None:
        """Return the branch that this person takes at a step, if they come there and one of its branches leads on."""
        if node.id not in self.steps:
            return None
        place = self.steps.index(node.id) + 1
        goal = self.steps[place] if place < len(self.steps) else self.end
        values = set(self.answers.all_values(node.question.id))
        fitting = [branch for branch in node.branches if goal in (branch.step, branch.end)]
        fitting.sort(key=lambda branch: not branch.answers)
        return next((branch for branch in fitting if not branch.answers or values & set(branch.answers)), None)

    def breaks_off_at(self, node: Node) -> bool:
        """Say whether the questions end at a step for a reason that lies elsewhere: an answer beside the path."""
        return self.end is not End.RESULT and self.steps[-1:] == (node.id,) and self.leaves(node) is None

    def given(self, question: str) -> tuple[Value, ...]:
        """Return all that this person says to a question; nothing where it was left open."""
        return () if self.answers.source(question) is Source.OPEN else self.answers.all_values(question)

    def said(self, question: Question) -> tuple[str, ...]:
        """Return in words what this person says to a question on the path."""
        labels = tuple(question.label(value) for value in self.given(question.id))
        return labels or (("not answered yet",) if question.safety else (OPEN,))


class Chart(msgspec.Struct, frozen=True):
    """The whole tree: its steps in the order of the file, the most questions on a path, and one person's path if any."""

    nodes: tuple[Node, ...]
    order: tuple[str, ...]
    longest: int
    route: Route | None

    @property
    def marked(self) -> tuple[str, ...]:
        """The ids of the steps on the person's own path, none without answers."""
        return self.route.steps if self.route else ()

    def node(self, name: str) -> Node:
        """Return the step with this id."""
        return next(node for node in self.nodes if node.id == name)


def draw_chart(knowledge: Knowledge, answers: Answers) -> Chart:
    """Return the tree of the knowledge, with the path that these answers take where there are any."""
    graph, levels = Graph(knowledge), Levels(knowledge)
    tree_paths = find_paths(graph, levels)
    nodes = tuple(
        Node(step.id, graph.asked(step.id), _branches(graph, levels, step, tree_paths.outcomes.keys()))
        for step in knowledge.tree.steps
        if step.id in graph.next
    )
    return Chart(nodes, tuple(graph.order), len(tree_paths.longest), find_route(knowledge, answers) if answers.given else None)


def find_route(knowledge: Knowledge, answers: Answers) -> Route:
    """Return the path that the interview takes with these answers; what is open counts as *not sure*."""
    completed = complete(knowledge, answers)
    ids = (question.id for question in knowledge.questions)
    beside = tuple(name for name in ids if answers.has(name) and name not in completed.path)
    return fill(Route, completed, next=find_place(knowledge, answers).next, beside=beside, level=completed.finding.level)


def names_of(question: Question, answers: tuple[Value, ...]) -> tuple[str, ...]:
    """Return the words for answers, numbers in a row as one: ``8 to 10 out of 10``."""
    numbers = [value for value in answers if isinstance(value, int)]
    rows = [[number for _, number in row] for _, row in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    ranges = (f"{row[0]} to {question.label(row[-1])}" if len(row) > 1 else question.label(row[0]) for row in rows)
    return (*ranges, *(question.label(value) for value in answers if isinstance(value, str)))


def _branches(graph: Graph, levels: Levels, step: Step, outcomes: Collection[Outcome]) -> tuple[Branch, ...]:
    """Return the branches of a step: danger first, what the step does not single out last."""
    groups = _grouped(graph, levels, step)
    question = graph.asked(step.id)
    branches = [replace(branch, phrase=_phrase(question, step, branch, alone=len(groups) == 1)) for branch in groups]
    branches.sort(key=lambda branch: (-branch.level.severity, branch.phrase == _OTHERS))
    return (*branches, *_joint_ends(step, branches, outcomes))


def _grouped(graph: Graph, levels: Levels, step: Step) -> list[Branch]:
    """Return the answers to a step's question, those that lead to the same place for the same reason together."""
    groups: dict[Branch, list[Value]] = defaultdict(list)
    question = graph.asked(step.id)
    for value in question.values:
        level = levels.alone(question.id, value)
        level = level if level.doctor_first else Level.SELF_CARE
        target = step.after((value,))
        goes_on = target != END and not level.interview.ends_before(graph.asked(target))
        groups[Branch((), target if goes_on else None, None if goes_on else end_at(level), level)].append(value)
    return [replace(branch, answers=tuple(values)) for branch, values in groups.items()]


def _phrase(question: Question, step: Step, branch: Branch, *, alone: bool) -> str:
    """Return the phrase that stands for the answers of a branch, empty where none does."""
    signs = tuple(option.id for option in question.options if not option.alone)
    if branch.level.doctor_first:
        every = question.kind is Kind.MANY and branch.answers == signs
        return _ANY_SIGN if every else ""
    others = not alone and len(branch.answers) > 1 and not any(str(value) in step.unless for value in branch.answers)
    return _OTHERS if others else ""


def _joint_ends(step: Step, branches: list[Branch], outcomes: Collection[Outcome]) -> Iterator[Branch]:
    """Return the ends that only several answers together lead to from a step."""
    for level in Level:
        named = any(branch.end is end_at(level) for branch in branches)
        if level.doctor_first and not named and Outcome(step.id, level) in outcomes:
            yield Branch((), None, end_at(level), level, _TOGETHER)
