"""One interview with a human: says hello, keeps every answer, and says goodbye when they leave."""

import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.phrases import count
from legpress_cli.diagnosis.triage import already_means
from legpress_cli.errors import Interrupted, InvalidInput, StoreUnavailable
from legpress_cli.interview.interviewer import Asker, Interviewed, hold_interview
from legpress_cli.interview.phrases import ANSWERS_BEFORE, DELETED_ELSEWHERE, KEPT_AGAIN, NO_MENUS, TAKEN_ELSEWHERE, WayOn
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.store.database import Store
from legpress_cli.store.drafts import Draft, Moved, newest_draft
from legpress_cli.store.kept_answers import KeptAnswers
from legpress_cli.system.environment import Environment, find_screen, width_of
from legpress_cli.system.keyboard import gives_keys
from legpress_cli.system.signals import leave_on_signals
from legpress_cli.system.streams import print_message

if TYPE_CHECKING:
    from legpress_cli.interview.menus.screen import OpenOutput

_TERMINAL_GONE = (errno.EIO, errno.EBADF, errno.ENXIO)
_MOVED = {Moved.TAKEN: TAKEN_ELSEWHERE, Moved.DELETED: DELETED_ELSEWHERE}
_WELCOME = (
    "A few questions about your lower back and the leg press, about two minutes. Danger signs first. "
    "Nothing leaves this computer. Ctrl-C leaves and keeps your answers."
)
_WELCOME_BACK = "You go on where you left. Nothing leaves this computer. Ctrl-C leaves and keeps your answers."


def converse(  # noqa: PLR0913  # with what to begin, who keeps it, where to ask, and what the person may do then
    knowledge: Knowledge,
    start: KeptAnswers,
    draft: Draft,
    environment: Environment,
    call: str,
    *,
    ways: tuple[WayOn, ...],
) -> Interviewed:
    """Return what a person answered, after they have seen it, and how they went on.

    The interview begins with the answers in ``start``, and with its question that was being answered again; ``draft`` keeps
    them, and holds some already where an interview goes on. Raises ``Interrupted`` when the person leaves, the terminal is
    closed, or the process is told to end.
    """
    goes_on = draft.is_kept
    earlier = not goes_on and _are_others_kept(draft.store)
    if earlier:
        print_message(f"You have unfinished answers from before. To go on with them: Ctrl-C, then\n  {call} --resume")
    keeper = _Keeper(knowledge, start.answers, draft, earlier=earlier)
    with until_they_leave(lambda: keeper.farewell(call)):
        print_message(_WELCOME_BACK if goes_on else _WELCOME)
        if start.answers.given and not earlier:
            # Not beside earlier answers: --resume takes the newest, and these were typed as flags or stand in a file.
            keeper.keep(start.answers, start.asking)
        asker = choose_asker(environment, find_screen())
        done = hold_interview(knowledge, start.answers, asker, keeper.keep, start.asking, ways=ways)
    print_message("")
    return done


@contextmanager
def until_they_leave(farewell: Callable[[], str]) -> Iterator[None]:
    """Raise ``Interrupted`` with this farewell when the person leaves, the terminal closes, or the process is told to end."""
    try:
        with leave_on_signals():
            yield
    except (KeyboardInterrupt, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno not in _TERMINAL_GONE:
            raise
        raise Interrupted(farewell()) from None


class _Keeper:
    """Keeps the answers of one interview, and says so when they cannot be kept, or when another terminal had them.

    ``earlier`` says that answers of another interview are kept as well.
    """

    def __init__(self, knowledge: Knowledge, answers: Answers, draft: Draft, *, earlier: bool) -> None:
        self._draft = draft
        self._earlier = earlier
        self._knowledge = knowledge
        self._latest = answers

    def keep(self, answers: Answers, asking: str) -> None:
        self._latest = answers
        known_problem = self._draft.problem
        moved = self._draft.keep(self._knowledge, answers, asking)
        if self._draft.problem and not known_problem:
            lost = "what you answer from now on" if self._draft.is_kept else "they"
            print_message(f"Your answers could not be kept: {self._draft.problem} If you leave now, {lost} will be lost.")
        elif known_problem and not self._draft.problem:
            print_message(KEPT_AGAIN)
        if moved in _MOVED:
            print_message(_MOVED[moved])

    def farewell(self, call: str) -> str:
        """Return what a person who leaves should know: what was kept, how to go on, and what their answers mean already."""
        command = f"Go on with:\n  {call} --resume"
        answers = count(len(self._latest.winners), "answer")
        is_kept = self._draft.is_kept
        if self._draft.problem:
            rest = f" What you had answered before that is kept. {command}" if is_kept else ""
            which = "last answers" if is_kept else "answers"
            kept = f"Your {which} could not be kept: {self._draft.problem}{rest}"
        elif is_kept:
            kept = f"{answers} kept. {command}"
        else:
            kept = "That was before the first answer, so there was nothing to keep."
        earlier = ANSWERS_BEFORE if is_kept and self._earlier else ""
        return "\n".join(filter(None, [f"\nYou left. {kept}", earlier, already_means(self._knowledge, self._latest)]))


def _are_others_kept(store: Store) -> bool:
    """Say whether unfinished answers are kept; that they cannot be read is told when the first answer is to be kept."""
    try:
        return newest_draft(store) is not None
    except StoreUnavailable:
        return False


def choose_asker(environment: Environment, screen: TextIO | None, open_output: "OpenOutput | None" = None) -> Asker:
    """Return who asks on a screen: menus where these can be drawn on what ``open_output`` makes of it, else line by line.

    Raises ``InvalidInput`` where there is no screen.
    """
    if screen is None:
        raise InvalidInput("There is no terminal to ask on. Give your answers by flags; see legpress diagnose --help")
    from legpress_cli.interview.line_prompts import LineAsker

    lines = LineAsker(sys.stdin, screen, lambda: width_of(screen))
    if not environment.plain and environment.talk.unicode and not gives_keys():
        print_message(NO_MENUS)
    elif not environment.plain and environment.talk.unicode:
        from legpress_cli.interview.menus import screen as drawing
        from legpress_cli.interview.menus.asker import ScreenAsker

        output = (open_output or drawing.open_output)(screen)
        if output is not None:
            return ScreenAsker(output, lines, colour=environment.talk.colour)
    return lines
