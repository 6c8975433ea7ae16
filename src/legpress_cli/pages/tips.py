"""The tip sheet: every piece of advice in the thread, by topic, the core five first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from legpress_cli.errors import InvalidInput, did_you_mean
from legpress_cli.knowledge.model import Knowledge, Tip
from legpress_cli.pages.page import Block, Callout, Entry, Field, Heading, Page, Paragraph, Tone
from legpress_cli.pages.phrases import WHY_AND_SOURCES, closing_line, conflict_fields, evidence_fields, without_repeats
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.wrapping import count

SHEET_TITLE = "Leg press tips for an aching lower back"


def choose_tips(knowledge: Knowledge, topic: str | None) -> tuple[Tip, ...]:
    """Return the tips of a topic, the one tip of that id, or all, in the order of the sheet. Raises ``InvalidInput``."""
    tips = tuple(tip for group in knowledge.groups for tip in knowledge.tips if tip.group == group.id)
    selected = tuple(tip for tip in tips if topic in (None, tip.group, tip.id))
    if not selected:
        names = [*(group.id for group in knowledge.groups), *(tip.id for tip in tips)]
        raise InvalidInput(f"There is no topic or tip {escape_control_characters(str(topic))}{did_you_mean(str(topic), names)}")
    return selected


def tips_page(knowledge: Knowledge, tips: tuple[Tip, ...]) -> Page:
    """Return the sheet for these tips."""
    return Page(SHEET_TITLE, tuple(_blocks(knowledge, tips)))


def tip_entry(knowledge: Knowledge, tip: Tip, aside: str) -> Entry:
    """Return everything the sheet says of one tip; ``aside`` stands in brackets after its title."""
    return Entry(
        tip.title,
        (
            Field("Do", f"{tip.command}. {tip.do}"),
            Field("Right when", f"{tip.right_when}."),
            Field("Why", tip.why, folded=True),
            *((Field("Careful", tip.not_for, tone=Tone.WARNING),) if tip.not_for else ()),
            Field("Costs", tip.cost, folded=True),
            Field("Judge it", tip.judge_by),
            *evidence_fields(knowledge, tip),
            *conflict_fields(knowledge, tip),
        ),
        more=WHY_AND_SOURCES,
        aside=aside,
    )


def danger_callout(knowledge: Knowledge, if_not_sure: str = "Not sure? Run legpress diagnose first.") -> Callout:
    """Return what must be read before any tip: the signs that need a doctor now, and what to do ``if_not_sure``."""
    signs = [entry.text for entry in knowledge.triage.watch if entry.danger]
    unasked = [f"{entry.title}: {entry.sides} {entry.resolution}" for entry in knowledge.conflicts if not entry.tips]
    return Callout("Before any tip", (*signs, if_not_sure, *unasked), Tone.WARNING)


def topic_blocks(knowledge: Knowledge, tips: tuple[Tip, ...], aside: Callable[[Tip], str]) -> Iterator[Block]:
    """Return the tips under their topics."""
    for group in knowledge.groups:
        members = [tip for tip in tips if tip.group == group.id]
        if members:
            yield Heading(f"{group.title} ({count(len(members), 'tip')})")
            yield from (tip_entry(knowledge, tip, aside(tip)) for tip in members)


def _blocks(knowledge: Knowledge, tips: tuple[Tip, ...]) -> Iterator[Block]:
    yield danger_callout(knowledge)
    yield Paragraph(knowledge.about.honesty, Tone.NOTE)
    yield from without_repeats(topic_blocks(knowledge, tips, lambda tip: tip.id))
    yield Paragraph(closing_line(knowledge), Tone.NOTE)
