"""What a person at a terminal is asked before something is kept or deleted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.store.database import Store
from legpress_cli.store.log import append_session
from support.legpress import SAFE, Legpress
from support.store import A_DAY, SAFE_ANSWERS, keep_draft, locked, pass_time, run_sql, session
from support.terminal import KEEP_IN_LINES, KEEP_RESULT, MARK_NONE, SHOW_IN_LINES, SHOW_RESULT, Terminal

MODES = {"menus": (), "lines": ("--plain",)}
EACH_ONCE = [("menus", True), ("lines", False)]
CROSSED = [*EACH_ONCE, *(pytest.param(mode, not yes, marks=pytest.mark.slow) for mode, yes in EACH_ONCE)]
"""Both modes with a yes and a no."""
Start = Callable[..., Terminal]


@pytest.fixture
def start(legpress: Legpress) -> Start:
    return lambda *args: Terminal([*args], legpress.environment(), legpress.folder)


def go_to_review(terminal: Terminal, mode: str) -> None:
    """Have a fever, which ends the questions at the review."""
    terminal.see("Are any of these true for you right now?", "Fever")
    terminal.press(*(["1\r"] if mode == "lines" else ["space", "enter"]))
    terminal.see("These are your answers.", "1. Show my result, and keep it here to open it again and to log my sessions")
    terminal.see("2. Show my result, keep nothing", "3. Emergency signs")


@pytest.mark.parametrize(("mode", "keeps"), CROSSED)
def test_the_review_offers_two_ways_on(start: Start, here: Legpress, mode: str, *, keeps: bool) -> None:
    terminal = start("diagnose", "--emergency-sign", "none", "--health", "none", *MODES[mode])
    go_to_review(terminal, mode)
    terminal.press(*(["\r"] if mode == "lines" else ["enter"]))
    terminal.see("1 and 2 go on" if mode == "lines" else "Nothing is chosen yet.")
    lines, keys = (KEEP_IN_LINES, KEEP_RESULT) if keeps else (SHOW_IN_LINES, SHOW_RESULT)
    terminal.press(*([lines] if mode == "lines" else keys))
    terminal.see("See a doctor today")
    assert terminal.leave() == 3
    assert ("Your result is kept on this computer." in terminal.flat) is keeps
    assert here("show").code == (3 if keeps else 2)
    assert here.store.exists() is keeps


@pytest.mark.parametrize(("mode", "keeps"), CROSSED)
def test_who_said_it_by_flag_is_offered_one_way(start: Start, legpress: Legpress, mode: str, *, keeps: bool) -> None:
    flag = "--keep" if keeps else "--no-keep"
    terminal = start("diagnose", "--emergency-sign", "none", "--health", "none", flag, *MODES[mode])
    terminal.see("Are any of these true for you right now?", "Fever")
    terminal.press(*(["1\r"] if mode == "lines" else ["space", "enter"]))
    terminal.see("These are your answers.", "1. Show my result", "2. Emergency signs")
    terminal.press(*(["1\r"] if mode == "lines" else ["1", "enter"]))
    terminal.see("See a doctor today")
    assert terminal.leave() == 3
    assert legpress.store.exists() is keeps


def test_a_result_that_was_kept_in_the_review_is_on_the_page_and_opens_again(start: Start, here: Legpress) -> None:
    others = {question.id: ("not-sure",) for question in load_knowledge().questions if not question.safety}
    keep_draft(here.store, SAFE_ANSWERS | others | {"hips": ("lift",), "pain": (3,)})
    terminal = start("diagnose", "--resume")
    terminal.see("These are your answers.", "1. Show my result, and keep it here")
    terminal.press(*KEEP_RESULT)
    terminal.see("Your checklist", "legpress show --full", "legpress show --open", "Next session: ")
    assert terminal.leave() == 0
    assert here("show", "--json").json["answers"]["hips"] == "lift"
    assert run_sql(here.store, "SELECT count(*) FROM interviews") == [(1,)]


@pytest.mark.parametrize(("mode", "agrees"), CROSSED)
def test_a_course_with_sessions_ends_only_with_a_yes(start: Start, here: Legpress, mode: str, *, agrees: bool) -> None:
    others = {question.id: ("not-sure",) for question in load_knowledge().questions if not question.safety}
    assert here("diagnose", *SAFE, "--keep").code == 0
    append_session(Store(here.store), 1, session())
    keep_draft(here.store, SAFE_ANSWERS | others)
    terminal = start("diagnose", "--resume", *MODES[mode])
    terminal.see("These are your answers.", "1. Show my result, and keep it here")
    terminal.press(*([KEEP_IN_LINES] if mode == "lines" else KEEP_RESULT))
    terminal.see("A result is kept here already, with 1 session logged for it.", "Keep the new one?")
    yes, no = ("yes\r", "no\r") if mode == "lines" else ("1", "2")
    terminal.press(yes if agrees else no, *([] if mode == "lines" else ["enter"]))
    terminal.see("legpress show --open" if agrees else "The result that was kept before stays.", "Your checklist")
    assert terminal.leave() == 0
    assert run_sql(here.store, "SELECT course FROM kept_result") == [(2 if agrees else 1,)]


def test_going_on_after_a_day_asks_about_danger_anew(start: Start, here: Legpress) -> None:
    keep_draft(here.store, SAFE_ANSWERS | {"where": ("middle",)})
    pass_time(here.store, 2 * A_DAY)
    terminal = start("diagnose", "--resume")
    terminal.see("more than a day old, or your clock was changed. So they are asked again.", "Question 1 of")
    for asked in ("Have you noticed any of these", "Are any of these true for you right now?", "now or in the past?"):
        terminal.see(asked)
        terminal.press(*MARK_NONE)
    terminal.see("What does it feel like")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130
    assert "Where does it hurt most?" not in terminal.flat
    assert here("diagnose", "--no-input", "--resume").code == 0


@pytest.mark.parametrize(("mode", "agrees"), CROSSED)
def test_sessions_are_deleted_only_after_a_yes(start: Start, here: Legpress, mode: str, *, agrees: bool) -> None:
    assert here("diagnose", *SAFE, "--keep").code == 0
    append_session(Store(here.store), 1, session())
    terminal = start("forget", "--log", *MODES[mode])
    terminal.see("Delete 1 logged session for good?")
    yes, no = ("yes\r", "no\r") if mode == "lines" else ("1", "2")
    terminal.press(yes if agrees else no, *([] if mode == "lines" else ["enter"]))
    terminal.see(
        "Deleted the result that was kept.", "Deleted 1 logged session." if agrees else "Still here: 1 logged session."
    )
    assert terminal.leave() == 0
    assert here.store.exists() is not agrees


@pytest.mark.parametrize("agrees", [True, False])
def test_a_damaged_file_is_set_aside_only_after_a_yes(start: Start, legpress: Legpress, *, agrees: bool) -> None:
    legpress.store.parent.mkdir(parents=True)
    legpress.store.write_text("no database at all, but some words")
    terminal = start("forget")
    terminal.see("is damaged, and nothing in it can be read. Set it aside under another name, and begin anew?")
    terminal.press("1" if agrees else "2", "enter")
    terminal.see("The damaged file is set aside." if agrees else "is damaged. It is left as it is.")
    assert terminal.leave() == (0 if agrees else 2)
    assert legpress.store.exists() is not agrees


def test_leaving_a_question_about_deleting_deletes_nothing(start: Start, here: Legpress) -> None:
    append_session(Store(_made(here)), 1, session())
    terminal = start("forget", "--log")
    terminal.see("Delete 1 logged session for good?")
    terminal.press("ctrl-c")
    terminal.see("Stopped.")
    assert terminal.leave() == 130
    assert here("forget", "--log", "--yes", "--json").json["sessions"] == 1


def _made(legpress: Legpress) -> Path:
    legpress.store.parent.mkdir(mode=0o700, parents=True)
    return legpress.store


def test_a_locked_file_costs_nobody_the_interview(start: Start, here: Legpress) -> None:
    assert here("diagnose", *SAFE, "--keep").code == 0
    with locked(here.store):
        terminal = start("diagnose", "--emergency-sign", "none", "--health", "none", "--plain")
        go_to_review(terminal, "lines")
        assert "Your answers could not be kept:" in terminal.flat
        assert "another program has locked it" in terminal.flat
        terminal.press(KEEP_IN_LINES)
        terminal.see("See a doctor today", "Your result could not be kept:")
        assert terminal.leave() == 3
