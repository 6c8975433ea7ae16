"""Asks with arrow keys, by questionary, and always on the terminal, wherever standard output goes."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from enum import Enum
from typing import Any, TextIO

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.shortcuts import print_formatted_text
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from legpress_cli.answers import Value, read_values
from legpress_cli.errors import InvalidInput
from legpress_cli.interviewer import Change, Confirmed, Given, Prompt, Reply, ReviewLine, Verdict, WentBack
from legpress_cli.knowledge import Kind, Question
from legpress_cli.shown import shown

_STYLE = Style(
    [
        ("pointer", "bold fg:ansicyan"),
        ("highlighted", "bold"),
        ("selected", "bold fg:ansigreen noreverse"),
        ("instruction", "fg:ansibrightblack"),
        ("progress", "fg:ansicyan"),
        ("ask", "bold"),
        ("error", "bold fg:ansired"),
    ]
)
_POINTER_COLUMNS = 3
_BOX_COLUMNS = 2


class _Key(Enum):
    """What a key other than Enter asks for."""

    BACK = "back"
    WHY = "why"


def open_output(screen: TextIO) -> Output:
    """Return prompt_toolkit's way to draw on a terminal, without asking it where the cursor is."""
    output = create_output(stdout=screen)
    if hasattr(output, "enable_cpr"):
        output.enable_cpr = False
    return output


class ScreenAsker:
    """Asks on ``output`` with keys from ``keyboard`` (the terminal's own where it is ``None``)."""

    def __init__(self, output: Output, keyboard: Input | None = None, *, colour: bool = True) -> None:
        self._output = output
        self._keyboard = keyboard
        self._depth = None if colour else ColorDepth.DEPTH_1_BIT

    def ask(self, prompt: Prompt) -> Reply:
        """Return the answer, or the wish to go back."""
        question = prompt.question
        self._print("")
        self._print(f"Question {prompt.progress.position} of about {prompt.progress.about}", "class:progress")
        self._print(question.ask, "class:ask")
        current: tuple[Value, ...] = prompt.current
        while True:
            reply, current = self._put(question, current, can_go_back=prompt.can_go_back)
            if reply is _Key.WHY:
                self._print(f"Why we ask: {question.why}")
            elif reply is _Key.BACK:
                self._print("  < back", "class:instruction")
                return WentBack()
            else:
                try:
                    values = read_values(question, list(current))
                except InvalidInput as fault:
                    self._print(_say(question, current, fault), "class:error")
                else:
                    self._print(f"  > {'; '.join(map(question.label, values))}", "class:selected", hang="    ")
                    return Given(values)

    def review(self, lines: tuple[ReviewLine, ...]) -> Verdict:
        """Show all answers and return whether they stand or which one to change."""
        self._print("")
        self._print("These are your answers. Go on to your result, or pick one to change.", "class:ask")
        choices = [("", "Show my result"), *((line.question, line.text) for line in lines)]
        reply = self._select([], choices, None, ["Up and Down move, Enter picks.", "Shift-Tab or Ctrl-B goes back."], back=True)
        if reply is _Key.BACK:
            return WentBack()
        return Change(str(reply)) if reply else Confirmed()

    def _put(
        self, question: Question, current: tuple[Value, ...], *, can_go_back: bool
    ) -> tuple[_Key | None, tuple[Value, ...]]:
        """Show the options once; return the key that left them, if it was not Enter, and what was marked by then."""
        scale = question.scale
        numbers = [(value, str(value)) for value in question.values if isinstance(value, int)]
        if scale:
            ends = {scale.low: scale.low_label, scale.high: scale.high_label}
            numbers = [(value, f"{text}  {ends[value]}" if value in ends else text) for value, text in numbers]
        choices = [*numbers, *((option.id, option.label) for option in question.options)]
        hint = [
            "Up and Down move, Space marks, Enter goes on." if question.kind is Kind.MANY else "Up and Down move, Enter picks.",
            "? says why we ask.",
            *(["Shift-Tab or Ctrl-B goes back."] if can_go_back else []),
        ]
        if question.kind is Kind.MANY:
            return self._checkbox(choices, current, hint, back=can_go_back)
        marked: list[Value] = []
        reply = self._select(marked, choices, current[0] if current else None, hint, back=can_go_back, why=True)
        return (reply, tuple(marked)) if isinstance(reply, _Key) else (None, (reply,))

    def _select(
        self,
        marked: list[Value],
        choices: list[tuple[Any, str]],
        default: Value | None,
        hint: list[str],
        *,
        back: bool,
        why: bool = False,
    ) -> Any:
        built = [questionary.Choice(title=shown(text), value=value) for value, text in choices]
        asked = questionary.select(
            "",
            choices=built,
            default=default,
            qmark="",
            instruction=self._hint(hint),
            style=_STYLE,
            **self._terminal(),
        )
        app, control = asked.application, _control_of(asked.application)
        _wrap_titles(app, built, _POINTER_COLUMNS)

        def remember() -> None:
            marked[:] = [control.get_pointed_at().value]

        _add_keys(app, remember, back=back, why=why, jump=lambda digit: _jump(control, digit))
        return asked.unsafe_ask()

    def _checkbox(
        self, choices: list[tuple[Any, str]], current: tuple[Value, ...], hint: list[str], *, back: bool
    ) -> tuple[_Key | None, tuple[Value, ...]]:
        built = [questionary.Choice(title=shown(text), value=value, checked=value in current) for value, text in choices]
        asked = questionary.checkbox(
            "", choices=built, qmark="", instruction=self._hint(hint), style=_STYLE, **self._terminal()
        )
        app, control = asked.application, _control_of(asked.application)
        _wrap_titles(app, built, _POINTER_COLUMNS + _BOX_COLUMNS)
        marked: list[Value] = []

        def remember() -> None:
            marked[:] = [choice.value for choice in control.get_selected_values()]

        _add_keys(app, remember, back=back, why=True)
        reply = asked.unsafe_ask()
        return (reply, tuple(marked)) if isinstance(reply, _Key) else (None, tuple(reply))

    def _terminal(self) -> dict[str, Any]:
        return {
            "input": self._keyboard,
            "output": self._output,
            "erase_when_done": True,
            "color_depth": self._depth,
        }

    def _hint(self, sentences: list[str]) -> str:
        return "\n  ".join(textwrap.wrap(" ".join(sentences), max(self._columns() - _BOX_COLUMNS, 1)))

    def _columns(self) -> int:
        return self._output.get_size().columns

    def _print(self, text: str, style: str = "", hang: str = "") -> None:
        lines = textwrap.wrap(shown(text), max(self._columns() - 1, len(hang) + 1), subsequent_indent=hang)
        print_formatted_text(
            FormattedText([(style, "\n".join(lines))]), output=self._output, style=_STYLE, color_depth=self._depth
        )


