"""Nothing is lost: every way out of an interview, at every prompt, in both modes."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.replay import find_place
from legpress_cli.knowledge.model import Kind, Knowledge, Question, Value
from support.examples import sweep
from support.legpress import Legpress
from support.places import TESTS
from support.store import run_sql
from support.terminal import MARK_NONE, SHOW_IN_LINES, SHOW_RESULT, Terminal, keys_of

DANGER_OVER = ("--emergency-sign", "none", "--doctor-sign", "none", "--health", "none")
MODES = {"menus": (), "lines": ("--plain",)}
Leave = Callable[[Terminal], int]


def open_diagnose(legpress: Legpress, *args: str, full_disk: bool = False) -> Terminal:
    return Terminal(["diagnose", *args], legpress.environment(), legpress.folder, full_disk=full_disk)


def by_key(key: str) -> Leave:
    def leave(terminal: Terminal) -> int:
        terminal.press(key)
        return leave_in_order(terminal)

    return leave


def by_signal(number: signal.Signals) -> Leave:
    def leave(terminal: Terminal) -> int:
        terminal.send_signal(number)
        return leave_in_order(terminal)

    return leave


def leave_in_order(terminal: Terminal) -> int:
    def look(left: Terminal) -> None:
        assert "You left." in left.flat
        assert "Traceback" not in left.flat
        assert left.is_usable()

    return terminal.leave(look)


# Whatever ends a process that could clean up, but for a broken program's own (SIGSEGV and its like).
REQUESTS = [
    *(signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGABRT, signal.SIGALRM, signal.SIGUSR1),
    *(signal.SIGUSR2, signal.SIGTRAP, signal.SIGSYS, signal.SIGVTALRM, signal.SIGPROF, signal.SIGXCPU, signal.SIGIO),
    *(signal.SIGPWR, signal.SIGRTMIN, signal.SIGRTMAX),
]


def be_killed(terminal: Terminal) -> int:
    terminal.send_signal(signal.SIGKILL)
    return terminal.leave()


WAYS_OUT: dict[str, tuple[Leave, int]] = {
    "Ctrl-C": (by_key("ctrl-c"), 130),
    "Ctrl-D": (by_key("ctrl-d"), 130),
    **{number.name: (by_signal(number), 130) for number in REQUESTS},
    "closed window": (Terminal.hang_up, 130),
    "killed": (be_killed, -signal.SIGKILL),
}


def answer(terminal: Terminal, question: Question, mode: str) -> None:
    """Give an answer that leads on: none of these, mild pain, else the first there is."""
    value = leading_on(question)
    terminal.press(*([f"{value}\r"] if mode == "lines" else keys_of(question, value)))


def leading_on(question: Question) -> Value:
    """Return the answer that ``answer`` gives."""
    return "none" if question.kind is Kind.MANY else 3 if question.scale else question.values[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("way", "mode"),
    [
        *((way, "menus") for way in ("Ctrl-C", "SIGTERM", "SIGHUP", "closed window")),
        *((way, "lines") for way in ("Ctrl-D", "SIGINT", "killed")),
    ],
)
def test_leaving_at_any_prompt_goes_on_at_the_same_question(
    legpress: Legpress, knowledge: Knowledge, way: str, mode: str
) -> None:
    leave, code = WAYS_OUT[way]
    terminal, given = open_diagnose(legpress, *MODES[mode]), Answers()
    while (question := find_place(knowledge, given).next) is not None:
        terminal.see(question.ask, "Question")
        assert leave(terminal) == code
        terminal = open_diagnose(legpress, *(["--resume"] if given.given else []), *MODES[mode])
        terminal.see(question.ask, "Enter" if mode == "menus" else "? for why")
        answer(terminal, question, mode)
        given = given.adding([Answer(question.id, (leading_on(question),), Source.PROMPT)])
    terminal.see("These are your answers.")
    assert leave(terminal) == code
    [kept] = legpress.store.parent.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    terminal = open_diagnose(legpress, "--resume", *MODES[mode])
    terminal.see("These are your answers.")
    terminal.press(*([SHOW_IN_LINES] if mode == "lines" else SHOW_RESULT))
    terminal.see("ask one.")
    assert terminal.leave() == 0
    assert list(legpress.store.parent.iterdir()) == []


@pytest.mark.parametrize(
    "way_and_mode", sweep(product(WAYS_OUT, MODES), ("Ctrl-C", "menus"), ("closed window", "lines")), ids=" ".join
)
def test_every_way_out_keeps_the_answers_in_both_modes(
    legpress: Legpress, knowledge: Knowledge, way_and_mode: tuple[str, str]
) -> None:
    way, mode = way_and_mode
    leave, code = WAYS_OUT[way]
    terminal = open_diagnose(legpress, "--emergency-sign", "none", *MODES[mode])
    terminal.see("Are any of these true for you right now?")
    answer(terminal, knowledge.question("doctor-sign"), mode)
    terminal.see("now or in the past?")
    assert leave(terminal) == code
    terminal = open_diagnose(legpress, "--resume", *MODES[mode])
    terminal.see("now or in the past?")
    assert by_signal(signal.SIGTERM)(terminal) == 130


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
def test_a_full_disk_is_told_and_what_was_kept_before_stays(legpress: Legpress, mode: str) -> None:
    first = open_diagnose(legpress, "--emergency-sign", "none", *MODES[mode])
    first.see("Are any of these true for you right now?")
    first.press("ctrl-c")
    assert first.leave() == 130
    full = open_diagnose(legpress, "--resume", *MODES[mode], full_disk=True)
    full.see("Your answers could not be kept:", "the disk does not take", "what you answer from now on will be lost")
    full.see("Are any of these true for you right now?", "None of these")
    full.press(*(["none\r"] if mode == "lines" else MARK_NONE))
    full.see("now or in the past?")
    full.press("ctrl-c")
    full.see("You left. Your last answers could not be kept:", "What you had answered before that is kept.", "--resume")
    assert full.leave() == 130
    again = open_diagnose(legpress, "--resume", *MODES[mode])
    again.see("Are any of these true for you right now?")
    again.press("ctrl-c")
    assert again.leave() == 130
    assert list(legpress.store.parent.iterdir()) == [legpress.store]


def test_a_disk_that_has_room_again_is_told(legpress: Legpress) -> None:
    legpress.store.parent.parent.write_text("a file where the folder should be")
    terminal = open_diagnose(legpress, "--plain")
    terminal.press("none\r")
    terminal.see("Your answers could not be kept", "If you leave now, they will be lost.")
    legpress.store.parent.parent.unlink()
    terminal.press("none\r")
    terminal.see("Your answers are kept again.")
    terminal.press("ctrl-c")
    terminal.see("2 answers kept.")
    assert terminal.leave() == 130


def test_an_interview_belongs_to_the_terminal_that_touched_it_last(legpress: Legpress) -> None:
    one = open_diagnose(legpress, "--emergency-sign", "none")
    one.see("Are any of these true for you right now?")
    other = open_diagnose(legpress, "--resume")
    other.see("You go on where you left.", "Are any of these true for you right now?")
    one.press("space", "enter")
    one.see("Another terminal goes on with this interview now.", "now or in the past?")
    other.press(*MARK_NONE)
    other.see("now or in the past?")
    assert "Another terminal" not in other.flat
    one.press(*MARK_NONE)
    one.see("These are your answers.", "Fever")
    one.press(*SHOW_RESULT)
    one.see("See a doctor today")
    assert one.leave() == 3
    other.press(*MARK_NONE)
    other.see("Where does it hurt most?")
    assert by_key("ctrl-c")(other) == 130
    resumed = open_diagnose(legpress, "--resume")
    resumed.see("Where does it hurt most?")
    assert by_key("ctrl-c")(resumed) == 130


def test_two_new_interviews_do_not_mix(legpress: Legpress) -> None:
    one = open_diagnose(legpress, "--emergency-sign", "none")
    one.see("Are any of these true for you right now?")
    second = open_diagnose(legpress, *DANGER_OVER)
    second.see("You have unfinished answers from before.", "Where does it hurt most?")
    second.press("1", "enter")
    second.see("What does it feel like")
    one.press(*MARK_NONE)
    one.see("now or in the past?")
    one.press(*MARK_NONE)
    one.see("Where does it hurt most?")
    assert by_key("ctrl-c")(one) == 130
    second.send_signal(signal.SIGKILL)
    second.leave()
    assert sorted(run_sql(legpress.store, "SELECT count(*) FROM answers GROUP BY interview")) == [(3,), (4,)]


def test_an_interview_that_is_open_can_be_looked_at_from_another_terminal(legpress: Legpress, here: Legpress) -> None:
    one = open_diagnose(legpress, *DANGER_OVER, "--when", "standing-up")
    one.see("Where does it hurt most?")
    done = here("tree", "--path", "--json")
    assert done.code == 0, done.err
    one.press("ctrl-c")
    assert one.leave() == 130


def test_a_label_is_not_kept(legpress: Legpress) -> None:
    (legpress.folder / "me.yaml").write_text("label: Anna of Tuesday\nseat: lowest\n")
    terminal = open_diagnose(legpress, "--plain", "--answers", "me.yaml")
    terminal.see("Question 1")
    assert by_key("ctrl-c")(terminal) == 130
    data = legpress.store.read_bytes()
    assert b"lowest" in data
    assert b"Anna" not in data


def test_forget_deletes_what_is_kept_and_an_interview_that_is_open_says_so(legpress: Legpress, here: Legpress) -> None:
    left = open_diagnose(legpress, "--plain", "--emergency-sign", "none")
    left.press("none\r")
    left.see("now or in the past?")
    assert by_key("ctrl-c")(left) == 130
    still = open_diagnose(legpress, "--plain", "--emergency-sign", "none")
    still.press("none\r")
    still.see("now or in the past?")
    done = here("forget")
    assert (done.code, legpress.store.exists()) == (0, False)
    assert "Deleted the answers of 2 unfinished interviews." in " ".join(done.out.split())
    still.press("none\r")
    still.see("What was kept of this interview has been deleted by another terminal.", "Where does it hurt most?")
    still.press("ctrl-c")
    still.see("3 answers kept.")
    assert still.leave() == 130
    assert here("forget", "--json").json["interviews"] == 1
    assert "there was nothing to delete" in here("forget").out


@pytest.mark.parametrize("mode", sweep(MODES, "menus"))
def test_answers_go_nowhere_but_into_the_store(legpress: Legpress, mode: str) -> None:
    watch = TESTS / "support" / "audited.py"
    home = legpress.folder / "home"
    home.mkdir()
    environment = legpress.environment(
        {"HOME": str(home), "COVERAGE_PROCESS_START": "", "AUDIT": str(legpress.folder / "audit")}
    )
    plain = " ".join(MODES[mode])
    command = f"{sys.executable} -B {watch} diagnose --emergency-sign none -o result.txt {plain}"
    terminal = Terminal([], environment, legpress.folder, command=command)
    terminal.see("Are any of these true for you right now?")
    terminal.press(*(["1\r"] if mode == "lines" else ["space", "enter"]))
    terminal.see("now or in the past?")
    terminal.press(*(["none\r"] if mode == "lines" else MARK_NONE))
    terminal.see("These are your answers.")
    terminal.press(*([SHOW_IN_LINES] if mode == "lines" else SHOW_RESULT))
    terminal.see("Your result is in result.txt")
    assert terminal.leave() == 3
    seen = (legpress.folder / "audit").read_text(encoding="utf-8").splitlines()
    elsewhere = [line for line in seen if not line.startswith(f"open {legpress.store}")]
    assert len(elsewhere) < len(seen)
    assert [line for line in elsewhere if not line.startswith(f"open {legpress.folder}/.result.txt.")] == []
    assert list(home.rglob("*")) == []


def test_ctrl_c_before_anything_was_done_leaves_quietly(legpress: Legpress) -> None:
    script = "import os, signal, legpress_cli.__main__; os.kill(os.getpid(), signal.SIGINT); import time; time.sleep(9)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=False,
        env=legpress.environment({"COVERAGE_PROCESS_START": ""}),
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_next_to_nothing_is_loaded_before_ctrl_c_is_heard(legpress: Legpress) -> None:
    script = (
        "import re, signal, sys\n"
        "class Watch:\n"
        "    def find_spec(name, *_):\n"
        "        if signal.getsignal(signal.SIGINT) is signal.default_int_handler: print(name)\n"
        "sys.meta_path.insert(0, Watch)\n"
        "import legpress_cli.__main__"
    )
    done = legpress.run([sys.executable, "-c", script], env={"COVERAGE_PROCESS_START": "", "COVERAGE_PROCESS_CONFIG": ""})
    assert (done.code, done.err) == (0, "")
    ours = {"legpress_cli", *(f"legpress_cli.{name}" for name in ("__main__", "system", "system.interrupt"))}
    assert ours <= set(done.out.split()) <= {*ours, "gc"}


def test_ctrl_c_while_a_file_is_read_stops(legpress: Legpress) -> None:
    command = [sys.executable, "-m", "legpress_cli", "diagnose", "--answers", "-"]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=legpress.environment()
    )
    while "pipe_read" not in Path(f"/proc/{child.pid}/wchan").read_text(encoding="ascii") and child.poll() is None:
        pass
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=20)
    assert (child.returncode, out, err) == (130, b"", b"Stopped.\n")


def test_a_signal_that_the_caller_ignores_stays_ignored(legpress: Legpress) -> None:
    command = f"trap '' TERM; exec {sys.executable} -m legpress_cli diagnose --plain --emergency-sign none"
    terminal = Terminal([], legpress.environment(), legpress.folder, command=command)
    terminal.see("Are any of these true for you right now?")
    terminal.send_signal(signal.SIGTERM)
    terminal.press("none\r")
    terminal.see("now or in the past?")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130
