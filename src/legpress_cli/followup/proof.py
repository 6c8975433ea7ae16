"""Proves by small logs what must hold for all: danger comes first, one thing is to be done, and more pain is never kinder."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product

import msgspec
from msgspec.structs import replace

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.replay import complete
from legpress_cli.errors import LegpressError
from legpress_cli.followup.course import Course, Visit
from legpress_cli.followup.outcome import Outcome, follow_up
from legpress_cli.followup.plan import make_plan
from legpress_cli.followup.session import USUAL, Session, SetUp
from legpress_cli.knowledge.check.danger import training_pattern
from legpress_cli.knowledge.check.runner import Examination
from legpress_cli.knowledge.model import Do, Judgement, Knowledge
from legpress_cli.knowledge.reading.faults import Fault, Rule

FIRST_DAY = date(2026, 9, 1)
_PAINS = (0, 2, 4, 6, 8)
_BEFORE = ((), (5,), (5, 5), (1, 1), (8, 3))
_MOST_WITH = 3
_KINDNESS = {Judgement.BETTER: 0, Judgement.TOO_MILD: 1, Judgement.WORSE: 3}
_GOING_ON = frozenset({Do.BUILD, Do.KEEP_AND_NEXT, Do.DROP_AND_NEXT, Do.SAME_AGAIN, Do.DONE})


class LogProof(msgspec.Struct, frozen=True):
    """How many logs were followed, and what one of them showed to be wrong."""

    logs: int
    faults: tuple[Fault, ...]


def prove_if_usable(examination: Examination) -> LogProof | None:
    """Return what small logs show; ``None`` where the knowledge must be mended first."""
    return prove(examination.knowledge) if examination.usable and examination.complete else None


def prove(knowledge: Knowledge) -> LogProof:
    """Return what small logs show of a knowledge that has no other fault."""
    course = _mildest(knowledge)
    try:
        plan = make_plan(knowledge, course)
        if not plan.trials:
            return LogProof(0, ())
        tip = plan.trials[0].tip.id
        outcomes = {log: follow_up(knowledge, replace(course, sessions=log), plan) for log in _logs(tip)}
    except LegpressError as error:
        return LogProof(0, (_fault("a log cannot be followed", str(error)),))
    found = [*_unsafe(outcomes), *_kinder(outcomes), *_open_signs(knowledge, course, tip)]
    return LogProof(len(outcomes), tuple({fault.found: fault for fault in found}.values()))


def _mildest(knowledge: Knowledge) -> Course:
    """Return a course of somebody of whom nothing is known but that it hurts at 5, and no danger sign."""
    pain = Answer(knowledge.follow_up.pain, (5,), Source.PROMPT)
    given = [
        Answer(question.id, (next(option.id for option in question.options if option.alone),), Source.PROMPT)
        for question in knowledge.questions
        if question.safety and question.alone
    ]
    return Course(complete(knowledge, Answers((*given, pain))).answers, FIRST_DAY)


def _logs(tip: str) -> Iterator[tuple[Session, ...]]:
    """Return logs of some sessions before a change and some with it, all of its pains and set-ups."""
    for before, number in product(_BEFORE, range(_MOST_WITH + 1)):
        for pains in product(_PAINS, repeat=number):
            yield _log(tip, before, pains, (SetUp.WITH,) * number)
            if number:
                yield _log(tip, before, pains, (SetUp.OTHER, *(SetUp.WITH,) * (number - 1)))


def _log(tip: str, before: Sequence[int], pains: Sequence[int], set_ups: Sequence[SetUp]) -> tuple[Session, ...]:
    told = [(pain, USUAL, SetUp.WITHOUT) for pain in before]
    told += [(pain, tip, set_up) for pain, set_up in zip(pains, set_ups, strict=True)]
    return tuple(
        Session(str(number), FIRST_DAY + timedelta(days=3 * number), pain, pain, step=step, set_up=set_up)
        for number, (pain, step, set_up) in enumerate(told)
    )


def _unsafe(outcomes: dict[tuple[Session, ...], Outcome]) -> Iterator[Fault]:
    """Return a fault where something is said that goes on though the last session was a bad one."""
    for log, outcome in outcomes.items():
        do = outcome.result.next.do
        if log and log[-1].pain >= 6 and do in _GOING_ON:  # noqa: PLR2004  # the contract's line, whatever the knowledge says
            yield _fault(f"a last pain of 6 or more leads to {do.value}", _in_words(log))
            return


def _kinder(outcomes: dict[tuple[Session, ...], Outcome]) -> Iterator[Fault]:
    """Return a fault where more pain with the change made its verdict kinder."""
    for log, outcome in outcomes.items():
        for number, session in enumerate(log):
            place = _PAINS.index(session.pain) + 1 if session in outcome.compared.now else len(_PAINS)
            worse = (_with_pain(log, number, pain) for pain in _PAINS[place : place + 1])
            for other in (outcomes[entry] for entry in worse if entry in outcomes):
                if _kindness(other) < _kindness(outcome):
                    yield _fault("more pain makes a verdict kinder", _in_words(log))
                    return


def _with_pain(log: tuple[Session, ...], number: int, pain: int) -> tuple[Session, ...]:
    return (*log[:number], replace(log[number], during=pain, after=pain), *log[number + 1 :])


def _kindness(outcome: Outcome) -> int:
    return _KINDNESS.get(outcome.seen.verdict, 2)


def _open_signs(knowledge: Knowledge, course: Course, tip: str) -> Iterator[Fault]:
    """Return a fault for each danger sign after which a log goes on, or is told about training."""
    words = training_pattern(knowledge)
    calm = _log(tip, (5, 5), (2, 2), (SetUp.WITH,) * 2)
    for question in (knowledge.question(name) for name in knowledge.follow_up.signs):
        for sign in (option.id for option in question.options if not option.alone and not option.calm):
            with_session = replace(course, sessions=(*calm[:-1], replace(calm[-1], signs=(sign,))))
            without = replace(course, sessions=calm, visits=(Visit(calm[-1].date, (sign,), len(calm)),))
            yield from _leads_on(knowledge, words, sign, with_session)
            yield from _leads_on(knowledge, words, sign, without)


def _leads_on(knowledge: Knowledge, words: re.Pattern[str], sign: str, course: Course) -> Iterator[Fault]:
    """Return a fault where a course goes on with its open sign, or tells about training."""
    result = follow_up(knowledge, course).result
    open_sign = result.triage.level.doctor_first or result.triage.hold
    if open_sign and result.next.do not in (Do.SEE_A_DOCTOR, Do.STOP_UNTIL_SEEN):
        yield _fault(f"the sign {sign} leads to {result.next.do.value}", "with it open")
    read = (result.next.title, result.next.why, *result.next.steps, *result.watch, result.verdict.says)
    if result.next.do is Do.SEE_A_DOCTOR and (word := words.search(" ".join(read))):
        yield _fault(f"whoever has the sign {sign} reads '{word[0]}'", "where nothing about training may stand")


def _in_words(log: Sequence[Session]) -> str:
    return ", ".join(f"{session.step} {session.pain}" for session in log) or "no session"


def _fault(found: str, where: str) -> Fault:
    return Fault(Rule.FOLLOW_UP_UNSAFE, "follow-up.yaml", 0, "", "thresholds", f"{found} ({where})", "Bring the lines back.")
