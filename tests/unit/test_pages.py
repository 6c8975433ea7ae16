"""Pages and renderers: what is shown, in every format, and what unpleasant text cannot do to it."""

from __future__ import annotations

import os
import re

import pytest

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.result import assess
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.pages.explain.entries import explainable_ids, find_entries
from legpress_cli.pages.explain.page import explain_page
from legpress_cli.pages.explain.sheets import explained
from legpress_cli.pages.full_result import full_result_page
from legpress_cli.pages.page import Definitions, Entry, Mark, Page
from legpress_cli.pages.questions import list_question
from legpress_cli.pages.tips import choose_tips, full_tips_page, tips_page
from legpress_cli.render.plain import render_plain
from legpress_cli.render.text import render_text
from support.pages import EIGHT, PAGE, case, one_screen
from support.places import GOLDEN
from support.strategies import KNOWLEDGE

FORMS = {"text-80": 80, "text-40": 40, "plain-80": 80}
ONE_SCREEN = 44
TIPS = [tip.id for tip in KNOWLEDGE.tips]
SAFE: dict[str, object] = {"emergency-sign": "none", "doctor-sign": "none", "health": "none"}


def render(form: str, page: Page, width: int, *, colour: bool = False, unicode: bool = True) -> str:
    return render_plain(page, width) if form == "plain" else render_text(page, width, colour=colour, unicode=unicode)


@pytest.mark.smoke
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
    for mark, sign in ((Mark.CHANGE, ">"), (Mark.LATER, "-"), (Mark.CHECK, "?"), (Mark.KEEP, "+")):
        shown = render_text(Page("t", (Entry("e", (), mark.name, mark),)), 80, colour=False, unicode=False)
        assert f"{sign} {mark.name}  e" in shown


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", EIGHT)
def test_eight_people_see_what_was_reviewed(knowledge: Knowledge, name: str, form: str) -> None:
    """Refresh with UPDATE_GOLDEN=1 and review the difference like code."""
    answers = read_answers(knowledge, case(name), Source.PROMPT)
    page = one_screen(knowledge, assess(knowledge, answers))
    check_golden(f"{name}-{form}", render(form.partition("-")[0], page, FORMS[form]))


@pytest.mark.smoke
@pytest.mark.parametrize("form", FORMS)
def test_one_full_report_looks_as_reviewed(knowledge: Knowledge, form: str) -> None:
    answers = read_answers(knowledge, case("post-4-hips-come-off-the-seat"), Source.PROMPT)
    page = full_result_page(knowledge, assess(knowledge, answers))
    check_golden(f"full-{form}", render(form.partition("-")[0], page, FORMS[form]))


def check_golden(name: str, shown: str) -> None:
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


def test_the_result_tells_danger_before_the_change_and_the_change_before_the_causes(knowledge: Knowledge) -> None:
    answers = read_answers(knowledge, case("post-1-pain-on-standing-up"), Source.PROMPT)
    shown = render_plain(one_screen(knowledge, assess(knowledge, answers)), 80)
    order = ["No danger sign in your answers", "change only this", "Your checklist", "Fits partly", "Stop today", "Emergency: "]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)


def test_who_may_not_press_is_not_sent_to_the_machine(knowledge: Knowledge) -> None:
    answers = read_answers(knowledge, case("nothing-known") | {"health": ["spine-surgery"]}, Source.PROMPT)
    shown = render_plain(full_result_page(knowledge, assess(knowledge, answers)), 200)
    assert "Your answers do not point to one cause.\n" in shown
    assert "at the machine. Then answer again" not in shown


def test_a_result_without_a_cause_says_so(knowledge: Knowledge) -> None:
    answers = read_answers(knowledge, case("nothing-known"), Source.PROMPT)
    found = assess(knowledge, answers)
    shown = render_plain(one_screen(knowledge, found), 200)
    assert "We do not know yet. Next session, find out: Film one light set from the side" in shown
    assert "1. check: Film a set" in shown
    assert "your answers point to no cause yet" in shown
    full = render_plain(full_result_page(knowledge, found), 200)
    assert "Your answers do not point to one cause." in full
    assert "6 to check." in full


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, "Next session: film one light set from the side."),
        ({"pain": 0, "seat": "lowest"}, "Keep what you do, and change nothing."),
        ({"doctor-sign": "one-leg", "hips": "lift"}, "Do not press until you have been seen."),
        ({"where": "hip-or-groin"}, "Change nothing for now. Go through your checks, one a session."),
        ({"doctor-sign": "fever"}, "Be seen today, before anything else."),
    ],
)
def test_without_a_change_the_last_line_says_what_holds(knowledge: Knowledge, answers: dict[str, object], told: str) -> None:
    found = assess(knowledge, read_answers(knowledge, SAFE | answers, Source.PROMPT))
    for page in (one_screen(knowledge, found), full_result_page(knowledge, found)):
        shown = render_plain(page, 200)
        assert shown.splitlines()[-1].endswith(told)
        assert "change only this" not in shown


def test_answers_against_a_cause_are_shown(knowledge: Knowledge) -> None:
    raw = SAFE | {"tried": "all", "hips": "lift", "when": "later"}
    shown = render_plain(full_result_page(knowledge, assess(knowledge, read_answers(knowledge, raw, Source.PROMPT))), 200)
    assert "Against it: your hips lift at the bottom" in shown


