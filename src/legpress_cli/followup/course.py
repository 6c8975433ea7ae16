"""A course: the kept answers, and what was told since. Facts only; what they come to is computed anew each time."""

from datetime import date
from typing import TypeAlias

import msgspec

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.followup.session import Session, each_once
from legpress_cli.knowledge.model import Level


class NotedSign(msgspec.Struct, frozen=True):
    """A danger sign told to a later interview, or to a log without a session.

    It has the day, the level it calls for, and the answers behind it. ``after`` is how many sessions of the course had been
    entered by then: what is entered later can say that it was seen.
    """

    on: date
    level: Level
    because: tuple[GivenAnswer, ...] = ()
    hold: bool = False
    after: int = 0


class Visit(msgspec.Struct, frozen=True):
    """What was told before was examined until this day, told without a session; ``signs`` are danger signs that are new since.

    ``after`` is how many sessions of the course had been entered by then, and ``noted`` how many signs were noted.
    """

    date: date
    signs: tuple[str, ...] = ()
    after: int = 0
    noted: int = 0


Entry: TypeAlias = Session | Visit


class Course(msgspec.Struct, frozen=True):
    """The answers of the kept result with their day, the level that it had then, and all that was told since.

    ``sessions``, ``noted`` and ``visits`` stand in the order in which they were entered. A level that is graver now counts at
    once, one that is milder than ``level`` and ``hold`` only in a new course.
    """

    answers: Answers
    given_on: date
    sessions: tuple[Session, ...] = ()
    level: Level = Level.SELF_CARE
    hold: bool = False
    noted: tuple[NotedSign, ...] = ()
    visits: tuple[Visit, ...] = ()


def entries_in_order(course: Course) -> tuple[Entry, ...]:
    """Return sessions and visits by their dates, those of one day as they were entered, each session once."""
    entries: list[Entry] = [*each_once(course.sessions)]
    for visit in reversed(course.visits):
        entries.insert(visit.after, visit)
    return tuple(sorted(entries, key=lambda entry: entry.date))


def last_entry(course: Course) -> Entry | None:
    """Return what was entered last."""
    visit = course.visits[-1] if course.visits else None
    if visit and visit.after >= len(course.sessions):
        return visit
    return course.sessions[-1] if course.sessions else None
