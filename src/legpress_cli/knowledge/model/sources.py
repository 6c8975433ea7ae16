"""Who says so: forum posts, studies, and where they disagree."""

from enum import Enum
from typing import Annotated

import msgspec

from legpress_cli.knowledge.model.fields import UNIQUE, Entry, Id, PosterId, PostNumber, Source, StudyId, Text, TipId


class Grade(Enum):
    """What kind of source stands behind a tip or a finding, strongest first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    F = "F"


class Post(Entry, frozen=True):
    """One forum post in our own words; posts of one author share ``poster``."""

    number: Annotated[int, msgspec.Meta(extra=UNIQUE)]
    poster: PosterId
    says: Text
    advice: bool = True

    @property
    def id(self) -> str:
        """The post's name on the command line, for example ``post-7``."""
        return f"post-{self.number}"


class Study(Entry, frozen=True):
    """One published source: what it found and how far that reaches."""

    id: Id
    citation: Source
    type: Source
    grade: Grade
    finding: Text
    limits: Text
    doi: Source | None = None


class Conflict(Entry, frozen=True):
    """A point where posts, or posts and evidence, disagree, and what legpress makes of it."""

    id: Id
    title: Text
    sides: Text
    resolution: Text
    tips: tuple[TipId, ...] = ()
    posts: tuple[PostNumber, ...] = ()
    studies: tuple[StudyId, ...] = ()


class GradeMeaning(Entry, frozen=True):
    """What a grade letter means, in words for the reader."""

    grade: Grade
    means: Text
