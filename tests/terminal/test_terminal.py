"""Whole interviews in a real pseudo-terminal, and what the person sees."""

from __future__ import annotations

import shlex
import stat
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from wcwidth import wcswidth

from legpress_cli.knowledge.model import Knowledge
from legpress_cli.system.sanitize import ascii_only
from legpress_cli.system.wrapping import cells
from support.examples import sweep
from support.legpress import Legpress, copy_knowledge
from support.terminal import MARK_NONE, ROWS, SHOW_IN_LINES, SHOW_RESULT, Terminal

Start = Callable[..., Terminal]
WIDTHS = [80, 40]


@pytest.fixture
def start(legpress: Legpress) -> Start:
    def run(*args: str, columns: int = 80, rows: int = ROWS, command: str = "", **env: str) -> Terminal:
        given, environment = ["diagnose", *args], legpress.environment(env)
        return Terminal(given, environment, legpress.folder, columns=columns, rows=rows, command=command)

    return run


def pass_safety(terminal: Terminal) -> None:
    for number, words in enumerate(("Have you noticed any of these", "Are any of these true", "now or in the past?"), 1):
        terminal.see(f"Question {number} of about", words, "Space marks")
        terminal.press(*MARK_NONE)


def have_fever(terminal: Terminal) -> None:
    terminal.see("Question 1", "Fever, chills")
    terminal.press("space", "enter")
    terminal.see("Question 2", "now or in the past?")
    terminal.press(*MARK_NONE)
    terminal.see("These are your answers.")
    terminal.press(*SHOW_RESULT)


@pytest.mark.smoke
@pytest.mark.parametrize("columns", sweep(WIDTHS, 80))
def test_a_full_interview_ends_in_a_checklist(start: Start, columns: int) -> None:
    terminal = start(columns=columns)
    pass_safety(terminal)
    for words, keys in (
        ("Where does it hurt most?", "1"),
        ("What does it feel like", "1"),
        ("the worst you can think of", "3"),
        ("How did it begin?", "4"),
        ("Does anything else hurt your back?", "1"),
        ("Have you already changed seat, feet, hands", "3"),
        ("When does it hurt most?", "2"),
        ("do your hips stay down", "2"),
        ("How far do you let the weight come down?", "1"),
        ("Where do your knees go", "2"),
        ("Which kind of leg press do you use?", "1"),
        ("How upright is the seat", "2"),
        ("Question 16 of about 16 Where on the plate are your feet?", "1"),
    ):
        terminal.see(words)
        terminal.press(keys, "enter")
    terminal.see("These are your answers.", "Show my result", "Feet on the plate: High, near the top edge")
    terminal.press(*SHOW_RESULT)
    terminal.see("Your checklist", "ask one.", "Next session: stop a hand's width before your hips curl up.")
    assert terminal.leave() == 0
    for words in (
        "No danger sign in your answers",
        "Next session, change only this",
        "Stop a hand's width before your hips curl up",
        "Right when",
        "now Shorter range",
        "next Feet placement",
        "Fits well",
        "legpress explain shorter-range",
        "legpress diagnose --open",
    ):
        assert words in terminal.flat
    assert max(map(len, terminal.text.split("\n"))) <= columns


