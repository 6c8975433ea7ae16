"""A course: the kept answers, and what was told since. Facts only; what they come to is computed anew each time."""

from datetime import date

import msgspec

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.followup.session import Session
from legpress_cli.knowledge.model import Level


class NotedSign(msgspec.Struct, frozen=True):
    """A danger sign that a later interview found: the day, the level it calls for, and the answers behind it.

    ``after`` is how many sessions of the course had been entered by then: what is entered later can say that it was seen.
    """

    on: date
    level: Level
    because: tuple[GivenAnswer, ...] = ()
    hold: bool = False
    after: int = 0


class Course(msgspec.Struct, frozen=True):
    """The answers of the kept result with their day, the level that it had then, and all that was told since.

    ``sessions`` stand in the order in which they were entered. A level that is graver now counts at once, one that is milder
    than ``level`` and ``hold`` only in a new course.
    """

    answers: Answers
    given_on: date
    sessions: tuple[Session, ...] = ()
    level: Level = Level.SELF_CARE
    hold: bool = False
    noted: tuple[NotedSign, ...] = ()
