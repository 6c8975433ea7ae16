"""Causes: found by plain points, with the answers for and against each, strongest first."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.causes import Likelihood, find_causes, weigh
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.knowledge.model import Cause, Sign, Strength
from support.small import CALM, SMALL, answers_of


def cause(name: str) -> Cause:
    return next(entry for entry in SMALL.causes if entry.id == name)


@pytest.mark.parametrize(
    ("answers", "points", "likelihood"),
    [
        ({"hips": "lift"}, 3, Likelihood.LIKELY),
        ({"depth": "deep"}, 2, Likelihood.POSSIBLE),
        ({"depth": "deep", "feet": "high"}, 3, Likelihood.LIKELY),
        ({"hips": "lift", "depth": "deep", "feet": "high"}, 6, Likelihood.LIKELY),
        ({"hips": "lift", "depth": "short"}, 2, Likelihood.POSSIBLE),
        ({"feet": "high"}, 1, None),
        ({"hips": "stay"}, -3, None),
        ({"hips": "stay", "depth": "deep", "feet": "high"}, 0, None),
        ({}, 0, None),
    ],
)
def test_points_decide_how_likely_a_cause_is(answers: dict[str, Any], points: int, likelihood: Likelihood | None) -> None:
    given = answers_of(CALM | answers)
    found = weigh(SMALL, cause("hips-roll"), given)
    assert (found.points, found.likelihood) == (points, likelihood)
    listed = {entry.cause.id: (entry.points, entry.likelihood) for entry in find_causes(SMALL, given)}
    assert listed.get("hips-roll") == ((points, likelihood) if likelihood else None)


def test_a_sign_counts_once_however_many_of_its_answers_were_given() -> None:
    both = Sign("sign", ("leg", "blood"), strength=Strength.FAIR)
    roll = msgspec.structs.replace(cause("hips-roll"), signs_for=(both,))
    changed = msgspec.structs.replace(SMALL, causes=(roll,))
    given = read_answers(changed, {"alarm": "none", "sign": ["leg", "blood"]}, Source.FILE)
    assert [(found.cause.id, found.points) for found in find_causes(changed, given)] == [("hips-roll", 2)]


def test_a_cause_tells_the_answers_for_it_against_it_and_what_is_not_known() -> None:
    given = answers_of(CALM | {"hips": "stay", "depth": "deep", "feet": "not-sure"})
    found = weigh(SMALL, cause("hips-roll"), given)
    assert found.because == (GivenAnswer("depth", "deep"),)
    assert found.against == (GivenAnswer("hips", "stay"),)
    assert [sign.question for sign in found.unknown] == ["feet"]
    assert [sign.question for sign in weigh(SMALL, cause("feet-high"), given).unknown] == ["feet", "feet"]


def test_causes_come_strongest_first_with_their_answers() -> None:
    answers = CALM | {"hips": "lift", "depth": "deep", "feet": "high", "seat": "low"}
    found = find_causes(SMALL, answers_of(answers))
    assert [(entry.cause.id, entry.points) for entry in found] == [("hips-roll", 6), ("feet-high", 4), ("seat-low", 2)]
    assert found[0].because == (GivenAnswer("hips", "lift"), GivenAnswer("depth", "deep"), GivenAnswer("feet", "high"))
    assert found[1].because == (GivenAnswer("feet", "high"), GivenAnswer("hips", "lift"))
    assert [entry.against for entry in found] == [(), (), ()]


def test_a_stronger_cause_comes_before_one_that_is_listed_earlier() -> None:
    found = find_causes(
        SMALL, answers_of(CALM | {"feet": "high", "depth": "deep", "seat": "low", "hands": "rest", "hips": "not-sure"})
    )
    assert [(entry.cause.id, entry.points) for entry in found] == [("hips-roll", 3), ("feet-high", 3), ("seat-low", 3)]
    later = find_causes(SMALL, answers_of(CALM | {"depth": "deep", "seat": "low", "hands": "rest"}))
    assert [(entry.cause.id, entry.points) for entry in later] == [("seat-low", 3), ("hips-roll", 2)]


def test_an_answer_against_a_found_cause_is_told() -> None:
    [roll] = find_causes(SMALL, answers_of(CALM | {"hips": "lift", "depth": "short"}))
    assert (roll.points, roll.likelihood, roll.against) == (2, Likelihood.POSSIBLE, (GivenAnswer("depth", "short"),))
