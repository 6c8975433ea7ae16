"""Causes: found by plain points, how well each fits, the answers for and against each, and the order in which they stand."""

from __future__ import annotations

import pickle
from copy import deepcopy
from typing import Any

import msgspec
import pytest

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.causes import Fit, find_causes, open_signs, weigh
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.diagnosis.result import diagnose
from legpress_cli.knowledge.model import Cause, Condition, Knowledge, Sign, Strength
from support.small import CALM, SMALL, answers_of

STRONG, FAIR, WEAK = Strength


def cause(name: str) -> Cause:
    return next(entry for entry in SMALL.causes if entry.id == name)


def with_roll(signs_for: tuple[Sign, ...], against: tuple[Sign, ...] = ()) -> Knowledge:
    """Return the small knowledge with one cause, the roll, and these signs of it."""
    roll = msgspec.structs.replace(cause("hips-roll"), signs_for=signs_for, against=against)
    return msgspec.structs.replace(SMALL, causes=(roll,))


@pytest.mark.parametrize(
    ("answers", "points", "fit"),
    [
        ({"hips": "lift"}, 3, Fit.PARTLY),
        ({"depth": "deep"}, 2, Fit.PARTLY),
        ({"depth": "deep", "feet": "high"}, 3, Fit.WELL),
        ({"hips": "lift", "feet": "high"}, 4, Fit.WELL),
        ({"hips": "lift", "depth": "deep", "feet": "high"}, 6, Fit.WELL),
        ({"hips": "lift", "depth": "short"}, 2, Fit.PARTLY),
        ({"hips": "lift", "feet": "high", "depth": "short"}, 3, Fit.WELL),
        ({"feet": "high"}, 1, None),
        ({"hips": "stay"}, -3, None),
        ({"hips": "stay", "depth": "deep", "feet": "high"}, 0, None),
        ({}, 0, None),
    ],
)
def test_points_decide_whether_a_cause_is_shown_and_answers_how_well_it_fits(
    answers: dict[str, Any], points: int, fit: Fit | None
) -> None:
    given = answers_of(CALM | answers)
    found = weigh(SMALL, cause("hips-roll"), given)
    assert (found.points, found.fit) == (points, fit)
    listed = {entry.cause.id: (entry.points, entry.fit) for entry in find_causes(SMALL, given)}
    assert listed.get("hips-roll") == ((points, fit) if fit else None)


@pytest.mark.parametrize(
    ("strengths", "fit"),
    [
        ((WEAK, WEAK, WEAK), None),
        ((WEAK, FAIR, WEAK), Fit.WELL),
        ((STRONG, WEAK, WEAK), Fit.WELL),
    ],
    ids=str,
)
def test_weak_answers_alone_show_no_cause_however_many(strengths: tuple[Strength, ...], fit: Fit | None) -> None:
    told = [("hips", "lift"), ("depth", "deep"), ("feet", "high")]
    signs = tuple(Sign(name, value, strength=strength) for (name, value), strength in zip(told, strengths, strict=True))
    [found] = find_causes(with_roll(signs), answers_of(CALM | dict(told))) or [None]
    assert (found.fit if found else None) is fit


@pytest.mark.parametrize(("strength", "fit"), [(STRONG, Fit.PARTLY), (FAIR, Fit.WELL), (WEAK, Fit.WELL)])
def test_one_strong_answer_against_it_and_a_cause_no_longer_fits_well(strength: Strength, fit: Fit) -> None:
    signs = (Sign("depth", "deep", strength=STRONG), Sign("feet", "high", strength=STRONG))
    changed = with_roll(signs, (Sign("hips", "stay", strength=strength),))
    [found] = find_causes(changed, answers_of(CALM | {"depth": "deep", "feet": "high", "hips": "stay"}))
    assert found.fit is fit
    assert found.against == (GivenAnswer("hips", "stay"),)


def test_two_answers_to_one_question_are_still_one() -> None:
    signs = (Sign("sign", "leg", strength=STRONG), Sign("sign", "blood", strength=FAIR))
    changed = with_roll(signs)
    [found] = find_causes(changed, read_answers(changed, {"alarm": "none", "sign": ["leg", "blood"]}, Source.FILE))
    assert (found.points, found.fit) == (5, Fit.PARTLY)


