"""Asks with arrow keys, by questionary, and always on the terminal, wherever standard output goes."""

from __future__ import annotations

import string
from collections.abc import Callable
from enum import Enum
from typing import Any, TextIO, TypeAlias, cast

import msgspec
import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.layout import Dimension, FormattedTextControl, HSplit, Layout, ScrollOffsets, Window
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.shortcuts import print_formatted_text
from prompt_toolkit.styles import Style
from questionary.prompts.common import InquirerControl

from legpress_cli.diagnosis.answer_parser import read_values
from legpress_cli.errors import InvalidInput
from legpress_cli.interview.interviewer import Change, Confirmed, Given, Prompt, Reply, ReviewLine, Verdict, WentBack
from legpress_cli.interview.phrases import line_of_menu, what_is_wrong
from legpress_cli.knowledge.model import Kind, Value
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.wrapping import wrap

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
_LEAST_ROWS = 4
"""So many rows the choices have at least, a third of the screen, and what the longest needs, whatever stands above them."""
_BACK_HINT = "Shift-Tab or Ctrl-B back"


class _Key(Enum):
    """How a person left a menu."""

    ENTER = "enter"
    BACK = "back"
    WHY = "why"


class _Result(msgspec.Struct, frozen=True):
    """The key that left a menu, and what was marked or pointed at by then."""

    key: _Key
    marked: tuple[Value, ...]


_ENTER_KEYS = {"c-m": _Key.ENTER, "c-j": _Key.ENTER}
"""A line feed is how an Enter arrives that was pressed between two menus."""
_BACK_KEYS = {"s-tab": _Key.BACK, "c-b": _Key.BACK}
_WHY_KEYS = {"?": _Key.WHY}


class _Line(msgspec.Struct, frozen=True):
    """A text in one style; further lines of it begin with ``hang``."""

    text: str
    style: str = ""
    hang: str = ""


class _Menu(msgspec.Struct, frozen=True):
    """Choices with their words, those marked already, what stands above them, and the keys that leave, with their hint."""

    choices: list[tuple[Value, str]]
    marked: tuple[Value, ...]
    head: list[_Line]
    hint: list[str]
    keys: dict[str, _Key]
    many: bool = False
    note: list[_Line] = []

    @property
    def indent(self) -> int:
        """The columns before each choice."""
        return _POINTER_COLUMNS + (_BOX_COLUMNS if self.many else 0)


OpenOutput: TypeAlias = Callable[[TextIO], Output | None]


def open_output(screen: TextIO) -> Output | None:
    """Return prompt_toolkit's way to draw on a terminal, without asking where its cursor is; ``None`` if it has none."""
    try:
        output = create_output(stdout=screen)
        create_input().close()
    except Exception:  # noqa: BLE001  # each kind of console has its own way to refuse
        return None
    if hasattr(output, "enable_cpr"):
        output.enable_cpr = False
    return output


