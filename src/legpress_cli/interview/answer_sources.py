"""Where the answers of one call come from: flags, answers files, kept answers, and whatever a person still has to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.replay import find_place
from legpress_cli.errors import CannotWrite, InvalidInput
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.system.environment import Environment
from legpress_cli.system.streams import print_message

if TYPE_CHECKING:
    from legpress_cli.store.drafts import Kept, Session


class AnswerRequest(msgspec.Struct, frozen=True):
    """What a call says about its answers, beside the flags: files to read, a session to go on with, whether to ask."""

    answers_files: tuple[str, ...]
    resume: bool
    no_input: bool


def settle_answers(
    knowledge: Knowledge, by_flag: Answers, request: AnswerRequest, environment: Environment, call: str
) -> tuple[Answers, Session | None]:
    """Return all answers of a call, asking for what is open where somebody can be asked.

    The session, if any, still keeps them: delete it once the result has been written. Raises ``InvalidInput`` for a bad file
    or a resume with nothing kept, and ``Interrupted``, which tells how to go on with ``call``, when the person leaves.
    """
    session = None
    asking = ""
    answers = by_flag
    may_ask = environment.can_ask and not request.no_input
    if request.answers_files:
        from legpress_cli.interview.answers_file import STANDARD_INPUT, read_answers_files

        answers = answers.adding(read_answers_files(knowledge, request.answers_files).given)
        may_ask = may_ask and STANDARD_INPUT not in request.answers_files
    if request.resume:
        session = _claim()
        kept = take_up(knowledge, session)
        answers, asking = answers.adding(kept.answers.given), kept.asking
    if may_ask and (request.resume or find_place(knowledge, answers).next is not None):
        from legpress_cli.interview.wizard import Begun, converse

        return converse(knowledge, Begun(answers, session, asking), environment, call)
    return answers, session


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
        answers = kept.answers
        for question in knowledge.questions:
            answers = answers.without(question.id) if question.safety else answers
        kept = msgspec.structs.replace(kept, answers=answers)
    return kept


def _claim() -> Session:
    from legpress_cli.store.drafts import claim_newest, kept_sessions

    session = claim_newest()
    if session is not None:
        return session
    if kept_sessions():
        raise InvalidInput(
            "Your unfinished interview is still open in another terminal. Finish it there, or leave it with Ctrl-C and resume."
        )
    raise InvalidInput("There are no kept answers to go on from. Start with: legpress diagnose")


def answers_for_path(
    knowledge: Knowledge, by_flag: Answers, files: Sequence[str], path: Sequence[str], example: str
) -> Answers:
    """Return the answers whose path is to be marked; none where nobody gave any and ``path`` was not asked for.

    ``path`` holds the values of ``--path``, an empty text for one without a file. Raises ``InvalidInput`` with ``example``, a
    command that works, where a path is wanted and there are no answers.
    """
    answers = by_flag
    if named := [*files, *filter(None, path)]:
        from legpress_cli.interview.answers_file import read_answers_files

        answers = answers.adding(read_answers_files(knowledge, named).given)
    if path and not answers.given and not named:
        answers = _kept(knowledge, example)
    if path and not answers.given:
        raise InvalidInput(_nothing_to_mark("No answers are given.", example))
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
    return f"{call.replace('legpress diagnose', 'legpress tree', 1)} {next(flags, f'--{first.id} {first.values[0]}')}"


def _kept(knowledge: Knowledge, example: str) -> Answers:
    from legpress_cli.store.drafts import kept_sessions

    for session in kept_sessions():
        return take_up(knowledge, session).answers
    raise InvalidInput(_nothing_to_mark("No answers are given, and no unfinished interview is kept.", example))


def _nothing_to_mark(reason: str, example: str) -> str:
    return f"There is no path to mark. {reason} Give some, for example:\n  {example}"
