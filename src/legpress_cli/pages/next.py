"""Next on one screen: the one thing, how the present change does, the sessions as a chart, and again the one thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from legpress_cli.diagnosis.phrases import count
from legpress_cli.followup.outcome import Outcome
from legpress_cli.followup.session import USUAL
from legpress_cli.followup.steps import DOCTOR_FIRST
from legpress_cli.followup.weight import weight_in_words
from legpress_cli.interview.commands import seen_commands
from legpress_cli.knowledge.model import Do, Knowledge, Level
from legpress_cli.pages.page import (
    Block,
    Bullets,
    Commands,
    Definitions,
    Field,
    Instruction,
    Page,
    Paragraph,
    Tone,
    Verdict,
)
from legpress_cli.pages.phrases import (
    A_LITTLE_LIGHTER,
    BE_SEEN_FIRST,
    LEVEL_TONES,
    UNTIL_SEEN,
    because,
    calls_for,
    in_full,
    lowered,
    shortened,
    thread_line,
)
from legpress_cli.pages.sessions import day_in_words, sessions_chart, step_in_words

LINE = 64
"""So many letters of several names are told beside a label."""
_TENTH = 0.9
_STEP_KG = 2.5
_LEAST_LEFT = 0.8
"""Where the steps of a machine leave less than this of a weight, no figure is about a tenth less."""
_TITLE = "What to do next"
_NO_PRESS = (Do.PAUSE, Do.DONE, Do.OTHER_EXERCISE, Do.RESTART_LIGHTER)
"""What a break belongs to, or what says itself how to begin after one."""


def next_page(knowledge: Knowledge, outcome: Outcome, today: date, log: str = "legpress log") -> Page:
    """Return the page of a course as it stands; today counts only for how long ago the last session was.

    ``log`` is the command that logs for this course.
    """
    return Page("", tuple(_blocks(knowledge, outcome, today, log)))


def next_handout(knowledge: Knowledge, outcome: Outcome, today: date, log: str = "legpress log") -> Page:
    """Return the same to take away from the program, with the day on it."""
    head = Paragraph(f"From what you logged until {day_in_words(today)}.", Tone.NOTE)
    from_forum = [] if outcome.result.next.do in DOCTOR_FIRST else [Paragraph(thread_line(knowledge), Tone.NOTE)]
    return Page(_TITLE, (head, *_blocks(knowledge, outcome, today, log), *from_forum))


def _blocks(knowledge: Knowledge, outcome: Outcome, today: date, log: str) -> Iterator[Block]:
    if outcome.result.next.do in DOCTOR_FIRST:
        yield from _open_sign(knowledge, outcome, log)
        return
    if outcome.result.triage.level is Level.CLINICIAN:
        yield Verdict(_with_reason(knowledge, outcome), Tone.WARNING)
    yield _one_thing(knowledge, outcome)
    if outcome.result.step.tip:
        yield _verdict(knowledge, outcome)
    if outcome.sessions:
        yield sessions_chart(knowledge, outcome.sessions)
    yield Definitions(tuple(_rest(knowledge, outcome, today)))
    yield _closing(outcome)


def _with_reason(knowledge: Knowledge, outcome: Outcome) -> str:
    """Return that somebody should look at it, and at what."""
    told = because(knowledge, outcome.result.triage.because or outcome.plan.assessment.finding.because)
    slow = knowledge.follow_up.remarks.not_better if outcome.slow else ""
    reason = "; ".join(filter(None, (slow, told)))
    return f"{outcome.advice.title}: {reason}" if reason else outcome.advice.title


def _open_sign(knowledge: Knowledge, outcome: Outcome, log: str) -> Iterator[Block]:
    """Return what is said while a sign is open: what to do about it, what to tell then, and nothing that goes on."""
    result = outcome.result
    tone = LEVEL_TONES[result.triage.level]
    yield Verdict(f"{result.next.title}.", tone, (result.triage.action,), calls_for(knowledge, result.triage.level))
    told = [f"{in_full(knowledge, given)} ({day_in_words(sign.on)})" for sign in outcome.open for given in sign.because]
    yield Bullets(tuple(dict.fromkeys(told)) or (result.next.why,))
    fields = map(Field, ("In a terminal", "In a script"), seen_commands(log))
    yield Commands(tuple(fields), knowledge.follow_up.remarks.when_seen)
    if result.triage.level is not Level.EMERGENCY:
        yield Bullets(result.watch)
    if outcome.undoable:
        yield Paragraph(knowledge.follow_up.remarks.mistake, Tone.NOTE)
    if any(sign.told_in for sign in outcome.open):
        yield Paragraph(knowledge.follow_up.remarks.mistake_kept, Tone.NOTE)
    last = {Level.EMERGENCY: f"{result.next.title}.", Level.URGENT: BE_SEEN_FIRST}
    yield Verdict(last.get(result.triage.level, UNTIL_SEEN), tone)


def _one_thing(knowledge: Knowledge, outcome: Outcome) -> Instruction:
    step = outcome.result.next
    fields = []
    if weight := _weight(knowledge, outcome):
        fields.append(Field("Weight", weight))
    if step.sessions_needed:
        each = "it" if step.sessions_needed == 1 else "each"
        fields.append(
            Field("For", f"{count(step.sessions_needed, 'session')}. Log {each}, and legpress next tells how it did.")
        )
    if step.why:
        fields.append(Field("Because", step.why))
    heading = "Next session" if step.sessions_needed or step.do is Do.BUILD else "For now"
    return Instruction(heading, step.title, step.steps, tuple(fields))


def _weight(knowledge: Knowledge, outcome: Outcome) -> str:
    """Return which weight to take, with the number where it is known."""
    do = outcome.result.next.do
    idle = do is Do.START_CHANGE and not outcome.result.next.tip
    words = "" if idle or _sets_the_weight(knowledge, outcome) else knowledge.follow_up.words(do).weight
    kilos = last = outcome.sessions[-1].weight_kg if outcome.sessions else None
    if do is Do.LIGHTER and last is not None:
        kilos = _STEP_KG * int(last * _TENTH / _STEP_KG)
        if kilos < last * _LEAST_LEFT:
            return A_LITTLE_LIGHTER
    if do is Do.REPEAT_CLEAN and outcome.compared.before:
        kilos = outcome.compared.before[-1].weight_kg
    if not words or kilos is None or do is Do.RESTART_LIGHTER:
        return words or ""
    return f"{words}, {weight_in_words(kilos)}"


def _sets_the_weight(knowledge: Knowledge, outcome: Outcome) -> bool:
    """Say whether the change itself says which weight to take, or that there is none."""
    step = outcome.result.next
    names = [step.tip] if step.do not in (Do.LIGHTER, Do.SAME_AGAIN) else []
    names += [outcome.result.step.tip] if step.do is Do.UNDO_CHANGE else []
    return any(tip.changes_load or tip.pauses for tip in knowledge.tips if tip.id in names)


def _verdict(knowledge: Knowledge, outcome: Outcome) -> Verdict:
    follow_up, seen = knowledge.follow_up, outcome.seen
    title = follow_up.verdict(seen.verdict, tried=outcome.result.step.sessions > 0).title
    trusted = f", {follow_up.trusted(seen.trust).title}" if seen.trust else ""
    doubts = [follow_up.doubt(doubt).says for doubt in seen.doubts]
    trust = follow_up.trusted(seen.trust).says(seen.verdict) if seen.trust else ""
    lines = (outcome.numbers, " ".join(filter(None, [*doubts, trust])))
    name = step_in_words(knowledge, outcome.result.step.tip or USUAL)
    return Verdict(f"{name}: {title}{trusted}", Tone.PLAIN, tuple(filter(None, lines)))


def _rest(knowledge: Knowledge, outcome: Outcome, today: date) -> Iterator[Field]:
    result, remarks = outcome.result, knowledge.follow_up.remarks
    if result.tried:
        told = [
            f"{lowered(step_in_words(knowledge, entry.tip))}: {knowledge.follow_up.verdict(entry.verdict, tried=True).title}"
            f"{', kept' if entry.kept else ''}"
            for entry in result.tried
        ]
        yield Field("Tried", shortened(told, LINE))
    if result.left:
        yield Field("Left", shortened([lowered(step_in_words(knowledge, tip)) for tip in result.left], LINE))
    if outcome.sessions and (ago := (today - outcome.sessions[-1].date).days) > 0:
        lighter = ago > knowledge.follow_up.thresholds.gap_days.value and result.next.do not in _NO_PRESS
        yield Field("Last", f"your last session is {count(ago, 'day')} ago{f'. {remarks.long_ago}' if lighter else ''}")
    *others, stop = result.watch
    if others:
        yield Field("Besides", " ".join(others))
    yield Field("Careful", stop)
    yield Field("Honest", remarks.no_diary if result.next.do is Do.DONE else remarks.untested)


def _closing(outcome: Outcome) -> Verdict:
    step = outcome.result.next
    return Verdict(f"{step.title}.", Tone.PLAIN)
