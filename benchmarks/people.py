"""The people whom benchmarks/engine.py has diagnosed: those of the cases, and random ones who are the same in every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from legpress_cli import diagnose
from legpress_cli.diagnosis.cases import read_cases
from legpress_cli.knowledge.model import NONE, Kind, Knowledge, Question

CASES = Path(__file__).resolve().parent.parent / "tests" / "knowledge" / "cases"
SEED = 133443
RANDOM_PEOPLE = 300
"""How many random people with a checklist, and as many who must see a doctor first."""

Person: TypeAlias = dict[str, Any]


class Group(NamedTuple):
    """People who are diagnosed in one go."""

    title: str
    people: list[Person]


def random_people(knowledge: Knowledge, seed: int) -> Iterator[Person]:
    """Yield people without end who answer every safety question they must, and most others; some contradict themselves."""
    chance = random.Random(seed)  # noqa: S311  # people, not secrets
    while True:
        person = {
            question.id: _answer(question, chance) for question in knowledge.questions if chance.random() < _share(question)
        }
        if all(_asked(question, person) <= (question.id in person) for question in knowledge.questions):
            yield person


def _share(question: Question) -> float:
    return 1.0 if question.safety and not question.only_after else 0.6


def _asked(question: Question, person: Person) -> bool:
    after = question.only_after
    return question.safety and (after is None or (after.question in person and after.holds_for(person[after.question])))


def _answer(question: Question, chance: random.Random) -> Any:
    if question.kind is not Kind.MANY:
        return chance.choice(question.values)
    if chance.random() < 0.7:  # noqa: PLR2004  # most people have no danger sign
        return [NONE]
    return chance.sample(question.values, chance.randint(1, 3))


def gather(knowledge: Knowledge) -> list[Group]:
    """Return the people of the cases, and random ones with and without a checklist."""
    cases, _ = read_cases(CASES)
    groups = Group("random, with a checklist", []), Group("random, doctor first", [])
    for person in random_people(knowledge, SEED):
        group = groups[diagnose(person).triage.level.doctor_first]
        if len(group.people) < RANDOM_PEOPLE:
            group.people.append(person)
        elif all(len(group.people) == RANDOM_PEOPLE for group in groups):
            break
    return [Group("people of tests/knowledge/cases", [placed.case.answers for placed in cases]), *groups]
