"""The blocks of a page as elements of a web page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from legpress_cli.pages.page import (
    Block,
    Bullets,
    Callout,
    Chart,
    Checklist,
    Commands,
    Definitions,
    Entry,
    Figure,
    Heading,
    Instruction,
    Listing,
    Mark,
    Outline,
    OutlineLine,
    Paragraph,
    Statement,
    Table,
    Verdict,
)
from legpress_cli.pages.phrases import AS_TABLE, IN_WORDS, WHY_AND_SOURCES
from legpress_cli.render.chart import draw_chart, legend
from legpress_cli.render.html.checklist import checklist, how_it_went
from legpress_cli.render.html.elements import make
from legpress_cli.render.html.fields import field_list, fields, folded, tone_class
from legpress_cli.render.svg import draw_svg


def block_elements(blocks: Iterable[Block], level: int, rows: int = 0) -> Iterator[Element]:
    """Return the elements for these blocks; titles in them are headings of this level, and paper has ``rows`` to write in."""
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Verdict() | Callout() | Instruction():
                yield _statement(block, level)
            case _:
                yield from _listing(block, level, rows)


def _statement(block: Statement, level: int) -> Element:
    match block:
        case Heading(text):
            return make(f"h{level}", {}, text)
        case Paragraph(text, tone):
            return make("p", tone_class(tone), text)
        case Verdict(text, tone, lines, calls):
            title = make("h1", {}, text) if level == 1 else make("p", {"class": "title"}, text)
            numbers = [field_list(calls, "calls")] if calls else []
            return make("div", {"class": f"verdict {tone.value}"}, title, *(make("p", {}, line) for line in lines), *numbers)
        case Callout(title, lines, tone):
            heading = make(f"h{level}", {}, title)
            return make("div", {"class": f"verdict {tone.value}"}, heading, *(make("p", {}, line) for line in lines))
        case Instruction():
            return _instruction(block, level)


def _instruction(block: Instruction, level: int) -> Element:
    head = make("div", {"class": "head"}, make("p", {}, block.heading), make(f"h{level}", {}, block.title))
    drawn = [make("figure", {}, draw_svg(block.figure))] if block.figure else []
    steps = [make("ol", {}, *(make("li", {}, step) for step in block.steps))] if block.steps else []
    asked = [how_it_went(block.tick)] if block.tick else []
    words = _in_words(block.figure) if block.figure else []
    how = make("div", {"class": "how"}, *steps, *fields(block.fields, WHY_AND_SOURCES), *words, *asked)
    return make("article", {}, head, *drawn, how)


def _listing(block: Listing, level: int, rows: int) -> Iterator[Element]:
    match block:
        case Bullets(items):
            yield _bullets(items)
        case Definitions(labelled):
            yield field_list(labelled, "box")
        case Commands(labelled, note):
            yield from (*([make("p", {}, note)] if note else []), field_list(labelled))
        case Checklist():
            yield from checklist(block, level, rows)
        case Entry():
            yield make("div", {"class": "entry"}, make(f"h{level}", {}, *_head(block)), *fields(block.fields, block.more))
        case Table():
            yield _table(block)
        case Outline(tops):
            yield make("ul", {"class": "outline"}, *map(_outline_line, tops))
        case Figure():
            yield make("figure", {}, draw_svg(block), *_in_words(block))
        case Chart():
            yield make(f"h{level}", {"class": "list"}, block.title)
            yield make(
                "figure", {}, draw_chart(block), make("figcaption", {"class": "note"}, f"{legend(block)} {block.summary}")
            )
            yield folded(AS_TABLE, _table(block.table))


def _in_words(figure: Figure) -> list[Element]:
    return [folded(IN_WORDS, _bullets(figure.words))] if figure.words else []


def _bullets(items: tuple[str, ...]) -> Element:
    return make("ul", {}, *(make("li", {}, item) for item in items))


def _head(entry: Entry) -> Iterator[Element | str]:
    """Return what an entry is called: its badge, its title and what stands aside."""
    if entry.mark is not Mark.NONE:
        yield make("span", {"class": f"turn {entry.mark.value}"}, entry.badge)
        yield " "
    yield entry.heading


def _table(table: Table) -> Element:
    """Return a table that a narrow page may show as lists; the roles keep it a table for who hears it."""
    names = [make("th", {"scope": "col", "role": "columnheader"}, name) for name in table.columns]
    head = make("thead", {"role": "rowgroup"}, make("tr", {"role": "row"}, *names))
    body = make("tbody", {"role": "rowgroup"}, *(_row(table, row) for row in table.rows))
    return make("table", {"role": "table"}, head, body)


def _row(table: Table, row: tuple[str, ...]) -> Element:
    cells = (make("td", {"role": "cell", "data-label": name}, text) for name, text in zip(table.columns, row, strict=True))
    return make("tr", {"role": "row"}, *cells)


def _outline_line(line: OutlineLine) -> Element:
    under = [make("ul", {}, *map(_outline_line, line.children))] if line.children else []
    return make("li", tone_class(line.tone), line.words(" > "), *under)
