"""The pages to take away from the program, for a phone, a wall or a web site: a result, and the tip sheet, sources in full."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from hashlib import sha256
from urllib.parse import quote

import msgspec

from legpress_cli.diagnosis.result import Assessment, to_result
from legpress_cli.knowledge.model import Knowledge, Study, Tip
from legpress_cli.pages.full_result import (
    answer_blocks,
    cause_blocks,
    counted,
    danger_blocks,
    first_change_blocks,
    item_entries,
    picture_blocks,
    result_title,
)
from legpress_cli.pages.page import Block, Bullets, Entry, Field, Heading, Page, Paragraph, Tone
from legpress_cli.pages.phrases import day_of, grades_line, posts, thread_line, without_repeats
from legpress_cli.pages.result import for_whom
from legpress_cli.pages.tips import SHEET_TITLE, danger_callout, topic_blocks

_KEY_LENGTH = 16


def result_handout(knowledge: Knowledge, assessment: Assessment, today: date) -> Page:
    """Return the page of a finished assessment to take to the gym, or to a doctor."""
    return Page(result_title(assessment), tuple(_result(knowledge, assessment, today)), _key(knowledge, assessment))


def tips_handout(knowledge: Knowledge, tips: tuple[Tip, ...], today: date) -> Page:
    """Return the sheet for these tips, for a coach to print or to put on a web site."""
    return Page(SHEET_TITLE, tuple(_tips(knowledge, tips, today)))


def _result(knowledge: Knowledge, assessment: Assessment, today: date) -> Iterator[Block]:
    whose = f"{for_whom(assessment)}. " if assessment.label else ""
    yield Paragraph(f"{whose}From your answers of {day_of(today)}.", Tone.NOTE)
    yield from danger_blocks(knowledge, assessment)
    if assessment.items:
        yield Paragraph(knowledge.about.honesty, Tone.NOTE)
        yield Heading("Change this first" if assessment.first else "What to do now")
        yield from first_change_blocks(knowledge, assessment)
        yield Heading("Checklist")
        yield Paragraph(counted(assessment))
        yield from without_repeats(item_entries(knowledge, assessment, _grade))
        if drawn := picture_blocks(knowledge, assessment):
            yield Heading(drawn[0].title)
            yield from drawn
    yield from _watch(assessment)
    if assessment.items:
        yield from cause_blocks(knowledge, assessment)
    yield from answer_blocks(knowledge, assessment)
    if assessment.items:
        yield from _sources(knowledge, [item.tip for item in assessment.items], _citation)
    else:
        yield Paragraph(knowledge.about.mistake, Tone.NOTE)
    yield Paragraph(knowledge.about.not_a_doctor, Tone.NOTE)


def _tips(knowledge: Knowledge, tips: tuple[Tip, ...], today: date) -> Iterator[Block]:
    yield Paragraph(f"As of {day_of(today)}.", Tone.NOTE)
    yield danger_callout(knowledge, "Not sure? Ask a doctor first.")
    yield Paragraph(knowledge.about.honesty, Tone.NOTE)
    yield from without_repeats(topic_blocks(knowledge, tips, _grade))
    yield from _sources(knowledge, tips, _evidence)
    yield Paragraph(knowledge.about.not_a_doctor, Tone.NOTE)


def _watch(assessment: Assessment) -> Iterator[Block]:
    """Return what to watch for; the danger signs stand apart."""
    if assessment.watch:
        yield Heading("When to stop or see a doctor" if assessment.items else "What to watch for")
        yield from (Paragraph(entry.text, Tone.DANGER) for entry in assessment.watch if entry.danger)
        yield Bullets(tuple(entry.text for entry in assessment.watch if not entry.danger))


def _sources(knowledge: Knowledge, tips: Collection[Tip], cite: Callable[[Study], str]) -> Iterator[Block]:
    """Return the posts and studies behind these tips, in short and, folded, in full."""
    numbers = {number for tip in tips for number in tip.posts}
    ids = {name for tip in tips for name in (*tip.studies, *tip.studies_against)}
    yield Heading("Sources")
    yield Paragraph(f"{thread_line(knowledge)} {grades_line(knowledge)}", Tone.NOTE)
    if numbers:
        yield _posts(knowledge, numbers)
    if ids:
        yield _studies([study for study in knowledge.studies if study.id in ids], cite)


def _posts(knowledge: Knowledge, numbers: set[int]) -> Entry:
    full = [Field(f"Post {post.number}", post.says, folded=True) for post in knowledge.posts if post.number in numbers]
    short = Field("In short", f"{posts(tuple(sorted(numbers))).capitalize()}.")
    return Entry("In the thread", (short, *full), more="Each post, in our words")


def _studies(studies: list[Study], cite: Callable[[Study], str]) -> Entry:
    short = ", ".join(f"{study.id} ({study.grade.value})" for study in studies)
    fields = (Field("In short", f"{short}."), *(_study(study, cite) for study in studies))
    return Entry("Studies, with their grades", fields, more="Each study")


def _study(study: Study, cite: Callable[[Study], str]) -> Field:
    link = f"https://doi.org/{quote(study.doi)}" if study.doi else ""
    return Field(study.id, f"{cite(study)} {link}".strip(), folded=True, link=link)


def _citation(study: Study) -> str:
    return f"{study.citation} Grade {study.grade.value}, {study.type}."


def _evidence(study: Study) -> str:
    return f"{study.finding} {study.limits} {_citation(study)}"


def _grade(tip: Tip) -> str:
    return f"grade {tip.grade.value}"


def _key(knowledge: Knowledge, assessment: Assessment) -> str:
    """Return a name for this result, the same on any day."""
    return sha256(msgspec.json.encode(to_result(knowledge, assessment))).hexdigest()[:_KEY_LENGTH]
