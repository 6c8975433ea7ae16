"""The tip sheet: every piece of advice in the thread, by topic, the core five first."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge import Knowledge, Tip
from legpress_cli.nearest import did_you_mean
from legpress_cli.page import Block, Entry, Field, Heading, Page, Paragraph, Tone
from legpress_cli.shown import shown
from legpress_cli.wording import conflict_fields, count, grades_line, said_by_whom, science, thread_line


class SheetTip(msgspec.Struct, frozen=True):
    """One tip of the sheet as scripts get it."""

    id: str
    topic: str
    title: str
    core: bool
    do: str
    why: str
    cost: str
    not_for: str
    judge_by: str
    grade: str
    grade_note: str
    posts: tuple[int, ...]
    posters: int
    studies: tuple[str, ...]
    studies_against: tuple[str, ...]
    conflicts: tuple[str, ...]


def choose_tips(knowledge: Knowledge, topic: str | None) -> tuple[Tip, ...]:
    """Return the tips of a topic, the one tip of that id, or all, in the order of the sheet. Raises ``InvalidInput``."""
    tips = tuple(tip for group in knowledge.groups for tip in knowledge.tips if tip.group == group.id)
    chosen = tuple(tip for tip in tips if topic in (None, tip.group, tip.id))
    if not chosen:
        names = [*(group.id for group in knowledge.groups), *(tip.id for tip in tips)]
        raise InvalidInput(f"There is no topic or tip {shown(str(topic))}{did_you_mean(str(topic), names)}")
    return chosen


def tips_page(knowledge: Knowledge, tips: tuple[Tip, ...]) -> Page:
    """Return the sheet for these tips."""
    return Page("Leg press tips for an aching lower back", tuple(_blocks(knowledge, tips)))


def sheet(knowledge: Knowledge, tips: tuple[Tip, ...]) -> tuple[SheetTip, ...]:
    """Return the same tips for scripts."""
    return tuple(
        SheetTip(
            id=tip.id,
            topic=tip.group,
            title=tip.title,
            core=tip.core,
            do=tip.do,
            why=tip.why,
            cost=tip.cost,
            not_for=tip.not_for,
            judge_by=tip.judge_by,
            grade=tip.grade.value,
            grade_note=tip.grade_note,
            posts=tip.posts,
            posters=knowledge.posters(tip.backed_by),
            studies=tip.studies,
            studies_against=tip.studies_against,
            conflicts=tuple(f"{entry.sides} {entry.resolution}" for entry in knowledge.conflicts_of(tip.id)),
        )
        for tip in tips
    )


def tip_entry(knowledge: Knowledge, tip: Tip) -> Entry:
    """Return everything the sheet says of one tip."""
    return Entry(
        f"{tip.title} ({tip.id})",
        (
            Field("Do", tip.do),
            Field("Why", tip.why),
            Field("Careful", tip.not_for),
            Field("Costs", tip.cost),
            Field("Judge it", tip.judge_by),
            Field("Said by", said_by_whom(knowledge, tip)),
            Field("Science", science(tip)),
            *conflict_fields(knowledge, tip),
        ),
    )


def _blocks(knowledge: Knowledge, tips: tuple[Tip, ...]) -> Iterator[Block]:
    yield Paragraph("First rule out danger: legpress diagnose asks about it before anything else.", Tone.WARNING)
    yield Paragraph(knowledge.about.honesty, Tone.NOTE)
    for group in knowledge.groups:
        members = [tip for tip in tips if tip.group == group.id]
        if members:
            yield Heading(f"{group.title} ({count(len(members), 'tip')})")
            yield from (tip_entry(knowledge, tip) for tip in members)
    yield Paragraph(f"{grades_line(knowledge)} {thread_line(knowledge)}", Tone.NOTE)
