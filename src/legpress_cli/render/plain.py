"""Plain text: no colour, no boxes, ASCII only, every line labelled, so that it reads well aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from legpress_cli.pages.page import (
    Block,
    Bullets,
    Callout,
    Chart,
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
    Tone,
    Verdict,
)
from legpress_cli.system.sanitize import ascii_only
from legpress_cli.system.wrapping import cells, wrap, wrap_command


def render_plain(page: Page, width: int) -> str:
    """Return the page with no line longer than ``width`` columns."""
    head = [[*_wrapped(page.title, width), "=" * min(width, len(page.title))]] if page.title else []
    parts = [*head, *(list(_block(block, width)) for block in page.blocks)]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def alarm(tone: Tone) -> str:
    """Return the word that says what a box or a colour would: ``Warning: ``, or nothing for a calm tone."""
    return f"{tone.value.capitalize()}: " if tone in (Tone.WARNING, Tone.DANGER, Tone.EMERGENCY) else ""


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading() | Paragraph() | Verdict() | Callout() | Instruction():
            yield from _statement(block, width)
        case _:
            yield from _listing(block, width)


def _statement(block: Statement, width: int) -> Iterator[str]:
    match block:
        case Heading(text):
            yield from _wrapped(text, width)
            yield "-" * min(width, len(text))
        case Paragraph(text):
            yield from _wrapped(text, width)
        case Verdict(text, tone, lines, calls):
            yield from _lines([f"{alarm(tone)}{text}", *lines, *map(_labelled, calls)], width)
        case Callout(title, lines, tone):
            yield from _wrapped(f"{alarm(tone)}{title}", width)
            yield from _lines(lines, width, first="  ", rest="  ")
        case Instruction(heading, title, steps, fields):
            yield from _wrapped(f"{heading}: {title}", width)
            yield from _lines([f"{number}. {step}" for number, step in enumerate(steps, 1)], width, first="  ", rest="     ")
            yield from _lines(map(_labelled, fields), width, first="  ", rest="    ")


def _listing(block: Listing, width: int) -> Iterator[str]:
    match block:
        case Definitions(fields):
            yield from _lines(map(_labelled, fields), width, rest="  ")
        case Commands(fields, note):
            yield from _wrapped(note, width) if note else ()
            commands = ((ascii_only(field.label), ascii_only(field.text)) for field in fields)
            yield from (line for label, command in commands for line in labelled_command(label, command, width))
        case Checklist(heading):
            yield from _wrapped(f"{heading}:", width)
            yield from _lines([f"{number}. {line.words}" for number, line in block.numbered], width, rest="   ")
        case Chart(summary=summary, words=items):
            yield from _lines([summary], width)
            yield from _lines(items, width, first="- ", rest="  ")
        case Bullets(items) | Figure(words=items):
            yield from _lines(items, width, first="- ", rest="  ")
        case Entry(fields=fields):
            yield from _wrapped(f"{block.badge}: {block.heading}" if block.badge else block.heading, width)
            yield from _lines(map(_labelled, fields), width, first="  ", rest="    ")
        case Table():
            yield from _table(block, width)
        case Outline():
            yield from _outline(block, width)


def _labelled(field: Field) -> str:
    return f"{field.label}: {field.text}" if field.label else field.text


def labelled_command(label: str, command: str, width: int) -> list[str]:
    """Return a command after its label, or in lines under it, of which a shell makes one command."""
    line = f"{label}: {command}"
    return [line] if cells(line) <= width else [*wrap(f"{label}:", width), *wrap_command(command, width, "  ")]


def _table(block: Table, width: int) -> Iterator[str]:
    for row in block.rows:
        yield from _wrapped(row[0], width, first="- ", rest="  ")
        for column, text in zip(block.columns[1:], row[1:], strict=True):
            yield from _wrapped(f"{column}: {text}", width, first="    ", rest="      ")


def _outline(block: Outline, width: int) -> Iterator[str]:
    for depth, line in block.walk():
        indent = " " * min(2 * depth, width // 2)  # it shrinks where the page is too narrow for it
        yield from _wrapped(line.words(", then "), width, first=f"{indent}- ", rest=f"{indent}  ")


def _lines(texts: Iterable[str], width: int, *, first: str = "", rest: str = "") -> Iterator[str]:
    return (line for text in texts for line in _wrapped(text, width, first=first, rest=rest))


def _wrapped(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    return wrap(ascii_only(text), width, first=first, rest=rest)
