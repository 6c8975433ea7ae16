"""What a newcomer does and reads, from the first question to the last line: keypresses, words and lines, for eight people.

Run it with the Python of a development environment (it drives a real terminal as the tests do):
.venv/bin/python benchmarks/reading.py

Each of the eight people whose pages are kept for review answers by menu: the digits of a line, Space where several may
fit, Enter. Words read are those of each question with all its answers, of the confirmation and the review, and of the
result at 80 columns; a word is what stands between spaces and holds a letter or digit. The result is also counted at 40
columns.

In seconds: benchmarks/reading.py 1.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from legpress_cli.diagnosis.answer_parser import read_answer
from legpress_cli.diagnosis.answers import Answers, Source
from legpress_cli.diagnosis.replay import find_place
from legpress_cli.diagnosis.triage import find_level
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import NOT_SURE, Interview, Knowledge, Question, Value
from support.pages import people
from support.terminal import SHOW_RESULT, Terminal, keys_of

YES = ("1", "enter")
COLUMNS = 80


class Step(NamedTuple):
    """A question that is put to a person, and what they answer."""

    question: Question
    values: tuple[Value, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that give this answer; a number of two digits is two of them."""
        return keys_of(self.question, *self.values)


class Counted(NamedTuple):
    """What one person pressed and read."""

    questions: int
    keys: int
    words_asked: int
    lines: int
    words: int
    narrow_lines: int


def main() -> None:
    """Print a row for each person."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else len(people())
    knowledge = load_knowledge()
    print("| person | questions | keypresses | words asked | result, lines | result, words | lines at 40 columns |")
    print("|---|---|---|---|---|---|---|")
    for name, raw in [*people().items()][:most]:
        print(f"| {name} | {' | '.join(map(str, count(knowledge, raw)))} |", flush=True)


def count(knowledge: Knowledge, raw: dict[str, Any]) -> Counted:
    """Return what a person with these answers presses and reads."""
    asked = list(_questions(knowledge, raw))
    keys = sum(len(key) if key.isdigit() else 1 for step in asked for key in step.keys)
    words_asked = sum(_words(" ".join([step.question.ask, *map(step.question.label, step.question.values)])) for step in asked)
    wide, more_keys, words_checked = _answer(asked, COLUMNS)
    narrow, _, _ = _answer(asked, COLUMNS // 2)
    return Counted(len(asked), keys + more_keys, words_asked + words_checked, len(wide), _words(" ".join(wide)), len(narrow))


def _questions(knowledge: Knowledge, raw: dict[str, Any]) -> Iterator[Step]:
    """Yield the questions that the wizard puts to this person, each with what they answer; not sure where nothing is known."""
    answers = Answers()
    while (question := find_place(knowledge, answers).next) is not None:
        given = read_answer(knowledge, question, raw.get(question.id, NOT_SURE), Source.PROMPT)
        answers = answers.adding(given)
        yield Step(question, given[0].values)
        if find_level(knowledge, answers).level.interview is Interview.STOP:
            return


def _answer(asked: list[Step], columns: int) -> tuple[list[str], int, int]:
    """Return the lines of the result that come after these answers were given in a terminal, and what was checked before."""
    with tempfile.TemporaryDirectory() as folder:
        terminal = Terminal(["diagnose"], _environment(folder), Path(folder), columns=columns)
        for step in asked:
            terminal.see_now(" ".join(step.question.ask.split()[:4]))
            terminal.press(*step.keys)
        stops = len(asked) == 1
        checked = terminal.see("Is that right?") if stops else terminal.see("Show my result")
        terminal.press(*(YES if stops else SHOW_RESULT))
        terminal.leave()
        return _result(terminal.text), len(YES), _words(checked.rpartition("\n\n")[2])


def _result(text: str) -> list[str]:
    lines = text.rstrip().splitlines()
    return lines[next(number for number, line in enumerate(lines) if line[:2] in ("✓ ", "! ", "✗ ")) :]


def _words(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _environment(folder: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {"LANG": "C.UTF-8", **kept, "TERM": "xterm", "HOME": folder, "PYTHONUTF8": "1"}


if __name__ == "__main__":
    main()
