"""Causes: found by plain points, with the answers for and against each, strongest first."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from legpress_cli import diagnose
from legpress_cli.answers import Source, read_answers
from legpress_cli.conditions import GivenAnswer
from legpress_cli.diagnosis import Likelihood, find_causes, weigh
from legpress_cli.knowledge import Cause, Knowledge, Sign, Strength
from legpress_cli.triage import advise, already_means, find_level

SAFE: dict[str, Any] = {"emergency-sign": "none", "doctor-sign": "none"}


def cause(knowledge: Knowledge, name: str) -> Cause:
    return next(entry for entry in knowledge.causes if entry.id == name)


@pytest.mark.parametrize(
    ("answers", "points", "likelihood"),
    [
        ({"hips": "lift"}, 3, Likelihood.LIKELY),
        ({"when": "bottom"}, 2, Likelihood.POSSIBLE),
        ({"when": "bottom", "knees": "to-chest"}, 4, Likelihood.LIKELY),
        ({"hips": "lift", "when": "bottom", "knees": "to-chest"}, 7, Likelihood.LIKELY),
        ({"hips": "stay-down"}, -3, None),
        ({"hips": "stay-down", "when": "bottom", "knees": "to-chest"}, 1, None),
        ({}, 0, None),
    ],
)
def test_points_decide_how_likely_a_cause_is(
    knowledge: Knowledge, answers: dict[str, Any], points: int, likelihood: Likelihood | None
) -> None:
    given = read_answers(knowledge, SAFE | answers, Source.FILE)
    found = weigh(knowledge, cause(knowledge, "hip-roll"), given)
    assert (found.points, found.likelihood) == (points, likelihood)
    listed = {entry.cause.id: (entry.points, entry.likelihood) for entry in find_causes(knowledge, given)}
    assert listed.get("hip-roll") == ((points, likelihood) if likelihood else None)


def test_a_sign_counts_once_however_many_of_its_answers_were_given(knowledge: Knowledge) -> None:
    both = Sign("doctor-sign", ("one-leg", "not-better"), strength=Strength.FAIR)
    roll = msgspec.structs.replace(cause(knowledge, "hip-roll"), signs_for=(both,))
    changed = msgspec.structs.replace(knowledge, causes=(roll,))
    given = read_answers(changed, {"emergency-sign": "none", "doctor-sign": ["one-leg", "not-better"]}, Source.FILE)
    assert [(found.cause.id, found.points) for found in find_causes(changed, given)] == [("hip-roll", 2)]


def test_a_cause_tells_the_answers_for_it_against_it_and_what_is_not_known(knowledge: Knowledge) -> None:
    given = read_answers(knowledge, SAFE | {"hips": "stay-down", "when": "bottom", "knees": "not-sure"}, Source.FILE)
    found = weigh(knowledge, cause(knowledge, "hip-roll"), given)
    assert found.because == (GivenAnswer("when", "bottom"),)
    assert found.against == (GivenAnswer("hips", "stay-down"),)
    assert [sign.question for sign in found.unknown] == ["knees"]
    assert [sign.question for sign in weigh(knowledge, cause(knowledge, "too-deep"), given).unknown] == ["depth"] * 3


def test_causes_come_strongest_first_with_their_answers(knowledge: Knowledge) -> None:
    answers = SAFE | {"when": "bottom", "hips": "lift", "feet": "high", "depth": "ninety", "seat": "lowest"}
    found = find_causes(knowledge, read_answers(knowledge, answers, Source.FILE))
    assert [(entry.cause.id, entry.points) for entry in found] == [("hip-roll", 5), ("feet-too-high", 5), ("seat-setting", 2)]
    assert found[0].because == (GivenAnswer("hips", "lift"), GivenAnswer("when", "bottom"))
    assert found[1].because == (GivenAnswer("feet", "high"), GivenAnswer("hips", "lift"), GivenAnswer("when", "bottom"))
    assert [entry.against for entry in found] == [(), (), ()]


def test_an_answer_against_a_found_cause_is_told(knowledge: Knowledge) -> None:
    answers = SAFE | {"when": "standing-up", "load": "heavy-only"}
    [flexors] = [
        entry
        for entry in find_causes(knowledge, read_answers(knowledge, answers, Source.FILE))
        if entry.cause.id == "hip-flexors"
    ]
    assert (flexors.points, flexors.likelihood, flexors.against) == (
        2,
        Likelihood.POSSIBLE,
        (GivenAnswer("load", "heavy-only"),),
    )


def test_the_level_tells_every_answer_behind_it_worst_first(knowledge: Knowledge) -> None:
    answers = {"emergency-sign": "chest-pain", "doctor-sign": ["one-leg", "fever"], "tried": "yes", "pain": 5}
    finding = find_level(knowledge, read_answers(knowledge, answers, Source.FILE))
    assert finding.because == (
        GivenAnswer("emergency-sign", "chest-pain"),
        GivenAnswer("doctor-sign", "fever"),
        GivenAnswer("doctor-sign", "one-leg"),
        GivenAnswer("tried", "yes"),
        GivenAnswer("pain", 5),
    )


def test_the_advice_adds_what_the_answers_call_for(knowledge: Knowledge) -> None:
    answers = read_answers(knowledge, SAFE | {"doctor-sign": ["one-leg", "blood-pressure"], "pain": 6}, Source.FILE)
    level = find_level(knowledge, answers).level
    general = knowledge.advice_for(level)
    texts = [entry.text for entry in (general.also[0], general.also[2], general.also[3])]
    assert advise(knowledge, level, answers).action == " ".join([general.action, *texts])


def test_what_was_said_so_far_is_told_only_where_a_doctor_is_needed(knowledge: Knowledge) -> None:
    calm = read_answers(knowledge, SAFE | {"pain": 6}, Source.FILE)
    assert already_means(knowledge, calm) == ""
    grave = read_answers(knowledge, {"doctor-sign": "one-leg", "pain": 6}, Source.FILE)
    assert "Your pain is over 5" in already_means(knowledge, grave)


def test_an_item_tells_the_answers_that_call_for_it() -> None:
    result = diagnose(SAFE | {"doctor-sign": "blood-pressure", "breath": "held"})
    [item] = [item for item in result.checklist if item.id == "brace-and-breathe"]
    assert item.because == (GivenAnswer("doctor-sign", "blood-pressure"), GivenAnswer("breath", "held"))
