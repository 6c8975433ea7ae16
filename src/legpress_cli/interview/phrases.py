"""The interview's own sentences."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from legpress_cli.diagnosis.phrases import count
from legpress_cli.knowledge.model import Kind, Question, Value

if TYPE_CHECKING:
    from legpress_cli.followup.course import Course
    from legpress_cli.followup.session import Session
    from legpress_cli.followup.sessions_file import Brought

NOT_SURE_KEY = "n"
_LONG_BEFORE = 28
"""So many days before the result a session may lie that nobody wonders about its date."""
_MOST_NAMED = 3
"""So many rows of a file are named."""

NOTHING_CHOSEN = "(nothing chosen yet)"
CHOOSE_FIRST = "Nothing is chosen yet. Go to your answer with Down or its number, then press Enter."
WRONG_KEY = "That key does nothing here. These do:"
MORE_LINES = "Not all lines fit: keep pressing Down to read them all."
MENU_TOO_LARGE = "This window is too small for a menu, so this comes line by line."
NO_MENUS = "legpress has no menus on Windows, so this comes line by line."
WINDOW_TOO_SMALL = "This window is too small for the question. Make it larger to answer."
THESE_ARE_YOURS = "These are your answers."
REVIEW = f"{THESE_ARE_YOURS} Go on, or pick one to change."
YES = "Yes, that is right"
NO = "No, ask me again"
ASKED_AGAIN = "Your answers about danger signs are more than a day old, or your clock was changed. So they are asked again."


class WayOn(Enum):
    """How a person goes on from the review to the result, in the words that offer it."""

    SHOW = "Show my result"
    KEEP = "Show my result, and keep it here to open it again and to log my sessions"
    KEEP_NOTHING = "Show my result, keep nothing"
    LOG = "Keep this session"
    SEEN = "Keep that I was seen"


TO_CHOOSE = (WayOn.KEEP, WayOn.KEEP_NOTHING)
"""What is offered where nobody said yet whether the result is to be kept."""

_HOW_TO_TYPE = {
    Kind.ONE: "Type a number or first words",
    Kind.MANY: "Type numbers or first words, with spaces between",
    Kind.SCALE: "Type the number",
}
HOW_TO_CONFIRM = "Type yes or no: "
WHAT_TO_CONFIRM = "Type yes if it is what you meant, and no to be asked again. q leaves and keeps your answers."
FIRST_QUESTION = "This is the first question."
NOTHING_TYPED = "Nothing was typed."
TAKEN_ELSEWHERE = (
    "Another terminal goes on with this interview now. What you answer here is kept apart from it, as an interview of its own."
)
DELETED_ELSEWHERE = (
    "What was kept of this interview has been deleted by another terminal. All your answers are kept again from here; "
    "legpress forget deletes them."
)
ANSWERS_BEFORE = "Those from before are kept too: once this interview has its result, --resume goes on with them."
KEPT_AGAIN = "Your answers are kept again."
NOTED = "This is noted with the result that is kept on this computer."
COURSE_STAYS = "The result that was kept before stays. This one is shown and not kept."
REPLACE_COURSE = "Yes, keep the new one"
KEEP_COURSE = "No, leave the old one"
DELETE = "Yes"
DELETE_NOTHING = "No"


def what_to_confirm(yes: str, no: str) -> str:
    """Return what may be typed where a question outside the interview waits for a yes or a no."""
    return f"yes stands for: {yes}. no stands for: {no}. q leaves."


def how_to_review(ways: Sequence[WayOn]) -> str:
    """Return the words right before what a person types under their answers."""
    numbers = " or ".join(str(number) for number in range(1, len(ways) + 1))
    return f"Type {numbers} to go on, or the number of an answer to change: "


def what_to_review(ways: Sequence[WayOn]) -> str:
    """Return everything that may be typed under the answers."""
    numbers = " and ".join(str(number) for number in range(1, len(ways) + 1))
    return (
        f"{numbers} {'go' if len(ways) > 1 else 'goes'} on. The number or the first words of an answer asks it again, "
        "b asks the last one again, q leaves."
    )


def new_course(sessions: int) -> str:
    """Return the question whether a result may take the place of one that sessions were logged for."""
    return (
        f"A result is kept here already, with {count(sessions, 'session')} logged for it. Keeping the new one begins a new "
        "course. The sessions stay, but they no longer count for what to do next. Keep the new one?"
    )


SEEN = "Yes, it was looked at"
NOT_SEEN_YET = "No, not yet"
LOG_WELCOME = (
    "One session on the leg press, about a minute. Danger signs first. Nothing leaves this computer. "
    "Ctrl-C leaves and logs nothing."
)
NOTHING_OPEN = "Nothing that you told is still to be looked at, so nothing is noted."
NOTHING_LOGGED = "You left, and nothing was logged. To begin again:"


def told_before(told: Sequence[str]) -> str:
    """Return what is said where a new result takes the place of one with signs of which nobody said that they were seen."""
    return f"The result before this one told of: {'; '.join(told)}. If that was true, have it looked at all the same."


def session_kept(session: Session, course: Course, log: str) -> str:
    """Return that a session of a course is kept, and what may be a mistake about it: its day, or that it was logged before.

    ``log`` is the command that logs for this course.
    """
    lines = [f"The session of {session.date} is kept."]
    told = (session.during, session.after, session.weight_kg)
    if any(one.date == session.date and (one.during, one.after, one.weight_kg) == told for one in course.sessions):
        lines.append(f"One like it is kept for that day already. If it is the same, take it back:\n  {log} --undo")
    if (before := (course.given_on - session.date).days) > _LONG_BEFORE:
        lines.append(f"That day is {before} days before your result. If it is wrong, take it back:\n  {log} --undo")
    return "\n".join(lines)


def been_seen(told: Sequence[str]) -> str:
    """Return the question whether somebody has looked at what was told before."""
    return f"You told of this before: {'; '.join(told)}. Has a doctor or physio looked at it since?"


def what_was_brought(new: int, brought: Brought) -> str:
    """Return how many sessions of a file were new, how many were there already, which differ, and which steps are no tips."""
    lines = [f"{count(new, 'new session')} kept.{_known(brought)}"]
    if brought.unknown:
        names = " or ".join(brought.unknown[:_MOST_NAMED])
        lines.append(f"No tip is called {names}. Their sessions are kept as those with a change of that name.")
    return "\n".join(lines)


def _known(brought: Brought) -> str:
    if not brought.known:
        return ""
    said = f" {brought.known} {'was' if brought.known == 1 else 'were'} there already"
    differing = brought.differing
    if not differing:
        return f"{said}."
    rows = ", ".join(map(str, differing[:_MOST_NAMED])) + (", and others" if len(differing) > _MOST_NAMED else "")
    differ, row = ("differs and stays", "row") if len(differing) == 1 else ("differ and stay", "rows")
    return f"{said}, and {len(differing)} of these {differ} as kept: {row} {rows}."


NOT_KNOWN = "not known"


def how_to_type_text(*, can_go_back: bool) -> str:
    """Return the words right before what a person types in words of their own."""
    return f"Type it, ? for why we ask{', b to go back' if can_go_back else ''}: "


def help_with_text(why: str, *, can_go_back: bool) -> str:
    """Return why a question is asked that is answered by typing, and what else may be typed."""
    back = "b to go back, " if can_go_back else ""
    return f"Why we ask: {why}\nOr type {back}q to leave."


def what_enter_means(usual: str) -> str:
    """Return what nothing typed stands for."""
    return f"Enter alone means: {usual}, as last time." if usual else f"Enter alone means: {NOT_KNOWN}."


def how_to_type(question: Question, *, can_go_back: bool) -> str:
    """Return the words right before what a person types."""
    or_not = f", or {NOT_SURE_KEY}" if question.scale and question.options else ""
    return f"{_HOW_TO_TYPE[question.kind]}{or_not}, ? for why we ask{', b to go back' if can_go_back else ''}: "


def help_with_typing(question: Question, *, can_go_back: bool) -> str:
    """Return why a question is asked, and everything that may be typed."""
    back = "b to go back, " if can_go_back else ""
    return f"Why we ask: {question.why}\n{what_may_be_typed(question)} Or type {back}q to leave."


def answer_so_far(question: Question, values: tuple[Value, ...]) -> str:
    """Return what was answered before, and how to keep it."""
    return f"Your answer so far: {what_was_answered(question, values)}. Enter alone keeps it."


def understood(question: Question, values: tuple[Value, ...]) -> str:
    """Return what was understood, in full words."""
    return f"You answered: {what_was_answered(question, values)}."


def which_keys(*, many: bool, why: bool, back: bool) -> str:
    """Return the line that tells which keys do something in a menu."""
    answers = ["Space marks", "Enter goes on"] if many else ["Enter or Space picks"]
    others = [*(["? why"] if why else []), *(["Shift-Tab back"] if back else [])]
    return f"{', '.join(['Up/Down or a number moves', *answers, *others])}."


def which_keys_type(*, back: bool) -> str:
    """Return the line that tells which keys do something where one types."""
    return f"{', '.join(['Type it', 'Enter goes on', '? why', *(['Shift-Tab back'] if back else [])])}."


def line_of_menu(question: Question, value: Value) -> str:
    """Return the words for one line of a question's menu beside its number: on a scale, what the ends of it mean."""
    scale = question.scale
    if scale is None or isinstance(value, str):
        return question.label(value)
    return {scale.low: scale.low_label, scale.high: scale.high_label}.get(value, "")


