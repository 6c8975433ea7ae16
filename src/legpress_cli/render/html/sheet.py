"""How a page comes out on paper: a sheet of one size, on which as many rows to write in stand as its texts leave room for."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from legpress_cli.pages.page import (
    Block,
    Callout,
    Checklist,
    Figure,
    Instruction,
    Page,
    Paragraph,
    Verdict,
)
from legpress_cli.pages.texts import texts_of

LEAST_ROWS, MOST_ROWS = 3, 12
_SHEET, _ROW, _PICTURE, _ACROSS = 224, 9.6, 86, 65
"""In millimetres: what the shorter of the two papers holds without what always stands there, a row, the picture,
and the box of danger signs where there are no steps beside which it stands."""
_TITLE, _STEP, _SMALL, _LARGE = (34, 10), (52, 6), (62, 4.6), (100, 4.6)
"""How many letters fit a line of the title, of the steps, of what stands under them, and across the paper, and its height."""
_SIZES = (26, 23, 20, 18, 16, 14, 12, 10)
_ROOM, _EACH_TEXT = 620_000, 40
"""Of a notice: the sizes of its letters in points, how many letters in points squared fill it, and what goes beside a text."""


class Paper(Enum):
    """What a page is on paper: a sheet with a diary, a notice in letters as large as fit, a poster, or all of it."""

    SHEET = "sheet"
    NOTICE = "notice"
    POSTER = "poster"
    BOOKLET = "booklet"


def paper_of(page: Page) -> Paper:
    """Return what a page is on paper."""
    if page.full:
        return Paper.BOOKLET
    if any(isinstance(block, Checklist) for block in page.blocks):
        return Paper.SHEET
    return Paper.POSTER if page.lead is None else Paper.NOTICE


def paper_class(page: Page) -> str:
    """Return the classes of the body: what the page is on paper, and of a notice how large its letters are."""
    paper = paper_of(page)
    if paper is not Paper.NOTICE:
        return str(paper.value)
    letters = sum(len(text) + _EACH_TEXT for heading, blocks in page.sections if not heading for text in texts_of(blocks))
    return f"notice size-{next((size for size in _SIZES if size * size * letters < _ROOM), _SIZES[-1])}"


def diary_rows(blocks: Iterable[Block]) -> int:
    """Return how many rows to write in fit one sheet below these blocks."""
    blocks = tuple(blocks)
    across = 0 if any(isinstance(block, Instruction) for block in blocks) else _ACROSS
    return min(MOST_ROWS, max(LEAST_ROWS, int((_SHEET - across - sum(map(_height, blocks))) / _ROW)))


def _height(block: Block) -> float:
    """Return how high a block is on paper; what stands beside the steps adds nothing."""
    match block:
        case Instruction(title=title, steps=steps, fields=fields):
            own = [f"{field.label} {field.text}" for field in fields if not field.folded]
            picture = _PICTURE if block.figure else 0
            return picture + _lines([title], _TITLE) + _lines(steps, _STEP) + _lines(own, _SMALL) + len(own)
        case Figure():
            return _PICTURE
        case Verdict() | Paragraph() | Callout():
            return _lines(texts_of([block]), _LARGE)
    return 0


def _lines(texts: Iterable[str], line: tuple[int, float]) -> float:
    """Return how high texts are, each in lines of so many letters and so high."""
    letters, high = line
    return sum(-(-len(text) // letters) for text in texts) * high