def _control_of(app: Application[Any]) -> InquirerControl:
    return next(window.content for window in app.layout.find_all_windows() if isinstance(window.content, InquirerControl))


def _wrap_titles(app: Application[Any], choices: list[questionary.Choice], before: int) -> None:
    """Wrap the choices between words before every drawing, so that they fit whatever width the terminal has by then."""
    texts = [str(choice.title) for choice in choices]

    def wrap(_: Application[Any]) -> None:
        room = max(app.output.get_size().columns - before - 1, 1)
        for choice, text in zip(choices, texts, strict=True):
            choice.title = ("\n" + " " * before).join(textwrap.wrap(text, room))

    app.before_render += wrap


def _add_keys(
    app: Application[Any],
    remember: Callable[[], None],
    *,
    back: bool,
    why: bool,
    jump: Callable[[str], None] | None = None,
) -> None:
    """Add the keys that every question has: why, back, and leaving. What is marked is remembered first."""
    keys = KeyBindings()

    def leave_with(result: _Key) -> Callable[[KeyPressEvent], None]:
        def leave(event: KeyPressEvent) -> None:
            remember()
            event.app.exit(result=result)

        return leave

    if why:
        keys.add("?", eager=True)(leave_with(_Key.WHY))
    if back:
        keys.add("s-tab", eager=True)(leave_with(_Key.BACK))
        keys.add("c-b", eager=True)(leave_with(_Key.BACK))
    if jump:
        for digit in "0123456789":
            keys.add(digit, eager=True)(lambda event: jump(event.data))

    @keys.add("a", eager=True)
    @keys.add("i", eager=True)
    def _do_not_mark_all(_event: KeyPressEvent) -> None:
        """Questionary would mark every danger sign at one slip of a finger."""

    @keys.add("c-d", eager=True)
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    app.key_bindings = merge_key_bindings([app.key_bindings, keys] if app.key_bindings else [keys])


def _jump(control: InquirerControl, digit: str) -> None:
    """Move the pointer to the number that was typed; a digit after another one makes a number of two digits."""
    values = [choice.value for choice in control.choices]
    here = values[control.pointed_at]
    for wanted in (f"{here}{digit}", digit):
        if wanted.isdigit() and int(wanted) in values:
            control.pointed_at = values.index(int(wanted))
            return


def _say(question: Question, current: tuple[Value, ...], fault: InvalidInput) -> str:
    if current:
        return f"That does not work: {fault}"
    first = question.options[0].label
    return f"Nothing is marked yet. Press Space to mark each line that fits, or '{first}', then Enter."
