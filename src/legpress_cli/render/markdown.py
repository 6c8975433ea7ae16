"""Markdown as GitHub reads it: alerts, boxes to tick, details that fold, tables, and every text as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

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
    Outline,
    Page,
    Paragraph,
    Statement,
    Table,
    Tone,
    Verdict,
)
from legpress_cli.pages.phrases import HOW_AND_WHY, IN_WORDS, WHY_AND_SOURCES
from legpress_cli.system.sanitize import escape_control_characters

_SIGN = re.compile(r"[\\`*_{}\[\]<>|~&$#]")
_LINK = re.compile(r"[@#](?=\w)|:(?=//|[\w+-]+:)|(?<=www)(?=\.)", re.IGNORECASE)
_BREAK = "<!-- -->"
"""A comment, which is not shown, breaks up what GitHub would make a link, a mention or a little picture from."""
_LINE_START = re.compile(r"^(\d*)([-+=.)])")
_ALERTS = {
    Tone.PLAIN: "NOTE",
    Tone.GOOD: "TIP",
    Tone.NOTE: "NOTE",
    Tone.WARNING: "IMPORTANT",
    Tone.DANGER: "WARNING",
    Tone.EMERGENCY: "CAUTION",
}
"""GitHub's own boxes: each tone has a colour and a word of its own."""


def render_markdown(page: Page) -> str:
    """Return the page; each paragraph is one line."""
    lead = None if page.lead is None else page.blocks[page.lead]
    parts = [] if lead else [f"# {_inside(page.title)}"]
    for heading, blocks in page.sections:
        parts += _section(heading, [part for block in blocks for part in _block(block, leads=block is lead)])
    return "\n\n".join(parts) + "\n"


def _inside(text: str) -> str:
    """Return ``text`` so that it comes out as it stands within a line."""
    return _BREAK.join(_SIGN.sub(r"\\\g<0>", piece) for piece in _pieces(text))


def _in_html(text: str) -> str:
    """Return ``text`` so that it comes out as it stands within an element of HTML."""
    return _BREAK.join(escape(piece) for piece in _pieces(text))


def _pieces(text: str) -> list[str]:
    """Return a text in one line, cut where GitHub would make more of it."""
    return _LINK.sub("\\g<0>\0", " ".join(escape_control_characters(text).split())).split("\0")


def _line(text: str) -> str:
    """Return ``text`` so that it comes out as it stands at the beginning of a line."""
    return _LINE_START.sub(r"\1\\\2", _inside(text))


def _section(heading: Heading | None, parts: list[str]) -> list[str]:
    if heading is None:
        return parts
    return _details(heading.text, parts) if heading.folded else [f"## {_inside(heading.text)}", *parts]


def _details(summary: str, parts: Iterable[str]) -> list[str]:
    """Return parts that are folded away under one line."""
    return [f"<details>\n<summary>{_in_html(summary)}</summary>", *parts, "</details>"]


def _alert(tone: Tone, lines: Iterable[str]) -> str:
    return "\n>\n".join((f"> [!{_ALERTS[tone]}]\n> {line}" if place == 0 else f"> {line}") for place, line in enumerate(lines))


def _block(block: Block, *, leads: bool) -> Iterator[str]:
    """Return a block in parts, between which a line is left free; one that ``leads`` holds the title of the page."""
    match block:
        case Heading() | Paragraph() | Verdict() | Callout() | Instruction():
            yield from _statement(block, "# " if leads else "")
        case _:
            yield from _listing(block)


def _statement(block: Statement, mark: str) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"## {_inside(text)}"
        case Paragraph(text):
            yield _line(text)
        case Verdict(text, tone, lines, calls):
            title = f"{mark}{_inside(text)}" if mark else _bold(text)
            yield _alert(tone, filter(None, [title, *map(_line, lines), "\n> ".join(map(_field, calls))]))
        case Callout(title, lines, tone):
            yield _alert(tone, [_bold(title), *map(_line, lines)])
        case Instruction():
            yield from _instruction(block, mark)


def _instruction(block: Instruction, mark: str) -> Iterator[str]:
    if mark:
        yield from (_line(f"{block.heading}:"), f"{mark}{_inside(block.title)}")
    else:
        yield _bold(f"{block.heading}: {block.title}")
    yield from _rows(f"{number}. {_inside(step)}" for number, step in enumerate(block.steps, 1))
    yield from _fields(block.fields, WHY_AND_SOURCES)
    if block.figure:
        yield from _details(IN_WORDS, _bullets(block.figure.words))


def _listing(block: Listing) -> Iterator[str]:
    match block:
        case Bullets(items):
            yield from _bullets(items)
        case Figure(words=items):
            yield from _details(IN_WORDS, _bullets(items))
        case Definitions(fields):
            yield from _fields(fields)
        case Commands(fields, note):
            yield from (*([_line(note)] if note else []), *_fields(fields))
        case Checklist(heading):
            yield from (f"## {_inside(heading)}", *_rows(_item(number, line) for number, line in block.numbered))
        case Entry():
            title = " ".join(filter(None, (block.badge, block.heading)))
            yield from (f"### {_inside(title)}", *_fields(block.fields, block.more))
        case Table():
            yield from _table(block)
        case Chart(title=title, table=table, summary=summary, plus=plus):
            yield from (f"## {_inside(title)}", _line(summary), *_table(table), *([_line(f"+ {plus}")] if plus else []))
        case Outline():
            yield from _rows(f"{'  ' * depth}- {_line(line.words(', then '))}" for depth, line in block.walk())


def _rows(rows: Iterable[str]) -> list[str]:
    """Return rows between which no line is left free as one part; nothing where there are none."""
    return list(filter(None, ["\n".join(rows)]))


def _table(table: Table) -> list[str]:
    return _rows([_row(table.columns), f"|{' --- |' * len(table.columns)}", *map(_row, table.rows)])


def _bullets(items: tuple[str, ...]) -> list[str]:
    return _rows(f"- {_line(item)}" for item in items)


def _item(number: int, line: ChecklistLine) -> str:
    """Return a line of a checklist with a box to tick, what more there is to say folded away under it."""
    title = ", ".join(filter(None, (_bold(f"{number}. {line.title}"), _inside(line.turn))))
    more = "\n\n".join(_details(HOW_AND_WHY, _fields(line.fields))) if line.fields else ""
    return "\n".join(
        [f"- [ ] {title}: {_inside(line.text)}".removesuffix(": "), *(f"  {row}".rstrip() for row in more.splitlines())]
    )


def _fields(fields: tuple[Field, ...], more: str = "") -> Iterator[str]:
    """Return labelled lines, those that may be folded away under the line ``more``, where there is one."""
    folded = [field for field in fields if field.folded and more]
    yield from _rows(_field(field) for field in fields if field not in folded)
    if folded:
        yield from _details(more, _rows(map(_field, folded)))


def _field(field: Field) -> str:
    end = field.end if field.link.startswith("https:") else ""
    label = _bold(f"{field.label}:" if field.label else "")
    text = _inside(field.text.removesuffix(end))
    return f"- {' '.join(filter(None, (label, text, f'[{_inside(end)}](<{field.link}>)' if end else '')))}"


def _bold(text: str) -> str:
    safe = _inside(text)
    return safe and f"**{safe}**"


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_inside, cells))} |"
