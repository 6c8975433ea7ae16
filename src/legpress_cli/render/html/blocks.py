"""The blocks of a page as elements of a web page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from legpress_cli.pages.page import (
    Block,
    Bullets,
    Callout,
    Checklist,
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
    Paragraph,
    Statement,
    Table,
    Tone,
    Verdict,
)
from legpress_cli.render.html.elements import make
from legpress_cli.render.svg import draw_svg

_SHORT = 100
"""The most characters of a text that may stand in one of two columns."""


def block_elements(blocks: Iterable[Block], level: int) -> Iterator[Element]:
    """Return the elements for these blocks; titles in them are headings of this level."""
    for ticked, group in groupby(blocks, lambda block: isinstance(block, Entry) and bool(block.tick)):
        if ticked:
            yield make("ul", {"class": "items"}, *(_item(block, level) for block in group if isinstance(block, Entry)))
            yield _ticks()
        else:
            for block in group:
                yield from _block(block, level)


def _block(block: Block, level: int) -> Iterator[Element]:
    match block:
        case Heading() | Paragraph() | Verdict() | Callout() | Instruction():
            yield from _statement(block, level)
        case _:
            yield from _listing(block, level)


def _statement(block: Statement, level: int) -> Iterator[Element]:
    match block:
        case Heading(text):
            yield make(f"h{level}", {}, text)
        case Paragraph(text, tone):
            yield make("p", _tone(tone), text)
        case Verdict(text, tone, lines):
            yield make("p", _tone(tone), make("strong", {}, text))
            yield from (make("p", {}, line) for line in lines)
        case Callout(title, lines, tone):
            heading = make(f"h{level}", {}, title)
            yield make("div", {"class": f"callout {tone.value}"}, heading, *(make("p", {}, line) for line in lines))
        case Instruction(when, title, steps, fields):
            numbered = make("ol", {}, *(make("li", {}, step) for step in steps))
            parts = (make("p", {}, when), make(f"h{level}", {}, title), numbered, _list(fields))
            yield make("div", {"class": f"callout {Tone.GOOD.value}"}, *parts)


def _listing(block: Listing, level: int) -> Iterator[Element]:
    match block:
        case Bullets(items):
            yield _bullets(items)
        case Definitions(fields):
            yield _list(fields)
        case Commands(fields, note):
            yield from (*([make("p", {}, note)] if note else []), _list(fields))
        case Checklist(heading, lines):
            yield make(f"h{level}", {}, heading)
            yield make("ol", {}, *(make("li", {}, line.words) for line in lines))
        case Entry():
            yield make("div", {"class": "entry"}, make(f"h{level}", {}, *_head(block)), *_fields(block))
        case Table():
            yield _table(block)
        case Outline(tops):
            yield make("ul", {"class": "outline"}, *map(_outline_line, tops))
        case Figure():
            yield _figure(block)


def _tone(tone: Tone) -> dict[str, str]:
    return {"class": tone.value} if tone is not Tone.PLAIN else {}


def _bullets(items: tuple[str, ...]) -> Element:
    """Return a list, in columns where all of it is short."""
    short = " short" if max(map(len, items), default=0) <= _SHORT else ""
    return make("ul", {"class": f"bullets{short}"}, *(make("li", {}, item) for item in items))


def _item(entry: Entry, level: int) -> Element:
    """Return an entry with a box to tick, which its title labels."""
    name = f"tick-{entry.tick}"
    box = make("input", {"type": "checkbox", "id": name, "data-tick": entry.tick, "autocomplete": "off"})
    label = make("label", {"for": name}, *_head(entry))
    head = make("div", {"class": "head"}, box, make(f"h{level}", {}, label))
    return make("li", {"class": f"item {entry.mark.value}", "id": f"item-{entry.tick}"}, head, *_fields(entry))


def _head(entry: Entry) -> Iterator[Element | str]:
    """Return what an entry is called: its badge, its title and what stands aside."""
    if entry.mark is not Mark.NONE:
        yield make("span", {"class": f"badge {entry.mark.value}"}, entry.badge)
        yield " "
    yield make("span", {"class": "title"}, entry.title)
    if entry.aside:
        yield " "
        yield make("span", {"class": "aside"}, f"({entry.aside})")


def _fields(entry: Entry) -> Iterator[Element]:
    """Return the labelled lines of an entry, those that may be folded away under a line that unfolds them."""
    here = [field for field in entry.fields if not field.folded]
    folded = [field for field in entry.fields if field.folded]
    if here:
        yield _list(here)
    if folded:
        yield make("details", {}, make("summary", {}, entry.more), _list(folded))


def _list(fields: Iterable[Field]) -> Element:
    return make("dl", {}, *(_field(field) for field in fields))


def _field(field: Field) -> Element:
    text, link = field.text.removesuffix(field.link), field.link
    lead = [make("a", {"href": link, "rel": "noreferrer"}, link)] if link else []
    return make("div", _tone(field.tone), make("dt", {}, field.label), make("dd", {}, text, *lead))


def _table(table: Table) -> Element:
    """Return a table that a narrow page may show as lists; the roles keep it a table for who hears it."""
    names = [
        make("th", {"scope": "col", "role": "columnheader", **_spare(table, place)}, name)
        for place, name in enumerate(table.columns)
    ]
    head = make("thead", {"role": "rowgroup"}, make("tr", {"role": "row"}, *names))
    body = make("tbody", {"role": "rowgroup"}, *(_row(table, row) for row in table.rows))
    return make("table", {"role": "table"}, head, body)


def _row(table: Table, row: tuple[str, ...]) -> Element:
    cells = [
        make("td", {"role": "cell", "data-label": name, **_spare(table, place)}, text)
        for place, (name, text) in enumerate(zip(table.columns, row, strict=True))
    ]
    return make("tr", {"role": "row"}, *cells)


def _spare(table: Table, place: int) -> dict[str, str]:
    return {"class": "spare"} if 0 < table.least <= place else {}


def _outline_line(line: OutlineLine) -> Element:
    under = [make("ul", {}, *map(_outline_line, line.children))] if line.children else []
    return make("li", _tone(line.tone), line.words(" > "), *under)


def _figure(figure: Figure) -> Element:
    caption, *rest = figure.words or (figure.title,)
    rest_in_words = [make("details", {}, make("summary", {}, "The picture in words"), _bullets(tuple(rest)))] if rest else []
    return make("figure", {}, draw_svg(figure), make("figcaption", {}, make("p", {"class": "note"}, caption), *rest_in_words))


def _ticks() -> Element:
    """Return what only a page with a script can do: forget its ticks. The script shows it."""
    button = make("button", {"type": "button", "id": "clear"}, "Clear the ticks")
    return make("div", {"class": "ticks", "id": "ticks", "hidden": ""}, make("p", {}, "Ticks stay in this browser."), button)
