"""A page as frozen values: all wording, order and counts settled, for the renderers to lay out."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import chain, pairwise, takewhile
from typing import TYPE_CHECKING, TypeAlias

import msgspec

if TYPE_CHECKING:  # most pages have no picture
    from legpress_cli.pages.figure.drawing import Drawing


class Tone(Enum):
    """How much a text matters. A renderer may colour it; the words alone must say it too."""

    PLAIN = "plain"
    GOOD = "good"
    NOTE = "note"
    WARNING = "warning"
    DANGER = "danger"
    EMERGENCY = "emergency"


class Mark(Enum):
    """The sign before an entry, always beside a word that says the same."""

    CHANGE = "change"
    LATER = "later"
    CHECK = "check"
    KEEP = "keep"
    NONE = "none"


class Heading(msgspec.Struct, frozen=True):
    """The title of a section. A ``folded`` one is depth, which a page may show closed, and paper leaves out."""

    text: str
    folded: bool = False


class Paragraph(msgspec.Struct, frozen=True):
    """Running text."""

    text: str
    tone: Tone = Tone.PLAIN


class Field(msgspec.Struct, frozen=True):
    """A labelled line of an entry. ``folded`` is detail that a small page may fold away, and paper leaves out.

    ``link`` is the address where the end of the text may lead.
    """

    label: str
    text: str
    folded: bool = False
    tone: Tone = Tone.PLAIN
    link: str = ""

    @property
    def end(self) -> str:
        """The end of the text that leads somewhere: the address without the way to get there, as in ``doi.org/10.1/x``."""
        return self.link.partition(":")[2].removeprefix("//")


class Verdict(msgspec.Struct, frozen=True):
    """What was found, or what holds, in one line that stands out: the first or the last of a page. Its tone gives its sign.

    Further ``lines`` may stand under it, and numbers to call, each beside where it answers.
    """

    text: str
    tone: Tone
    lines: tuple[str, ...] = ()
    calls: tuple[Field, ...] = ()


class Bullets(msgspec.Struct, frozen=True):
    """A list of sentences."""

    items: tuple[str, ...]


class Callout(msgspec.Struct, frozen=True):
    """What must not be overlooked: a title with lines under it."""

    title: str
    lines: tuple[str, ...]
    tone: Tone


class Definitions(msgspec.Struct, frozen=True):
    """Short texts, each beside its label."""

    fields: tuple[Field, ...]


class Commands(msgspec.Struct, frozen=True):
    """Commands to paste into a shell, each beside what it is for; ``note`` is small print above them."""

    fields: tuple[Field, ...]
    note: str = ""


class Figure(msgspec.Struct, frozen=True):
    """A drawing with its title; ``words`` say the same, for whoever cannot see it and wherever it cannot be shown."""

    title: str
    drawing: Drawing
    words: tuple[str, ...]


class Instruction(msgspec.Struct, frozen=True):
    """One thing to do: the order as its title under a heading, its steps by number, and what to know beside each label.

    ``figure`` shows it. ``tick`` is the name under which a page remembers how it went, empty where it does not ask.
    """

    heading: str
    title: str
    steps: tuple[str, ...]
    fields: tuple[Field, ...]
    figure: Figure | None = None
    tick: str = ""


class ChecklistLine(msgspec.Struct, frozen=True):
    """One line of a checklist: its sign with the word that says the same, the thing, and what to do about it.

    A page that has the room says more of it in ``fields``, and remembers under the name ``tick`` what was marked.
    """

    mark: Mark
    turn: str
    title: str
    text: str
    fields: tuple[Field, ...] = ()
    tick: str = ""

    @property
    def words(self) -> str:
        """The line in words alone: ``now: Feet placement: Down to the middle of the plate``."""
        return ": ".join(filter(None, (self.turn, self.title, self.text)))


class Checklist(msgspec.Struct, frozen=True):
    """Things to do under a heading, a line each, by number in the order to do them; the first has the number ``start``."""

    heading: str
    lines: tuple[ChecklistLine, ...]
    start: int = 1

    @property
    def numbered(self) -> Iterator[tuple[int, ChecklistLine]]:
        """Each line with its number."""
        return enumerate(self.lines, self.start)


class Entry(msgspec.Struct, frozen=True):
    """A titled thing with labelled lines; ``badge`` is the word beside its mark, ``aside`` goes in brackets after its title.

    ``more`` is the line under which its folded fields stand, where they are folded away.
    """

    title: str
    fields: tuple[Field, ...]
    badge: str = ""
    mark: Mark = Mark.NONE
    more: str = "More"
    aside: str = ""

    @property
    def heading(self) -> str:
        """The title with what stands in brackets after it."""
        return f"{self.title} ({self.aside})" if self.aside else self.title


class Table(msgspec.Struct, frozen=True):
    """Rows of short texts under column names; a narrow page shows each row as a list."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class OutlineLine(msgspec.Struct, frozen=True):
    """A line of an outline: what leads here, the steps that follow in a row, and the lines under it.

    ``badge`` is the word before a line that is marked out.
    """

    label: str
    steps: tuple[str, ...] = ()
    children: tuple[OutlineLine, ...] = ()
    badge: str = ""
    tone: Tone = Tone.PLAIN

    def words(self, between: str) -> str:
        """Return the line in words; ``between`` stands between its steps."""
        return ": ".join(filter(None, (self.badge, self.label, between.join(self.steps))))

    def walk(self, depth: int = 0) -> Iterator[tuple[int, OutlineLine]]:
        """Return this line and all under it in reading order, each with how deep it stands."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


class Outline(msgspec.Struct, frozen=True):
    """Lines under lines: each stands under what it depends on."""

    lines: tuple[OutlineLine, ...]

    def walk(self) -> Iterator[tuple[int, OutlineLine]]:
        """Return every line in reading order with how deep it stands, 0 for the outermost."""
        return chain.from_iterable(line.walk() for line in self.lines)


class ChartRow(msgspec.Struct, frozen=True):
    """One line of a chart: what it is of, a bar so many units long, and the place of a mark, if it has one."""

    labels: tuple[str, ...]
    bar: int
    mark: int | None = None


class Chart(msgspec.Struct, frozen=True):
    """Bars lying on their side, a line each, with a line at ``limit``; ``columns`` name the labels, the bar and the mark.

    ``rule`` says what the line stands for, ``plus`` what a plus after a label means, where one stands. ``summary`` and
    ``words`` say the same as the chart, for whoever cannot see it and wherever it cannot be shown.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    highest: int
    limit: int
    rule: str
    summary: str
    words: tuple[str, ...]
    plus: str = ""

    @property
    def table(self) -> Table:
        """The same as a table."""
        cells = ((*row.labels, str(row.bar), "" if row.mark is None else str(row.mark)) for row in self.rows)
        return Table(self.columns, tuple(cells))


