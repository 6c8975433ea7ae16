"""Text for a terminal, by rich: colour and boxes where they are wanted, lists instead of tables where it is narrow."""

from __future__ import annotations

import io
from collections.abc import Iterator

from msgspec.structs import replace
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
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    layout = _Layout(min(width, WIDEST), unicode=unicode)
    console.print(Text(layout.safe(page.title), style="bold underline" if colour else ""))
    for block in page.blocks:
        console.print()
        for part in layout.block(block):
            console.print(part)
    return "\n".join(line.rstrip() for line in stream.getvalue().split("\n"))


class _Layout:
    """Lays blocks out for one width and one set of characters."""

    def __init__(self, width: int, *, unicode: bool) -> None:
        self._width = width
        self._narrow = width < NARROW
        self._unicode = unicode

    def safe(self, text: str) -> str:
        return escape_control_characters(text) if self._unicode else ascii_only(text)

    def block(self, block: Block) -> Iterator[RenderableType]:
        match block:
            case Heading(text):
                yield Text(self.safe(text).upper(), style="bold")
            case Paragraph(text, tone):
                yield Text(self.safe(text), style=_STYLES[tone])
            case Bullets(items) | Figure(words=items):
                yield from map(self._bullet, items)
            case Callout():
                yield self._callout(block)
            case Entry():
                yield from self._entry(block)
            case Table():
                yield from self._table(block)
            case Outline():
                yield self._outline(block)

    def _callout(self, block: Callout) -> RenderableType:
        framed = not self._narrow and self._fits(self._width - 4, block.title, *block.lines)
        title = Text(("" if framed else alarm(block.tone)) + self.safe(block.title), style=f"bold {_STYLES[block.tone]}")
        body = Group(title, Text("\n".join(self.safe(line) for line in block.lines)))
        shape = box.ROUNDED if self._unicode else box.ASCII
        return Panel(body, box=shape, border_style=_STYLES[block.tone], padding=(0, 1)) if framed else body

    def _entry(self, block: Entry) -> Iterator[RenderableType]:
        head = Text(style="bold")
        if block.mark is not Mark.NONE:
            pretty, simple, style = _MARKS[block.mark]
            head.append(f"{pretty if self._unicode else simple} {block.badge}  ", style=style)
        yield head.append(self.safe(block.heading))
        labels = max((_LABELS, *(cells(self.safe(field.label)) for field in block.fields)))
        room = self._width - labels - 3
        in_columns = not self._narrow and labels <= room and self._fits(room, *(field.text for field in block.fields))
        for field in block.fields:
            yield self._field_in_columns(field, labels) if in_columns else self._field_in_one_line(field)

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

    def _table(self, block: Table) -> Iterator[RenderableType]:
        widths = self._column_widths(block)
        if self._narrow or not widths:
            for row in block.rows:
                yield self._bullet(row[0])
                for column, cell in zip(block.columns[1:], row[1:], strict=True):
                    yield self._indented(Text(f"{self.safe(column)}: {self.safe(cell)}"))
            return
        grid = Grid(box=box.SIMPLE_HEAD if self._unicode else box.ASCII2, padding=(0, 1), pad_edge=False, show_edge=False)
        for column, width in zip(block.columns, widths, strict=True):
            grid.add_column(Text(self.safe(column)), width=width, overflow="fold")
        for row in block.rows:
            grid.add_row(*(Text(self.safe(cell)) for cell in row))
        yield grid

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

    def _bullet(self, text: str) -> RenderableType:
        sign = "•" if self._unicode else "-"
        if not self._fits(self._width - 2, text):
            return Text(f"{sign} {self.safe(text)}")
        return Text("\n".join(wrap(self.safe(text), self._width, first=f"{sign} ", rest="  ")), no_wrap=True)

    def _indented(self, text: Text) -> RenderableType:
        return Padding(text, (0, 0, 0, 2 if longest_word(text.plain) <= self._width - 2 else 0))

    def _fits(self, room: int, *texts: str) -> bool:
        """Return whether no word of these texts has to be broken."""
        return all(longest_word(self.safe(text)) <= room for text in texts)

    def _outline(self, block: Outline) -> RenderableType:
        depth = max((depth for depth, _ in block.walk()), default=0)
        longest = max((longest_word(self.safe(text)) for text in texts_of([block])), default=0)
        room = min(2 * self._width // 5, self._width - longest - 1)  # a colon may follow
        wide = next((wide for wide in (4, 2, 1) if wide * depth <= room), 0)
        gap, line, fork, last = (guide[:wide] for guide in (_GUIDES if self._unicode else _ASCII_GUIDES))
        tree = Tree("", hide_root=True)
        tree.TREE_GUIDES = [(gap, line, fork, last)] * 3
        self._grow(tree, block.lines)
        return tree

    def _grow(self, tree: Tree, lines: tuple[OutlineLine, ...]) -> None:
        for line in lines:
            self._grow(tree.add(self._outline_line(line)), line.children)

    def _outline_line(self, line: OutlineLine) -> Text:
        words = Text(style=_STYLES[line.tone])
        if line.badge:
            words.append(f"{self.safe(line.badge)}: ", style=_BADGE)
        return words.append(self.safe(replace(line, badge="").words(" > ")), style="bold" if line.badge else "")
