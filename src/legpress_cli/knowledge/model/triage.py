"""Danger: levels, the answers that call for them, and what to watch for: ``triage.yaml``."""

from enum import Enum

from legpress_cli.knowledge.model.fields import Condition, Entry, Label, PhoneNumber, StudyId, Text
from legpress_cli.knowledge.model.questions import Question


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


class Interview(Enum):
    """What a triage level does to the questions that are still open."""

    GO_ON = "go-on"
    SAFETY_ONLY = "safety-only"
    STOP = "stop"

    def ends_before(self, question: "Question") -> bool:
        """Say whether a level that does this to the interview ends it before the question."""
        match self:
            case Interview.GO_ON:
                return False
            case Interview.SAFETY_ONLY:
                return not question.safety
            case Interview.STOP:
                return True


class Addition(Entry, frozen=True):
    """What a level's advice says besides to people who gave certain answers, and the title it puts in place of the level's.

    With ``in_change`` the first change says it as well, so that a page of one screen that has one leaves it out. With ``warns``
    its title is no good news, though the level's is.
    """

    when: tuple[Condition, ...]
    text: Text
    title: Text | None = None
    in_change: bool = False
    warns: bool = False


class LevelAdvice(Entry, frozen=True):
    """What a triage level means for the person; ``brief`` is its action in one line, for a page of one screen."""

    level: Level
    title: Text
    action: Text
    brief: Text | None = None
    also: tuple[Addition, ...] = ()


class Hold(Entry, frozen=True):
    """What is said in place of the level's words to people who may not press until they were seen."""

    title: Text
    action: Text
    brief: Text | None = None


class EmergencyNumber(Entry, frozen=True):
    """The number of emergency help, and where it answers."""

    where: Label
    number: PhoneNumber


class TriageRule(Entry, frozen=True):
    """Answers that, all together, call for a level; with ``hold`` also for no leg press until seen."""

    level: Level
    when: tuple[Condition, ...]
    studies: tuple[StudyId, ...] = ()
    hold: bool = False

    @property
    def only_safety(self) -> bool:
        """Whether only safety questions may call for the level: an emergency, or urgent care on one question alone."""
        joint = len({condition.question for condition in self.when}) > 1
        return self.level.doctor_first and not (joint and self.level is Level.URGENT)


class Contradiction(Entry, frozen=True):
    """Answers that cannot all be true, and the sentence that says so."""

    when: tuple[Condition, ...]
    says: Text


class Outside(Entry, frozen=True):
    """A place of pain that legpress does not know, and the sentence that says so; there it only tells what to check."""

    when: tuple[Condition, ...]
    says: Text


class Watch(Entry, frozen=True):
    """Something to watch for, shown at the named levels and, where ``when`` is given, for these answers.

    ``brief`` says it in a few words, for a page of one screen: with ``careful`` how to press, else what needs a doctor. The one
    with ``danger`` lists the emergency signs and also stands before every tip.
    """

    text: Text
    levels: tuple[Level, ...]
    brief: tuple[Text, ...] = ()
    careful: bool = False
    when: tuple[Condition, ...] = ()
    studies: tuple[StudyId, ...] = ()
    danger: bool = False


class Triage(Entry, frozen=True):
    """Danger: levels, the answers that call for them, contradictions, places outside and what to watch for."""

    levels: tuple[LevelAdvice, ...]
    hold: Hold
    rules: tuple[TriageRule, ...]
    contradictions: tuple[Contradiction, ...]
    outside: tuple[Outside, ...]
    watch: tuple[Watch, ...]
    emergency_numbers: tuple[EmergencyNumber, ...]
