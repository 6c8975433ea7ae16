"""Keys in menus, in windows of a usual size: what answers, what does not, and what happens when the window changes."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.replay import find_place
from legpress_cli.knowledge.model import Knowledge
from support.examples import sweep
from support.legpress import Legpress
from support.terminal import MARK_NONE, SHOW_RESULT, Terminal, keys_of

WINDOWS = [pytest.param(80, 24, marks=pytest.mark.slow), (40, 24)]
DANGER_OVER = ("--emergency-sign", "none", "--doctor-sign", "none", "--health", "none")
WRONG_KEY = "That key does nothing here. These do: Up/Down or a number moves, "
Start = Callable[..., Terminal]


@pytest.fixture
def start(legpress: Legpress) -> Start:
    def run(*args: str, columns: int = 80, rows: int = 24, command: str = "") -> Terminal:
        given = ["diagnose", *args]
        return Terminal(given, legpress.environment(), legpress.folder, columns=columns, rows=rows, command=command)

    return run


@pytest.mark.parametrize(("columns", "rows"), WINDOWS)
def test_a_whole_interview_is_menus_in_a_usual_window(start: Start, knowledge: Knowledge, columns: int, rows: int) -> None:
    terminal, given = start(columns=columns, rows=rows), Answers()
    while (question := find_place(knowledge, given).next) is not None:
        terminal.see(question.ask)
        terminal.see_now("Up/Down or a number moves")
        value = "numb" if question.id == "feel" else "low-back" if question.id == "numb-where" else question.options[-1].id
        terminal.press(*keys_of(question, value))
        given = given.adding([Answer(question.id, (value,), Source.PROMPT)])
    terminal.see("These are your answers.", "Show my result")
    terminal.press("enter", *SHOW_RESULT)
    assert terminal.leave() == 0
    assert "line by line" not in terminal.flat


@pytest.mark.parametrize(("columns", "rows"), WINDOWS)
def test_a_key_that_does_nothing_says_which_do(start: Start, columns: int, rows: int) -> None:
    terminal = start(*DANGER_OVER, columns=columns, rows=rows)
    terminal.see("Where does it hurt most?")
    for key in ("x", "\x1b[D", "\t", "\x1b[H", "9", "\x1b[15~"):
        terminal.press(key)
        terminal.see_now(f"{WRONG_KEY}Enter or Space picks, ? why.")
        terminal.press("up")
        terminal.see_gone(WRONG_KEY)
    terminal.press("2", "enter")
    terminal.see("> Low back, on one side")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130


def test_no_answer_is_chosen_by_keys_meant_for_the_question_before(start: Start) -> None:
    terminal = start(*DANGER_OVER)
    terminal.see("Where does it hurt most?")
    terminal.press("1\r\r\r\r")
    terminal.see_now("> Low back, in the middle", "What does it feel like?", "» 1. Dull or aching")
    terminal.press("\r\r")
    terminal.see_now("> Dull or aching", "how strong was the pain", "» (nothing chosen yet)")
    terminal.press("enter", "space")
    terminal.see_now("Nothing is chosen yet. Go to your answer with Down or its number, then press Enter.")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130


def test_what_was_typed_before_the_first_question_counts_for_nothing(start: Start) -> None:
    terminal = start(*DANGER_OVER, "--where", "middle")
    terminal.press("\r2\r")
    terminal.see_now("What does it feel like?", "» 1. Dull or aching")
    assert "Question 2" not in terminal.flat
    terminal.press("ctrl-c")
    assert terminal.leave() == 130


def test_what_is_pasted_into_the_line_mode_is_taken(start: Start) -> None:
    terminal = start(*DANGER_OVER, "--plain", columns=200)
    terminal.press("middle\rstiff\r7\r")
    terminal.see("You answered: Stiff or tight.", "You answered: 7 out of 10.", "How did it begin?")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130


@pytest.mark.parametrize("mode", [(), ("--plain",)], ids=["menus", "lines"])
def test_ctrl_z_suspends_and_the_question_comes_back(start: Start, mode: tuple[str, ...]) -> None:
    terminal = start(command="exec bash --norc --noprofile -i")
    terminal.see("bash")
    terminal.press(f"{sys.executable} -m legpress_cli diagnose {' '.join([*mode, *DANGER_OVER])}\r")
    terminal.see("Where does it hurt most?", "Somewhere else")
    terminal.press("ctrl-z")
    terminal.see("Stopped")
    terminal.press("stty -a | tr ' ' '\\n' | grep -x -e -*echo -e -*icanon | tr '\\n' ' '; echo $((6 * 7))\r")
    terminal.see("icanon echo 42")
    terminal.press("fg\r")
    if not mode:
        terminal.see_now("Where does it hurt most?", "» (nothing chosen yet)")
    terminal.press(*(["1\r"] if mode else ["1", "enter"]))
    terminal.see("in the middle", "What does it feel like?")
    terminal.press("ctrl-c")
    terminal.see("You left.")
    terminal.press("exit\r")
    terminal.leave()


def test_a_window_made_too_small_answers_nothing_until_it_is_large_again(start: Start) -> None:
    terminal = start()
    terminal.see("Have you noticed any of these", "None of these")
    terminal.press("down")
    terminal.resize(80, 4)
    terminal.see_now("This window is too small for the question. Make it larger to answer.")
    terminal.press("space", "enter", "3", "down", "?", "back", "space", "enter")
    terminal.see_now("This window is too small for the question. Make it larger to answer.")
    terminal.resize(80, 24)
    terminal.see_now("Have you noticed any of these", "» ○ 2. Trouble", "○ 10. None of these", "○ 3. New")
    assert "●" not in terminal.visible
    terminal.press("space", "enter")
    terminal.see("You marked: Trouble starting, stopping or feeling pee, or leaking pee or poo. Is that right?")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130


def test_what_does_not_fit_at_the_start_is_asked_line_by_line(start: Start) -> None:
    terminal = start(*DANGER_OVER, rows=4)
    terminal.see("This window is too small for a menu", "Where does it hurt most?", "? for why we ask:")
    terminal.press("tailbone\r")
    terminal.see("You answered: Tailbone.", "What does it feel like?")
    terminal.resize(80, 24)
    terminal.press("1\r")
    terminal.see("how strong was the pain", "» (nothing chosen yet)")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130


def test_an_emergency_marked_by_mistake_is_taken_back(start: Start) -> None:
    terminal = start()
    terminal.see("Have you noticed any of these")
    terminal.press("7", "space", "8", "space", "enter")
    terminal.see("You marked: Chest pain; Sudden tearing back or belly pain, or a faint or cold sweat with it. Is that right?")
    terminal.press("2", "enter")
    terminal.see_now("Question 1 of about", "» ● 7. Chest pain", "● 8. Sudden tearing", "○ 10. None of these")
    terminal.press("7", "space", "8", "space", "1", "0", "space", "enter")
    terminal.see("> None of these", "Are any of these true for you right now?")
    terminal.press("ctrl-c")
    terminal.see("1 answer kept.")
    assert terminal.leave() == 130
    assert "already means" not in terminal.flat


@pytest.mark.parametrize("mode", sweep([(), ("--plain",)], ()), ids=["menus", "lines"])
def test_leaving_at_the_confirmation_loses_nothing_and_says_what_it_means(start: Start, mode: tuple[str, ...]) -> None:
    terminal = start(*mode)
    terminal.see("Have you noticed any of these")
    terminal.press(*(["chest-pain\r"] if mode else ["7", "space", "enter"]))
    terminal.see("You marked: Chest pain. Is that right?")
    terminal.press("ctrl-c")
    terminal.see("1 answer kept.", "already means: Get emergency help now")
    assert terminal.leave() == 130
    again = start("--resume", *mode)
    again.see("Have you noticed any of these", "Your answer so far: Chest pain." if mode else "● 7. Chest pain")
    again.press("enter")
    again.see("You marked: Chest pain. Is that right?")
    again.press(*(["yes\r"] if mode else ["1", "enter"]))
    again.see("Get emergency help now")
    assert again.leave() == 3


def test_an_emergency_given_by_a_flag_needs_no_confirmation(start: Start) -> None:
    terminal = start("--emergency-sign", "chest-pain")
    terminal.see("Get emergency help now")
    assert terminal.leave() == 3
    assert "Is that right?" not in terminal.flat


def test_both_menus_of_a_double_enter_are_not_answered_at_the_review(start: Start) -> None:
    terminal = start(*DANGER_OVER[:4])
    terminal.see("Do any of these fit you")
    terminal.press("1", "space", "\r\r")
    terminal.see_now("These are your answers.", "» (nothing chosen yet)", "1. Show my result")
    terminal.press("enter", "enter")
    terminal.see_now("Nothing is chosen yet.", "1. Show my result")
    terminal.press("up", "enter")
    terminal.see("» ● 1. Cancer")
    terminal.press("space", *MARK_NONE)
    terminal.see("Where does it hurt most?")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130
