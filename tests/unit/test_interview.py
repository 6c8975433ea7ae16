"""The interview: what is asked, going back, changing answers, and that nothing is lost on the way."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given

from legpress_cli.answers import Answer, Answers, Source, read_answers
from legpress_cli.interview import complete, find_place, measure_progress
from legpress_cli.interviewer import hold_interview
from legpress_cli.knowledge import Condition, Knowledge, Level, TriageRule
from support.scripted import BACK, LEAVE, ScriptedAsker, not_sure_after
from support.strategies import COMPLETE, KNOWLEDGE


def hold(knowledge: Knowledge, asker: ScriptedAsker, answers: Answers | None = None) -> Answers:
    return hold_interview(knowledge, answers or Answers(), asker, lambda *_: None)


def test_a_whole_interview_asks_danger_first_and_the_set_up_last(knowledge: Knowledge) -> None:
    asker = ScriptedAsker(
        *("none", "none", "dull", "3", "no", "bottom", "lift", "deep", "to-chest", "high", "pull", "gap", "ok")
    )
    answers = hold(knowledge, asker)
    assert asker.asked == [
        *("emergency-sign", "doctor-sign", "feel", "pain", "tried", "when"),
        *("hips", "depth", "knees", "feet", "handles", "lumbar"),
    ]
    assert answers.values("lumbar") == ("gap",)
    assert [line.text for line in asker.reviews[0]][:3] == [
        "Emergency signs: None of these",
        "Signs for a doctor: None of these",
        "What it feels like: Dull or aching",
    ]


def test_a_question_left_open_can_raise_the_level(knowledge: Knowledge) -> None:
    unsure = TriageRule(Level.URGENT, (Condition("pain", "not-sure"),))
    triage = msgspec.structs.replace(knowledge.triage, rules=(*knowledge.triage.rules, unsure))
    strict = msgspec.structs.replace(knowledge, triage=triage)
    done = complete(strict, read_answers(strict, {"emergency-sign": "none", "doctor-sign": "none"}, Source.FILE))
    assert done.finding.level is Level.URGENT
    assert done.path[-1] == "pain"


def test_an_emergency_ends_the_interview_at_once(knowledge: Knowledge) -> None:
    asker = ScriptedAsker("chest-pain,both-legs")
    answers = hold(knowledge, asker)
    assert asker.asked == ["emergency-sign"]
    assert asker.reviews == []
    assert answers.values("emergency-sign") == ("both-legs", "chest-pain")


def test_numbness_in_the_wrong_place_ends_the_interview_at_once(knowledge: Knowledge) -> None:
    asker = ScriptedAsker("none", "none", "numb", "saddle-or-both-legs")
    hold(knowledge, asker)
    assert asker.asked[-1] == "numb-where"
    assert asker.reviews == []


def test_an_urgent_sign_is_followed_by_no_training_questions(knowledge: Knowledge) -> None:
    asker = ScriptedAsker("none", "fever", "ok")
    hold(knowledge, asker)
    assert asker.asked == ["emergency-sign", "doctor-sign"]
    assert len(asker.reviews) == 1


def test_what_flags_answer_is_not_asked(knowledge: Knowledge) -> None:
    given = read_answers(knowledge, {"emergency-sign": "none", "feel": "dull", "lumbar": "gap"}, Source.FLAG)
    asker = not_sure_after("none")
    hold(knowledge, asker, given)
    assert not {"emergency-sign", "feel", "lumbar"} & set(asker.asked)
    assert asker.prompts[0].progress.about == len(asker.prompts)


def test_going_back_asks_the_previous_question_with_its_answer(knowledge: Knowledge) -> None:
    asker = not_sure_after("none", "none", "dull", BACK, "sharp")
    answers = hold(knowledge, asker)
    assert asker.asked[:6] == ["emergency-sign", "doctor-sign", "feel", "pain", "feel", "pain"]
    assert asker.prompts[4].current == ("dull",)
    assert answers.values("feel") == ("sharp",)


def test_answers_after_a_step_back_are_kept_where_the_path_still_asks_them(knowledge: Knowledge) -> None:
    asker = not_sure_after("none", "none", "dull", "3", BACK, BACK, "stiff")
    answers = hold(knowledge, asker)
    assert asker.asked[:8] == ["emergency-sign", "doctor-sign", "feel", "pain", "tried", "pain", "feel", "tried"]
    assert answers.values("pain") == (3,)


def test_a_path_that_was_left_leaves_no_answer_behind(knowledge: Knowledge) -> None:
    asker = not_sure_after("none", "none", "numb", "one-leg", BACK, BACK, "dull")
    answers = hold(knowledge, asker)
    assert not answers.has("numb-where")


def test_the_first_question_has_no_way_back(knowledge: Knowledge) -> None:
    asker = not_sure_after("none", "none")
    hold(knowledge, asker)
    assert [prompt.can_go_back for prompt in asker.prompts[:3]] == [False, True, True]


def test_going_back_to_the_start_and_on(knowledge: Knowledge) -> None:
    asker = not_sure_after("none", BACK, "none", "none")
    hold(knowledge, asker)
    assert asker.asked[:4] == ["emergency-sign", "doctor-sign", "emergency-sign", "doctor-sign"]


def test_the_review_changes_an_answer_and_asks_only_what_that_opens(knowledge: Knowledge) -> None:
    first = ("none", "none", "dull", "3", "no", "pushing", "any-weight", "no", "held", "pull", "squeeze", "gap")
    asker = ScriptedAsker(*first, "feel", "numb", "low-back", "ok")
    answers = hold(knowledge, asker)
    assert asker.asked[len(first) :] == ["feel", "numb-where"]
    assert len(asker.reviews) == 2
    assert answers.values("numb-where") == ("low-back",)


def test_a_flag_can_be_changed_in_the_review(knowledge: Knowledge) -> None:
    given = read_answers(knowledge, {"emergency-sign": "none", "doctor-sign": "none", "feel": "dull"}, Source.FLAG)
    asker = not_sure_after(*["not-sure"] * 9, "feel", "stiff", reviews=2)
    assert hold(knowledge, asker, given).all_values("feel") == ("stiff",)


def test_going_back_out_of_a_change_leaves_the_answer_as_it_was(knowledge: Knowledge) -> None:
    first = ("none", "none", "dull", "3", "no", "bottom", "lift", "deep", "apart", "low", "pull", "gap")
    asker = ScriptedAsker(*first, "pain", BACK, "ok")
    assert hold(knowledge, asker).values("pain") == (3,)


def test_going_back_from_the_review_asks_the_last_question(knowledge: Knowledge) -> None:
    first = ("none", "none", "dull", "3", "no", "bottom", "lift", "deep", "apart", "low", "pull", "gap")
    asker = ScriptedAsker(*first, BACK, "towel", "ok")
    assert hold(knowledge, asker).values("lumbar") == ("towel",)


def test_a_danger_sign_found_in_the_review_ends_the_interview(knowledge: Knowledge) -> None:
    first = ("none", "none", "dull", "3", "no", "bottom", "lift", "deep", "apart", "low", "pull", "gap")
    asker = ScriptedAsker(*first, "emergency-sign", "leg-weakness")
    assert hold(knowledge, asker).values("emergency-sign") == ("leg-weakness",)


def test_every_answer_is_handed_to_the_keeper_before_the_next_question(knowledge: Knowledge) -> None:
    kept: list[tuple[Answers, str]] = []
    asker = ScriptedAsker("none", "none", "dull", LEAVE)
    with pytest.raises(KeyboardInterrupt):
        hold_interview(knowledge, Answers(), asker, lambda *now: kept.append(now))
    assert [(len(answers.given), asking) for answers, asking in kept] == [(1, ""), (2, ""), (3, "")]
    assert kept[-1][0].values("feel") == ("dull",)


FULL = ("none", "none", "dull", "3", "no", "bottom", "lift", "deep", "apart", "low", "pull", "gap")


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("none",),
        FULL[:4],
        (*FULL[:4], BACK),
        (*FULL[:4], BACK, BACK),
        (*FULL[:4], BACK, BACK, "stiff"),
        (*FULL[:4], BACK, "4"),
        FULL,
        (*FULL, BACK),
        (*FULL, "feel"),
        (*FULL, "feel", BACK),
        (*FULL, "feel", "numb"),
        (*FULL, "emergency-sign"),
    ],
)
def test_who_goes_on_is_asked_what_stood_on_the_screen(knowledge: Knowledge, lines: tuple[str, ...]) -> None:
    kept = [(Answers(), "")]
    left = ScriptedAsker(*lines, LEAVE)
    with pytest.raises(KeyboardInterrupt):
        hold_interview(knowledge, Answers(), left, lambda *now: kept.append(now))
    resumed = ScriptedAsker(LEAVE)
    answers, asking = kept[-1]
    with pytest.raises(KeyboardInterrupt):
        hold_interview(knowledge, answers, resumed, lambda *_: None, asking)
    assert resumed.prompts == left.prompts[-1:] if not resumed.reviews else resumed.reviews == left.reviews[-1:]


def test_who_goes_on_with_an_answer_of_a_flag_may_leave_it(knowledge: Knowledge) -> None:
    given = read_answers(knowledge, {"seat": "lowest"}, Source.FLAG)
    asker = ScriptedAsker(BACK, *FULL, "ok")
    assert hold_interview(knowledge, given, asker, lambda *_: None, "seat").values("seat") == ("lowest",)
    assert asker.asked[:2] == ["seat", "emergency-sign"]


def test_progress_counts_up_to_what_it_promised(knowledge: Knowledge) -> None:
    asker = not_sure_after("none", "none")
    hold(knowledge, asker)
    assert [prompt.progress.position for prompt in asker.prompts] == list(range(1, len(asker.prompts) + 1))
    assert asker.prompts[-1].progress.about == len(asker.prompts)
    assert asker.prompts[0].progress.about == len(asker.prompts)


@given(answers=COMPLETE)
def test_every_interview_ends_within_the_limit(answers: dict[str, Any]) -> None:
    done = complete(KNOWLEDGE, read_answers(KNOWLEDGE, answers, Source.PROMPT))
    assert len(done.path) <= KNOWLEDGE.tree.longest_path
    assert find_place(KNOWLEDGE, done.answers).next is None
    assert done.missing == ()


def test_progress_of_a_question_that_nobody_asks_now(knowledge: Knowledge) -> None:
    answers = Answers((Answer("emergency-sign", ("chest-pain",), Source.PROMPT),))
    assert measure_progress(knowledge, answers, "seat").position == 1
