"""Causes and tips: ``causes.yaml`` and ``tips.yaml``."""

from enum import Enum
from typing import Annotated

import msgspec

from legpress_cli.knowledge.model.fields import (
    Condition,
    Entry,
    GroupId,
    Id,
    Label,
    PostNumber,
    QuestionId,
    StudyId,
    Text,
    TipId,
)
from legpress_cli.knowledge.model.poses import Place, Pose
from legpress_cli.knowledge.model.sources import Grade
from legpress_cli.knowledge.model.triage import Level


class Strength(Enum):
    """How much one answer says about a cause; the points of each stand in ``about.yaml``."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


class Sign(Condition, frozen=True, kw_only=True):
    """An answer that speaks for or against a cause, with its strength."""

    strength: Strength


class Cause(Entry, frozen=True):
    """One likely reason for the pain, the answers that point to it or away, and the tips that answer it."""

    id: Id
    title: Label
    explain: Text
    signs_for: tuple[Sign, ...] = msgspec.field(name="for")
    tips: tuple[TipId, ...]
    against: tuple[Sign, ...] = ()
    posts: tuple[PostNumber, ...] = ()
    studies: tuple[StudyId, ...] = ()


class OwnAnswer(Entry, frozen=True):
    """How a core tip's status follows from the person's own answer about it."""

    question: QuestionId
    change: tuple[str, ...]
    keep: tuple[str, ...]


class Variant(Entry, frozen=True):
    """Other wording of a tip for people who gave certain answers."""

    when: tuple[Condition, ...]
    do: Text | None = None
    caution: Text | None = None


class Tip(Entry, frozen=True):
    """One piece of advice: what to do, why, what it costs, whom it is not for, and who stands behind it.

    ``drawn_at`` is where its number stands in the picture, ``drawn`` how the picture shows it once it is done.
    """

    id: Id
    group: GroupId
    title: Label
    do: Text
    why: Text
    cost: Text
    judge_by: Text
    effort: Annotated[int, msgspec.Meta(ge=1, le=3)]
    grade: Grade
    grade_note: Text
    not_for: Text | None = None
    own_answer: OwnAnswer | None = None
    check: Text | None = None
    keep: Text | None = None
    backed_by: tuple[PostNumber, ...] = ()
    described_in: tuple[PostNumber, ...] = ()
    studies: tuple[StudyId, ...] = ()
    studies_against: tuple[StudyId, ...] = ()
    called_by: tuple[Condition, ...] = ()
    only_if: tuple[Condition, ...] = ()
    never_if: tuple[Condition, ...] = ()
    never_at: tuple[Level, ...] = ()
    variants: tuple[Variant, ...] = ()
    drawn_at: Place | None = None
    drawn: Pose | None = None

    @property
    def core(self) -> bool:
        """Whether the tip stands in every checklist."""
        return self.own_answer is not None

    @property
    def posts(self) -> tuple[int, ...]:
        """Every post that the tip cites, in order."""
        return tuple(sorted({*self.backed_by, *self.described_in}))


class Group(Entry, frozen=True):
    """A topic of the tip sheet."""

    id: Id
    title: Label


class Points(Entry, frozen=True):
    """How strengths are counted: plain points, and from how many points a cause is shown."""

    strong: int
    fair: int
    weak: int
    likely_from: int
    possible_from: int

    def of(self, strength: Strength) -> int:
        """Return the points that one answer of this strength counts for."""
        match strength:
            case Strength.STRONG:
                return self.strong
            case Strength.FAIR:
                return self.fair
            case Strength.WEAK:
                return self.weak
