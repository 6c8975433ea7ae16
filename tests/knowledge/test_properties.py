"""What holds for all answers, on the shipped knowledge."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from legpress_cli import diagnose
from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.causes import Fit
from legpress_cli.diagnosis.checklist import Turn
from legpress_cli.diagnosis.replay import Completed, complete, find_place
from legpress_cli.diagnosis.result import Result, assess, to_result
from legpress_cli.diagnosis.triage import find_level
from legpress_cli.knowledge.model import NONE, NOT_SURE, Kind, Knowledge, Level, Question, Status, Value
from legpress_cli.knowledge.tree.answer_levels import Levels
from legpress_cli.render.json import ascii_json
from support.legpress import Legpress
from support.scripted import BACK, ScriptedAsker, interview
from support.strategies import COMPLETE, KNOWLEDGE, spelled_anew

SAFE: dict[str, Any] = {"emergency-sign": ["none"], "doctor-sign": ["none"], "health": ["none"]}
SOURCES = [source for source in Source if source is not Source.OPEN]
ALARMS = [
    (question.id, value)
    for question in KNOWLEDGE.questions
    for value in question.values
    if Levels(KNOWLEDGE).alone(question.id, value) is not Level.SELF_CARE
]
SIGNS = [(name, value) for name, value in ALARMS if KNOWLEDGE.question(name).kind is Kind.MANY]
ANSWERS = [(question.id, value) for question in KNOWLEDGE.questions if not question.safety for value in question.values]
LATER = st.integers(min_value=0, max_value=KNOWLEDGE.tree.longest_path)
OUTSIDE = ("hip-or-groin", "elsewhere")


def level_of(answers: Answers) -> Level:
    return assess(KNOWLEDGE, answers).finding.level


def as_printed(result: Result) -> str:
    return ascii_json(msgspec.json.format(msgspec.json.encode(result), indent=2).decode()) + "\n"


def on_the_path(answers: dict[str, Any]) -> Completed:
    """Return a whole interview with these answers, without those that its path never asks."""
    first = complete(KNOWLEDGE, read_answers(KNOWLEDGE, answers, Source.PROMPT))
    return complete(KNOWLEDGE, first.answers.only(first.path))


def with_sign(answers: dict[str, Any], question: str, value: Value) -> dict[str, Any]:
    """Return the answers with this one too, beside the other signs of its question."""
    asked = KNOWLEDGE.question(question)
    if asked.kind is not Kind.MANY:
        return answers | {question: value}
    return answers | {question: [*(sign for sign in answers.get(question, ()) if sign not in asked.alone), value]}


# Levels.


@given(answers=COMPLETE, sign=st.sampled_from(SIGNS))
def test_one_more_danger_sign_never_lowers_the_level(answers: dict[str, Any], sign: tuple[str, str]) -> None:
    before, after = diagnose(answers), diagnose(with_sign(answers, *sign))
    assert after.triage.level.severity >= before.triage.level.severity
    assert after.triage.hold or not before.triage.hold or after.triage.level.doctor_first


@given(answers=COMPLETE, alarm=st.sampled_from(ALARMS))
def test_no_set_of_other_answers_lowers_the_level_of_a_sign(answers: dict[str, Any], alarm: tuple[str, Value]) -> None:
    alone = find_level(KNOWLEDGE, Answers((Answer(alarm[0], (alarm[1],), Source.PROMPT),)))
    among = diagnose(with_sign(answers, *alarm)).triage
    assert among.level.severity >= alone.level.severity
    assert among.hold >= alone.hold


@given(answers=COMPLETE, alarm=st.sampled_from(ALARMS), sources=st.permutations(SOURCES))
def test_an_alarming_answer_from_another_source_never_lowers_the_level(
    answers: dict[str, Any], alarm: tuple[str, Value], sources: list[Source]
) -> None:
    question, value = alarm
    first = read_answers(KNOWLEDGE, {"pain": 3} | answers, sources[0])
    after = level_of(first.adding([Answer(question, (value,), sources[1])]))
    assert after.severity >= max(level_of(first).severity, Levels(KNOWLEDGE).alone(question, value).severity)


@given(answers=COMPLETE, pain=st.tuples(st.integers(0, 10), st.integers(0, 10)).map(sorted))
def test_a_higher_pain_number_never_lowers_the_level(answers: dict[str, Any], pain: list[int]) -> None:
    lower, higher = (diagnose(answers | {"pain": number}).triage for number in pain)
    assert lower.level.severity <= higher.level.severity
    assert lower.hold <= higher.hold


@given(answers=COMPLETE)
def test_a_pain_that_nobody_knows_counts_as_one_of_four(answers: dict[str, Any]) -> None:
    """So it is where all was tried, and for whoever is under 20; other rules look at the number alone."""
    open_, four = (
        diagnose({name: value for name, value in answers.items() if name != "pain"} | given).triage
        for given in ({}, {"pain": 4})
    )
    assert open_.level is four.level
    assert open_.hold is four.hold or open_.level.doctor_first


# The checklist.


@given(answers=COMPLETE)
def test_a_checklist_holds_the_core_five_and_none_is_given_where_a_doctor_comes_first(answers: dict[str, Any]) -> None:
    result = diagnose(answers)
    if result.triage.level.doctor_first:
        assert (result.checklist, result.first_change, result.causes) == ((), None, ())
        return
    assert [item.id for item in result.checklist if item.core and item.turn.status is not Status.CHANGE] == [
        name
        for name in KNOWLEDGE.about.core_tips
        if name in {item.id for item in result.checklist if item.turn.status is not Status.CHANGE}
    ]
    assert {item.id for item in result.checklist if item.core} == set(KNOWLEDGE.about.core_tips)
    assert sum(item.core for item in result.checklist) == 5


@given(answers=COMPLETE)
def test_hold_and_a_first_change_never_meet_and_the_first_change_is_the_first_item(answers: dict[str, Any]) -> None:
    result = diagnose(answers)
    now = [item.id for item in result.checklist if item.turn is Turn.NOW]
    if result.first_change:
        assert not result.triage.hold
        assert now == [result.first_change.id] == [result.checklist[0].id]
    else:
        assert now == []


@given(answers=COMPLETE)
def test_one_is_for_now_at_most_three_are_next_and_only_what_is_left_comes_later(answers: dict[str, Any]) -> None:
    result = diagnose(answers)
    turns = [item.turn for item in result.checklist if item.turn.status is Status.CHANGE]
    if result.triage.hold:
        assert set(turns) <= {Turn.LATER}
    elif turns:
        assert turns == [Turn.NOW, *[Turn.NEXT] * 3, *[Turn.LATER] * len(turns)][: len(turns)]
    changes = [item.turn.status is Status.CHANGE for item in result.checklist]
    assert changes == sorted(changes, reverse=True)
    assert all(item.because for item in result.checklist if item.turn.status is Status.CHANGE)


@given(answers=COMPLETE)
def test_nothing_is_to_change_where_nothing_hurts_and_at_a_place_that_is_not_the_low_back(answers: dict[str, Any]) -> None:
    quiet, outside = diagnose(answers | {"pain": 0}), diagnose(answers | {"where": "hip-or-groin"})
    assert quiet.first_change is outside.first_change is None
    assert quiet.causes == ()
    assert {item.turn.status for item in quiet.checklist} <= {Status.CHECK, Status.KEEP}
    if not outside.triage.hold:
        assert {item.turn.status for item in outside.checklist} <= {Status.CHECK, Status.KEEP}


@given(answers=COMPLETE)
def test_a_set_is_filmed_wherever_the_hips_are_not_known_and_first_where_nothing_is_to_change(answers: dict[str, Any]) -> None:
    result = diagnose(answers)
    ids = [item.id for item in result.checklist]
    idle = all(item.turn.status is not Status.CHANGE for item in result.checklist)
    unknown = answers.get("hips") in (None, NOT_SURE)
    off = result.triage.hold or result.triage.level.doctor_first or answers.get("where") in OUTSIDE
    assert ("film-a-set" in ids) == (not off and (idle or unknown))
    assert ids[:1] == ["film-a-set"] or off or not idle
    assert all(item.turn is Turn.CHECK for item in result.checklist if item.id == "film-a-set")


@given(answers=COMPLETE)
def test_what_asks_for_less_is_never_a_change(answers: dict[str, Any]) -> None:
    later = [item for item in diagnose(answers).checklist if item.id in ("loaded-carries", "olympic-lifts")]
    assert all(item.turn is Turn.CHECK for item in later)
    assert not later or answers["pain"] in (0, 1, 2)


@given(answers=COMPLETE)
def test_with_blood_pressure_breathing_comes_first_and_no_hard_pull(answers: dict[str, Any]) -> None:
    result = diagnose(with_sign(answers, "health", "blood-pressure"))
    assert result.first_change is None or result.first_change.id in ("stay-active", "brace-and-breathe")
    items = {item.id: item for item in result.checklist}
    for name in {"handle-pull", "glute-squeeze", "brace-and-breathe", "shoulder-blades", "lighter-load"} & set(items):
        assert items[name].caution, name
    if items:
        assert "Pull with half your strength" in items["handle-pull"].do or answers.get("handles") == "no-handles"
        assert "brace-and-breathe" in items


@given(answers=COMPLETE)
def test_nobody_presses_on_one_leg_who_is_pregnant_or_whose_leg_hurts(answers: dict[str, Any]) -> None:
    for given_answers in (
        with_sign(answers, "health", "pregnant"),
        with_sign(answers, "doctor-sign", "one-leg"),
        answers | {"numb-where": "one-leg"},
    ):
        result = diagnose(given_answers)
        assert "single-leg" not in {item.id for item in result.checklist}
        assert result.triage.hold
        assert result.first_change is None


# Causes and reasons.


@pytest.mark.parametrize(("question", "value"), ANSWERS)
def test_no_cause_fits_well_on_the_answer_to_one_question(question: str, value: Value) -> None:
    needed = {"numb-where": "low-back"} if value == "numb" else {}
    assert {cause.fit for cause in diagnose(SAFE | needed | {question: value}).causes} <= {Fit.PARTLY}


@given(answers=COMPLETE)
def test_a_cause_that_fits_well_has_answers_to_two_questions_for_it(answers: dict[str, Any]) -> None:
    for cause in diagnose(answers).causes:
        assert cause.because
        if cause.fit is Fit.WELL:
            assert len({said.question for said in cause.because}) > 1


@given(answers=COMPLETE)
def test_no_reason_names_what_was_not_said(answers: dict[str, Any]) -> None:
    result = diagnose(answers)
    told = {said for cause in result.causes for said in (*cause.because, *cause.against)}
    told |= {said for item in result.checklist for said in item.because}
    assert {(said.question, said.answer) for said in told} <= {
        (name, value) for name, values in answers.items() for value in (values if isinstance(values, list) else [values])
    } - {(name, NOT_SURE) for name in answers}


# The form of the result.

KEYS = {
    "": "schema_version knowledge_version label triage causes first_change checklist watch answers path",
    "triage": "level action hold because",
    "causes": "id title fit because against",
    "first_change": "id title steps right_when judge_by caution because",
    "checklist": "id title action core turn do why caution cost grade posts posters studies because",
}


@given(answers=COMPLETE)
def test_the_json_has_the_keys_of_schema_two(answers: dict[str, Any]) -> None:
    result = msgspec.json.decode(msgspec.json.encode(diagnose(answers)))
    assert result["schema_version"] == 2
    assert list(result) == KEYS[""].split()
    assert list(result["triage"]) == KEYS["triage"].split()
    entries = [*result["causes"], *result["checklist"], *filter(None, [result["first_change"]])]
    wanted = [*["causes"] * len(result["causes"]), *["checklist"] * len(result["checklist"]), "first_change"]
    for entry, kind in zip(entries, wanted, strict=False):
        assert list(entry) == KEYS[kind].split()
    for said in (*result["triage"]["because"], *(said for entry in entries for said in entry["because"])):
        assert list(said) == ["question", "answer"]


@given(answers=COMPLETE)
def test_a_command_has_twelve_words_at_most_and_an_action_eight(answers: dict[str, Any]) -> None:
    result = diagnose(answers)
    assert not result.first_change or len(result.first_change.title.split()) <= 12
    assert not result.first_change or result.first_change.steps
    assert {item.id for item in result.checklist if len(item.action.split()) > 8} == set()


@given(answers=COMPLETE, data=st.data())
def test_the_same_answers_in_any_order_and_from_any_source_give_the_same_json(answers: dict[str, Any], data: Any) -> None:
    expected = as_printed(diagnose(answers))
    shuffled = data.draw(st.permutations(list(answers.items())))
    assert as_printed(diagnose(dict(shuffled))) == expected
    mixed = Answers()
    for name, value in shuffled:
        mixed = mixed.adding(read_answers(KNOWLEDGE, {name: value}, data.draw(st.sampled_from(SOURCES))).given)
    assert as_printed(to_result(KNOWLEDGE, assess(KNOWLEDGE, mixed))) == expected


def test_the_json_compared_here_is_the_one_that_the_program_writes(here: Legpress) -> None:
    flags = [word for name in SAFE for word in (f"--{name}", "none")]
    done = here("diagnose", "--no-input", *flags, "--pain", "7", "--json")
    assert done.out == as_printed(diagnose(SAFE | {"pain": 7}))


# The path.


@given(answers=COMPLETE)
def test_no_path_asks_more_than_twenty(answers: dict[str, Any]) -> None:
    assert len(diagnose(answers).path) <= 20


@given(answers=COMPLETE, cut=LATER)
def test_replaying_any_part_of_the_answers_asks_the_same_next_question(answers: dict[str, Any], cut: int) -> None:
    whole = on_the_path(answers)
    some = whole.answers.only(whole.path[:cut])
    place = find_place(KNOWLEDGE, some)
    assert place.path == whole.path[:cut]
    upcoming = whole.path[cut] if cut < len(whole.path) else None
    assert (place.next.id if place.next else None) == upcoming
    assert find_place(KNOWLEDGE, some) == place


@given(answers=COMPLETE, at=LATER, back=LATER)
def test_back_and_the_same_answer_again_changes_nothing(answers: dict[str, Any], at: int, back: int) -> None:
    whole = on_the_path(answers)
    lines = [",".join(map(str, whole.answers.values(name))) for name in whole.path]
    stopped = find_level(KNOWLEDGE, whole.answers).level is Level.EMERGENCY
    at = min(at, len(lines) - 1 if stopped else len(lines))
    back = min(back, at)
    again = [*[BACK] * back, lines[at - back]] if back else []
    straight, detour = ScriptedAsker(*lines, "ok"), ScriptedAsker(*lines[:at], *again, *lines[at:], "ok")
    expected, found = (interview(KNOWLEDGE, Answers(), asker) for asker in (straight, detour))
    assert found == expected
    assert straight.asked == list(whole.path)
    assert detour.asked[: at + back] == [*whole.path[: at + (at < len(lines))], *whole.path[at - back : at][::-1]][: at + back]
    many = {name: KNOWLEDGE.question(name).kind is Kind.MANY for name in whole.path}
    said = {name: [*values] if many[name] else values[0] for name in whole.path if (values := whole.answers.values(name))}
    told = complete(KNOWLEDGE, read_answers(KNOWLEDGE, said, Source.PROMPT)).answers
    assert as_printed(to_result(KNOWLEDGE, assess(KNOWLEDGE, found))) == as_printed(
        to_result(KNOWLEDGE, assess(KNOWLEDGE, told))
    )


def test_the_proof_sees_each_single_answer_as_triage_does(knowledge: Knowledge) -> None:
    levels = Levels(knowledge)
    for question in knowledge.questions:
        for value in question.values:
            answers = Answers((Answer(question.id, (value,), Source.PROMPT),))
            assert levels.alone(question.id, value) is find_level(knowledge, answers).level


NEW = ("where", "onset", "also-hurts", "press-kind", "distance", "health")
SEED = 133443
PEOPLE = 2_000


def random_people(knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """Yield people who answer what their path asks, most of them without a danger sign."""
    chance = random.Random(SEED)  # noqa: S311  # people, not secrets
    for _ in range(PEOPLE):
        yield {question.id: any_answer(question, chance) for question in knowledge.questions}


def any_answer(question: Question, chance: random.Random) -> Any:
    if question.kind is not Kind.MANY:
        ordinary = [value for value in question.values if value not in ("saddle-or-both-legs", "one-leg", "not-sure")]
        return chance.choice(question.values if chance.random() < 0.15 else ordinary)
    return [NONE] if chance.random() < 0.85 else chance.sample(question.values[:-1], chance.randint(1, 2))


def what_it_says(person: dict[str, Any], question: str, value: Value) -> bytes:
    """Return the person's result with this answer, without the answers and the path."""
    whole = person | {question: value}
    path = complete(KNOWLEDGE, read_answers(KNOWLEDGE, whole, Source.PROMPT)).path
    result = diagnose({name: whole[name] for name in path})
    return msgspec.json.encode(msgspec.structs.replace(result, answers={}, path=()))


@pytest.mark.slow
def test_each_new_question_on_the_path_earns_its_place(knowledge: Knowledge) -> None:
    idle = []
    asked = dict.fromkeys(NEW, 0)
    for number, person in enumerate(random_people(knowledge)):
        path = complete(knowledge, read_answers(knowledge, person, Source.PROMPT)).path
        for name in filter(path.__contains__, NEW):
            asked[name] += 1
            first, *others = knowledge.question(name).values
            said = what_it_says(person, name, first)
            if all(what_it_says(person, name, value) == said for value in others):
                idle.append(f"{number} {name}: {person}")
    assert idle == []
    assert min(asked.values()) > PEOPLE / 50, asked


@given(answers=COMPLETE, seed=st.integers(0, 2**32))
def test_however_ids_are_spelled_the_result_is_the_same(answers: dict[str, Any], seed: int) -> None:
    spelled = spelled_anew(answers, random.Random(seed))  # noqa: S311  # spellings, not secrets
    assert diagnose(spelled | {"LABEL": "Anna"}) == msgspec.structs.replace(diagnose(answers), label="Anna")