def test_a_sign_counts_once_however_many_of_its_answers_were_given() -> None:
    changed = with_roll((Sign("sign", ("leg", "blood"), strength=FAIR),))
    given = read_answers(changed, {"alarm": "none", "sign": ["leg", "blood"]}, Source.FILE)
    assert [(found.cause.id, found.points) for found in find_causes(changed, given)] == [("hips-roll", 2)]


@pytest.mark.parametrize(
    ("answers", "points"),
    [({"seat": "low"}, 0), ({"seat": "low", "hips": "lift"}, 0), ({"seat": "low", "hips": "stay"}, 2), ({"hips": "stay"}, 0)],
    ids=str,
)
def test_a_sign_with_another_answer_counts_only_beside_it(answers: dict[str, Any], points: int) -> None:
    found = weigh(SMALL, cause("seat-low"), answers_of(CALM | answers))
    assert found.points == points
    assert found.because == ((GivenAnswer("seat", "low"),) if points else ())


def test_each_answer_of_with_must_be_given() -> None:
    beside = (Condition("hips", "stay"), Condition("ache", at_least=3))
    changed = with_roll((Sign("seat", "low", strength=FAIR, beside=beside),))
    answers = CALM | {"seat": "low", "hips": "stay"}
    assert find_causes(changed, answers_of(answers | {"ache": 2})) == ()
    [found] = find_causes(changed, answers_of(answers | {"ache": 3}))
    assert found.fit is Fit.PARTLY


def test_a_cause_tells_the_answers_for_it_and_against_it_and_what_is_open() -> None:
    given = answers_of(CALM | {"hips": "stay", "depth": "deep", "feet": "not-sure"})
    found = weigh(SMALL, cause("hips-roll"), given)
    assert found.because == (GivenAnswer("depth", "deep"),)
    assert found.against == (GivenAnswer("hips", "stay"),)
    assert [sign.question for sign in open_signs(cause("hips-roll"), given)] == ["feet"]
    assert [sign.question for sign in open_signs(cause("feet-high"), given)] == ["feet", "feet"]


def test_a_result_cannot_be_changed_and_stands_in_a_set() -> None:
    result = diagnose(CALM | {"hips": "lift", "feet": "high"}, SMALL)
    answers: Any = result.answers
    for change in (
        lambda: answers.update(hips="stay"),
        lambda: answers.__setitem__("hips", "stay"),
        lambda: answers.__delitem__("hips"),
        lambda: answers.__ior__({"hips": "stay"}),
        lambda: answers.setdefault("new", "x"),
        lambda: answers.pop("hips"),
        answers.popitem,
        answers.clear,
    ):
        with pytest.raises(TypeError, match="The answers of a result cannot be changed"):
            change()
    assert answers["hips"] == "lift"
    again = diagnose(CALM | {"feet": "high", "hips": "lift"}, SMALL)
    other = diagnose(CALM | {"feet": "high", "hips": "stay"}, SMALL)
    assert len({result, again, other}) == 2
    assert pickle.loads(pickle.dumps(result)) == deepcopy(result) == result  # noqa: S301  # our own, of a moment ago


def test_no_reason_names_what_was_not_asked() -> None:
    for answers in ({"hips": "lift"}, {"depth": "deep", "feet": "not-sure"}, {"seat": "low", "hips": "stay"}, {"feel": "dull"}):
        result = diagnose(CALM | answers, SMALL)
        told = {said.question for found in result.causes for said in (*found.because, *found.against)}
        told |= {said.question for item in result.checklist for said in item.because}
        assert told <= answers.keys() - {name for name, value in answers.items() if value == "not-sure"}


def test_causes_come_strongest_first_with_their_answers() -> None:
    found = find_causes(SMALL, answers_of(CALM | {"hips": "lift", "depth": "deep", "feet": "high", "feel": "dull"}))
    assert [(entry.cause.id, entry.points) for entry in found] == [("hips-roll", 6), ("feet-high", 4), ("worn-out", 2)]
    assert found[0].because == (GivenAnswer("hips", "lift"), GivenAnswer("depth", "deep"), GivenAnswer("feet", "high"))
    assert found[1].because == (GivenAnswer("feet", "high"), GivenAnswer("hips", "lift"))
    assert [entry.against for entry in found] == [(), (), ()]


