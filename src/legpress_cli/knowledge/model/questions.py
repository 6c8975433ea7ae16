"""Questions with their answers, and the tree that orders them: ``questions.yaml`` and ``tree.yaml``."""

from enum import Enum

import msgspec

from legpress_cli.knowledge.model.fields import Condition, Entry, Id, Label, QuestionId, ScaleNumber, StepId, Text
from legpress_cli.knowledge.model.poses import Pose


class Kind(Enum):
    """How many answers a question takes, and of what kind."""

    ONE = "one"
    MANY = "many"
    SCALE = "scale"


class Option(Entry, frozen=True):
    """One answer that a question offers.

    ``clause`` says it of the person, to go on from "because": ``your feet are high on the plate``. ``alone`` means that
    it cannot be given beside another, ``calm`` that it calls for nothing by itself and is meant to, ``drawn`` how the picture
    shows it. ``aliases`` are other ids that are read as this one.
    """

    id: Id
    label: Label
    clause: Label | None = None
    alone: bool = False
    calm: bool = False
    drawn: Pose | None = None
    aliases: tuple[str, ...] = ()


class Scale(Entry, frozen=True):
    """Whole numbers from ``low`` to ``high``, with words for both ends; ``clause`` goes on with a number: ``the pain was``."""

    low: ScaleNumber
    high: ScaleNumber
    low_label: Label
    high_label: Label
    clause: Label | None = None


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

    @property
    def aliases(self) -> dict[str, str]:
        """The option ids by the other ids that are read as them."""
        return {alias: option.id for option in self.options for alias in option.aliases}

    def label(self, value: str | int) -> str:
        """Return the words a person reads for one answer."""
        for option in self.options:
            if option.id == value:
                return option.label
        return f"{value} out of {self.scale.high}" if self.scale else str(value)

    def clause(self, value: str | int) -> str:
        """Return what one answer says of the person, as part of a sentence; quoted where it has no words for that."""
        if self.scale and self.scale.clause and isinstance(value, int):
            return f"{self.scale.clause} {self.label(value)}"
        clauses = (option.clause for option in self.options if option.id == value)
        return next(filter(None, clauses), None) or f'you answered "{self.label(value)}"'


class Step(Entry, frozen=True):
    """One place in the tree: the question asked there and the step that each answer leads to."""

    id: Id
    ask: QuestionId
    then: StepId
    unless: dict[str, StepId] = msgspec.field(default_factory=dict)

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
