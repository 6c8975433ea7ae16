"""The tip sheet: a line a tip by topic, a topic or a tip on one screen, or every piece of advice in full."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from legpress_cli.diagnosis.phrases import count
from legpress_cli.errors import InvalidInput, did_you_mean
from legpress_cli.knowledge.model import Group, Knowledge, Tip
from legpress_cli.pages.page import (
    Block,
    Callout,
    Commands,
    Definitions,
    Entry,
    Field,
    Heading,
    Instruction,
    Outline,
    OutlineLine,
    Page,
    Paragraph,
    Tone,
)
from legpress_cli.pages.phrases import (
    HOW_AND_WHY,
    closing_line,
    conflict_fields,
    emergency_line,
    evidence_fields,
    without_repeats,
)
from legpress_cli.system.sanitize import escape_control_characters

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
    """Return a page of one screen: one tip, the tips of one topic, or a line a tip for all."""
    if len(tips) == 1:
        body = _one_tip(tips[0])
    elif len({tip.group for tip in tips}) == 1:
        body = map(_short_entry, tips)
    else:
        body = iter([Outline(tuple(_topic_line(group, members) for group, members in _topics(knowledge, tips)))])
    blocks = (danger_lines(knowledge), *body, _commands(tips))
    return Page(SHEET_TITLE, blocks)


def full_tips_page(knowledge: Knowledge, tips: tuple[Tip, ...]) -> Page:
    """Return the sheet with everything that is known of these tips."""
    blocks = without_repeats(_topic_blocks(knowledge, tips, lambda tip: tip_entry(knowledge, tip)))
    ends = Paragraph(closing_line(knowledge), Tone.NOTE)
    return Page(SHEET_TITLE, (danger_callout(knowledge), Paragraph(knowledge.about.honesty, Tone.NOTE), *blocks, ends))


def danger_lines(knowledge: Knowledge) -> Definitions:
    """Return what must be read before any tip, in a few words: the emergency signs, and what to do if one is not sure."""
    return Definitions((emergency_line(knowledge.triage.watch), Field("Not sure", "Run legpress diagnose first.")))


def _topics(knowledge: Knowledge, tips: tuple[Tip, ...]) -> Iterator[tuple[Group, list[Tip]]]:
    """Return the topics of these tips, each with its members among them."""
    for group in knowledge.groups:
        members = [tip for tip in tips if tip.group == group.id]
        if members:
            yield group, members


def _topic_line(group: Group, tips: list[Tip]) -> OutlineLine:
    lines = tuple(OutlineLine(tip.title, (tip.action,)) for tip in tips)
    return OutlineLine(f"{group.title} ({group.id})", (), lines)


def _short_entry(tip: Tip) -> Entry:
    return Entry(tip.command, _guide(tip), aside=tip.id)


def _one_tip(tip: Tip) -> Iterator[Block]:
    yield _instruction(tip, Field("Judge it", tip.judge_by), Field("Costs", tip.cost), Field("Evidence", tip.grade_note))
    yield Paragraph(tip.why)


def _instruction(tip: Tip, *more: Field) -> Instruction:
    return Instruction(tip.title, tip.command, tip.steps, (*_guide(tip), *more))


def _guide(tip: Tip) -> tuple[Field, ...]:
    return (Field("Right when", f"{tip.right_when}."), *_careful(tip))


def _careful(tip: Tip) -> tuple[Field, ...]:
    """Return whom a tip is not for, in a line of its own; nothing where it is for everybody."""
    return (Field("Careful", tip.not_for, tone=Tone.WARNING),) if tip.not_for else ()


def _commands(tips: tuple[Tip, ...]) -> Commands:
    first = tips[0]
    topic = [Field("One topic", f"legpress tips {first.group}")] if len({tip.group for tip in tips}) > 1 else []
    place = first.id if len(tips) == 1 else "" if topic else first.group
    return Commands(
        (
            *topic,
            Field("Reasons", f"legpress explain {first.id}"),
            Field("In full", " ".join(filter(None, ("legpress tips", place, "--full")))),
        )
    )


def tip_entry(knowledge: Knowledge, tip: Tip) -> Entry:
    """Return everything the sheet says of one tip, with its id."""
    fields = (
        Field("Do", f"{tip.command}. {tip.do}"),
        Field("Right when", f"{tip.right_when}."),
        Field("Why", tip.why),
        *_careful(tip),
        Field("Costs", tip.cost),
        Field("Judge it", tip.judge_by),
        *evidence_fields(knowledge, tip),
        *conflict_fields(knowledge, tip),
    )
    return Entry(tip.title, fields, aside=tip.id)


def _poster_block(knowledge: Knowledge, tip: Tip, *, large: bool) -> Instruction | Entry:
    """Return a tip for a wall, step by step if it is ``large``; the rest of what the sheet says of it is folded."""
    reasons = (
        Field("Judge it", tip.judge_by, folded=True),
        Field("Why", tip.why, folded=True),
        Field("Costs", tip.cost, folded=True),
        *evidence_fields(knowledge, tip),
        *conflict_fields(knowledge, tip),
    )
    if large:
        return _instruction(tip, *reasons)
    steps = Field("Step by step", tip.do, folded=True)
    return Entry(tip.title, (Field("Do", f"{tip.command}."), *_guide(tip), steps, *reasons), more=HOW_AND_WHY)


def danger_callout(knowledge: Knowledge, if_not_sure: str = "Not sure? Run legpress diagnose first.") -> Callout:
    """Return what must be read before any tip: the signs that need a doctor now, and what to do ``if_not_sure``."""
    signs = [entry.text for entry in knowledge.triage.watch if entry.danger]
    unasked = [f"{entry.title}: {entry.sides} {entry.resolution}" for entry in knowledge.conflicts if not entry.tips]
    return Callout("Before any tip", (*signs, if_not_sure, *unasked), Tone.WARNING)


def poster_blocks(knowledge: Knowledge, tips: tuple[Tip, ...]) -> Iterator[Block]:
    """Return the tips under their topics, for a wall: those of the core, and one that is alone, in large."""
    alone = len(tips) == 1
    return _topic_blocks(knowledge, tips, lambda tip: _poster_block(knowledge, tip, large=tip.core or alone))


def _topic_blocks(knowledge: Knowledge, tips: tuple[Tip, ...], block_of: Callable[[Tip], Block]) -> Iterator[Block]:
    for group, members in _topics(knowledge, tips):
        yield Heading(f"{group.title} ({count(len(members), 'tip')})")
        yield from map(block_of, members)
