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

from legpress_cli.pages.page import (
    Block,
    Bullets,
    Callout,
    Entry,
    Field,
    Figure,
    Heading,
    Mark,
    Outline,
    OutlineLine,
    Page,
    Paragraph,
    Table,
    Tone,
    texts_of,
)
from legpress_cli.render.plain import alarm, render_plain
from legpress_cli.system.sanitize import ascii_only, escape_control_characters
from legpress_cli.system.wrapping import cells, longest_word, wrap

NARROW = 50
WIDEST = 100
MOST_LAID_OUT = 1_500
"""The most texts of a page that rich lays out in a second or two; no page of the shipped knowledge has a third of them."""
_NARROWEST = 9  # in fewer columns rich drops text
_LABELS = 9
_BETWEEN_CELLS = 3
_STYLES = {Tone.PLAIN: "", Tone.GOOD: "green", Tone.NOTE: "dim", Tone.WARNING: "yellow", Tone.DANGER: "bold red"}
_MARKS = {
    Mark.CHANGE: ("→", ">", "bold yellow"),
    Mark.CHECK: ("?", "?", "bold cyan"),
    Mark.KEEP: ("✓", "+", "bold green"),
}
_GUIDES = ("    ", "│   ", "├── ", "└── ")
_ASCII_GUIDES = ("    ", "|   ", "+-- ", "`-- ")
_BADGE = "bold green"


