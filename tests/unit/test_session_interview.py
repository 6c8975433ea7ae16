"""The questions of a log: danger first, then whether there was a session, and only what belongs to it; back and review."""

from __future__ import annotations

import pytest

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.interview.interviewer import TextPrompt
from legpress_cli.interview.session_interview import SessionInterview, ToldSession
from legpress_cli.knowledge.model import Value
from support.courses import KNOWLEDGE, course_of, day
from support.scripted import BACK, LEAVE, WRONG, ScriptedAsker

COURSE = course_of(["0 without 5 90kg", "3 without 5 95kg"])
ORDER = ["emergency-sign", "doctor-sign", "during", "after", "weight", "set-up"]
CALM = ("none", "none")
SESSION = ("3", "2", "100 kg", "with")
TOLD = (*CALM, "3", "2", "", "with")
ALL = [name for name in ORDER if name != "weight"]
"""What is asked with a choice of answers; the weight is typed."""
NOTHING = ToldSession(Answers(), None)


def tell(asker: ScriptedAsker, told: ToldSession = NOTHING, on: int = 10, *, only_seen: bool = False) -> ToldSession:
    return SessionInterview(KNOWLEDGE, COURSE, day(on), told, asker, only_seen=only_seen).hold()


def ask_who_was_seen(*lines: str) -> tuple[ToldSession, ScriptedAsker]:
    asker = ScriptedAsker(*lines)
    return tell(asker, only_seen=True), asker


def heard(asker: ScriptedAsker, order: list[str] = ORDER) -> list[str]:
    return [order[prompt.progress.position - 1] for prompt in asker.heard]


def by_flag(weight: float | None = None, **given: Value) -> ToldSession:
    answers = [Answer(name.replace("_", "-"), (value,), Source.FLAG) for name, value in given.items()]
    return ToldSession(Answers(tuple(answers)), weight)


def test_danger_comes_first_and_nothing_is_chosen_beforehand() -> None:
    asker = ScriptedAsker(*TOLD, "ok")
    told = tell(asker)
    assert heard(asker) == ORDER
    assert [prompt.progress.about for prompt in asker.heard] == [len(ORDER)] * len(ORDER)
    assert [prompt.can_go_back for prompt in asker.heard] == [False, True, True, True, True, True]
    assert all(prompt.nothing_chosen and not prompt.current for prompt in asker.prompts)
    assert [told.answers.values(name) for name in ("during", "after", "set-up")] == [(3,), (2,), ("with",)]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (by_flag(emergency_sign="none", doctor_sign="none", during=3), ["after", "weight", "set-up"]),
        (by_flag(100, during=3), ["emergency-sign", "doctor-sign", "after", "set-up"]),
        (by_flag(100, emergency_sign="none", doctor_sign="none", during=3, after=2, set_up="with"), []),
    ],
)
def test_what_flags_told_is_not_asked(told: ToldSession, asked: list[str]) -> None:
    lines = dict(zip(ORDER, TOLD, strict=True))
    asker = ScriptedAsker(*(lines[name] for name in asked), *(["ok"] if asked else []))
    after = tell(asker, told)
    assert heard(asker) == asked
    assert len(asker.reviews) == bool(asked)
    assert after.weight == (told.weight or 95)


def test_going_back_asks_the_question_before_with_its_answer() -> None:
    asker = ScriptedAsker(*CALM, "3", BACK, BACK, "not-better", "4", "2", BACK, "1", "", "with", "ok")
    told = tell(asker)
    assert heard(asker)[3:] == ["after", "during", "doctor-sign", "during", "after", "weight", "after", "weight", "set-up"]
    assert [(prompt.current, prompt.nothing_chosen) for prompt in asker.prompts[4:8]] == [
        ((3,), False),
        (("none",), False),
        ((3,), False),
        ((), True),
    ]
    assert [told.answers.values(name) for name in ("doctor-sign", "during", "after")] == [("not-better",), (4,), (1,)]


@pytest.mark.parametrize(
    ("on", "typed", "usual", "weight"),
    [
        (10, "", "95 kg (209 lb)", 95),
        (10, "80 kg", "95 kg (209 lb)", 80),
        (10, "220lb", "95 kg (209 lb)", 99.79),
        (0, "", "90 kg (198 lb)", 90),  # a session that was forgotten is as the one before it
    ],
)
def test_enter_alone_keeps_the_weight_of_the_session_before(on: int, typed: str, usual: str, weight: float) -> None:
    asker = ScriptedAsker(*CALM, "3", "2", typed, "with", "ok")
    assert tell(asker, on=on).weight == weight
    assert [prompt.usual for prompt in asker.heard if isinstance(prompt, TextPrompt)] == [usual]


def test_a_weight_that_was_typed_is_the_usual_one_when_it_is_asked_again() -> None:
    asker = ScriptedAsker(*CALM, "3", "2", "80 kg", BACK, "", "with", "weight", "", "weight", BACK, "ok")
    assert tell(asker).weight == 80
    usual = [prompt.usual for prompt in asker.heard if isinstance(prompt, TextPrompt)]
    assert usual == ["95 kg (209 lb)", *["80 kg (176 lb)"] * 3]


