"""A page that holds every kind of block with unpleasant text in it, and people of the thread by name."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from legpress_cli.knowledge.model import Status
from legpress_cli.pages.figure.drawing import Area, Badge, Disc, Drawing, Line, Point, Role
from legpress_cli.pages.page import (
    Bullets,
    Callout,
    Entry,
    Field,
    Figure,
    Heading,
    Mark,
    Outline,
    OutlineLine,
    Page,
    Paragraph,
    Table,
    Tone,
)
from support.places import CASES

NASTY = "[red]m[/] [/bar] | `x` <b>&amp; * _ # \\ naïve “quotes” \x1b[31m\x07\r\n\u202etxt"
DRAWING = Drawing(
    40,
    30,
    (
        Area((Point(2, 2), Point(20, 2), Point(2, 20)), Role.BODY),
        Line((Point(0, 29), Point(40, 29)), Role.FLOOR),
        Disc(Point(30, 10), 5, Role.WEIGHT, changed=True),
    ),
    (Badge(1, NASTY, Status.CHANGE, Point(8, 24), Point(5, 5)), Badge(12, NASTY, Status.KEEP, Point(32, 24), Point(30, 10))),
)
PAGE = Page(
    NASTY,
    (
        Heading(NASTY),
        Paragraph(NASTY, Tone.NOTE),
        Bullets((NASTY, "")),
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
        Figure("nothing in it", Drawing(1, 1, (), ()), ()),
    ),
)


@cache
def read_people() -> tuple[dict[str, Any], ...]:
    """Return every person of the case files, each as it stands there."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    files = [file.read_text(encoding="utf-8") for file in sorted(CASES.glob("*.yaml"))]
    return tuple(person for text in files for person in yaml.load(text, loader))  # noqa: S506  # a safe one, and quick


def case(name: str) -> dict[str, Any]:
    """Return the answers of one person."""
    found: dict[str, Any] = next(person["answers"] for person in read_people() if person["id"] == name)
    return found
