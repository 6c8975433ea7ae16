"""Nothing is lost: every way out of an interview, at every prompt, in both modes."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.replay import find_place
from legpress_cli.knowledge.model import Kind, Knowledge, Question, Value
from support.examples import sweep
from support.legpress import SAFE, Legpress
from support.places import TESTS
from support.terminal import MARK_NONE, SHOW_RESULT, Terminal, keys_of

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


def be_killed(terminal: Terminal) -> int:
    terminal.send_signal(signal.SIGKILL)
    return terminal.leave()


WAYS_OUT: dict[str, tuple[Leave, int]] = {
    "Ctrl-C": (by_key("ctrl-c"), 130),
    "Ctrl-D": (by_key("ctrl-d"), 130),
    "SIGINT": (by_signal(signal.SIGINT), 130),
    "SIGTERM": (by_signal(signal.SIGTERM), 130),
    "SIGHUP": (by_signal(signal.SIGHUP), 130),
    "SIGQUIT": (by_signal(signal.SIGQUIT), 130),
    "SIGABRT": (by_signal(signal.SIGABRT), 130),
    "SIGALRM": (by_signal(signal.SIGALRM), 130),
    "SIGUSR1": (by_signal(signal.SIGUSR1), 130),
    "SIGUSR2": (by_signal(signal.SIGUSR2), 130),
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
    [kept] = (legpress.state / "legpress").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    terminal = open_diagnose(legpress, "--resume", *MODES[mode])
    terminal.see("These are your answers.")
    terminal.press(*(["enter"] if mode == "lines" else SHOW_RESULT))
    terminal.see("ask one.")
    assert terminal.leave() == 0
    assert not list(legpress.state.rglob("*.json"))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("way", sweep(WAYS_OUT, "Ctrl-C", "closed window"))
def test_every_way_out_keeps_the_answers_in_both_modes(legpress: Legpress, knowledge: Knowledge, way: str, mode: str) -> None:
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
    full.see("Your answers could not be kept:", "File too large", "what you answer from now on will be lost")
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
    assert len(list((legpress.state / "legpress").iterdir())) == 1


def test_a_disk_that_has_room_again_is_told(legpress: Legpress) -> None:
    legpress.state.write_text("a file where the folder should be")
    terminal = open_diagnose(legpress, "--plain")
    terminal.press("none\r")
    terminal.see("Your answers could not be kept", "If you leave now, they will be lost.")
    legpress.state.unlink()
    terminal.press("none\r")
    terminal.see("Your answers are kept again.")
    terminal.press("ctrl-c")
    terminal.see("2 answers kept.")
    assert terminal.leave() == 130


@pytest.mark.slow
def test_two_terminals_do_not_mix(legpress: Legpress) -> None:
    one = open_diagnose(legpress, "--emergency-sign", "none")
    one.see("Are any of these true for you right now?")
    other = open_diagnose(legpress, "--resume")
    other.see("Your unfinished interview is still open in another terminal.")
    assert other.leave() == 2
    second = open_diagnose(legpress, *DANGER_OVER)
    second.see("Where does it hurt most?")
    assert "unfinished answers" not in second.flat
    assert len(list((legpress.state / "legpress").iterdir())) == 2
    second.press("1", "enter")
    second.see("What does it feel like")
    one.press("space", "enter")
    one.see("now or in the past?")
    one.press(*MARK_NONE)
    one.see("These are your answers.")
    assert "Where it hurts" not in one.flat
    one.press(*SHOW_RESULT)
    one.see("See a doctor today")
    assert one.leave() == 3
    second.send_signal(signal.SIGKILL)
    second.leave()
    resumed = open_diagnose(legpress, "--resume")
    resumed.see("What does it feel like")
    resumed.press("ctrl-c")
    assert resumed.leave() == 130


def test_an_interview_that_is_open_can_be_looked_at_from_another_terminal(legpress: Legpress) -> None:
    one = open_diagnose(legpress, *DANGER_OVER, "--when", "standing-up")
    one.see("Where does it hurt most?")
    done = legpress("tree", "--path", "--json")
    assert done.code == 0, done.err
    one.press("ctrl-c")
    assert one.leave() == 130


def test_a_label_is_not_kept(legpress: Legpress) -> None:
    (legpress.folder / "me.yaml").write_text("label: Anna of Tuesday\nseat: lowest\n")
    terminal = open_diagnose(legpress, "--plain", "--answers", "me.yaml")
    terminal.see("Question 1")
    assert by_key("ctrl-c")(terminal) == 130
    [kept] = (legpress.state / "legpress").glob("answers-*")
    text = kept.read_text(encoding="utf-8")
    assert "lowest" in text
    assert "Anna" not in text
    assert "label" not in text


def test_forget_deletes_what_is_kept_but_not_what_is_open(legpress: Legpress) -> None:
    for _ in range(2):
        left = open_diagnose(legpress, "--plain", "--emergency-sign", "none")
        left.press("none\r")
        left.see("now or in the past?")
        left.press("ctrl-c")
        assert left.leave() == 130
    folder = legpress.state / "legpress"
    (folder / ".answers-1.json.half").write_text("{")
    (folder / "notes.txt").write_text("not legpress's own")
    still = open_diagnose(legpress, "--plain", "--emergency-sign", "none")
    still.press("none\r")
    still.see("now or in the past?")
    done = legpress("forget")
    assert done.code == 0
    assert "Deleted the answers of 2 unfinished interviews." in " ".join(done.out.split())
    assert "1 interview still open in another terminal." in " ".join(done.out.split())
    assert len(list(folder.glob("answers-*"))) == 1
    assert legpress("forget", "--json").json == {"deleted": 0, "still_open": 1, "pages": 0}
    still.press("ctrl-c")
    assert still.leave() == 130
    assert legpress("forget", "--json").json == {"deleted": 1, "still_open": 0, "pages": 0}
    assert [file.name for file in folder.iterdir()] == ["notes.txt"]
    assert "there was nothing to delete" in legpress("forget").out


def test_forget_says_what_it_could_not_delete(legpress: Legpress) -> None:
    folder = legpress.state / "legpress"
    (folder / ".answers-a-folder").mkdir(parents=True)
    done = legpress("forget")
    assert done.code == 1
    assert "could not be deleted" in " ".join(done.err.split())


@pytest.mark.parametrize("mode", MODES)
def test_answers_go_nowhere_but_into_the_state_folder(legpress: Legpress, mode: str) -> None:
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
    terminal.press(*(["enter"] if mode == "lines" else SHOW_RESULT))
    terminal.see("Your result is in result.txt")
    assert terminal.leave() == 3
    seen = (legpress.folder / "audit").read_text(encoding="utf-8").splitlines()
    elsewhere = [line for line in seen if not line.startswith(f"open {legpress.state}/legpress/.answers-")]
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


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a file another's")
def test_what_belongs_to_somebody_else_is_not_trusted(legpress: Legpress) -> None:
    folder = legpress.state / "legpress"
    folder.mkdir(parents=True)
    file = folder / "answers-1.json"
    file.write_text('{"knowledge_version":"1","answers":[["seat",["middle"],true]]}')
    assert legpress("diagnose", *SAFE, "--json", "--resume").json["answers"]["seat"] == "middle"
    file.write_text('{"knowledge_version":"1","answers":[["seat",["middle"],true]]}')
    os.chown(file, 12345, 12345)
    assert "There are no kept answers" in legpress("diagnose", *SAFE, "--resume").err
    assert legpress("forget", "--json").json == {"deleted": 0, "still_open": 0, "pages": 0}
    file.unlink()
    os.chown(folder, 12345, 12345)
    terminal = open_diagnose(legpress, "--plain")
    terminal.press("none\r")
    terminal.see("Your answers could not be kept", "belongs to somebody else")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130
    assert list(folder.iterdir()) == []


def test_a_state_folder_that_is_a_link_is_not_followed(legpress: Legpress) -> None:
    (legpress.folder / "elsewhere").mkdir()
    legpress.state.mkdir()
    (legpress.state / "legpress").symlink_to(legpress.folder / "elsewhere")
    terminal = open_diagnose(legpress, "--plain")
    terminal.press("none\r")
    terminal.see("Your answers could not be kept", "is a link, or belongs to somebody else")
    terminal.press("ctrl-c")
    assert terminal.leave() == 130
    assert list((legpress.folder / "elsewhere").iterdir()) == []