def what_is_wrong(question: Question, current: tuple[Value, ...]) -> str:
    """Return what is wrong with the marks on a question that takes many answers, in the words on the screen."""
    alone = " or ".join(f"'{option.label}'" for option in question.options if option.alone)
    if current:
        return f"{alone} cannot be marked beside another line. Press Space to unmark one or the other."
    return f"Nothing is marked yet. Press Space to mark each line that fits, or {alone}, then Enter."


def what_was_marked(question: Question, values: tuple[Value, ...]) -> str:
    """Return the sentence that asks whether an answer is meant, in its full words."""
    return f"You marked: {what_was_answered(question, values)}. Is that right?"


def what_was_answered(question: Question, values: tuple[Value, ...]) -> str:
    """Return an answer in its full words."""
    return "; ".join(map(question.label, values))


def what_may_be_typed(question: Question) -> str:
    """Return what may be typed, in the numbers on the screen."""
    if question.scale:
        or_not = f", or {NOT_SURE_KEY}" if question.options else ""
        return f"Type a number from {question.scale.low} to {question.scale.high}{or_not}."
    several = ", or several of them" if question.kind is Kind.MANY else ""
    return f"Type a number from 1 to {len(question.options)}, or the first words of an answer{several}."


def not_beside_others(question: Question) -> str:
    """Return which answers cannot be given beside others, in the words on the screen and with their numbers."""
    alone = " or ".join(f"{number} ({option.label})" for number, option in enumerate(question.options, 1) if option.alone)
    return f"That does not work: {alone} cannot be given beside another answer."


def not_understood(typed: str, near: str) -> str:
    """Return that nothing is called what was typed; ``near`` ends the sentence, with the nearest names if there are any."""
    return f"There is no answer '{typed}' here{near}"


def several_begin_so(typed: str, labels: Sequence[str]) -> str:
    """Return that more than one answer begins with what was typed, with these answers."""
    return f"More than one answer begins with '{typed}': {'; '.join(labels)}."
