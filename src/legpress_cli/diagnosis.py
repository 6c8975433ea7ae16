"""Which causes the answers point to, how strongly, and which answers speak against them."""

from enum import Enum
from typing import TypeAlias

import msgspec

from legpress_cli.answers import Answers, Value
from legpress_cli.conditions import Said, Tests, bits_of, prepare, said_by_winner
from legpress_cli.knowledge import NOT_SURE, Cause, Knowledge, Points, Sign


class Likelihood(Enum):
    """How sure the answers make a cause; the points for each stand in ``about.yaml``."""

    LIKELY = "likely"
    POSSIBLE = "possible"


class FoundCause(msgspec.Struct, frozen=True, gc=False):
    """A cause that the answers point to, with its points and the answers for and against it."""

    cause: Cause
    points: int
    likelihood: Likelihood
    because: tuple[Said, ...]
    against: tuple[Said, ...]


class Weighed(msgspec.Struct, frozen=True):
    """What one person's answers say of one cause.

    ``likelihood`` is ``None`` where they do not make it possible; ``unknown`` holds the signs that they leave open.
    """

    points: int
    likelihood: Likelihood | None
    because: tuple[Said, ...]
    against: tuple[Said, ...]
    unknown: tuple[Sign, ...]


class _Signs(msgspec.Struct, frozen=True, gc=False):
    """A cause's signs made ready."""

    signs_for: Tests
    against: Tests


def _prepare_signs(knowledge: Knowledge) -> tuple[_Signs, ...]:
    return tuple(_Signs(prepare(knowledge, cause.signs_for), prepare(knowledge, cause.against)) for cause in knowledge.causes)


class _Weight(msgspec.Struct, frozen=True, gc=False):
    """What one sign counts for a cause: points, below 0 where it speaks against. ``sign`` tells it from all others."""

    sign: int
    cause: int
    points: int


_Weights: TypeAlias = dict[str, dict[Value, tuple[_Weight, ...]]]


def _weigh_answers(knowledge: Knowledge) -> _Weights:
    """Return what each answer counts for the causes, by question and answer."""
    weights: _Weights = {question.id: dict.fromkeys(question.values, ()) for question in knowledge.questions}
    number = 0
    for place, (cause, tests) in enumerate(zip(knowledge.causes, knowledge.derived(_prepare_signs), strict=True)):
        for side, signs, made in ((1, cause.signs_for, tests.signs_for), (-1, cause.against, tests.against)):
            for sign, test in zip(signs, made, strict=True):
                number += 1
                weight = _Weight(number, place, side * knowledge.about.points.of(sign.strength))
                for value in test.values:
                    weights[sign.question][value] += (weight,)
    return weights


def weigh(knowledge: Knowledge, cause: Cause, answers: Answers) -> Weighed:
    """Return what the answers say for and against a cause, and what is not known."""
    place = knowledge.causes.index(cause)
    points, signs, bits = (
        count_points(knowledge, answers)[place],
        knowledge.derived(_prepare_signs)[place],
        bits_of(knowledge, answers),
    )
    return Weighed(
        points=points,
        likelihood=_likelihood(knowledge.about.points, points),
        because=said_by_winner(signs.signs_for, bits, answers),
        against=said_by_winner(signs.against, bits, answers),
        unknown=tuple(
            sign for sign in (*cause.signs_for, *cause.against) if answers.values(sign.question) in ((), (NOT_SURE,))
        ),
    )


def find_causes(knowledge: Knowledge, answers: Answers) -> tuple[FoundCause, ...]:
    """Return the causes that reach enough points, strongest first; equal ones in the order of the file."""
    signs, bits, rules = knowledge.derived(_prepare_signs), bits_of(knowledge, answers), knowledge.about.points
    found = []
    for place, points in enumerate(count_points(knowledge, answers)):
        if likelihood := _likelihood(rules, points):
            because = said_by_winner(signs[place].signs_for, bits, answers)
            against = said_by_winner(signs[place].against, bits, answers)
            found.append(FoundCause(knowledge.causes[place], points, likelihood, because, against))
    found.sort(key=lambda entry: -entry.points)
    return tuple(found)


def _likelihood(rules: Points, points: int) -> Likelihood | None:
    if points >= rules.likely_from:
        return Likelihood.LIKELY
    return Likelihood.POSSIBLE if points >= rules.possible_from else None


def count_points(knowledge: Knowledge, answers: Answers) -> list[int]:
    """Return, for each cause in its order, the points of the answers that point to it, less those of the answers against it."""
    weights = knowledge.derived(_weigh_answers)
    points = [0] * len(knowledge.causes)
    for question, answer in answers.winners.items():
        values = answer.values
        own = weights[question]
        # A sign counts once, however many of its answers were given.
        told = own.get(values[0], ()) if len(values) == 1 else {weight for value in values for weight in own.get(value, ())}
        for weight in told:
            points[weight.cause] += weight.points
    return points
