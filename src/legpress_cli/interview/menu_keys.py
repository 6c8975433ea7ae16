"""The keys of a menu: those that leave it, and digits that jump to a number."""

from __future__ import annotations

import string
from collections.abc import Callable
from enum import Enum
from typing import Any, cast

import msgspec
import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from questionary.prompts.common import InquirerControl

from legpress_cli.knowledge.model import Value


class Key(Enum):
    """How a person left a menu."""

    ENTER = "enter"
    BACK = "back"
    WHY = "why"


class MenuResult(msgspec.Struct, frozen=True):
    """The key that left a menu, and what was marked or pointed at by then."""

    key: Key
    marked: tuple[Value, ...]


BACK_KEYS = {"s-tab": Key.BACK, "c-b": Key.BACK}
WHY_KEYS = {"?": Key.WHY}


def add_keys(app: Application[Any], control: InquirerControl, keys: dict[str, Key], *, many: bool) -> None:
    """Add the keys that leave a menu, digits that jump to a number, and nothing that marks every line at once."""
    bindings = KeyBindings()

    def leave_by(key: Key) -> Callable[[KeyPressEvent], None]:
        def leave(event: KeyPressEvent) -> None:
            marked = control.get_selected_values() if many else [control.get_pointed_at()]
            event.app.exit(result=MenuResult(key, tuple(_value(choice) for choice in marked)))

        return leave

    for name, key in keys.items():
        bindings.add(name, eager=True)(leave_by(key))
    for digit in string.digits:
        bindings.add(digit, eager=True)(lambda event: _jump(control, event.data))

    @bindings.add("c-j", eager=True)
    def _enter(event: KeyPressEvent) -> None:
        """Take a line feed for Enter: that is how one arrives which was pressed between two menus."""
        event.key_processor.feed(KeyPress(Keys.ControlM, "\r"))

    @bindings.add("a", eager=True)
    @bindings.add("i", eager=True)
    def _do_not_mark_all(_event: KeyPressEvent) -> None:
        """Questionary would mark every danger sign at one slip of a finger."""

    @bindings.add("c-d", eager=True)
    @bindings.add("<sigint>", eager=True)
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    app.key_bindings = merge_key_bindings([app.key_bindings or KeyBindings(), bindings])


def _value(choice: questionary.Choice) -> Value:
    return cast("Value", choice.value)


def _jump(control: InquirerControl, digit: str) -> None:
    """Move the pointer to the number that was typed; a digit after another one makes a number of two digits."""
    values = [choice.value for choice in control.choices]
    here = values[control.pointed_at]
    for number in (f"{here}{digit}", digit):
        if number.isdigit() and int(number) in values:
            control.pointed_at = values.index(int(number))
            return
