"""What is asked about a session: danger first, then whether there was one, and only what belongs to it."""

from __future__ import annotations

import pytest

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.interview.session_interview import ToldSession, ask_session
from support.courses import KNOWLEDGE, course_of, day
from support.scripted import BACK, LEAVE, WRONG, ScriptedAsker

COURSE = course_of(["0 without 5 90kg"])
NOTHING = ToldSession(Answers(), None)
WELL = ("none", "none")
SESSION = ("3", "2", "100 kg", "with")
ALL = ["emergency-sign", "doctor-sign", "during", "after", "set-up"]
"""What is asked with a choice of answers, seven days after the session before; the weight is typed."""


def ask(*lines: str, told: ToldSession = NOTHING, only_seen: bool = False) -> tuple[ToldSession, ScriptedAsker]:
    asker = ScriptedAsker(*lines)
    return ask_session(KNOWLEDGE, COURSE, day(7), told, asker, only_seen=only_seen), asker


def test_danger_comes_first_and_the_set_up_last() -> None:
    told, asker = ask(*WELL, *SESSION, "ok")
    assert asker.asked == ALL
    assert (told.answers.values("during"), told.answers.values("set-up"), told.weight) == ((3,), ("with",), 100)
    assert [line.question for line in asker.reviews[0]] == [*ALL[:4], "weight", "set-up"]


def test_an_empty_weight_is_that_of_the_session_before() -> None:
    assert ask(*WELL, "3", "2", "", "with", "ok")[0].weight == 90


def test_what_was_told_by_flag_is_not_asked() -> None:
    by_flag = ToldSession(Answers((Answer("during", (4,), Source.FLAG),)), 80)
    told, asker = ask(*WELL, "2", "other", "ok", told=by_flag)
    assert asker.asked == ["emergency-sign", "doctor-sign", "after", "set-up"]
    assert (told.answers.values("during"), told.weight) == ((4,), 80)


def test_going_back_asks_the_one_before_again() -> None:
    told, asker = ask(*WELL, "3", BACK, "4", "2", BACK, "1", "100kg", BACK, "80kg", "with", BACK, "without", "ok")
    assert (told.answers.values("during"), told.answers.values("after"), told.weight) == ((4,), (1,), 80)
    assert asker.asked[2:] == ["during", "after", "during", "after", "after", "set-up", "set-up", "set-up"]
    assert told.answers.values("set-up") == ("without",)


def test_an_emergency_ends_the_questions_once_it_is_confirmed() -> None:
    told, asker = ask("chest-pain", WRONG, "chest-pain")
    assert asker.asked == ["emergency-sign", "emergency-sign"]
    assert told.answers.values("emergency-sign") == ("chest-pain",)


def test_who_was_seen_is_asked_whether_there_was_a_session() -> None:
    told, asker = ask("none", "fever", "no", "ok", only_seen=True)
    assert asker.asked == ["emergency-sign", "doctor-sign", "pressed"]
    assert asker.prompts[-1].nothing_chosen
    assert [line.text for line in asker.reviews[0]][-1] == "A session to log: No, I was only seen"
    assert told == ToldSession(told.answers, None)
    assert {answer.question: answer.values for answer in told.answers.given} == {
        "emergency-sign": ("none",),
        "doctor-sign": ("fever",),
    }


def test_who_was_seen_and_pressed_goes_on_with_the_session() -> None:
    told, asker = ask(*WELL, "yes", *SESSION, "ok", only_seen=True)
    assert asker.asked == [*ALL[:2], "pressed", *ALL[2:]]
    assert (told.answers.values("during"), told.weight) == ((3,), 100)


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        ((*WELL, "no", "pressed", "yes", *SESSION, "ok"), ["pressed", "pressed", *ALL[2:]]),
        ((*WELL, "no", BACK, "yes", *SESSION, "ok"), ["pressed", "pressed", *ALL[2:]]),
        ((*WELL, "no", "pressed", "yes", BACK, "no", "ok"), ["pressed", "pressed", "during", "pressed"]),
        ((*WELL, "yes", *SESSION, "pressed", "no", "ok"), ["pressed", *ALL[2:], "pressed"]),
        ((*WELL, "yes", *SESSION, "pressed", "no", "pressed", "yes", "ok"), ["pressed", *ALL[2:], "pressed", "pressed"]),
    ],
)
def test_whether_there_was_a_session_can_be_changed_in_the_review(lines: tuple[str, ...], asked: list[str]) -> None:
    told, asker = ask(*lines, only_seen=True)
    assert asker.asked == [*ALL[:2], *asked]
    was_one = [line for line in lines if line in ("yes", "no")][-1] == "yes"
    assert (told.answers.has("during"), told.weight) == (was_one, 100 if was_one else None)


def test_who_leaves_tells_nothing() -> None:
    with pytest.raises(KeyboardInterrupt):
        ask(*WELL, LEAVE, only_seen=True)
