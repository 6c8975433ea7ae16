"""The parts of a result in full: danger, the first change, the causes, each item with its reasons and sources, the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from legpress_cli.diagnosis.checklist import Item, Turn
from legpress_cli.diagnosis.conditions import any_source_meets
from legpress_cli.diagnosis.result import Assessment
from legpress_cli.knowledge.model import NOT_SURE, Knowledge, Status, Tip
from legpress_cli.pages.figure.scene import picture
from legpress_cli.pages.page import (
    Block,
    Bullets,
    Callout,
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
    WHY_AND_SOURCES,
    because,
    closing_line,
    conflict_fields,
    day_of,
    evidence_fields,
    in_full,
    level_callout,
    listed,
    lowered,
    said_by_whom,
    science,
    without_repeats,
)
from legpress_cli.pages.result import closing, for_whom, instruction_block

_COUNTED = {Turn.NOW: "now", Turn.NEXT: "next", Turn.LATER: "later", Turn.CHECK: "to check", Turn.KEEP: "to keep"}
_MORE = {Status.CHANGE: WHY_AND_SOURCES, Status.CHECK: "Costs and sources", Status.KEEP: "Sources"}


def full_result_page(knowledge: Knowledge, assessment: Assessment) -> Page:
    """Return the page with everything that is known of a finished assessment."""
    return Page(result_title(assessment), tuple(_blocks(knowledge, assessment)))


def picture_page(knowledge: Knowledge, assessment: Assessment, today: date) -> Page:
    """Return the page of the picture: the day, what was found about danger, and the one change with its steps."""
    day = Paragraph(" ".join(filter(None, (f"{for_whom(assessment)}." if assessment.label else "", f"{day_of(today)}."))))
    middle = _drawn_change(knowledge, assessment) if assessment.items else (Paragraph(knowledge.about.mistake),)
    blocks = (day, *danger_blocks(knowledge, assessment), *middle, Paragraph(knowledge.about.not_a_doctor))
    return Page(result_title(assessment), blocks)


def _drawn_change(knowledge: Knowledge, assessment: Assessment) -> Iterator[Block]:
    """Return the one thing to do as a heading, its picture and its steps."""
    figures = picture_blocks(knowledge, assessment)
    for block in first_change_blocks(knowledge, assessment):
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
    if whose := for_whom(assessment):
        yield Paragraph(whose, Tone.NOTE)
    yield from danger_blocks(knowledge, assessment)
    if assessment.items:
        yield Paragraph(knowledge.about.honesty, Tone.NOTE)
        yield from first_change_blocks(knowledge, assessment)
        yield Heading("Checklist")
        yield Paragraph(counted(assessment))
        yield from without_repeats(item_entries(knowledge, assessment, lambda tip: tip.id))
        yield from cause_blocks(knowledge, assessment)
    if assessment.watch:
        yield Heading("What to watch for")
        yield Bullets(tuple(entry.text for entry in assessment.watch))
    yield from answer_blocks(knowledge, assessment)
    if assessment.items:
        yield Paragraph(closing_line(knowledge), Tone.NOTE)
    else:
        yield Paragraph(knowledge.about.mistake, Tone.NOTE)
    yield Paragraph(knowledge.about.not_a_doctor, Tone.NOTE)
    yield closing(knowledge, assessment)


def danger_blocks(knowledge: Knowledge, assessment: Assessment) -> Iterator[Block]:
    """Return what stands on top of every result: how soon to be seen, and where the answers disagree."""
    marked = [in_full(knowledge, given) for given in assessment.finding.because]
    yield from (Callout("Not the low back", (text,), Tone.WARNING) for text in assessment.outside)
    yield level_callout(assessment.finding.level, assessment.advice, *([f"You marked: {'; '.join(marked)}."] if marked else []))
    if assessment.disagreements:
        yield Callout("Your answers disagree", assessment.disagreements, Tone.WARNING)


def answer_blocks(knowledge: Knowledge, assessment: Assessment) -> Iterator[Block]:
    """Return what was answered, and what the person was not sure of."""
    answered = [(question, assessment.answers.values(question.id)) for question in knowledge.questions]
    known = [(question, values) for question, values in answered if values and values != (NOT_SURE,)]
    unsure = [lowered(question.short) for question, values in answered if values == (NOT_SURE,)]
    lines = [f"{question.short}: {listed(map(question.label, values))}" for question, values in known]
    yield Heading("What you answered")
    yield Bullets((*lines, *([f"Not sure, or not asked: {'; '.join(unsure)}"] if unsure else [])))


def cause_blocks(knowledge: Knowledge, assessment: Assessment) -> Iterator[Block]:
    """Return the causes that the answers point to, strongest first, with the answers for and against each."""
    yield Heading("What your answers point to")
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
    yield Table(columns[:width], tuple(row[:width] for row in rows), least=2)


def first_change_blocks(knowledge: Knowledge, assessment: Assessment) -> Iterator[Block]:
    """Return the one thing to do first, and how to judge it; else what holds in its place."""
    instruction = instruction_block(knowledge, assessment)
    if instruction is None:
        yield closing(knowledge, assessment)
        return
    yield instruction
    if assessment.first:
        yield Paragraph(f"How to judge it: {assessment.first.tip.judge_by}")


def counted(assessment: Assessment) -> str:
    """Return how many items of the checklist there are for each turn."""
    counts = Counter(item.turn for item in assessment.items)
    return f"{', '.join(f'{counts[turn]} {_COUNTED[turn]}' for turn in Turn if counts[turn])}."


def item_entries(knowledge: Knowledge, assessment: Assessment, aside: Callable[[Tip], str]) -> Iterator[Entry]:
    """Return the items of the checklist; ``aside`` gives what stands in brackets after a title."""
    for number, item in enumerate(assessment.items, 1):
        do = f"{item.action}." if item is assessment.first else f"{item.action}: {item.do}"
        yield Entry(
            f"{number}. {item.tip.title}",
            (Field("Do", do), *_fields(knowledge, item)),
            item.turn.value,
            MARKS[item.turn],
            tick=item.tip.id,
            more=_MORE[item.turn.status],
            aside=aside(item.tip),
        )


def _fields(knowledge: Knowledge, item: Item) -> Iterator[Field]:
    """Return what is said of one item, of a change in full and of the rest in short."""
    tip = item.tip
    if item.turn is Turn.KEEP:
        yield Field("Said by", f"{said_by_whom(knowledge, tip)} {science(tip)}", folded=True)
        return
    if item.turn.status is Status.CHANGE:
        yield Field("Why", tip.why, folded=True)
        yield Field("Because", f"{because(knowledge, item.because)}.", folded=True)
    if item.turn.status is Status.CHANGE and item.turn is not Turn.NOW:
        yield Field("Right when", f"{item.right_when}.", folded=item.turn is Turn.LATER)
    if item.caution and item.turn is not Turn.NOW:
        yield Field("Careful", item.caution, tone=Tone.WARNING)
    yield Field("Costs", tip.cost, folded=True)
    yield from evidence_fields(knowledge, tip)
    if item.turn.status is Status.CHANGE:
        yield from conflict_fields(knowledge, tip)
