"""Shows a menu: questionary's, with keys of our own, until it is answered.

What cannot be seen cannot be answered: a menu that no longer fits its window says so, and takes no answer until it does.
"""

from __future__ import annotations

import os
import string
from collections.abc import Callable
from typing import Any, cast

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import ConditionalKeyBindings, KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.key_bindings import KeyBindingsBase
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    ConditionalContainer,
    Dimension,
    FormattedTextControl,
    HSplit,
    Layout,
    ScrollOffsets,
    Window,
)
from questionary.prompts.common import InquirerControl

from legpress_cli.interview.menus.menu import Menu, fits, lines_above, wrap_entry
from legpress_cli.interview.menus.screen import Line, Screen, Styled
from legpress_cli.interview.phrases import WINDOW_TOO_SMALL, WRONG_KEY
from legpress_cli.knowledge.model import Value
from legpress_cli.system.keyboard import discard_typed


def run(menu: Menu, screen: Screen, keyboard: Input | None) -> tuple[Value, ...] | None:
    """Show a menu until it is answered, and return the answer; ``None`` where the person goes back.

    Raises ``KeyboardInterrupt`` when the person leaves. Keys come from ``keyboard``, the terminal's own where it is ``None``.
    """
    return _Form(menu, screen, keyboard).run()


