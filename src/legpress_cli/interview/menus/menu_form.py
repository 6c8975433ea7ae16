"""Shows a menu: questionary's, with keys of our own, until it is answered."""

from __future__ import annotations

import string
from typing import Any, cast

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ScrollOffsets, Window
from questionary.prompts.common import InquirerControl

from legpress_cli.interview.menus.form import Form
from legpress_cli.interview.menus.menu import Menu, wrap_entry
from legpress_cli.interview.menus.screen import Screen
from legpress_cli.interview.phrases import WRONG_KEY
from legpress_cli.knowledge.model import Value


def choose(menu: Menu, screen: Screen, keyboard: Input | None) -> tuple[Value, ...] | None:
    """Show a menu until it is answered, and return the answer; ``None`` where the person goes back.

    Raises ``KeyboardInterrupt`` when the person leaves. Keys come from ``keyboard``, the terminal's own where it is ``None``.
    """
    return _MenuForm(menu, screen, keyboard).run()


class _MenuForm(Form):
    """A menu while it is up, and which number is being typed."""

    def __init__(self, menu: Menu, screen: Screen, keyboard: Input | None) -> None:
        self._typed = self._typed_before = ""
        self._choices = [
            questionary.Choice("", place, checked=menu.many and entry.value in menu.marked)
            for place, entry in enumerate(menu.entries)
        ]
        app = _make_application(menu, self._choices, screen, keyboard)
        super().__init__(menu, screen, app)
        self._control = _control_of(app)
        # The entries have the rest of the screen, and scroll so far that the one pointed at shows to its last line.
        entries = Window(self._control, scroll_offsets=ScrollOffsets(bottom=self._rest_of_entry))
        app.layout = self._lay_out(entries, typed=False)
        app.key_bindings = self._bind_keys(merge_key_bindings([app.key_bindings or KeyBindings(), self._pointing_keys()]))
        app.before_render += self._fit_titles

    def _pointing_keys(self) -> KeyBindings:
        keys = KeyBindings()
        keys.add(Keys.Any, eager=True)(self._complain)
        if not self._menu.many:
            keys.add(" ", eager=True)(self._answer)
        for key in ("a", "i"):  # questionary would mark every danger sign at one slip of a finger
            keys.add(key, eager=True)(self._complain)
        for key in {*string.digits, *(character for entry in self._menu.entries for character in entry.key)}:
            keys.add(key, eager=True)(self._go_to)
        return keys

    def _begin_key(self, event: object) -> None:
        """Drop what was said of the key before; only digits in a row make a number together."""
        super()._begin_key(event)
        self._typed_before, self._typed = self._typed, ""

    def _complain(self, _: KeyPressEvent) -> None:
        """Say which keys do something."""
        self._complaint = WRONG_KEY

    def _given(self) -> tuple[Value, ...]:
        places = self._control.get_selected_values() if self._menu.many else [self._control.get_pointed_at()]
        values = [self._menu.entries[cast("int", choice.value)].value for choice in places]
        return tuple(value for value in values if value is not None)

    def _go_to(self, event: KeyPressEvent) -> None:
        """Move the pointer to the number that was typed; a digit right after another one makes a number of two digits."""
        places = {entry.key: place for place, entry in enumerate(self._menu.entries) if entry.key}
        found = [number for number in (f"{self._typed_before}{event.data}", event.data) if number in places]
        if not found:
            self._complain(event)
            return
        self._typed = found[0]
        self._control.pointed_at = places[found[0]]

    def _fit_titles(self, _: Application[Any]) -> None:
        """Wrap the entries between words, so that they fit whatever width the terminal has by now."""
        for choice, entry in zip(self._choices, self._menu.entries, strict=True):
            choice.title = ("\n" + " " * self._menu.indent).join(wrap_entry(entry, self._menu, self._screen))

    def _rest_of_entry(self) -> int:
        return str(self._control.get_pointed_at().title).count("\n")


def _make_application(
    menu: Menu, choices: list[questionary.Choice], screen: Screen, keyboard: Input | None
) -> Application[Any]:
    """Return questionary's, with the pointer on the first line, or on the first that was marked before."""
    common = {"input": keyboard, "erase_when_done": True, **screen.looks}
    marked = [place for place, entry in enumerate(menu.entries) if entry.value in menu.marked]
    first = cast("Any", marked[0] if marked else None)
    if menu.many:
        return questionary.checkbox("", choices, initial_choice=first, **common).application
    return questionary.select("", choices, first, **common).application


def _control_of(app: Application[Any]) -> InquirerControl:
    return next(window.content for window in app.layout.find_all_windows() if isinstance(window.content, InquirerControl))
