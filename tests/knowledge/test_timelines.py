"""Courses as data: each timeline comes to the verdict and the one thing to do that it must."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from legpress_cli.followup.outcome import follow_up
from legpress_cli.knowledge.model import Do, Judgement
from support.courses import FIRST, KNOWLEDGE, SECOND, course_of
from support.places import TESTS

TIMELINES: list[dict[str, Any]] = yaml.safe_load((TESTS / "knowledge" / "timelines.yaml").read_text(encoding="utf-8"))
STEPS = {"first": FIRST, "second": SECOND}


@pytest.mark.parametrize("timeline", TIMELINES, ids=lambda timeline: timeline["name"])
def test_a_timeline_comes_out_as_it_must(timeline: dict[str, Any]) -> None:
    course = course_of(timeline["sessions"], timeline.get("answers"))
    result = follow_up(KNOWLEDGE, course).result
    found: dict[str, Any] = {
        "next": result.next.do.value,
        "verdict": result.verdict.verdict.value,
        "trust": result.verdict.trust.value if result.verdict.trust else None,
        "doubts": [doubt.value for doubt in result.verdict.doubts],
        "level": result.triage.level.value,
        "steps": [session.step for session in course.sessions],
    }
    wanted = {name: value for name, value in timeline.items() if name in found}
    wanted |= {"steps": [STEPS.get(step, step) for step in wanted["steps"]]} if "steps" in wanted else {}
    assert {name: found[name] for name in wanted} == wanted


def test_each_verdict_and_each_thing_to_do_is_in_some_timeline() -> None:
    assert {timeline["verdict"] for timeline in TIMELINES if "verdict" in timeline} == {entry.value for entry in Judgement}
    assert {timeline["next"] for timeline in TIMELINES} == {entry.value for entry in Do}


def test_no_two_timelines_have_one_name() -> None:
    assert len({timeline["name"] for timeline in TIMELINES}) == len(TIMELINES)
