"""Which causes the answers point to, how strongly, and which answers speak against them."""

from enum import Enum

import msgspec

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.conditions import GivenAnswer, given_by_winner
from legpress_cli.diagnosis.index import index_of
from legpress_cli.knowledge.model import NOT_SURE, Cause, Knowledge, Points, Sign


class Likelihood(Enum):
    """How sure the answers make a cause; the points for each stand in ``about.yaml``."""

    LIKELY = "likely"
    POSSIBLE = "possible"


class FoundCause(msgspec.Struct, frozen=True, gc=False):
    """A cause that the answers point to, with its points and the answers for and against it."""

    cause: Cause
    points: int
    likelihood: Likelihood
    because: tuple[GivenAnswer, ...]
    against: tuple[GivenAnswer, ...]


class Weighed(msgspec.Struct, frozen=True):
    """What one person's answers say of one cause.

    ``likelihood`` is ``None`` where they do not make it possible; ``unknown`` holds the signs that they leave open.
    """

    points: int
    likelihood: Likelihood | None
    because: tuple[GivenAnswer, ...]
    against: tuple[GivenAnswer, ...]
    unknown: tuple[Sign, ...]


def weigh(knowledge: Knowledge, cause: Cause, answers: Answers) -> Weighed:
    """Return what the answers say for and against a cause, and what is not known."""
    points = count_points(knowledge, answers)[knowledge.causes.index(cause)]
    signs = (*cause.signs_for, *cause.against)
    return Weighed(
        points=points,
        likelihood=_likelihood(knowledge.about.points, points),
        because=given_by_winner(cause.signs_for, answers),
        against=given_by_winner(cause.against, answers),
        unknown=tuple(sign for sign in signs if answers.values(sign.question) in ((), (NOT_SURE,))),
    )


def find_causes(knowledge: Knowledge, answers: Answers) -> tuple[FoundCause, ...]:
    """Return the causes that reach enough points, strongest first; equal ones in the order of the file."""
    likely = []
    for cause, points in zip(knowledge.causes, count_points(knowledge, answers), strict=True):
        if likelihood := _likelihood(knowledge.about.points, points):
            because, against = given_by_winner(cause.signs_for, answers), given_by_winner(cause.against, answers)
            likely.append(FoundCause(cause, points, likelihood, because, against))
    likely.sort(key=lambda entry: -entry.points)
    return tuple(likely)


def _likelihood(rules: Points, points: int) -> Likelihood | None:
    if points >= rules.likely_from:
        return Likelihood.LIKELY
    return Likelihood.POSSIBLE if points >= rules.possible_from else None


def count_points(knowledge: Knowledge, answers: Answers) -> list[int]:
    """Return, for each cause in its order, the points of the answers that point to it, less those of the answers against it."""
    weights = index_of(knowledge).signs
    points = [0] * len(knowledge.causes)
    for question, by_value in weights.items():
        # A sign counts once, however many of its answers were given.
        for weight in {weight for value in answers.values(question) for weight in by_value.get(value, ())}:
            points[weight.cause] += weight.points
    return points
