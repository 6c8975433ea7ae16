"""Answers: what is accepted, who wins, and that nothing given is lost."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from legpress_cli.diagnosis.answer_parser import read_answer, read_answers, read_labelled_answers
from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.result import assess, to_result
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge.model import Option
from support.small import SMALL


@pytest.mark.parametrize(
    ("given", "values"),
    [
        ({"ache": 7}, (7,)),
        ({"ache": "7"}, (7,)),
        ({"ache": "not-sure"}, ("not-sure",)),
        ({"seat": "low"}, ("low",)),
        ({"seat": ["low"]}, ("low",)),
        ({"sign": "fever"}, ("fever",)),
        ({"sign": ["lump", "fever", "lump"]}, ("fever", "lump")),
        ({"hips": "lift"}, ("lift",)),
        ({"hips": "curl"}, ("lift",)),
        ({"hips": ["curl", "lift"]}, ("lift",)),
        ({"HIPS": "Curl"}, ("lift",)),
        ({"Seat ": " LOW"}, ("low",)),
        ({"seat": "Not_Sure"}, ("not-sure",)),
        ({"ache": " 07 "}, (7,)),
        ({"sign": ["FEVER", "Lump"]}, ("fever", "lump")),
        ({"sign": "no"}, ("none",)),
        ({"sign": False}, ("none",)),
        ({"alarm": ["No", "none"]}, ("none",)),
    ],
)
def test_answers_are_read(given: dict[str, Any], values: tuple[object, ...]) -> None:
    [answer] = read_answers(SMALL, given, Source.FILE).given
    assert answer.values == values


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"seet": "low"}, "there is no question seet; did you mean"),
        ({"seat": "hgh"}, "seat: there is no answer 'hgh'; did you mean high?"),
        ({"seat": "xyzzy"}, "it must be one of: low, high, not-sure"),
        ({"seat": None}, "seat: is empty; it must be one of: low"),
        ({"seat": {"a": 1}}, "seat: there is no answer"),
        ({"seat": ["low", "high"]}, "seat: takes one answer, not 2: low, high"),
        ({"sign": []}, "sign: is empty; it must be one of: none, fever"),
        ({"alarm": "not-sure"}, "there is no answer 'not-sure'"),
        ({"ache": 11}, "there is no answer '11'; it must be one of: 0 to 10, not-sure"),
        ({"ache": -1}, "there is no answer '-1'"),
        ({"ache": 3.5}, "there is no answer '3.5'"),
        ({"ache": True}, "there is no answer 'true'"),
        ({"ache": "9" * 5000}, "there is no answer"),
        ({"seat": True}, "there is no answer 'true'"),
        ({"seat": False}, "there is no answer 'false'"),
        ({"seat": "\x1b[31mred"}, r"\x1b[31mred"),
        ({"\x1b[2J": 1}, r"there is no question \x1b[2J"),
        ({"ache": "\uff15"}, "there is no answer '\uff15'; it must be one of: 0 to 10, not-sure"),
        ({"sign": True}, "there is no answer 'true'; it must be one of: none, fever"),
        ({"seat": "no"}, "there is no answer 'no'"),
        ({"seat": "Hgh"}, "there is no answer 'Hgh'; did you mean high?"),
        ({"SEET": "low"}, "there is no question SEET; did you mean seat"),
        ({"Seat": "low", "seat": "low"}, "seat stands there twice, in two spellings; keep one of them."),
        ({"Seat": "low", "SEAT": "high"}, "seat stands there twice"),
        ({"not_there": 1, "seat": "hgh"}, "seat: there is no answer 'hgh'"),
        ({"sign": "Collapse"}, "collapse is an answer to --alarm."),
        ({7: "x"}, "there is no question 7"),
        ({"sign": "collapse"}, "collapse is an answer to --alarm."),
        ({"sign": ["fever", "chest", "both"]}, " is an answer to --"),
        ({"alarm": ["none", "lump"]}, "lump is an answer to --sign."),
    ],
    ids=repr,
)
def test_wrong_answers_are_refused_with_what_would_do(given: Any, message: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        read_answers(SMALL, given, Source.FILE)
    assert message in str(raised.value)


@pytest.mark.parametrize("given", [True, False, "TRUE", "False", "Yes", "no"])
def test_true_and_false_are_yes_and_no(*, given: bool | str) -> None:
    options = (Option("sometimes", "Sometimes", aliases=("yes",)), Option("no", "No"))
    asked = msgspec.structs.replace(SMALL.question("seat"), options=options)
    [answer] = read_answer(SMALL, asked, given, Source.FILE)
    assert answer.values == ("sometimes" if str(given).lower() in ("true", "yes") else "no",)


def test_an_answer_that_is_called_true_is_no_yes() -> None:
    asked = msgspec.structs.replace(SMALL.question("seat"), options=(Option("yes", "Yes"), Option("true", "True to plumb")))
    [answer] = read_answer(SMALL, asked, "True", Source.FILE)
    assert answer.values == ("true",)


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ("Anna, Tuesday", "Anna, Tuesday"),
        ("  Zoë\n", "Zoë"),
        (7, "7"),
        (None, ""),
        (" ", ""),
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("x" * 60, "x" * 60),
    ],
)
def test_a_label_beside_the_answers_is_a_safe_line(given: object, label: str) -> None:
    answers, read = read_labelled_answers(SMALL, {"Label": given, "seat": "low"}, Source.FILE)
    assert read == label
    assert [answer.question for answer in answers.given] == ["seat"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("x" * 61, "label: must be a single line of at most 60 characters, not 61."),
        ("\x1b" * 16, "label: must be a single line of at most 60 characters, not 64."),
        ("one\ntwo", "label: must be a single line of text."),
        ("one\u2028two", "label: must be a single line of text."),
        (["Anna"], "label: must be a single line of text."),
        (True, "label: must be a single line of text."),
    ],
    ids=repr,
)
def test_a_label_that_is_no_short_line_is_refused(given: object, message: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        read_answers(SMALL, {"label": given}, Source.FILE, "me.yaml: ")
    assert str(raised.value) == f"me.yaml: {message}"


def test_two_labels_are_refused() -> None:
    with pytest.raises(InvalidInput, match="label stands there twice"):
        read_answers(SMALL, {"label": "Anna", "LABEL": "Bea"}, Source.FILE)


def test_a_question_that_is_called_label_wins_over_it() -> None:
    asked = msgspec.structs.replace(SMALL.question("seat"), id="label")
    other = msgspec.structs.replace(SMALL, questions=(*SMALL.questions, asked))
    answers, label = read_labelled_answers(other, {"Label": "LOW"}, Source.FILE)
    assert (answers.values("label"), label) == (("low",), "")


@pytest.mark.parametrize("given", ["high", "not-sure", "xyzzy"])
def test_an_answer_to_several_questions_or_to_none_names_no_other(given: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        read_answers(SMALL, {"sign": given}, Source.FILE)
    assert "is an answer to" not in str(raised.value)


def test_every_wrong_answer_is_named_at_once() -> None:
    with pytest.raises(InvalidInput, match=r"(?s)me\.yaml: seat: .*me\.yaml: feet: ") as raised:
        read_answers(SMALL, {"seat": "x", "feet": "y"}, Source.FILE, "me.yaml: ")
    assert len(str(raised.value).splitlines()) == 2


def answer(value: str, source: Source) -> Answer:
    return Answer("seat", (value,), source)


def test_the_better_source_wins_in_whatever_order_they_come() -> None:
    given = [answer("low", Source.SESSION), answer("high", Source.FLAG), answer("not-sure", Source.FILE)]
    for order in (given, given[::-1]):
        answers = Answers().adding(order)
        assert answers.values("seat") == ("high",)
        assert answers.source("seat") is Source.FLAG
        assert answers.all_values("seat") == ("high", "not-sure", "low")


def test_of_two_answers_of_one_source_the_one_that_was_there_wins() -> None:
    answers = Answers().adding([answer("low", Source.FILE)]).adding([answer("high", Source.FILE)])
    assert answers.all_values("seat") == ("low", "high")


def test_an_answer_that_loses_to_another_one_is_told() -> None:
    safe = read_answers(SMALL, {"alarm": "none", "sign": "none"}, Source.FLAG)
    given = safe.adding([answer("low", Source.FLAG), answer("not-sure", Source.FILE), answer("low", Source.SESSION)])
    result = to_result(SMALL, assess(SMALL, given))
    [told] = [text for text in result.watch if "disagree" in text]
    assert 'Your flag says "Seat: Low"' in told
    assert 'Your answers file says "Seat: Not sure"' in told
    assert result.answers["seat"] == "low"


def test_danger_counts_from_any_source() -> None:
    safe = read_answers(SMALL, {"alarm": "none", "sign": "none", "ache": 2}, Source.FLAG)
    in_file = read_answers(SMALL, {"sign": ["fever"], "ache": 9}, Source.FILE)
    found = assess(SMALL, safe.adding(in_file.given))
    assert found.finding.level.value == "urgent"
    assert [said.answer for said in found.finding.because] == ["fever", 9]
    assert len(found.disagreements) == 2


def test_a_change_of_mind_replaces_what_was_said_before() -> None:
    answers = Answers().adding([answer("low", Source.FLAG)]).replacing(answer("not-sure", Source.PROMPT))
    assert answers.all_values("seat") == ("not-sure",)
    assert not answers.without("seat").has("seat")
    assert answers.without("seat").values("seat") == ()
    assert answers.without("seat").source("seat") is Source.OPEN


def test_the_words_of_an_item_follow_the_answer_that_won() -> None:
    safe = read_answers(SMALL, {"alarm": "none", "sign": "none", "hips": "stay"}, Source.FLAG)
    found = assess(SMALL, safe.adding([answer("low", Source.FLAG), answer("high", Source.FILE)]))
    [seat] = [item for item in found.items if item.tip.id == "move-seat"]
    assert seat.turn.value == "now"
    assert "Move the seat up" in seat.do
