"""One interview with a human: says hello, keeps every answer, and says goodbye when they leave."""

import errno
import sys

from legpress_cli.answers import Answers
from legpress_cli.errors import Interrupted, InvalidInput
from legpress_cli.interviewer import Asker, hold_interview
from legpress_cli.knowledge import Knowledge
from legpress_cli.output import say
from legpress_cli.session import Session, new_session, newest_session
from legpress_cli.surroundings import Surroundings, find_screen, width_of
from legpress_cli.triage import already_means
from legpress_cli.wording import count

_TERMINAL_GONE = (errno.EIO, errno.EBADF, errno.ENXIO)
_WELCOME = (
    "A few questions about your lower back and the leg press, about two minutes. Danger signs first. "
    "Nothing leaves this computer. Ctrl-C leaves and keeps your answers."
)


def converse(
    knowledge: Knowledge, answers: Answers, kept: Session | None, surroundings: Surroundings, call: str
) -> tuple[Answers, Session]:
    """Return the answers after a person has given and seen them, and the session that still keeps them.

    ``kept`` is the session that goes on, if one does. Raises ``Interrupted`` when the person leaves.
    """
    earlier = newest_session() if kept is None else None
    if earlier:
        say(f"You have unfinished answers from before. To go on with them: Ctrl-C, then {call} --resume")
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
    if answers.given and not earlier:
        # Not beside earlier answers: --resume takes the newest, and these were typed as flags or stand in a file.
        keep(answers)
    try:
        answers = hold_interview(knowledge, answers, _asker(surroundings), keep)
    except (KeyboardInterrupt, EOFError):
        raise Interrupted(_farewell(knowledge, latest, session, call)) from None
    except OSError as error:
        if error.errno not in _TERMINAL_GONE:
            raise
        raise Interrupted(_farewell(knowledge, latest, session, call)) from None
    say("")
    return answers, session


def _asker(surroundings: Surroundings) -> Asker:
    screen = find_screen()
    if screen is None:
        raise InvalidInput("There is no terminal to ask on. Give your answers by flags; see legpress diagnose --help")
    if surroundings.plain or not surroundings.talk.unicode:
        from legpress_cli.askers.lines import LineAsker

        return LineAsker(sys.stdin, screen, lambda: width_of(screen))
    from legpress_cli.askers.screen import ScreenAsker, open_output

    return ScreenAsker(open_output(screen), colour=surroundings.talk.colour)


def _farewell(knowledge: Knowledge, answers: Answers, session: Session, call: str) -> str:
    if session.problem:
        kept = f"Your answers could not be kept: {session.problem}"
    elif session.file.exists():
        given = len({answer.question for answer in answers.given})
        kept = f"{count(given, 'answer')} kept. Go on with: {call} --resume"
    else:
        kept = "That was before the first answer, so there was nothing to keep."
    return "\n".join(filter(None, [f"\nYou left. {kept}", already_means(knowledge, answers)]))
