"""How small a page must be printed to fit one sheet of paper, A4 or US Letter."""

from __future__ import annotations

from collections.abc import Iterator

from legpress_cli.page import Block, Bullets, Callout, Entry, Figure, Heading, Outline, Page, Paragraph, Table

_EACH_TEXT = 30
"""How many characters of room a text takes beside its own, for the end of its last line and the gap after it."""
_FIGURE = 1_200
_SIZES = {3_000: "paper-1", 4_500: "paper-2", 6_500: "paper-3", 8_500: "paper-4"}
_SMALLEST = "paper-5"


def paper_class(page: Page) -> str:
    """Return the class under which the style sheet keeps a size for this much text."""
    room = sum(_EACH_TEXT + len(text) for block in page.blocks for text in _printed(block))
    room += _FIGURE * sum(isinstance(block, Figure) for block in page.blocks)
    return next((name for most, name in _SIZES.items() if room <= most), _SMALLEST)


def _printed(block: Block) -> Iterator[str]:
    """Return the texts of a block that paper shows: nothing that is folded."""
    match block:
        case Heading(text) | Paragraph(text):
            yield text
        case Bullets(items):
            yield from items
        case Callout(title, lines):
            yield from (title, *lines)
        case Entry(title, fields):
            yield title
            yield from (field.text for field in fields if not field.folded)
        case Table():
            yield from (cell for row in block.rows for cell in row[: block.least or None])
        case Outline(branches):
            yield from (text for branch in branches for text in branch.texts)
        case Figure():
            pass
