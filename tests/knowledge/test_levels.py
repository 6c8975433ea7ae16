"""Danger signs first, and never outvoted: what the shipped knowledge calls for."""

from __future__ import annotations

from typing import Any

import pytest

from legpress_cli import diagnose
from legpress_cli.errors import InvalidInput, MissingAnswers
from legpress_cli.knowledge.model import Knowledge

SAFE: dict[str, Any] = {"emergency-sign": ["none"], "doctor-sign": ["none"], "health": ["none"]}
EMERGENCY = [
    "saddle-numbness",
    "bladder-bowel",
    "sexual-function",
    "both-legs",
    "leg-weakness",
    "serious-accident",
    "chest-pain",
    "tearing-pain",
    "dark-urine",
]
URGENT = ["fever", "weight-loss", "lump", "fracture-risk", "urine", "unsteady", "night-pain"]
URGENT_HEALTH = ["cancer", "immune", "steroids", "aorta"]
VISIT_HEALTH = ["known-disc", "inflammatory", "hernia", "blood-thinners", "brittle-bones", "over-50-first"]
SUDDEN = ["sudden-days", "sudden-before"]
SLOW = ["after-more", "gradual", "not-sure"]


def sign(name: str) -> dict[str, Any]:
    return SAFE | {"doctor-sign": [name]}


def health(name: str) -> dict[str, Any]:
    return SAFE | {"health": [name]}


LEVELS: list[tuple[dict[str, Any], str]] = [
    *(({"emergency-sign": [name]}, "emergency") for name in EMERGENCY),
    ({**SAFE, "numb-where": "saddle-or-both-legs"}, "emergency"),
    *((sign(name), "urgent") for name in URGENT),
    *((health(name), "urgent") for name in URGENT_HEALTH),
    *((health("brittle-bones") | {"onset": onset}, "urgent") for onset in SUDDEN),
    *((SAFE | {"pain": pain, "when": "always"}, "urgent") for pain in (8, 9, 10)),
    *((sign("one-leg") | {"pain": pain}, "urgent") for pain in (8, 10)),
    *((SAFE | {"numb-where": "one-leg", "pain": pain}, "urgent") for pain in (8, 10)),
    *((health(name) | {"pain": 8}, "urgent") for name in ("brittle-bones", "over-50-first")),
    *((sign("one-leg") | {"pain": pain}, "hold") for pain in (0, 7)),
    (sign("one-leg"), "hold"),
    ({**SAFE, "numb-where": "one-leg"}, "hold"),
    *(({**SAFE, "pain": pain}, "hold") for pain in (8, 9, 10)),
    *((health(name) | {"pain": pain}, "hold") for name in ("spine-surgery", "pregnant") for pain in (0, 2, "not-sure")),
    *((health("under-20") | {"pain": pain}, "hold") for pain in (4, 7, "not-sure")),
    (health("under-20"), "hold"),
    *((health(name) | {"pain": 8}, "hold") for name in ("known-disc", "inflammatory", "hernia", "blood-thinners")),
    *((health("under-20") | {"pain": pain}, "clinician") for pain in (0, 3)),
    *((health(name), "clinician") for name in VISIT_HEALTH),
    *((health(name) | {"pain": 7}, "clinician") for name in VISIT_HEALTH),
    *((health("brittle-bones") | {"onset": onset}, "clinician") for onset in SLOW),
    (sign("not-better"), "clinician"),
    *(({**SAFE, "when": "always", "pain": pain}, "clinician") for pain in (1, 7)),
    *(({**SAFE, "tried": tried, "pain": pain}, "clinician") for tried in ("all", "yes") for pain in (4, 7, "not-sure")),
    ({**SAFE, "tried": "all"}, "clinician"),
    ({**SAFE, "where": "elsewhere"}, "clinician"),
    *(({**SAFE, "pain": pain}, "self-care") for pain in (0, 7)),
    *(({**SAFE, "tried": "all", "pain": pain}, "self-care") for pain in (0, 3)),
    *(({**SAFE, "tried": tried, "pain": 7}, "self-care") for tried in ("no", "some", "not-sure")),
    *(({**SAFE, "where": where}, "self-care") for where in ("middle", "one-side", "buttock", "tailbone", "hip-or-groin")),
    *(({**SAFE, "onset": onset}, "self-care") for onset in (*SUDDEN, *SLOW)),
    ({**SAFE, "numb-where": "low-back"}, "self-care"),
    (health("blood-pressure"), "self-care"),
]


@pytest.mark.parametrize(("answers", "level"), LEVELS, ids=str)
def test_answers_call_for_a_level(answers: dict[str, Any], level: str) -> None:
    triage = diagnose(answers).triage
    assert triage.level.value == ("clinician" if level == "hold" else level)
    assert triage.hold is (level == "hold") or triage.level.doctor_first


