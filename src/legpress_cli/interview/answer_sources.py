"""Where the answers of one call come from: flags, answers files, kept answers, and whatever a person still has to say.

An answers file, YAML or JSON, is read as what it is: somebody else's data.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Answers, Source
from legpress_cli.diagnosis.replay import find_place
from legpress_cli.errors import CannotWrite, InvalidInput
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.store.drafts import Kept, Session, claim_newest, kept_sessions
from legpress_cli.system.environment import Environment
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.streams import print_message

STANDARD_INPUT = "-"
LARGEST = 64 * 1024
"""The most bytes an answers file may have; a full one has about one thousand."""


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
    start = Kept(by_flag.adding(read_answers_files(knowledge, request.answers_files).given))
    may_ask = environment.can_ask and not request.no_input and STANDARD_INPUT not in request.answers_files
    if request.resume:
        session = _claim()
        kept = take_up(knowledge, session)
        start = Kept(start.answers.adding(kept.answers.given), kept.asking)
    if may_ask and (request.resume or find_place(knowledge, start.answers).next is not None):
        from legpress_cli.interview.wizard import converse

        return converse(knowledge, start, session, environment, call)
    return start.answers, session


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


def answers_for_path(
    knowledge: Knowledge, by_flag: Answers, files: Sequence[str], path: Sequence[str], example: str
) -> Answers:
    """Return the answers whose path is to be marked; none where nobody gave any and ``path`` was not asked for.

    ``path`` holds the values of ``--path``, an empty text for one without a file. Raises ``InvalidInput`` with ``example``, a
    command that works, where a path is wanted and there are no answers.
    """
    named = [*files, *filter(None, path)]
    answers = by_flag.adding(read_answers_files(knowledge, named).given)
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


def read_answers_files(knowledge: Knowledge, names: Sequence[str]) -> Answers:
    """Return the answers in all these files. The last file wins, as the last flag does; none is dropped."""
    answers = Answers()
    for name in reversed(names):
        answers = answers.adding(read_answers_file(knowledge, name).given)
    return answers


def read_answers_file(knowledge: Knowledge, name: str) -> Answers:
    """Return the answers in a file, or on standard input for ``-``. Raises ``InvalidInput`` with the file and the place."""
    from legpress_cli.knowledge.reading.yaml_parser import YamlFault, read_yaml

    place = "standard input" if name == STANDARD_INPUT else escape_control_characters(name)
    data = _read(name, place)
    try:
        raw = read_yaml(data, bare_words_allowed=True)
    except YamlFault as fault:
        raise InvalidInput(f"{place}: {fault}.") from None
    if raw is None:
        raise InvalidInput(f"{place} is empty. It must hold lines such as 'seat: lowest'.")
    if not isinstance(raw, dict):
        kind = "a list" if isinstance(raw, list) else "a single value"
        raise InvalidInput(f"{place} must hold lines such as 'seat: lowest', not {kind}.")
    return read_answers(knowledge, raw, Source.FILE, f"{place}: ")


def _read(name: str, place: str) -> bytes:
    try:
        if name == STANDARD_INPUT:
            data = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InvalidInput(f"{place} cannot be read: {reason}.") from None
    if len(data) > LARGEST:
        raise InvalidInput(f"{place} is longer than {LARGEST // 1024} kB, too long for answers.")
    return data
