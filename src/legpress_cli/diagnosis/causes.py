"""Which causes the answers point to, how well each fits, and which answers speak against it."""

from collections import defaultdict
from collections.abc import Sequence
from enum import Enum

import msgspec

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.conditions import GivenAnswer, given_by_winner, winner_meets
from legpress_cli.diagnosis.index import Weight, index_of
from legpress_cli.knowledge.model import Cause, Knowledge, Sign, Strength

LEAST_QUESTIONS = 2
"""So many questions at least speak for a cause that fits well."""


class Fit(Enum):
    """How well a cause fits the answers. It is a label: causes stand by their points."""

    WELL = "well"
    PARTLY = "partly"


class WeighedCause(msgspec.Struct, frozen=True, gc=False):
    """What one person's answers say of one cause; ``fit`` is ``None`` where they do not point to it.

    ``symptom`` says whether a symptom speaks for it, strongly or fairly, and not only a habit.
    """

    cause: Cause
    points: int
    fit: Fit | None
    because: tuple[GivenAnswer, ...]
    against: tuple[GivenAnswer, ...]
    symptom: bool


def find_causes(knowledge: Knowledge, answers: Answers) -> tuple[WeighedCause, ...]:
    """Return the causes that the answers point to: by points, of equal ones those of the symptom first, then by the file.

    Where nothing hurts there is none.
    """
    if is_painless(knowledge, answers):
        return ()
    met, enough = _find_met(knowledge, answers), knowledge.about.points.shown_from
    hopeful = [place for place in sorted(met) if sum([weight.points for weight in met[place]]) >= enough]
    fitting = [entry for place in hopeful if (entry := _weigh(knowledge, place, met[place], answers)).fit]
    fitting.sort(key=lambda entry: (-entry.points, not entry.symptom))
    return tuple(fitting)


def is_painless(knowledge: Knowledge, answers: Answers) -> bool:
    """Say whether nothing hurts: then no cause is named, and nothing is to change."""
    return winner_meets((knowledge.about.painless,), answers)


def weigh(knowledge: Knowledge, cause: Cause, answers: Answers) -> WeighedCause:
    """Return what the answers say for and against a cause."""
    place = knowledge.causes.index(cause)
    return _weigh(knowledge, place, _find_met(knowledge, answers)[place], answers)


def open_signs(cause: Cause, answers: Answers) -> tuple[Sign, ...]:
    """Return the signs of a cause whose questions are open."""
    signs = (*cause.signs_for, *cause.against)
    return tuple(sign for sign in signs if answers.is_open(sign.question))


def _find_met(knowledge: Knowledge, answers: Answers) -> dict[int, list[Weight]]:
    """Return the signs that the winning answers meet, each once however many do, by the place of their cause."""
    met: dict[int, list[Weight]] = defaultdict(list)
    signs = index_of(knowledge).signs
    named = [(signs[question], values) for question, values in answers.won.items() if question in signs]
    for by_value, values in named:
        touched = [weight for value in values for weight in by_value.get(value, ())]
        for weight in dict.fromkeys(touched):
            if not weight.sign.beside or winner_meets(weight.sign.beside, answers):
                met[weight.cause].append(weight)
    return met


def _weigh(knowledge: Knowledge, place: int, met: Sequence[Weight], answers: Answers) -> WeighedCause:
    cause, points = knowledge.causes[place], sum(weight.points for weight in met)
    telling = {weight.sign.question for weight in met if weight.points > 0 and weight.sign.strength is not Strength.WEAK}
    signs = [weight.sign for weight in met]
    return WeighedCause(
        cause,
        points,
        _fit(met) if telling and points >= knowledge.about.points.shown_from else None,
        given_by_winner([sign for sign in cause.signs_for if sign in signs], answers),
        given_by_winner([sign for sign in cause.against if sign in signs], answers),
        not telling.isdisjoint(knowledge.about.symptoms),
    )


def _fit(met: Sequence[Weight]) -> Fit:
    """Return how well a cause fits: well by answers to several questions, if none speaks strongly against it."""
    questions = {weight.sign.question for weight in met if weight.points > 0}
    opposed = any(weight.points < 0 and weight.sign.strength is Strength.STRONG for weight in met)
    return Fit.WELL if len(questions) >= LEAST_QUESTIONS and not opposed else Fit.PARTLY
