"""The tip sheet: every piece of advice in the thread, by topic, the core five first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from legpress_cli.errors import InvalidInput, did_you_mean
from legpress_cli.knowledge.model import Grade, Knowledge, Tip
from legpress_cli.pages.page import Block, Callout, Entry, Field, Heading, Page, Paragraph, Tone
from legpress_cli.pages.phrases import WHY_AND_SOURCES, conflict_fields, evidence_fields, grades_line, thread_line, words_line
from legpress_cli.pages.sheets import fill
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.wrapping import count

SHEET_TITLE = "Leg press tips for an aching lower back"


class SheetTip(msgspec.Struct, frozen=True):
    """One tip of the sheet as scripts get it."""

    id: str
    topic: str
    title: str
    core: bool
    do: str
    why: str
    cost: str
    not_for: str | None
    judge_by: str
    grade: Grade
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
        raise InvalidInput(f"There is no topic or tip {escape_control_characters(str(topic))}{did_you_mean(str(topic), names)}")
    return chosen


def tips_page(knowledge: Knowledge, tips: tuple[Tip, ...]) -> Page:
    """Return the sheet for these tips."""
    return Page(SHEET_TITLE, tuple(_blocks(knowledge, tips)))


def sheet(knowledge: Knowledge, tips: tuple[Tip, ...]) -> tuple[SheetTip, ...]:
    """Return the same tips for scripts."""
    return tuple(sheet_tip(knowledge, tip) for tip in tips)


def sheet_tip(knowledge: Knowledge, tip: Tip) -> SheetTip:
    """Return one tip for scripts."""
    return fill(
        SheetTip,
        tip,
        topic=tip.group,
        posters=knowledge.posters(tip.backed_by),
        conflicts=tuple(f"{entry.sides} {entry.resolution}" for entry in knowledge.conflicts_of(tip.id)),
    )


def tip_entry(knowledge: Knowledge, tip: Tip, aside: str) -> Entry:
    """Return everything the sheet says of one tip; ``aside`` stands in brackets after its title."""
    return Entry(
        tip.title,
        (
            Field("Do", tip.do),
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


def danger_first(knowledge: Knowledge) -> Callout:
    """Return what must be read before any tip: the signs that need a doctor now."""
    return danger_callout(knowledge, "Not sure? Run legpress diagnose first.")


def danger_callout(knowledge: Knowledge, if_not_sure: str) -> Callout:
    """Return the same with other words for who is not sure."""
    signs = [entry.text for entry in knowledge.triage.watch if entry.danger]
    unasked = [f"{entry.title}: {entry.sides} {entry.resolution}" for entry in knowledge.conflicts if not entry.tips]
    return Callout("Before any tip", (*signs, if_not_sure, *unasked), Tone.WARNING)


def topic_blocks(knowledge: Knowledge, tips: tuple[Tip, ...], aside: Callable[[Tip], str]) -> Iterator[Block]:
    """Return the tips under their topics; a dispute told before is not told again."""
    seen: set[Field] = set()
    for group in knowledge.groups:
        members = [tip for tip in tips if tip.group == group.id]
        if members:
            yield Heading(f"{group.title} ({count(len(members), 'tip')})")
            yield from (_without_repeats(tip_entry(knowledge, tip, aside(tip)), seen) for tip in members)


def _without_repeats(entry: Entry, seen: set[Field]) -> Entry:
    """Return the entry without the disputes that were told before on the page."""
    fields = tuple(field for field in entry.fields if field not in seen)
    seen.update(field for field in entry.fields if field.label == "Disputed")
    return msgspec.structs.replace(entry, fields=fields)


def _blocks(knowledge: Knowledge, tips: tuple[Tip, ...]) -> Iterator[Block]:
    yield danger_first(knowledge)
    yield Paragraph(knowledge.about.honesty, Tone.NOTE)
    yield from topic_blocks(knowledge, tips, lambda tip: tip.id)
    yield Paragraph(f"{grades_line(knowledge)} {thread_line(knowledge)} {words_line(knowledge)}", Tone.NOTE)
