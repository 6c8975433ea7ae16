"""What legpress knows, as frozen values: the shape of the files under ``knowledge/``.

One struct stands for one kind of entry and its fields are the keys a coach writes in YAML
(``backed_by`` here is ``backed-by`` there). Nothing in this module reads a file or decides anything.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Annotated, TypeAlias

import msgspec

from legpress_cli.knowledge.model.poses import Place, Pose

NOT_SURE = "not-sure"
NONE = "none"
END = "end"
ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"

# The marks by which the checks find texts, the ids of entries, and the mentions of these ids (``checks.walk``).
TEXT = {"wording": "text"}
LABEL = {"wording": "label"}
UNIQUE = {"unique": "in its list"}
_ID = "Small letters, digits and hyphens, as in foot-width."
Id: TypeAlias = Annotated[str, msgspec.Meta(pattern=ID_PATTERN, description=_ID, extra=UNIQUE)]
PosterId: TypeAlias = Annotated[str, msgspec.Meta(pattern=ID_PATTERN, description=_ID)]
QuestionId: TypeAlias = Annotated[str, msgspec.Meta(extra={"refers": "questions"})]
StepId: TypeAlias = Annotated[str, msgspec.Meta(extra={"refers": "steps"})]
TipId: TypeAlias = Annotated[str, msgspec.Meta(extra={"refers": "tips"})]
GroupId: TypeAlias = Annotated[str, msgspec.Meta(extra={"refers": "groups"})]
StudyId: TypeAlias = Annotated[str, msgspec.Meta(extra={"refers": "studies"})]
PostNumber: TypeAlias = Annotated[int, msgspec.Meta(extra={"refers": "posts"})]
Text: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, description="Plain words for a lifter.", extra=TEXT)]
Label: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, description="A few words, for a narrow screen.", extra=LABEL)]
Source: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, description="As the source gives it.")]
ScaleNumber: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=100, description="A whole number between 0 and 100.")]


class Kind(Enum):
    """How many answers a question takes, and of what kind."""

    ONE = "one"
    MANY = "many"
    SCALE = "scale"


class Strength(Enum):
    """How much one answer says about a cause; the points of each stand in ``about.yaml``."""

    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


class Level(Enum):
    """How soon a person should be seen, mildest first."""

    SELF_CARE = "self-care"
    CLINICIAN = "clinician"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    def __init__(self, _: str) -> None:
        self.severity = len(type(self).__members__)
        """0 for the mildest level, rising by one."""

    @property
    def doctor_first(self) -> bool:
        """Whether a doctor must look before there may be any training advice."""
        return self in (Level.URGENT, Level.EMERGENCY)

    @property
    def interview(self) -> "Interview":
        """What the level does to the questions that are still open."""
        match self:
            case Level.EMERGENCY:
                return Interview.STOP
            case Level.URGENT:
                return Interview.SAFETY_ONLY
            case Level.CLINICIAN | Level.SELF_CARE:
                return Interview.GO_ON


class Grade(Enum):
    """What kind of source stands behind a tip or a finding, strongest first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    F = "F"


class Interview(Enum):
    """What a triage level does to the questions that are still open."""

    GO_ON = "go-on"
    SAFETY_ONLY = "safety-only"
    STOP = "stop"


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", omit_defaults=True):
    """Base of every entry: frozen, and a key it does not name is refused."""


class Condition(Entry, frozen=True):
    """One test of one answer: ``answer`` is one of the named options, or a number lies in a range."""

    question: QuestionId
    answer: str | tuple[str, ...] = ()
    at_least: int | None = None
    at_most: int | None = None

    @property
    def options(self) -> tuple[str, ...]:
        """The option ids that meet the condition; empty where a range decides."""
        return (self.answer,) if isinstance(self.answer, str) else self.answer

    def holds_for(self, value: str | int) -> bool:
        """Say whether one given answer (an option id, or a number on a scale) meets the condition."""
        if isinstance(value, str):
            return value == self.answer or (isinstance(self.answer, tuple) and value in self.answer)
        return (self.at_least is not None or self.at_most is not None) and (
            (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)
        )


class Option(Entry, frozen=True):
    """One answer that a question offers.

    ``alone`` means that it cannot be given beside another, ``calm`` that it calls for nothing by itself and is meant to,
    ``drawn`` how the picture shows it.
    """

    id: Id
    label: Label
    alone: bool = False
    calm: bool = False
    drawn: Pose | None = None


class Scale(Entry, frozen=True):
    """Whole numbers from ``low`` to ``high``, with words for both ends."""

    low: ScaleNumber
    high: ScaleNumber
    low_label: Label
    high_label: Label


class Question(Entry, frozen=True):
    """One question of the interview.

    ``only_after`` names the answers that make a safety question necessary; every other safety question is asked on every path.
    """

    id: Id
    kind: Kind
    short: Label
    ask: Text
    why: Text
    options: tuple[Option, ...]
    safety: bool = False
    scale: Scale | None = None
    only_after: Condition | None = None

    @property
    def values(self) -> tuple[str | int, ...]:
        """Everything that may be given as an answer: numbers of the scale first, then option ids."""
        ids = [option.id for option in self.options]
        return (*range(self.scale.low, self.scale.high + 1), *ids) if self.scale else tuple(ids)

    @property
    def alone(self) -> frozenset[str]:
        """The option ids that cannot be given beside another."""
        return frozenset(option.id for option in self.options if option.alone)

    def label(self, value: str | int) -> str:
        """Return the words a person reads for one answer."""
        for option in self.options:
            if option.id == value:
                return option.label
        return f"{value} out of {self.scale.high}" if self.scale else str(value)


