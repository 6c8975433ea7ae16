"""Logs a session, or that somebody was seen: as told by flag and by a person, kept with the course; or takes the last back."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.triage import Finding
from legpress_cli.errors import InvalidInput, StoreUnavailable
from legpress_cli.followup.course import Course, NotedSign, Visit
from legpress_cli.followup.danger import awaits_a_look, say_open_signs, sign_finding
from legpress_cli.followup.due import find_due, log_questions, morning_of
from legpress_cli.followup.session import Session, SetUp
from legpress_cli.followup.sessions_file import take_in
from legpress_cli.followup.weight import read_weight
from legpress_cli.interview.commands import (
    AFTER,
    DURING,
    MORNING,
    SET_UP,
    WEIGHT,
    enter_again,
    log_flags,
    other_call,
    say_what_is_missing,
)
from legpress_cli.interview.interviewer import Asker
from legpress_cli.interview.phrases import (
    LOG_WELCOME,
    NOT_SEEN_YET,
    NOTHING_LOGGED,
    NOTHING_OPEN,
    SEEN,
    been_seen,
    session_kept,
    what_was_brought,
)
from legpress_cli.interview.reopening import read_kept
from legpress_cli.interview.session_interview import SessionInterview, Told, ToldSession
from legpress_cli.interview.wizard import choose_asker, until_they_leave
from legpress_cli.knowledge.model import NONE, Interview, Knowledge, Question
from legpress_cli.store.database import Store
from legpress_cli.store.log import Morning, append_session, import_sessions, read_sessions, undo_last
from legpress_cli.store.schema import new_id
from legpress_cli.store.visits import append_visit
from legpress_cli.system.environment import Environment, find_screen, read_day
from legpress_cli.system.files import as_word, read_plain_file
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.streams import print_message

_LARGEST = 16 * 1024**2


class LogRequest(msgspec.Struct, frozen=True):
    """What a call says beside the answers by flag: ``day`` is when it was, ``weight`` as it was written."""

    day: str | None
    weight: str | None
    seen: bool
    no_input: bool


class SessionLog:
    """The sessions of the kept result: one is added, those of a file are, or the last one is taken back.

    ``call`` is that of diagnose, and ``noted`` a sign that is to be noted with the result. Raises ``InvalidInput`` where no
    result is kept, and ``StoreUnavailable``.
    """

    def __init__(self, knowledge: Knowledge, store: Store, call: str, told: Answers) -> None:
        self._knowledge, self._store, self._call = knowledge, store, call
        self._by_flag = told
        self._interview: SessionInterview | None = None
        self.noted: Finding | None = None
        self._reload()

    @property
    def told(self) -> Told:
        """What was told so far, by flag and by a person."""
        asked = self._interview
        return Told(asked.told.answers, asked.marked) if asked else Told(self._by_flag, self._by_flag)

    def add(self, request: LogRequest, environment: Environment) -> Course:
        """Keep what is told, asking for what is open where somebody can be asked, and return the course with it.

        That is a session, or where none of its answers is given, that somebody was seen.

        Raises ``InvalidInput`` where something is missing or wrong, and ``Interrupted`` when the person leaves.
        """
        by_flag = self._by_flag
        _refuse_two_answers(self._knowledge, by_flag)
        day, seen = _read_day(request.day), request.seen
        told = ToldSession(by_flag, None if request.weight is None else read_weight(request.weight))
        if by_flag.has(MORNING) and not morning_of(self._knowledge, self._course, day):
            raise InvalidInput(f"--{MORNING}: there is no session in the days before {day} whose morning that could be.")
        only_seen = seen and not self._has_session(told)
        if missing := self._missing(day, told, only_seen=only_seen):
            if request.no_input or not environment.can_ask:
                flags = [*log_flags(self._knowledge, by_flag, only_seen=only_seen), *_given(request)]
                raise InvalidInput(say_what_is_missing(missing, flags, self._call, only_seen=only_seen))
            asker = choose_asker(environment, find_screen())
            again = f"{other_call(self._call, 'log')}{' --seen' if seen else ''}"
            with until_they_leave(lambda: f"{NOTHING_LOGGED}\n  {again}"):
                print_message(LOG_WELCOME)
                seen = seen or self._ask_whether_seen(asker)
                only_seen = seen and not self._has_session(told)
                self._interview = SessionInterview(self._knowledge, self._course, day, told, asker, only_seen=only_seen)
                told = self._interview.hold()
            print_message("")
            self._reload()  # another terminal may have logged something since
            only_seen = seen and not self._has_session(told)
        if only_seen:
            return self._keep_visit(day, told)
        if self._missing(day, told, only_seen=False):  # an emergency sign ended the questions
            return self.with_sign(sign_finding(self._knowledge, told.answers))
        return self._keep(day, told, seen=seen)

    def with_sign(self, finding: Finding) -> Course:
        """Return the course with a danger sign that was told without a session, to be noted once its page is out."""
        self.noted = finding
        noted = NotedSign(read_day(), finding.level, finding.because, finding.hold, len(self._course.sessions))
        return replace(self._course, noted=(*self._course.noted, noted))

    def import_file(self, name: str) -> Course:
        """Keep the sessions of a file, all or none, say how many were new and what differs, and return the course with them.

        ``-`` is standard input. Raises ``InvalidInput`` where a row is wrong.
        """
        before = [entry.session for entry in read_sessions(self._store) if entry.course != self._number]
        brought = take_in(self._knowledge, self._course, _read_file(name), read_day(), before)
        new = import_sessions(self._store, self._number, brought.sessions)
        print_message(what_was_brought(new, brought))
        return self._reload()

    def take_back(self) -> Course:
        """Take the last entry back, say what it was and how to enter it again, and return the course without it.

        Raises ``InvalidInput`` where there is none.
        """
        undone = undo_last(self._store, self._number)
        if undone is None:
            raise InvalidInput("No session is logged, so there is nothing to take back.")
        if isinstance(undone, Visit):
            what = f"that this was looked at on {undone.date}"
        else:
            what = f"the session of {undone[0].date}, worst pain {undone[0].pain}"
        print_message(f"Taken back: {what}. To enter it again:\n  {enter_again(self._knowledge, self._call, undone)}")
        return self._reload()

    def _reload(self) -> Course:
        """Read the course as it is kept by now, and return it."""
        kept = read_kept(self._knowledge, self._store, self._call)
        self._number, self._course = kept.number, kept.course
        return self._course

    def _has_session(self, told: ToldSession) -> bool:
        """Say whether anything of a session was told."""
        about = [question.id for question in self._knowledge.follow_up.log]
        return told.weight is not None or any(told.answers.has(name) for name in about)

    def _missing(self, day: date, told: ToldSession, *, only_seen: bool) -> list[Question]:
        """Return the questions without whose answers there is no session, or nobody ``only_seen``."""
        asked = log_questions(self._knowledge, self._course, day)
        needed = self._knowledge.follow_up.signs if only_seen else [question.id for question in asked if question.id != MORNING]
        return [question for question in asked if question.id in needed and not told.answers.has(question.id)]

    def _ask_whether_seen(self, asker: Asker) -> bool:
        told = say_open_signs(self._knowledge, self._course)
        emergency = sign_finding(self._knowledge, self._by_flag).level.interview is Interview.STOP
        return bool(told) and not emergency and asker.confirm(been_seen(told), SEEN, NOT_SEEN_YET)

    def _keep(self, day: date, told: ToldSession, *, seen: bool) -> Course:
        """Keep a session, or say why it cannot be; the course that is returned has it in any case."""
        session = self._session(day, told, seen=seen)
        before, pain = morning_of(self._knowledge, self._course, day), _pain(told.answers, MORNING)
        morning = Morning(before.id, pain) if before and pain is not None else None
        try:
            append_session(self._store, self._number, session, morning)
        except StoreUnavailable as error:
            print_message(f"This session could not be kept: {error}")
        else:
            print_message(session_kept(session, self._course, other_call(self._call, "log")))
        earlier = [
            replace(one, morning=morning.pain) if morning and one.id == morning.session else one
            for one in self._course.sessions
        ]
        return replace(self._course, sessions=(*earlier, session))

    def _keep_visit(self, day: date, told: ToldSession) -> Course:
        """Keep that somebody was seen, or say why not; the course that is returned has it where there was something to see."""
        visit = Visit(day, self._signs(told), len(self._course.sessions), len(self._course.noted))
        if not visit.signs and not awaits_a_look(self._knowledge, self._course, day):
            print_message(NOTHING_OPEN)
            return self._course
        try:
            append_visit(self._store, visit)
        except StoreUnavailable as error:
            print_message(f"That this was looked at could not be kept: {error}")
        else:
            print_message(f"It is kept that this was looked at on {day}.")
        return replace(self._course, visits=(*self._course.visits, visit))

    def _signs(self, told: ToldSession) -> tuple[str, ...]:
        names = self._knowledge.follow_up.signs
        return tuple(str(value) for name in names for value in told.answers.all_values(name) if value != NONE)

    def _session(self, day: date, told: ToldSession, *, seen: bool) -> Session:
        answers = told.answers
        set_up = SetUp(answers.values(SET_UP)[0])
        return Session(
            id=new_id(),
            date=day,
            during=_pain(answers, DURING) or 0,
            after=_pain(answers, AFTER) or 0,
            weight_kg=told.weight,
            step=find_due(self._knowledge, self._course, day).step(set_up),
            set_up=set_up,
            signs=self._signs(told),
            seen=seen,
        )


def _given(request: LogRequest) -> list[str]:
    """Return the flags that a call gave beside its answers."""
    named = {WEIGHT: request.weight, "date": request.day}
    return [*(f"--{name} {as_word(text)}" for name, text in named.items() if text), *(["--seen"] if request.seen else [])]


def _refuse_two_answers(knowledge: Knowledge, by_flag: Answers) -> None:
    """Raise ``InvalidInput`` where a question of the log has two answers; of danger signs all count."""
    for lost, _ in by_flag.overruled():
        if lost.question not in knowledge.follow_up.signs:
            raise InvalidInput(f"--{lost.question} is given twice with two answers. Keep one of them.")


def _read_day(text: str | None) -> date:
    """Return the day that is named, today without one. Raises ``InvalidInput`` for no day, and for one in the future."""
    today = read_day()
    try:
        day = date.fromisoformat(text) if text is not None else today
    except ValueError:
        shown = escape_control_characters(str(text)[:40]) or "nothing"
        raise InvalidInput(f"--date must be a day such as {today}, not {shown}.") from None
    if day > today:
        raise InvalidInput(f"--date lies in the future: {day}. Today is {today}.")
    return day


def _pain(answers: Answers, question: str) -> int | None:
    return next((value for value in answers.values(question) if isinstance(value, int)), None)


def _read_file(name: str) -> str:
    shown = escape_control_characters(name)
    try:
        data = sys.stdin.buffer.read(_LARGEST + 1) if name == "-" and sys.stdin else read_plain_file(Path(name), _LARGEST)
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(f"{shown} is not UTF-8.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InvalidInput(f"{shown} cannot be read: {reason}.") from None
    if len(data) > _LARGEST:
        raise InvalidInput(f"{shown} cannot be read: it is larger than {_LARGEST // 1024**2} MB.")
    return text
