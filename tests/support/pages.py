"""A page that holds every kind of block with unpleasant text in it, and people of the thread by name."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import yaml

from legpress_cli.diagnosis.result import Assessment
from legpress_cli.interview.answer_sources import RepeatCommand
from legpress_cli.knowledge.model import Kind, Knowledge
from legpress_cli.pages.figure.drawing import Drawing, Label, Point, Role, Shape, State, Stroke
from legpress_cli.pages.page import (
    Bullets,
    Callout,
    Checklist,
    ChecklistLine,
    Commands,
    Definitions,
    Entry,
    Field,
    Figure,
    Heading,
    Instruction,
    Mark,
    Outline,
    OutlineLine,
    Page,
    Paragraph,
    Table,
    Tone,
    Verdict,
)
from legpress_cli.pages.result import result_page
from support.places import CASES

NASTY = "[red]m[/] [/bar] | `x` <b>&amp; * _ # \\ naïve “quotes” \x1b[31m\x07\r\n\u202etxt"
DRAWING = Drawing(
    320,
    30,
    (
        Shape(Role.PELVIS, (Stroke((Point(2, 2), Point(20, 2), Point(2, 20)), 1.5, closed=True),)),
        Shape(Role.BODY, (Stroke((Point(0, 26), Point(40, 26)), 7),), State.NOW),
        Shape(Role.WEIGHT, (Stroke((Point(60, 10),), 10),), State.CHANGE),
    ),
    (Label("words", Point(80, 20), State.NOW), Label(NASTY, Point(150, 20), State.CHANGE, 1.0)),
)
PAGE = Page(
    NASTY,
    (
        Heading(NASTY),
        Paragraph(NASTY, Tone.NOTE),
        Bullets((NASTY, "")),
        Verdict(NASTY, Tone.DANGER, (NASTY, "")),
        Definitions((Field(NASTY, NASTY), Field("", ""))),
        Commands((Field(NASTY, "legpress explain x"),), NASTY),
        Instruction(NASTY, NASTY, (NASTY, ""), (Field(NASTY, NASTY),)),
        Checklist(NASTY, (ChecklistLine(Mark.LATER, NASTY, NASTY, NASTY), ChecklistLine(Mark.KEEP, "keep", NASTY, ""))),
        Checklist("empty", ()),
        Bullets(()),
        Callout(NASTY, (NASTY,), Tone.DANGER),
        Callout("empty", (), Tone.GOOD),
        Entry(NASTY, (Field(NASTY, NASTY), Field("", "")), "CHANGE", Mark.CHANGE),
        Entry("empty", ()),
        Table((NASTY, "b"), ((NASTY, "x" * 300), ("", ""))),
        Table(("a",), ()),
        Outline(
            (
                OutlineLine(NASTY, (NASTY, ""), (OutlineLine("", (), (OutlineLine("x" * 300),), NASTY, Tone.DANGER),)),
                OutlineLine(""),
            )
        ),
        Outline(()),
        Figure(NASTY, DRAWING, (NASTY, "")),
        Figure("nothing in it", Drawing(1, 1, ()), ()),
    ),
)


AGAIN = RepeatCommand("legpress diagnose --answers /home/sam/answers-of-today.yaml", asks=False, explain="legpress explain")


def one_screen(knowledge: Knowledge, found: Assessment) -> Page:
    """Return the page of one screen for a person whose answers came from a file."""
    return result_page(knowledge, found, AGAIN)


@cache
def read_people() -> tuple[dict[str, Any], ...]:
    """Return every person of the case files, each as it stands there."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    files = [file.read_text(encoding="utf-8") for file in sorted(CASES.glob("*.yaml"))]
    return tuple(person for text in files for person in yaml.load(text, loader))  # noqa: S506  # a safe one, and quick


CALM = 0.7
"""How often nobody of those made up by chance marks any sign."""


EIGHT = (
    "post-1-pain-on-standing-up",
    "post-4-hips-come-off-the-seat",
    "only-the-last-plates-hurt",
    "first-episode-with-a-blood-pressure-concern",
    "six-weeks-no-better-with-every-fault-in-the-book",
    "one-leg-weaker-and-it-hurts-down-that-leg",
    "nothing-known",
    "tingles-on-wiping",
)
"""Eight people whose pages are kept for review: three plain changes, three who must be seen, one of whom nothing is known,
and an emergency."""


def people() -> dict[str, dict[str, Any]]:
    """Return the answers of the eight people by name."""
    return {name: case(name) for name in EIGHT}


def case(name: str) -> dict[str, Any]:
    """Return the answers of one person."""
    found: dict[str, Any] = next(person["answers"] for person in read_people() if person["id"] == name)
    return found


def by_chance(knowledge: Knowledge, number: int) -> dict[str, Any]:
    """Return any answers with which nobody must be seen today or at once by one sign alone, the same for the same number."""
    chance = Random(number)  # noqa: S311  # no secret
    answers: dict[str, Any] = {}
    for question in knowledge.questions:
        alone = [option.id for option in question.options if option.alone]
        if question.safety and alone and (question.id == "emergency-sign" or chance.random() < CALM):
            answers[question.id] = alone[0]
        elif question.kind is Kind.MANY:
            answers[question.id] = chance.sample([option.id for option in question.options if not option.alone], 2)
        else:
            answers[question.id] = chance.choice(question.values)
    return answers
