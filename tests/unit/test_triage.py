"""The level of care: the gravest rule that any answer meets wins, and no advice where a doctor comes first."""

from __future__ import annotations

from typing import Any

import pytest

from legpress_cli.diagnosis.answers import Answers, Source
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.diagnosis.result import diagnose
from legpress_cli.diagnosis.triage import advise, already_means, find_level, find_outside
from legpress_cli.errors import MissingAnswers
from support.small import CALM, SMALL, answers_of

LEVELS: list[tuple[dict[str, Any], str]] = [
    ({"alarm": ["collapse"]}, "emergency"),
    ({"alarm": ["chest"], "sign": ["fever"]}, "emergency"),
    (CALM | {"where": "both"}, "emergency"),
    (CALM | {"sign": ["fever"]}, "urgent"),
    (CALM | {"sign": ["lump", "leg"]}, "urgent"),
    (CALM | {"sign": ["leg"]}, "clinician"),
    *((CALM | {"ache": ache}, "clinician") for ache in (8, 10)),
    *((CALM | {"hips": "lift", "ache": ache}, "clinician") for ache in (5, 7)),
    *((CALM | {"ache": ache}, "self-care") for ache in (0, 7)),
    (CALM | {"hips": "lift", "ache": 4}, "self-care"),
    (CALM | {"hips": "stay", "ache": 7}, "self-care"),
    (CALM | {"where": "back"}, "self-care"),
    (CALM | {"sign": ["blood"]}, "self-care"),
]


@pytest.mark.parametrize(("answers", "level"), LEVELS, ids=str)
def test_answers_call_for_a_level(answers: dict[str, Any], level: str) -> None:
    assert diagnose(answers, SMALL).triage.level.value == level


@pytest.mark.parametrize("answers", [answers for answers, level in LEVELS if level in ("emergency", "urgent")], ids=str)
def test_no_training_advice_where_a_doctor_comes_first(answers: dict[str, Any]) -> None:
    result = diagnose(answers | {"hips": "lift", "feet": "high"}, SMALL)
    assert result.checklist == ()
    assert result.causes == ()
    assert result.first_change is None
    assert result.exit_code == 3


def test_an_emergency_needs_no_other_answer() -> None:
    result = diagnose({"where": "both"}, SMALL)
    assert result.triage.level.value == "emergency"
    assert result.path == ()


def test_safety_questions_cannot_be_left_open() -> None:
    with pytest.raises(MissingAnswers, match="--alarm") as raised:
        diagnose({"feel": "numb"}, SMALL)
    assert raised.value.questions == ("alarm", "sign", "where")


def test_a_danger_sign_is_told_even_while_answers_are_missing() -> None:
    with pytest.raises(MissingAnswers, match="See a doctor today"):
        diagnose({"sign": ["fever"]}, SMALL)


def test_the_level_tells_every_answer_behind_it_worst_first() -> None:
    answers = {"alarm": "chest", "sign": ["leg", "fever"], "hips": "lift", "ache": 6}
    finding = find_level(SMALL, answers_of(answers))
    assert finding.because == (
        GivenAnswer("alarm", "chest"),
        GivenAnswer("sign", "fever"),
        GivenAnswer("sign", "leg"),
        GivenAnswer("hips", "lift"),
        GivenAnswer("ache", 6),
    )


@pytest.mark.parametrize(
    ("answers", "title", "action"),
    [
        (CALM, "Nothing here needs a doctor first", "Go on with care."),
        (CALM | {"ache": 6}, "No danger sign, but stop for today", "Go on with care. Stop for today."),
        (
            CALM | {"sign": ["blood"], "ache": 6},
            "No danger sign, but ask first",
            "Go on with care. Ask before you go on. Stop for today.",
        ),
        (CALM | {"ache": 8}, "See somebody about this", "Arrange a visit. Stop for today."),
        (
            CALM | {"sign": ["leg", "blood"], "ache": 6},
            "Wait until you have been seen",
            "Wait with it all until a doctor has seen you. Rest the leg. Go lightly until then. Stop for today.",
        ),
        (CALM | {"sign": ["fever", "leg"], "ache": 6}, "See a doctor today", "Call a doctor today."),
    ],
    ids=str,
)
def test_the_advice_adds_what_the_answers_call_for_and_takes_the_first_title(
    answers: dict[str, Any], title: str, action: str
) -> None:
    given = answers_of(answers)
    advice = advise(SMALL, find_level(SMALL, given), given)
    assert (advice.title, advice.action) == (title, action)


@pytest.mark.parametrize(
    ("answers", "hold"),
    [
        (CALM, False),
        (CALM | {"sign": ["leg"]}, True),
        (CALM | {"sign": ["leg"], "ache": 0}, True),
        (CALM | {"ache": 9}, False),
        (CALM | {"sign": ["fever", "leg"]}, True),
        (CALM | {"sign": ["fever"]}, False),
    ],
    ids=str,
)
def test_some_answers_mean_nobody_presses_until_seen(answers: dict[str, Any], hold: bool) -> None:  # noqa: FBT001  # a case
    result = diagnose(answers, SMALL)
    assert result.triage.hold is hold
    assert not (hold and result.first_change)


def test_a_sign_that_lost_still_holds() -> None:
    by_flag, in_file = answers_of(CALM, Source.FLAG), answers_of({"sign": "leg"})
    assert find_level(SMALL, by_flag.adding(in_file.given)).hold


def test_a_place_that_is_not_known_is_told_first() -> None:
    outside, everybody = SMALL.triage.outside[0].says, SMALL.triage.watch[0].text
    assert diagnose(CALM | {"place": "there"}, SMALL).watch == (outside, everybody)
    told = diagnose(CALM | {"place": "there", "hips": "lift", "ache": 0}, SMALL).watch
    assert told[0] == outside
    assert told[1].startswith("Your answers disagree.")
    assert find_outside(SMALL, answers_of({"place": "here"})) == ()
    assert diagnose(CALM | {"place": "there", "sign": "fever"}, SMALL).watch == (everybody,)


def test_what_was_said_so_far_is_told_only_where_a_doctor_is_needed() -> None:
    assert already_means(SMALL, Answers()) == ""
    assert already_means(SMALL, answers_of(CALM | {"ache": 6})) == ""
    assert "Stop for today." in already_means(SMALL, answers_of({"sign": "leg", "ache": 6}))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"where": "both"}, "but both legs are numb"),
        ({"feel": "dull", "where": "back"}, "You called it dull"),
        ({"hips": "lift", "ache": 0}, "the ache is 0"),
    ],
)
def test_contradicting_answers_are_told(answers: dict[str, Any], words: str) -> None:
    [told] = [text for text in diagnose(CALM | answers, SMALL).watch if "disagree" in text and words in text]
    assert told.endswith(("the more serious answer counts.", "Both are counted. Please check them."))


def test_answers_that_agree_are_not_called_a_contradiction() -> None:
    assert not [text for text in diagnose(CALM | {"feel": "numb", "where": "back"}, SMALL).watch if "disagree" in text]


def test_what_to_watch_for_follows_the_level_and_the_answers() -> None:
    everybody, numb = (entry.text for entry in SMALL.triage.watch)
    assert diagnose(CALM, SMALL).watch == (everybody,)
    assert diagnose(CALM | {"feel": "numb", "where": "back"}, SMALL).watch == (everybody, numb)
    assert diagnose({"alarm": "chest"}, SMALL).watch == ()
