"""The checklist: whose turn it is, in which order, in which words; and the one thing to change first."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.causes import find_causes
from legpress_cli.diagnosis.checklist import Item, Turn, build_checklist, choose_first_change
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.diagnosis.result import diagnose
from legpress_cli.diagnosis.triage import find_level
from legpress_cli.knowledge.model import Condition, Knowledge, Part, Pose, Settled, Status, Variant
from support.small import CALM, SMALL

EVERYTHING = {"hips": "lift", "depth": "deep", "feet": "high", "seat": "low", "hands": "hold"}
CORE_CHECKS = ["check move-seat", "check move-feet", "check grip-hands"]


def items_of(raw: dict[str, Any], knowledge: Knowledge = SMALL) -> tuple[Item, ...]:
    answers = read_answers(knowledge, CALM | raw, Source.FILE)
    return build_checklist(knowledge, find_level(knowledge, answers), find_causes(knowledge, answers), answers)


def items_of_both(flags: dict[str, Any], lost: dict[str, Any]) -> tuple[Item, ...]:
    """Return the items for answers by flag, some of which a file contradicts."""
    answers = read_answers(SMALL, CALM | flags, Source.FLAG).adding(read_answers(SMALL, lost, Source.FILE).given)
    return build_checklist(SMALL, find_level(SMALL, answers), find_causes(SMALL, answers), answers)


def listed(raw: dict[str, Any], knowledge: Knowledge = SMALL) -> list[str]:
    return [f"{item.turn.value} {item.tip.id}" for item in items_of(raw, knowledge)]


def item(name: str, raw: dict[str, Any], knowledge: Knowledge = SMALL) -> Item:
    return next(item for item in items_of(raw, knowledge) if item.tip.id == name)


def with_tip(name: str, **change: Any) -> Knowledge:
    """Return the small knowledge with one tip changed."""
    tips = tuple(msgspec.structs.replace(tip, **change) if tip.id == name else tip for tip in SMALL.tips)
    return msgspec.structs.replace(SMALL, tips=tips)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # nothing is called for: what finds out first, then the core in its order
        ({}, ["check look", *CORE_CHECKS]),
        ({"hips": "stay"}, ["check look", *CORE_CHECKS]),
        ({"seat": "high", "hands": "hold"}, ["check look", "keep move-seat", "check move-feet", "keep grip-hands"]),
        ({"seat": "low"}, ["check look", *CORE_CHECKS]),
        # a cause's tips in its own order, and what finds out last while the hips are not known
        (
            {"depth": "deep"},
            ["now stop-short", "next move-feet", "next grip-hands", "next swap", "check move-seat", "check look"],
        ),
        ({"hips": "lift"}, ["now stop-short", "next move-feet", "next grip-hands", "next swap", "check move-seat"]),
        ({"hips": "stay", "seat": "low"}, ["now move-seat", "check move-feet", "check grip-hands"]),
        # what the person told wrong comes before what is right or was never said, whatever the cause's order
        (
            {"hips": "lift", "hands": "rest"},
            ["now grip-hands", "next stop-short", "next move-feet", "next swap", "check move-seat"],
        ),
        (
            {"hips": "lift", "hands": "rest", "feet": "high"},
            ["now move-feet", "next grip-hands", "next stop-short", "next swap", "check move-seat"],
        ),
        (
            {"hips": "lift", "feet": "low"},
            ["now stop-short", "next grip-hands", "next swap", "check move-seat", "keep move-feet"],
        ),
        # keeps and checks stand in the order of the core, whichever they are
        (EVERYTHING, ["now stop-short", "next move-feet", "next swap", "keep move-seat", "keep grip-hands"]),
        # the stronger cause first, then the next one with what is new in it
        (
            {"hips": "stay", "seat": "low", "hands": "rest", "feel": "dull"},
            ["now move-seat", "next swap", "next grip-hands", "check move-feet"],
        ),
        (
            {"hips": "stay", "seat": "low", "feel": "dull"},
            ["now swap", "next move-seat", "check move-feet", "check grip-hands"],
        ),
        # a habit told wrong that no cause calls for is a change too, after what causes call for
        ({"hands": "rest"}, ["now grip-hands", "check move-seat", "check move-feet", "check look"]),
        # before all causes, in the order of before-causes and not of the file
        ({"start": "today"}, ["now rest-up", *CORE_CHECKS, "check look"]),
        (
            {"sign": "blood", "feet": "low"},
            ["now breathe", "check move-seat", "keep move-feet", "check grip-hands", "check look"],
        ),
        (
            {"sign": "blood", "start": "today", "hips": "stay", "seat": "low"},
            ["now rest-up", "next breathe", "next move-seat", "check move-feet", "check grip-hands"],
        ),
        # three are next at most
        (
            {"sign": "blood", "start": "today", "hips": "lift"},
            [
                "now rest-up",
                "next breathe",
                "next stop-short",
                "next move-feet",
                "later grip-hands",
                "later swap",
                "check move-seat",
            ],
        ),
        # what is for a quiet back, and never a change
        ({"hips": "stay", "seat": "low", "ache": 2}, ["now move-seat", "check move-feet", "check grip-hands", "check go-far"]),
        ({"hips": "stay", "seat": "low", "ache": 3}, ["now move-seat", "check move-feet", "check grip-hands"]),
        ({"hips": "stay", "seat": "low", "ache": 8}, ["now move-seat", "check move-feet", "check grip-hands"]),
    ],
    ids=str,
)
def test_changes_come_first_by_cause_and_habit_then_what_to_keep_and_to_check(
    answers: dict[str, Any], expected: list[str]
) -> None:
    assert listed(answers) == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # hold: all that is called for is later, and nothing is to find out
        (
            {"sign": "leg", "depth": "deep", "hands": "rest"},
            ["later stop-short", "later grip-hands", "later move-feet", "later swap", "check move-seat"],
        ),
        ({"sign": "leg"}, CORE_CHECKS),
        ({"sign": ["leg", "blood"], "start": "today"}, ["later rest-up", "later breathe", *CORE_CHECKS]),
        # also where it hurts elsewhere too: nobody is sent to check things who may not press
        (
            {"sign": "leg", "place": "there", "hips": "lift"},
            ["later stop-short", "later move-feet", "later grip-hands", "later swap", "check move-seat"],
        ),
        # outside: all that is called for is a check
        ({"place": "there", "hips": "lift"}, [*CORE_CHECKS, "check stop-short", "check swap"]),
        ({"place": "there", "feet": "high", "seat": "high"}, ["keep move-seat", "check move-feet", "check grip-hands"]),
        ({"place": "there", "start": "today"}, [*CORE_CHECKS, "check rest-up"]),
        # painless: nothing to change, what was told is kept
        (
            {"ache": 0, "hips": "lift", "feet": "high", "hands": "hold"},
            ["check look", "check move-seat", "check move-feet", "keep grip-hands"],
        ),
        ({"ache": 0, "sign": "blood"}, ["check look", *CORE_CHECKS, "check breathe"]),
        # a doctor comes first
        ({"sign": "fever", "hips": "lift"}, []),
        ({"alarm": "chest", "hips": "lift"}, []),
    ],
    ids=str,
)
def test_where_nothing_is_to_change_now_nothing_is_first(answers: dict[str, Any], expected: list[str]) -> None:
    assert listed(answers) == expected
    assert choose_first_change(items_of(answers)) is None
    assert diagnose(CALM | answers, SMALL).first_change is None


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ({"hips": "lift"}, "stop-short"),
        ({"hips": "lift", "depth": "short"}, "move-feet"),
        ({"hips": "lift", "hands": "rest"}, "grip-hands"),
        ({"hips": "stay", "seat": "low"}, "move-seat"),
        ({"start": "today", "hips": "lift", "hands": "rest"}, "rest-up"),
        ({"sign": "blood", "hips": "lift", "hands": "rest"}, "breathe"),
        ({"feel": "dull"}, "swap"),
    ],
    ids=str,
)
def test_the_first_change_is_the_first_item(answers: dict[str, Any], first: str) -> None:
    result = diagnose(CALM | answers, SMALL)
    assert result.first_change
    assert result.first_change.id == result.checklist[0].id == first
    assert [entry.id for entry in result.checklist if entry.turn is Turn.NOW] == [first]


def test_effort_does_not_order() -> None:
    easy, hard = (listed({"hips": "lift"}, with_tip("stop-short", effort=effort)) for effort in (1, 3))
    assert easy == hard


def test_two_causes_keep_each_its_own_order_and_what_both_name_stands_where_the_first_has_it() -> None:
    roll, high = SMALL.causes[:2]
    high = msgspec.structs.replace(high, tips=("swap", "move-seat", "stop-short"))
    changed = msgspec.structs.replace(SMALL, causes=(roll, high))
    answers = {"hips": "lift", "feet": "high", "depth": "short"}
    assert listed(answers, changed) == ["now swap", "next move-seat", "next move-feet", "next grip-hands"]
    assert listed({"hips": "lift", "feet": "high"}, changed) == [
        "now move-feet",
        "next stop-short",
        "next grip-hands",
        "next swap",
        "later move-seat",
    ]


@pytest.mark.parametrize("turn", Turn)
def test_now_next_and_later_are_changes(turn: Turn) -> None:
    assert (turn.status is Status.CHANGE) == (turn in (Turn.NOW, Turn.NEXT, Turn.LATER))


@pytest.mark.parametrize(
    ("answers", "action", "do"),
    [
        ({"hips": "stay", "seat": "low"}, "Seat up", "Move the seat up. Look how that feels."),
        ({"hips": "lift", "seat": "low"}, "Leave it low", "Leave the seat low."),
        ({"seat": "high"}, "Leave the seat", "Leave the seat where it is."),
        ({"seat": "low"}, "Look at the seat", "Look how the seat is."),
        ({}, "Look at the seat", "Look how the seat is."),
        ({"place": "there", "hips": "stay", "seat": "low"}, "Look at the seat", "Look how the seat is."),
    ],
    ids=str,
)
def test_the_words_of_a_core_tip_follow_what_the_answers_make_of_it(answers: dict[str, Any], action: str, do: str) -> None:
    seat = item("move-seat", answers)
    assert (seat.action, seat.do) == (action, do)


def test_a_variant_speaks_before_what_is_settled_and_each_word_that_it_lacks_stays() -> None:
    hands = item("grip-hands", {"sign": "blood", "hands": "rest"})
    assert (hands.command, hands.action, hands.do) == ("Hold on gently", "Hold on", "Hold on gently.")
    assert hands.right_when == "you do not slide"
    assert hands.caution == "You marked blood under strain."
    assert item("grip-hands", {"hands": "rest"}).caution == "Let go if it hurts."
    assert item("move-seat", {"hands": "rest"}).caution == ""
    kept = item("grip-hands", {"sign": "blood", "hands": "hold"})
    assert (kept.action, kept.do) == ("Go on holding", "Hold on gently.")


def test_of_several_variants_the_first_gives_the_words_and_each_its_caution() -> None:
    first = Variant(when=(Condition("sign", "blood"),), action="First", caution="One.")
    second = Variant(when=(Condition("hips", "lift"),), action="Second", command="Second", caution="Two.")
    changed = with_tip("breathe", variants=(first, second))
    breathe = item("breathe", {"sign": "blood", "hips": "lift"}, changed)
    assert (breathe.action, breathe.command, breathe.caution) == ("First", "Second", "One. Two.")


def test_an_item_tells_the_answers_that_call_for_it() -> None:
    roll = msgspec.structs.replace(SMALL.causes[0], tips=("breathe", "move-feet"))
    changed = msgspec.structs.replace(SMALL, causes=(roll,))
    answers = {"sign": "blood", "hips": "lift", "feet": "high"}
    roll_answers = (GivenAnswer("hips", "lift"), GivenAnswer("feet", "high"))
    assert item("breathe", answers, changed).because == (GivenAnswer("sign", "blood"), *roll_answers)
    assert item("move-feet", answers, changed).because == (GivenAnswer("feet", "high"), GivenAnswer("hips", "lift"))
    assert item("move-feet", {"feet": "low", "hips": "lift"}).because == (GivenAnswer("feet", "low"),)
    assert item("move-seat", {"hips": "lift"}).because == ()
    assert item("swap", {"hips": "lift", "feel": "dull"}).because == (GivenAnswer("hips", "lift"), GivenAnswer("feel", "dull"))
    assert item("look", {}).because == ()


def test_a_tip_is_drawn_only_in_its_own_words() -> None:
    changed = with_tip("move-seat", drawn=(Pose.SEAT_UP,))
    assert Pose.SEAT_UP.part is Part.SEAT
    assert item("move-seat", {"hips": "stay", "seat": "low"}, changed).drawn == (Pose.SEAT_UP,)
    for answers in ({"seat": "low", "hips": "lift"}, {"seat": "high"}, {}):
        assert item("move-seat", answers, changed).drawn == ()


@pytest.mark.parametrize("hips", [None, "not-sure", "lift", "stay"])
def test_what_finds_out_the_hips_is_there_while_they_are_not_known(hips: str | None) -> None:
    answers = {"depth": "deep", "feet": "high"} | ({"hips": hips} if hips else {})
    known = hips in ("lift", "stay")
    found = listed(answers)
    assert ("check look" in found) == (not known)
    assert known or found[-1] == "check look"


SEAT_AND_LITTLE = {"hips": "stay", "seat": "low", "ache": 2}
SEAT_UP = ["now move-seat", "check move-feet", "check grip-hands"]


@pytest.mark.parametrize(
    ("flags", "lost", "expected"),
    [
        # it keeps a tip away: one that is not for who gives it, and one that is only for who gives another
        (
            {"hips": "lift", "depth": "deep"},
            {"depth": "short"},
            ["now move-feet", "next grip-hands", "next swap", "check move-seat"],
        ),
        (SEAT_AND_LITTLE, {}, [*SEAT_UP, "check go-far"]),
        (SEAT_AND_LITTLE, {"ache": 3}, SEAT_UP),
        # it calls for a tip
        ({"hips": "stay", "seat": "low"}, {"sign": "blood"}, ["now breathe", "next move-seat", *SEAT_UP[1:]]),
        # it settles nothing
        ({"hips": "stay", "seat": "high"}, {"seat": "low"}, ["check look", "keep move-seat", *SEAT_UP[1:]]),
    ],
    ids=str,
)
def test_an_answer_that_lost_counts_where_caution_hangs_on_it(
    flags: dict[str, Any], lost: dict[str, Any], expected: list[str]
) -> None:
    assert [f"{entry.turn.value} {entry.tip.id}" for entry in items_of_both(flags, lost)] == expected


def test_an_answer_that_lost_gives_its_caution() -> None:
    [hands] = [entry for entry in items_of_both({"hands": "rest"}, {"sign": "blood"}) if entry.tip.id == "grip-hands"]
    assert (hands.command, hands.caution) == ("Hold on gently", "You marked blood under strain.")


def test_what_answers_call_for_by_themselves_comes_after_the_causes() -> None:
    about = msgspec.structs.replace(SMALL.about, before_causes=("rest-up",))
    changed = msgspec.structs.replace(SMALL, about=about)
    answers = {"sign": "blood", "start": "today", "hips": "stay", "seat": "low"}
    assert listed(answers, changed)[:3] == ["now rest-up", "next move-seat", "next breathe"]


def test_the_core_stands_before_other_checks_wherever_they_stand_in_the_file() -> None:
    changed = msgspec.structs.replace(SMALL, tips=SMALL.tips[::-1])
    assert listed({"place": "there", "hips": "lift"}, changed) == [
        "check grip-hands",
        "check move-feet",
        "check move-seat",
        "check swap",
        "check stop-short",
    ]


def test_what_is_settled_as_a_check_is_none_to_keep_where_nothing_hurts() -> None:
    looked_at = Settled(when=(Condition("hands", "rest"),), turn=Status.CHECK)
    assert listed({"ache": 0, "hands": "rest"}, with_tip("grip-hands", settled=(looked_at,)))[-1] == "check grip-hands"


def test_what_finds_out_has_the_words_that_the_answers_settle() -> None:
    again = Settled(when=(Condition("feel", "dull"),), turn=Status.CHECK, action="Look once more")
    changed = with_tip("look", settled=(again,))
    assert [item("look", {"feel": feel}, changed).action for feel in ("dull", "numb")] == ["Look once more", "Look in a mirror"]


def test_words_for_a_change_are_not_those_of_a_check() -> None:
    raised = Settled(when=(Condition("seat", "low"),), turn=Status.CHANGE, action="Raise it", steps=("Raise it.",))
    changed = with_tip("move-seat", settled=(raised,))
    assert item("move-seat", {"seat": "low"}, changed).action == "Raise it"
    assert item("move-seat", {"seat": "low", "place": "there"}, changed).action == "Look at the seat"
