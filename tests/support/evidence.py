"""The evidence as it was written down: its rows of findings, what it only recalls, and its table of the forum's tips."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent.parent.parent / "shared" / "evidence.md"
OWN_WORK = "Own planar check"

WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*|\d+(?:\.\d+)*")
PLACE = re.compile(r"\b\d{4};[\w():-]*[\w)]")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DOI = re.compile(r"\b10\.\d{4,9}/(?:\([^()\s]*\)|[^()\s,;])+")
WHERE_TO_FIND_IT = re.compile(rf"{DOI.pattern}|PM(?:ID |C)\d+|(?<=\d{{4}});[\d():e-]+")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
NUMBER_WORDS = {"five": "5", "eight": "8", "ten": "10", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30"}
BETWEEN_SOURCES = re.compile(r"; (?![^()]*\))")
AUTHORS_THE_PAGE_HID = re.compile(r"^.* et al\. (?=.*not author names)")
NAMES = re.compile(r"([A-Z]\w+) & ([A-Z]\w+)|([A-Z]\w+) (?:19|20)\d\d")


def words(text: str) -> frozenset[str]:
    """Return the words, numbers and places (``1999;24(8):755-762``) of a citation, without its dois, in small letters."""
    plain = DOI.sub("", text).casefold()
    return frozenset(WORD.findall(plain) + PLACE.findall(plain))


def dois(text: str) -> frozenset[str]:
    return frozenset(found.rstrip(".") for found in DOI.findall(text))


def numbers(text: str) -> frozenset[str]:
    """Return the figures of a text, 6,680 as 6680 and fifteen as 15, but not those of a reference."""
    found = WHERE_TO_FIND_IT.sub("", text)
    spelled = {NUMBER_WORDS[word] for word in WORD.findall(found.casefold()) if word in NUMBER_WORDS}
    return frozenset(spelled | {figure.replace(",", "") for figure in NUMBER.findall(found)})


def sources(citation: str) -> list[str]:
    """Return the sources of a citation that names several, parted by semicolons."""
    return BETWEEN_SOURCES.split(citation)


def weakest_grade(cell: str) -> str:
    """Return the lowest letter of a grade such as ``B/C, indirect``; what stands in brackets is about something else."""
    return max(re.findall(r"\b[ABCDF]\b", re.sub(r"\([^)]*\)", "", cell)), default="none")


class Row(NamedTuple):
    """One numbered finding."""

    number: str
    finding: str
    citation: str
    kind: str
    grade: str

    @property
    def numbers(self) -> frozenset[str]:
        return numbers(" ".join(self[1:]))

    def source_of(self, source: str) -> str:
        """Return the one of its sources that shows the most words of a cited one."""
        return min(sources(self.citation), key=lambda own: len(missing(source, own)))

    def lacks(self, cited: Sequence[str]) -> frozenset[str]:
        """Return the words of the cited sources that it does not show, each source held to one of its own."""
        return frozenset().union(*(missing(source, self.source_of(source)) for source in cited))


def missing(cited: str, source: str) -> frozenset[str]:
    return words(cited) - words(AUTHORS_THE_PAGE_HID.sub("", source))


class ForumTip(NamedTuple):
    """One line of the table of the forum's tips, its cells as they stand there."""

    posters: str
    grade: str


class Recalled(NamedTuple):
    """One thing that the evidence remembers and found nowhere, with the names and years of papers in it."""

    text: str
    names: frozenset[str]
    years: frozenset[str]


class Evidence(NamedTuple):
    """All of it that the knowledge is held to."""

    rows: tuple[Row, ...]
    recalled: tuple[Recalled, ...]
    names_found_nowhere: frozenset[str]
    forum_tips: dict[str, ForumTip]


def read_evidence() -> Evidence:
    text = FILE.read_text(encoding="utf-8")
    found = text.partition("\n## 13.")[0]
    rows = (own_work(found), *numbered_rows(found))
    recalled = recalled_things(section(text, 15))
    seen = words(" ".join(f"{row.finding} {row.citation}" for row in rows))
    nowhere = frozenset(name for thing in recalled for name in thing.names if name.casefold() not in seen)
    return Evidence(rows, recalled, nowhere, forum_tips(section(text, 13)))


def section(text: str, number: int) -> str:
    return text.partition(f"\n## {number}.")[2].partition(f"\n## {number + 1}.")[0]


def numbered_rows(text: str) -> list[Row]:
    """Return the numbered rows; the table without a column for the kind of study gets an empty one."""
    rows = []
    for number, *cells in cells_of(text):
        if re.fullmatch(r"\d+\.\d+", number):
            finding, citation, *kind, grade = cells
            rows.append(Row(number, finding, citation, " ".join(kind), grade))
    return rows


def own_work(text: str) -> Row:
    heading, _, paragraph = text.partition(f"### {OWN_WORK}")[2].partition("\n\n")[0].partition("\n")
    citation, _, grade = f"{OWN_WORK}{heading}".partition(" - grade ")
    return Row(OWN_WORK, paragraph, citation, "", grade)


def recalled_things(text: str) -> tuple[Recalled, ...]:
    bullets = re.findall(r"^- (.+)$", text, flags=re.MULTILINE)
    return tuple(recalled(thing) for bullet in bullets for thing in BETWEEN_SOURCES.split(bullet))


def recalled(thing: str) -> Recalled:
    names = frozenset(name for found in NAMES.findall(thing) for name in found if name)
    return Recalled(thing, names, frozenset(YEAR.findall(thing)))


def forum_tips(text: str) -> dict[str, ForumTip]:
    """Return the table by the first word of its first column."""
    _, *rows = cells_of(text)
    return {cells[0].split()[0]: ForumTip(posters=cells[2], grade=cells[5]) for cells in rows}


def cells_of(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