@pytest.mark.parametrize("columns", sweep(WIDTHS, 80))
def test_a_full_interview_line_by_line_ends_in_the_same_checklist(start: Start, columns: int) -> None:
    terminal = start("--plain", columns=columns)
    for words, typed in (
        ("Have you noticed any of these", "none"),
        ("Are any of these true", "10"),
        ("now or in the past?", "none"),
        ("Where does it hurt most?", "1"),
        ("What does it feel like", "1"),
        ("how strong was the pain", "3"),
        ("How did it begin?", "4"),
        ("Does anything else hurt your back?", "only-press"),
        ("Have you already changed seat, feet, hands", "no"),
        ("When does it hurt most?", "2"),
        ("do your hips stay down", "b"),
        ("Your answer so far: At the bottom", ""),
        ("do your hips stay down", "lift"),
        ("How far do you let the weight come down?", "?"),
        ("Why we ask: ", "1"),
        ("Where do your knees go", "7"),
        ("There is no answer '7' here.", "to my chest"),
        ("There is no answer 'to my chest' here", "To Chest"),
        ("You answered: Straight to my chest.", "1"),
        ("How upright is the seat", "somewhere in the middle"),
        ("Where on the plate are your feet?", "high"),
    ):
        terminal.see(words)
        terminal.press(f"{typed}\r")
    terminal.see("These are your answers.", "Feet on the plate: High, near the top edge")
    terminal.press("\r")
    terminal.see("1 and 2 go on.")
    terminal.press(SHOW_IN_LINES)
    terminal.see("Your checklist", "ask one.", "Next session: stop a hand's width before your hips curl up.")
    assert terminal.leave() == 0
    assert "1. now: Shorter range" in terminal.flat
    assert terminal.text.replace("\n", "").isascii()


@pytest.mark.parametrize("columns", sweep(WIDTHS, 80))
def test_an_emergency_ends_at_once(start: Start, columns: int) -> None:
    terminal = start(columns=columns)
    terminal.see("Question 1 of about", "Space marks")
    terminal.press("space", "enter")
    terminal.see("You marked: Numb or tingling in the genitals", "Is that right?", "nothing chosen yet", "1. Yes", "2. No")
    terminal.press("enter")
    terminal.see("Nothing is chosen yet.")
    assert "Get emergency help now" not in terminal.flat
    terminal.press("1", "enter")
    terminal.see("> Yes, that is right", "Tell them what you marked here.", "by mistake", "Get emergency help now.")
    assert terminal.leave() == 3
    assert "Question 2" not in terminal.flat
    assert "CHECKLIST" not in terminal.text


def test_a_question_mark_says_why_and_both_back_keys_go_back(start: Start) -> None:
    terminal = start()
    pass_safety(terminal)
    terminal.see("Question 4 of about", "Where does it hurt most?")
    terminal.press("1", "enter")
    terminal.see("Question 5 of about", "What does it feel like")
    terminal.press("down", "?")
    terminal.see("Why we ask: Numbness needs one more question")
    terminal.press("enter")
    terminal.see("> Sharp or stabbing", "Question 6 of about")
    assert "\nWhat does it feel like?\n  > Sharp or stabbing\n\nQuestion 6 of about" in terminal.text
    keys = "  Up/Down or a number moves, Enter or Space picks, ? why, Shift-Tab back."
    assert f"\n{keys}\n » (nothing chosen yet)\n    0  no pain\n    1\n" in terminal.text
    terminal.press("back")
    terminal.see("< back", "» 2. Sharp or stabbing")
    terminal.press("ctrl-b")
    terminal.see_now("» 1. Low back, in the middle")
    terminal.press("ctrl-b")
    terminal.see_now("» ● 15. None of these")
    terminal.press("enter")
    terminal.see_now("how strong was the pain", "» (nothing chosen yet)")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130


def test_nothing_marked_and_none_beside_a_sign_are_refused_on_the_spot(start: Start) -> None:
    terminal = start()
    terminal.see("Space marks")
    terminal.press("enter")
    terminal.see("Nothing is marked yet. Press Space to mark each line that fits, or 'None of these', then Enter.")
    terminal.press("space", *MARK_NONE)
    terminal.see("'None of these' cannot be marked beside another line.")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130


