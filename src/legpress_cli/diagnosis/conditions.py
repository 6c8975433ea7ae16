"""Which answers meet a condition. A question left open meets none."""

from collections.abc import Iterable, Mapping

import msgspec

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.index import Touched
from legpress_cli.knowledge.model import Condition, Value


class GivenAnswer(msgspec.Struct, frozen=True, gc=False):
    """One answer that speaks for or against something: the question's id, and an option id or a number."""

    question: str
    answer: Value


def touched_by(places: Touched[int], answers: Answers) -> list[int]:
    """Return, in order, the places of what the answers of any source touch."""
    said = answers.said
    named = [(places[question], said[question]) for question in places if question in said]
    return sorted({place for by_value, values in named for value in values for place in by_value.get(value, ())})


def given_by_winner(conditions: Iterable[Condition], answers: Answers) -> tuple[GivenAnswer, ...]:
    """Return the answers of the winning source that meet any of the conditions, in their order."""
    given = [(condition, value) for condition in conditions for value in answers.values(condition.question)]
    return tuple([GivenAnswer(condition.question, value) for condition, value in given if condition.holds_for(value)])


def given_by_any(conditions: Iterable[Condition], answers: Answers) -> tuple[GivenAnswer, ...]:
    """Return the answers of any source that meet any of the conditions: where caution hangs on it, what lost counts too."""
    given = [(condition, value) for condition in conditions for value in answers.all_values(condition.question)]
    return tuple([GivenAnswer(condition.question, value) for condition, value in given if condition.holds_for(value)])


def winner_meets(conditions: Iterable[Condition], answers: Answers) -> bool:
    """Say whether each condition is met by the winning answer."""
    return _meet(conditions, answers.won)


def any_source_meets(conditions: Iterable[Condition], answers: Answers) -> bool:
    """Say whether each condition is met by an answer of some source."""
    return _meet(conditions, answers.said)


def _meet(conditions: Iterable[Condition], values: Mapping[str, tuple[Value, ...]]) -> bool:
    # Loops take half the time of all() and any(), and this runs a hundred times a diagnosis.
    for condition in conditions:
        for value in values.get(condition.question, ()):
            if condition.holds_for(value):
                break
        else:
            return False
    return True


def all_sources_meet(conditions: Iterable[Condition], answers: Answers) -> bool:
    """Say whether each condition is met by all that any source says."""
    return all(
        answers.has(condition.question) and all(map(condition.holds_for, answers.all_values(condition.question)))
        for condition in conditions
    )
