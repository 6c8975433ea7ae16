"""What a menu is made of, and how it fits a screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from legpress_cli.interview.menus.screen import Line, Screen, Styled
from legpress_cli.interview.phrases import MORE_LINES, WRONG_KEY
from legpress_cli.knowledge.model import Value
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.wrapping import wrap

_POINTER_COLUMNS = 3
_BOX_COLUMNS = 2
_LEAST_COLUMNS = 20
"""So many columns a menu needs, for the numbers of its entries and a word beside them."""


class MenuEntry(msgspec.Struct, frozen=True):
    """One line of a menu: its value (``None`` for no answer), its words, the keys that go there, and how it shows these."""

    value: Value | None
    text: str
    key: str = ""
    prefix: str = ""


class Menu(msgspec.Struct, frozen=True):
    """What is asked above the entries, the entries, and the line that tells the keys. Without entries it is a line to type in.

    ``marked`` is what was answered before, ``why`` what the question mark shows. ``refusal`` returns what is wrong with the
    marks, empty where they may be taken.
    """

    head: tuple[Line, ...]
    entries: tuple[MenuEntry, ...]
    keys: str
    refusal: Callable[[tuple[Value, ...]], str]
    marked: tuple[Value, ...] = ()
    many: bool = False
    why: str = ""
    can_go_back: bool = False

    @property
    def indent(self) -> int:
        """The columns before each entry."""
        return _POINTER_COLUMNS + (_BOX_COLUMNS if self.many else 0)


def number_entries(entries: Sequence[tuple[Value, str]], keys: Sequence[str], sign: str) -> tuple[MenuEntry, ...]:
    """Return entries with their values and words, each with its key and a sign in front."""
    width = max(map(len, keys))
    return tuple(
        MenuEntry(value, text, key, f"{key:>{width}}{sign} ") for (value, text), key in zip(entries, keys, strict=True)
    )


def fits(menu: Menu, screen: Screen) -> bool:
    """Say whether the screen holds the whole question, the keys, and any one entry that is pointed at."""
    heights = _heights(menu, screen)
    around = len(screen.styled(*menu.head, _keys(menu), _error(WRONG_KEY)))
    rest = min(sum(heights), len(screen.styled(_MORE)) + _least_rows(heights))
    return screen.columns >= _LEAST_COLUMNS and around + rest <= screen.rows


def lines_above(menu: Menu, screen: Screen, complaint: str, *, is_why_shown: bool) -> Styled:
    """Return the lines above the entries as the screen is now, the keys last, which also say if not all entries fit.

    On a low screen the reason for the question gives way, then what is said of the last key; question and keys stay.
    """
    heights = _heights(menu, screen)
    head, keys = screen.styled(*menu.head), screen.styled(_keys(menu))
    why = screen.styled(Line(menu.why)) if is_why_shown else []
    said = screen.styled(_error(complaint)) if complaint else []
    all_fit = len(head) + len(why) + len(said) + len(keys) + sum(heights) <= screen.rows
    more = [] if all_fit else screen.styled(_MORE)
    room = max(screen.rows - len(head) - len(more) - len(keys) - _least_rows(heights), 0)
    return [*head, *_cut(why, max(room - len(said), 0)), *more, *_cut(said, room), *keys]


def wrap_entry(entry: MenuEntry, menu: Menu, screen: Screen) -> list[str]:
    """Return an entry in lines that fit the screen, without what stands before each."""
    words = escape_control_characters(entry.text, keep="\n")
    return wrap(words, screen.columns - menu.indent - 1, first=entry.prefix, rest=" " * len(entry.prefix))


def _heights(menu: Menu, screen: Screen) -> list[int]:
    return [len(wrap_entry(entry, menu, screen)) for entry in menu.entries] or [1]


def _least_rows(heights: list[int]) -> int:
    """Return how many rows show any entry whole: prompt_toolkit leaves no more than half of a window below its cursor."""
    return min(sum(heights), max(*heights, 2 * max(heights) - 2))


_MORE = Line(f"  {MORE_LINES}", "class:instruction", hang="  ")


def _keys(menu: Menu) -> Line:
    return Line(f"  {menu.keys}", "class:instruction", hang="  ")


def _error(text: str) -> Line:
    return Line(text, "class:error")


def _cut(lines: Styled, most: int) -> Styled:
    """Return at most so many lines; dots stand where there are more."""
    return lines if len(lines) <= most else [*lines[: max(most - 1, 0)], ("", "...")][:most]
