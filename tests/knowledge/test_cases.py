"""What must come out for real people: case files pair answers with a result, and every cause and tip is reached by one."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from legpress_cli import diagnose
from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.cases import Case, Difference, compare, read_cases, run_cases
from legpress_cli.diagnosis.checklist import Status
from legpress_cli.diagnosis.result import Result, assess
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge.model import Knowledge, Level
from legpress_cli.knowledge.reading.faults import Rule
from legpress_cli.pages.handout import result_handout
from legpress_cli.render.html.document import render_html
from support.places import CASES as FOLDER

READ, UNREAD = read_cases(FOLDER)
CASES = {placed.case.id: placed.case for placed in READ}
THREAD = [placed.case.id for placed in READ if placed.file == "cases/thread.yaml"]
COMMON_PATH = 12
CASES_PER_LEVEL = 15
CASES_PER_CAUSE = 3
HEAVIEST_PAGE = 60_000


def result_of(name: str) -> Result:
    return diagnose(CASES[name].answers)


def test_every_case_can_be_read() -> None:
    assert UNREAD == ()
    assert len(CASES) > 15 * len(Level)


@pytest.mark.smoke
@pytest.mark.parametrize("name", CASES)
def test_case_comes_out_as_expected(name: str) -> None:
    assert compare(CASES[name], result_of(name)) == ()


@pytest.mark.parametrize("name", THREAD)
def test_people_in_the_thread_answer_at_most_twelve_questions(name: str) -> None:
    assert len(result_of(name).path) <= COMMON_PATH


@pytest.mark.parametrize("name", CASES)
def test_the_page_of_every_case_is_light(knowledge: Knowledge, name: str) -> None:
    found = assess(knowledge, read_answers(knowledge, CASES[name].answers, Source.PROMPT))
    page = render_html(result_handout(knowledge, found, date(2026, 9, 30)))
    assert len(page.encode()) < HEAVIEST_PAGE


def test_every_cause_is_reached_by_a_case(knowledge: Knowledge) -> None:
    reached = {cause.id for name in CASES for cause in result_of(name).causes}
    assert {cause.id for cause in knowledge.causes} - reached == set()


def test_every_tip_is_advised_by_a_case(knowledge: Knowledge) -> None:
    advised = {item.id for name in CASES for item in result_of(name).checklist if item.status.value == "change"}
    assert {tip.id for tip in knowledge.tips} - advised == set()


def test_every_level_is_expected_by_fifteen_cases() -> None:
    expecting = Counter(case.expect.triage for case in CASES.values())
    assert {level: expecting[level] for level in Level if expecting[level] < CASES_PER_LEVEL} == {}


def test_every_cause_is_expected_by_three_cases(knowledge: Knowledge) -> None:
    expecting = Counter(cause for case in CASES.values() for cause in {*case.expect.causes, *case.expect.top_cause})
    assert {cause.id: expecting[cause.id] for cause in knowledge.causes if expecting[cause.id] < CASES_PER_CAUSE} == {}


def test_every_tip_is_expected_as_a_change_by_a_case(knowledge: Knowledge) -> None:
    statuses = [item for case in CASES.values() for item in case.expect.checklist.items()]
    assert {tip.id for tip in knowledge.tips} - {tip for tip, status in statuses if status is Status.CHANGE} == set()


ANSWERS = {
    "emergency-sign": ["none"],
    "doctor-sign": ["none"],
    "when": "pushing",
    "handles": "squeeze",
    "pain": 2,
    "tried": "no",
}


@pytest.mark.parametrize(
    ("expect", "rule", "key"),
    [
        ({"triage": "self-care"}, None, ""),
        ({"triage": "clinician"}, Rule.UNDER_TRIAGED, "triage"),
        ({"triage": "emergency", "causes": ["too-deep"]}, Rule.UNDER_TRIAGED, "triage"),
        (
            {"triage": "self-care", "exit_code": 0, "causes": ["not-anchored"], "top_cause": ["machine", "not-anchored"]},
            None,
            "",
        ),
        ({"triage": "self-care", "exit_code": 3}, Rule.CASE_DIFFERS, "exit_code"),
        ({"triage": "self-care", "causes": ["not-anchored", "too-deep"]}, Rule.CASE_DIFFERS, "causes"),
        ({"triage": "self-care", "top_cause": ["machine"]}, Rule.CASE_DIFFERS, "top_cause"),
        ({"triage": "self-care", "not_causes": ["machine"]}, None, ""),
        ({"triage": "self-care", "not_causes": ["not-anchored"]}, Rule.CASE_DIFFERS, "not_causes"),
        ({"triage": "self-care", "checklist": {"handle-pull": "change", "seat-height": "check"}}, None, ""),
        ({"triage": "self-care", "checklist": {"handle-pull": "keep"}}, Rule.CASE_DIFFERS, "checklist / handle-pull"),
        ({"triage": "self-care", "checklist": {"core-work": "change"}}, Rule.CASE_DIFFERS, "checklist / core-work"),
        ({"triage": "self-care", "not_on_checklist": ["core-work"]}, None, ""),
        ({"triage": "self-care", "not_on_checklist": ["handle-pull"]}, Rule.CASE_DIFFERS, "not_on_checklist"),
        ({"triage": "self-care", "checklist_empty": True}, Rule.CASE_DIFFERS, "checklist_empty"),
        ({"triage": "self-care", "first_change": ["handle-pull"]}, None, ""),
        ({"triage": "self-care", "first_change": ["seat-height"]}, Rule.CASE_DIFFERS, "first_change"),
        ({"triage": "self-care", "watch_says": ["both legs"], "action_says": ["GO ON WITH CARE"]}, None, ""),
        ({"triage": "self-care", "watch_says": ["no such words"]}, Rule.CASE_DIFFERS, "watch_says"),
        ({"triage": "self-care", "action_says": ["no such words"]}, Rule.CASE_DIFFERS, "action_says"),
        ({"triage": "self-care", "says": {"handle-pull": "Take the handles"}}, None, ""),
        ({"triage": "self-care", "says": {"handle-pull": "no such words"}}, Rule.CASE_DIFFERS, "says / handle-pull"),
        ({"triage": "self-care", "says": {"core-work": "plank"}}, Rule.CASE_DIFFERS, "says / core-work"),
    ],
)
def test_what_comes_out_otherwise_is_told(expect: dict[str, Any], rule: Rule | None, key: str) -> None:
    case = msgspec.convert({"id": "someone", "answers": ANSWERS, "expect": expect}, Case)
    told = compare(case, diagnose(case.answers))
    assert [(entry.rule, entry.key) for entry in told] == ([(rule, key)] if rule else [])


@pytest.mark.parametrize(
    ("expect", "found", "wanted"),
    [
        ({"triage": "clinician"}, "self-care", "clinician"),
        ({"triage": "self-care", "exit_code": 3}, "0", "3"),
        ({"triage": "self-care", "causes": ["machine", "too-deep"]}, "not-anchored", "machine, too-deep among them"),
        ({"triage": "self-care", "top_cause": ["machine", "too-deep"]}, "not-anchored", "machine or too-deep"),
        ({"triage": "self-care", "not_causes": ["not-anchored"]}, "not-anchored came out", "not found"),
        ({"triage": "self-care", "checklist": {"handle-pull": "keep"}}, "change", "keep"),
        ({"triage": "self-care", "checklist": {"core-work": "change"}}, "not on the checklist", "change"),
        (
            {"triage": "self-care", "not_on_checklist": ["handle-pull", "seat-height"]},
            "handle-pull, seat-height is on it",
            "not on the checklist",
        ),
        ({"triage": "self-care", "checklist_empty": True}, "6 items", "no item and no first change"),
        ({"triage": "self-care", "first_change": ["machine", "too-deep"]}, "handle-pull", "machine or too-deep"),
        ({"triage": "self-care", "watch_says": ["xyz"]}, "it is not said", "xyz"),
        ({"triage": "self-care", "says": {"core-work": "xyz"}}, "not on the checklist", "xyz"),
    ],
)
def test_what_was_found_and_what_was_wanted_are_told(expect: dict[str, Any], found: str, wanted: str) -> None:
    case = msgspec.convert({"id": "someone", "answers": ANSWERS, "expect": expect}, Case)
    [told] = compare(case, diagnose(case.answers))
    assert (told.found, told.expected) == (found, wanted)


def test_without_a_first_change_nothing_is_first() -> None:
    expect = {"triage": "self-care", "first_change": ["handle-pull"], "top_cause": ["machine"]}
    case = msgspec.convert({"id": "x", "answers": {"emergency-sign": "none", "doctor-sign": "none"}, "expect": expect}, Case)
    assert [(told.key, told.found) for told in compare(case, diagnose(case.answers))] == [
        ("top_cause", "none"),
        ("first_change", "nothing"),
    ]


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


def test_a_level_that_is_too_grave_is_told() -> None:
    case = msgspec.convert(
        {"id": "x", "answers": ANSWERS | {"doctor-sign": ["fever"]}, "expect": {"triage": "clinician"}}, Case
    )
    assert compare(case, diagnose(case.answers)) == (Difference(Rule.OVER_TRIAGED, "triage", "urgent", "clinician"),)


PEOPLE = """\
- id: well
  answers: {emergency-sign: none, doctor-sign: none}
  expect: {triage: self-care}
