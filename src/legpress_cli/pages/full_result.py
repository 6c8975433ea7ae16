"""The parts of a result in full: danger, the first change, the causes, each item with its reasons and sources, the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from legpress_cli.diagnosis.checklist import Item, Turn
from legpress_cli.diagnosis.conditions import any_source_meets
from legpress_cli.diagnosis.result import Assessment
from legpress_cli.knowledge.model import NOT_SURE, Knowledge, Status
from legpress_cli.pages.figure.scene import picture
from legpress_cli.pages.page import (
    Block,
    Bullets,
    Definitions,
    Entry,
    Field,
    Figure,
    Heading,
    Instruction,
    Page,
    Paragraph,
    Table,
    Tone,
    Verdict,
)
from legpress_cli.pages.phrases import (
    MARKS,
    because,
    closing_line,
    conflict_fields,
    day_of,
    evidence_fields,
    listed,
    lowered,
    said_by_whom,
    science,
    without_repeats,
)
from legpress_cli.pages.result import action_blocks, closing, danger_blocks, disagreement_fields, list_heading

_COUNTED = {Turn.NOW: "now", Turn.NEXT: "next", Turn.LATER: "later", Turn.CHECK: "to check", Turn.KEEP: "to keep"}


def full_result_page(knowledge: Knowledge, assessment: Assessment) -> Page:
    """Return the page with everything that is known of a finished assessment."""
    return Page(result_title(assessment), tuple(_blocks(knowledge, assessment)))


def picture_page(knowledge: Knowledge, assessment: Assessment, today: date) -> Page:
    """Return the page of the picture: the day, what was found about danger, and the one change with its steps."""
    middle = _drawn_change(knowledge, assessment) if assessment.items else (Paragraph(knowledge.about.mistake),)
    blocks = (Paragraph(day_of(today)), *danger_blocks(knowledge, assessment), *middle, Paragraph(knowledge.about.not_a_doctor))
    return Page(result_title(assessment), blocks)


def _drawn_change(knowledge: Knowledge, assessment: Assessment) -> Iterator[Block]:
    """Return the one thing to do as a heading, its picture and its steps."""
    figures = picture_blocks(knowledge, assessment)
    for block in tuple(action_blocks(knowledge, assessment, *judge_fields(assessment))) or (closing(knowledge, assessment),):
        if isinstance(block, Instruction):
            yield Paragraph(block.heading)
            yield Heading(block.title)
            yield from figures
            yield from (Paragraph(f"{number}. {step}") for number, step in enumerate(block.steps, 1))
            yield from (Paragraph(f"{field.label}: {field.text}") for field in block.fields)
        elif isinstance(block, Verdict):
            yield Heading(block.text)
            yield from figures
        else:
            yield block


def picture_blocks(knowledge: Knowledge, assessment: Assessment) -> tuple[Figure, ...]:
    """Return the picture; nothing without a checklist, or where it would show another machine than the person's."""
    undrawn = any_source_meets((knowledge.about.undrawn,), assessment.answers)
    if undrawn or assessment.finding.hold or not assessment.items:
        return ()
    drawn = picture(knowledge, assessment)
    return (drawn,) if drawn else ()


def result_title(assessment: Assessment) -> str:
    """Return what the page of a result is called."""
    return "Your leg press checklist" if assessment.items else "Your result"


def _blocks(knowledge: Knowledge, assessment: Assessment) -> Iterator[Block]:
    yield from danger_blocks(knowledge, assessment)
    if assessment.items:
        if assessment.disagreements:
            yield Definitions(tuple(disagreement_fields(assessment, None)))
        yield Paragraph(knowledge.about.honesty, Tone.NOTE)
        yield from action_blocks(knowledge, assessment, *judge_fields(assessment))
        yield Heading(list_heading(assessment))
        yield Paragraph(_counted(assessment))
        yield from without_repeats(_entries(knowledge, assessment))
        yield from cause_blocks(knowledge, assessment)
        yield Heading("What to watch for")
        yield Bullets(tuple(entry.text for entry in assessment.watch))
    yield from answer_blocks(knowledge, assessment)
    if assessment.items:
        yield Paragraph(closing_line(knowledge), Tone.NOTE)
    else:
        yield Paragraph(knowledge.about.mistake, Tone.NOTE)
    yield Paragraph(knowledge.about.not_a_doctor, Tone.NOTE)
    yield closing(knowledge, assessment)


