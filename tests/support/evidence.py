"""The evidence behind the knowledge, as facts: rows of findings, what is only recalled, and a line for each forum tip."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import yaml

from support.places import TESTS

FILE = TESTS / "knowledge" / "evidence.yaml"
OWN_WORK = "Own planar check"

WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*|\d+(?:\.\d+)*")
PLACE = re.compile(r"\b\d{4};[\w():-]*[\w)]")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DOI = re.compile(r"\b10\.\d{4,9}/(?:\([^()\s]*\)|[^()\s,;])+")
WHERE_TO_FIND_IT = re.compile(rf"{DOI.pattern}|PM(?:ID |C)\d+|(?<=\d{{4}});[\d():e-]+")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
NUMBER_WORDS = {"five": "5", "eight": "8", "ten": "10", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30"}
BETWEEN_SOURCES = re.compile(r"; (?![^()]*\))")


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
    """Return the lowest letter of a grade such as ``B/C``."""
    return max(re.findall(r"\b[ABCDF]\b", cell), default="none")


class Row(NamedTuple):
    """One numbered finding: its sources, its grade and every figure in it."""

    number: str
    grade: str
    sources: tuple[str, ...]
    figures: frozenset[str]

    @property
    def dois(self) -> frozenset[str]:
        return frozenset().union(*map(dois, self.sources))

    def source_of(self, source: str) -> str:
        """Return the one of its sources that shows the most words of a cited one."""
        return min(self.sources, key=lambda own: len(missing(source, own)))

    def lacks(self, cited: Sequence[str]) -> frozenset[str]:
        """Return the words of the cited sources that it does not show, each source held to one of its own."""
        return frozenset().union(*(missing(source, self.source_of(source)) for source in cited))


def missing(cited: str, source: str) -> frozenset[str]:
    return words(cited) - words(source)


class ForumTip(NamedTuple):
    """One line of the forum's tips: how many gave it, ``1 (+2)`` where two more may be meant, its grade, and our tip for it."""

    posters: str
    grade: str
    tip: str = ""


class Recalled(NamedTuple):
    """One thing that is only remembered and was found nowhere, with the names and years of papers in it."""

    what: str
    names: frozenset[str]
    years: frozenset[str]


class Evidence(NamedTuple):
    """All of it that the knowledge is held to."""

    rows: tuple[Row, ...]
    recalled: tuple[Recalled, ...]
    names_found_nowhere: frozenset[str]
    forum_tips: dict[str, ForumTip]


def read_evidence() -> Evidence:
    facts = yaml.load(FILE.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # a safe one
    return Evidence(
        tuple(Row(row["number"], row["grade"], tuple(row["sources"]), frozenset(row["figures"])) for row in facts["rows"]),
        tuple(Recalled(one["what"], frozenset(one["names"]), frozenset(one["years"])) for one in facts["recalled"]),
        frozenset(facts["found-nowhere"]),
        {name: ForumTip(**tip) for name, tip in facts["forum"].items()},
    )
