"""Every text on a page, in reading order."""

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
    Paragraph,
    Statement,
    Table,
    Verdict,
)


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Return every text in these blocks, in reading order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Verdict() | Callout() | Instruction():
                yield from _stated(block)
            case _:
                yield from _listed(block)


def _stated(block: Statement) -> Iterator[str]:
    match block:
        case Heading(text) | Paragraph(text):
            yield text
        case Verdict(text, _, lines, calls):
            yield from (text, *lines, *_labelled(calls))
        case Callout(title, lines):
            yield from (title, *lines)
        case Instruction(heading, title, steps, fields, figure):
            yield from (heading, title, *steps, *_labelled(fields), *(figure.words if figure else ()))


def _listed(block: Listing) -> Iterator[str]:
    match block:
        case Definitions(fields):
            yield from _labelled(fields)
        case Commands(fields, note):
            yield from (*([note] if note else []), *_labelled(fields))
        case Checklist(heading, lines):
            yield heading
            for line in lines:
                yield from (line.turn, line.title, line.text, *_labelled(line.fields))
        case Bullets(items) | Figure(words=items):
            yield from items
        case Chart(title=title, summary=summary, words=words):
            yield from (title, summary, *words)
        case Entry(fields=fields):
            yield from (block.heading, *(field.text for field in fields))
        case Table(_, rows):
            yield from (cell for row in rows for cell in row)
        case Outline():
            yield from (text for _, line in block.walk() for text in (line.label, *line.steps) if text)


def _labelled(fields: Iterable[Field]) -> Iterator[str]:
    return (text for field in fields for text in (field.label, field.text))
