"""What must come out for real people: case files pair answers with a result, and every cause and tip is reached by one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from legpress_cli import diagnose
from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.cases import find_missing, read_cases, run_cases
from legpress_cli.diagnosis.expectations import Case, Difference, compare
from legpress_cli.diagnosis.result import Result
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge.model import Knowledge, Level, Status
from legpress_cli.knowledge.reading.faults import Rule
from support.places import CASES as FOLDER

READ, UNREAD = read_cases(FOLDER)
CASES = {placed.case.id: placed.case for placed in READ}
THREAD = [placed.case.id for placed in READ if placed.file == "cases/thread.yaml"]
COMMON_PATH = 16
CORE = ("seat-height", "feet-placement", "handle-pull", "glute-squeeze", "lumbar-towel")


def result_of(name: str) -> Result:
    return diagnose(CASES[name].answers)


def test_every_case_can_be_read() -> None:
    assert UNREAD == ()
    assert len(CASES) > 15 * len(Level)


@pytest.mark.smoke
@pytest.mark.parametrize("name", CASES)
def test_case_comes_out_as_expected(knowledge: Knowledge, name: str) -> None:
    assert compare(knowledge, CASES[name], result_of(name)) == ()


@pytest.mark.parametrize("name", THREAD)
def test_people_in_the_thread_answer_at_most_sixteen_questions(name: str) -> None:
    assert len(result_of(name).path) <= COMMON_PATH


def test_every_cause_is_reached_by_a_case(knowledge: Knowledge) -> None:
    reached = {cause.id for name in CASES for cause in result_of(name).causes}
    assert {cause.id for cause in knowledge.causes} - reached == set()


def test_every_tip_is_advised_by_a_case(knowledge: Knowledge) -> None:
    advised = {item.id for name in CASES for item in result_of(name).checklist}
    assert {tip.id for tip in knowledge.tips} - advised == set()


def test_every_tip_but_those_that_ask_for_less_is_a_change_for_somebody(knowledge: Knowledge) -> None:
    changes = {item.id for name in CASES for item in result_of(name).checklist if item.turn.status is Status.CHANGE}
    assert {tip.id for tip in knowledge.tips} - changes == {"film-a-set", "loaded-carries", "olympic-lifts"}


def test_every_answer_to_a_safety_question_is_given_by_a_case(knowledge: Knowledge) -> None:
    answers = [answer for case in CASES.values() for answer in read_answers(knowledge, case.answers, Source.PROMPT).given]
    given = {(answer.question, value) for answer in answers for value in answer.values}
    asked = [question for question in knowledge.questions if question.safety]
    assert {(question.id, value) for question in asked for value in question.values} - given == set()


def test_nobody_is_missing_from_the_cases(knowledge: Knowledge) -> None:
    assert list(find_missing(knowledge, FOLDER, list(CASES.values()))) == []


ANSWERS = {
    "emergency-sign": ["none"],
    "doctor-sign": ["none"],
    "health": ["none"],
    "when": "pushing",
    "handles": "squeeze",
    "pain": 2,
    "tried": "no",
}
ORDER = ["handle-pull", "shoulder-blades", "seat-height", "feet-placement", "glute-squeeze", "lumbar-towel", "film-a-set"]


def told_of(knowledge: Knowledge, expect: dict[str, Any], answers: dict[str, Any] = ANSWERS) -> tuple[Difference, ...]:
    """Return what is told of a person of whom this is expected, at self-care where no level is named."""
    case = msgspec.convert({"id": "someone", "answers": answers, "expect": {"triage": "self-care"} | expect}, Case)
    return compare(knowledge, case, diagnose(case.answers))


@pytest.mark.parametrize(
    "expect",
    [
        {},
        {"exit_code": 0, "hold": False, "not_empty": True, "core": True},
        {"causes": ["not-anchored"], "causes_any": ["machine", "not-anchored"], "top_cause": ["machine", "not-anchored"]},
        {"no_causes": ["machine"], "fit": {"not-anchored": "well"}},
        {"first_change": ["handle-pull"], "exclude_first": ["seat-height"], "first_item": ["handle-pull", "film-a-set"]},
        {"changes": ["handle-pull", "shoulder-blades"], "checks": ["seat-height", "film-a-set"], "no_change": ["seat-height"]},
        {"no_change": ["core-work"], "checklist_include": ["handle-pull"], "checklist_exclude": ["core-work"]},
        {"order": ORDER, "turns": {"handle-pull": "now", "shoulder-blades": "next", "lumbar-towel": "check"}},
        {"caution_on": ["handle-pull"], "watch_says": ["BOTH LEGS"], "action_says": ["GO ON WITH CARE"]},
        {"says": {"handle-pull": "pull up on the handles"}},
    ],
    ids=str,
)
def test_what_comes_out_as_expected_is_not_told(knowledge: Knowledge, expect: dict[str, Any]) -> None:
    assert told_of(knowledge, expect) == ()


@pytest.mark.parametrize(
    ("expect", "key", "found", "wanted"),
    [
        ({"exit_code": 3}, "exit_code", "0", "3"),
        ({"hold": True}, "hold", "no", "yes"),
        ({"causes": ["machine", "not-anchored", "too-deep"]}, "causes", "not-anchored", "machine, too-deep among them"),
        ({"causes_any": ["machine", "too-deep"]}, "causes_any", "not-anchored", "machine or too-deep among them"),
        ({"top_cause": ["machine", "too-deep"]}, "top_cause", "not-anchored", "machine or too-deep"),
        ({"no_causes": ["machine", "not-anchored"]}, "no_causes", "not-anchored came out", "not found"),
        ({"fit": {"not-anchored": "partly"}}, "fit / not-anchored", "well", "partly"),
        ({"fit": {"machine": "well"}}, "fit / machine", "not found", "well"),
        ({"first_change": ["seat-height", "film-a-set"]}, "first_change", "handle-pull", "seat-height or film-a-set"),
        ({"first_change": None}, "first_change", "handle-pull", "nothing"),
        ({"first_change": []}, "first_change", "handle-pull", "nothing"),
        ({"exclude_first": ["handle-pull"]}, "exclude_first", "handle-pull", "another one, or none"),
        ({"first_item": ["film-a-set"]}, "first_item", "handle-pull", "film-a-set"),
        ({"changes": ["seat-height"]}, "changes / seat-height", "check", "now, next or later"),
        ({"changes": ["core-work"]}, "changes / core-work", "not on the checklist", "now, next or later"),
        ({"keeps": ["handle-pull"]}, "keeps / handle-pull", "now", "keep"),
        ({"checks": ["shoulder-blades"]}, "checks / shoulder-blades", "next", "check"),
        ({"no_change": ["handle-pull"]}, "no_change / handle-pull", "now", "check, keep or not there"),
        ({"checklist_include": ["core-work"]}, "checklist_include / core-work", "not on the checklist", "on the checklist"),
        ({"checklist_exclude": ["handle-pull"]}, "checklist_exclude / handle-pull", "now", "not on the checklist"),
        ({"checklist_empty": True}, "checklist_empty", "7 items", "no item and no first change"),
        ({"order": ORDER[1:]}, "order", ", ".join(ORDER), ", ".join(ORDER[1:])),
        ({"turns": {"handle-pull": "next"}}, "turns / handle-pull", "now", "next"),
        ({"turns": {"core-work": "later"}}, "turns / core-work", "not on the checklist", "later"),
        ({"caution_on": ["core-work"]}, "caution_on / core-work", "not on the checklist", "a caution"),
        ({"watch_says": ["xyz"]}, "watch_says", "it is not said", "xyz"),
        ({"says": {"core-work": "xyz"}}, "says / core-work", "not on the checklist", "xyz"),
    ],
    ids=str,
)
def test_what_comes_out_otherwise_is_told(
    knowledge: Knowledge, expect: dict[str, Any], key: str, found: str, wanted: str
) -> None:
    assert told_of(knowledge, expect) == (Difference(Rule.CASE_DIFFERS, key, found, wanted),)


def test_words_that_are_not_said_are_told_with_what_is(knowledge: Knowledge) -> None:
    [action, words] = told_of(knowledge, {"action_says": ["xyz"], "says": {"handle-pull": "xyz"}})
    assert (action.key, action.expected) == ("action_says", "xyz")
    assert action.found.startswith("Go on with care.")
    assert words.found.startswith("Pull up on the handles")


FEVER = {"emergency-sign": "none", "doctor-sign": "fever", "health": "none"}


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ({"not_empty": True}, [("not_empty", "0 items", "some item")]),
        ({"core": True}, [("core", f"{tip} is not on the checklist", "on the checklist") for tip in CORE]),
        ({"first_change": None, "checklist_empty": True, "exit_code": 3}, []),
        (
            {"top_cause": ["machine"], "first_item": ["film-a-set"]},
            [
                ("top_cause", "nothing", "machine"),
                ("first_item", "nothing", "film-a-set"),
            ],
        ),
    ],
    ids=str,
)
def test_what_is_missing_where_a_doctor_comes_first_is_told(
    knowledge: Knowledge, expect: dict[str, Any], told: list[tuple[str, str, str]]
) -> None:
    found = told_of(knowledge, {"triage": "urgent"} | expect, FEVER)
    assert [(entry.key, entry.found, entry.expected) for entry in found] == told


@pytest.mark.parametrize(
    ("answers", "wanted", "rule"),
    [
        (ANSWERS, "clinician", Rule.UNDER_TRIAGED),
        (ANSWERS, "emergency", Rule.UNDER_TRIAGED),
        (FEVER, "clinician", Rule.OVER_TRIAGED),
        (FEVER, "self-care", Rule.OVER_TRIAGED),
    ],
)
def test_a_wrong_level_is_told_alone(knowledge: Knowledge, answers: dict[str, Any], wanted: str, rule: Rule) -> None:
    [told] = told_of(knowledge, {"triage": wanted, "causes": ["too-deep"]}, answers)
    assert (told.rule, told.key, told.expected) == (rule, "triage", wanted)


def test_no_first_change_and_none_looked_at_are_told_apart() -> None:
    looked_at = {"id": "x", "answers": {}, "expect": {"triage": "self-care", "first_change": None}}
    left_out = {"id": "x", "answers": {}, "expect": {"triage": "self-care"}}
    assert msgspec.convert(looked_at, Case).expect.first_change is None
    assert msgspec.convert(left_out, Case).expect.first_change is msgspec.UNSET


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("pipe.yaml", os.mkfifo, "it is not a plain file"),
        ("folder.yaml", os.mkdir, "it is not a plain file"),
        ("endless.yaml", lambda file: file.symlink_to("/dev/zero"), "it is not a plain file"),
        ("large.yaml", lambda file: file.write_text("# " + "x" * 1024**2), "it is larger than 1 MB"),
        ("ones.YML", lambda file: file.write_text(f"[{'1, ' * 1999}1]"), "it is the number 1"),
        ("many.yaml", lambda file: file.write_text(f"[{'1, ' * 300000}1]"), "it holds 300001 cases"),
    ],
)
def test_no_case_file_hangs_or_fills_the_memory(knowledge: Knowledge, tmp_path: Path, name: str, make: Any, said: str) -> None:
    make(tmp_path / name)
    faults = run_cases(knowledge, tmp_path).faults
    assert 0 < len(faults) < 300
    assert said in faults[0].found


PEOPLE = """\
- id: well
  answers: {emergency-sign: none, doctor-sign: none, health: none}
  expect: {triage: self-care}
