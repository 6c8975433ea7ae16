"""Answers: what is accepted, who wins, and that nothing given is lost."""

from __future__ import annotations

from typing import Any

import pytest

from legpress_cli.answers import Answer, Answers, Source, read_answers
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge import Knowledge
from legpress_cli.report import assess, to_result


@pytest.mark.parametrize(
    ("given", "values"),
    [
        ({"pain": 7}, (7,)),
        ({"pain": "7"}, (7,)),
        ({"pain": "not-sure"}, ("not-sure",)),
        ({"seat": "lowest"}, ("lowest",)),
        ({"seat": ["lowest"]}, ("lowest",)),
        ({"doctor-sign": "fever"}, ("fever",)),
        ({"doctor-sign": ["lump", "fever", "lump"]}, ("fever", "lump")),
    ],
)
def test_answers_are_read(knowledge: Knowledge, given: dict[str, Any], values: tuple[object, ...]) -> None:
    [answer] = read_answers(knowledge, given, Source.FILE).given
    assert answer.values == values


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"seet": "low"}, "there is no question seet; did you mean"),
        ({"seat": "lowst"}, "seat: there is no answer 'lowst'; did you mean lowest?"),
        ({"seat": "xyzzy"}, "it must be one of: lowest, middle, highest, fixed, not-sure"),
        ({"seat": None}, "seat: is empty; it must be one of: lowest"),
        ({"seat": {"a": 1}}, "seat: there is no answer"),
        ({"seat": ["lowest", "middle"]}, "seat: takes one answer, not 2: lowest, middle"),
        ({"doctor-sign": []}, "doctor-sign: is empty; it must be one of: none, fever"),
        ({"emergency-sign": "not-sure"}, "there is no answer 'not-sure'"),
        ({"pain": 11}, "there is no answer '11'; it must be one of: 0 to 10, not-sure"),
        ({"pain": -1}, "there is no answer '-1'"),
        ({"pain": 3.5}, "there is no answer '3.5'"),
        ({"pain": True}, "there is no answer 'true'"),
        ({"pain": "9" * 5000}, "there is no answer"),
        ({"tried": True}, "there is no answer 'true'; did you mean \"yes\"?"),
        ({"tried": False}, 'did you mean "no"?'),
        ({"seat": "\x1b[31mred"}, r"\x1b[31mred"),
        ({"\x1b[2J": 1}, r"there is no question \x1b[2J"),
        ({7: "x"}, "there is no question 7"),
    ],
    ids=repr,
)
def test_wrong_answers_are_refused_with_what_would_do(knowledge: Knowledge, given: Any, message: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        read_answers(knowledge, given, Source.FILE)
    assert message in str(raised.value)


def test_every_wrong_answer_is_named_at_once(knowledge: Knowledge) -> None:
    with pytest.raises(InvalidInput, match=r"(?s)me\.yaml: seat: .*me\.yaml: feet: ") as raised:
        read_answers(knowledge, {"seat": "x", "feet": "y"}, Source.FILE, "me.yaml: ")
    assert len(str(raised.value).splitlines()) == 2


def answer(value: str, source: Source) -> Answer:
    return Answer("seat", (value,), source)


def test_the_better_source_wins_in_whatever_order_they_come() -> None:
    given = [answer("lowest", Source.SESSION), answer("highest", Source.FLAG), answer("middle", Source.FILE)]
    for order in (given, given[::-1]):
        answers = Answers().adding(order)
        assert answers.values("seat") == ("highest",)
        assert answers.source("seat") is Source.FLAG
        assert answers.all_values("seat") == ("highest", "middle", "lowest")


def test_an_answer_that_loses_to_another_one_is_told(knowledge: Knowledge) -> None:
    safe = read_answers(knowledge, {"emergency-sign": "none", "doctor-sign": "none"}, Source.FLAG)
    given = safe.adding([answer("lowest", Source.FLAG), answer("middle", Source.FILE), answer("lowest", Source.SESSION)])
    result = to_result(knowledge, assess(knowledge, given))
    [told] = [text for text in result.watch if "disagree" in text]
    assert 'Your flag says "Seat setting: Lowest, the flattest notch"' in told
    assert 'Your answers file says "Seat setting: Somewhere in the middle"' in told
    assert result.answers["seat"] == "lowest"


def test_danger_counts_from_any_source(knowledge: Knowledge) -> None:
    safe = read_answers(knowledge, {"emergency-sign": "none", "doctor-sign": "none", "pain": 2}, Source.FLAG)
    in_file = read_answers(knowledge, {"doctor-sign": ["fever"], "pain": 9}, Source.FILE)
    found = assess(knowledge, safe.adding(in_file.given))
    assert found.finding.level.value == "urgent"
    assert [said.answer for said in found.finding.because] == ["fever", 9]
    assert len(found.disagreements) == 2


def test_a_change_of_mind_replaces_what_was_said_before() -> None:
    answers = Answers().adding([answer("lowest", Source.FLAG)]).replacing(answer("middle", Source.PROMPT))
    assert answers.all_values("seat") == ("middle",)
    assert not answers.without("seat").has("seat")
    assert answers.without("seat").values("seat") == ()
    assert answers.without("seat").source("seat") is Source.OPEN


def test_the_words_of_an_item_follow_the_answer_that_won(knowledge: Knowledge) -> None:
    safe = read_answers(knowledge, {"emergency-sign": "none", "doctor-sign": "none"}, Source.FLAG)
    found = assess(knowledge, safe.adding([answer("lowest", Source.FLAG), answer("highest", Source.FILE)]))
    [seat] = [item for item in found.items if item.tip.id == "seat-height"]
    assert seat.status.value == "change"
    assert "Move the seat or back rest up one notch" in seat.do
