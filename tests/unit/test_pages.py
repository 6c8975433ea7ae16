"""Pages and renderers: what is shown, in every format, and what unpleasant text cannot do to it."""

from __future__ import annotations

import os

import pytest

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.result import assess
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.pages.explain.entries import explainable_ids, find_entries
from legpress_cli.pages.explain.page import explain_page
from legpress_cli.pages.page import Entry, Mark, Page
from legpress_cli.pages.result import result_page
from legpress_cli.pages.sheets import explained
from legpress_cli.pages.tips import choose_tips, tips_page
from legpress_cli.render.plain import render_plain
from legpress_cli.render.text import render_text
from support.pages import PAGE, case
from support.places import GOLDEN

FORMS = {"text-80": 80, "text-40": 40, "plain-80": 80}
SAFE: dict[str, object] = {"emergency-sign": "none", "doctor-sign": "none", "health": "none"}


def render(form: str, page: Page, width: int, *, colour: bool = False, unicode: bool = True) -> str:
    return render_plain(page, width) if form == "plain" else render_text(page, width, colour=colour, unicode=unicode)


@pytest.mark.parametrize("width", [1, 24, 49, 50, 80, 200])
@pytest.mark.parametrize("form", ["text", "plain"])
@pytest.mark.parametrize("unicode", [True, False])
def test_unpleasant_text_stays_text(form: str, width: int, *, unicode: bool) -> None:
    shown = render(form, PAGE, width, unicode=unicode)
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\r" not in shown
    assert "\u202e" not in shown
    if width >= 80:
        assert "[red]m[/] [/bar]" in shown
        assert r"\x1b[31m" in shown
    if form == "plain" or not unicode:
        assert shown.isascii()


def test_colour_comes_from_us_and_never_from_a_text() -> None:
    coloured = render_text(PAGE, 80, colour=True, unicode=True)
    assert "\x1b[" in coloured
    assert "\x1b[31mm" not in coloured


def test_a_mark_is_never_colour_alone() -> None:
    for mark, sign in ((Mark.CHANGE, ">"), (Mark.CHECK, "?"), (Mark.KEEP, "+")):
        shown = render_text(Page("t", (Entry("e", (), mark.name, mark),)), 80, colour=False, unicode=False)
        assert f"{sign} {mark.name}  e" in shown


@pytest.mark.parametrize("name", FORMS)
def test_one_rich_report_looks_as_reviewed(knowledge: Knowledge, name: str) -> None:
    """Refresh with UPDATE_GOLDEN=1 and review the difference like code."""
    answers = read_answers(knowledge, case("post-4-hips-come-off-the-seat"), Source.PROMPT)
    shown = render(name.partition("-")[0], result_page(knowledge, assess(knowledge, answers)), FORMS[name])
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


def test_the_result_tells_danger_before_causes_and_causes_before_advice(knowledge: Knowledge) -> None:
    answers = read_answers(knowledge, case("post-1-pain-on-standing-up"), Source.PROMPT)
    shown = render_plain(result_page(knowledge, assess(knowledge, answers)), 80)
    order = [
        "No danger sign in your answers",
        "What your answers point to",
        "Change this first",
        "Checklist\n",
        "What to watch for",
        "What you answered",
    ]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)


def test_who_may_not_press_is_not_sent_to_the_machine(knowledge: Knowledge) -> None:
    answers = read_answers(knowledge, case("nothing-known") | {"health": ["spine-surgery"]}, Source.PROMPT)
    shown = render_plain(result_page(knowledge, assess(knowledge, answers)), 200)
    assert "Your answers do not point to one cause.\n" in shown
    assert "at the machine. Then answer again" not in shown


def test_a_result_without_a_cause_says_so(knowledge: Knowledge) -> None:
    answers = read_answers(knowledge, case("nothing-known"), Source.PROMPT)
    shown = render_plain(result_page(knowledge, assess(knowledge, answers)), 200)
    assert "Your answers do not point to one cause." in shown
    assert "What to do now\n" in shown
    assert "We do not know yet what to change. Begin with the first check on your checklist." in shown
    assert "0 to change, 6 to check, 0 to keep." in shown
    assert "check: 1. Film a set" in shown


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, "We do not know yet what to change. Begin with the first check on your checklist."),
        ({"pain": 0, "seat": "lowest"}, "There is nothing to change while nothing hurts."),
        ({"doctor-sign": "one-leg", "hips": "lift"}, "Do not press until you have been seen. Your checklist is for later."),
        ({"where": "hip-or-groin"}, "There is nothing to change first. Do the checks on your checklist, one at a time."),
    ],
)
def test_without_a_change_the_result_says_why_and_says_it_again_at_the_end(
    knowledge: Knowledge, answers: dict[str, object], told: str
) -> None:
    found = assess(knowledge, read_answers(knowledge, SAFE | answers, Source.PROMPT))
    shown = render_plain(result_page(knowledge, found), 200)
    assert shown.count(told) == 2
    assert "What to do now\n" in shown
    assert "Change this first" not in shown
    assert "Try first" not in shown


def test_answers_against_a_cause_are_shown(knowledge: Knowledge) -> None:
    raw = SAFE | {"tried": "all", "hips": "lift", "when": "later"}
    shown = render_plain(result_page(knowledge, assess(knowledge, read_answers(knowledge, raw, Source.PROMPT))), 200)
    assert 'Against it: Hips at the bottom: "They lift or curl off the seat"' in shown


def test_a_dispute_is_told_once(knowledge: Knowledge) -> None:
    answers = read_answers(knowledge, case("post-1-pain-on-standing-up"), Source.PROMPT)
    shown = render_plain(result_page(knowledge, assess(knowledge, answers)), 500)
    assert shown.count("Posts 3 and 7 raise the seat.") == 1


def test_every_entry_of_the_knowledge_can_be_explained(knowledge: Knowledge) -> None:
    for name in explainable_ids(knowledge):
        found = find_entries(knowledge, name)
        shown = render_plain(explain_page(knowledge, found), 100)
        assert shown.startswith(f"Explained: {name}\n")
        answers = {f"{question.id}:{name}" for question in knowledge.questions if name in question.values}
        assert {entry.id for entry in explained(knowledge, found)} == {name} | answers
        assert "None" not in shown.replace("None of these", "").replace("None tested", "").replace("None shows", "").replace(
            "None of them", ""
        )


def test_an_emergency_page_holds_the_advice_and_no_training(knowledge: Knowledge) -> None:
    raw = SAFE | {"numb-where": "saddle-or-both-legs", "feet": "high"}
    shown = render_plain(result_page(knowledge, assess(knowledge, read_answers(knowledge, raw, Source.PROMPT))), 80)
    assert "Danger: Get emergency help now" in shown
    assert "Warning: Your answers disagree" in shown
    assert "If you marked a sign by mistake" in shown
    for training in ("Checklist", "Change this first", "What to do now", "now: ", "next: ", "later: ", "check: ", "Grade"):
        assert training not in shown


def test_the_tip_sheet_begins_with_danger_and_tells_each_dispute_once(knowledge: Knowledge) -> None:
    shown = render_plain(tips_page(knowledge, choose_tips(knowledge, None)), 2000)
    assert shown.index("Get emergency help at once") < shown.index("The main five (5 tips)")
    for conflict in knowledge.conflicts:
        assert shown.count(conflict.resolution) == 1, conflict.id