class Step(Entry, frozen=True):
    """One place in the tree: the question asked there and the step that each answer leads to."""

    id: Id
    ask: QuestionId
    then: StepId
    unless: dict[str, StepId] = {}

    def after(self, values: tuple[str | int, ...]) -> str:
        """Return the id of the step that follows these answers (``end`` when none does)."""
        for value in values:
            if str(value) in self.unless:
                return self.unless[str(value)]
        return self.then


class Tree(Entry, frozen=True):
    """The decision tree: where it starts, its steps, and the most questions a path may ask."""

    start: StepId
    longest_path: int
    steps: tuple[Step, ...]


class Addition(Entry, frozen=True):
    """What a level's advice says besides to people who gave certain answers, and the title it puts in place of the level's."""

    when: tuple[Condition, ...]
    text: Text
    title: Text | None = None


class LevelAdvice(Entry, frozen=True):
    """What a triage level means for the person."""

    level: Level
    title: Text
    action: Text
    also: tuple[Addition, ...] = ()


class TriageRule(Entry, frozen=True):
    """Answers that, all together, call for a level."""

    level: Level
    when: tuple[Condition, ...]
    studies: tuple[StudyId, ...] = ()


class Contradiction(Entry, frozen=True):
    """Answers that cannot all be true, and the sentence that says so."""

    when: tuple[Condition, ...]
    says: Text


class Watch(Entry, frozen=True):
    """Something to watch for, shown at the named levels and, where ``when`` is given, for these answers.

    The one with ``danger`` lists the emergency signs and also stands before every tip.
    """

    text: Text
    levels: tuple[Level, ...]
    when: tuple[Condition, ...] = ()
    studies: tuple[StudyId, ...] = ()
    danger: bool = False


class Triage(Entry, frozen=True):
    """Danger: levels, the answers that call for them, contradictions and what to watch for."""

    levels: tuple[LevelAdvice, ...]
    rules: tuple[TriageRule, ...]
    contradictions: tuple[Contradiction, ...]
    watch: tuple[Watch, ...]


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


class GradeMeaning(Entry, frozen=True):
    """What a grade letter means, in words for the reader."""

    grade: Grade
    means: Text


class About(Entry, frozen=True):
    """The knowledge's own version, the sentences that every result carries, and what must hold of every result.

    ``core_tips`` stand in every checklist. ``training_words`` stand in no text for people who must see a doctor first. No tip
    has a better grade than ``best_tip_grade``, and ``quiet_tips`` are given only to people who meet ``quiet``.
    """

    version: Source
    thread: Source
    honesty: Text
    not_a_doctor: Text
    mistake: Text
    stop_rule: Text
    points: Points
    grades: tuple[GradeMeaning, ...]
    core_tips: tuple[str, ...]
    training_words: tuple[Label, ...]
    best_tip_grade: Grade
    quiet_tips: tuple[str, ...]
    quiet: Condition


class Term(Entry, frozen=True):
    """A word that cannot be avoided: the forms in which texts use it, and what it means."""

    id: Id
    term: Label
    forms: tuple[Label, ...]
    means: Text


class Avoid(Entry, frozen=True):
    """A word that no text may use, and what to say instead."""

    word: Label
    say: Label


class Knowledge(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """All that legpress knows; two of them are the same only if they are one. Look-ups by id take ids that exist."""

    about: About
    questions: tuple[Question, ...]
    tree: Tree
    triage: Triage
    causes: tuple[Cause, ...]
    groups: tuple[Group, ...]
    tips: tuple[Tip, ...]
    posts: tuple[Post, ...]
    studies: tuple[Study, ...]
    conflicts: tuple[Conflict, ...]
    terms: tuple[Term, ...]
    avoid: tuple[Avoid, ...]

    def question(self, name: str) -> Question:
        """Return the question with this id."""
        return next(question for question in self.questions if question.id == name)

    def step(self, name: str) -> Step:
        """Return the tree's step with this id."""
        return next(step for step in self.tree.steps if step.id == name)

    def study(self, wanted: str) -> Study:
        """Return the study with this id."""
        return next(study for study in self.studies if study.id == wanted)

    def label(self, question: str, value: str | int) -> str:
        """Return the words for one answer, with the question's short name: ``Seat setting: Lowest``."""
        asked = self.question(question)
        return f"{asked.short}: {asked.label(value)}"

    def advice_for(self, level: Level) -> LevelAdvice:
        """Return what a triage level means."""
        return next(advice for advice in self.triage.levels if advice.level is level)

    def posters(self, posts: Iterable[int]) -> int:
        """Count the independent people behind these posts."""
        cited = frozenset(posts)
        return len({post.poster for post in self.posts if post.number in cited})

    def conflicts_of(self, tip: str) -> tuple[Conflict, ...]:
        """Return the disagreements that touch a tip."""
        return tuple(conflict for conflict in self.conflicts if tip in conflict.tips)
