"""Asks line by line: numbered answers, typed replies, nothing redrawn. For screen readers and simple terminals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from legpress_cli.diagnosis.answer_parser import read_values
from legpress_cli.errors import InvalidInput
from legpress_cli.interview.interviewer import Change, Confirmed, Given, Prompt, Reply, ReviewLine, Verdict, WentBack
from legpress_cli.interview.phrases import HOW_TO_CONFIRM, NOT_SURE_KEY, WHAT_TO_CONFIRM, what_may_be_typed
from legpress_cli.knowledge.model import NOT_SURE, Kind, Question, Value
from legpress_cli.system.sanitize import ascii_only
from legpress_cli.system.wrapping import wrap

_BACK = ("b", "back", "\x02", "\x1b[z")
_YES, _NO = ("y", "yes"), ("n", "no")
_HOW = {
    Kind.ONE: "Type a number",
    Kind.MANY: "Type one number, or several with spaces between",
    Kind.SCALE: "Type the number, or n",
}


class LineAsker:
    """Asks on ``screen`` and reads typed lines from ``keyboard``; ``width`` is asked for anew at each line."""

    def __init__(self, keyboard: TextIO, screen: TextIO, width: Callable[[], int]) -> None:
        self._keyboard = keyboard
        self._screen = screen
        self._width = width

    def ask(self, prompt: Prompt) -> Reply:
        """Return the answer, or the wish to go back."""
        question = prompt.question
        self._tell(f"\nQuestion {prompt.progress.position} of about {prompt.progress.about}")
        self._tell(question.ask)
        self._list_options(question)
        if prompt.current:
            self._tell(f"Your answer so far: {'; '.join(map(question.label, prompt.current))}. Enter alone keeps it.")
        back = ", b to go back" if prompt.can_go_back else ""
        while True:
            typed = self._read(f"{_HOW[question.kind]}, ? for why we ask{back}: ")
            if typed == "?":
                self._tell(f"Why we ask: {question.why}")
            elif typed.lower() in _BACK:
                if prompt.can_go_back:
                    return WentBack()
                self._tell("This is the first question.")
            elif not typed and prompt.current:
                return Given(prompt.current)
            elif not typed:
                self._tell("Nothing was typed.")
            else:
                try:
                    return Given(_understand(question, typed))
                except InvalidInput:
                    self._tell(f"That does not work. {what_may_be_typed(question)}")

    def confirm(self, statement: str) -> bool:
        """Return whether the person says yes to a statement."""
        self._tell(f"\n{statement}")
        while True:
            typed = self._read(HOW_TO_CONFIRM).lower()
            if typed in _YES:
                return True
            if typed in _NO or typed in _BACK:
                return False
            self._tell(WHAT_TO_CONFIRM)

    def review(self, lines: tuple[ReviewLine, ...]) -> Verdict:
        """Show all answers and return whether they stand or which one to change."""
        self._tell("\nThese are your answers.")
        for number, line in enumerate(lines, 1):
            self._tell(f"{number}. {line.text}", indent="   ")
        while True:
            typed = self._read("Press Enter for your result, or type the number of an answer to change: ")
            if not typed:
                return Confirmed()
            if typed.lower() in _BACK:
                return WentBack()
            for number, line in enumerate(lines, 1):
                if typed in (str(number), line.question):
                    return Change(line.question)
            self._tell(f"There is no answer {typed}. Type a number from 1 to {len(lines)}.")

    def _list_options(self, question: Question) -> None:
        scale = question.scale
        if scale:
            self._tell(f"{scale.low} is {scale.low_label}, {scale.high} is {scale.high_label}.")
        for number, option in enumerate(question.options, 1):
            # On a scale, numbers are answers themselves.
            self._tell(f"{NOT_SURE_KEY if scale else number}. {option.label}", indent="   ")

    def _tell(self, text: str, indent: str = "") -> None:
        for paragraph in text.split("\n"):
            safe = ascii_only(paragraph)
            self._screen.write("\n".join(wrap(safe, self._width(), rest=indent)) + "\n")
        self._screen.flush()

    def _read(self, call: str) -> str:
        self._screen.write("\n".join(wrap(call.rstrip(), self._width() - 1)) + " ")
        self._screen.flush()
        try:
            line = self._keyboard.readline()
        except UnicodeDecodeError:
            return "?!"  # no answer is called that, so the person is told what works
        if not line:
            raise KeyboardInterrupt
        return line.strip()


def _understand(question: Question, typed: str) -> tuple[Value, ...]:
    """Return the values for what was typed: option numbers or ids. Raises ``InvalidInput``."""
    words = typed.replace(",", " ").split()
    if question.scale:
        return read_values(question, [NOT_SURE if word == NOT_SURE_KEY else word for word in words])
    ids = {str(number): option.id for number, option in enumerate(question.options, 1)}
    return read_values(question, [ids.get(word, word) for word in words])