@pytest.mark.parametrize("columns", sweep(WIDTHS, 80))
def test_ctrl_c_keeps_the_answers_and_resume_goes_on_to_review_and_change(
    start: Start, legpress: Legpress, columns: int
) -> None:
    given = [*("--when", "standing-up", "--tried", "no", "--back-work", "no", "--seat", "lowest")]
    given += ["--where", "middle", "--onset", "gradual", "--also-hurts", "only-press", "--load", "any-weight"]
    given += ["--hips", "stay-down", "--depth", "ninety", "--press-kind", "sled-45"]
    terminal = start(*given, "--feet", "middle", "--handles", "pull", "--lumbar", "towel", columns=columns)
    pass_safety(terminal)
    terminal.see("Question 4 of about 5", "What does it feel like")
    terminal.press("down", "down", "enter")
    terminal.see("how strong was the pain")
    terminal.press("ctrl-c")
    terminal.see("18 answers kept. Go on with: legpress diagnose --resume")
    assert terminal.leave() == 130
    [kept] = legpress.store.parent.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700

    resumed = start("--resume", columns=columns)
    resumed.see("how strong was the pain", "Enter or Space picks")
    resumed.press("2", "enter")
    resumed.see("These are your answers.", "Seat setting: Lowest, the flattest notch", "How strong the pain is: 2 out of 10")
    resumed.press("9", "enter")
    resumed.see("What does it feel like", "» 3. Stiff or tight")
    resumed.press("4", "enter")
    resumed.see("Where is it numb or tingling?")
    resumed.press("1", "enter")
    resumed.see("Where it is numb: Only in the low back")
    resumed.press(*SHOW_RESULT)
    resumed.see("Your checklist", "ask one.", "Next session: ")
    assert resumed.leave() == 0
    assert not kept.exists()


def test_leaving_before_the_first_answer_keeps_nothing(start: Start, legpress: Legpress) -> None:
    terminal = start()
    terminal.see("Space marks")
    terminal.press("ctrl-d")
    terminal.see("nothing to keep")
    assert terminal.leave() == 130
    assert not legpress.store.parent.exists()


def test_a_new_interview_says_that_there_are_kept_answers(start: Start) -> None:
    first = start()
    first.see("Space marks")
    first.press(*MARK_NONE)
    first.see("Question 2")
    first.press("ctrl-c")
    assert first.leave() == 130
    second = start()
    second.see("You have unfinished answers from before", "Question 1")
    second.press("ctrl-c")
    assert second.leave() == 130


def leave_after_safety(start: Start) -> None:
    first = start("--emergency-sign", "none")
    first.see("Question 1", "Fever, chills")
    first.press(*MARK_NONE)
    first.see("now or in the past?")
    first.press(*MARK_NONE)
    first.see("Where does it hurt most?")
    first.press("ctrl-c")
    assert first.leave() == 130


def test_earlier_answers_wait_until_a_newer_interview_has_its_result(start: Start) -> None:
    leave_after_safety(start)
    second = start("--emergency-sign", "none")
    second.see("You have unfinished answers from before", "Fever, chills")
    second.press(*MARK_NONE)
    second.see("now or in the past?")
    second.press("ctrl-c")
    second.see("Those from before are kept too")
    assert second.leave() == 130
    newer = start("--resume", "--doctor-sign", "fever")
    newer.see("now or in the past?")
    newer.press(*MARK_NONE)
    newer.see("1. Show my result")
    newer.press("2", "enter")
    newer.see("See a doctor today")
    assert newer.leave() == 3
    older = start("--resume")
    older.see("Where does it hurt most?")
    older.press("ctrl-c")
    assert older.leave() == 130


def test_a_folder_that_cannot_be_written_is_told_and_the_interview_goes_on(start: Start, legpress: Legpress) -> None:
    legpress.store.parent.parent.write_text("a file where the folder should be")
    terminal = start()
    terminal.see("Space marks")
    terminal.press(*MARK_NONE)
    terminal.see("Your answers could not be kept", "Question 2")
    terminal.press("ctrl-c")
    terminal.see("You left. Your answers could not be kept")
    assert terminal.leave() == 130


