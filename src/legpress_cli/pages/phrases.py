"""Turns of phrase that more than one page needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import TypeVar

from msgspec.structs import replace

from legpress_cli.diagnosis.checklist import Turn
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.diagnosis.phrases import count
from legpress_cli.diagnosis.triage import Advice
from legpress_cli.knowledge.model import Grade, Kind, Knowledge, Level, Tip, Watch
from legpress_cli.pages.page import Block, Callout, ChecklistLine, Entry, Field, Instruction, Mark, Tone

T = TypeVar("T", Block, ChecklistLine)
LEVEL_TONES = {
    Level.SELF_CARE: Tone.GOOD,
    Level.CLINICIAN: Tone.WARNING,
    Level.URGENT: Tone.DANGER,
    Level.EMERGENCY: Tone.EMERGENCY,
}
MARKS = {
    Turn.NOW: Mark.CHANGE,
    Turn.NEXT: Mark.CHANGE,
    Turn.LATER: Mark.LATER,
    Turn.CHECK: Mark.CHECK,
    Turn.KEEP: Mark.KEEP,
}
"""The sign of each turn."""
BE_SEEN_FIRST = "Be seen today, before anything else."
UNTIL_SEEN = "Do not press until you have been seen."
"""The last line for whoever must be seen, at once or before they press."""
A_LITTLE_LIGHTER = "a little lighter than last time"
HOW_IT_WENT = "How did it go?"
WENT = ("helped", "no change", "worse")
"""How something went, as it is marked on a page."""
HOW_AND_WHY = "How, why and sources"
DONE = "Done"
IN_WORDS = "The picture in words"
AS_TABLE = "The sessions as a table"
KEPT_HERE = "What you mark stays in this browser."
CLEAR = "Clear my marks"
DIARY = ("date", "pain 0-10", "keep?")
"""What is written beside a change on paper."""
AFTER_THESE = "After these"
WHY_AND_SOURCES = "Why, costs and sources"
"""What is folded away of a tip, in the words of the line that unfolds it."""


def tone_of(level: Level, advice: Advice) -> Tone:
    """Return how a level's title is told: what warns is no good news at any level."""
    return Tone.WARNING if advice.warns and not level.doctor_first else LEVEL_TONES[level]


def level_callout(level: Level, advice: Advice) -> Callout:
    """Return what a level means as a box that cannot be overlooked."""
    return Callout(advice.title, (advice.action,), tone_of(level, advice))


def listed(words: Iterable[object]) -> str:
    """Return words as a list in a sentence: ``3, 7 and 20``."""
    *most, last = map(str, words)
    return f"{', '.join(most)} and {last}" if most else last


def day_of(day: date) -> str:
    """Return a day in words: ``26 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def lowered(text: str) -> str:
    """Return a sentence without its capital, to go on with it in another one."""
    return text[:1].lower() + text[1:]


def shortened(texts: Sequence[str], letters: int) -> str:
    """Return as many of these texts in a row as ``letters`` hold, the first in any case, with the number of those left out."""
    whole = "; ".join(texts)
    if len(whole) <= letters:
        return whole
    room = letters - len("; 99 more")
    told = max(1, sum(length - 2 <= room for length in accumulate(len(text) + 2 for text in texts)))
    return "; ".join([*texts[:told], f"{len(texts) - told} more"]) if told < len(texts) else whole


def first_sentence(text: str, after: str = "") -> str:
    """Return the first sentence of a text, past the words that it may begin with."""
    words = text.removeprefix(after).strip()
    end = re.search(r"(?<=[.!?])[\"')]*\s", words)
    return words[: end.start()] if end else words


def grade_in_words(knowledge: Knowledge, grade: Grade) -> str:
    """Return what a grade means."""
    return next(entry.means for entry in knowledge.about.grades if entry.grade is grade)


def posts(numbers: tuple[int, ...]) -> str:
    """Return post numbers in words: ``post 3``, ``posts 3 and 7``."""
    return f"{'post' if len(numbers) == 1 else 'posts'} {listed(numbers)}"


def said_by_whom(knowledge: Knowledge, tip: Tip) -> str:
    """Return who in the thread stands behind a tip, people counted and not posts."""
    backed = (
        f"{count(knowledge.posters(tip.backed_by), 'poster')} ({posts(tip.backed_by)})."
        if tip.backed_by
        else "Our own suggestion; no poster advises it."
    )
    if not tip.described_in:
        return backed
    verb = "describes" if len(tip.described_in) == 1 else "describe"
    return f"{backed} {posts(tip.described_in).capitalize()} {verb} the problem."


def science(tip: Tip) -> str:
    """Return a tip's grade with what it means."""
    return f"Grade {tip.grade.value}. {tip.grade_note}"


