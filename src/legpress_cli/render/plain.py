"""Plain text: no colour, no boxes, ASCII only, every line labelled, so that it reads well aloud."""

from __future__ import annotations

from collections.abc import Iterator

from legpress_cli.pages.page import Block, Bullets, Callout, Entry, Figure, Heading, Outline, Page, Paragraph, Table, Tone
from legpress_cli.system.sanitize import ascii_only
from legpress_cli.system.wrapping import wrap


def render_plain(page: Page, width: int) -> str:
    """Return the page with no line longer than ``width`` columns."""
    lines = [*_wrapped(page.title, width), "=" * min(width, len(page.title))]
    for block in page.blocks:
        lines += ["", *_block(block, width)]
    return "\n".join(lines) + "\n"


def alarm(tone: Tone) -> str:
    """Return the word that says what a box or a colour would: ``Warning: ``, or nothing for a calm tone."""
    return f"{tone.value.capitalize()}: " if tone in (Tone.WARNING, Tone.DANGER) else ""


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading(text):
            yield from _wrapped(text, width)
            yield "-" * min(width, len(text))
        case Paragraph(text):
            yield from _wrapped(text, width)
        case Bullets(items) | Figure(words=items):
            for item in items:
                yield from _wrapped(item, width, first="- ", rest="  ")
        case Callout():
            yield from _callout(block, width)
        case Entry():
            yield from _entry(block, width)
        case Table():
            yield from _table(block, width)
        case Outline():
            for depth, line in block.walk():
                indent = " " * min(2 * depth, width // 2)  # it shrinks where the page is too narrow for it
                yield from _wrapped(line.words(", then "), width, first=f"{indent}- ", rest=f"{indent}  ")


def _callout(block: Callout, width: int) -> Iterator[str]:
    yield from _wrapped(f"{alarm(block.tone)}{block.title}", width)
    for line in block.lines:
        yield from _wrapped(line, width, first="  ", rest="  ")


def _entry(block: Entry, width: int) -> Iterator[str]:
    yield from _wrapped(f"{block.badge}: {block.heading}" if block.badge else block.heading, width)
    for field in block.fields:
        yield from _wrapped(f"{field.label}: {field.text}", width, first="  ", rest="    ")


def _table(block: Table, width: int) -> Iterator[str]:
    for row in block.rows:
        yield from _wrapped(row[0], width, first="- ", rest="  ")
        for column, text in zip(block.columns[1:], row[1:], strict=True):
            yield from _wrapped(f"{column}: {text}", width, first="    ", rest="      ")


def _wrapped(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    return wrap(ascii_only(text), width, first=first, rest=rest)
