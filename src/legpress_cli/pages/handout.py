"""The pages to take away from the program, for a phone, a wall or a web site: a result, and the tip sheet, sources in full."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from hashlib import sha256
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from legpress_cli.diagnosis.checklist import Item
from legpress_cli.diagnosis.result import Assessment, to_result
from legpress_cli.knowledge.model import Knowledge, Level, Study, Tip
from legpress_cli.pages.full_result import (
    answer_blocks,
    cause_blocks,
    guide_fields,
    judge_fields,
    picture_blocks,
    reason_fields,
)
from legpress_cli.pages.page import (
    Block,
    Bullets,
    Checklist,
    ChecklistLine,
    Definitions,
    Entry,
    Field,
    Heading,
    Instruction,
    Page,
    Paragraph,
    Tone,
    Verdict,
)
from legpress_cli.pages.phrases import MARKS, day_of, grades_line, thread_line, without_repeats
from legpress_cli.pages.result import (
    LINE,
    action_blocks,
    closing,
    danger_blocks,
    disagreement_fields,
    lead_blocks,
    list_heading,
    to_do,
    warnings,
)
from legpress_cli.pages.tips import SHEET_TITLE, danger_callout, poster_blocks

_KEY_LENGTH = 16


def result_handout(knowledge: Knowledge, assessment: Assessment, today: date, *, full: bool = False) -> Page:
    """Return the page of a finished assessment to take to the gym, or to a doctor; a ``full`` one folds nothing away."""
    made = _with_checklist if assessment.items else _doctor_first
    blocks = tuple(made(knowledge, assessment))
    full = full and assessment.finding.level is not Level.EMERGENCY  # it has one page, with nothing folded
    return Page(_title(blocks), (Paragraph(day_of(today), Tone.NOTE), *blocks), _key(knowledge, assessment), full)


def tips_handout(knowledge: Knowledge, tips: tuple[Tip, ...], today: date, *, full: bool = False) -> Page:
    """Return the sheet for these tips, for a coach to print or to put on a web site; a ``full`` one folds nothing away."""
    return Page(SHEET_TITLE, tuple(_tips(knowledge, tips, today)), full=full)


def _title(blocks: tuple[Block, ...]) -> str:
    """Return the one thing to do, or else the last that holds in its place."""
    titles = [
        block.title if isinstance(block, Instruction) else block.text
        for block in blocks
        if isinstance(block, Instruction | Verdict)
    ]
    return titles[-1]


def _doctor_first(knowledge: Knowledge, assessment: Assessment) -> Iterator[Block]:
    yield from danger_blocks(knowledge, assessment)
    if assessment.finding.level is not Level.EMERGENCY:
        yield from answer_blocks(knowledge, assessment)
    yield Paragraph(knowledge.about.mistake, Tone.NOTE)
    yield Paragraph(knowledge.about.not_a_doctor, Tone.NOTE)


def _with_checklist(knowledge: Knowledge, assessment: Assessment) -> Iterator[Block]:
    todo = to_do(knowledge, assessment)
    lines = tuple(without_repeats(_line(knowledge, item, alone=item is todo) for item in assessment.items))
    yield from lead_blocks(knowledge, assessment)
    if not (todo or assessment.finding.hold):
        yield closing(knowledge, assessment)
    figure = next(iter(picture_blocks(knowledge, assessment)), None)
    for block in action_blocks(knowledge, assessment, *judge_fields(assessment), *lines[0].fields):
        yield replace(block, figure=figure, tick=lines[0].tick) if isinstance(block, Instruction) else block
    if figure and not todo:
        yield figure
    yield Definitions((*disagreement_fields(assessment, 2 * LINE), *warnings(knowledge, assessment)))
    done = 1 if todo else 0
    yield Checklist(list_heading(assessment), lines[done:], done + 1)
    yield from cause_blocks(knowledge, assessment)
    yield from _watch(assessment)
    yield from answer_blocks(knowledge, assessment)
    yield from _sources(knowledge, [item.tip for item in assessment.items], _citation)
    yield Paragraph(f"{knowledge.about.honesty} {knowledge.about.not_a_doctor}", Tone.NOTE)


def _line(knowledge: Knowledge, item: Item, *, alone: bool) -> ChecklistLine:
    """Return an item with everything about it; of one that stands ``alone`` above the list, only the reasons."""
    how = () if alone else (Field("Do", item.do), *guide_fields(item))
    fields = (*how, *reason_fields(knowledge, item))
    return ChecklistLine(MARKS[item.turn], item.turn.value, item.tip.title, item.action, fields, item.tip.id)


def _tips(knowledge: Knowledge, tips: tuple[Tip, ...], today: date) -> Iterator[Block]:
    yield Paragraph(f"As of {day_of(today)}.", Tone.NOTE)
    yield danger_callout(knowledge, "Not sure? Ask a doctor first.")
    yield Paragraph(knowledge.about.honesty, Tone.NOTE)
    yield from without_repeats(poster_blocks(knowledge, tips))
    yield from _sources(knowledge, tips, _evidence)
    yield Paragraph(knowledge.about.not_a_doctor, Tone.NOTE)


def _watch(assessment: Assessment) -> Iterator[Block]:
    """Return all there is to watch for, and where the answers disagree."""
    yield Heading("When to stop or see a doctor", folded=True)
    yield Bullets(tuple(entry.text for entry in assessment.watch))
    if assessment.disagreements:
        yield Heading("Where your answers disagree", folded=True)
        yield Bullets(assessment.disagreements)


def _sources(knowledge: Knowledge, tips: Collection[Tip], cite: Callable[[Study], str]) -> Iterator[Block]:
    """Return the posts and studies behind these tips."""
    numbers = {number for tip in tips for number in tip.posts}
    ids = {name for tip in tips for name in (*tip.studies, *tip.studies_against)}
    yield Heading("Sources", folded=True)
    yield Paragraph(f"{thread_line(knowledge)} {grades_line(knowledge)}", Tone.NOTE)
    yield Entry(
        "In the thread", tuple(Field(f"Post {post.number}", post.says) for post in knowledge.posts if post.number in numbers)
    )
    yield Entry("Studies, with their grades", tuple(_study(study, cite) for study in knowledge.studies if study.id in ids))


def _study(study: Study, cite: Callable[[Study], str]) -> Field:
    doi = f"doi.org/{quote(study.doi)}" if study.doi else ""
    return Field(study.id, f"{cite(study)} {doi}".strip(), link=f"https://{doi}" if doi else "")


def _citation(study: Study) -> str:
    return f"{study.citation} Grade {study.grade.value}."


def _evidence(study: Study) -> str:
    return f"{study.finding} {study.limits} {study.citation} Grade {study.grade.value}, {study.type}."


def _key(knowledge: Knowledge, assessment: Assessment) -> str:
    """Return a name for this result, the same on any day."""
    return sha256(msgspec.json.encode(to_result(knowledge, assessment))).hexdigest()[:_KEY_LENGTH]
