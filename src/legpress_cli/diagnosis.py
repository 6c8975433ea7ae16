"""Which causes the answers point to, how strongly, and which answers speak against them."""

from enum import Enum

import msgspec

from legpress_cli.answers import Answers, holds
from legpress_cli.knowledge import Cause, Knowledge, Sign
from legpress_cli.triage import Said, said_by_winner


class Likelihood(Enum):
    """How sure the answers make a cause; the points for each stand in ``about.yaml``."""

    LIKELY = "likely"
    POSSIBLE = "possible"


class FoundCause(msgspec.Struct, frozen=True):
    """A cause that the answers point to, with its points and the answers for and against it."""

    cause: Cause
    points: int
    likelihood: Likelihood
    because: tuple[Said, ...]
    against: tuple[Said, ...]


def find_causes(knowledge: Knowledge, answers: Answers) -> tuple[FoundCause, ...]:
    """Return the causes that reach enough points, strongest first; equal ones in the order of the file."""
    rules = knowledge.about.points
    found = []
    for cause in knowledge.causes:
        points = count_points(knowledge, cause, answers)
        if points >= rules.possible_from:
            likelihood = Likelihood.LIKELY if points >= rules.likely_from else Likelihood.POSSIBLE
            because, against = said_by_winner(cause.signs_for, answers), said_by_winner(cause.against, answers)
            found.append(FoundCause(cause, points, likelihood, because, against))
    return tuple(sorted(found, key=lambda entry: -entry.points))


def count_points(knowledge: Knowledge, cause: Cause, answers: Answers) -> int:
    """Return the points of the answers that point to a cause, less those of the answers against it."""
    return _sum(knowledge, cause.signs_for, answers) - _sum(knowledge, cause.against, answers)


def _sum(knowledge: Knowledge, signs: tuple[Sign, ...], answers: Answers) -> int:
    rules = knowledge.about.points
    return sum(rules.of(sign.strength) for sign in signs if holds(sign, answers.values(sign.question)))
