"""A small knowledge of the tests' own: whole, without a fault, about nothing real, so that no coach's change reaches them."""

from __future__ import annotations

from typing import Any

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Answers, Source
from legpress_cli.knowledge.loader import load_knowledge
from support.places import TESTS

FOLDER = TESTS / "support" / "small_knowledge"
SMALL = load_knowledge(FOLDER)
CALM: dict[str, Any] = {"alarm": "none", "sign": "none"}


def answers_of(raw: dict[str, Any], source: Source = Source.FILE) -> Answers:
    """Return these answers to the questions of the small knowledge."""
    return read_answers(SMALL, raw, source)