- id: missed
  answers: {emergency-sign: none, doctor-sign: none}
  expect: {triage: emergency}
- id: overdone
  answers: {emergency-sign: chest-pain}
  expect: {triage: urgent}
- id: well
  answers: {emergency-sign: none, doctor-sign: none}
  expect: {triage: self-care}
- id: unknown-answer
  answers: {emergency-sign: none, doctor-sign: none, seat: lowst}
  expect: {triage: self-care}
- id: unanswered
  answers: {seat: lowest}
  expect: {triage: self-care}
- id: typo
  answers: {emergency-sign: none, doctor-sign: none}
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
    assert [(fault.rule.value, fault.file.split("/")[1], fault.line, fault.entry, fault.key) for fault in run.faults] == [
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
    told = {fault.entry: (fault.found, fault.instead) for fault in run.faults if fault.rule is not Rule.UNKNOWN_FIELD}
    assert told["missed"] == ("self-care", "It must be: emergency.")
    assert told["well"] == (
        "cases/people.yaml has a case of that id too".replace("cases", tmp_path.name),
        "Give each case an id of its own.",
    )
    assert told["unknown-answer"][0].startswith("seat: there is no answer 'lowst'")
    assert told["unanswered"][1] == "Give answers that legpress diagnose takes."
    assert told["typo"][0] == "the field triage is missing"


@pytest.mark.parametrize(("folder", "said"), [("nowhere", "There is no folder of cases"), (".", "There is no case in")])
def test_a_folder_without_people_is_wrong_input(knowledge: Knowledge, tmp_path: Path, folder: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        run_cases(knowledge, tmp_path / folder)
