"""The terminal that menus stand on: its size, its colours, and lines that are wrapped to fit it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TextIO, TypeAlias

import msgspec
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import create_input
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.shortcuts import print_formatted_text
from prompt_toolkit.styles import Style

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

OpenOutput: TypeAlias = Callable[[TextIO], Output | None]
Styled: TypeAlias = list[tuple[str, str]]
"""Lines that fit the screen, each with its style."""


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


class Line(msgspec.Struct, frozen=True):
    """A text in one style; further lines of it begin with ``hang``."""

    text: str
    style: str = ""
    hang: str = ""


class Screen:
    """A terminal of any size, which may change; ``looks`` is how prompt_toolkit draws on it."""

    def __init__(self, output: Output, *, colour: bool) -> None:
        depth = ColorDepth.DEPTH_4_BIT if colour else ColorDepth.DEPTH_1_BIT
        self._output = output
        self.looks: dict[str, Any] = {"output": output, "style": _STYLE, "color_depth": depth}

    @property
    def columns(self) -> int:
        """How many columns it has now."""
        return self._output.get_size().columns

    @property
    def rows(self) -> int:
        """How many rows it has now."""
        return self._output.get_size().rows

    def styled(self, *lines: Line) -> Styled:
        """Return lines as they fit the screen now."""
        return [(line.style, part) for line in lines for part in self._wrap(line)]

    def print(self, *lines: Line) -> None:
        """Write lines that stay."""
        for line in lines:
            print_formatted_text(FormattedText([(line.style, "\n".join(self._wrap(line)))]), **self.looks)

    def _wrap(self, line: Line) -> list[str]:
        words = escape_control_characters(line.text, keep="\n").lstrip()
        return wrap(words, self.columns - 1, first=line.text[: len(line.text) - len(line.text.lstrip())], rest=line.hang)
