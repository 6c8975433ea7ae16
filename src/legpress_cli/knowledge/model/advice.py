"""Causes and tips: ``causes.yaml`` and ``tips.yaml``."""

from enum import Enum
from typing import Annotated

import msgspec

from legpress_cli.knowledge.model.fields import (
    Action,
    Command,
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
from legpress_cli.knowledge.model.poses import Pose
from legpress_cli.knowledge.model.sources import Grade
from legpress_cli.knowledge.model.triage import Level


class Strength(Enum):
    """How much one answer says about a cause; the points of each stand in ``about.yaml``."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


class Sign(Condition, frozen=True, kw_only=True):
    """An answer that speaks for or against a cause, with its strength; it counts only beside what ``with`` names."""

    strength: Strength
    beside: tuple[Condition, ...] = msgspec.field(name="with", default=())


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


class Status(Enum):
    """What a person's answers make of a tip."""

    CHANGE = "change"
    CHECK = "check"
    KEEP = "keep"


class Wording(Entry, frozen=True, kw_only=True):
    """Words for a tip: as an order, as a line of the checklist, step by step, and what it is like when it is right.

    ``drawn`` is how the picture shows whoever follows these steps.
    """

    command: Command | None = None
    action: Action | None = None
    steps: tuple[Text, ...] = ()
    right_when: Text | None = None
    drawn: tuple[Pose, ...] = ()


class Settled(Wording, frozen=True, kw_only=True):
    """What some answers make of a tip, in words of its own where the tip's do not fit."""

    when: tuple[Condition, ...]
    turn: Status


class Variant(Wording, frozen=True, kw_only=True):
    """Other wording of a tip for people who gave certain answers, and what they must take care of."""

    when: tuple[Condition, ...]
    caution: Text | None = None


class JudgedBy(Entry, frozen=True):
    """How long a change is tried before it is judged: for so many sessions, or beside others for so many weeks."""

    sessions: Annotated[int, msgspec.Meta(ge=2, le=4)] | None = None
    weeks: Annotated[int, msgspec.Meta(ge=1, le=26)] | None = None


class IfSame(Enum):
    """What becomes of a change that made no difference."""

    DROP = "drop"
    KEEP = "keep"


class Tip(Entry, frozen=True):
    """One piece of advice: what to do, why, what it costs, whom it is not for, and who stands behind it.

    A core tip has a ``habit``, the question about it, and words for where that is not known (``check``) or right (``keep``).
    ``finds_out`` names the question that a check answers, ``starts`` when to begin with it, to go on with its command.
    ``drawn`` is how the picture shows whoever follows it: what it changes, and then what that brings about.

    ``judged_by`` says how the log judges it; a tip without it is done once and not judged, and one that ``pauses`` means no
    session at all. One that ``changes_load`` is judged without the weight. For people who meet all of ``beside_if`` it stays,
    and the next change is taken beside it.
    """

    id: Id
    group: GroupId
    title: Label
    command: Command
    action: Action
    steps: tuple[Text, ...]
    right_when: Text
    why: Text
    cost: Text
    judge_by: Text
    effort: Annotated[int, msgspec.Meta(ge=1, le=3)]
    grade: Grade
    grade_note: Text
    not_for: Text | None = None
    habit: QuestionId | None = None
    settled: tuple[Settled, ...] = ()
    check: Wording | None = None
    keep: Wording | None = None
    finds_out: QuestionId | None = None
    starts: Label = "Next session"
    backed_by: tuple[PostNumber, ...] = ()
    described_in: tuple[PostNumber, ...] = ()
    studies: tuple[StudyId, ...] = ()
    studies_against: tuple[StudyId, ...] = ()
    called_by: tuple[Condition, ...] = ()
    only_if: tuple[Condition, ...] = ()
    never_if: tuple[Condition, ...] = ()
    never_at: tuple[Level, ...] = ()
    variants: tuple[Variant, ...] = ()
    drawn: tuple[Pose, ...] = ()
    judged_by: JudgedBy | None = None
    if_same: IfSame = IfSame.DROP
    changes_load: bool = False
    pauses: bool = False
    beside_if: tuple[Condition, ...] = ()

    @property
    def core(self) -> bool:
        """Whether the tip stands in every checklist."""
        return self.habit is not None

    @property
    def do(self) -> str:
        """What to do, in running text."""
        return " ".join(self.steps)

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
    shown_from: int

    def of(self, strength: Strength) -> int:
        """Return the points that one answer of this strength counts for."""
        match strength:
            case Strength.STRONG:
                return self.strong
            case Strength.FAIR:
                return self.fair
            case Strength.WEAK:
                return self.weak