@pytest.mark.parametrize("level", ["self-care", "urgent"])
def test_a_page_says_whose_it_is(knowledge: Knowledge, level: str) -> None:
    raw = SAFE | ({"doctor-sign": "fever"} if level == "urgent" else {})
    found = assess(knowledge, read_answers(knowledge, raw, Source.FILE), label="Sam, Tuesdays")
    assert found.finding.level.value == level
    for page in (one_screen(knowledge, found), full_result_page(knowledge, found)):
        assert "For Sam, Tuesdays\n" in render_plain(page, 80)


def test_commands_can_be_pasted_at_any_width(knowledge: Knowledge) -> None:
    found = assess(knowledge, read_answers(knowledge, SAFE | {"hips": "lift"}, Source.FILE))
    for width in (24, 40, 80):
        for form in ("text", "plain"):
            shown = render(form, one_screen(knowledge, found), width).replace("\\\n", "")
            assert "legpress diagnose --answers /home/sam/answers-of-today.yaml --open" in " ".join(shown.split())


def test_a_dispute_is_told_once(knowledge: Knowledge) -> None:
    answers = read_answers(knowledge, case("post-1-pain-on-standing-up"), Source.PROMPT)
    shown = render_plain(full_result_page(knowledge, assess(knowledge, answers)), 500)
    assert shown.count("Posts 3 and 7 raise the seat.") == 1


def test_every_entry_of_the_knowledge_can_be_explained(knowledge: Knowledge) -> None:
    for name in explainable_ids(knowledge):
        found = find_entries(knowledge, name)
        shown = render_plain(explain_page(knowledge, found), 500)
        assert name in shown.splitlines()[0].lower().replace(" ", "-")
        answers = {f"{question.id}:{name}" for question in knowledge.questions if name in question.values}
        assert {entry.id for entry in explained(knowledge, found)} == {name} | answers
        assert "None" not in shown.replace("None of these", "").replace("None tested", "").replace("None shows", "").replace(
            "None of them", ""
        )


def test_an_emergency_page_holds_the_advice_and_no_training(knowledge: Knowledge) -> None:
    raw = SAFE | {"numb-where": "saddle-or-both-legs", "feet": "high"}
    found = assess(knowledge, read_answers(knowledge, raw, Source.PROMPT))
    shown = render_plain(one_screen(knowledge, found), 80)
    lines = shown.splitlines()
    assert lines[0] == lines[-1] == "Emergency: Get emergency help now."
    assert "You marked no emergency sign, but you also feel numb" in " ".join(shown.split())
    assert "If you marked a sign by mistake" in shown
    for page in (shown, render_plain(full_result_page(knowledge, found), 80)):
        for training in ("hecklist", "change only this", "now: ", "next: ", "later: ", "check: ", "Grade", "legpress explain"):
            assert training not in page


def test_the_tip_sheet_begins_with_danger_and_tells_each_dispute_once(knowledge: Knowledge) -> None:
    shown = render_plain(full_tips_page(knowledge, choose_tips(knowledge, None)), 2000)
    assert shown.index("Get emergency help at once") < shown.index("The main five (5 tips)")
    for conflict in knowledge.conflicts:
        assert shown.count(conflict.resolution) == 1, conflict.id


def test_what_numbers_lead_to_stands_from_the_lowest_up() -> None:
    ranges = list_question(KNOWLEDGE, KNOWLEDGE.question("pain")).ranges
    assert [entry.numbers for entry in ranges] == ["0 or less", "2 or less", "4 or more", "6 or more", "6 to 7", "8 or more"]


def test_all_tips_fit_one_screen_a_line_each(knowledge: Knowledge) -> None:
    tips = choose_tips(knowledge, None)
    shown = render_text(tips_page(knowledge, tips), 80, colour=False, unicode=True)
    assert len(shown.splitlines()) <= ONE_SCREEN
    for tip in tips:
        assert f" {tip.title}: {tip.action}\n" in shown
    assert shown.index("Emergency") < shown.index("Seat height")


@pytest.mark.parametrize("topic", ["core", "position", "push", "load", "between", "strength", "machine", *TIPS])
def test_a_topic_fits_one_screen(knowledge: Knowledge, topic: str) -> None:
    tips = choose_tips(knowledge, topic)
    for form in ("text", "plain"):
        shown = render(form, tips_page(knowledge, tips), 80)
        assert len(shown.splitlines()) <= ONE_SCREEN
        assert all(tip.command in " ".join(re.sub("[^\\w', ]", " ", shown).split()) for tip in tips)
        assert "Emergency" in shown.splitlines()[2 if form == "text" else 3]


@pytest.mark.slow
def test_an_explanation_begins_with_the_answer_in_three_lines(knowledge: Knowledge) -> None:
    for name in explainable_ids(knowledge):
        entries = find_entries(knowledge, name)
        if len(entries) == 1:
            page = explain_page(knowledge, entries)
            answer = page.blocks[0]
            assert isinstance(answer, Definitions)
            lines = render_text(Page("", (answer,)), 80, colour=False, unicode=True).splitlines()
            assert len(lines) <= 3 or len(answer.fields) == 1
            shown = render_text(page, 80, colour=False, unicode=True).partition("\n\n")[2]
            assert shown.splitlines()[: len(lines)] == lines
