"""Markdown as GitHub reads it: boxes to tick, tables, and every text as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

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
    Outline,
    Page,
    Paragraph,
    Statement,
    Table,
    Verdict,
)
from legpress_cli.render.plain import alarm
from legpress_cli.system.sanitize import escape_control_characters

_SIGN = re.compile(r"[\\`*_{}\[\]<>|~&$#]")
_LINK = re.compile(r"[@#](?=\w)|:(?=//|[\w+-]+:)|(?<=www)(?=\.)", re.IGNORECASE)
_BREAK = "<!-- -->"
"""A comment, which is not shown, breaks up what GitHub would make a link, a mention or a little picture from."""
_LINE_START = re.compile(r"^(\d*)([-+=.)])")


def render_markdown(page: Page) -> str:
    """Return the page; each paragraph is one line."""
    parts = [[f"# {_inside(page.title)}"]]
    for ticked, blocks in groupby(page.blocks, lambda block: isinstance(block, Entry) and bool(block.tick)):
        lines = [list(_block(block)) for block in blocks]
        parts += [[line for item in lines for line in item]] if ticked else lines
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _inside(text: str) -> str:
    """Return ``text`` so that it comes out as it stands within a line."""
    safe = " ".join(escape_control_characters(text).split())
    pieces = [_SIGN.sub(r"\\\g<0>", piece) for piece in _LINK.sub("\\g<0>\0", safe).split("\0")]
    return _BREAK.join(pieces)


def _line(text: str) -> str:
    """Return ``text`` so that it comes out as it stands at the beginning of a line."""
    return _LINE_START.sub(r"\1\\\2", _inside(text))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph() | Verdict() | Callout() | Instruction():
            yield _statement(block)
        case _:
            yield from _listing(block)


def _statement(block: Statement) -> str:
    match block:
        case Heading(text):
            return f"## {_inside(text)}"
        case Paragraph(text):
            return _line(text)
        case Verdict(text, tone, lines):
            return "\n\n".join([_bold(f"{alarm(tone)}{text}"), *map(_line, lines)])
        case Callout(title, lines, tone):
            return "\n>\n".join([f"> {_bold(f'{alarm(tone)}{title}')}", *(f"> {_line(line)}" for line in lines)])
        case Instruction(heading, title, steps, fields):
            numbered = "\n".join(f"> {number}. {_inside(step)}" for number, step in enumerate(steps, 1))
            about = "\n".join(f"> {_field(field)}" for field in fields)
            return "\n>\n".join(filter(None, (f"> {_bold(f'{heading}: {title}')}", numbered, about)))


def _listing(block: Listing) -> Iterator[str]:
    match block:
        case Bullets(items) | Figure(words=items):
            yield from (f"- {_line(item)}" for item in items)
        case Definitions(fields):
            yield from map(_field, fields)
        case Commands(fields, note):
            yield from (*([f"{_line(note)}\n"] if note else []), *map(_field, fields))
        case Checklist(heading, lines):
            yield f"## {_inside(heading)}\n"
            yield from (f"{number}. {_inside(line.words)}" for number, line in enumerate(lines, 1))
        case Entry():
            yield from _entry(block)
        case Table():
            yield from _table(block)
        case Outline():
            yield from (f"{'  ' * depth}- {_line(line.words(', then '))}" for depth, line in block.walk())


def _entry(entry: Entry) -> Iterator[str]:
    title = " ".join(filter(None, (entry.badge, entry.heading)))
    if entry.tick:
        yield f"- [ ] {_bold(title)}"
        yield from (f"  {line}" for line in map(_field, entry.fields))
    else:
        yield f"### {_inside(title)}\n"
        yield from map(_field, entry.fields)


def _field(field: Field) -> str:
    text, link = _inside(field.text.removesuffix(field.link)), field.link
    words = filter(None, (_bold(f"{field.label}:" if field.label else ""), text, f"<{link}>" if link else ""))
    return f"- {' '.join(words)}"


def _bold(text: str) -> str:
    safe = _inside(text)
    return safe and f"**{safe}**"


def _table(table: Table) -> Iterator[str]:
    yield _row(table.columns)
    yield f"|{' --- |' * len(table.columns)}"
    yield from map(_row, table.rows)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_inside, cells))} |"