@pytest.mark.parametrize("answers", [answers for answers, level in LEVELS if level in ("emergency", "urgent")], ids=str)
def test_no_training_advice_where_a_doctor_comes_first(answers: dict[str, Any]) -> None:
    result = diagnose(answers | {"hips": "lift", "feet": "high"})
    assert result.checklist == ()
    assert result.causes == ()
    assert result.first_change is None
    assert result.exit_code == 3


def test_an_emergency_needs_no_other_answer() -> None:
    result = diagnose({"numb-where": "saddle-or-both-legs"})
    assert result.triage.level.value == "emergency"
    assert result.path == ()


def test_safety_questions_cannot_be_left_open() -> None:
    with pytest.raises(MissingAnswers, match="--emergency-sign") as raised:
        diagnose({"feel": "numb"})
    assert raised.value.questions == ("emergency-sign", "doctor-sign", "health", "numb-where")


def test_a_danger_sign_is_told_even_while_answers_are_missing() -> None:
    with pytest.raises(MissingAnswers, match="See a doctor today"):
        diagnose({"doctor-sign": ["fever"]})


def test_the_reasons_name_the_answers_the_worst_first() -> None:
    signs = {"emergency-sign": ["chest-pain"], "doctor-sign": ["one-leg", "fever"], "health": ["aorta", "pregnant"]}
    because = diagnose(signs).triage.because
    assert [said.answer for said in because] == ["chest-pain", "fever", "aorta", "one-leg", "pregnant"]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"numb-where": "saddle-or-both-legs"}, "numb around the genitals or buttocks, or in both legs"),
        ({"numb-where": "one-leg"}, "numb down one leg"),
        ({"feel": "dull", "numb-where": "low-back"}, "did not call the feeling numb"),
        ({"health": ["brittle-bones"], "onset": "sudden-before"}, "brittle bones and it began suddenly"),
        ({"health": ["under-20", "over-50-first"]}, "you are over 50"),
        ({"when": "always", "load": "heavy-only"}, "only when it is heavy"),
        ({"when": "always", "also-hurts": "only-press"}, "nothing else hurts"),
        ({"when": "always", "pain": 0}, "the pain is 0"),
        ({"tried": "all", "pain": 0}, "the pain is 0"),
        ({"onset": "sudden-days", "doctor-sign": ["not-better"]}, "no better after 6 weeks"),
        ({"depth": "short", "knees": "to-chest"}, "knees come to your chest"),
    ],
)
def test_contradicting_answers_are_told(answers: dict[str, Any], words: str) -> None:
    [told] = [text for text in diagnose(SAFE | answers).watch if "disagree" in text and words in text]
    assert told.endswith(("The more serious one counts.", "Both count."))


def test_answers_that_agree_are_not_called_a_contradiction() -> None:
    assert not [text for text in diagnose(SAFE | {"feel": "numb", "numb-where": "low-back"}).watch if "disagree" in text]


@pytest.mark.parametrize(
    ("level", "words"), [("urgent", "today"), ("clinician", "within the next few days"), ("emergency", "now")]
)
def test_each_level_says_within_what_time(knowledge: Knowledge, level: str, words: str) -> None:
    [advice] = [entry for entry in knowledge.triage.levels if entry.level.value == level]
    assert words in advice.action
    assert level != "clinician" or words in knowledge.triage.hold.action


@pytest.mark.parametrize(
    ("question", "value", "home"),
    [
        *(
            ("doctor-sign", value, "health")
            for value in ("cancer", "immune", "steroids", "blood-pressure", "pregnant", "aorta")
        ),
        ("health", "fever", "doctor-sign"),
        ("health", "dark-urine", "emergency-sign"),
        ("emergency-sign", "urine", "doctor-sign"),
    ],
)
def test_an_answer_given_to_the_wrong_question_is_refused_with_the_one_that_has_it(
    question: str, value: str, home: str
) -> None:
    with pytest.raises(InvalidInput, match=rf"{question}: there is no answer '{value}'.* {value} is an answer to --{home}\."):
        diagnose(SAFE | {question: [value]})


@pytest.mark.parametrize("more", [{"pain": 9}, {"pain": 3}, {"health": ["known-disc"]}], ids=str)
def test_in_the_first_days_the_result_says_to_keep_moving(more: dict[str, Any]) -> None:
    assert "keep moving" in " ".join(diagnose(SAFE | {"onset": "sudden-days"} | more).watch)


@pytest.mark.parametrize(("where", "word"), [("hip-or-groin", "hip or groin"), ("elsewhere", "outside the low back")])
@pytest.mark.parametrize("more", [{}, {"doctor-sign": ["one-leg"]}, {"when": "always", "pain": 0}], ids=str)
def test_a_place_that_is_not_the_low_back_is_named_first(where: str, word: str, more: dict[str, Any]) -> None:
    watch = diagnose(SAFE | {"where": where} | more).watch
    assert word in watch[0]
    assert "legpress knows low backs" in watch[0]
    assert where != "elsewhere" or "emergency number" in watch[0]
