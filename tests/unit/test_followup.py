"""The rules of the follow-up: what is kept with a session, what is open, what runs beside, and what holds for all courses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.errors import ExitCode, MissingAnswers
from legpress_cli.followup.course import Course, NotedSign
from legpress_cli.followup.danger import awaits_a_look
from legpress_cli.followup.due import find_due, log_questions, morning_of
from legpress_cli.followup.outcome import Outcome, follow_up
from legpress_cli.followup.session import USUAL, Session, SetUp
from legpress_cli.knowledge.check.danger import training_pattern
from legpress_cli.knowledge.model import Do, Doubt, IfSame, Judgement, Knowledge, Level
from support.courses import CALM, FIRST, KNOWLEDGE, SECOND, course_of, courses, day, tell

KINDNESS = {Judgement.BETTER: 0, Judgement.TOO_MILD: 1, Judgement.WORSE: 3}
HELPED = ["0 without 5", "3 without 6", "7 with 3", "10 with 2"]
SIGNS = [
    option.id for name in ("emergency-sign", "doctor-sign") for option in KNOWLEDGE.question(name).options if not option.alone
]
TRAINING = training_pattern(KNOWLEDGE)


def outcome(sessions: list[str], answers: dict[str, Any] | None = None, knowledge: Knowledge = KNOWLEDGE) -> Outcome:
    return follow_up(knowledge, course_of(sessions, answers, knowledge))


def do_of(course: Course) -> Do:
    return follow_up(KNOWLEDGE, course).result.next.do


# What is due, and what a session is kept with.


@pytest.mark.parametrize(
    ("sessions", "on", "change", "base"),
    [
        ([], 0, FIRST, USUAL),
        (HELPED[:3], 10, FIRST, USUAL),
        (HELPED, 14, SECOND, FIRST),
        (HELPED, 50, None, FIRST),
        ([*HELPED, "50 with 3"], 53, None, FIRST),
        ([*HELPED, "50 with 3", "53 with 3"], 57, SECOND, FIRST),
        (["0 without 5", "3 with 3 fever"], 7, FIRST, USUAL),
        (["0 without 5", "3 with 3 fever", "7 with 3 seen"], 10, SECOND, FIRST),
        (["0 without 3", "3 without 3", "7 with 5", "10 with 5"], 14, SECOND, USUAL),
    ],
)
def test_what_is_due_follows_from_what_was_said(sessions: list[str], on: int, change: str | None, base: str) -> None:
    due = find_due(KNOWLEDGE, course_of(sessions), day(on))
    assert (due.change, due.base) == (change, base)
    assert due.step(SetUp.WITHOUT) == base
    assert due.step(SetUp.WITH) == due.step(SetUp.OTHER) == (change or base)


def test_a_forgotten_session_is_one_with_what_was_due_on_its_day() -> None:
    course = course_of(HELPED)
    assert find_due(KNOWLEDGE, course, day(8)).change == FIRST
    assert find_due(KNOWLEDGE, course, day(14)).change == SECOND
    assert tell(course, "8 with 2").sessions[-1].step == FIRST


def test_what_was_kept_with_a_session_counts_even_if_something_else_was_due() -> None:
    """A knowledge with other lines may have said something else then."""
    course = course_of(["0 without 5", "3 without 5"])
    told = Session("x", day(7), 2, 2, step=SECOND, weight_kg=100)
    again = Session("y", day(10), 2, 2, step=SECOND, weight_kg=100)
    result = follow_up(KNOWLEDGE, replace(course, sessions=(*course.sessions, told, again))).result
    assert (result.step.tip, result.verdict.verdict) == (SECOND, Judgement.BETTER)


def test_a_morning_told_later_does_not_make_what_was_done_another_change() -> None:
    course = course_of(["0 without 4 morning-1", "3 without 4 morning-1", "7 with 4 morning-4", "10 with 3 morning-4"])
    assert find_due(KNOWLEDGE, course, day(14)).change == FIRST
    assert do_of(course) is Do.UNDO_CHANGE
    assert do_of(tell(course, "14 with 3")) is Do.UNDO_CHANGE
    assert find_due(KNOWLEDGE, tell(course, "14 with 3"), day(17)).change == SECOND


def test_other_exercise_is_what_is_tried_then() -> None:
    useless = [f"{3 * number} {'without' if number < 2 else 'with'} 5" for number in range(8)]
    course = course_of(useless)
    assert follow_up(KNOWLEDGE, course).result.next.tip == "other-exercise"
    assert find_due(KNOWLEDGE, course, day(24)).change == "other-exercise"


def test_after_another_exercise_in_vain_what_is_told_is_what_is_logged() -> None:
    useless = [f"{3 * number} {'without' if number < 2 else 'with'} 5" for number in range(11)]
    course = course_of(useless)
    said = follow_up(KNOWLEDGE, course).result
    assert (said.next.do, said.next.tip, said.step.tip) == (Do.OTHER_EXERCISE, said.left[0], "other-exercise")
    assert said.next.title.startswith("Have your back looked at, and then do this: ")
    assert find_due(KNOWLEDGE, course, day(33)).change == said.next.tip
    assert follow_up(KNOWLEDGE, tell(course, "33 with 5")).result.step.tip == said.next.tip


# What is asked.


def test_a_log_asks_about_danger_first_and_the_set_up_last() -> None:
    course = course_of(HELPED[:3])
    asked = log_questions(KNOWLEDGE, course, day(9))
    assert [question.id for question in asked] == ["emergency-sign", "doctor-sign", "during", "after", "morning", "set-up"]
    assert asked[-1].ask == "Did you do it with the change: stop a hand's width before your hips curl up?"
    assert all("new" in question.ask for question in asked[:2])


@pytest.mark.parametrize(("on", "asked"), [(7, False), (8, True), (11, True), (12, False)])
def test_the_morning_is_asked_about_for_four_days(on: int, *, asked: bool) -> None:
    course = course_of(["4 without 5", "7 without 5"])
    assert (morning_of(KNOWLEDGE, course, day(on)) is not None) is asked
    assert ("morning" in [question.id for question in log_questions(KNOWLEDGE, course, day(on))]) is asked


def test_an_open_sign_changes_nothing_about_what_a_session_is_one_with() -> None:
    first, then = (log_questions(KNOWLEDGE, course_of([f"0 without 5{sign}"]), day(3)) for sign in ("", " fever"))
    assert first == then


# Danger.


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_stops_everything_until_it_is_seen(sign: str) -> None:
    course = course_of([*HELPED[:3], f"10 with 2 {sign}"])
    result = follow_up(KNOWLEDGE, course).result
    if sign == "not-better":
        assert (result.next.do, result.triage.level) == (do_of(course_of(HELPED)), Level.CLINICIAN)
        return
    assert result.next.do in (Do.SEE_A_DOCTOR, Do.STOP_UNTIL_SEEN)
    assert (result.triage.open_since, result.next.tip) == (day(10), None)
    assert GivenAnswer("emergency-sign" if sign in KNOWLEDGE.question("emergency-sign").values else "doctor-sign", sign) in (
        result.triage.because
    )
    assert result.exit_code is (ExitCode.SEE_A_DOCTOR if result.next.do is Do.SEE_A_DOCTOR else ExitCode.CHECKLIST)
    later = follow_up(KNOWLEDGE, tell(tell(course, "14 with 2"), "17 with 2 seen")).result
    assert later.triage.open_since is None
    assert later.next.do not in (Do.SEE_A_DOCTOR, Do.STOP_UNTIL_SEEN)


def test_the_gravest_sign_is_what_holds_since_the_first_was_told() -> None:
    result = outcome(["0 without 5", "3 without 5 one-leg", "5 without 5 fever", "7 without 5 chest-pain"]).result
    assert (result.triage.level, result.triage.open_since) == (Level.EMERGENCY, day(3))


def test_what_was_looked_at_no_longer_asks_for_a_doctor() -> None:
    assert outcome(["0 without 5 not-better"]).result.triage.level is Level.CLINICIAN
    assert outcome(["0 without 5 not-better", "3 without 5 seen"]).result.triage.level is Level.SELF_CARE


def test_nothing_about_training_is_said_while_a_doctor_must_come_first() -> None:
    for sign in SIGNS:
        result = outcome([*HELPED, f"14 with 2 {sign}"]).result
        if result.next.do is Do.SEE_A_DOCTOR:
            said = (result.next.title, result.next.why, *result.next.steps, *result.watch, result.verdict.says)
            assert not TRAINING.search(" ".join(said)), sign
            assert (result.left, result.tried, result.step.tip) == ((), (), None)


def test_a_sign_that_the_knowledge_lost_stops_too() -> None:
    course = course_of(HELPED)
    lost = replace(course.sessions[-1], signs=("a-sign-of-before",))
    assert do_of(replace(course, sessions=(*course.sessions[:-1], lost))) is Do.SEE_A_DOCTOR


@pytest.mark.parametrize(
    ("answers", "do", "level"),
    [
        ({"doctor-sign": "fever"}, Do.SEE_A_DOCTOR, Level.URGENT),
        ({"emergency-sign": "chest-pain"}, Do.SEE_A_DOCTOR, Level.EMERGENCY),
        ({"doctor-sign": "one-leg"}, Do.STOP_UNTIL_SEEN, Level.CLINICIAN),
        ({"pain": 8}, Do.STOP_UNTIL_SEEN, Level.CLINICIAN),
        ({"health": "under-20"}, Do.STOP_UNTIL_SEEN, Level.CLINICIAN),
        ({"health": "pregnant"}, Do.STOP_UNTIL_SEEN, Level.CLINICIAN),
        ({"doctor-sign": "not-better"}, Do.START_CHANGE, Level.CLINICIAN),
    ],
)
def test_what_the_kept_result_says_of_danger_holds_until_seen(answers: dict[str, Any], do: Do, level: Level) -> None:
    result = outcome([], answers).result
    assert (result.next.do, result.triage.level) == (do, level)
    assert outcome(["3 without 4"], answers).result.next.do is do
    assert outcome(["3 without 4 seen"], answers).result.next.do is Do.START_CHANGE


def test_without_a_checklist_one_answers_again_once_seen() -> None:
    result = outcome(["3 without 4 seen"], {"doctor-sign": "fever"}).result
    assert (result.next.tip, result.next.title) == (None, KNOWLEDGE.follow_up.remarks.no_checklist)


def test_with_an_illness_less_pain_is_too_much() -> None:
    """Triage is computed anew at every log, from what was kept and the pain of the day."""
    ill = {"health": "brittle-bones", "pain": 3}
    assert outcome(["3 without 3"], ill).result.triage.level is Level.CLINICIAN
    assert outcome(["3 without 8"], ill).result.triage.level is Level.URGENT


@pytest.mark.parametrize(
    ("sessions", "level"),
    [
        (["0 with 3 one-leg", "3 with 9"], Level.URGENT),
        (["0 with 3 one-leg", "1 seen", "3 with 9"], Level.CLINICIAN),
        (["0 with 9", "3 with 3 one-leg"], Level.CLINICIAN),
    ],
)
def test_pain_counts_together_with_a_sign_that_was_told_before_and_not_seen(sessions: list[str], level: Level) -> None:
    assert outcome(sessions).result.triage.level is level


def test_who_was_seen_is_not_stopped_again_for_the_same_pain() -> None:
    young = {"health": "under-20", "pain": 3}
    assert outcome(["3 without 4"], young).result.next.do is Do.STOP_UNTIL_SEEN
    assert outcome(["3 without 4", "7 without 4 seen"], young).result.next.do is Do.START_CHANGE
    assert outcome(["3 without 4", "7 without 3 seen", "10 without 4"], young).result.next.do is Do.START_CHANGE
    assert outcome(["3 without 4", "7 without 3 seen", "10 without 8"], young).result.next.do is Do.STOP_UNTIL_SEEN


def test_a_graver_level_than_was_kept_counts_at_once_and_a_milder_one_does_not() -> None:
    course = course_of(["3 without 4"])
    assert do_of(replace(course, level=Level.URGENT)) is Do.SEE_A_DOCTOR
    assert do_of(replace(course, level=Level.CLINICIAN, hold=True)) is Do.STOP_UNTIL_SEEN
    assert follow_up(KNOWLEDGE, replace(course, level=Level.CLINICIAN)).result.triage.level is Level.CLINICIAN
    assert do_of(replace(course_of(["3 without 4"], {"doctor-sign": "fever"}), level=Level.SELF_CARE)) is Do.SEE_A_DOCTOR


def test_a_sign_from_a_later_interview_stops_until_what_is_entered_after_it_says_that_it_was_seen() -> None:
    because = (GivenAnswer("emergency-sign", "chest-pain"),)
    course = replace(course_of(HELPED), noted=(NotedSign(day(12), Level.EMERGENCY, because, after=len(HELPED)),))
    result = follow_up(KNOWLEDGE, course).result
    assert (result.next.do, result.triage.level, result.triage.open_since) == (Do.SEE_A_DOCTOR, Level.EMERGENCY, day(12))
    before = replace(course, noted=(replace(course.noted[0], after=len(HELPED) + 1),))
    assert do_of(tell(before, "12 with 2 seen")) is Do.SEE_A_DOCTOR
    assert do_of(tell(course, "11 with 2 seen")) is Do.SEE_A_DOCTOR
    assert do_of(tell(course, "12 with 2 seen")) is not Do.SEE_A_DOCTOR
    milder = replace(course, noted=(NotedSign(day(12), Level.CLINICIAN),))
    assert do_of(milder) is Do.KEEP_AND_NEXT


@pytest.mark.parametrize(
    ("answers", "do"),
    [
        ({"doctor-sign": "fever"}, Do.SEE_A_DOCTOR),
        ({"emergency-sign": "chest-pain"}, Do.SEE_A_DOCTOR),
        ({"doctor-sign": "one-leg"}, Do.STOP_UNTIL_SEEN),
        ({"pain": 8}, Do.STOP_UNTIL_SEEN),
        ({"health": "under-20"}, Do.STOP_UNTIL_SEEN),
    ],
)
def test_who_was_seen_needs_no_session_to_say_so(answers: dict[str, Any], do: Do) -> None:
    assert outcome([], answers).result.next.do is do
    result = outcome(["3 seen"], answers).result
    assert (result.next.do, result.triage.open_since) == (Do.START_CHANGE, None)
    no_checklist = outcome([], answers).plan.assessment.items == ()
    assert (result.next.title == KNOWLEDGE.follow_up.remarks.no_checklist) is no_checklist


def test_a_visit_takes_back_a_level_that_was_no_sign() -> None:
    slow = {"doctor-sign": "not-better"}
    assert [outcome(told, slow).result.triage.level for told in ([], ["3 seen"])] == [Level.CLINICIAN, Level.SELF_CARE]
    assert outcome(["3 seen", "5 seen not-better"]).result.triage.level is Level.CLINICIAN


@pytest.mark.parametrize(
    ("told", "open_since"),
    [
        ([*HELPED, "14 with 2 fever", "15 seen"], None),
        ([*HELPED, "14 with 2 fever", "14 seen"], None),
        ([*HELPED, "14 with 2 fever", "13 seen"], 14),
        ([*HELPED, "14 with 2 fever", "15 seen fever"], 15),
        ([*HELPED, "14 with 2 fever", "15 seen", "15 with 2 one-leg"], 15),
        ([*HELPED, "14 with 2 fever", "15 seen lump", "16 seen"], None),
        ([*HELPED, "14 with 2 fever", "15 seen one-leg", "16 with 2 seen"], None),
        ([*HELPED, "15 seen", "14 with 2 fever"], None),
        ([*HELPED, "14 seen", "14 with 2 fever"], 14),
        ([*HELPED, "14 with 8", "15 seen", "17 with 7"], None),
        ([*HELPED, "14 with 8", "15 seen", "17 with 8"], 17),
    ],
)
def test_a_visit_closes_what_was_told_before_it_and_opens_what_is_new(told: list[str], open_since: int | None) -> None:
    assert outcome(told).result.triage.open_since == (None if open_since is None else day(open_since))


@pytest.mark.parametrize("sign", ["fever", "one-leg", "chest-pain"])
def test_a_visit_does_what_a_session_with_seen_does(sign: str) -> None:
    told = [*HELPED[:3], f"10 with 2 {sign}"]
    by_session, by_visit = outcome([*told, "14 with 3 seen"]).result, outcome([*told, "14 with 3", "14 seen"]).result
    assert by_session == by_visit


def test_a_sign_that_diagnose_noted_is_closed_by_a_visit_after_it_alone() -> None:
    noted = NotedSign(day(12), Level.URGENT, (GivenAnswer("doctor-sign", "fever"),), after=len(HELPED))
    before = tell(course_of(HELPED), "12 seen")
    assert do_of(replace(before, noted=(noted,))) is Do.SEE_A_DOCTOR
    assert do_of(tell(replace(course_of(HELPED), noted=(noted,)), "12 seen")) is not Do.SEE_A_DOCTOR
    assert do_of(tell(replace(course_of(HELPED), noted=(noted,)), "11 seen")) is Do.SEE_A_DOCTOR


@pytest.mark.parametrize(("on", "awaits"), [(9, False), (10, True), (14, True), (15, False)])
def test_something_awaits_a_look_until_the_day_of_the_visit(on: int, *, awaits: bool) -> None:
    course = course_of([*HELPED[:3], "10 with 2 one-leg", "15 seen"])
    assert awaits_a_look(KNOWLEDGE, course, day(on)) is awaits


def test_knowledge_that_asks_more_about_danger_asks_again() -> None:
    course = course_of(HELPED)
    without = course.answers.without("health")
    with pytest.raises(MissingAnswers, match="--health"):
        follow_up(KNOWLEDGE, replace(course, answers=without))


# What is no change like the others.


def test_days_without_pressing_come_first_and_the_session_after_them_is_as_usual() -> None:
    new = {"onset": "sudden-days", "when": "lowering"}
    result = outcome([], new).result
    assert (result.next.do, result.next.tip) == (Do.START_CHANGE, "stay-active")
    course = course_of(["5 with 3"], new)
    assert course.sessions[0].step == USUAL
    after = follow_up(KNOWLEDGE, course).result
    assert (after.next.do, after.next.tip, "stay-active" in after.left) == (Do.START_CHANGE, after.left[0], False)


def test_breathing_goes_on_beside_the_next_change_for_blood_pressure() -> None:
    ill = {"health": "blood-pressure", "breath": "held"}
    result = outcome(["0 without 5", "3 without 5", "7 with 5", "10 with 5", "14 with 5"], ill).result
    assert result.step.tip != "brace-and-breathe"
    assert "brace-and-breathe" not in (*result.left, *(entry.tip for entry in result.tried))
    assert result.next.steps[0] == "Use light weights only, and breathe out on every push."
    assert KNOWLEDGE.follow_up.remarks.ask_first in result.watch


def test_slow_changes_run_beside() -> None:
    tried = {"tried": "all", "pain": 3, "hips": "stay-down", "depth": "short", "feet": "middle", "handles": "pull"}
    result = outcome([], tried).result
    assert "core-work" not in result.left
    assert any(text.startswith("Core work") for text in result.watch)
    quiet = outcome([f"{3 * number} without 1" for number in range(4)], tried).result
    assert quiet.next.do is Do.DONE
    assert not any(text.startswith("Core work") for text in quiet.watch)


def test_a_change_whose_tip_says_keep_is_kept_though_it_made_no_difference() -> None:
    tips = tuple(replace(tip, if_same=IfSame.KEEP) if tip.id == FIRST else tip for tip in KNOWLEDGE.tips)
    keeping = replace(KNOWLEDGE, tips=tips)
    useless = ["0 without 5", "3 without 5", "7 with 5", "10 with 5", "14 with 5"]
    result = outcome(useless, knowledge=keeping).result
    assert (result.next.do, result.next.title.startswith("Keep")) == (Do.DROP_AND_NEXT, True)
    later = course_of([*useless, "17 with 5", "21 without 5"], knowledge=keeping)
    assert [session.step for session in later.sessions[-2:]] == [SECOND, FIRST]
    assert follow_up(keeping, later).result.tried[0].kept


def test_the_first_check_stands_in_where_nothing_is_to_change() -> None:
    calm = {
        "hips": "stay-down",
        "depth": "ninety",
        "feet": "middle",
        "handles": "pull",
        "when": "not-sure",
        "glutes": "squeeze",
    }
    result = outcome([], calm).result
    assert result.next.do is Do.START_CHANGE
    assert result.next.tip == result.left[0]
    assert "film-a-set" not in result.left


@pytest.mark.parametrize("where", ["hip-or-groin", "elsewhere"])
def test_nothing_is_tried_for_a_place_that_legpress_does_not_know(where: str) -> None:
    result = outcome(["0 without 5", "3 with 5"], {"where": where}).result
    assert (result.next.do, result.next.tip, result.left) == (Do.START_CHANGE, None, ())
    assert [step.partition(":")[0] for step in result.next.steps] == [
        "Seat height",
        "Feet placement",
        "Handle pull",
        "Glute squeeze",
        "Lumbar towel roll",
    ]


@pytest.mark.parametrize(
    ("sessions", "do"),
    [
        (["0 with 6"], Do.LIGHTER),
        (["0 with 6", "3 with 6"], Do.PAUSE),
        (["0 with 5", "40 with 5"], Do.RESTART_LIGHTER),
        (["0 with 1", "3 with 1", "6 with 0", "9 with 1"], Do.DONE),
    ],
)
def test_what_holds_for_everybody_holds_in_such_a_place_too(sessions: list[str], do: Do) -> None:
    assert outcome(sessions, {"where": "hip-or-groin"}).result.next.do is do


def test_a_knowledge_that_lost_the_tip_being_tried_still_judges_it() -> None:
    course = course_of(HELPED)
    lost = tuple(replace(session, step="gone") if session.step == FIRST else session for session in course.sessions)
    result = follow_up(KNOWLEDGE, replace(course, sessions=lost)).result
    assert (result.step.tip, result.verdict.verdict, result.next.do) == ("gone", Judgement.BETTER, Do.KEEP_AND_NEXT)
    assert result.next.tip == FIRST


def test_with_nothing_left_one_builds_or_changes_the_exercise() -> None:
    plain = [f"{3 * number} {'without' if number < 2 else 'with'} {{}}" for number in range(60)]
    low = outcome([told.format(3) for told in plain])
    assert (low.result.left, low.result.next.do) == ((), Do.BUILD)
    high = outcome([told.format(4) for told in plain])
    assert high.result.next.do is Do.OTHER_EXERCISE


def test_nobody_is_told_to_build_up_at_once_where_it_still_hurts() -> None:
    told = [f"{3 * number} {'without' if number < 2 else 'with'} 3" for number in range(60)]
    still = outcome(told).result.next
    assert (still.do, "once it hurts less" in still.title, "Stay at this weight" in still.steps[0]) == (Do.BUILD, True, True)
    low = outcome(["0 without 5", "3 without 5", "7 with 2", "10 with 1"]).result.next
    assert (low.do, low.title) == (Do.BUILD, KNOWLEDGE.follow_up.words(Do.BUILD).title)


@pytest.mark.parametrize(
    ("before", "now", "doubt"),
    [
        ("45.36", "47.63", None),  # 100 and 105 lb
        ("45.36", "47.66", Doubt.HEAVIER),
        ("100", "105.02", Doubt.HEAVIER),
        ("113.4", "99.79", None),  # 250 and 220 lb
        ("113.4", "99.77", Doubt.LIGHTER),
    ],
)
def test_what_rounding_does_to_pounds_makes_no_weight_harder_or_easier(before: str, now: str, doubt: Doubt | None) -> None:
    better = doubt is Doubt.LIGHTER
    pains = (5, 2) if better or now == "99.79" else (3, 5)
    told = [f"{day} without {pains[0]} {before}kg" for day in (0, 3)] + [f"{day} with {pains[1]} {now}kg" for day in (7, 10)]
    result = outcome(told).result
    assert (doubt in result.verdict.doubts) is (doubt is not None)
    assert (result.verdict.verdict is Judgement.CANNOT_TELL) is (doubt is not None)


@pytest.mark.parametrize(
    ("sessions", "do"),
    [
        (["0 without 3", "3 without 3", "7 with 5", "10 with 5"], Do.OTHER_EXERCISE),
        (["0 without 1", "3 without 1", "7 with 3", "10 with 4"], Do.UNDO_CHANGE),
        (["0 without 7", "3 without 7", "7 with 4", "10 with 4"], Do.OTHER_EXERCISE),
        (["0 without 6", "3 without 5", "7 with 3", "10 with 3"], Do.BUILD),
    ],
)
def test_a_last_change_is_followed_by_another_exercise_where_it_still_hurts(sessions: list[str], do: Do) -> None:
    tips = tuple(tip if tip.id == FIRST else replace(tip, judged_by=None) for tip in KNOWLEDGE.tips)
    assert outcome(sessions, knowledge=replace(KNOWLEDGE, tips=tips)).result.next.do is do


def test_of_a_high_pain_thirty_percent_are_needed() -> None:
    for pain, needed in ((5, 2), (7, 2.1), (9, 2.7)):
        assert outcome([f"0 without {pain}", f"3 without {pain}", "7 with 4"]).result.verdict.needed == needed


def test_with_nothing_to_try_from_the_start_that_is_said() -> None:
    tips = tuple(replace(tip, judged_by=None) for tip in KNOWLEDGE.tips)
    result = outcome([], knowledge=replace(KNOWLEDGE, tips=tips)).result
    assert (result.next.do, result.next.title) == (Do.START_CHANGE, KNOWLEDGE.follow_up.remarks.none_left)


def test_the_same_again_is_for_one_session_at_least_and_ends_on_what_matters_now() -> None:
    assert [
        outcome(["0 without 5", "3 without 5", *more]).result.next.sessions_needed
        for more in (["7 with 4"], ["7 with 4", "9 with 4"])
    ] == [1, 1]
    tips = tuple(
        replace(tip, steps=tuple(f"Step {number}." for number in range(6))) if tip.id == FIRST else tip
        for tip in KNOWLEDGE.tips
    )
    result = outcome(["0 without 5", "3 without 5", "7 with 6"], knowledge=replace(KNOWLEDGE, tips=tips)).result
    assert result.next.steps == ("Step 0.", "Step 1.", "Step 2.", *KNOWLEDGE.follow_up.words(Do.LIGHTER).steps)


@pytest.mark.parametrize(
    "sessions",
    [
        ["0 without 5", "28 without 3"],  # the first is what it was before
        ["0 without 5", "3 without 5", "14 with 1", "42 with 4"],  # four weeks are no break
    ],
)
def test_pain_that_fell_is_not_called_slow(sessions: list[str]) -> None:
    remarks = KNOWLEDGE.follow_up.remarks
    result = outcome(sessions).result
    assert not {remarks.is_slow, remarks.be_seen} & {*result.watch}
    assert result.triage.level is Level.SELF_CARE


@pytest.mark.parametrize(("days", "said"), [(27, ""), (28, "is_slow"), (41, "is_slow"), (42, "be_seen")])
def test_pain_that_does_not_fall_is_told_after_four_weeks_and_seen_after_six(days: int, said: str) -> None:
    result = outcome(["0 without 5", "14 without 5", f"{days} without 4"]).result
    remarks = KNOWLEDGE.follow_up.remarks
    assert [name for name in ("is_slow", "be_seen") if getattr(remarks, name) in result.watch] == ([said] if said else [])
    assert result.triage.level is (Level.CLINICIAN if days >= 42 else Level.SELF_CARE)
    eased = outcome(["0 without 5", "3 without 5", "14 without 3", f"{days} without 3"]).result
    assert not {remarks.is_slow, remarks.be_seen} & {*eased.watch}


# What holds for all courses.


@given(courses())
def test_every_course_has_one_verdict_and_one_thing_to_do(course: Course) -> None:
    result = follow_up(KNOWLEDGE, course).result
    assert result.next.title
    assert (result.verdict.trust is not None) == result.verdict.verdict.settled
    assert not any(doubt.weakens for doubt in result.verdict.doubts) or result.verdict.verdict.settled
    assert (result.triage.open_since is not None) == (result.next.do in (Do.SEE_A_DOCTOR, Do.STOP_UNTIL_SEEN))
    assert len({*result.left, *(entry.tip for entry in result.tried)}) == len(result.left) + len(result.tried)


@given(courses())
def test_a_bad_last_session_never_leads_on(course: Course) -> None:
    if course.sessions and course.sessions[-1].pain >= 6:
        on = {Do.BUILD, Do.KEEP_AND_NEXT, Do.DROP_AND_NEXT, Do.SAME_AGAIN, Do.DONE}
        assert do_of(course) not in on


@given(courses(), st.integers(0, 11), st.integers(1, 8))
def test_more_pain_with_the_change_is_never_kinder(course: Course, number: int, more: int) -> None:
    before = follow_up(KNOWLEDGE, course)
    if not before.compared.now:
        return
    session = before.compared.now[number % len(before.compared.now)]
    pain = min(session.pain + more, 10)
    changed = tuple(replace(one, during=pain, after=pain) if one is session else one for one in course.sessions)
    after = follow_up(KNOWLEDGE, replace(course, sessions=changed))
    if after.result.step.tip == before.result.step.tip or before.result.step.tip is None:
        assert KINDNESS.get(after.seen.verdict, 2) >= KINDNESS.get(before.seen.verdict, 2)


@given(courses(), st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(course: Course, chance: Any) -> None:
    shuffled = list(course.sessions)
    chance.shuffle(shuffled)
    assert follow_up(KNOWLEDGE, replace(course, sessions=tuple(shuffled))).result == follow_up(KNOWLEDGE, course).result


@given(courses())
def test_a_session_entered_twice_counts_once(course: Course) -> None:
    twice = replace(course, sessions=(*course.sessions, *course.sessions))
    assert follow_up(KNOWLEDGE, twice).result == follow_up(KNOWLEDGE, course).result


def test_calm_people_get_a_plan() -> None:
    assert outcome([], CALM).result.next.tip
