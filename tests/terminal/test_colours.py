"""Colour: who decides, and that standard output and standard error are judged apart."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import subprocess
import sys
import termios
from collections.abc import Mapping
from typing import NamedTuple

import pytest

from support.legpress import SAFE, Legpress
from support.terminal import QUIET

pytestmark = pytest.mark.slow

COLOUR = re.compile(rb"\x1b\[[0-9;]*3[0-7]m")
ASKED = ("diagnose", "--emergency-sign", "none", "--doctor-sign", "none", "--health", "none")


class Shown(NamedTuple):
    """What a call left on its terminal, and in the stream that was no terminal."""

    code: int
    terminal: bytes
    other: bytes


def half_on_a_terminal(
    legpress: Legpress, args: tuple[str, ...], side: str, env: Mapping[str, str] = {}, *, keys: bytes = b""
) -> Shown:
    """Run legpress with ``side`` ("stdout" or "stderr") on a real terminal, the other one in a pipe."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(ours, (60, 80))
    child = subprocess.Popen(
        [sys.executable, "-m", "legpress_cli", *args],
        stdin=theirs if keys else subprocess.DEVNULL,
        cwd=legpress.folder,
        env=legpress.environment(env),
        stdout=theirs if side == "stdout" else subprocess.PIPE,
        stderr=theirs if side == "stderr" else subprocess.PIPE,
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # how Linux says that the last one has left a terminal
        while part := os.read(ours, 65536):
            shown += part
            if keys and b"move" in shown and not select.select([ours], [], [], QUIET)[0]:
                os.write(ours, keys)  # once the question stands there whole: what is typed before counts for nothing
                keys = b""
    pipe = child.stderr if side == "stdout" else child.stdout
    assert pipe is not None
    with pipe:
        other = pipe.read()
    os.close(ours)
    return Shown(child.wait(), shown, other)


# What was set, the flag, whether a terminal gets colour, whether a pipe does.
CHOICES = [
    ({}, (), True, False),
    ({"NO_COLOR": "1"}, (), False, False),
    ({"NO_COLOR": ""}, (), True, False),
    ({"FORCE_COLOR": "1"}, (), True, True),
    ({"FORCE_COLOR": "0"}, (), True, False),
    ({"FORCE_COLOR": ""}, (), True, False),
    ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False, False),
    ({"TERM": "dumb"}, (), False, False),
    ({"TERM": "dumb", "FORCE_COLOR": "1"}, (), False, False),
    ({"CLICOLOR": "0"}, (), True, False),
    ({"CLICOLOR_FORCE": "1"}, (), True, False),
    ({"NO_COLOR": "1"}, ("--color", "always"), True, True),
    ({}, ("--color", "always"), True, True),
    ({}, ("--color", "never"), False, False),
    ({"FORCE_COLOR": "1"}, ("--color", "never"), False, False),
    ({"FORCE_COLOR": "1"}, ("--color", "auto"), True, True),
    ({}, ("--plain", "--color", "always"), False, False),
    ({"ACCESSIBLE": "1", "FORCE_COLOR": "1"}, (), False, False),
]


@pytest.mark.parametrize(
    ("env", "flag", "terminal", "pipe"),
    CHOICES,
)
def test_colour_obeys_flag_environment_and_terminal_in_this_order(
    legpress: Legpress, here: Legpress, env: dict[str, str], flag: tuple[str, ...], *, terminal: bool, pipe: bool
) -> None:
    args = ("diagnose", *SAFE, *flag)
    on_terminal = half_on_a_terminal(legpress, args, "stdout", env)
    assert (bool(COLOUR.search(on_terminal.terminal)), on_terminal.other) == (terminal, b"")
    assert bool(COLOUR.search(here(*args, env=env).out.encode())) == pipe


@pytest.mark.parametrize(
    ("env", "flag", "coloured"),
    [
        ({}, (), True),
        ({"NO_COLOR": "1"}, (), False),
        ({}, ("--color", "never"), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
    ],
)
def test_prompts_are_judged_by_the_terminal_they_stand_on(
    legpress: Legpress, env: dict[str, str], flag: tuple[str, ...], *, coloured: bool
) -> None:
    shown = half_on_a_terminal(legpress, (*ASKED, *flag), "stderr", env, keys=b"\x03")
    assert shown.code == 130
    assert bool(COLOUR.search(shown.terminal)) == coloured
    assert shown.other == b""


def test_a_result_in_a_file_has_no_colour_though_the_complaints_are_on_a_terminal(legpress: Legpress) -> None:
    shown = half_on_a_terminal(legpress, ("diagnose", *SAFE), "stderr")
    assert shown.terminal == b""
    assert shown.other.decode() == legpress("diagnose", *SAFE).out


@pytest.mark.parametrize("env", [{"FORCE_COLOR": "1"}, {"CLICOLOR_FORCE": "1"}])
@pytest.mark.parametrize(
    "args", [(), ("nonsense",), ("tips", "--nonsense"), ("--version",), ("explain", "--color", "always", "nope")]
)
def test_complaints_are_never_coloured(legpress: Legpress, args: tuple[str, ...], env: dict[str, str]) -> None:
    shown = half_on_a_terminal(legpress, args, "stdout", env)
    assert b"\x1b" not in shown.terminal + shown.other


@pytest.mark.parametrize(
    ("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"ACCESSIBLE": "1"}, False), ({"FORCE_COLOR": "0"}, True)]
)
@pytest.mark.parametrize("args", [("--help",), ("tips", "-h")])
def test_help_is_coloured_where_pages_are(
    legpress: Legpress, args: tuple[str, ...], env: dict[str, str], *, coloured: bool
) -> None:
    shown = half_on_a_terminal(legpress, args, "stdout", env)
    assert bool(COLOUR.search(shown.terminal)) == coloured
    assert not COLOUR.search(legpress(*args, env=env).out.encode())


def test_a_file_is_coloured_only_on_demand(legpress: Legpress) -> None:
    for flag, coloured in (((), False), (("--color", "always"), True)):
        legpress("tips", "-o", "mine.txt", *flag, env={"FORCE_COLOR": "1"})
        assert bool(COLOUR.search((legpress.folder / "mine.txt").read_bytes())) == coloured
