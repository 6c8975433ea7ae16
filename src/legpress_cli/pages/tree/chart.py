"""The tree as a chart: every step with the ways that lead on from it, and the way that one person's answers take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from enum import Enum
from itertools import groupby

import msgspec

from legpress_cli.diagnosis.answers import Answers, Source
from legpress_cli.diagnosis.replay import complete, find_place
from legpress_cli.knowledge.model.fields import END, Value
from legpress_cli.knowledge.model.knowledge import Knowledge
from legpress_cli.knowledge.model.questions import Kind, Question, Step
from legpress_cli.knowledge.model.triage import Level
from legpress_cli.knowledge.tree.answer_levels import Levels
from legpress_cli.knowledge.tree.graph import Graph
from legpress_cli.knowledge.tree.paths import Outcome, find_ways

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
    match level:
        case Level.EMERGENCY:
            return End.EMERGENCY
        case Level.URGENT:
            return End.URGENT
        case Level.CLINICIAN | Level.SELF_CARE:
            return End.RESULT


def how_it_ends(knowledge: Knowledge, end: End) -> str:
    """Return in words how the questions end: ``get emergency help now``, or ``the result``."""
    if end is End.RESULT:
        return THE_RESULT
    title = knowledge.advice_for(Level(end.value)).title
    return f"{title[:1].lower()}{title[1:]}"


class Lead(msgspec.Struct, frozen=True):
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


class Stop(msgspec.Struct, frozen=True):
    """One step of the tree: its question, and the ways on from it, those of danger first."""

    id: str
    question: Question
    leads: tuple[Lead, ...]

    @property
    def targets(self) -> tuple[str, ...]:
        """Where the questions may go on from here, ``end`` for the result."""
        return tuple(dict.fromkeys(lead.goal for lead in self.leads if lead.step or lead.end is End.RESULT))


class Route(msgspec.Struct, frozen=True):
    """The way of one person through the tree.

    ``answers`` holds *not sure* for what was open on it. ``next`` is the question to ask next, ``missing`` names the safety
    questions that are open, ``beside`` the questions that were answered though the way does not ask them.
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

    def leaves(self, stop: Stop) -> Lead | None:
        """Return the way on that this person takes from a stop, if they come there and one of its own leads on."""
        if stop.id not in self.steps:
            return None
        place = self.steps.index(stop.id) + 1
        goal = self.steps[place] if place < len(self.steps) else self.end
        said = set(self.answers.all_values(stop.question.id))
        fitting = [lead for lead in stop.leads if goal in (lead.step, lead.end)]
        fitting.sort(key=lambda lead: not lead.answers)
        return next((lead for lead in fitting if not lead.answers or said & set(lead.answers)), None)

    def breaks_off_at(self, stop: Stop) -> bool:
        """Say whether the questions end at a stop for a reason that lies elsewhere: an answer beside the way."""
        return self.end is not End.RESULT and self.steps[-1:] == (stop.id,) and self.leaves(stop) is None

    def given(self, question: str) -> tuple[Value, ...]:
        """Return all that this person says to a question; nothing where it was left open."""
        return () if self.answers.source(question) is Source.OPEN else self.answers.all_values(question)

    def said(self, question: Question) -> tuple[str, ...]:
        """Return in words what this person says to a question on the way."""
        given = tuple(question.label(value) for value in self.given(question.id))
        return given or (("not answered yet",) if question.safety else (OPEN,))


class Chart(msgspec.Struct, frozen=True):
    """The whole tree: its stops in the order of the file, the most questions on a way, and one person's own way if any."""

    stops: tuple[Stop, ...]
    order: tuple[str, ...]
    longest: int
    route: Route | None

    def stop(self, wanted: str) -> Stop:
        """Return the stop with this step's id."""
        return next(stop for stop in self.stops if stop.id == wanted)


def draw_chart(knowledge: Knowledge, given: Answers) -> Chart:
    """Return the tree of the knowledge, with the way that these answers take where there are any."""
    graph, levels = Graph(knowledge), Levels(knowledge)
    ways = find_ways(graph, levels)
    stops = tuple(
        Stop(step.id, graph.asked(step.id), _leads(graph, levels, step, ways.outcomes.keys()))
        for step in knowledge.tree.steps
        if step.id in graph.next
    )
    return Chart(stops, tuple(graph.order), len(ways.longest), find_route(knowledge, given) if given.given else None)


def find_route(knowledge: Knowledge, given: Answers) -> Route:
    """Return the way that the interview takes with these answers; what is open counts as *not sure*."""
    done = complete(knowledge, given)
    return Route(
        steps=done.steps,
        path=done.path,
        answers=done.answers,
        next=find_place(knowledge, given).next,
        missing=done.missing,
        beside=tuple(
            question.id for question in knowledge.questions if given.has(question.id) and question.id not in done.path
        ),
        level=done.finding.level,
    )


def names_of(question: Question, answers: tuple[Value, ...]) -> tuple[str, ...]:
    """Return the words for answers, numbers in a row as one: ``8 to 10 out of 10``."""
    numbers = [value for value in answers if isinstance(value, int)]
    rows = [[number for _, number in row] for _, row in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    ranges = (f"{row[0]} to {question.label(row[-1])}" if len(row) > 1 else question.label(row[0]) for row in rows)
    return (*ranges, *(question.label(value) for value in answers if isinstance(value, str)))


def _leads(graph: Graph, levels: Levels, step: Step, outcomes: Collection[Outcome]) -> tuple[Lead, ...]:
    """Return the ways on from a step: danger first, what the step does not single out last."""
    grouped = _grouped(graph, levels, step)
    found = [_lead(graph.asked(step.id), step, lead, alone=len(grouped) == 1) for lead in grouped]
    found.sort(key=lambda lead: (-lead.level.severity, lead.phrase == _OTHERS))
    return (*found, *_joint_ends(step, found, outcomes))


def _grouped(graph: Graph, levels: Levels, step: Step) -> list[Lead]:
    """Return the answers to a step's question, those that lead to the same place for the same reason together."""
    groups: dict[Lead, list[Value]] = defaultdict(list)
    question = graph.asked(step.id)
    for value in question.values:
        level = levels.alone(question.id, value)
        level = level if level.doctor_first else Level.SELF_CARE
        target = step.after((value,))
        goes_on = target != END and not level.interview.ends_before(graph.asked(target))
        groups[Lead((), target if goes_on else None, None if goes_on else end_at(level), level)].append(value)
    return [msgspec.structs.replace(lead, answers=tuple(values)) for lead, values in groups.items()]


def _lead(question: Question, step: Step, lead: Lead, *, alone: bool) -> Lead:
    """Return a way on with the phrase that stands for its answers, if one does."""
    signs = tuple(option.id for option in question.options if not option.alone)
    if lead.level.doctor_first:
        every = question.kind is Kind.MANY and lead.answers == signs
        return msgspec.structs.replace(lead, phrase=_ANY_SIGN if every else "")
    others = not alone and len(lead.answers) > 1 and not any(str(value) in step.unless for value in lead.answers)
    return msgspec.structs.replace(lead, phrase=_OTHERS if others else "")


def _joint_ends(step: Step, found: list[Lead], outcomes: Collection[Outcome]) -> Iterator[Lead]:
    """Return the ends that only several answers together lead to from a step."""
    for level in Level:
        named = any(lead.end is end_at(level) for lead in found)
        if level.doctor_first and not named and Outcome(step.id, level) in outcomes:
            yield Lead((), None, end_at(level), level, _TOGETHER)
