"""Opens the kept result again: read with the knowledge in use, and never milder than it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.phrases import count
from legpress_cli.diagnosis.result import Assessment, assess
from legpress_cli.diagnosis.triage import Finding, find_level
from legpress_cli.errors import InvalidInput, MissingAnswers
from legpress_cli.followup.course import Course
from legpress_cli.followup.danger import TOLD_IN_RESULT, OpenSign, open_signs
from legpress_cli.interview.commands import other_call, seen_commands
from legpress_cli.knowledge.model import Kind, Knowledge
from legpress_cli.store.database import Store
from legpress_cli.store.kept_result import KeptResult, read_result
from legpress_cli.system.environment import read_day
from legpress_cli.system.streams import print_message


class Reopened(msgspec.Struct, frozen=True):
    """A kept result as it is now, and the day on which it was given."""

    assessment: Assessment
    day: date


def reopen_result(knowledge: Knowledge, store: Store, call: str) -> Reopened:
    """Return the kept result, and say how old it is and what has changed since; ``call`` begins the way to a new one.

    Raises ``InvalidInput`` where none is kept, or where it lacks what the knowledge in use must know, and ``StoreUnavailable``.
    """
    kept = read_kept(knowledge, store, call)
    signs = [sign for sign in open_signs(knowledge, kept.course) if sign.told_in != TOLD_IN_RESULT]
    try:
        assessment = assess(knowledge, _with_signs(knowledge, kept.course, signs), call, floor=_floor(kept.course, signs))
    except MissingAnswers:
        raise InvalidInput(
            f"The knowledge has changed from {kept.kept.version} to {knowledge.about.version}, and asks about danger anew. "
            f"Get a new result:\n  {call} --keep"
        ) from None
    for line in _changes(knowledge, kept, signs, call):
        print_message(line)
    return Reopened(assessment, kept.course.given_on)


def read_kept(knowledge: Knowledge, store: Store, call: str) -> KeptResult:
    """Return the kept result. Raises ``InvalidInput`` where none is kept, with the way to get one, and ``StoreUnavailable``."""
    kept = read_result(store, knowledge)
    if kept is None:
        raise InvalidInput(f"No result is kept here. Get one with:\n  {call} --keep")
    return kept


def _with_signs(knowledge: Knowledge, course: Course, signs: Sequence[OpenSign]) -> Answers:
    """Return the kept answers, with what was told since beside the signs told before, and in place of any other answer."""
    answers = course.answers
    for given in (given for sign in signs for given in sign.because):
        question = knowledge.question(given.question)
        before = answers.all_values(question.id) if question.kind is Kind.MANY else ()
        told = [value for value in before if value not in (*question.alone, given.answer)]
        answers = answers.replacing(Answer(question.id, (*told, given.answer), Source.SESSION))
    return answers


def _floor(course: Course, signs: Sequence[OpenSign]) -> Finding:
    """Return the least that was found: a milder level counts only after a new interview."""
    floor = Finding(course.level, course.hold, ())
    for sign in signs:
        floor = floor.at_least(Finding(sign.level, sign.hold, ()))
    return floor


def _changes(knowledge: Knowledge, kept: KeptResult, signs: Sequence[OpenSign], call: str) -> Iterator[str]:
    """Return how old a result is, and what is different from the day on which it was given."""
    course, now, then = kept.course, knowledge.about.version, kept.kept.version
    days = (read_day() - course.given_on).days
    age = "today" if days == 0 else f"{count(days, 'day')} ago" if days > 0 else "your clock was changed since"
    yield f"Your result of {course.given_on} ({age}). If a danger sign has come up since then, run:\n  {call} --keep"
    if now != then:
        yield f"The knowledge has changed from {then} to {now} since then. Your answers are read anew with it."
    if kept.kept.lost:
        yield f"These answers no longer count: {', '.join(kept.kept.lost)}."
    for sign in signs:
        yield f"What you told on {sign.on} means: {knowledge.advice_for(sign.level).title}."
    if open_signs(knowledge, course):
        yield f"{knowledge.follow_up.remarks.when_seen}\n  {seen_commands(other_call(call, 'log'))[0]}"
    elif seen := [*(session.date for session in course.sessions if session.seen), *(visit.date for visit in course.visits)]:
        yield f"On {max(seen)} you logged that it was looked at. This is the result as it was. For a new one:\n  {call} --keep"
    found = find_level(knowledge, course.answers)
    meant, means = (course.level.severity, course.hold), (found.level.severity, found.hold)
    if means > meant:
        yield "With the knowledge in use they mean more than they did then, and that counts at once."
    elif means < meant:
        milder = "With the knowledge in use they would mean less than they did then. That counts only after a new interview:"
        yield f"{milder}\n  {call} --keep"