def test_a_first_session_has_no_weight_before_it() -> None:
    asker = ScriptedAsker(*CALM, "3", "2", "", "with", "ok")
    assert SessionInterview(KNOWLEDGE, course_of(), day(0), NOTHING, asker, only_seen=False).hold().weight is None
    assert asker.reviews[0][4].text == "Weight: not known"


def test_the_morning_before_is_asked_about_where_it_is_not_long_ago() -> None:
    order = [*ORDER[:4], "morning", *ORDER[4:]]
    asker = ScriptedAsker(*CALM, "3", "2", "not-sure", "", "with", "ok")
    tell(asker, on=7)
    assert heard(asker, order) == order
    assert [line.question for line in asker.reviews[0]] == order


def test_the_review_changes_what_is_picked_and_nothing_else() -> None:
    asker = ScriptedAsker(*TOLD, "during", "4", "after", BACK, BACK, "without", "ok")
    told = tell(asker)
    assert heard(asker)[len(ORDER) :] == ["during", "after", "set-up"]
    assert [told.answers.values(name) for name in ("during", "after", "set-up")] == [(4,), (2,), ("without",)]
    assert [[line.question for line in review] for review in asker.reviews] == [ORDER] * 4
    assert [line.text.rpartition(": ")[2] for line in asker.reviews[0]][:5] == [
        *("None of these", "None of these"),
        *("3 out of 10", "2 out of 10", "95 kg (209 lb)"),
    ]


@pytest.mark.parametrize("lines", [("chest-pain",), (*TOLD, "emergency-sign", "chest-pain")])
def test_an_emergency_is_confirmed_and_ends_the_questions(lines: tuple[str, ...]) -> None:
    asker = ScriptedAsker(*lines)
    told = tell(asker)
    assert told.answers.values("emergency-sign") == ("chest-pain",)
    assert asker.statements == ["You marked: Chest pain. Is that right?"]


def test_an_emergency_that_was_told_by_flag_asks_nothing() -> None:
    asker = ScriptedAsker()
    assert tell(asker, by_flag(emergency_sign="chest-pain")).answers.has("emergency-sign")
    assert (asker.heard, asker.reviews) == ([], [])


def test_an_emergency_marked_by_mistake_is_asked_again() -> None:
    asker = ScriptedAsker("chest-pain", WRONG, *TOLD, "ok")
    assert tell(asker).answers.values("emergency-sign") == ("none",)
    assert heard(asker) == [ORDER[0], *ORDER]


def test_what_is_no_emergency_goes_on() -> None:
    asker = ScriptedAsker("none", "fever", *TOLD[2:], "ok")
    assert tell(asker).answers.values("doctor-sign") == ("fever",)
    assert asker.statements == []


def test_who_was_seen_is_asked_whether_there_was_a_session() -> None:
    told, asker = ask_who_was_seen("none", "fever", "no", "ok")
    assert asker.asked == ["emergency-sign", "doctor-sign", "pressed"]
    assert asker.prompts[-1].nothing_chosen
    assert [line.text for line in asker.reviews[0]][-1] == "A session to log: No, I was only seen"
    assert told == ToldSession(told.answers, None)
    assert {answer.question: answer.values for answer in told.answers.given} == {
        "emergency-sign": ("none",),
        "doctor-sign": ("fever",),
    }


def test_who_was_seen_and_pressed_goes_on_with_the_session() -> None:
    told, asker = ask_who_was_seen(*CALM, "yes", *SESSION, "ok")
    assert asker.asked == [*ALL[:2], "pressed", *ALL[2:]]
    assert (told.answers.values("during"), told.weight) == ((3,), 100)


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        ((*CALM, "no", "pressed", "yes", *SESSION, "ok"), ["pressed", "pressed", *ALL[2:]]),
        ((*CALM, "no", BACK, "yes", *SESSION, "ok"), ["pressed", "pressed", *ALL[2:]]),
        ((*CALM, "no", "pressed", "yes", BACK, "no", "ok"), ["pressed", "pressed", "during", "pressed"]),
        ((*CALM, "yes", *SESSION, "pressed", "no", "ok"), ["pressed", *ALL[2:], "pressed"]),
        ((*CALM, "yes", *SESSION, "pressed", "no", "pressed", "yes", "ok"), ["pressed", *ALL[2:], "pressed", "pressed"]),
    ],
)
def test_whether_there_was_a_session_can_be_changed_in_the_review(lines: tuple[str, ...], asked: list[str]) -> None:
    told, asker = ask_who_was_seen(*lines)
    assert asker.asked == [*ALL[:2], *asked]
    was_one = [line for line in lines if line in ("yes", "no")][-1] == "yes"
    assert (told.answers.has("during"), told.weight) == (was_one, 100 if was_one else None)


def test_who_leaves_logs_nothing() -> None:
    with pytest.raises(KeyboardInterrupt):
        tell(ScriptedAsker(*CALM, LEAVE), only_seen=True)