def clauses(knowledge: Knowledge, answers: Iterable[GivenAnswer]) -> list[str]:
    """Return what each answer says of the person, as parts of a sentence."""
    return [knowledge.question(entry.question).clause(entry.answer) for entry in answers]


def because(knowledge: Knowledge, answers: Iterable[GivenAnswer]) -> str:
    """Return what all these answers say of the person, as part of a sentence, or an empty text."""
    return "; ".join(clauses(knowledge, answers))


def in_full(knowledge: Knowledge, given: GivenAnswer) -> str:
    """Return an answer in the words that were read: a sign that was marked as it stands, any other with its question."""
    question = knowledge.question(given.question)
    marked = question.kind is Kind.MANY
    return question.label(given.answer) if marked else knowledge.label(question.id, given.answer)


def evidence_fields(knowledge: Knowledge, tip: Tip) -> tuple[Field, ...]:
    """Return who stands behind a tip, and what science makes of it."""
    return (
        Field("Said by", said_by_whom(knowledge, tip), folded=True),
        Field("Science", science(tip), folded=True),
    )


def calls_for(knowledge: Knowledge, level: Level) -> tuple[Field, ...]:
    """Return the numbers to call, each beside where it answers; none where it is no emergency."""
    numbers = knowledge.triage.emergency_numbers if level is Level.EMERGENCY else ()
    return tuple(Field(entry.where, entry.number, link=f"tel:{entry.number}") for entry in numbers)


def emergency_line(watch: Iterable[Watch]) -> Field:
    """Return the emergency signs among what to watch for, in one line."""
    signs = [text for entry in watch if entry.danger for text in entry.brief or (entry.text,)]
    return Field("Emergency", "; ".join(signs), tone=Tone.DANGER)


def conflict_fields(knowledge: Knowledge, tip: Tip) -> tuple[Field, ...]:
    """Return one line for each disagreement that touches a tip."""
    return tuple(
        Field("Disputed", f"{entry.title} {entry.sides} Our advice: {entry.resolution}", folded=True)
        for entry in knowledge.conflicts_of(tip.id)
    )


def without_repeats(blocks: Iterable[T]) -> Iterator[T]:
    """Return blocks or lines of a checklist without the disputes that an earlier one tells."""
    seen: set[Field] = set()
    for block in blocks:
        if isinstance(block, Entry | Instruction | ChecklistLine):
            fields = tuple(field for field in block.fields if field not in seen)
            seen.update(field for field in fields if field.label == "Disputed")
            yield replace(block, fields=fields)
        else:
            yield block


def grades_line(knowledge: Knowledge) -> str:
    """Return what the grade letters mean, in one sentence."""
    return " ".join(["Grades.", *(f"{entry.grade.value}: {entry.means}." for entry in knowledge.about.grades)])


def thread_line(knowledge: Knowledge) -> str:
    """Return where the advice comes from, with the version of the knowledge."""
    return f"From the forum thread {knowledge.about.thread}. Knowledge version {knowledge.about.version}."


def closing_line(knowledge: Knowledge) -> str:
    """Return what stands under advice: what the grades mean, where it comes from, and where a word is explained."""
    example = knowledge.terms[0].id if knowledge.terms else "WORD"
    words = f"A word you do not know? Try, for example: legpress explain {example}"
    return f"{grades_line(knowledge)} {thread_line(knowledge)} {words}"
