"""Native Windows, by a platform made to look like it: flags and files as anywhere, questions line by line, and nothing kept."""

from __future__ import annotations

import json
import shlex
import sys

import pytest

from support.examples import sweep
from support.legpress import SAFE, Finished, Legpress
from support.places import TESTS
from support.terminal import SHOW_IN_LINES, Terminal

ON_WINDOWS = [sys.executable, str(TESTS / "support" / "windows.py")]
NOTHING_KEPT = "On Windows nothing is kept: legpress cannot make a file there that you alone may read."
NO_MENUS = "legpress has no menus on Windows, so this comes line by line."
ANSWERS = (*SAFE, "--when", "pushing", "--handles", "squeeze", "--pain", "3")
CALLS = [
    *(("diagnose", *ANSWERS, *form) for form in (("--json",), (), ("--plain",), ("--full",), ("--format", "html"))),
    ("diagnose", "--no-input", "--emergency-sign", "chest-pain"),
    ("diagnose", "--no-input"),
    *(("tips",), ("tree",), ("explain", "handle-pull"), ("schema", "result")),
]


def on_windows(legpress: Legpress, *args: str, **env: str) -> Finished:
    return legpress.run([*ON_WINDOWS, *args], env=env)


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("args", sweep(CALLS, CALLS[0], ("diagnose", "--no-input"), ("tips",)), ids=" ".join)
def test_whoever_asks_by_flags_gets_the_same_as_anywhere(legpress: Legpress, here: Legpress, args: tuple[str, ...]) -> None:
    assert on_windows(legpress, *args) == here(*args)


@pytest.mark.parametrize("args", sweep([("--help",), ("diagnose", "--help")], ("diagnose", "--help")), ids=" ".join)
def test_help_is_shown(legpress: Legpress, args: tuple[str, ...]) -> None:
    done = on_windows(legpress, *args)
    assert (done.code, done.err) == (0, "")
    assert done.out.split()[:2] == ["Usage:", "legpress"]


def test_answers_are_read_from_files_and_results_written_to_them(legpress: Legpress) -> None:
    (legpress.folder / "me.json").write_text(json.dumps({"handles": "squeeze", "pain": 3}))
    done = on_windows(legpress, "diagnose", *SAFE, "--answers", "me.json", "-o", "result.json")
    assert (done.code, done.out) == (0, "")
    assert json.loads((legpress.folder / "result.json").read_text())["answers"]["handles"] == "squeeze"
    assert on_windows(legpress, "diagnose", *SAFE, "-o", "/dev/null").code == 0


def test_a_result_is_given_where_it_cannot_be_kept(legpress: Legpress, here: Legpress) -> None:
    done = on_windows(legpress, "diagnose", *ANSWERS, "--keep")
    assert (done.code, done.out) == (0, here("diagnose", *ANSWERS).out)
    assert one_line(done.err) == f"Your result could not be kept: {NOTHING_KEPT}"
    assert not legpress.store.exists()


@pytest.mark.parametrize("named", sweep(["", "mine.sqlite3"], "mine.sqlite3"))
@pytest.mark.parametrize(
    "args", sweep([("show",), ("next",), ("log",), ("diagnose", "--resume")], ("log",), ("diagnose", "--resume")), ids=" ".join
)
def test_what_needs_something_kept_says_in_a_sentence_that_nothing_is(
    legpress: Legpress, args: tuple[str, ...], named: str
) -> None:
    done = on_windows(legpress, *args, LEGPRESS_STORE=named)
    assert (done.code, done.out, one_line(done.err)) == (2, "", NOTHING_KEPT)
    assert not (legpress.folder / "mine.sqlite3").exists()


def test_pages_that_were_opened_are_deleted_all_the_same(legpress: Legpress) -> None:
    assert on_windows(legpress, "diagnose", *ANSWERS, "--open", BROWSER="true").code == 0
    assert len(list(legpress.folder.glob("legpress-page-*"))) == 1
    done = on_windows(legpress, "forget", "--log", "--json")
    assert (done.code, done.json["pages"], done.err) == (0, 1, "")
    assert list(legpress.folder.glob("legpress-page-*")) == []


def test_where_menus_would_come_it_says_so_and_asks_line_by_line(legpress: Legpress) -> None:
    terminal = Terminal([], legpress.environment(), legpress.folder, command=shlex.join([*ON_WINDOWS, "diagnose"]))
    terminal.see(NO_MENUS, "Question 1 of about")
    terminal.press("none\r")
    terminal.see(NOTHING_KEPT, "Question 2 of about")
    terminal.press("fever\r")
    terminal.see("Question 3 of about")
    terminal.press("none\r")
    terminal.see("These are your answers.")
    terminal.press(SHOW_IN_LINES)
    terminal.see("Fever, chills")
    assert terminal.leave() == 3
    assert not legpress.store.exists()
