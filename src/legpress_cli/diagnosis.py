"""Which causes the answers point to, how strongly, and which answers speak against them."""

from enum import Enum

import msgspec

from legpress_cli.answers import Answers
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
    points = count_points(knowledge, answers)[cause.id]
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
    points = count_points(knowledge, answers)
    found = [
        FoundCause(
            cause,
            points[cause.id],
            likelihood,
            said_by_winner(cause.signs_for, answers),
            said_by_winner(cause.against, answers),
        )
        for cause in knowledge.causes
        if (likelihood := _likelihood(knowledge, points[cause.id]))
    ]
    return tuple(sorted(found, key=lambda entry: -entry.points))


def _likelihood(knowledge: Knowledge, points: int) -> Likelihood | None:
    rules = knowledge.about.points
    if points >= rules.likely_from:
        return Likelihood.LIKELY
    return Likelihood.POSSIBLE if points >= rules.possible_from else None


def count_points(knowledge: Knowledge, answers: Answers) -> dict[str, int]:
    """Return, for each cause, the points of the answers that point to it, less those of the answers against it."""
    points = dict.fromkeys((cause.id for cause in knowledge.causes), 0)
    for question, answer in answers.winners.items():
        # A sign counts once, however many of its answers were given.
        for weight in {weight for value in answer.values for weight in knowledge.weights_of(question, value)}:
            points[weight.cause] += weight.points
    return points
