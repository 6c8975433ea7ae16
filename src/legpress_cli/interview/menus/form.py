"""Something on the terminal until it is answered: what stands above the answer, what a window too small says, and the keys.

What cannot be seen cannot be answered: a form that no longer fits its window says so, and takes no answer until it does.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import ConditionalKeyBindings, KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.key_bindings import KeyBindingsBase
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, Dimension, FormattedTextControl, HSplit, Layout, Window

from legpress_cli.interview.menus.menu import Menu, fits, lines_above
from legpress_cli.interview.menus.screen import Line, Screen, Styled
from legpress_cli.interview.phrases import WINDOW_TOO_SMALL
from legpress_cli.knowledge.model import Value
from legpress_cli.system.keyboard import discard_typed


class Form(ABC):
    """A menu, or a line to type in, while it is up: its application, and what it says beside the question.

    Whoever makes one lays it out and binds its keys.
    """

    def __init__(self, menu: Menu, screen: Screen, app: Application[Any]) -> None:
        self._menu = menu
        self._screen = screen
        self._app = app
        self._is_why_shown = False
        self._complaint = ""
        self._app.key_processor.before_key_press += self._begin_key

    def run(self) -> tuple[Value, ...] | None:
        """Show it until it is answered. On a terminal, what was typed before it stands there counts for nothing."""
        descriptor = self._app.input.fileno()
        if os.isatty(descriptor):
            clear_typeahead(self._app.input)
            self._app.after_render += _once(lambda: discard_typed(descriptor))
        answer: tuple[Value, ...] | None = self._app.run()
        return answer

    def _lay_out(self, answer: Window, *, typed: bool) -> Layout:
        """Return lines above the answer, made anew at every drawing, because questionary's own keep their first width."""
        too_small = Window(FormattedTextControl(lambda: _joined(self._screen.styled(Line(WINDOW_TOO_SMALL, "class:error")))))
        above = Window(
            FormattedTextControl(lambda: _joined(self._above()), focusable=True),
            height=lambda: Dimension.exact(len(self._above())),
        )
        fit = Condition(self._fits)
        return Layout(
            HSplit([ConditionalContainer(HSplit([above, answer]), fit), ConditionalContainer(too_small, ~fit)]),
            answer if typed else above,
        )

    def _bind_keys(self, answering: KeyBindingsBase) -> KeyBindingsBase:
        """Return all keys: those that leave or suspend work always, the others while the form fits."""
        fit, always, others = Condition(self._fits), KeyBindings(), KeyBindings()
        always.add(Keys.Any, eager=True, filter=~fit)(lambda _: None)
        always.add("c-z", eager=True)(lambda event: event.app.suspend_to_background())
        for key in ("c-c", "c-d", "<sigint>"):
            always.add(key, eager=True)(_leave)
        if self._menu.why:
            others.add("?", eager=True)(self._show_why)
        for key in ("s-tab", "c-b") if self._menu.can_go_back else ():
            others.add(key, eager=True)(lambda event: event.app.exit(result=None))
        # A line feed is how an Enter arrives that was pressed between two menus.
        for key in ("c-m", "c-j"):
            others.add(key, eager=True)(self._answer)
        return merge_key_bindings([ConditionalKeyBindings(merge_key_bindings([answering, others]), fit), always])

    def _answer(self, event: KeyPressEvent) -> None:
        """Leave with the answer, or say what is wrong with it."""
        answer = self._given()
        self._complaint = self._menu.refusal(answer)
        if not self._complaint:
            event.app.exit(result=answer)

    @abstractmethod
    def _given(self) -> tuple[Value, ...]:
        """Return the answer as it stands on the screen."""

    def _fits(self) -> bool:
        return fits(self._menu, self._screen)

    def _begin_key(self, _: object) -> None:
        """Drop what was said of the key before."""
        self._complaint = ""

    def _show_why(self, _: KeyPressEvent) -> None:
        self._is_why_shown = True

    def _above(self) -> Styled:
        return lines_above(self._menu, self._screen, self._complaint, is_why_shown=self._is_why_shown)


def _joined(lines: Styled) -> FormattedText:
    return FormattedText(
        [(style, text if number == len(lines) else f"{text}\n") for number, (style, text) in enumerate(lines, 1)]
    )


def _leave(event: KeyPressEvent) -> None:
    event.app.exit(exception=KeyboardInterrupt, style="class:aborting")


def _once(act: Callable[[], None]) -> Callable[[object], None]:
    """Return a handler of an event that acts at the first one alone."""
    left = [act]

    def handle(_: object) -> None:
        if left:
            left.pop()()

    return handle
