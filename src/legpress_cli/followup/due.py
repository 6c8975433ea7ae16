"""Which change a session that is told now is one with, and what the log asks about it."""

from collections.abc import Iterator
from copy import copy
from datetime import date

import msgspec
from msgspec.structs import replace

from legpress_cli.followup.course import Course, Visit, entries_in_order
from legpress_cli.followup.phrases import ordered
from legpress_cli.followup.plan import Plan, make_plan
from legpress_cli.followup.replay import Replay
from legpress_cli.followup.session import Session, SetUp, in_order
from legpress_cli.knowledge.model import Knowledge, Question

_NEW_START = 2
"""So many sessions after a break are with the base, whatever was planned."""


class Due(msgspec.Struct, frozen=True):
    """The change that is due on a day, ``None`` where there is none, and what a session without it is one with."""

    change: str | None
    base: str

    def step(self, set_up: SetUp) -> str:
        """Return the step of a session: a fact to be kept with it."""
        return self.base if self.change is None or set_up is SetUp.WITHOUT else self.change


def find_due(knowledge: Knowledge, course: Course, on: date) -> Due:
    """Return what is due on a day, from the sessions told until then.

    Nothing is due, but what was kept, for two sessions after a break, and at the first session after days without any.
    """
    plan = make_plan(knowledge, course)
    replay = Replay(knowledge, course, plan)
    for entry in entries_in_order(course):
        if entry.date <= on:
            replay.add(entry)
    return due_after(plan, replay, on)


def due_after(plan: Plan, replay: Replay, on: date) -> Due:
    """Return what is due on a day after the sessions of a replay, which stays as it is."""
    after = copy(replay)
    do, facts = after.decide(on)
    if do.moves_on:
        after.move_on(do, facts.seen)
    if after.is_gap_before(on):
        after.begin_anew()
    resting = plan.pauses is not None and after.last is None
    starting = after.gaps > 0 and after.since_gap < _NEW_START
    if resting or starting:
        return Due(None, after.base)
    return Due(after.present, after.base)


def with_steps(knowledge: Knowledge, course: Course) -> tuple[Session, ...]:
    """Return the sessions of a course by their dates, each without a step with what was due on its day."""
    plan = make_plan(knowledge, course)
    replay = Replay(knowledge, course, plan)
    sessions = []
    for told in entries_in_order(course):
        if isinstance(told, Visit):
            replay.add(told)
            continue
        session = told if told.step else replace(told, step=due_after(plan, replay, told.date).step(told.set_up))
        replay.add(session)
        sessions.append(session)
    return tuple(sessions)


def session_before(course: Course, on: date) -> Session | None:
    """Return the latest session until a day."""
    return next((session for session in reversed(in_order(course.sessions)) if session.date <= on), None)


def morning_of(knowledge: Knowledge, course: Course, on: date) -> Session | None:
    """Return the session whose morning after is asked about on a day: the one before, if that is some days ago."""
    before = session_before(course, on)
    days = (on - before.date).days if before else 0
    return before if before and 1 <= days <= knowledge.follow_up.thresholds.morning_days.value else None


def sign_questions(knowledge: Knowledge) -> tuple[Question, ...]:
    """Return the questions about danger as a log asks them anew."""
    return tuple(replace(knowledge.question(name), ask=knowledge.follow_up.ask_signs) for name in knowledge.follow_up.signs)


def log_questions(knowledge: Knowledge, course: Course, on: date) -> tuple[Question, ...]:
    """Return what a log asks about a session on a day, in order, but for the weight: danger first, the set-up last."""
    return tuple(_asked(knowledge, course, on))


def _asked(knowledge: Knowledge, course: Course, on: date) -> Iterator[Question]:
    follow_up = knowledge.follow_up
    yield from sign_questions(knowledge)
    yield from (follow_up.question(name) for name in ("during", "after"))
    if morning_of(knowledge, course, on):
        yield follow_up.question("morning")
    change = find_due(knowledge, course, on).change
    tip = next((tip for tip in knowledge.tips if tip.id == change), None)
    item = make_plan(knowledge, course).trial(tip.id) if tip else None
    question = follow_up.question("set-up")
    command = item.command if item else tip.command if tip else ""
    named = f"{ordered(question.ask.removesuffix('?'), command)}?"
    options = question.options if command else tuple(one for one in question.options if one.id != SetUp.WITHOUT.value)
    yield replace(question, ask=named if command else follow_up.ask_kept, options=options)
