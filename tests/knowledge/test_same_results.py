"""The results of many people are byte for byte what they were; knowledge 2.0 replaces the stored digest."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from legpress_cli import diagnose
from legpress_cli.diagnosis.cases import read_cases
from legpress_cli.knowledge.model import NONE, Kind, Knowledge, Question

CASES = Path(__file__).parent / "cases"
SEED = 1334430
PEOPLE = 5_000
DIGEST = "ebd3813d1778938867c3f7229ae4a5c5a6f765012cd1d1872c11fcc8d3828989"


def test_the_results_of_all_cases_and_of_random_people_are_what_they_were(knowledge: Knowledge) -> None:
    cases, _ = read_cases(CASES)
    people = [*(placed.case.answers for placed in cases), *random_people(knowledge)]
    digest = hashlib.sha256()
    for person in people:
        digest.update(msgspec.json.encode(diagnose(person)))
    assert digest.hexdigest() == DIGEST


def random_people(knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """Yield people who answer every safety question and most others, some of whom contradict themselves."""
    chance = random.Random(SEED)  # noqa: S311  # people, not secrets
    for _ in range(PEOPLE):
        yield {
            question.id: answer(question, chance)
            for question in knowledge.questions
            if question.safety or chance.random() < 0.7
        }


def answer(question: Question, chance: random.Random) -> Any:
    if question.kind is not Kind.MANY:
        ordinary = [value for value in question.values if value not in ("saddle-or-both-legs", "one-leg")]
        return chance.choice(question.values if chance.random() < 0.15 else ordinary)
    if chance.random() < 0.85:
        return [NONE]
    return chance.sample(question.values, chance.randint(1, 3))
