"""Danger from session to session: which sign is open, told in the kept result or later, and not examined since."""

from collections.abc import Callable, Iterable
from datetime import date

import msgspec
from msgspec.structs import replace

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.conditions import GivenAnswer, given_by_any
from legpress_cli.diagnosis.triage import Finding, find_level, find_rules
from legpress_cli.followup.course import Course, Entry, Visit, entries_in_order
from legpress_cli.knowledge.model import Knowledge, Level, TriageRule

TOLD_IN_RESULT, NOTED = "kept", "noted"


class OpenSign(msgspec.Struct, frozen=True):
    """What somebody must look at before anything else: since when, how soon, and the answers behind it."""

    on: date
    level: Level
    hold: bool
    because: tuple[GivenAnswer, ...]
    told_in: str = ""
    """``TOLD_IN_RESULT``, ``NOTED``, or empty for an entry of the log."""
    rules: tuple[TriageRule, ...] = ()
    after: int = 0
    place: int = -1
    """Its place among the noted signs, if it is one."""


class Danger:
    """Follows the signs through the entries of a course, in the order of their dates."""

    def __init__(self, knowledge: Knowledge, course: Course) -> None:
        self._knowledge = knowledge
        self._follow_up = knowledge.follow_up
        self._kept = course.answers
        self._level = course.level
        self._told: list[str] = []
        self._examined: list[TriageRule] = []
        self._called_for: dict[tuple[tuple[str, ...], int | None], tuple[OpenSign, ...]] = {}
        self._open = [*_kept_sign(knowledge, course), *_noted_signs(course)]
        self._pain: int | None = None
        self._places = {session.id: place for place, session in enumerate(course.sessions) if session.seen}

    def add(self, entry: Entry) -> None:
        """Take a further entry: what it says was seen is closed, then what it tells is opened."""
        pain = None
        if isinstance(entry, Visit):
            self._close(lambda sign: sign.on <= entry.date and sign.place < entry.noted)
        else:
            pain = self._pain = entry.pain
            if entry.seen:
                self._close(lambda sign: sign.on <= entry.date and sign.after <= self._places[entry.id])
        if entry.signs:
            self._told += entry.signs
            self._called_for = {}
        told = (entry.signs, pain)
        called_for = self._called_for.get(told)
        if called_for is None:
            called_for = self._called_for[told] = tuple(self._told_by(*told))
        if called_for:
            known = {(sign.level, sign.hold, sign.because) for sign in self._open}
            new = [sign for sign in called_for if (sign.level, sign.hold, sign.because) not in known]
            self._open += [replace(sign, on=entry.date) for sign in new]

    def _close(self, is_examined: Callable[[OpenSign], bool]) -> None:
        closed = [sign for sign in self._open if is_examined(sign)]
        self._open = [sign for sign in self._open if sign not in closed]
        self._examined += [rule for sign in closed for rule in sign.rules]
        self._kept = Answers(tuple(entry for entry in self._kept.given if entry.question not in self._follow_up.signs))
        self._level = Level.SELF_CARE
        self._told = []
        self._called_for = {}

    def open(self, on: date | None = None) -> list[OpenSign]:
        """Return the open signs, the gravest first; with ``on`` only those told until that day."""
        told = [sign for sign in self._open if on is None or sign.on <= on]
        return sorted(told, key=lambda sign: (-sign.level.severity, sign.on))

    def level(self) -> tuple[Level, tuple[GivenAnswer, ...]]:
        """Return the level that is left where no sign is open, with the answers behind it: self-care or clinician."""
        answers = self._answers(tuple(self._told), self._pain)
        met = [rule for rule in find_rules(self._knowledge, answers) if rule.level is Level.CLINICIAN and not rule.hold]
        because = tuple(dict.fromkeys(given for rule in met for given in given_by_any(rule.when, answers)))
        return (Level.CLINICIAN if met or self._level is Level.CLINICIAN else Level.SELF_CARE), because

    def _told_by(self, signs: tuple[str, ...], pain: int | None) -> Iterable[OpenSign]:
        """Return what these signs and this pain call for, with all that was told before and not seen since."""
        answers = self._answers(tuple(self._told), pain)
        for rule in find_rules(self._knowledge, answers):
            if (rule.level.doctor_first or rule.hold) and self._is_new(rule, signs, pain):
                given = dict.fromkeys(given_by_any(rule.when, answers))
                yield OpenSign(date.min, rule.level, rule.hold, tuple(given), rules=(rule,))
        questions = [self._knowledge.question(name) for name in self._follow_up.signs] if signs else []
        for sign in signs:
            if not any(sign in question.values for question in questions):  # another knowledge knew it
                yield OpenSign(date.min, Level.URGENT, hold=True, because=(GivenAnswer(questions[0].id, sign),))
        if pain is not None and self._is_severe(pain):
            yield OpenSign(date.min, Level.CLINICIAN, hold=True, because=(GivenAnswer(self._follow_up.pain, pain),))

    def _is_new(self, rule: TriageRule, signs: tuple[str, ...], pain: int | None) -> bool:
        """Say whether a rule is met by the signs or the pain of an entry, and not only by what was examined."""
        if any(test.question in self._follow_up.signs and test.holds_for(sign) for test in rule.when for sign in signs):
            return True
        if pain is None or (rule in self._examined and not self._is_severe(pain)):
            return False
        return any(test.question == self._follow_up.pain and test.holds_for(pain) for test in rule.when)

    def _is_severe(self, pain: int) -> bool:
        return pain >= self._follow_up.thresholds.severe.value

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
    """Return what is open after all entries of a course, the gravest first."""
    return tuple(_danger_until(knowledge, course, date.max).open())


def say_open_signs(knowledge: Knowledge, course: Course) -> tuple[str, ...]:
    """Return the same in words, each answer behind it once."""
    told = (given for sign in open_signs(knowledge, course) for given in sign.because)
    return tuple(dict.fromkeys(knowledge.label(given.question, given.answer) for given in told))


def awaits_a_look(knowledge: Knowledge, course: Course, on: date) -> bool:
    """Say whether anything that was told until a day is to be seen by somebody."""
    danger = _danger_until(knowledge, course, on)
    return bool(danger.open(on)) or danger.level()[0] is not Level.SELF_CARE


def _danger_until(knowledge: Knowledge, course: Course, on: date) -> Danger:
    danger = Danger(knowledge, course)
    for entry in entries_in_order(course):
        if entry.date <= on:
            danger.add(entry)
    return danger


def _kept_sign(knowledge: Knowledge, course: Course) -> Iterable[OpenSign]:
    finding = find_level(knowledge, course.answers)
    level = max(finding.level, course.level, key=lambda level: level.severity)
    hold = finding.hold or course.hold
    if level.doctor_first or hold:
        rules = tuple(rule for rule in find_rules(knowledge, course.answers) if rule.level.doctor_first or rule.hold)
        yield OpenSign(course.given_on, level, hold, finding.because, TOLD_IN_RESULT, rules)


def _noted_signs(course: Course) -> Iterable[OpenSign]:
    for place, noted in enumerate(course.noted):
        if noted.level.doctor_first or noted.hold:
            yield OpenSign(noted.on, noted.level, noted.hold, noted.because, NOTED, (), noted.after, place)