@pytest.mark.parametrize(
    ("answers", "order"),
    [
        # equal points: the symptom first, though the habit stands first in the file
        ({"seat": "low", "hips": "stay", "feel": "dull"}, ["worn-out 2", "seat-low 2"]),
        ({"depth": "deep", "feel": "dull"}, ["worn-out 2", "hips-roll 2"]),
        # equal points and no symptom: the order of the file
        ({"depth": "deep", "seat": "low", "hips": "not-sure", "feet": "high"}, ["hips-roll 3", "feet-high 3"]),
        # more points outrank the symptom
        ({"seat": "low", "hips": "stay", "hands": "rest", "feel": "dull"}, ["seat-low 3", "worn-out 2"]),
        ({"hips": "lift", "feel": "dull"}, ["hips-roll 3", "worn-out 2"]),
    ],
    ids=str,
)
def test_of_equal_causes_the_symptom_comes_first_then_the_order_of_the_file(answers: dict[str, Any], order: list[str]) -> None:
    assert [f"{entry.cause.id} {entry.points}" for entry in find_causes(SMALL, answers_of(CALM | answers))] == order


def test_a_symptom_that_speaks_weakly_outranks_nothing() -> None:
    worn = msgspec.structs.replace(
        cause("worn-out"), signs_for=(Sign("feel", "dull", strength=WEAK), Sign("place", "here", strength=WEAK)), against=()
    )
    worn = msgspec.structs.replace(worn, signs_for=(*worn.signs_for, Sign("feet", "low", strength=FAIR)))
    changed = msgspec.structs.replace(SMALL, causes=(cause("hips-roll"), worn))
    answers = CALM | {"hips": "lift", "depth": "not-sure", "feet": "low", "feel": "dull"}
    assert [(entry.cause.id, entry.points, entry.symptom) for entry in find_causes(changed, answers_of(answers))] == [
        ("hips-roll", 3, False),
        ("worn-out", 3, False),
    ]


def test_a_symptom_that_speaks_against_a_cause_does_not_put_it_first() -> None:
    high = msgspec.structs.replace(cause("feet-high"), signs_for=(Sign("feet", "high", strength=STRONG),), against=())
    roll = msgspec.structs.replace(
        cause("hips-roll"),
        signs_for=(Sign("hips", "lift", strength=STRONG), Sign("depth", "deep", strength=FAIR)),
        against=(Sign("feel", "dull", strength=FAIR),),
    )
    changed = msgspec.structs.replace(SMALL, causes=(high, roll))
    answers = CALM | {"feel": "dull", "hips": "lift", "depth": "deep", "feet": "high"}
    assert [(entry.cause.id, entry.points, entry.symptom) for entry in find_causes(changed, answers_of(answers))] == [
        ("feet-high", 3, False),
        ("hips-roll", 3, False),
    ]


def test_how_well_a_cause_fits_does_not_order() -> None:
    found = find_causes(SMALL, answers_of(CALM | {"hips": "lift", "seat": "high", "depth": "short", "feel": "dull"}))
    assert [(entry.cause.id, entry.fit) for entry in found] == [("worn-out", Fit.PARTLY), ("hips-roll", Fit.PARTLY)]
    both = find_causes(SMALL, answers_of(CALM | {"depth": "deep", "feet": "high", "feel": "dull"}))
    assert [(entry.cause.id, entry.fit) for entry in both] == [
        ("hips-roll", Fit.WELL),
        ("feet-high", Fit.PARTLY),
        ("worn-out", Fit.PARTLY),
    ]


def test_nothing_causes_a_pain_that_is_not_there() -> None:
    answers = CALM | {"hips": "lift", "depth": "deep", "feet": "high", "feel": "dull"}
    assert find_causes(SMALL, answers_of(answers | {"ache": 0})) == ()
    assert len(find_causes(SMALL, answers_of(answers | {"ache": 1}))) == 3