- id: missed
  answers: {emergency-sign: none, doctor-sign: none, health: none}
  expect: {triage: emergency}
- id: overdone
  answers: {emergency-sign: chest-pain}
  expect: {triage: urgent}
- id: well
  answers: {emergency-sign: none, doctor-sign: none, health: none}
  expect: {triage: self-care}
- id: unknown-answer
  answers: {emergency-sign: none, doctor-sign: none, health: none, seat: lowst}
  expect: {triage: self-care}
- id: unanswered
  answers: {seat: lowest}
  expect: {triage: self-care}
- id: typo
  answers: {emergency-sign: none, doctor-sign: none, health: none}
  expect: {triag: self-care}
"""


def test_people_are_counted_by_level_and_every_fault_is_told(knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text(PEOPLE)
    (tmp_path / "broken.yaml").write_text("- {id: [")
    (tmp_path / "empty.yaml").write_text("")
    run = run_cases(knowledge, tmp_path)
    assert [(score.level.value, score.cases, score.right, score.over, score.under) for score in run.scores] == [
        ("emergency", 1, 0, 0, 1),
        ("urgent", 1, 0, 1, 0),
        ("clinician", 0, 0, 0, 0),
        ("self-care", 1, 1, 0, 0),
    ]
    told = [fault for fault in run.faults if fault.rule is not Rule.CASE_MISSING]
    assert [(fault.rule.value, fault.file.split("/")[1], fault.line, fault.entry, fault.key) for fault in told] == [
        ("not-yaml", "broken.yaml", 2, "", ""),
        ("case-unreadable", "empty.yaml", 0, "", ""),
        ("unknown-field", "people.yaml", 21, "typo", "expect / triag"),
        ("missing-field", "people.yaml", 21, "typo", "expect / triage"),
        ("duplicate-id", "people.yaml", 10, "well", "id"),
        ("under-triaged", "people.yaml", 4, "missed", "triage"),
        ("over-triaged", "people.yaml", 7, "overdone", "triage"),
        ("case-unreadable", "people.yaml", 13, "unknown-answer", "answers"),
        ("case-unreadable", "people.yaml", 16, "unanswered", "answers"),
    ]
    by_person = {fault.entry: (fault.found, fault.instead) for fault in told if fault.rule is not Rule.UNKNOWN_FIELD}
    assert by_person["missed"] == ("self-care", "It must be: emergency.")
    assert by_person["well"] == (
        "cases/people.yaml has a case of that id too".replace("cases", tmp_path.name),
        "Give each case an id of its own.",
    )
    assert by_person["unknown-answer"][0].startswith("seat: there is no answer 'lowst'")
    assert by_person["unanswered"][1] == "Give answers that legpress diagnose takes."
    assert by_person["typo"][0] == "the field triage is missing"


SOMEONE = """\
- id: someone
  told: A wobbling press.
  answers: {emergency-sign: none, doctor-sign: none, health: none, machine: wobbles}
  expect:
    triage: self-care
    causes: [machine]
    first_change: [other-machine]
    checks: [seat-height]
    no_causes: [too-dep]
    exclude_first: [core-wrk]
