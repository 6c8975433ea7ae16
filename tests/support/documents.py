"""The documents as somebody reads them who types every ``legpress`` command they show, in order, in an empty folder."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

from legpress_cli.knowledge.model import Knowledge
from support.legpress import Legpress
from support.places import ROOT
from support.terminal import SHOW_RESULT, Terminal, keys_of

DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    *(f"docs/{name}.md" for name in ("reliability", "knowledge", "performance", "design", "batch")),
)
OMITTED = "[...]"
_REVIEW = "These are your answers."
_RESULT = re.compile(r"^[✓!✗] ", re.MULTILINE)
_FENCE = re.compile(r"^( *)```(\w*)(?: (\S+))?\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)


class Block(NamedTuple):
    """A fenced block of a document: its language, its lines, and the name of the file that it shows, where it shows one."""

    language: str
    lines: list[str]
    file: str = ""


class Call(NamedTuple):
    """A command that a document shows, and the lines shown below it, if any are."""

    command: str
    shown: list[str]


def read_document(name: str = "README.md") -> str:
    """Return the text of a document, the README if no other is named."""
    return (ROOT / name).read_text(encoding="utf-8")


def blocks_of(text: str) -> list[Block]:
    """Return the fenced blocks of a document in order."""
    return [Block(language, dedent(body).splitlines(), file) for _, language, file, body in _FENCE.findall(text)]


def other_commands_of(block: Block) -> list[str]:
    """Return the commands in a block that are not legpress, each with what stands below it to the end of a here-document."""
    if block.language == "sh":
        text = re.sub(r"^ .*\n?", "", "\n".join(block.lines), flags=re.MULTILINE)
        commands = re.findall(r".*<<'(?:\w+)'\n(?:.*\n)*?END$|.+", text, re.MULTILINE)
    else:
        commands = [line[2:] for line in block.lines if line.startswith("$ ")]
    return [command.partition("  #")[0].rstrip() for command in commands if not command.startswith("legpress ")]


def calls_of(block: Block) -> list[Call]:
    """Return the calls of legpress in a block."""
    if block.language == "sh":
        return [Call(line, []) for line in block.lines if line.startswith("legpress ")]
    starts = [number for number, line in enumerate(block.lines) if line.startswith("$ legpress ")]
    ends = [*starts[1:], len(block.lines)]
    return [Call(block.lines[start][2:], block.lines[start + 1 : end]) for start, end in zip(starts, ends, strict=False)]


def parts_of(shown: list[str]) -> list[list[str]]:
    """Return what is shown between the marks for lines that are left out; a mark at an end leaves an empty part there."""
    parts: list[list[str]] = [[]]
    for line in shown:
        if line == OMITTED:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def places_of(shown: list[str], came: list[str]) -> Iterator[tuple[list[str], int]]:
    """Yield each shown part with the line of the output where it begins, below the one before; -1 where it does not come."""
    after, parts = 0, parts_of(shown)
    for number, part in enumerate(parts):
        first, last = number == 0, number == len(parts) - 1
        tries = range(after, len(came) - len(part) + 1)
        fits = (at for at in tries if came[at : at + len(part)] == part)
        at = next((at for at in fits if (not first or at == 0) and (not last or not part or at + len(part) == len(came))), -1)
        yield part, at
        after = max(after, at + len(part))


def refresh(shown: list[str], came: list[str]) -> list[str]:
    """Return what to show now: each part from its first line to its last as they come now, or as many lines as it had."""
    after, parts = 0, parts_of(shown)
    fresh: list[str] = []
    for number, part in enumerate(parts):
        if number:
            fresh.append(OMITTED)
        if not part:
            continue
        assert number == 0 or part[0] in came[after:], f"Write by hand which line to begin with instead of: {part[0]}"
        start = 0 if number == 0 else came.index(part[0], after)
        ends = [at + 1 for at in range(start, len(came)) if came[at] == part[-1]]
        end = len(came) if number == len(parts) - 1 else min(ends, default=start + len(part))
        fresh += came[start:end]
        after = end
    return fresh


def look_like_a_checkout(folder: Path, root: Path) -> Path:
    """Give a folder what documents find beside them, and return the folder of the ``legpress`` under test."""
    for name in ("knowledge", "tests"):
        (folder / name).symlink_to(root / name)
    program = folder / "bin" / "legpress"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m legpress_cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program.parent


class Reader:
    """Follows a document in a folder that is a checkout or looks like one, with the ``legpress`` in another folder."""

    def __init__(self, legpress: Legpress, knowledge: Knowledge, programs: Path) -> None:
        self._legpress = legpress
        self._knowledge = knowledge
        self._programs = programs

    def follow(self, block: Block) -> Iterator[tuple[Call, list[str]]]:
        """Yield each call of a block with the lines that came out; write the file that it shows."""
        if block.file or block.language == "yaml":
            name = block.file or block.lines[0].removeprefix("# ")
            (self._legpress.folder / name).write_text("\n".join(block.lines), encoding="utf-8")
        if block.language in ("sh", "console"):
            for call in calls_of(block):
                asks = any(line.startswith(_REVIEW) for line in call.shown)
                yield call, self._answer(call) if asks else self._run(call.command)

    def _environment(self) -> dict[str, str]:
        environment = self._legpress.environment()
        return environment | {"PATH": f"{self._programs}:{environment['PATH']}"}

    def _run(self, command: str) -> list[str]:
        done = self._legpress.run(["bash", "-c", command], env=self._environment())
        assert done.code == 0, f"{command}\n{done.err}"
        return done.out.splitlines()

    def _answer(self, call: Call) -> list[str]:
        """Give the answers that the shown review lists, in a terminal, and return what stood there, the review included."""
        terminal = Terminal([], self._environment(), self._legpress.folder, command=call.command)
        said = _reviewed(call.shown)
        for number in range(1, len(said) + 1):
            terminal.see(f"Question {number} of about")
            asked = terminal.flat.rpartition(f"Question {number} of about")[2]
            [question] = [question for question in self._knowledge.questions if question.ask in asked]
            [value] = [value for value in question.values if question.label(value) == said[question.short]]
            terminal.press(*keys_of(question, value))
        before = terminal.see(_REVIEW).rstrip()
        terminal.press(*SHOW_RESULT)
        assert terminal.leave() == 0
        result = terminal.text.rstrip()
        verdict = _RESULT.search(result)
        return [*before.splitlines(), "", *(result[verdict.start() :] if verdict else result).splitlines()]


def _reviewed(shown: list[str]) -> dict[str, str]:
    """Return the answers that the shown review lists, by what their questions are called there."""
    review = shown[next(number for number, line in enumerate(shown) if line.startswith(_REVIEW)) :]
    found = [re.match(r" {3} *\d+\. (\S.*?): (.*)", line) for line in review[: review.index(OMITTED)]]
    return {line[1]: line[2] for line in found if line}
