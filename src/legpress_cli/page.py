"""A page as frozen values: all wording, order and counts settled, for the renderers to lay out."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import TypeAlias

import msgspec

from legpress_cli.drawing import Drawing


class Tone(Enum):
    """How much a text matters. A renderer may colour it; the words alone must say it too."""

    PLAIN = "plain"
    GOOD = "good"
    NOTE = "note"
    WARNING = "warning"
    DANGER = "danger"


class Mark(Enum):
    """The sign before an entry, always beside a word that says the same."""

    CHANGE = "change"
    CHECK = "check"
    KEEP = "keep"
    NONE = "none"


class Heading(msgspec.Struct, frozen=True):
    """The title of a section."""

    text: str


class Paragraph(msgspec.Struct, frozen=True):
    """Running text."""

    text: str
    tone: Tone = Tone.PLAIN


class Bullets(msgspec.Struct, frozen=True):
    """A list of sentences."""

    items: tuple[str, ...]


class Callout(msgspec.Struct, frozen=True):
    """What must not be overlooked: a title with lines under it."""

    title: str
    lines: tuple[str, ...]
    tone: Tone


class Field(msgspec.Struct, frozen=True):
    """A labelled line of an entry."""

    label: str
    text: str


class Entry(msgspec.Struct, frozen=True):
    """A titled thing with labelled lines; ``badge`` is the word beside its mark."""

    title: str
    fields: tuple[Field, ...]
    badge: str = ""
    mark: Mark = Mark.NONE


class Table(msgspec.Struct, frozen=True):
    """Rows of short texts under column names; a narrow page shows each row as a list."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Branch(msgspec.Struct, frozen=True):
    """A line of an outline: what leads here, the stops that follow in a row, and the lines under it.

    ``badge`` is the word before a line that is marked out.
    """

    lead: str
    stops: tuple[str, ...] = ()
    children: tuple["Branch", ...] = ()
    badge: str = ""
    tone: Tone = Tone.PLAIN

    @property
    def depth(self) -> int:
        """How many levels of lines stand under this one."""
        return max((child.depth + 1 for child in self.children), default=0)

    @property
    def texts(self) -> Iterator[str]:
        """Every text of this line and of those under it, in reading order."""
        yield from (text for text in (self.lead, *self.stops) if text)
        for child in self.children:
            yield from child.texts


class Outline(msgspec.Struct, frozen=True):
    """Lines under lines: each stands under what it depends on."""

    branches: tuple[Branch, ...]


class Figure(msgspec.Struct, frozen=True):
    """A drawing under its title; ``words`` say the same, for whoever cannot see it and wherever it cannot be shown."""

    title: str
    drawing: Drawing
    words: tuple[str, ...]


Block: TypeAlias = Heading | Paragraph | Bullets | Callout | Entry | Table | Outline | Figure


class Page(msgspec.Struct, frozen=True):
    """A whole page, from its title down."""

    title: str
    blocks: tuple[Block, ...]


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Return every text in these blocks, in reading order."""
    for block in blocks:
        match block:
            case Heading(text) | Paragraph(text):
                yield text
            case Bullets(items):
                yield from items
            case Figure(_, _, words):
                yield from words
            case Callout(title, lines):
                yield from (title, *lines)
            case Entry(title, fields):
                yield from (title, *(field.text for field in fields))
            case Table(_, rows):
                yield from (cell for row in rows for cell in row)
            case Outline(branches):
                yield from (text for branch in branches for text in branch.texts)