"""


def test_who_is_missing_is_told_last(knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "someone.yaml").write_text(SOMEONE)
    faults = run_cases(knowledge, tmp_path).faults
    missing = {(fault.key, fault.entry): (fault.found, fault.instead) for fault in faults if fault.rule is Rule.CASE_MISSING}
    assert [fault.rule for fault in faults[: -len(missing)]] == [Rule.UNKNOWN_ID, Rule.UNKNOWN_ID]
    assert {fault.file for fault in faults[-len(missing) :]} == {tmp_path.name}
    assert missing["triage", "self-care"] == ("it is expected by 1 case", "Add 14 more, for 15 are needed.")
    assert missing["triage", "emergency"] == ("it is expected by 0 cases", "Add 15 more, for 15 are needed.")
    assert missing["causes", "machine"] == ("it is expected by 1 case", "Add 2 more, for 3 are needed.")
    assert missing["causes", "too-deep"] == ("it is expected by 0 cases", "Add 3 more, for 3 are needed.")
    assert missing["checklist", "core-work"] == ("it is expected by 0 cases", "Add 1 more, for 1 are needed.")
    assert not {("checklist", "other-machine"), ("checklist", "seat-height")} & set(missing)
    tips = len(knowledge.tips) - 2
    assert len(missing) == len(Level) + len(knowledge.causes) + tips


def test_a_slip_in_an_id_that_must_not_come_out_is_told(knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "someone.yaml").write_text(SOMEONE)
    slips = [fault for fault in run_cases(knowledge, tmp_path).faults if fault.rule is Rule.UNKNOWN_ID]
    assert [(fault.found, fault.instead) for fault in slips] == [
        ("too-dep is not among the causes", "Did you mean too-deep?"),
        ("core-wrk is not among the tips", "Did you mean core-work?"),
    ]


@pytest.mark.parametrize(("folder", "said"), [("nowhere", "There is no folder of cases"), (".", "There is no case in")])
def test_a_folder_without_people_is_wrong_input(knowledge: Knowledge, tmp_path: Path, folder: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        run_cases(knowledge, tmp_path / folder)
