"""Memory: whoever diagnoses many people in one process pays for none of those who came before."""

from __future__ import annotations

import gc
import tracemalloc
from typing import Any

import pytest

from legpress_cli import diagnose
from legpress_cli.knowledge.model import Kind, Knowledge

PEOPLE = 2500
FIRST = 500
MOST_KEPT = 40_000
"""Bytes: 20 for each person, far less than what any of their answers takes."""


def person(knowledge: Knowledge, number: int) -> dict[str, Any]:
    """Another person for each number, its digits being their answers; nobody has a danger sign among those asked first."""
    answers: dict[str, Any] = {}
    for question in knowledge.questions:
        if question.kind is Kind.MANY:
            answers[question.id] = ["none"]
        else:
            number, place = divmod(number, len(question.values))
            answers[question.id] = question.values[place]
    return answers


@pytest.mark.slow
def test_nothing_is_kept_of_the_people_who_were_diagnosed(knowledge: Knowledge) -> None:
    step = 7919  # a prime, so that neighbours differ in many answers and every level comes up
    for number in range(FIRST):
        diagnose(person(knowledge, number * step))
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(FIRST, PEOPLE):
            diagnose(person(knowledge, number * step))
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < MOST_KEPT
