"""Shows a line to type in until it is answered, with the keys of the menus."""

from __future__ import annotations

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, Window
from prompt_toolkit.layout.processors import BeforeInput

from legpress_cli.interview.menus.form import Form
from legpress_cli.interview.menus.menu import Menu
from legpress_cli.interview.menus.screen import Screen
from legpress_cli.knowledge.model import Value

_MOST_PASTED = 200


def type_in(menu: Menu, screen: Screen, keyboard: Input | None) -> str | None:
    """Show a line to type in until what stands there may be taken, and return it; ``None`` where the person goes back.

    Raises ``KeyboardInterrupt`` when the person leaves. Keys come from ``keyboard``, the terminal's own where it is ``None``.
    """
    answer = _TextForm(menu, screen, keyboard).run()
    return None if answer is None else str(answer[0])


class _TextForm(Form):
    """A line to type in while it is up."""

    def __init__(self, menu: Menu, screen: Screen, keyboard: Input | None) -> None:
        app: Application[tuple[Value, ...] | None] = Application(input=keyboard, erase_when_done=True, **screen.looks)
        super().__init__(menu, screen, app)
        self._buffer = Buffer(multiline=False)
        line = Window(BufferControl(self._buffer, [BeforeInput("  > ", "class:pointer")]), height=1)
        app.layout = self._lay_out(line, typed=True)
        app.key_bindings = self._bind_keys(self._typing_keys())

    def _typing_keys(self) -> KeyBindings:
        """Return what is different from usual typing; the keys that go back do nothing where there is no way."""
        keys = KeyBindings()
        for key in ("s-tab", "c-b"):
            keys.add(key, eager=True)(lambda _: None)
        keys.add(Keys.BracketedPaste, eager=True)(self._paste)
        return keys

    def _paste(self, event: KeyPressEvent) -> None:
        """Take in what was pasted as part of one line."""
        self._buffer.insert_text(" ".join(event.data[:_MOST_PASTED].split()))

    def _given(self) -> tuple[Value, ...]:
        return (self._buffer.text.strip(),)
