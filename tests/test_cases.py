"""What must come out for real people: case files pair answers with a result, and every cause and tip is reached by one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from legpress_cli import diagnose
from legpress_cli.knowledge import Knowledge, Level
from legpress_cli.report import Result

FOLDER = Path(__file__).parent / "cases"
CASES: dict[str, dict[str, Any]] = {
    case["id"]: case for file in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(file.read_text())
}
THREAD = [case["id"] for case in yaml.safe_load((FOLDER / "thread.yaml").read_text())]
COMMON_PATH = 12
CASES_PER_LEVEL = 15
CASES_PER_CAUSE = 3


def result_of(name: str) -> Result:
    return diagnose(CASES[name]["answers"])


@pytest.mark.smoke
@pytest.mark.parametrize("name", CASES)
def test_case_comes_out_as_expected(name: str) -> None:
    expected, result = CASES[name]["expect"], result_of(name)
    statuses = {item.id: item.status.value for item in result.checklist}
    causes = [cause.id for cause in result.causes]
    assert result.triage.level.value == expected["triage"]
    assert set(expected.get("causes", [])) <= set(causes)
    assert not set(expected.get("not_causes", [])) & set(causes)
    assert expected.get("checklist", {}).items() <= statuses.items()
    assert not set(expected.get("not_on_checklist", [])) & set(statuses)
    assert result.exit_code == expected.get("exit_code", 0)
    if "top_cause" in expected:
        assert causes[0] in expected["top_cause"]
    if "first_change" in expected:
        assert result.first_change is not None
        assert result.first_change.id in expected["first_change"]
    if expected.get("checklist_empty"):
        assert result.checklist == ()
        assert result.first_change is None
    for words in expected.get("watch_says", []):
        assert words in " ".join(result.watch)
    for words in expected.get("action_says", []):
        assert words.lower() in result.triage.action.lower()
    for tip, words in expected.get("says", {}).items():
        item = next(item for item in result.checklist if item.id == tip)
        assert words in f"{item.do} {item.caution}"


@pytest.mark.parametrize("name", THREAD)
def test_people_in_the_thread_answer_at_most_twelve_questions(name: str) -> None:
    assert len(result_of(name).path) <= COMMON_PATH


def test_every_cause_is_reached_by_a_case(knowledge: Knowledge) -> None:
    reached = {cause.id for name in CASES for cause in result_of(name).causes}
    assert {cause.id for cause in knowledge.causes} - reached == set()


def test_every_tip_is_advised_by_a_case(knowledge: Knowledge) -> None:
    advised = {item.id for name in CASES for item in result_of(name).checklist if item.status.value == "change"}
    assert {tip.id for tip in knowledge.tips} - advised == set()


def test_every_level_is_expected_by_fifteen_cases() -> None:
    expecting = Counter(case["expect"]["triage"] for case in CASES.values())
    assert {level.value: expecting[level.value] for level in Level if expecting[level.value] < CASES_PER_LEVEL} == {}


def test_every_cause_is_expected_by_three_cases(knowledge: Knowledge) -> None:
    expectations = [case["expect"] for case in CASES.values()]
    expecting = Counter(cause for say in expectations for cause in {*say.get("causes", []), *say.get("top_cause", [])})
    assert {cause.id: expecting[cause.id] for cause in knowledge.causes if expecting[cause.id] < CASES_PER_CAUSE} == {}


def test_every_tip_is_expected_as_a_change_by_a_case(knowledge: Knowledge) -> None:
    wanted = {
        tip for case in CASES.values() for tip, status in case["expect"].get("checklist", {}).items() if status == "change"
    }
    assert {tip.id for tip in knowledge.tips} - wanted == set()
