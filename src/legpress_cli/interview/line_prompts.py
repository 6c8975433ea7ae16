"""Asks line by line: numbered answers, typed replies, nothing redrawn. For screen readers and simple terminals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from legpress_cli.errors import InvalidInput
from legpress_cli.interview.interviewer import (
    Change,
    Confirmed,
    Given,
    Prompt,
    Reply,
    ReviewLine,
    ReviewReply,
    TextPrompt,
    Typed,
    WentBack,
)
from legpress_cli.interview.phrases import (
    FIRST_QUESTION,
    HOW_TO_CONFIRM,
    NO,
    NOT_KNOWN,
    NOT_SURE_KEY,
    NOTHING_TYPED,
    THESE_ARE_YOURS,
    WHAT_TO_CONFIRM,
    YES,
    WayOn,
    answer_so_far,
    help_with_text,
    help_with_typing,
    how_to_review,
    how_to_type,
    how_to_type_text,
    understood,
    what_enter_means,
    what_to_confirm,
    what_to_review,
)
from legpress_cli.interview.typed_answers import Choosable, find_typed, read_typed
from legpress_cli.knowledge.model import Question, Value
from legpress_cli.system.sanitize import ascii_only
from legpress_cli.system.wrapping import wrap

_BACK = ("b", "back", "\x02", "\x1b[z")
_HELP = ("?", "help")
_LEAVE = ("q", "quit")
_YES, _NO = ("y", "yes"), ("n", "no")
_UNREADABLE = "?!"
"""What a line counts as that holds no text: nothing is called that, so the person is told what works."""


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
            self._tell(answer_so_far(question, prompt.current))
        while True:
            typed = self._read(how_to_type(question, can_go_back=prompt.can_go_back))
            if typed.lower() in _HELP:
                self._tell(help_with_typing(question, can_go_back=prompt.can_go_back))
            elif typed.lower() in _BACK:
                if prompt.can_go_back:
                    return WentBack()
                self._tell(FIRST_QUESTION)
            elif values := self._understand(prompt, typed):
                self._tell(understood(question, values))
                return Given(values)

    def type_text(self, prompt: TextPrompt) -> Typed | WentBack:
        """Return a text in which there is no fault, or the wish to go back."""
        question = prompt.question
        self._tell(f"\nQuestion {prompt.progress.position} of about {prompt.progress.about}")
        self._tell(f"{question.ask}\n{what_enter_means(prompt.usual)}")
        while True:
            typed = self._read(how_to_type_text(can_go_back=prompt.can_go_back))
            if typed.lower() in _HELP:
                self._tell(help_with_text(question.why, can_go_back=prompt.can_go_back))
            elif typed.lower() in _BACK:
                if prompt.can_go_back:
                    return WentBack()
                self._tell(FIRST_QUESTION)
            elif fault := prompt.fault(typed) if typed else "":
                self._tell(fault)
            else:
                self._tell(f"You answered: {typed or prompt.usual or NOT_KNOWN}.")
                return Typed(typed)

    def confirm(self, statement: str, yes: str = YES, no: str = NO) -> bool:
        """Return whether the person says yes to a statement."""
        self._tell(f"\n{statement}")
        what = WHAT_TO_CONFIRM if (yes, no) == (YES, NO) else what_to_confirm(yes, no)
        while True:
            typed = self._read(HOW_TO_CONFIRM).lower()
            if typed in _YES:
                return True
            if typed in _NO or typed in _BACK:
                return False
            self._tell(what)

    def review(self, lines: tuple[ReviewLine, ...], ways: tuple[WayOn, ...]) -> ReviewReply:
        """Show all answers and return how to go on to the result, or which answer to change."""
        self._tell(f"\n{THESE_ARE_YOURS}")
        texts = [*(way.value for way in ways), *(line.text for line in lines)]
        for number, text in enumerate(texts, 1):
            self._tell(f"{number}. {text}", indent="   ")
        offered = [
            *(Choosable(place, way.value, others=(str(place + 1), way.value)) for place, way in enumerate(ways)),
            *(
                Choosable(line.question, line.text, (line.question, line.text), (str(number),))
                for number, line in enumerate(lines, len(ways) + 1)
            ),
        ]
        while True:
            typed = self._read(how_to_review(ways))
            if typed.lower() in _BACK:
                return WentBack()
            if not typed or typed.lower() in _HELP:
                self._tell(what_to_review(ways))
                continue
            try:
                chosen = find_typed(typed, offered)
            except InvalidInput as fault:
                self._tell(f"{fault} {what_to_review(ways)}")
            else:
                return Confirmed(ways[chosen]) if isinstance(chosen, int) else Change(chosen)

    def _understand(self, prompt: Prompt, typed: str) -> tuple[Value, ...]:
        """Return the answer that a line gives; empty where it gives none, and the person is told why."""
        if not typed:
            if not prompt.current:
                self._tell(NOTHING_TYPED)
            return prompt.current
        try:
            return read_typed(prompt.question, typed)
        except InvalidInput as fault:
            self._tell(str(fault))
            return ()

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
        """Return the line that the person types. Raises ``KeyboardInterrupt`` when they leave."""
        self._screen.write("\n".join(wrap(call.rstrip(), self._width() - 1)) + " ")
        self._screen.flush()
        try:
            line = self._keyboard.readline()
        except UnicodeDecodeError:
            return _UNREADABLE
        if not line or line.strip().lower() in _LEAVE:
            raise KeyboardInterrupt
        return line.strip()
