"""The sessions of a course: as a chart, as sentences, and the words for their days, steps and weights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from legpress_cli.followup.session import USUAL, Session
from legpress_cli.followup.weight import weight_in_words
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.pages.page import Chart, ChartRow
from legpress_cli.pages.phrases import lowered

MOST_SHOWN = 12
"""So many sessions have a line each, the last ones; of older ones, how many they are."""
HIGHEST, LIMIT = 10, 5
_RULE = f"stop above {LIMIT}"
_COLUMNS = ("Day", "With", "Weight", "Worst pain", "Next morning")
_PLUS = "something else new"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def sessions_chart(knowledge: Knowledge, sessions: Sequence[Session]) -> Chart:
    """Return the last sessions as a chart; its days have their years where they do not lie in one."""
    older, shown = sessions[:-MOST_SHOWN], sessions[-MOST_SHOWN:]
    day = day_in_words if len({session.date.year for session in shown}) == 1 else _day_and_year
    rows = tuple(
        ChartRow(
            (day(session.date), step_label(knowledge, session), _short_weight(session)),
            session.pain,
            session.morning,
        )
        for session in shown
    )
    before = f" Older ones: {len(older)}, worst pain {_range(older)}." if older else ""
    title = f"Your last {len(shown)} sessions.{before}" if older else "Your sessions"
    words = tuple(f"{day(session.date)}, {_told(knowledge, session)}" for session in shown)
    plus = "" if all(session.clean for session in shown) else _PLUS
    return Chart(title, _COLUMNS, rows, HIGHEST, LIMIT, _RULE, f"{_trend(sessions)}{before}", words, plus)


def step_in_words(knowledge: Knowledge, step: str) -> str:
    """Return what a session was with: the title of its tip, its id where the knowledge has none any more, or as usual."""
    return "As usual" if step == USUAL else next((tip.title for tip in knowledge.tips if tip.id == step), step)


def step_label(knowledge: Knowledge, session: Session) -> str:
    """Return the same of a session in few words, with a plus where something else was new."""
    return f"{lowered(step_in_words(knowledge, session.step))}{'' if session.clean else ' +'}"


def day_in_words(day: date) -> str:
    """Return a day without its year: ``2 Nov``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def _day_and_year(day: date) -> str:
    return f"{day_in_words(day)} {day.year}"


def _short_weight(session: Session) -> str:
    return "" if session.weight_kg is None else f"{round(session.weight_kg, 1):g} kg"


def _range(sessions: Sequence[Session]) -> str:
    low, high = (pick(session.pain for session in sessions) for pick in (min, max))
    return str(low) if low == high else f"{low} to {high}"


def _trend(sessions: Sequence[Session]) -> str:
    first, last = sessions[0].pain, sessions[-1].pain
    if len(sessions) == 1:
        return f"One session so far, with a worst pain of {first}."
    return f"Worst pain in {len(sessions)} sessions: {first} in the first, {last} in the last."


def _told(knowledge: Knowledge, session: Session) -> str:
    weight = "" if session.weight_kg is None else f", {weight_in_words(session.weight_kg)}"
    morning = "" if session.morning is None else f", next morning {session.morning}"
    more = "" if session.clean else ", and something else new"
    step = lowered(step_in_words(knowledge, session.step))
    return f"{step}{more}{weight}: worst pain {session.pain}{morning}."