@pytest.mark.slow
@pytest.mark.smoke
@pytest.mark.parametrize("form", ["--json", "--format=plain"])
def test_prompts_stay_on_the_terminal_when_the_result_goes_to_a_file(start: Start, legpress: Legpress, form: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m legpress_cli diagnose {form} --emergency-sign none > result 2> talk"
    terminal = start(command=command)
    have_fever(terminal)
    assert terminal.leave() == 3
    result = Path(legpress.folder / "result").read_text(encoding="utf-8")
    assert "Question" not in result
    assert "\x1b" not in result
    assert "See a doctor today" in result or '"level": "urgent"' in result
    assert "See a doctor today" not in terminal.flat


@pytest.mark.slow
@pytest.mark.parametrize(
    "env",
    [
        {"ACCESSIBLE": "1"},
        {"TERM": "dumb"},
        {"TERM": "unknown"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_simple_terminals_are_asked_line_by_line(start: Start, env: dict[str, str]) -> None:
    terminal = start("--emergency-sign", "none", **env)
    terminal.see("Question 1 of about", "10. None of these", "? for why we ask")
    terminal.press("?\r")
    terminal.see("Most people with one of these have nothing serious.")
    terminal.press("1\r")
    terminal.see("now or in the past?", "15. None of these")
    terminal.press("none\r")
    terminal.see("These are your answers.", "Type 1 or 2 to go on")
    terminal.press("3\r")
    terminal.see("Your answer so far: None of these.")
    terminal.press("chest-pain\r")
    terminal.see("You answered: Chest pain.", "You marked: Chest pain. Is that right?", "Type yes or no:")
    terminal.press("\r", "yes\r")
    terminal.see("Get emergency help now")
    assert terminal.leave() == 3
    assert terminal.text.replace("\n", "").isascii()


def test_no_input_never_asks_even_on_a_terminal(start: Start) -> None:
    terminal = start("--no-input")
    terminal.see("These safety questions must be answered")
    assert terminal.leave() == 2


def test_nothing_is_asked_when_everything_is_answered(start: Start) -> None:
    terminal = start("--emergency-sign", "none", "--doctor-sign", "fever", "--health", "none")
    terminal.see("See a doctor today")
    assert terminal.leave() == 3
    assert "Question" not in terminal.flat


def assert_whole_words(terminal: Terminal, *texts: str) -> None:
    """Every word of the texts stands on the screen unbroken: a line too long would have been broken at the edge."""
    words = set(terminal.text.split())
    assert [word for text in texts for word in text.split() if word not in words] == []


@pytest.mark.parametrize("columns", sweep([24, 40, 80, 200], 24))
@pytest.mark.parametrize("mode", [(), ("--plain",)])
def test_no_option_is_cut_and_no_word_broken_at_any_width(
    start: Start, knowledge: Knowledge, columns: int, mode: tuple[str, ...]
) -> None:
    terminal = start(*mode, columns=columns)
    terminal.see("Question 1", *([] if mode else ["Space marks"]), "cold sweat with it")
    question = knowledge.question("emergency-sign")
    assert_whole_words(terminal, question.ask, *(option.label for option in question.options))
    terminal.press(*(["?\r"] if mode else ["?"]))
    terminal.see("Why we ask:")
    assert_whole_words(terminal, question.why)
    terminal.press("ctrl-c")
    assert terminal.leave() == 130


def test_a_menu_fits_itself_to_a_window_that_changes(start: Start, knowledge: Knowledge) -> None:
    terminal = start(columns=120, rows=30)
    terminal.see("Space marks", "cold sweat with it")
    terminal.resize(40, 16)
    terminal.see("Not all lines fit")
    terminal.resize(30, 60)
    terminal.press("down")
    terminal.see("cold sweat with it")
    question = knowledge.question("emergency-sign")
    assert_whole_words(terminal, "Up/Down or a number moves, Space marks,", *(option.label for option in question.options))
    terminal.press("space", "enter")
    terminal.see("Is that right?")
    terminal.press("1", "enter")
    terminal.see("Get emergency help now")
    assert terminal.leave() == 3


def test_a_low_screen_says_that_there_are_more_lines(start: Start) -> None:
    terminal = start(rows=10)
    terminal.see("Not all lines fit: keep pressing Down to read them all.")
    terminal.press("up")
    terminal.see("cold sweat with it")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (80, 14),
        *(pytest.param(*size, marks=pytest.mark.slow) for size in [(60, 15), (40, 23), (40, 14), (24, 29), (24, 24)]),
    ],
)
@pytest.mark.parametrize("keys", sweep([(), ("?",), ("enter",)], ()))
def test_on_a_low_screen_every_sign_can_be_read_and_the_keys_stay(
    start: Start, knowledge: Knowledge, columns: int, rows: int, keys: tuple[str, ...]
) -> None:
    terminal = start(columns=columns, rows=rows)
    terminal.see("Space marks")
    terminal.press(*keys)
    options = knowledge.question("emergency-sign").options
    for number, option in enumerate(options, 1):
        terminal.see_now("Up/Down or a number moves, Space marks, Enter goes on, ? why.", f"» ○ {number}. {option.label}")
        now = terminal.visible
        all_fit = all(other.label in now for other in options)
        assert ("Not all lines fit: keep pressing Down to read them all." in now) is not all_fit
        terminal.press("down")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130


def test_keys_and_notice_outlive_a_window_that_shrinks(start: Start) -> None:
    terminal = start("--emergency-sign", "none", columns=60, rows=40)
    terminal.see("Space marks")
    terminal.press("?")
    terminal.resize(30, 20)
    terminal.see_now("Enter goes on, ? why.", "Not all lines fit: keep pressing Down to read them all.")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130


def test_leaving_at_once_leaves_earlier_answers_the_ones_to_resume(start: Start) -> None:
    leave_after_safety(start)
    second = start("--seat", "lowest")
    second.see("You have unfinished answers from before", "Question 1")
    second.press("ctrl-c")
    second.see("nothing to keep")
    assert second.leave() == 130
    resumed = start("--resume")
    resumed.see("Where does it hurt most?")
    resumed.press("ctrl-c")
    assert resumed.leave() == 130


def test_a_result_that_cannot_be_written_leaves_the_answers_kept(start: Start) -> None:
    terminal = start("--emergency-sign", "none", "-o", "/dev/full")
    have_fever(terminal)
    terminal.see("No space left on device. Your answers are kept. Go on with: legpress diagnose --resume")
    assert terminal.leave() == 1


def test_a_person_is_told_where_the_result_went(start: Start, legpress: Legpress) -> None:
    terminal = start("--emergency-sign", "none", "-o", "mine.txt")
    have_fever(terminal)
    terminal.see("Your result is in mine.txt")
    assert terminal.leave() == 3
    assert "See a doctor today" in (legpress.folder / "mine.txt").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["keys", "lines"])
@pytest.mark.parametrize("columns", [24, 32, 60])
def test_prompts_fit_the_terminal(legpress: Legpress, knowledge: Knowledge, plain: tuple[str, ...], columns: int) -> None:
    folder = copy_knowledge(legpress.folder / "foreign")
    text = (folder / "questions.yaml").read_text(encoding="utf-8")
    wide = "Chest pain: muy estrecho 狭い座席です 😀 e\u0301troit"
    assert "Chest pain" in text
    (folder / "questions.yaml").write_text(text.replace("Chest pain", wide), encoding="utf-8")
    args = ["diagnose", "--knowledge", str(folder), *plain]
    terminal = Terminal(args, legpress.environment({"COLUMNS": ""}), legpress.folder, columns=columns, rows=90)
    screen = terminal.see("Question 1 of about", "cold sweat", "? " + ("for why we ask" if plain else "why"))
    question = knowledge.questions[0]
    labels = [wide if option.label == "Chest pain" else option.label for option in question.options]
    spell = ascii_only if plain else str
    shown_words = {unicodedata.normalize("NFC", word) for word in screen.replace("\n", " ").split()}
    expected = {unicodedata.normalize("NFC", word) for label in (question.ask, *labels) for word in spell(label).split()}
    assert {word for word in expected if cells(word) <= columns - 8} - shown_words == set()
    terminal.press("ctrl-c")
    assert terminal.leave() == 130
    said = terminal.text[terminal.text.index("You left.") :]
    assert [line for line in said.split("\n") if wcswidth(line) > columns] == []
