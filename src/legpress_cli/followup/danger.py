"""Danger from session to session: which sign is open, told in the kept result or later, and not examined since."""

from collections.abc import Iterable
from datetime import date

import msgspec

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.conditions import GivenAnswer, given_by_any
from legpress_cli.diagnosis.triage import Finding, find_level, find_rules
from legpress_cli.followup.course import Course
from legpress_cli.followup.session import Session, in_order
from legpress_cli.knowledge.model import Knowledge, Level, TriageRule

TOLD_IN_RESULT, TOLD_BY_DIAGNOSE = "kept", "noted"


class OpenSign(msgspec.Struct, frozen=True):
    """What somebody must look at before anything else: since when, how soon, and the answers behind it."""

    on: date
    level: Level
    hold: bool
    because: tuple[GivenAnswer, ...]
    told_in: str = ""
    """``TOLD_IN_RESULT``, ``TOLD_BY_DIAGNOSE``, or empty for a session."""
    rules: tuple[TriageRule, ...] = ()
    after: int = 0


class Danger:
    """Follows the signs through the sessions of a course, in the order of their dates."""

    def __init__(self, knowledge: Knowledge, course: Course) -> None:
        self._knowledge = knowledge
        self._follow_up = knowledge.follow_up
        self._kept = course.answers
        self._level = course.level
        self._told: list[str] = []
        self._examined: list[TriageRule] = []
        self._met: dict[object, tuple[TriageRule, ...]] = {}
        self._open = [*_kept_sign(knowledge, course), *_noted_signs(course)]
        self._last: Session | None = None
        self._places = {session.id: place for place, session in enumerate(course.sessions)}

    def add(self, session: Session) -> None:
        """Take a further session: what it says was seen is closed, then what it tells is opened."""
        if session.seen:
            place = self._places[session.id]
            closed = [sign for sign in self._open if _is_closed(sign, session.date, place)]
            self._open = [sign for sign in self._open if sign not in closed]
            self._examined += [rule for sign in closed for rule in sign.rules]
            self._kept = Answers(tuple(entry for entry in self._kept.given if entry.question not in self._follow_up.signs))
            self._level = Level.SELF_CARE
            self._told = []
        self._told += session.signs
        self._last = session
        if not session.signs and session.pain < self._follow_up.thresholds.severe.value and not self._rules(session):
            return
        if told := [*self._told_by(session)]:
            known = {(sign.level, sign.hold, sign.because) for sign in self._open}
            self._open += [sign for sign in told if (sign.level, sign.hold, sign.because) not in known]

    def open(self, on: date | None = None) -> list[OpenSign]:
        """Return the open signs, the gravest first; with ``on`` only those told until that day."""
        told = [sign for sign in self._open if on is None or sign.on <= on]
        return sorted(told, key=lambda sign: (-sign.level.severity, sign.on))

    def level(self) -> tuple[Level, tuple[GivenAnswer, ...]]:
        """Return the level that is left where no sign is open, with the answers behind it: self-care or clinician."""
        answers = self._answers(tuple(self._told), self._last.pain if self._last else None)
        met = [rule for rule in find_rules(self._knowledge, answers) if rule.level is Level.CLINICIAN and not rule.hold]
        because = tuple(dict.fromkeys(given for rule in met for given in given_by_any(rule.when, answers)))
        return (Level.CLINICIAN if met or self._level is Level.CLINICIAN else Level.SELF_CARE), because

    def _told_by(self, session: Session) -> Iterable[OpenSign]:
        for rule in self._rules(session):
            answers = self._answers(session.signs, session.pain)
            given = dict.fromkeys(given_by_any(rule.when, answers))
            yield OpenSign(session.date, rule.level, rule.hold, tuple(given), rules=(rule,))
        questions = [self._knowledge.question(name) for name in self._follow_up.signs] if session.signs else []
        for sign in session.signs:
            if not any(sign in question.values for question in questions):  # another knowledge knew it
                yield OpenSign(session.date, Level.URGENT, hold=True, because=(GivenAnswer(questions[0].id, sign),))
        if session.pain >= self._follow_up.thresholds.severe.value:
            because = (GivenAnswer(self._follow_up.pain, session.pain),)
            yield OpenSign(session.date, Level.CLINICIAN, hold=True, because=because)

    def _rules(self, session: Session) -> tuple[TriageRule, ...]:
        """Return the rules by which a session calls for care: its own signs or its pain meet them, with all that is kept."""
        key = (session.signs, session.pain, len(self._kept.given), len(self._examined))
        if key not in self._met:
            answers = self._answers(session.signs, session.pain)
            grave = (rule for rule in find_rules(self._knowledge, answers) if rule.level.doctor_first or rule.hold)
            self._met[key] = tuple(rule for rule in grave if self._is_new(rule, session))
        return self._met[key]

    def _is_new(self, rule: TriageRule, session: Session) -> bool:
        signs, pain = self._follow_up.signs, self._follow_up.pain
        if any(test.question in signs and test.holds_for(sign) for test in rule.when for sign in session.signs):
            return True
        if rule in self._examined and session.pain < self._follow_up.thresholds.severe.value:
            return False
        return any(test.question == pain and test.holds_for(session.pain) for test in rule.when)

    def _answers(self, signs: tuple[str, ...], pain: int | None) -> Answers:
        """Return the kept answers with these signs besides, and this pain in place of the one told first."""
        answers = self._kept if pain is None else self._kept.without(self._follow_up.pain)
        new = [] if pain is None else [Answer(self._follow_up.pain, (pain,), Source.PROMPT)]
        for name in self._follow_up.signs:
            given = tuple(sign for sign in signs if sign in self._knowledge.question(name).values)
            new += [Answer(name, given, Source.PROMPT)] if given else []
        return answers.adding(new)


def signs_among(knowledge: Knowledge, answers: Answers) -> Answers:
    """Return the answers about danger among those to a log."""
    return Answers(tuple(entry for entry in answers.given if entry.question in knowledge.follow_up.signs))


def sign_finding(knowledge: Knowledge, answers: Answers) -> Finding:
    """Return what the danger signs among the answers to a log call for, whatever else was answered."""
    return find_level(knowledge, signs_among(knowledge, answers))


def open_signs(knowledge: Knowledge, course: Course) -> tuple[OpenSign, ...]:
    """Return what is open after all sessions of a course, the gravest first."""
    danger = Danger(knowledge, course)
    for session in in_order(course.sessions):
        danger.add(session)
    return tuple(danger.open())


def _kept_sign(knowledge: Knowledge, course: Course) -> Iterable[OpenSign]:
    finding = find_level(knowledge, course.answers)
    level = max(finding.level, course.level, key=lambda level: level.severity)
    hold = finding.hold or course.hold
    if level.doctor_first or hold:
        rules = tuple(rule for rule in find_rules(knowledge, course.answers) if rule.level.doctor_first or rule.hold)
        yield OpenSign(course.given_on, level, hold, finding.because, TOLD_IN_RESULT, rules)


def _noted_signs(course: Course) -> Iterable[OpenSign]:
    for noted in course.noted:
        if noted.level.doctor_first or noted.hold:
            yield OpenSign(noted.on, noted.level, noted.hold, noted.because, TOLD_BY_DIAGNOSE, after=noted.after)


def _is_closed(sign: OpenSign, on: date, place: int) -> bool:
    """Say whether a sign was told before the session, entered in this place, that says it was examined."""
    return sign.on <= on and place >= sign.after
