"""Long output goes through a pager only when that is asked for, and is never lost in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.legpress import SAFE, Legpress
from support.store import keep_draft
from support.terminal import ROWS, Terminal

pytestmark = pytest.mark.slow

Start = Callable[..., Terminal]
KEEPS = 'cat > seen.txt; echo "$0 $*" > called.txt'


@pytest.fixture
def start(legpress: Legpress) -> Start:
    """Run legpress on a real terminal, where ``pager`` is what a program called ``my-pager`` does."""

    def run(*args: str, pager: str = KEEPS, rows: int = ROWS, **env: str) -> Terminal:
        for name in ("my-pager", "less"):
            program = legpress.folder / "bin" / name
            program.parent.mkdir(exist_ok=True)
            program.write_text(f"#!/bin/sh\n{pager}\n", encoding="utf-8")
            program.chmod(0o755)
        clean = {"PATH": f"{program.parent}:/usr/bin:/bin", "PAGER": "", "LEGPRESS_PAGER": "", "COLUMNS": ""}
        return Terminal(list(args), legpress.environment(clean | env), legpress.folder, columns=80, rows=rows)

    return run


def seen(legpress: Legpress) -> str:
    file = legpress.folder / "seen.txt"
    return file.read_text(encoding="utf-8") if file.exists() else ""


@pytest.mark.parametrize("form", ["text", "plain", "json"])
def test_a_pager_gets_the_whole_result_and_the_colours(start: Start, legpress: Legpress, form: str) -> None:
    terminal = start("tips", "core", "--pager", "--format", form, PAGER="my-pager")
    assert terminal.leave() == 0
    colour = ("--color", "always") if form == "text" else ()
    assert seen(legpress) == legpress("tips", "core", "--format", form, *colour).out
    assert ("\x1b[" in seen(legpress)) == (form == "text")
    assert terminal.flat == ""


def test_a_schema_can_be_read_in_a_pager(start: Start, legpress: Legpress) -> None:
    assert start("schema", "result", "--pager", PAGER="my-pager").leave() == 0
    assert seen(legpress) == legpress("schema", "result").out


@pytest.mark.parametrize(
    ("env", "called"),
    [
        ({}, "less -FRX"),
        ({"PAGER": "less -i"}, "less -i -R"),
        ({"PAGER": "my-pager --one 'two three'"}, "my-pager --one two three"),
        ({"PAGER": "less", "LEGPRESS_PAGER": "my-pager"}, "my-pager "),
    ],
)
def test_the_pager_is_the_one_that_was_chosen(start: Start, legpress: Legpress, env: dict[str, str], called: str) -> None:
    assert start("tips", "--pager", **env).leave() == 0
    assert (legpress.folder / "called.txt").read_text(encoding="utf-8").strip("\n").endswith(f"/{called}")


def test_without_the_flag_there_is_no_pager(start: Start, legpress: Legpress) -> None:
    terminal = start("tips", "core", PAGER="my-pager")
    assert "Leg press tips" in terminal.see("Leg press tips")
    assert terminal.leave() == 0
    assert seen(legpress) == ""


def test_away_from_a_terminal_there_is_no_pager(legpress: Legpress) -> None:
    assert legpress("tips", "--pager", env={"PAGER": "false"}) == legpress("tips")


@pytest.mark.parametrize("command", ["missing", "false", "'no end", "bin"])
def test_a_broken_pager_costs_nobody_the_result(start: Start, command: str) -> None:
    terminal = start("tips", "handle-pull", "--pager", PAGER=command)
    terminal.see("does not work", "so here is the result without it.", "Hold that pull from the first rep to the last.")
    assert terminal.leave() == 0


@pytest.mark.parametrize(
    ("ends", "reason"),
    [("kill -9 $$", "signal 9 ended it"), ("kill -HUP $$", "signal 1 ended it"), ("exit 3", "it left with 3")],
)
@pytest.mark.parametrize("named", ["my-pager", ""])
def test_a_pager_that_does_not_come_to_its_end_costs_nobody_the_result(
    start: Start, legpress: Legpress, ends: str, reason: str, named: str
) -> None:
    terminal = start("tips", "handle-pull", "--pager", pager=f"cat > seen.txt; {ends}", PAGER=named)
    terminal.see(f"The pager {named or 'less'} does not work ({reason}), so here is the result without it.")
    terminal.see("Hold that pull from the first rep to the last.")
    assert terminal.leave() == 0
    assert seen(legpress)


@pytest.mark.parametrize("pager", ["kill -9 $$", KEEPS])
def test_kept_answers_go_once_the_result_was_shown(start: Start, legpress: Legpress, pager: str) -> None:
    keep_draft(legpress.store, {"emergency-sign": ["chest-pain"]})
    terminal = start("diagnose", "--resume", "--no-input", "--pager", pager=pager, PAGER="my-pager")
    assert terminal.leave() == 3
    assert "Call your emergency number" in terminal.flat + seen(legpress)
    assert not legpress.store.exists()


@pytest.mark.parametrize("words", [("tips",), ("diagnose", *SAFE)], ids=lambda words: words[0])
@pytest.mark.parametrize("form", [(), ("--plain",), ("--format", "plain")], ids=" ".join)
def test_a_full_page_that_is_longer_than_the_terminal_goes_through_the_pager(
    start: Start, legpress: Legpress, words: tuple[str, ...], form: tuple[str, ...]
) -> None:
    assert start(*words, "--full", *form, rows=20, PAGER="my-pager").leave() == 0
    colour = () if form else ("--color", "always")
    assert seen(legpress) == legpress(*words, "--full", *form, *colour).out


@pytest.mark.parametrize(
    ("words", "env"),
    [
        (("tips",), {}),
        (("tips", "--full", "--no-pager"), {}),
        (("tips", "--full"), {"LEGPRESS_PAGER": "cat"}),
        (("tips", "--full", "--json"), {}),
        (("tips", "--full", "--format", "markdown"), {}),
        (("tips", "--full", "-o", "-"), {}),
        (("tips", "--full", "--pager", "--no-pager"), {}),
    ],
    ids=str,
)
def test_nothing_else_goes_through_a_pager_unasked(
    start: Start, legpress: Legpress, words: tuple[str, ...], env: dict[str, str]
) -> None:
    terminal = start(*words, rows=20, **({"PAGER": "my-pager"} | env))
    terminal.see("lumbar-towel" if "--json" in words else "Lumbar towel roll")
    assert terminal.leave() == 0
    assert seen(legpress) == ""


def test_a_full_page_that_fits_the_terminal_stands_there_as_it_is(start: Start, legpress: Legpress) -> None:
    lines = legpress("tips", "handle-pull", "--full").out.count("\n")
    for rows in (lines, lines - 1):
        terminal = start("tips", "handle-pull", "--full", rows=rows, PAGER="my-pager")
        assert terminal.leave() == 0
        assert bool(seen(legpress)) == (rows < lines)


def test_a_full_page_away_from_a_terminal_needs_no_pager(legpress: Legpress) -> None:
    env = {"PAGER": "false"}
    assert legpress("tips", "--full", env=env) == legpress("tips", "--full", "--no-pager", env=env)


def test_where_there_is_no_pager_the_result_comes_as_it_is(start: Start) -> None:
    terminal = start("tips", "handle-pull", "--pager", PATH="/nowhere")
    assert "does not work" not in terminal.see("Hold that pull from the first rep to the last.")
    assert terminal.leave() == 0


def test_a_pager_that_is_left_early_is_no_error(start: Start) -> None:
    terminal = start("tree", "--json", "--pager", pager="head -1 > seen.txt", PAGER="my-pager")
    assert terminal.leave() == 0
    assert terminal.flat == ""


def test_a_pager_changes_no_exit_code(start: Start) -> None:
    args = ("diagnose", "--no-input", "--emergency-sign", "chest-pain", "--pager")
    assert start(*args, PAGER="my-pager").leave() == 3


def test_ctrl_c_belongs_to_the_pager(start: Start, legpress: Legpress) -> None:
    pager = "trap 'echo caught' INT; cat > seen.txt; echo ready; read line < /dev/tty; read line < /dev/tty"
    terminal = start("tips", "--pager", pager=pager, PAGER="my-pager")
    terminal.see("ready")
    terminal.press("ctrl-c")
    terminal.see("caught")
    terminal.press("enter", "enter")
    assert terminal.leave() == 0
    assert "Traceback" not in terminal.text
    assert seen(legpress)


def test_a_pager_and_a_file_contradict_each_other(legpress: Legpress) -> None:
    done = legpress("tips", "--pager", "-o", "mine.txt")
    assert done.code == 2
    assert "--pager and --output contradict each other; give one of them." in done.err


def test_nothing_of_the_pager_is_loaded_unless_asked(legpress: Legpress) -> None:
    script = (
        "import sys; sys.argv = ['legpress', 'tips', '--plain']\n"
        "from legpress_cli.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit: pass\n"
        "print({'legpress_cli.system.pager'} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=legpress.environment())
    assert done.stderr == b"set()\n"


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")
def test_the_real_less_shows_a_page_and_is_left_with_q(legpress: Legpress) -> None:
    less = Path(shutil.which("less") or "")
    env = legpress.environment({"PAGER": "", "LEGPRESS_PAGER": "", "LESS": "", "PATH": f"{less.parent}:/usr/bin:/bin"})
    terminal = Terminal(["tips", "--pager"], env, legpress.folder, columns=80, rows=20)
    terminal.see("Leg press tips for an aching lower back")
    terminal.press("q")
    assert terminal.leave() == 0
    assert "ESC" not in terminal.text