def answer_blocks(knowledge: Knowledge, assessment: Assessment) -> Iterator[Block]:
    """Return what was answered, and what the person was not sure of."""
    answered = [(question, assessment.answers.values(question.id)) for question in knowledge.questions]
    known = [(question, values) for question, values in answered if values and values != (NOT_SURE,)]
    unsure = [lowered(question.short) for question, values in answered if values == (NOT_SURE,)]
    lines = [f"{question.short}: {listed(map(question.label, values))}" for question, values in known]
    yield Heading("What you answered", folded=True)
    yield Bullets((*lines, *([f"Not sure, or not asked: {'; '.join(unsure)}"] if unsure else [])))


def cause_blocks(knowledge: Knowledge, assessment: Assessment) -> Iterator[Block]:
    """Return the causes that the answers point to, strongest first, with the answers for and against each."""
    yield Heading("What your answers point to", folded=True)
    if not assessment.causes:
        what_next = "" if assessment.finding.hold else " Do the checks on your list at the machine. Then answer again."
        yield Paragraph(f"Your answers do not point to one cause.{what_next}")
        return
    rows = [
        (
            entry.cause.title,
            entry.fit.value if entry.fit else "",
            because(knowledge, entry.because),
            because(knowledge, entry.against) or "nothing",
        )
        for entry in assessment.causes
    ]
    columns = ("Cause", "Fits", "Because", "Against it")
    width = len(columns) if any(entry.against for entry in assessment.causes) else len(columns) - 1
    yield Table(columns[:width], tuple(row[:width] for row in rows))


def judge_fields(assessment: Assessment) -> Iterator[Field]:
    """Return how to tell whether the first change helps, where there is one."""
    if assessment.first:
        yield Field("Judge it", assessment.first.tip.judge_by)


def _counted(assessment: Assessment) -> str:
    """Return how many items of the checklist there are for each turn."""
    counts = Counter(item.turn for item in assessment.items)
    return f"{', '.join(f'{counts[turn]} {_COUNTED[turn]}' for turn in Turn if counts[turn])}."


def _entries(knowledge: Knowledge, assessment: Assessment) -> Iterator[Entry]:
    """Return the items of the checklist, each with its id; the first change without what stands above the list."""
    for number, item in enumerate(assessment.items, 1):
        first = item is assessment.first
        do = Field("Do", f"{item.action}." if first else f"{item.action}: {item.do}")
        guide = () if first else guide_fields(item)
        fields = (do, *guide, *reason_fields(knowledge, item))
        yield Entry(f"{number}. {item.tip.title}", fields, item.turn.value, MARKS[item.turn], aside=item.tip.id)


def guide_fields(item: Item) -> Iterator[Field]:
    """Return what to feel or see, and what to take care of, where an item asks for anything to be done."""
    if item.turn.status is Status.CHANGE:
        yield Field("Right when", f"{item.right_when}.")
    if item.caution and item.turn is not Turn.KEEP:
        yield Field("Careful", item.caution, tone=Tone.WARNING)


def reason_fields(knowledge: Knowledge, item: Item) -> Iterator[Field]:
    """Return why an item is on the list, what it costs and who says so, of a change in full and of the rest in short."""
    tip = item.tip
    if item.turn is Turn.KEEP:
        yield Field("Said by", f"{said_by_whom(knowledge, tip)} {science(tip)}", folded=True)
        return
    change = item.turn.status is Status.CHANGE
    if change:
        yield Field("Because", f"{because(knowledge, item.because)}.", folded=True)
        yield Field("Why", tip.why, folded=True)
    yield Field("Costs", tip.cost, folded=True)
    yield from evidence_fields(knowledge, tip)
    if change:
        yield from conflict_fields(knowledge, tip)
