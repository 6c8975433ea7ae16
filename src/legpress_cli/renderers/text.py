"""Text for a terminal, by rich: colour and boxes where they are wanted, lists instead of tables where it is narrow."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text
from rich.tree import Tree

from legpress_cli.page import (
    Block,
    Branch,
    Bullets,
    Callout,
    Entry,
    Field,
    Heading,
    Mark,
    Outline,
    Page,
    Paragraph,
    Table,
    Tone,
    texts_of,
)
from legpress_cli.renderers.plain import alarm, ascii_only, render_plain
from legpress_cli.shown import shown

NARROW = 50
WIDEST = 100
MOST_LAID_OUT = 1_500
"""The most texts of a page that rich lays out in a second or two; no page of the shipped knowledge has a third of them."""
_LABELS = 9
_STYLES = {Tone.PLAIN: "", Tone.GOOD: "green", Tone.NOTE: "dim", Tone.WARNING: "yellow", Tone.DANGER: "bold red"}
_MARKS = {
    Mark.CHANGE: ("→", ">", "bold yellow"),
    Mark.CHECK: ("?", "?", "bold cyan"),
    Mark.KEEP: ("✓", "+", "bold green"),
}
_GUIDES = ("    ", "│   ", "├── ", "└── ")
_ASCII_GUIDES = ("    ", "|   ", "+-- ", "`-- ")
_BADGE = "bold green"


def render_text(page: Page, width: int, *, colour: bool, unicode: bool) -> str:
    """Return the page for a terminal of ``width`` columns; no line is longer, nor longer than is good to read.

    A page with more than ``MOST_LAID_OUT`` texts is written as plain text, for rich would take too long.
    """
    if sum(1 for _ in texts_of(page.blocks)) > MOST_LAID_OUT:
        return render_plain(page, min(width, WIDEST))
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=min(width, WIDEST),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        _environ={},
    )
    layout = _Layout(min(width, WIDEST), unicode=unicode)
    console.print(Text(layout.safe(page.title), style="bold underline" if colour else ""))
    for block in page.blocks:
        console.print()
        console.print(layout.block(block))
    return "\n".join(line.rstrip() for line in stream.getvalue().split("\n"))


class _Layout:
    """Lays blocks out for one width and one set of characters."""

    def __init__(self, width: int, *, unicode: bool) -> None:
        self._width = width
        self._narrow = width < NARROW
        self._unicode = unicode

    def safe(self, text: str) -> str:
        return shown(text, keep="") if self._unicode else ascii_only(text)

    def block(self, block: Block) -> RenderableType:
        match block:
            case Heading(text):
                return Text(self.safe(text).upper(), style="bold")
            case Paragraph(text, tone):
                return Text(self.safe(text), style=_STYLES[tone])
            case Bullets(items):
                return Group(*(self._hanging("•" if self._unicode else "-", item) for item in items))
            case Callout() | Entry() | Table() | Outline():
                return self._framed(block)

    def _framed(self, block: Callout | Entry | Table | Outline) -> RenderableType:
        match block:
            case Callout():
                return self._callout(block)
            case Entry():
                return self._entry(block)
            case Table():
                return self._table(block)
            case Outline():
                return self._outline(block)

    def _callout(self, block: Callout) -> RenderableType:
        body = Text("\n".join(self.safe(line) for line in block.lines))
        style = f"bold {_STYLES[block.tone]}"
        if self._narrow:
            return Group(Text(f"{alarm(block.tone)}{self.safe(block.title)}", style=style), body)
        title = Text(self.safe(block.title), style=style)
        shape = box.ROUNDED if self._unicode else box.ASCII
        return Panel(Group(title, body), box=shape, border_style=_STYLES[block.tone], padding=(0, 1))

    def _entry(self, block: Entry) -> RenderableType:
        head = Text(style="bold")
        if block.mark is not Mark.NONE:
            pretty, simple, style = _MARKS[block.mark]
            head.append(f"{pretty if self._unicode else simple} {block.badge}  ", style=style)
        head.append(self.safe(block.title))
        room = max((len(field.label) for field in block.fields), default=0)
        return Group(head, *(self._field(field, max(room, _LABELS)) for field in block.fields))

    def _field(self, field: Field, room: int) -> RenderableType:
        if self._narrow:
            line = Text(f"{self.safe(field.label)}: ", style="bold")
            line.append(self.safe(field.text), style="not bold")
            return Padding(line, (0, 0, 0, 2))
        grid = Grid.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=room, overflow="fold")
        grid.add_column(overflow="fold")
        grid.add_row(Text(self.safe(field.label), style="dim"), Text(self.safe(field.text)))
        return Padding(grid, (0, 0, 0, 2))

    def _table(self, block: Table) -> RenderableType:
        if self._narrow:
            return Group(*self._rows_as_lists(block))
        grid = Grid(box=box.SIMPLE_HEAD if self._unicode else box.ASCII2, padding=(0, 1), pad_edge=False, show_edge=False)
        for column in block.columns:
            grid.add_column(Text(self.safe(column)), overflow="fold")
        for row in block.rows:
            grid.add_row(*(Text(self.safe(cell)) for cell in row))
        return grid

    def _rows_as_lists(self, block: Table) -> Iterator[RenderableType]:
        for row in block.rows:
            yield self._hanging("•" if self._unicode else "-", row[0])
            for column, cell in zip(block.columns[1:], row[1:], strict=True):
                yield Padding(Text(f"{self.safe(column)}: {self.safe(cell)}"), (0, 0, 0, 2))

    def _hanging(self, sign: str, text: str) -> RenderableType:
        grid = Grid.grid(padding=(0, 1, 0, 0))
        grid.add_column(width=1)
        grid.add_column(overflow="fold")
        grid.add_row(sign, Text(self.safe(text)))
        return grid

    def _outline(self, block: Outline) -> RenderableType:
        depth = max((branch.depth for branch in block.branches), default=0)
        wide = next((wide for wide in (4, 2, 1) if 5 * wide * depth <= 2 * self._width), 0)
        gap, line, fork, last = (guide[:wide] for guide in (_GUIDES if self._unicode else _ASCII_GUIDES))
        tree = Tree("", hide_root=True)
        tree.TREE_GUIDES = [(gap, line, fork, last)] * 3
        self._grow(tree, block.branches)
        return tree

    def _grow(self, tree: Tree, branches: tuple[Branch, ...]) -> None:
        for branch in branches:
            self._grow(tree.add(self._branch(branch)), branch.children)

    def _branch(self, branch: Branch) -> Text:
        line = Text(style=_STYLES[branch.tone])
        if branch.badge:
            line.append(f"{self.safe(branch.badge)}: ", style=_BADGE)
        words = ": ".join(filter(None, (branch.lead, " > ".join(branch.stops))))
        return line.append(self.safe(words), style="bold" if branch.badge else "")
