"""Brings the answers of one call together: flags, answers file, kept answers, and whatever a person still has to say."""

from typing import TYPE_CHECKING

import msgspec

from legpress_cli.answers import Answers
from legpress_cli.errors import InvalidInput
from legpress_cli.interview import find_place
from legpress_cli.knowledge import Knowledge
from legpress_cli.output import say
from legpress_cli.surroundings import Surroundings

if TYPE_CHECKING:
    from legpress_cli.session import Session


class Wanted(msgspec.Struct, frozen=True):
    """What a call says about its answers, beside the flags: files to read, a session to go on with, whether to ask."""

    answers_files: tuple[str, ...]
    resume: bool
    no_input: bool


def settle_answers(
    knowledge: Knowledge, by_flag: Answers, wanted: Wanted, surroundings: Surroundings, call: str
) -> "tuple[Answers, Session | None]":
    """Return all answers of a call, asking for what is open where somebody can be asked.

    The session, if any, still keeps them: delete it once the result has been written. Raises ``InvalidInput`` for a bad file
    or a resume with nothing kept, and ``Interrupted``, which tells how to go on with ``call``, when the person leaves.
    """
    kept = None
    answers = by_flag
    may_ask = surroundings.can_ask and not wanted.no_input
    if wanted.answers_files:
        from legpress_cli.answers_file import STANDARD_INPUT, read_answers_files

        answers = answers.adding(read_answers_files(knowledge, wanted.answers_files).given)
        may_ask = may_ask and STANDARD_INPUT not in wanted.answers_files
    if wanted.resume:
        kept_answers, kept = take_up(knowledge)
        answers = answers.adding(kept_answers.given)
    if may_ask and (wanted.resume or find_place(knowledge, answers).next is not None):
        from legpress_cli.conversation import converse

        return converse(knowledge, answers, kept, surroundings, call)
    return answers, kept


def take_up(knowledge: Knowledge) -> "tuple[Answers, Session]":
    """Return the newest kept answers that still hold, and their session. Raises ``InvalidInput`` where there are none."""
    from legpress_cli.session import newest_session

    session = newest_session()
    if session is None:
        raise InvalidInput("There are no kept answers to go on from. Start with: legpress diagnose")
    kept, lost = session.read(knowledge)
    if lost:
        say(f"The knowledge has changed. These kept answers no longer fit and are asked again: {', '.join(lost)}.")
    if session.is_old():
        say("These answers are more than a day old, so the danger signs are asked again.")
        for question in knowledge.questions:
            kept = kept.without(question.id) if question.safety else kept
    return kept, session
