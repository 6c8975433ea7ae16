"""The checklist: changes first and the strongest of them, then the rest of the core; and the one thing to change first."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.causes import find_causes
from legpress_cli.diagnosis.checklist import Item, build_checklist, choose_first_change
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.diagnosis.result import diagnose
from legpress_cli.diagnosis.triage import find_level
from legpress_cli.knowledge.model import Knowledge
from support.small import CALM, SMALL

EVERYTHING = CALM | {"hips": "lift", "depth": "deep", "feet": "high", "seat": "low", "hands": "hold"}


def items_of(raw: dict[str, Any], knowledge: Knowledge = SMALL) -> tuple[Item, ...]:
    answers = read_answers(knowledge, raw, Source.FILE)
    return build_checklist(knowledge, find_level(knowledge, answers).level, find_causes(knowledge, answers), answers)


def listed(raw: dict[str, Any]) -> list[str]:
    return [f"{item.status.value} {item.tip.id}" for item in items_of(raw)]


def item(name: str) -> Item:
    return next(item for item in items_of(EVERYTHING) if item.tip.id == name)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ["check move-seat", "check move-feet", "check grip-hands"]),
        ({"seat": "high", "hands": "hold"}, ["keep move-seat", "check move-feet", "keep grip-hands"]),
        ({"hands": "rest"}, ["change grip-hands", "check move-seat", "check move-feet"]),
        ({"seat": "low"}, ["change move-seat", "check move-feet", "check grip-hands"]),
        ({"seat": "low", "ache": 2}, ["change move-seat", "change go-far", "check move-feet", "check grip-hands"]),
        ({"seat": "low", "ache": 3}, ["change move-seat", "check move-feet", "check grip-hands"]),
        ({"seat": "low", "ache": 2, "sign": "leg"}, ["change move-seat", "check move-feet", "check grip-hands"]),
        (
            {"sign": "blood", "feet": "low"},
            ["change breathe", "check move-seat", "keep move-feet", "check grip-hands"],
        ),
        (
            {"depth": "deep", "seat": "low", "hands": "rest"},
            ["change move-seat", "change move-feet", "change stop-short", "change grip-hands"],
        ),
        (EVERYTHING, ["change move-feet", "change stop-short", "change move-seat", "keep grip-hands"]),
    ],
    ids=str,
)
def test_changes_come_first_the_strongest_before_others_and_ties_in_the_order_of_the_file(
    answers: dict[str, Any], expected: list[str]
) -> None:
    assert listed(CALM | answers) == expected


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ({}, None),
        ({"seat": "high"}, None),
        ({"hands": "rest"}, "grip-hands"),
        ({"depth": "deep", "seat": "low", "hands": "rest"}, "move-seat"),
        ({"depth": "deep", "hips": "lift"}, "stop-short"),
        (EVERYTHING, "move-feet"),
        ({"sign": "blood", "hands": "rest"}, "breathe"),
    ],
    ids=str,
)
def test_the_first_change_is_cheap_known_and_called_for_by_a_likely_cause(answers: dict[str, Any], first: str | None) -> None:
    found = diagnose(CALM | answers, SMALL).first_change
    assert (found.id if found else None) == first


def made(item: Item, *, effort: int = 1, points: int = 3, likely: bool = True, known: bool = True) -> Item:
    tip = msgspec.structs.replace(item.tip, effort=effort)
    return msgspec.structs.replace(item, tip=tip, points=points, likely=likely, known=known)


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ({"effort": 2}, {"effort": 1}, "other"),
        ({"effort": 2, "points": 9}, {"effort": 1}, "other"),
        ({"points": 2}, {"points": 3}, "other"),
        ({}, {}, "one"),
        ({"likely": False}, {"effort": 3}, "other"),
        ({"known": False}, {"effort": 3, "likely": False}, "other"),
        ({"likely": False, "known": False}, {"known": False, "effort": 2}, "one"),
    ],
    ids=str,
)
def test_of_two_changes_one_comes_first(one: dict[str, Any], other: dict[str, Any], first: str) -> None:
    both = {"one": made(item("move-feet"), **one), "other": made(item("stop-short"), **other)}
    assert choose_first_change(tuple(both.values())) == both[first]


def test_an_item_tells_the_answers_that_call_for_it_and_its_words_fit_them() -> None:
    roll = msgspec.structs.replace(SMALL.causes[0], tips=("breathe",))
    changed = msgspec.structs.replace(SMALL, causes=(roll,))
    [breathe] = [item for item in items_of(CALM | {"sign": "blood", "hips": "lift"}, changed) if item.tip.id == "breathe"]
    assert breathe.because == (GivenAnswer("sign", "blood"), GivenAnswer("hips", "lift"))
    assert breathe.do == "Ask your doctor first, then breathe out."
    assert breathe.caution == "You marked blood under strain."
    [feet] = [item for item in items_of(CALM | {"feet": "low"}) if item.tip.id == "move-feet"]
    assert (feet.do, feet.because) == ("Leave the feet where they are.", (GivenAnswer("feet", "low"),))


@pytest.mark.parametrize(("answers", "points"), [({"depth": "deep"}, 3), ({"depth": "deep", "hips": "lift"}, 5)], ids=str)
def test_what_answers_and_a_cause_call_for_has_the_points_of_the_stronger(answers: dict[str, Any], points: int) -> None:
    roll = msgspec.structs.replace(SMALL.causes[0], tips=("breathe",))
    changed = msgspec.structs.replace(SMALL, causes=(roll,))
    [breathe] = [item for item in items_of(CALM | {"sign": "blood"} | answers, changed) if item.tip.id == "breathe"]
    assert breathe.points == points


def test_there_is_none_where_a_doctor_comes_first() -> None:
    assert items_of(EVERYTHING | {"sign": "fever"}) == ()
