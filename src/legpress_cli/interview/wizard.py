"""One interview with a human: says hello, keeps every answer, and says goodbye when they leave."""

import errno
import sys
from typing import TYPE_CHECKING, TextIO

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.phrases import count
from legpress_cli.diagnosis.triage import already_means
from legpress_cli.errors import Interrupted, InvalidInput
from legpress_cli.interview.interviewer import Asker, hold_interview
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.store.drafts import Kept, Session, claim_newest, new_session
from legpress_cli.system.environment import Environment, find_screen, width_of
from legpress_cli.system.signals import leave_on_signals
from legpress_cli.system.streams import print_message

if TYPE_CHECKING:
    from legpress_cli.interview.screen import OpenOutput

_TERMINAL_GONE = (errno.EIO, errno.EBADF, errno.ENXIO)
_WELCOME = (
    "A few questions about your lower back and the leg press, about two minutes. Danger signs first. "
    "Nothing leaves this computer. Ctrl-C leaves and keeps your answers."
)
_WELCOME_BACK = "You go on where you left. Nothing leaves this computer. Ctrl-C leaves and keeps your answers."


def converse(
    knowledge: Knowledge, start: Kept, session: Session | None, environment: Environment, call: str
) -> tuple[Answers, Session]:
    """Return the answers after a person has given and seen them, and the session that still keeps them.

    The interview begins with the answers in ``start``, and with its question that was being answered again; ``session`` is the
    one that goes on, if any. Raises ``Interrupted`` when the person leaves, the terminal is closed, or the process is told to
    end.
    """
    earlier = session is None and _are_others_kept()
    if earlier:
        print_message(f"You have unfinished answers from before. To go on with them: Ctrl-C, then\n  {call} --resume")
    keeper = _Keeper(knowledge, start.answers, session or new_session())
    try:
        with leave_on_signals():
            print_message(_WELCOME_BACK if session else _WELCOME)
            if start.answers.given and not earlier:
                # Not beside earlier answers: --resume takes the newest, and these were typed as flags or stand in a file.
                keeper.keep(start.answers, start.asking)
            answers = hold_interview(
                knowledge, start.answers, choose_asker(environment, find_screen()), keeper.keep, start.asking
            )
    except (KeyboardInterrupt, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno not in _TERMINAL_GONE:
            raise
        raise Interrupted(keeper.farewell(call)) from None
    print_message("")
    return answers, keeper.session


class _Keeper:
    """Keeps the answers of one interview, and says so when they cannot be kept."""

    def __init__(self, knowledge: Knowledge, answers: Answers, session: Session) -> None:
        self.session = session
        self._knowledge = knowledge
        self._latest = answers

    def keep(self, answers: Answers, asking: str) -> None:
        self._latest = answers
        known_problem = self.session.problem
        self.session.keep(self._knowledge, answers, asking)
        if self.session.problem and not known_problem:
            lost = "what you answer from now on" if self.session.file.exists() else "they"
            print_message(f"Your answers could not be kept: {self.session.problem} If you leave now, {lost} will be lost.")
        elif known_problem and not self.session.problem:
            print_message("Your answers are kept again.")

    def farewell(self, call: str) -> str:
        """Return what a person who leaves should know: what was kept, how to go on, and what their answers mean already."""
        command = f"Go on with:\n  {call} --resume"
        answers = count(len(self._latest.winners), "answer")
        is_kept = self.session.file.exists()
        if self.session.problem:
            rest = f" What you had answered before that is kept. {command}" if is_kept else ""
            which = "last answers" if is_kept else "answers"
            kept = f"Your {which} could not be kept: {self.session.problem}{rest}"
        elif is_kept:
            kept = f"{answers} kept. {command}"
        else:
            kept = "That was before the first answer, so there was nothing to keep."
        self.session.release()
        return "\n".join(filter(None, [f"\nYou left. {kept}", already_means(self._knowledge, self._latest)]))


def _are_others_kept() -> bool:
    session = claim_newest()
    if session:
        session.release()
    return session is not None


def choose_asker(environment: Environment, screen: TextIO | None, open_output: "OpenOutput | None" = None) -> Asker:
    """Return who asks on a screen: menus where these can be drawn on what ``open_output`` makes of it, else line by line.

    Raises ``InvalidInput`` where there is no screen.
    """
    if screen is None:
        raise InvalidInput("There is no terminal to ask on. Give your answers by flags; see legpress diagnose --help")
    from legpress_cli.interview.line_prompts import LineAsker

    lines = LineAsker(sys.stdin, screen, lambda: width_of(screen))
    if not environment.plain and environment.talk.unicode:
        from legpress_cli.interview import screen as drawing
        from legpress_cli.interview.menu_prompts import ScreenAsker

        output = (open_output or drawing.open_output)(screen)
        if output is not None:
            return ScreenAsker(output, lines, colour=environment.talk.colour)
    return lines
