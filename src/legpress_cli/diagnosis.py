"""Which causes the answers point to, how strongly, and which answers speak against them."""

from enum import Enum

import msgspec

from legpress_cli.answers import Answers, holds
from legpress_cli.knowledge import NOT_SURE, Cause, Knowledge, Sign
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


class Weighed(msgspec.Struct, frozen=True):
    """What one person's answers say of one cause.

    ``likelihood`` is ``None`` where they do not make it possible; ``unknown`` holds the signs that they leave open.
    """

    points: int
    likelihood: Likelihood | None
    because: tuple[Said, ...]
    against: tuple[Said, ...]
    unknown: tuple[Sign, ...]


def weigh(knowledge: Knowledge, cause: Cause, answers: Answers) -> Weighed:
    """Return what the answers say for and against a cause, and what is not known."""
    points = count_points(knowledge, cause, answers)
    return Weighed(
        points=points,
        likelihood=_likelihood(knowledge, points),
        because=said_by_winner(cause.signs_for, answers),
        against=said_by_winner(cause.against, answers),
        unknown=tuple(
            sign for sign in (*cause.signs_for, *cause.against) if answers.values(sign.question) in ((), (NOT_SURE,))
        ),
    )


def find_causes(knowledge: Knowledge, answers: Answers) -> tuple[FoundCause, ...]:
    """Return the causes that reach enough points, strongest first; equal ones in the order of the file."""
    found = []
    for cause in knowledge.causes:
        weighed = weigh(knowledge, cause, answers)
        if weighed.likelihood:
            found.append(FoundCause(cause, weighed.points, weighed.likelihood, weighed.because, weighed.against))
    return tuple(sorted(found, key=lambda entry: -entry.points))


def _likelihood(knowledge: Knowledge, points: int) -> Likelihood | None:
    rules = knowledge.about.points
    if points >= rules.likely_from:
        return Likelihood.LIKELY
    return Likelihood.POSSIBLE if points >= rules.possible_from else None


def count_points(knowledge: Knowledge, cause: Cause, answers: Answers) -> int:
    """Return the points of the answers that point to a cause, less those of the answers against it."""
    return _sum(knowledge, cause.signs_for, answers) - _sum(knowledge, cause.against, answers)


def _sum(knowledge: Knowledge, signs: tuple[Sign, ...], answers: Answers) -> int:
    rules = knowledge.about.points
    return sum(rules.of(sign.strength) for sign in signs if holds(sign, answers.values(sign.question)))
