"""Logging in a real pseudo-terminal: a session with its weight, and somebody who was seen and has none."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from support.examples import sweep
from support.legpress import SAFE, Legpress
from support.terminal import MARK_NONE, Terminal

MODES = {"menus": (), "lines": ("--plain",)}
WELL = ("--emergency-sign", "none", "--doctor-sign", "none")
TO_WEIGHT = ("log", *WELL, "--during", "3", "--set-up", "with")
ASK = "Which weight was it?"
KEYS = "Type it, Enter goes on, ? why, Shift-Tab back."
Start = Callable[..., Terminal]


@pytest.fixture
def start(legpress: Legpress, here: Legpress) -> Start:
    assert here("diagnose", *SAFE, "--hips", "lift", "--keep").code == 0
    session = ("--during", "5", "--after", "4", "--set-up", "without", "--weight", "90kg", "--date", "2026-09-01")
    assert here("log", "--no-input", "--emergency-sign", "none", "--doctor-sign", "fever", *session).code == 3

    def run(*args: str, columns: int = 80, rows: int = 24, command: str = "") -> Terminal:
        return Terminal([*args], legpress.environment(), legpress.folder, columns=columns, rows=rows, command=command)

    return run


def go_to_weight(terminal: Terminal) -> None:
    terminal.see("Has a doctor or physio looked at it since?")
    terminal.press("1", "enter")
    terminal.see("In the hour after")
    terminal.press("2", "enter")
    terminal.see_now(ASK, "Enter alone means: 90 kg (198 lb), as last time.", KEYS)


@pytest.mark.parametrize("mode", sweep(MODES, "menus"))
def test_who_was_seen_and_has_no_session_says_so(start: Start, here: Legpress, mode: str) -> None:
    terminal, lines = start("log", "--seen", *MODES[mode]), mode == "lines"
    for asked in ("Question 1 of about 7", "Question 2 of about 7"):
        terminal.see(asked, "Is any of these new since the last time, or new today?")
        terminal.press(*(["none\r"] if lines else MARK_NONE))
    terminal.see("Question 3 of about 7", "Have you pressed since you last logged?")
    terminal.press("\r" if lines else "enter")
    terminal.see("Nothing was typed." if lines else "Nothing is chosen yet.")
    terminal.press("?\r" if lines else "?")
    terminal.see("Why we ask: If so, that session is kept as well.")
    terminal.press(*(["no\r"] if lines else ["2", "enter"]))
    terminal.see("1. Keep that I was seen", "A session to log: No, I was only seen")
    terminal.press(*(["1\r"] if lines else ["1", "enter"]))
    terminal.see("It is kept that this was looked at", "The rules behind this are our own.")
    assert terminal.leave() == 0
    assert len(here("next", "--json").json["sessions"]) == 1


@pytest.mark.parametrize("seen", sweep([("--seen",), ()], ()))
def test_an_emergency_ends_the_questions_and_is_kept(start: Start, here: Legpress, seen: tuple[str, ...]) -> None:
    terminal = start("log", *seen)
    if not seen:
        terminal.see("Has a doctor or physio looked at it since?")
        terminal.press("2", "enter")
    terminal.see("Question 1 of about")
    terminal.press("7", "space", "enter")
    terminal.see("You marked: Chest pain. Is that right?")
    terminal.press("1", "enter")
    terminal.see("Get emergency help now.", "It is kept that this was looked at" if seen else "This is noted with the result")
    assert terminal.leave() == 3
    told = here("next", "--json").json["triage"]
    assert (told["level"], told["open_since"] == "2026-09-01") == ("emergency", not seen)


def test_who_leaves_is_told_how_to_begin_again(start: Start) -> None:
    terminal = start("log", "--seen")
    terminal.see("Question 1 of about")
    terminal.press("ctrl-c")
    terminal.see("You left, and nothing was logged. To begin again: legpress log --seen")
    assert terminal.leave() == 130


def test_the_keys_of_menus_work_where_a_weight_is_typed(start: Start, here: Legpress) -> None:
    terminal = start(*TO_WEIGHT)
    go_to_weight(terminal)
    terminal.press("100", "enter")
    terminal.see_now("Write a weight with its unit, such as 100 kg or 220 lb, not 100.", "> 100")
    terminal.press("?")
    terminal.see_now("Why we ask: Less pain with much less weight says nothing about the change.", "> 100")
    for key in ("back", "ctrl-b"):
        terminal.press(key)
        terminal.see_now("< back", "In the hour after", "» 2")
        terminal.press("enter")
        terminal.see_now(ASK, KEYS)
    terminal.press("102.5 kg")
    terminal.resize(60)
    terminal.see_now(ASK, "> 102.5 kg")
    terminal.resize(60, 4)
    terminal.see_now("This window is too small for the question. Make it larger to answer.")
    terminal.press("7", "enter", "back", "?")
    terminal.resize(80, 24)
    terminal.see_now(ASK, "> 102.5 kg", KEYS)
    terminal.press("enter")
    terminal.see("> 102.5 kg", "1. Keep this session", "Weight: 102.5 kg (226 lb)")
    terminal.press("1", "enter")
    terminal.see("is kept.", "The rules behind this are our own.")
    assert terminal.leave() == 0
    assert here("next", "--json").json["sessions"][-1]["weight_kg"] == 102.5


def test_ctrl_z_suspends_where_a_weight_is_typed_and_ctrl_c_leaves(start: Start) -> None:
    terminal = start(command="exec bash --norc --noprofile -i")
    terminal.see("bash")
    terminal.press(f"{sys.executable} -m legpress_cli {' '.join(TO_WEIGHT)}\r")
    go_to_weight(terminal)
    terminal.press("10", "ctrl-z")
    terminal.see("Stopped")
    terminal.press("stty -a | tr ' ' '\\n' | grep -x -e -*echo -e -*icanon | tr '\\n' ' '; echo $((6 * 7))\r")
    terminal.see("icanon echo 42")
    terminal.press("fg\r")
    terminal.see_now(ASK, "> 10", KEYS)
    terminal.press("5kg", "ctrl-c")
    terminal.see("You left, and nothing was logged.")
    terminal.press("exit\r")
    terminal.leave()


def test_a_weight_for_which_the_window_is_too_small_is_typed_line_by_line(start: Start) -> None:
    terminal = start(*TO_WEIGHT, "--seen", rows=4)
    terminal.see("This window is too small for a menu", "In the hour after")
    terminal.press("2\r")
    terminal.see(ASK, "Type it, ? for why we ask, b to go back:")
    terminal.press("100kg\r")
    terminal.see("You answered: 100kg.", "1. Keep this session")
    terminal.press("1\r")
    terminal.see("is kept.", "The rules behind this are our own.")
    assert terminal.leave() == 0


@pytest.mark.parametrize(
    ("keys", "left", "counts"),
    [
        ((*MARK_NONE, " ", "enter"), "How strong was the pain while you pressed", True),
        ((" ", "enter"), "Is that right?", False),
    ],
    ids=["told", "not confirmed"],
)
def test_who_leaves_after_a_danger_sign_is_told_what_it_means(
    start: Start, here: Legpress, keys: tuple[str, ...], left: str, *, counts: bool
) -> None:
    here("log", "--no-input", *WELL, "--seen")
    terminal = start("log")
    terminal.see("Question 1 of about")
    terminal.press(*keys)
    terminal.see(left)
    terminal.press("ctrl-c")
    terminal.see("You left, and nothing was logged.", "What you answered so far already means: ")
    assert terminal.leave() == 130
    assert (here("next").code == 3) is counts


@pytest.mark.parametrize("mode", MODES)
def test_a_sign_is_noted_though_the_window_is_closed_after_it(start: Start, here: Legpress, mode: str) -> None:
    here("log", "--no-input", *WELL, "--seen")
    terminal = start("log", *MODES[mode])
    terminal.see("Question 1 of about")
    terminal.press(*(["none\r"] if mode == "lines" else MARK_NONE))
    terminal.see("Question 2 of about")
    terminal.press(*(["fever\r"] if mode == "lines" else [" ", "enter"]))
    terminal.see("How strong was the pain while you pressed")
    assert terminal.hang_up() == 130
    assert here("next").code == 3


@pytest.mark.parametrize("mode", MODES)
def test_an_emergency_by_flag_is_told_before_anything_is_asked(start: Start, here: Legpress, mode: str) -> None:
    terminal = start("log", "--emergency-sign", "chest-pain", *MODES[mode])
    terminal.see("Get emergency help now.", "This is noted")
    assert terminal.leave() == 3
    assert "Has a doctor or physio looked at it since?" not in terminal.text
    assert here("next", "--json").json["triage"]["level"] == "emergency"
