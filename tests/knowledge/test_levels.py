"""Danger signs first, and never outvoted: what the shipped knowledge calls for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from legpress_cli import diagnose
from legpress_cli.errors import MissingAnswers
from support.strategies import COMPLETE

SAFE: dict[str, Any] = {"emergency-sign": ["none"], "doctor-sign": ["none"]}
EMERGENCY = [
    "saddle-numbness",
    "bladder-bowel",
    "sexual-function",
    "both-legs",
    "leg-weakness",
    "serious-accident",
    "chest-pain",
    "sudden-severe",
]
URGENT = ["fever", "weight-loss", "cancer", "immune", "steroids", "fracture-risk", "lump", "night-pain"]
LEVELS: list[tuple[dict[str, Any], str]] = [
    *(({"emergency-sign": [sign]}, "emergency") for sign in EMERGENCY),
    ({**SAFE, "numb-where": "saddle-or-both-legs"}, "emergency"),
    *(({"emergency-sign": ["none"], "doctor-sign": [sign]}, "urgent") for sign in URGENT),
    *(({**SAFE, "doctor-sign": [sign]}, "clinician") for sign in ("one-leg", "first-episode-age", "not-better")),
    ({**SAFE, "numb-where": "one-leg"}, "clinician"),
    ({**SAFE, "when": "always"}, "clinician"),
    *(({**SAFE, "pain": pain}, "clinician") for pain in (8, 9, 10)),
    *(({**SAFE, "tried": "yes", "pain": pain}, "clinician") for pain in (4, 7)),
    *(({**SAFE, "pain": pain}, "self-care") for pain in (0, 7)),
    ({**SAFE, "tried": "yes", "pain": 3}, "self-care"),
    ({**SAFE, "tried": "no", "pain": 7}, "self-care"),
    ({**SAFE, "numb-where": "low-back"}, "self-care"),
    ({**SAFE, "doctor-sign": ["blood-pressure"]}, "self-care"),
]


@pytest.mark.parametrize(("answers", "level"), LEVELS, ids=str)
def test_answers_call_for_a_level(answers: dict[str, Any], level: str) -> None:
    assert diagnose(answers).triage.level.value == level


@pytest.mark.parametrize("answers", [answers for answers, level in LEVELS if level in ("emergency", "urgent")], ids=str)
def test_no_training_advice_where_a_doctor_comes_first(answers: dict[str, Any]) -> None:
    result = diagnose(answers | {"hips": "lift", "feet": "high"})
    assert result.checklist == ()
    assert result.causes == ()
    assert result.first_change is None
    assert result.exit_code == 3


@given(answers=COMPLETE)
def test_olympic_lifts_and_carries_are_never_advised_while_it_hurts(answers: dict[str, Any]) -> None:
    advised = {item.id for item in diagnose(answers).checklist}
    if answers.get("pain", 10) not in (0, 1, 2):
        assert not {"olympic-lifts", "loaded-carries"} & advised


@given(answers=COMPLETE)
def test_high_blood_pressure_always_leaves_the_breathing_advice_in_the_checklist(answers: dict[str, Any]) -> None:
    signs = [sign for sign in answers["doctor-sign"] if sign != "none"]
    result = diagnose(answers | {"doctor-sign": [*signs, "blood-pressure"]})
    if result.checklist:
        advice = next(item for item in result.checklist if item.id == "brace-and-breathe")
        assert "Ask your doctor" in advice.do


def test_an_emergency_needs_no_other_answer() -> None:
    result = diagnose({"numb-where": "saddle-or-both-legs"})
    assert result.triage.level.value == "emergency"
    assert result.path == ()


def test_safety_questions_cannot_be_left_open() -> None:
    with pytest.raises(MissingAnswers, match="--emergency-sign") as raised:
        diagnose({"feel": "numb"})
    assert raised.value.questions == ("emergency-sign", "doctor-sign", "numb-where")


def test_a_danger_sign_is_told_even_while_answers_are_missing() -> None:
    with pytest.raises(MissingAnswers, match="See a doctor today"):
        diagnose({"doctor-sign": ["fever"]})


def test_the_reasons_name_the_answers_the_worst_first() -> None:
    because = diagnose({"emergency-sign": ["chest-pain"], "doctor-sign": ["one-leg", "fever"]}).triage.because
    assert [said.answer for said in because] == ["chest-pain", "fever", "one-leg"]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"numb-where": "saddle-or-both-legs"}, "numb around the seat or in both legs"),
        ({"numb-where": "one-leg"}, "numb down one leg"),
        ({"feel": "dull", "numb-where": "low-back"}, "did not call the feeling numb"),
        ({"when": "always", "load": "heavy-only"}, "only heavy weights"),
        ({"when": "always", "pain": 0}, "the pain is 0"),
        ({"tried": "yes", "pain": 0}, "the pain is 0"),
        ({"depth": "short", "knees": "to-chest"}, "knees come to your chest"),
    ],
)
def test_contradicting_answers_are_told(answers: dict[str, Any], words: str) -> None:
    [told] = [text for text in diagnose(SAFE | answers).watch if "disagree" in text and words in text]
    assert told.endswith(("the more serious answer counts.", "Both are counted. Please check them."))


def test_answers_that_agree_are_not_called_a_contradiction() -> None:
    assert not [text for text in diagnose(SAFE | {"feel": "numb", "numb-where": "low-back"}).watch if "disagree" in text]
