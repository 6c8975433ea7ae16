"""Text for a terminal, by rich: colour and boxes where they are wanted, lists instead of columns where it is narrow."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

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
    Chart,
    Checklist,
    ChecklistLine,
    Commands,
    Definitions,
    Entry,
    Field,
    Figure,
    Heading,
    Instruction,
    Listing,
    Mark,
    Outline,
    OutlineLine,
    Page,
    Paragraph,
    Statement,
    Table,
    Tone,
    Verdict,
)
from legpress_cli.pages.texts import texts_of
from legpress_cli.render.chart import chart_lines
from legpress_cli.render.plain import alarm, labelled_command, render_plain
from legpress_cli.system.sanitize import ascii_only, escape_control_characters
from legpress_cli.system.wrapping import cells, longest_word

NARROW = 50
WIDEST = 100
MOST_LAID_OUT = 1_500
"""The most texts of a page that rich lays out in a second or two; no page of the shipped knowledge has a third of them."""
_NARROWEST = 9  # in fewer columns rich drops text
_BETWEEN_CELLS = 3
_FRAME = 4
_STYLES = {Tone.PLAIN: "", Tone.GOOD: "green", Tone.NOTE: "dim", Tone.WARNING: "yellow", Tone.DANGER: "bold red"}
_STYLES[Tone.EMERGENCY] = _STYLES[Tone.DANGER]
_SIGNS = {Tone.GOOD: ("✓ ", "+ "), Tone.WARNING: ("! ", "! "), Tone.DANGER: ("✗ ", "x "), Tone.EMERGENCY: ("✗ ", "x ")}
_MARKS = {
    Mark.CHANGE: ("→", ">", "bold yellow"),
    Mark.LATER: ("·", "-", "dim"),
    Mark.CHECK: ("?", "?", "bold cyan"),
    Mark.KEEP: ("✓", "+", "bold green"),
}
_GUIDES = ("    ", "│   ", "├── ", "└── ")
_ASCII_GUIDES = ("    ", "|   ", "+-- ", "`-- ")


def render_text(page: Page, width: int, *, colour: bool, unicode: bool) -> str:
    """Return the page for a terminal of ``width`` columns; no line is longer, nor longer than is good to read.

    A page with more than ``MOST_LAID_OUT`` texts is written as plain text, for rich would take too long.
    """
    width = min(width, WIDEST)
    if width < _NARROWEST or sum(1 for _ in texts_of(page.blocks)) > MOST_LAID_OUT:
        return render_plain(page, width)
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    layout = _Layout(width, unicode=unicode)
    parts = [*layout.title(page.title), *(list(layout.block(block)) for block in page.blocks)]
    for number, part in enumerate(parts):
        if number and not any(isinstance(last, Panel) for last in parts[number - 1][-1:]):  # a frame sets the next apart
            console.print()
        for renderable in part:
            console.print(renderable)
    return "\n".join(line.rstrip() for line in stream.getvalue().split("\n"))


class _Layout:
    """Lays blocks out for one width and one set of characters."""

    def __init__(self, width: int, *, unicode: bool) -> None:
        self._width = width
        self._narrow = width < NARROW
        self._unicode = unicode

    def safe(self, text: str) -> str:
        return escape_control_characters(text) if self._unicode else ascii_only(text)

    def title(self, text: str) -> Iterator[list[RenderableType]]:
        if text:
            yield [Text(self.safe(text), style="bold")]

    def block(self, block: Block) -> Iterator[RenderableType]:
        match block:
            case Heading() | Paragraph() | Verdict() | Callout() | Instruction():
                yield self._statement(block)
            case _:
                yield from self._listing(block)

    def _statement(self, block: Statement) -> RenderableType:
        match block:
            case Heading(text):
                return Text(self.safe(text), style="bold")
            case Paragraph(text, tone):
                return Text(self.safe(text), style=_STYLES[tone])
            case Verdict():
                return self._verdict(block)
            case Callout():
                return self._callout(block)
            case Instruction():
                return self._instruction(block)

    def _listing(self, block: Listing) -> Iterator[RenderableType]:
        match block:
            case Bullets(items) | Figure(words=items):
                yield self._listed([("•" if self._unicode else "-", item) for item in items])
            case Definitions(fields):
                yield self._fields(fields, self._width)
            case Commands(fields, note):
                yield from [Text(self.safe(note), style=_STYLES[Tone.NOTE])] if note else []
                yield self._commands(fields)
            case Checklist():
                yield from (Text(self.safe(block.heading), style="bold"), self._checklist(block))
            case Entry():
                yield from self._entry(block)
            case Table():
                yield from self._table(block)
            case Outline():
                yield self._outline(block)
            case Chart():
                yield Text("\n".join(map(self.safe, chart_lines(block, self._width, unicode=self._unicode))), no_wrap=True)

    def _verdict(self, block: Verdict) -> RenderableType:
        sign = _SIGNS.get(block.tone, ("", ""))[0 if self._unicode else 1]
        head = Text(f"{sign}{self.safe(block.text)}", style=f"bold {_STYLES[block.tone]}")
        calls = [self._fields(block.calls, self._width)] if block.calls else []
        return Group(head, *(Text(self.safe(line)) for line in block.lines), *calls)

    def _listed(self, lines: list[tuple[str, str]], room: int = 0) -> RenderableType:
        """Return texts under each other, each after its sign; further lines of a text stand under its beginning."""
        signs = max((len(sign) for sign, _ in lines), default=0)
        if not self._fits((room or self._width) - signs - 1, *(text for _, text in lines)):
            return Text("\n".join(f"{sign} {self.safe(text)}" for sign, text in lines))
        grid = Grid.grid(padding=(0, 1))
        for sign, text in lines:
            grid.add_row(sign, Text(self.safe(text)))
        return grid

    def _fields(self, fields: Iterable[Field], room: int) -> RenderableType:
        """Return texts beside their labels, or after them where there is no room for two columns."""
        fields = list(fields)
        labels = max((cells(self.safe(field.label)) for field in fields), default=0)
        rest = room - labels - 2
        if self._narrow or labels > rest or not self._fits(rest, *(field.text for field in fields)):
            return Group(*map(self._field_in_one_line, fields))
        grid = Grid.grid(padding=(0, 2))
        for field in fields:
            grid.add_row(Text(self.safe(field.label), style="bold"), Text(self.safe(field.text), style=_STYLES[field.tone]))
        return grid

    def _field_in_one_line(self, field: Field) -> Text:
        label = f"{self.safe(field.label)}: " if field.label else ""
        return Text.assemble((label, "bold"), (self.safe(field.text), _STYLES[field.tone]))

    def _commands(self, fields: Iterable[Field]) -> RenderableType:
        """Return commands beside their labels, or each in lines of its own of which a shell makes one command."""
        longest = max((cells(self.safe(field.text)) for field in fields), default=0)
        labels = max((cells(self.safe(field.label)) for field in fields), default=0)
        if labels + longest + 2 <= self._width:
            return self._fields(fields, self._width)
        lines = [labelled_command(self.safe(field.label), self.safe(field.text), self._width) for field in fields]
        return Text("\n".join(line for part in lines for line in part), no_wrap=True)

    def _instruction(self, block: Instruction) -> RenderableType:
        framed = not self._narrow and self._fits(self._width - _FRAME, *texts_of([block]))
        room = self._width - (_FRAME if framed else 0)
        steps = [(f"{number}.", step) for number, step in enumerate(block.steps, 1)]
        title = Text(self.safe(block.title), style="bold yellow")
        body = Group(title, self._listed(steps, room), self._fields(block.fields, room))
        heading = Text(self.safe(block.heading), style="bold")
        return self._framed(body, heading, "yellow") if framed else Group(heading, body)

    def _framed(self, body: RenderableType, title: Text | None, style: str) -> Panel:
        shape = box.ROUNDED if self._unicode else box.ASCII
        return Panel(body, title=title, title_align="left", box=shape, border_style=style, padding=(0, 1))

    def _checklist(self, block: Checklist) -> RenderableType:
        turns = max((cells(self.safe(line.turn)) for line in block.lines), default=0)
        titles = max((cells(self.safe(line.title)) for line in block.lines if line.text), default=0)
        longest = max((cells(self.safe(line.text)) for line in block.lines), default=0)
        if self._narrow or turns + titles + longest + 10 > self._width:
            return Group(*(part for number, line in block.numbered for part in self._checklist_line(number, line)))
        grid = Grid.grid(padding=(0, 2))
        grid.add_column(justify="right")
        for number, line in block.numbered:
            title = self.safe(line.title)
            gap = " " * (titles + 2 - cells(title)) if line.text else ""
            grid.add_row(str(number), self._marked(line.mark, line.turn), Text(f"{title}{gap}{self.safe(line.text)}"))
        return grid

    def _checklist_line(self, number: int, line: ChecklistLine) -> Iterator[RenderableType]:
        yield Text.assemble(f"{number} ", self._marked(line.mark, line.turn), f"  {self.safe(line.title)}")
        if line.text:
            yield self._indented(Text(self.safe(line.text)))

    def _marked(self, mark: Mark, word: str) -> Text:
        if mark is Mark.NONE:
            return Text(self.safe(word))
        pretty, simple, style = _MARKS[mark]
        return Text(f"{pretty if self._unicode else simple} {self.safe(word)}", style=style)

    def _callout(self, block: Callout) -> RenderableType:
        framed = not self._narrow and self._fits(self._width - _FRAME, block.title, *block.lines)
        title = Text(("" if framed else alarm(block.tone)) + self.safe(block.title), style=f"bold {_STYLES[block.tone]}")
        body = Group(title, Text("\n".join(self.safe(line) for line in block.lines)))
        return self._framed(body, None, _STYLES[block.tone]) if framed else body

    def _entry(self, block: Entry) -> Iterator[RenderableType]:
        head = Text(style="bold")
        if block.mark is not Mark.NONE:
            head.append_text(self._marked(block.mark, block.badge)).append("  ")
        yield head.append(self.safe(block.heading))
        if block.fields:
            yield self._indented(self._fields(block.fields, self._width - 2), *(field.text for field in block.fields))

    def _table(self, block: Table) -> Iterator[RenderableType]:
        columns = [[self.safe(text) for text in column] for column in zip(block.columns, *block.rows, strict=True)]
        least = [max(map(longest_word, column)) for column in columns]
        if self._narrow or sum(least) + _BETWEEN_CELLS * (len(columns) - 1) > self._width:
            for row in block.rows:
                yield self._listed([("•" if self._unicode else "-", row[0])])
                for name, cell in zip(block.columns[1:], row[1:], strict=True):
                    yield self._indented(Text(f"{self.safe(name)}: {self.safe(cell)}"))
            return
        grid = Grid(box=box.SIMPLE_HEAD if self._unicode else box.ASCII2, padding=(0, 1), pad_edge=False, show_edge=False)
        for column, width in zip(columns, least, strict=True):
            grid.add_column(Text(column[0]), min_width=width, overflow="fold")
        for row in block.rows:
            grid.add_row(*(Text(self.safe(cell)) for cell in row))
        yield grid

    def _indented(self, part: RenderableType, *texts: str) -> RenderableType:
        words = texts or ((part.plain,) if isinstance(part, Text) else ())
        return Padding(part, (0, 0, 0, 2 if self._fits(self._width - 2, *words) else 0))

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
            words.append(f"{self.safe(line.badge)}: ", style="bold green")
        return words.append(self.safe(replace(line, badge="").words(" > ")), style="bold" if line.badge else "")
