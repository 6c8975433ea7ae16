"""Where the answers of one call come from: flags, an answers file, kept answers, and whatever a person still has to say."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from legpress_cli.diagnosis.answer_parser import LabelledAnswers
from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.replay import find_place
from legpress_cli.diagnosis.result import flags_for
from legpress_cli.errors import CannotWrite, InvalidInput
from legpress_cli.interview.answers_file import STANDARD_INPUT, read_answers_file
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.store.drafts import Kept, Session, claim_newest, kept_sessions
from legpress_cli.system.environment import Environment
from legpress_cli.system.streams import print_message

LONGEST_SHOWN = 64
"""So many letters a command may have to be told whole on a page of one screen."""


class AnswerRequest(msgspec.Struct, frozen=True):
    """What a call says about its answers, beside the flags: a file to read, a session to go on with, whether to ask."""

    answers_file: str | None
    resume: bool
    no_input: bool


class SettledAnswers(msgspec.Struct, frozen=True):
    """All answers of a call, the name for its sheet, and the session that still keeps the answers, if any.

    Delete the session once the result has been written. It does not keep the label.
    """

    answers: Answers
    label: str
    session: Session | None


def settle_answers(
    knowledge: Knowledge, by_flag: Answers, request: AnswerRequest, environment: Environment, call: str
) -> SettledAnswers:
    """Return all answers of a call, asking for what is open where somebody can be asked.

    Raises ``InvalidInput`` for a bad file or a resume with nothing kept, and ``Interrupted``, which tells how to go on with
    ``call``, when the person leaves.
    """
    session = None
    file = request.answers_file
    read = LabelledAnswers(Answers(), "") if file is None else read_answers_file(knowledge, file)
    start = Kept(by_flag.adding(read.answers.given))
    may_ask = environment.can_ask and not request.no_input and file != STANDARD_INPUT
    if request.resume:
        session = _claim()
        kept = take_up(knowledge, session)
        start = Kept(start.answers.adding(kept.answers.given), kept.asking)
    if may_ask and (request.resume or find_place(knowledge, start.answers).next is not None):
        from legpress_cli.interview.wizard import converse

        answers, session = converse(knowledge, start, session, environment, call)
        return SettledAnswers(answers, read.label, session)
    return SettledAnswers(start.answers, read.label, session)


class RepeatCommand(msgspec.Struct, frozen=True):
    """The command that comes to the same result again, whether it would ask anything, and the one that explains a name."""

    command: str
    asks: bool
    explain: str


def repeat_command(
    knowledge: Knowledge, request: AnswerRequest, by_flag: Answers, settled: SettledAnswers, call: str
) -> RepeatCommand:
    """Return the whole command that gives this result once more; where it is too long to show, words that stand for it."""
    file = request.answers_file
    named = [f"--answers {shlex.quote(file)}"] if file else []
    silent = ["--no-input"] if request.no_input else []
    command = " ".join(filter(None, (call, *silent, *named, flags_for(knowledge, by_flag))))
    shown = file != STANDARD_INPUT and len(command) <= LONGEST_SHOWN
    explain = call.replace("legpress diagnose", "legpress explain", 1)
    return RepeatCommand(command if shown else "the same command with", settled.session is not None, explain)


@contextmanager
def kept_until_written(session: Session | None, call: str) -> Iterator[None]:
    """Delete the kept answers once the result is out. Where it could not be written, ``CannotWrite`` says how to go on."""
    try:
        yield
    except CannotWrite as error:
        kept = f" Your answers are kept. Go on with:\n  {call} --resume" if session and not session.problem else ""
        raise CannotWrite(f"{error}{kept}") from None
    if session:
        session.delete()


def take_up(knowledge: Knowledge, session: Session) -> Kept:
    """Return the kept answers of a session that still hold, and say which do not."""
    kept = session.read(knowledge)
    if kept.lost:
        now = knowledge.about.version
        versions = f" from {kept.version} to {now}" if kept.version != now else ""
        print_message(f"The knowledge has changed{versions} since you left. Asked again: {', '.join(kept.lost)}.")
    if session.is_old():
        print_message("These answers are more than a day old, so the danger signs are asked again.")
        answers = kept.answers.only(question.id for question in knowledge.questions if not question.safety)
        kept = msgspec.structs.replace(kept, answers=answers)
    return kept


def _claim() -> Session:
    if session := claim_newest():
        return session
    if kept_sessions():
        raise InvalidInput(
            "Your unfinished interview is still open in another terminal. Finish it there, or leave it with Ctrl-C and resume."
        )
    raise InvalidInput("There are no kept answers to go on from. Start with: legpress diagnose")


def answers_for_path(knowledge: Knowledge, by_flag: Answers, file: str | None, path: Sequence[str], example: str) -> Answers:
    """Return the answers whose path is to be marked; none where nobody gave any and ``path`` was not asked for.

    ``path`` holds the values of ``--path``, an empty text for one without a file. Raises ``InvalidInput`` with ``example``, a
    command that works, where a path is wanted and there are no answers.
    """
    named = [*([] if file is None else [file]), *filter(None, path)]
    answers = by_flag
    for name in reversed(named):  # the last one wins, as the last flag does; none is dropped
        answers = answers.adding(read_answers_file(knowledge, name).answers.given)
    reason = "No answers are given."
    if path and not answers.given and not named:
        if sessions := kept_sessions():
            answers = take_up(knowledge, sessions[0]).answers
        else:
            reason = "No answers are given, and no unfinished interview is kept."
    if path and not answers.given:
        raise InvalidInput(f"There is no path to mark. {reason} Give some, for example:\n  {example}")
    return answers


def path_example(knowledge: Knowledge, call: str) -> str:
    """Return a command that marks a path with the first answer by which the ways part, made from the diagnose ``call``."""
    flags = (
        f"--{step.ask} {answer}"
        for step in knowledge.tree.steps
        if not knowledge.question(step.ask).safety
        for answer in step.unless
    )
    first = knowledge.questions[0]
    calm = next((option.id for option in first.options if option.alone), first.values[0])
    return f"{call.replace('legpress diagnose', 'legpress tree', 1)} {next(flags, f'--{first.id} {calm}')}"