# Lists and fields are wrapped here and not by rich, which would make a table of each: half of the time of a page.
def render_text(page: Page, width: int, *, colour: bool, unicode: bool) -> str:
    """Return the page for a terminal of ``width`` columns; no line is longer, nor longer than is good to read.

    A page with more than ``MOST_LAID_OUT`` texts is written as plain text, for rich would take too long.
    """
    if width < _NARROWEST or sum(1 for _ in texts_of(page.blocks)) > MOST_LAID_OUT:
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
        return escape_control_characters(text) if self._unicode else ascii_only(text)

    def block(self, block: Block) -> RenderableType:
        match block:
            case Heading(text):
                return Text(self.safe(text).upper(), style="bold")
            case Paragraph(text, tone):
                return Text(self.safe(text), style=_STYLES[tone])
            case Bullets(items) | Figure(words=items):
                return self._bullets(items)
            case Callout() | Entry() | Table() | Outline():
                return self._framed(block)

    def _bullets(self, items: tuple[str, ...]) -> RenderableType:
        return Group(*(self._hanging("•" if self._unicode else "-", item) for item in items))

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
        if self._narrow or not self._fits(self._width - 4, block.title, *block.lines):
            return Group(Text(f"{alarm(block.tone)}{self.safe(block.title)}", style=style), body)
        title = Text(self.safe(block.title), style=style)
        shape = box.ROUNDED if self._unicode else box.ASCII
        return Panel(Group(title, body), box=shape, border_style=_STYLES[block.tone], padding=(0, 1))

    def _entry(self, block: Entry) -> RenderableType:
        head = Text(style="bold")
        if block.mark is not Mark.NONE:
            pretty, simple, style = _MARKS[block.mark]
            head.append(f"{pretty if self._unicode else simple} {block.badge}  ", style=style)
        head.append(self.safe(block.heading))
        return Group(head, *self._fields(block.fields))

    def _fields(self, fields: tuple[Field, ...]) -> list[RenderableType]:
        labels = max((_LABELS, *(cells(self.safe(field.label)) for field in fields)))
        room = self._width - labels - 3
        if self._narrow or labels > room or not self._fits(room, *(field.text for field in fields)):
            return [self._field_in_one_line(field) for field in fields]
        return [self._field_in_columns(field, labels) for field in fields]

    def _field_in_one_line(self, field: Field) -> RenderableType:
        line = Text(f"{self.safe(field.label)}: ", style="bold")
        return self._indented(line.append(self.safe(field.text), style="not bold"))

    def _field_in_columns(self, field: Field, labels: int) -> RenderableType:
        label = self.safe(field.label)
        first = f"  {label}{' ' * (labels - cells(label) + 1)}"
        lines = wrap(self.safe(field.text), self._width, first=first, rest=" " * (labels + 3))
        text = Text("\n".join(lines), no_wrap=True)
        text.stylize("dim", 2, 2 + len(label))
        return text

    def _table(self, block: Table) -> RenderableType:
        widths = self._column_widths(block)
        if self._narrow or not widths:
            return Group(*self._rows_as_lists(block))
        grid = Grid(box=box.SIMPLE_HEAD if self._unicode else box.ASCII2, padding=(0, 1), pad_edge=False, show_edge=False)
        for column, width in zip(block.columns, widths, strict=True):
            grid.add_column(Text(self.safe(column)), width=width, overflow="fold")
        for row in block.rows:
            grid.add_row(*(Text(self.safe(cell)) for cell in row))
        return grid

    def _column_widths(self, block: Table) -> list[int]:
        """Return how wide each column is so that no word is broken; none where there is no room for that."""
        columns = [[self.safe(text) for text in column] for column in zip(block.columns, *block.rows, strict=True)]
        room = self._width - _BETWEEN_CELLS * (len(columns) - 1)
        least = [max(map(longest_word, column)) for column in columns]
        if sum(least) > room:
            return []
        widths = [min(max(map(cells, column)), room) for column in columns]
        while sum(widths) > room:
            widest = max((place for place in range(len(widths)) if widths[place] > least[place]), key=widths.__getitem__)
            widths[widest] -= 1
        return widths

    def _rows_as_lists(self, block: Table) -> Iterator[RenderableType]:
        for row in block.rows:
            yield self._hanging("•" if self._unicode else "-", row[0])
            for column, cell in zip(block.columns[1:], row[1:], strict=True):
                yield self._indented(Text(f"{self.safe(column)}: {self.safe(cell)}"))

    def _hanging(self, sign: str, text: str) -> RenderableType:
        if not self._fits(self._width - 2, text):
            return Text(f"{sign} {self.safe(text)}")
        return Text("\n".join(wrap(self.safe(text), self._width, first=f"{sign} ", rest="  ")), no_wrap=True)

    def _indented(self, text: Text) -> RenderableType:
        return Padding(text, (0, 0, 0, 2 if longest_word(text.plain) <= self._width - 2 else 0))

    def _fits(self, room: int, *texts: str) -> bool:
        """Return whether no word of these texts has to be broken."""
        return all(longest_word(self.safe(text)) <= room for text in texts)

    def _outline(self, block: Outline) -> RenderableType:
        depth = max((branch.depth for branch in block.lines), default=0)
        longest = max((longest_word(self.safe(text)) for branch in block.lines for text in branch.texts), default=0)
        room = min(2 * self._width // 5, self._width - longest - 1)  # a colon may follow
        wide = next((wide for wide in (4, 2, 1) if wide * depth <= room), 0)
        gap, line, fork, last = (guide[:wide] for guide in (_GUIDES if self._unicode else _ASCII_GUIDES))
        tree = Tree("", hide_root=True)
        tree.TREE_GUIDES = [(gap, line, fork, last)] * 3
        self._grow(tree, block.lines)
        return tree

    def _grow(self, tree: Tree, branches: tuple[OutlineLine, ...]) -> None:
        for branch in branches:
            self._grow(tree.add(self._branch(branch)), branch.children)

    def _branch(self, branch: OutlineLine) -> Text:
        line = Text(style=_STYLES[branch.tone])
        if branch.badge:
            line.append(f"{self.safe(branch.badge)}: ", style=_BADGE)
        words = ": ".join(filter(None, (branch.label, " > ".join(branch.steps))))
        return line.append(self.safe(words), style="bold" if branch.badge else "")
