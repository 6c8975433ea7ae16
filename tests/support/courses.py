"""Courses made from a few words: a kept result, and the sessions that were told after it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.followup.course import Course, Visit
from legpress_cli.followup.due import find_due
from legpress_cli.followup.session import Session, SetUp
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import Knowledge

KNOWLEDGE = load_knowledge()
FIRST_DAY = date(2026, 9, 1)
TODAY = date(2026, 12, 31)
CALM: dict[str, Any] = {"emergency-sign": "none", "doctor-sign": "none", "health": "none"}
ANSWERS: dict[str, Any] = CALM | {
    "when": "bottom",
    "hips": "lift",
    "depth": "deep",
    "feet": "high",
    "handles": "squeeze",
    "pain": 5,
}
"""Somebody whose first two changes are shorter-range and feet-placement."""
FIRST, SECOND = "shorter-range", "feet-placement"


def day(number: int) -> date:
    """Return the day with this number; 0 is the first."""
    return FIRST_DAY + timedelta(days=number)


def course_of(
    sessions: tuple[str, ...] | list[str] = (), answers: dict[str, Any] | None = None, knowledge: Knowledge = KNOWLEDGE
) -> Course:
    """Return the course of somebody who told these sessions one after the other, each with what was due that day."""
    course = Course(read_answers(knowledge, ANSWERS | (answers or {}), Source.PROMPT), FIRST_DAY)
    for told in sessions:
        course = tell(course, told, knowledge)
    return course


def tell(course: Course, told: str, knowledge: Knowledge = KNOWLEDGE) -> Course:
    """Return a course with one more session, ``7 with 3 80kg morning-2 one-leg seen``, or visit: ``7 seen one-leg``."""
    number, set_up, *more = told.split()
    if set_up == "seen":
        visit = Visit(day(int(number)), tuple(more), len(course.sessions), len(course.noted))
        return replace(course, visits=(*course.visits, visit))
    pain, *more = more
    how = SetUp(set_up)
    weights = [float(word.removesuffix("kg")) for word in more if word[0].isdigit() and word.endswith("kg")]
    mornings = [int(word.removeprefix("morning-")) for word in more if word.startswith("morning-")]
    signs = tuple(word for word in more if word not in ("seen", "no-kg") and not word.startswith("morning-"))
    session = Session(
        id=f"s{len(course.sessions)}",
        date=day(int(number)),
        during=int(pain),
        after=max(int(pain) - 1, 0),
        morning=mornings[0] if mornings else None,
        weight_kg=None if "no-kg" in more else weights[0] if weights else 100,
        step=find_due(knowledge, course, day(int(number))).step(how),
        set_up=how,
        signs=tuple(sign for sign in signs if not sign[0].isdigit()),
        seen="seen" in more,
    )
    return replace(course, sessions=(*course.sessions, session))


@st.composite
def courses(draw: st.DrawFn, most: int = 12) -> Course:
    """Any course of somebody who told one session after another."""
    course = course_of()
    number = 0
    for _ in range(draw(st.integers(0, most))):
        number += draw(st.sampled_from([1, 3, 3, 3, 7, 29]))
        words = [str(number), draw(st.sampled_from(["with", "with", "with", "without", "other"])), str(draw(st.integers(0, 8)))]
        words += draw(st.sampled_from([[], [], ["80kg"], ["110kg"], ["no-kg"]]))
        words += draw(st.sampled_from([[], [], ["morning-1"], ["morning-5"]]))
        words += draw(st.sampled_from([[]] * 8 + [["one-leg"], ["fever"]]))
        words += draw(st.sampled_from([[], [], [], ["seen"]]))
        course = tell(course, " ".join(words))
        if visit := draw(st.sampled_from([[]] * 8 + [["seen"], ["seen", "fever"]])):
            number += 1  # of one day, what was entered first counts first
            course = tell(course, " ".join([str(number), *visit]))
    return course
