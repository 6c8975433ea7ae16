"""How small a page must be printed to fit one sheet of paper, A4 or US Letter."""

from __future__ import annotations

from collections.abc import Iterator

from legpress_cli.pages.page import Block, Bullets, Callout, Entry, Figure, Heading, Outline, Page, Paragraph, Table

_EACH_TEXT = 30
"""How many characters of room a text takes beside its own, for the end of its last line and the gap after it."""
_FIGURE = 1_000
"""How many characters would fill the room of a drawing."""
_MOST_ROOM = {1: 2_320, 2: 4_000, 3: 5_500, 4: 6_480, 5: 7_300, 6: 7_800, 7: 8_700, 8: 9_900, 9: 11_500, 10: 13_400}
"""For each size in the style sheet, how much room leaves a twentieth of a sheet free. Measured in a browser."""
_SEVERAL_SHEETS = "paper-many"


def paper_class(page: Page) -> str:
    """Return the class for the size in which a page fits one sheet, or for one that reads well where it fits none."""
    taken = room(page)
    return next((f"paper-{size}" for size, most in _MOST_ROOM.items() if taken <= most), _SEVERAL_SHEETS)


def room(page: Page) -> int:
    """Return how much room a page takes on paper, in characters."""
    texts = sum(_EACH_TEXT + len(text) for block in page.blocks for text in _printed(block))
    return texts + _FIGURE * sum(isinstance(block, Figure) for block in page.blocks)


def _printed(block: Block) -> Iterator[str]:
    """Return the texts of a block that paper shows: nothing that is folded."""
    match block:
        case Heading(text) | Paragraph(text):
            yield text
        case Bullets(items):
            yield from items
        case Callout(title, lines):
            yield from (title, *lines)
        case Entry(fields=fields):
            yield block.heading
            yield from (field.text for field in fields if not field.folded)
        case Table():
            yield from (cell for row in block.rows for cell in row[: block.least or None])
        case Outline(branches):
            yield from (text for branch in branches for text in branch.texts)
        case Figure(words=words):
            yield from words[:1]
