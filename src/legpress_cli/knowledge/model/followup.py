"""How a change is judged from session to session, and what is said then: ``follow-up.yaml``."""

from collections.abc import Collection
from enum import Enum
from typing import Annotated, TypeAlias

import msgspec
from msgspec.structs import replace

from legpress_cli.knowledge.model.fields import Command, Condition, Entry, Id, Label, QuestionId, StudyId, Text
from legpress_cli.knowledge.model.questions import Kind, Option, Question, Scale

Number: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=1000, description="A whole number.")]


class Judgement(Enum):
    """What was seen of a change, as far as anything can be."""

    NONE = "none"
    CANNOT_TELL = "cannot-tell"
    TOO_EARLY = "too-early"
    WORSE = "worse"
    TOO_MILD = "too-mild"
    BETTER = "better"
    SAME = "same"

    @property
    def settled(self) -> bool:
        """Whether something was seen, so that one may ask how far to trust the change as its reason."""
        return self in (Judgement.BETTER, Judgement.WORSE, Judgement.SAME)


class Trust(Enum):
    """How far to trust a change as the reason for what was seen."""

    WEAK = "weak"
    FAIR = "fair"


class Doubt(Enum):
    """A reason for a verdict, or against trusting it."""

    MORNINGS = "mornings"
    LIGHTER = "lighter"
    HEAVIER = "heavier"
    TWO_CHANGES = "two-changes"
    NO_BEFORE = "no-before"
    BEFORE_THIN = "before-thin"
    EASING = "easing"
    WEIGHT_UNKNOWN = "weight-unknown"
    WEIGHT_IS_THE_CHANGE = "weight-is-the-change"

    @property
    def weakens(self) -> bool:
        """Whether a verdict is trusted less for it."""
        return self in (Doubt.BEFORE_THIN, Doubt.EASING, Doubt.WEIGHT_UNKNOWN, Doubt.WEIGHT_IS_THE_CHANGE)


class Do(Enum):
    """What to do next, in the order in which the first that fits is taken."""

    SEE_A_DOCTOR = "see-a-doctor"
    STOP_UNTIL_SEEN = "stop-until-seen"
    PAUSE = "pause"
    RESTART_LIGHTER = "restart-lighter"
    UNDO_CHANGE = "undo-change"
    LIGHTER = "lighter"
    DONE = "done"
    DROP_AND_NEXT = "drop-and-next"
    OTHER_EXERCISE = "other-exercise"
    BUILD = "build"
    KEEP_AND_NEXT = "keep-and-next"
    REPEAT_CLEAN = "repeat-clean"
    START_CHANGE = "start-change"
    SAME_AGAIN = "same-again"

    @property
    def moves_on(self) -> bool:
        """Whether the next session that is logged is one with another change."""
        return self in (Do.UNDO_CHANGE, Do.DROP_AND_NEXT, Do.OTHER_EXERCISE, Do.KEEP_AND_NEXT)


class Threshold(Entry, frozen=True, kw_only=True):
    """A line that a rule draws, what it is for, and the studies behind it or that it is a rule of thumb."""

    value: Number
    says: Text
    studies: tuple[StudyId, ...] = ()
    rule_of_thumb: bool = False


class Thresholds(Entry, frozen=True):
    """Every line that the rules draw: points of pain out of 10, shares in percent, sessions, or days."""

    need_points: Threshold
    need_percent: Threshold
    sessions_before: Threshold
    sessions_now: Threshold
    sessions_least: Threshold
    same_sessions: Threshold
    same_points: Threshold
    mild_before: Threshold
    mild_now: Threshold
    morning_pain: Threshold
    morning_rise: Threshold
    morning_days: Threshold
    easing_points: Threshold
    harder_percent: Threshold
    easier_percent: Threshold
    gap_days: Threshold
    flare: Threshold
    severe: Threshold
    build_pain: Threshold
    quiet_pain: Threshold
    quiet_sessions: Threshold
    stuck_pain: Threshold
    slow_days: Threshold
    seen_days: Threshold


class SinceBreak(Entry, frozen=True):
    """What a verdict says where the change was tried, but not since the last break."""

    title: Label
    says: Text


class VerdictWords(Entry, frozen=True):
    """What a verdict on a change says."""

    verdict: Judgement
    title: Label
    says: Text
    since_break: SinceBreak | None = None


class DoubtWords(Entry, frozen=True):
    """What a doubt says."""

    doubt: Doubt
    says: Text


class TrustWords(Entry, frozen=True):
    """How far a verdict goes, in words that go on from its title."""

    trust: Trust
    title: Label
    better: Text
    worse: Text

    def says(self, verdict: Judgement) -> str:
        """Return what that means for a verdict; empty where the verdict claims no difference."""
        return {Judgement.BETTER: self.better, Judgement.WORSE: self.worse}.get(verdict, "")


