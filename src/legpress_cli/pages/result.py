"""The page of a result: danger on top, then causes, the first change, the checklist and what to watch for."""

from __future__ import annotations

from collections.abc import Iterator

from legpress_cli.checklist import Item, Status
from legpress_cli.knowledge import Knowledge
from legpress_cli.page import Block, Bullets, Callout, Entry, Field, Heading, Mark, Page, Paragraph, Table, Tone
from legpress_cli.report import Assessment
from legpress_cli.wording import (
    LEVEL_TONES,
    conflict_fields,
    grades_line,
    level_callout,
    listed,
    said_by_whom,
    science,
    thread_line,
    words_line,
    you_said,
)

TAKES_WEEKS = 3
_PACE = {
    False: "Change only this at your next session.",
    True: "This takes weeks. Meanwhile go through the checks, one a session.",
}
_BADGES = {Status.CHANGE: "CHANGE", Status.CHECK: "CHECK", Status.KEEP: "KEEP"}
_MARKS = {Status.CHANGE: Mark.CHANGE, Status.CHECK: Mark.CHECK, Status.KEEP: Mark.KEEP}


def result_page(knowledge: Knowledge, found: Assessment) -> Page:
    """Return the page for a finished assessment."""
    return Page("Your leg press checklist" if found.items else "Your result", tuple(_blocks(knowledge, found)))


def _blocks(knowledge: Knowledge, found: Assessment) -> Iterator[Block]:
    yield _triage(knowledge, found)
    if found.disagreements:
        yield Callout("Your answers disagree", found.disagreements, Tone.WARNING)
    if found.items:
        yield Paragraph(knowledge.about.honesty, Tone.NOTE)
        yield from _causes(knowledge, found)
        yield from _first_change(found)
        yield from _checklist(knowledge, found)
    if found.watch:
        yield Heading("What to watch for")
        yield Bullets(found.watch)
    yield Heading("What you answered")
    yield Bullets(tuple(_answered(knowledge, found)))
    if found.items:
        yield Paragraph(f"{grades_line(knowledge)} {thread_line(knowledge)} {words_line(knowledge)}", Tone.NOTE)
        yield _in_short(knowledge, found)
    else:
        yield Paragraph(knowledge.about.mistake, Tone.NOTE)
    yield Paragraph(knowledge.about.not_a_doctor, Tone.NOTE)


def _triage(knowledge: Knowledge, found: Assessment) -> Callout:
    because = [f"You answered: {you_said(knowledge, found.finding.because)}."] if found.finding.because else []
    return level_callout(found.finding.level, found.advice, *because)


def _in_short(knowledge: Knowledge, found: Assessment) -> Callout:
    """Return the last words, which a terminal still shows when the rest has scrolled away."""
    first = f"Try first: {found.first.tip.title}." if found.first else "Nothing to change yet: do the checks one at a time."
    return Callout("In short", (f"{found.advice.title}.", first, knowledge.about.stop_rule), LEVEL_TONES[found.finding.level])


def _causes(knowledge: Knowledge, found: Assessment) -> Iterator[Block]:
    yield Heading("What your answers point to")
    if not found.causes:
        yield Paragraph("Your answers do not point to one cause. Do the checks below at the machine. Then answer again.")
        return
    rows = [
        (
            entry.cause.title,
            entry.likelihood.value,
            you_said(knowledge, entry.because),
            you_said(knowledge, entry.against) or "nothing",
        )
        for entry in found.causes
    ]
    columns = ("Cause", "How sure", "Because you said", "Against it")
    shown = len(columns) if any(entry.against for entry in found.causes) else len(columns) - 1
    yield Table(columns[:shown], tuple(row[:shown] for row in rows))


def _first_change(found: Assessment) -> Iterator[Block]:
    yield Heading("Try this first")
    if found.first is None:
        yield Paragraph(
            "Nothing you said calls for a change. Check the points below, one at a time, and judge each at the next session."
        )
        return
    yield Callout(
        found.first.tip.title,
        (found.first.do, f"How to judge it: {found.first.tip.judge_by}", _PACE[found.first.tip.effort >= TAKES_WEEKS]),
        Tone.GOOD,
    )


def _checklist(knowledge: Knowledge, found: Assessment) -> Iterator[Block]:
    yield Heading("Checklist")
    change, check, keep = (
        sum(item.status is wanted for item in found.items) for wanted in (Status.CHANGE, Status.CHECK, Status.KEEP)
    )
    yield Paragraph(f"{change} to change, {check} to check, {keep} to keep. More on any item: legpress explain NAME.")
    told: set[Field] = set()
    for number, item in enumerate(found.items, 1):
        do = 'As under "Try this first".' if item is found.first else item.do
        yield _entry(knowledge, item, Field("Do", do), number, told)


def _entry(knowledge: Knowledge, item: Item, do: Field, number: int, told: set[Field]) -> Entry:
    """Return one item, a change in full and the rest in short; a dispute already told further up is not told again."""
    tip = item.tip
    fields = [do]
    if item.status is Status.CHANGE:
        fields += [Field("Why", tip.why), Field("You said", f"{you_said(knowledge, item.because)}.")]
    if item.status is not Status.KEEP:
        fields += [*([Field("Careful", item.caution)] if item.caution else []), Field("Costs", tip.cost)]
        fields += [Field("Said by", said_by_whom(knowledge, tip)), Field("Science", science(tip))]
    else:
        fields.append(Field("Said by", f"{said_by_whom(knowledge, tip)} {science(tip)}"))
    if item.status is Status.CHANGE:
        disputes = conflict_fields(knowledge, tip)
        fields += [field for field in disputes if field not in told]
        told.update(disputes)
    return Entry(f"{number}. {tip.title} ({tip.id})", tuple(fields), _BADGES[item.status], _MARKS[item.status])


def _answered(knowledge: Knowledge, found: Assessment) -> Iterator[str]:
    for question in knowledge.questions:
        values = found.answers.values(question.id)
        if values:
            yield f"{question.short}: {listed(question.label(value) for value in values)}"