Statement: TypeAlias = Heading | Paragraph | Verdict | Callout | Instruction
"""A block that says one thing."""
Listing: TypeAlias = Bullets | Definitions | Commands | Checklist | Entry | Table | Outline | Figure | Chart
"""A block that holds several things of a kind."""
Block: TypeAlias = Statement | Listing


class Page(msgspec.Struct, frozen=True):
    """A whole page, from its title down, if it has one.

    ``key`` is what its ticks are remembered under: the same for the same result. A ``full`` one folds nothing away.
    """

    title: str
    blocks: tuple[Block, ...]
    key: str = ""
    full: bool = False

    @property
    def lead(self) -> int | None:
        """The place of the block that has the page's own title, which then stands there and not above the page."""
        for place, block in enumerate(self.blocks):
            match block:
                case Instruction(_, title) | Verdict(title) if title and title == self.title:
                    return place
        return None

    @property
    def sections(self) -> Iterator[tuple[Heading | None, tuple[Block, ...]]]:
        """What stands before the first heading, each heading with what is under it, and the paragraphs at the very end."""
        end = len(self.blocks) - len(list(takewhile(lambda block: isinstance(block, Paragraph), reversed(self.blocks))))
        starts = [place for place, block in enumerate(self.blocks[:end]) if isinstance(block, Heading)]
        yield None, self.blocks[: min(starts, default=end)]
        for start, stop in pairwise([*starts, end]):
            heading, *blocks = self.blocks[start:stop]
            yield heading if isinstance(heading, Heading) else None, tuple(blocks)
        yield None, self.blocks[end:]