class Circumstance(Enum):
    """What may be so when something is next, and calls for other words."""

    CANNOT_TELL = "cannot-tell"
    MORNINGS = "mornings"
    FIRST = "first"
    NOTHING_KEPT = "nothing-kept"
    NONE_LEFT = "none-left"
    NO_BEFORE = "no-before"
    KEPT = "kept"
    STILL_HURTS = "still-hurts"
    EXERCISE_CHANGED = "exercise-changed"


class OtherWords(Entry, frozen=True):
    """Words in place of the usual ones under some circumstance."""

    under: Circumstance
    title: Command | None = None
    why: Text | None = None
    steps: tuple[Text, ...] = ()


class NextWords(Entry, frozen=True):
    """What to do next as an order, and why; before a colon and the command of a tip where one is named.

    ``alone`` is the order where no tip is named, ``weight`` says which weight to take, and ``otherwise`` has other words for
    some circumstances, of which later ones come before earlier ones.
    """

    do: Do
    title: Command
    why: Text
    steps: tuple[Text, ...] = ()
    weight: Text | None = None
    alone: Command | None = None
    otherwise: tuple[OtherWords, ...] = ()

    def under(self, circumstances: Collection[Circumstance]) -> "NextWords":
        """Return the words as they are under these circumstances."""
        words = self
        for other in self.otherwise:
            if other.under in circumstances:
                title, why, steps = other.title or words.title, other.why or words.why, other.steps or words.steps
                words = replace(words, title=title, why=why, steps=steps)
        return words


class Remarks(Entry, frozen=True):
    """What is said besides, where it fits."""

    is_slow: Text
    be_seen: Text
    not_better: Label
    open_sign: Text
    when_seen: Text
    mistake: Text
    mistake_kept: Text
    ask_first: Text
    no_checklist: Command
    outside: Command
    none_left: Command
    beside: Text
    look_once: Text
    untested: Text
    long_ago: Text
    no_diary: Text


class LogQuestion(Entry, frozen=True):
    """A question that a log asks; no question of the interview, though it is asked in the same way."""

    id: Id
    kind: Kind
    short: Label
    ask: Text
    why: Text
    options: tuple[Option, ...] = ()
    scale: Scale | None = None

    @property
    def question(self) -> Question:
        """The question as it is asked."""
        return Question(self.id, self.kind, self.short, self.ask, self.why, self.options, scale=self.scale)


class TypedQuestion(Entry, frozen=True):
    """A question of the log that is answered by typing: a weight."""

    short: Label
    ask: Text
    why: Text


class FollowUp(Entry, frozen=True):
    """How sessions are asked about, judged and answered.

    ``pain`` is the question about pain, ``signs`` those about danger that each log asks anew, in the words of ``ask_signs``.
    ``log`` are its other questions: ``during``, ``after``, ``morning`` and ``set-up``; ``weight`` is typed;
    ``ask_kept`` asks the last where no change is due. ``pressed`` asks who was seen whether there is a session.
    Who gave an answer of ``ask_first_if`` asks a doctor before building up.
    """

    pain: QuestionId
    signs: tuple[QuestionId, ...]
    ask_signs: Text
    ask_kept: Text
    thresholds: Thresholds
    log: tuple[LogQuestion, ...]
    weight: TypedQuestion
    pressed: LogQuestion
    verdicts: tuple[VerdictWords, ...]
    trust: tuple[TrustWords, ...]
    doubts: tuple[DoubtWords, ...]
    next: tuple[NextWords, ...]
    remarks: Remarks
    ask_first_if: tuple[Condition, ...] = ()
    studies: tuple[StudyId, ...] = ()

    def question(self, name: str) -> Question:
        """Return the question of the log with this id."""
        return next(entry.question for entry in self.log if entry.id == name)

    def verdict(self, verdict: Judgement, *, tried: bool = False) -> VerdictWords | SinceBreak:
        """Return the words of a verdict on a change that was ``tried``, though maybe not since a break."""
        words = next(words for words in self.verdicts if words.verdict is verdict)
        return words.since_break if tried and words.since_break else words

    def doubt(self, doubt: Doubt) -> DoubtWords:
        """Return the words of a doubt."""
        return next(words for words in self.doubts if words.doubt is doubt)

    def trusted(self, trust: Trust) -> TrustWords:
        """Return the words for how far a verdict goes."""
        return next(words for words in self.trust if words.trust is trust)

    def words(self, do: Do) -> NextWords:
        """Return the words of what to do next."""
        return next(words for words in self.next if words.do is do)