class ScreenAsker:
    """Asks on ``output`` with keys from ``keyboard`` (the terminal's own where it is ``None``)."""

    def __init__(self, output: Output, keyboard: Input | None = None, *, colour: bool = True) -> None:
        self._output = output
        self._keyboard = keyboard
        depth = ColorDepth.DEPTH_4_BIT if colour else ColorDepth.DEPTH_1_BIT
        self._looks: dict[str, Any] = {"output": output, "style": _STYLE, "color_depth": depth}

    def ask(self, prompt: Prompt) -> Reply:
        """Return the answer, or the wish to go back."""
        question = prompt.question
        menu = _menu_for(prompt)
        self._print(_Line(""))
        while True:
            result = self._show(menu)
            if result.key is _Key.BACK:
                self._print(*menu.head, _Line("  < back", "class:instruction"))
                return WentBack()
            if result.key is _Key.WHY:
                note = _Line(f"Why we ask: {question.why}")
            else:
                try:
                    values = read_values(question, result.marked)
                except InvalidInput:
                    note = _Line(what_is_wrong(question, result.marked), "class:error")
                else:
                    answer = "; ".join(map(question.label, values))
                    self._print(*menu.head, _Line(f"  > {answer}", "class:selected", hang="    "))
                    return Given(values)
            menu = msgspec.structs.replace(menu, marked=result.marked, note=[note])

    def review(self, lines: tuple[ReviewLine, ...]) -> Verdict:
        """Show all answers and return whether they stand or which one to change."""
        self._print(_Line(""))
        head = [_Line("These are your answers. Go on to your result, or pick one to change.", "class:ask")]
        choices: list[tuple[Value, str]] = [("", "Show my result"), *((line.question, line.text) for line in lines)]
        result = self._show(_Menu(choices, (), head, ["Up/Down move", "Enter picks", _BACK_HINT], _BACK_KEYS))
        if result.key is _Key.BACK:
            return WentBack()
        return Change(str(result.marked[0])) if result.marked[0] else Confirmed()

    def _show(self, menu: _Menu) -> _Result:
        """Show a menu once and return how it was left."""
        choices = [
            questionary.Choice(escape_control_characters(text, keep="\n"), value, checked=menu.many and value in menu.marked)
            for value, text in menu.choices
        ]
        common = {"input": self._keyboard, "erase_when_done": True, **self._looks}
        if menu.many:
            form = questionary.checkbox("", choices, **common)
        else:
            form = questionary.select("", choices, next((one for one in choices if one.value in menu.marked), None), **common)
        control = _control_of(form.application)
        _wrap_titles(form.application, choices, menu.indent)
        _put_above(form.application, control, lambda: self._above(menu))
        _add_keys(form.application, control, menu.keys, many=menu.many)
        result: _Result = form.unsafe_ask()
        return result

    def _above(self, menu: _Menu) -> list[tuple[str, str]]:
        """Return the lines above the choices as the screen is now, the keys last, which also say if not all choices fit.

        On a low screen the note gives way, then the question; the keys stay.
        """
        rows = self._output.get_size().rows
        head, note = self._styled(menu.head), self._styled(menu.note)
        keys = self._styled([_Line(f"  {', '.join(menu.hint)}.", "class:instruction", hang="  ")])
        lines_of_choices = [len(wrap(text, self._columns() - menu.indent - 1)) for _, text in menu.choices]
        if sum(lines_of_choices) > rows - len(head) - len(note) - len(keys):
            more = _Line("  NOT ALL LINES FIT: keep pressing Down to read them all.", "class:instruction", hang="  ")
            keys += self._styled([more])
        room = max(rows - max(rows // 3, _LEAST_ROWS, 2 * max(lines_of_choices)) - len(keys), 0)
        note = note[: max(room - len(head), 0)]
        return [*head[max(len(head) - room, 0) :], *note, *keys]

    def _styled(self, lines: list[_Line]) -> list[tuple[str, str]]:
        return [(line.style, part) for line in lines for part in self._wrap(line)]

    def _columns(self) -> int:
        return self._output.get_size().columns

    def _print(self, *lines: _Line) -> None:
        for line in lines:
            text = FormattedText([(line.style, "\n".join(self._wrap(line)))])
            print_formatted_text(text, **self._looks)

    def _wrap(self, line: _Line) -> list[str]:
        words = escape_control_characters(line.text, keep="\n").lstrip()
        return wrap(words, self._columns() - 1, first=line.text[: len(line.text) - len(line.text.lstrip())], rest=line.hang)


def _menu_for(prompt: Prompt) -> _Menu:
    question, many = prompt.question, prompt.question.kind is Kind.MANY
    head = [
        _Line(f"Question {prompt.progress.position} of about {prompt.progress.about}", "class:progress"),
        _Line(question.ask, "class:ask"),
    ]
    moves = ["Space marks", "Enter goes on"] if many else ["Enter picks"]
    hint = ["Up/Down move", *moves, "? why", *([_BACK_HINT] if prompt.can_go_back else [])]
    keys = _WHY_KEYS | (_BACK_KEYS if prompt.can_go_back else {})
    choices: list[tuple[Value, str]] = [(value, line_of_menu(question, value)) for value in question.values]
    return _Menu(choices, prompt.current, head, hint, keys, many)


def _control_of(app: Application[Any]) -> InquirerControl:
    return next(window.content for window in app.layout.find_all_windows() if isinstance(window.content, InquirerControl))


def _put_above(app: Application[Any], control: InquirerControl, lines: Callable[[], list[tuple[str, str]]]) -> None:
    """Put lines above the choices that are made anew at every drawing, because questionary's own keep their first width.

    The choices have the rest of the screen, and scroll so far that the one pointed at shows to its last line.
    """

    def text() -> FormattedText:
        *most, last = lines()
        return FormattedText([*((style, f"{part}\n") for style, part in most), last])

    def rest_of_choice() -> int:
        return str(control.get_pointed_at().title).count("\n")

    above = Window(FormattedTextControl(text, focusable=True), height=lambda: Dimension.exact(len(lines())))
    app.layout = Layout(HSplit([above, Window(control, scroll_offsets=ScrollOffsets(bottom=rest_of_choice))]))


def _wrap_titles(app: Application[Any], choices: list[questionary.Choice], before: int) -> None:
    """Wrap the choices between words before every drawing, so that they fit whatever width the terminal has by then."""
    texts = [str(choice.title) for choice in choices]

    def fit(_: Application[Any]) -> None:
        room = app.output.get_size().columns - before - 1
        for choice, text in zip(choices, texts, strict=True):
            choice.title = ("\n" + " " * before).join(wrap(text, room))

    app.before_render += fit


def _add_keys(app: Application[Any], control: InquirerControl, keys: dict[str, _Key], *, many: bool) -> None:
    """Add the keys that leave a menu, digits that jump to a number, and nothing that marks every line at once."""
    bindings = KeyBindings()

    def leave_by(key: _Key) -> Callable[[KeyPressEvent], None]:
        def leave(event: KeyPressEvent) -> None:
            marked = control.get_selected_values() if many else [control.get_pointed_at()]
            event.app.exit(result=_Result(key, tuple(cast("Value", choice.value) for choice in marked)))

        return leave

    for name, key in (_ENTER_KEYS | keys).items():
        bindings.add(name, eager=True)(leave_by(key))
    for digit in string.digits:
        bindings.add(digit, eager=True)(lambda event: _jump(control, event.data))

    @bindings.add("a", eager=True)
    @bindings.add("i", eager=True)
    def _do_not_mark_all(_event: KeyPressEvent) -> None:
        """Questionary would mark every danger sign at one slip of a finger."""

    @bindings.add("c-d", eager=True)
    @bindings.add("<sigint>", eager=True)
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    app.key_bindings = merge_key_bindings([app.key_bindings or KeyBindings(), bindings])


def _jump(control: InquirerControl, digit: str) -> None:
    """Move the pointer to the number that was typed; a digit after another one makes a number of two digits."""
    values = [choice.value for choice in control.choices]
    here = values[control.pointed_at]
    for number in (f"{here}{digit}", digit):
        if number.isdigit() and int(number) in values:
            control.pointed_at = values.index(int(number))
            return
