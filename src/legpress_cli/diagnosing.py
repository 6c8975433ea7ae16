"""Brings the answers of one call together: flags, answers file, kept answers, and whatever a person still has to say."""

from __future__ import annotations

import sys
from collections.abc import Callable

import msgspec

from legpress_cli.answers import Answers
from legpress_cli.answers_file import STANDARD_INPUT, read_answers_file
from legpress_cli.errors import Interrupted, InvalidInput
from legpress_cli.interview import find_place
from legpress_cli.interviewer import Asker, hold_interview
from legpress_cli.knowledge import Knowledge
from legpress_cli.output import say
from legpress_cli.session import Session, new_session, newest_session
from legpress_cli.surroundings import Surroundings, find_screen, width_of
from legpress_cli.triage import find_level
from legpress_cli.wording import count

_WELCOME = (
    "A few questions about your lower back and the leg press, about two minutes. Danger signs first. "
    "Nothing leaves this machine. Ctrl-C leaves and keeps your answers."
)


class Settled(msgspec.Struct, frozen=True):
    """The answers of a call, and what is to be done once the result has been written."""

    answers: Answers
    finish: Callable[[], None]


def settle_answers(
    knowledge: Knowledge,
    by_flag: Answers,
    *,
    answers_file: str | None,
    resume: bool,
    surroundings: Surroundings,
    may_ask: bool,
) -> Settled:
    """Return all answers of a call, asking for what is open where somebody can be asked.

    Raises ``InvalidInput`` for a bad file or a resume with nothing kept, and ``Interrupted`` when the person leaves.
    """
    answers = by_flag
    if answers_file is not None:
        answers = answers.adding(read_answers_file(knowledge, answers_file).given)
    kept = None
    if resume:
        answers, kept = _take_up(knowledge, answers)
    unfinished = resume or find_place(knowledge, answers).next is not None
    if not (may_ask and unfinished and answers_file != STANDARD_INPUT):
        return Settled(answers, _nothing)
    return _interview(knowledge, answers, kept, surroundings)


def _nothing() -> None:
    """Do nothing: nobody was asked, so nothing was kept."""


def _take_up(knowledge: Knowledge, answers: Answers) -> tuple[Answers, Session]:
    session = newest_session()
    if session is None:
        raise InvalidInput("There are no kept answers to go on from. Start with: legpress diagnose")
    kept, lost = session.read(knowledge)
    if lost:
        say(f"The knowledge has changed. These kept answers no longer fit and are asked again: {', '.join(lost)}.")
    return answers.adding(kept.given), session


def _interview(knowledge: Knowledge, answers: Answers, kept: Session | None, surroundings: Surroundings) -> Settled:
    if kept is None and newest_session():
        say("You have unfinished answers from before. To go on with them: Ctrl-C, then legpress diagnose --resume")
    session = kept or new_session()
    latest = answers

    def keep(current: Answers) -> None:
        nonlocal latest
        latest = current
        known_problem = session.problem
        session.keep(knowledge, current)
        if session.problem and not known_problem:
            say(f"Your answers could not be kept: {session.problem} They will be lost if you leave now.")

    say(_WELCOME)
    try:
        answers = hold_interview(knowledge, answers, _asker(surroundings), keep)
    except (KeyboardInterrupt, EOFError):
        raise Interrupted(_farewell(knowledge, latest, session)) from None
    return Settled(answers, session.delete)


def _asker(surroundings: Surroundings) -> Asker:
    screen = find_screen()
    if screen is None:
        raise InvalidInput("There is no terminal to ask on. Give your answers by flags; see legpress diagnose --help")
    if surroundings.plain or not surroundings.talk.unicode:
        from legpress_cli.askers.lines import LineAsker

        return LineAsker(sys.stdin, screen, lambda: width_of(screen))
    from legpress_cli.askers.screen import ScreenAsker, open_output

    return ScreenAsker(open_output(screen), colour=surroundings.talk.colour)


def _farewell(knowledge: Knowledge, answers: Answers, session: Session) -> str:
    given = len({answer.question for answer in answers.given})
    if session.problem:
        return f"\nYou left. Your answers could not be kept: {session.problem}"
    if not session.file.exists():
        return "\nYou left before the first answer, so there was nothing to keep."
    sign = find_level(knowledge, answers)
    advice = knowledge.advice_for(sign.level)
    danger = "" if advice.checklist else f"\nBut what you answered already means: {advice.title}. {advice.action}"
    return f"\nYou left. {count(given, 'answer')} kept. Go on with: legpress diagnose --resume{danger}"