class _Form:
    """A menu while it is up: what it says beside the question, and which number is being typed."""

    def __init__(self, menu: Menu, screen: Screen, keyboard: Input | None) -> None:
        self._menu = menu
        self._screen = screen
        self._is_why_shown = False
        self._complaint = ""
        self._typed = self._typed_before = ""
        self._choices = [
            questionary.Choice("", place, checked=menu.many and entry.value in menu.marked)
            for place, entry in enumerate(menu.entries)
        ]
        self._app = self._make_application(keyboard)
        self._control = _control_of(self._app)
        self._app.layout = self._lay_out()
        self._app.key_bindings = self._bind_keys()
        self._app.before_render += self._fit_titles
        self._app.key_processor.before_key_press += self._begin_key

    def run(self) -> tuple[Value, ...] | None:
        """Show the menu. On a terminal, what was typed before it stands there counts for nothing."""
        descriptor = self._app.input.fileno()
        if os.isatty(descriptor):
            clear_typeahead(self._app.input)
            self._app.after_render += _once(lambda: discard_typed(descriptor))
        answer: tuple[Value, ...] | None = self._app.run()
        return answer

    def _make_application(self, keyboard: Input | None) -> Application[Any]:
        """Return questionary's, with the pointer on the first line, or on the first that was marked before."""
        common = {"input": keyboard, "erase_when_done": True, **self._screen.looks}
        marked = [place for place, entry in enumerate(self._menu.entries) if entry.value in self._menu.marked]
        first = cast("Any", marked[0] if marked else None)
        if self._menu.many:
            return questionary.checkbox("", self._choices, initial_choice=first, **common).application
        return questionary.select("", self._choices, first, **common).application

    def _lay_out(self) -> Layout:
        """Return lines above the entries that are made anew at every drawing, because questionary's own keep their first width.

        The entries have the rest of the screen, and scroll so far that the one pointed at shows to its last line.
        """
        too_small = Window(FormattedTextControl(lambda: _joined(self._screen.styled(Line(WINDOW_TOO_SMALL, "class:error")))))
        above = Window(
            FormattedTextControl(lambda: _joined(self._above()), focusable=True),
            height=lambda: Dimension.exact(len(self._above())),
        )
        entries = Window(self._control, scroll_offsets=ScrollOffsets(bottom=self._rest_of_entry))
        fit = Condition(self._fits)
        return Layout(
            HSplit([ConditionalContainer(HSplit([above, entries]), fit), ConditionalContainer(too_small, ~fit)]), above
        )

    def _bind_keys(self) -> KeyBindingsBase:
        """Return the keys: those that leave or suspend work always, the others while the menu fits."""
        always = KeyBindings()
        always.add(Keys.Any, eager=True)(self._complain)
        always.add("c-z", eager=True)(lambda event: event.app.suspend_to_background())
        for key in ("c-c", "c-d", "<sigint>"):
            always.add(key, eager=True)(_leave)
        own = merge_key_bindings([self._app.key_bindings or KeyBindings(), self._bind_answering_keys()])
        return merge_key_bindings([ConditionalKeyBindings(own, Condition(self._fits)), always])

    def _bind_answering_keys(self) -> KeyBindings:
        keys = KeyBindings()
        # A line feed is how an Enter arrives that was pressed between two menus.
        for key in ("c-m", "c-j", *(() if self._menu.many else (" ",))):
            keys.add(key, eager=True)(self._answer)
        for key in ("a", "i"):  # questionary would mark every danger sign at one slip of a finger
            keys.add(key, eager=True)(self._complain)
        for key in {*string.digits, *(character for entry in self._menu.entries for character in entry.key)}:
            keys.add(key, eager=True)(self._go_to)
        if self._menu.why:
            keys.add("?", eager=True)(self._show_why)
        for key in ("s-tab", "c-b") if self._menu.can_go_back else ():
            keys.add(key, eager=True)(lambda event: event.app.exit(result=None))
        return keys

    def _fits(self) -> bool:
        return fits(self._menu, self._screen)

    def _begin_key(self, _: object) -> None:
        """Drop what was said of the key before; only digits in a row make a number together."""
        self._complaint = ""
        self._typed_before, self._typed = self._typed, ""

    def _complain(self, _: KeyPressEvent) -> None:
        """Say which keys do something, where there is room for more than that the window is too small."""
        self._complaint = WRONG_KEY if self._fits() else ""

    def _answer(self, event: KeyPressEvent) -> None:
        places = self._control.get_selected_values() if self._menu.many else [self._control.get_pointed_at()]
        values = [self._menu.entries[cast("int", choice.value)].value for choice in places]
        answer = tuple(value for value in values if value is not None)
        self._complaint = self._menu.refusal(answer)
        if not self._complaint:
            event.app.exit(result=answer)

    def _go_to(self, event: KeyPressEvent) -> None:
        """Move the pointer to the number that was typed; a digit right after another one makes a number of two digits."""
        places = {entry.key: place for place, entry in enumerate(self._menu.entries) if entry.key}
        found = [number for number in (f"{self._typed_before}{event.data}", event.data) if number in places]
        if not found:
            self._complain(event)
            return
        self._typed = found[0]
        self._control.pointed_at = places[found[0]]

    def _show_why(self, _: KeyPressEvent) -> None:
        self._is_why_shown = True

    def _above(self) -> Styled:
        return lines_above(self._menu, self._screen, self._complaint, is_why_shown=self._is_why_shown)

    def _fit_titles(self, _: Application[Any]) -> None:
        """Wrap the entries between words, so that they fit whatever width the terminal has by now."""
        for choice, entry in zip(self._choices, self._menu.entries, strict=True):
            choice.title = ("\n" + " " * self._menu.indent).join(wrap_entry(entry, self._menu, self._screen))

    def _rest_of_entry(self) -> int:
        return str(self._control.get_pointed_at().title).count("\n")


def _joined(lines: Styled) -> FormattedText:
    return FormattedText(
        [(style, text if number == len(lines) else f"{text}\n") for number, (style, text) in enumerate(lines, 1)]
    )


def _control_of(app: Application[Any]) -> InquirerControl:
    return next(window.content for window in app.layout.find_all_windows() if isinstance(window.content, InquirerControl))


def _leave(event: KeyPressEvent) -> None:
    event.app.exit(exception=KeyboardInterrupt, style="class:aborting")


def _once(act: Callable[[], None]) -> Callable[[object], None]:
    """Return a handler of an event that acts at the first one alone."""
    left = [act]

    def handle(_: object) -> None:
        if left:
            left.pop()()

    return handle
