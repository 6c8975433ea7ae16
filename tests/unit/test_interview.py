"""The interview: what is asked, going back, changing answers, and that nothing is lost on the way."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.expiry import A_DAY
from legpress_cli.diagnosis.replay import Progress, complete, find_place, measure_progress
from legpress_cli.interview.interviewer import ReviewLine, ReviewReply, hold_interview
from legpress_cli.interview.phrases import WayOn
from legpress_cli.knowledge.model import Condition, Level, TriageRule
from support.scripted import BACK, LEAVE, WRONG, ScriptedAsker, interview, not_sure_after
from support.small import SMALL
from support.strategies import COMPLETE, KNOWLEDGE

FULL = ("none", "none", "dull", "here", "before", "3", "stay", "low", "high", "hold")
TO_ACHE = FULL[:6]


def hold(asker: ScriptedAsker, answers: Answers | None = None) -> Answers:
    return interview(SMALL, answers or Answers(), asker)


def test_a_whole_interview_asks_danger_first_and_what_the_answers_lead_to() -> None:
    asker = ScriptedAsker(*TO_ACHE, "lift", "deep", "high", "hold", "ok")
    answers = hold(asker)
    assert asker.asked == ["alarm", "sign", "feel", "place", "start", "ache", "hips", "depth", "feet", "hands"]
    assert answers.values("hands") == ("hold",)
    assert [line.text for line in asker.reviews[0]][:3] == [
        "Alarms: None of these",
        "Signs: None of these",
        "The feeling: Dull",
    ]


def test_a_question_left_open_can_raise_the_level() -> None:
    unsure = TriageRule(Level.URGENT, (Condition("ache", "not-sure"),))
    triage = msgspec.structs.replace(SMALL.triage, rules=(*SMALL.triage.rules, unsure))
    strict = msgspec.structs.replace(SMALL, triage=triage)
    done = complete(strict, read_answers(strict, {"alarm": "none", "sign": "none"}, Source.FILE))
    assert done.finding.level is Level.URGENT
    assert done.finding.because == ()
    assert done.path[-1] == "ache"


def test_an_emergency_ends_the_interview_at_once() -> None:
    asker = ScriptedAsker("chest,collapse")
    answers = hold(asker)
    assert asker.asked == ["alarm"]
    assert asker.reviews == []
    assert answers.values("alarm") == ("collapse", "chest")


def test_numbness_in_the_wrong_place_ends_the_interview_at_once() -> None:
    asker = ScriptedAsker("none", "none", "numb", "both")
    hold(asker)
    assert asker.asked[-1] == "where"
    assert asker.reviews == []


def test_an_emergency_is_confirmed_in_its_full_words() -> None:
    asker = ScriptedAsker("none", "none", "numb", "both")
    hold(asker)
    both = SMALL.question("where").label("both")
    assert asker.statements == [f"You marked: {both}. Is that right?"]


def test_an_emergency_that_is_wrong_is_asked_again_with_the_marks_as_they_were() -> None:
    asker = not_sure_after("chest,collapse", WRONG, "none", "none")
    answers = hold(asker)
    assert asker.asked[:3] == ["alarm", "alarm", "sign"]
    assert asker.prompts[1].current == ("collapse", "chest")
    assert answers.values("alarm") == ("none",)


def test_an_emergency_that_is_wrong_is_no_answer_for_who_goes_back() -> None:
    asker = not_sure_after("none", "none", "numb", "both", WRONG, BACK, "dull")
    answers = hold(asker)
    assert asker.asked[3:7] == ["where", "where", "feel", "place"]
    assert not answers.has("where")


def test_an_emergency_that_was_taken_back_is_not_marked_again() -> None:
    asker = ScriptedAsker("collapse", WRONG, *FULL, "alarm", "none", "ok")
    hold(asker)
    assert [prompt.current for prompt in asker.prompts if prompt.question.id == "alarm"] == [(), ("collapse",), ("none",)]


def test_a_sign_that_was_taken_back_costs_no_other_answer() -> None:
    asker = ScriptedAsker(*FULL, "sign", "fever", "sign", "none", "ok")
    answers = hold(asker)
    assert asker.asked[len(FULL) :] == ["sign", "sign"]
    assert answers.values("hands") == ("hold",)


def test_a_wrong_change_to_an_emergency_leaves_the_answer_as_it_was() -> None:
    asker = ScriptedAsker(*FULL, "alarm", "collapse", WRONG, BACK, "ok")
    assert hold(asker).values("alarm") == ("none",)
    assert asker.prompts[-1].current == ("collapse",)


def test_what_is_no_emergency_needs_no_confirmation() -> None:
    asker = ScriptedAsker("none", "fever", "ok")
    hold(asker)
    assert asker.statements == []


def test_an_emergency_by_flag_needs_no_confirmation() -> None:
    asker = ScriptedAsker()
    hold(asker, read_answers(SMALL, {"alarm": "chest"}, Source.FLAG))
    assert asker.statements == asker.asked == []


def test_another_answer_beside_an_emergency_is_not_read_back_as_one() -> None:
    given = read_answers(SMALL, {"alarm": "chest"}, Source.FLAG)
    asker = ScriptedAsker("4")
    before = given.adding([Answer("ache", (3,), Source.SESSION)])
    assert interview(SMALL, before, asker, asking="ache").values("ache") == (4,)
    assert asker.statements == []


def test_who_leaves_at_the_confirmation_is_asked_again_and_cannot_slip_past_it() -> None:
    kept: list[tuple[Answers, str]] = []
    left = ScriptedAsker("none", "none", "numb", "both", LEAVE)
    with pytest.raises(KeyboardInterrupt):
        interview(SMALL, Answers(), left, lambda *now: kept.append(now))
    answers, asking = kept[-1]
    assert (answers.values("where"), asking) == (("both",), "where")
    resumed = ScriptedAsker(BACK, "numb", "both", LEAVE)
    with pytest.raises(KeyboardInterrupt):
        interview(SMALL, answers, resumed, asking=asking)
    assert resumed.asked == ["where", "feel", "where"]
    assert [prompt.current for prompt in resumed.prompts] == [("both",), ("numb",), ("both",)]
    assert len(resumed.statements) == 1


def test_nothing_is_chosen_where_an_answer_can_call_for_care() -> None:
    asker = not_sure_after("none", "none")
    hold(asker)
    serious = {prompt.question.id for prompt in asker.prompts if prompt.nothing_chosen}
    assert serious == {"alarm", "sign", "ache", "hips"}


def test_an_urgent_sign_is_followed_by_no_training_questions() -> None:
    asker = ScriptedAsker("none", "fever", "ok")
    hold(asker)
    assert asker.asked == ["alarm", "sign"]
    assert len(asker.reviews) == 1


def test_what_flags_answer_is_not_asked() -> None:
    given = read_answers(SMALL, {"alarm": "none", "feel": "dull", "hands": "hold"}, Source.FLAG)
    asker = not_sure_after("none")
    hold(asker, given)
    assert not {"alarm", "feel", "hands"} & set(asker.asked)
    assert asker.prompts[0].progress.about == len(asker.prompts)


def test_going_back_asks_the_previous_question_with_its_answer() -> None:
    asker = not_sure_after("none", "none", "dull", BACK, "not-sure")
    answers = hold(asker)
    assert asker.asked[:6] == ["alarm", "sign", "feel", "place", "feel", "place"]
    assert asker.prompts[4].current == ("dull",)
    assert answers.values("feel") == ("not-sure",)


def test_answers_after_a_step_back_are_kept_where_the_path_still_asks_them() -> None:
    asker = not_sure_after(*TO_ACHE, BACK, BACK, "not-sure")
    answers = hold(asker)
    assert asker.asked[5:10] == ["ache", "hips", "ache", "start", "hips"]
    assert answers.values("ache") == (3,)


def test_a_path_that_was_left_leaves_no_answer_behind() -> None:
    asker = not_sure_after("none", "none", "numb", "back", BACK, BACK, "dull")
    answers = hold(asker)
    assert not answers.has("where")


def test_the_first_question_has_no_way_back() -> None:
    asker = not_sure_after("none", "none")
    hold(asker)
    assert [prompt.can_go_back for prompt in asker.prompts[:3]] == [False, True, True]


def test_going_back_to_the_start_and_on() -> None:
    asker = not_sure_after("none", BACK, "none", "none")
    hold(asker)
    assert asker.asked[:4] == ["alarm", "sign", "alarm", "sign"]


def test_the_review_changes_an_answer_and_asks_only_what_that_opens() -> None:
    first = FULL
    asker = ScriptedAsker(*first, "feel", "numb", "back", "ok")
    answers = hold(asker)
    assert asker.asked[len(first) :] == ["feel", "where"]
    assert len(asker.reviews) == 2
    assert answers.values("where") == ("back",)


def test_a_flag_can_be_changed_in_the_review() -> None:
    given = read_answers(SMALL, {"alarm": "none", "sign": "none", "feel": "dull"}, Source.FLAG)
    asker = not_sure_after(*["not-sure"] * 7, "feel", "numb", "back", reviews=2)
    assert hold(asker, given).all_values("feel") == ("numb",)
    assert asker.prompts[7].progress == Progress(1, 8)


def test_going_back_out_of_a_change_leaves_the_answer_as_it_was() -> None:
    first = FULL
    asker = ScriptedAsker(*first, "ache", BACK, "ok")
    assert hold(asker).values("ache") == (3,)


def test_going_back_from_the_review_asks_the_last_question() -> None:
    first = FULL
    asker = ScriptedAsker(*first, BACK, "rest", "ok")
    assert hold(asker).values("hands") == ("rest",)


def test_a_danger_sign_found_in_the_review_ends_the_interview() -> None:
    first = FULL
    asker = ScriptedAsker(*first, "alarm", "collapse")
    assert hold(asker).values("alarm") == ("collapse",)


def test_every_answer_is_handed_to_the_keeper_before_the_next_question() -> None:
    kept: list[tuple[Answers, str]] = []
    asker = ScriptedAsker("none", "none", "dull", LEAVE)
    with pytest.raises(KeyboardInterrupt):
        interview(SMALL, Answers(), asker, lambda *now: kept.append(now))
    assert [(len(answers.given), asking) for answers, asking in kept] == [(1, ""), (2, ""), (3, "")]
    assert kept[-1][0].values("feel") == ("dull",)


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("none",),
        TO_ACHE,
        (*TO_ACHE, BACK),
        (*TO_ACHE, BACK, BACK),
        (*TO_ACHE, BACK, BACK, "not-sure"),
        (*TO_ACHE, BACK, "4"),
        FULL,
        (*FULL, BACK),
        (*FULL, "feel"),
        (*FULL, "feel", BACK),
        (*FULL, "feel", "numb"),
        (*FULL, "alarm"),
    ],
)
def test_who_goes_on_is_asked_what_stood_on_the_screen(lines: tuple[str, ...]) -> None:
    kept = [(Answers(), "")]
    left = ScriptedAsker(*lines, LEAVE)
    with pytest.raises(KeyboardInterrupt):
        interview(SMALL, Answers(), left, lambda *now: kept.append(now))
    resumed = ScriptedAsker(LEAVE)
    answers, asking = kept[-1]
    with pytest.raises(KeyboardInterrupt):
        interview(SMALL, answers, resumed, asking=asking)
    assert resumed.prompts == left.prompts[-1:] if not resumed.reviews else resumed.reviews == left.reviews[-1:]


def test_who_goes_on_with_an_answer_of_a_flag_may_leave_it() -> None:
    given = read_answers(SMALL, {"seat": "low"}, Source.FLAG)
    asker = ScriptedAsker(BACK, *TO_ACHE, "lift", "deep", "high", "hold", "ok")
    assert interview(SMALL, given, asker, asking="seat").values("seat") == ("low",)
    assert asker.asked[:2] == ["seat", "alarm"]


class _Waiting(ScriptedAsker):
    """Leaves the first review open for so many seconds."""

    def __init__(self, seconds: float, *lines: str) -> None:
        super().__init__(*lines)
        self.now = 1000.0
        self._seconds = seconds

    def review(self, lines: tuple[ReviewLine, ...], ways: tuple[WayOn, ...]) -> ReviewReply:
        if not self.reviews:
            self.now += self._seconds
        return super().review(lines, ways)


@pytest.mark.parametrize(("seconds", "is_old"), [(0, False), (A_DAY, False), (A_DAY + 1, True), (5 * A_DAY, True), (-1, True)])
def test_danger_is_asked_again_before_the_result_where_its_answers_are_old(
    capsys: pytest.CaptureFixture[str], seconds: float, *, is_old: bool
) -> None:
    asker = _Waiting(seconds, *FULL, "ok", *(["none", "none", "ok"] if is_old else []))
    kept: list[tuple[Answers, str]] = []
    done = hold_interview(SMALL, Answers(), asker, lambda *now: kept.append(now), clock=lambda: asker.now)
    assert asker.asked[len(FULL) :] == (["alarm", "sign"] if is_old else [])
    assert ("So they are asked again." in " ".join(capsys.readouterr().err.split())) is is_old
    assert {entry.at for entry in done.answers.given if SMALL.question(entry.question).safety} == {
        asker.now if is_old else 1000
    }
    assert kept[-1][0] == done.answers


def test_the_same_answer_again_is_a_new_one() -> None:
    given = read_answers(SMALL, {"alarm": "none", "sign": "none"}, Source.SESSION).given_at(0)
    asker = ScriptedAsker(*FULL[2:], "sign", "none", "ok", "none", "ok")
    done = hold_interview(SMALL, given, asker, lambda *_: None, clock=lambda: A_DAY + 9)
    assert asker.asked[-2:] == ["sign", "alarm"]
    assert done.answers.source("sign") is Source.SESSION


def test_an_emergency_is_shown_however_old() -> None:
    given = read_answers(SMALL, {"alarm": "chest"}, Source.FLAG).given_at(0)
    assert hold_interview(SMALL, given, ScriptedAsker(), lambda *_: None, clock=lambda: 9 * A_DAY).way is None


def test_progress_counts_up_to_what_it_promised() -> None:
    asker = not_sure_after("none", "none")
    hold(asker)
    assert [prompt.progress.position for prompt in asker.prompts] == list(range(1, len(asker.prompts) + 1))
    assert asker.prompts[-1].progress.about == len(asker.prompts)
    assert asker.prompts[0].progress.about == len(asker.prompts)


@given(answers=COMPLETE)
def test_every_interview_ends_within_the_limit(answers: dict[str, Any]) -> None:
    done = complete(KNOWLEDGE, read_answers(KNOWLEDGE, answers, Source.PROMPT))
    assert len(done.path) <= KNOWLEDGE.tree.longest_path
    assert find_place(KNOWLEDGE, done.answers).next is None
    assert done.missing == ()


@pytest.mark.parametrize("source", [Source.PROMPT, Source.FLAG])
def test_progress_of_a_question_that_nobody_asks_now(source: Source) -> None:
    answers = Answers((Answer("alarm", ("chest",), source),))
    assert measure_progress(SMALL, answers, "seat") == Progress(1, 1)
