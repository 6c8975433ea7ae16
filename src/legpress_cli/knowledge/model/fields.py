"""What the entries of every file are made of: ids, texts, answers, and conditions on them."""

from typing import Annotated, TypeAlias

import msgspec

NOT_SURE = "not-sure"
NONE = "none"
END = "end"
ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"

# The marks by which the checks find texts, the ids of entries, and the mentions of these ids (``checks.walk``).
TEXT = {"wording": "text"}
LABEL = {"wording": "label"}
COMMAND = {"wording": "command"}
ACTION = {"wording": "action"}
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
Command: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, description="What to do, in 12 words at most.", extra=COMMAND)]
Action: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, description="What to do, in 8 words at most.", extra=ACTION)]
Source: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, description="As the source gives it.")]
PHONE_PATTERN = "^[0-9]{2,6}$"
PhoneNumber: TypeAlias = Annotated[str, msgspec.Meta(pattern=PHONE_PATTERN, description="Digits alone, as they are dialled.")]
ScaleNumber: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=100, description="A whole number between 0 and 100.")]


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


Value: TypeAlias = str | int
"""One given answer: an option's id, or a number on a scale."""
