"""The result on one screen: danger, the one change, the checklist a line an item, and last again the one thing to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum

from msgspec.structs import replace

from legpress_cli.diagnosis.causes import Fit, is_painless
from legpress_cli.diagnosis.checklist import Item, Turn
from legpress_cli.diagnosis.phrases import count
from legpress_cli.diagnosis.result import Assessment
from legpress_cli.interview.answer_sources import KeptCommands, RepeatCommand
from legpress_cli.knowledge.model import Knowledge, Level
from legpress_cli.pages.page import (
    Block,
    Bullets,
    Checklist,
    ChecklistLine,
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
    BE_SEEN_FIRST,
    MARKS,
    UNTIL_SEEN,
    calls_for,
    clauses,
    emergency_line,
    first_sentence,
    in_full,
    lowered,
    shortened,
    tone_of,
)
from legpress_cli.pages.texts import texts_of

MOST_WORDS = 350
"""A page with more words tells less of what fits and of what disagrees, and then less of what was marked."""
LINE = 63
"""So many letters of several texts in a row are told beside a label; of the rest, how many they are."""
SHARED_LINE = 54
"""So many letters the names of several items have that share a line of the checklist."""
LINE_OF_HOLD = 3 * LINE
"""So many letters the reasons have for which somebody may not press: no checklist needs the room, and a doctor does."""
MOST_MARKED = 12
"""So many signs are told one by one where a doctor comes first, the gravest first."""
MOST_CHECKS = 5
"""So many checks beside the core have a line each; more share one."""
_IN_FULL = ": see --full"
_WHY = {Level.SELF_CARE: "You said", Level.CLINICIAN: "Tell them"}


class _Crowd(IntEnum):
    """How much a page has to tell, and so how much of it in short."""

    NONE = 0
    SOME = 1
    MOST = 2


def result_page(knowledge: Knowledge, assessment: Assessment, more: RepeatCommand | KeptCommands) -> Page:
    """Return the page for a finished assessment; ``more`` are its commands for more."""
    if assessment.finding.level.doctor_first:
        blocks = (*_doctor_first(knowledge, assessment), Paragraph(knowledge.about.mistake, Tone.NOTE))
        return Page("", (*blocks, closing(knowledge, assessment)))
    blocks = ()
    for crowd in _Crowd:
        blocks = tuple(_with_checklist(knowledge, assessment, more, crowd))
        if sum(len(text.split()) for text in texts_of(blocks)) <= MOST_WORDS:
            break
    return Page("", blocks)


def danger_blocks(knowledge: Knowledge, assessment: Assessment) -> Iterator[Block]:
    """Return all that stands on top of a result: what was found about danger, what to do about it, and why."""
    if assessment.finding.level.doctor_first:
        yield from _doctor_first(knowledge, assessment, whole=True)
    else:
        yield from lead_blocks(knowledge, assessment, whole=True)


def _doctor_first(knowledge: Knowledge, assessment: Assessment, *, whole: bool = False) -> Iterator[Block]:
    """Return what whoever must be seen today or at once reads, in short where there is much and the ``whole`` is not wanted."""
    finding = assessment.finding
    urgent = finding.level is Level.URGENT
    yield replace(_verdict(assessment, assessment.advice.action), calls=calls_for(knowledge, finding.level))
    marked = [in_full(knowledge, given) for given in finding.because]
    if not whole and len(marked) > MOST_MARKED:
        marked = [*marked[:MOST_MARKED], f"{len(marked) - MOST_MARKED} more (see --full)"]
    yield Bullets(tuple(marked))
    signs = [emergency_line(assessment.watch)] if urgent else []
    unclear = disagreement_fields(assessment, None if whole else 3 * LINE, _IN_FULL)
    if fields := (*unclear, *signs):
        yield Definitions(fields)
    if others := tuple(entry.text for entry in assessment.watch if not entry.danger):
        yield Bullets(others)


def _with_checklist(
    knowledge: Knowledge, assessment: Assessment, more: RepeatCommand | KeptCommands, crowd: _Crowd
) -> Iterator[Block]:
    """Return the blocks for whoever gets a checklist; a crowded one tells only what fits best, and how much disagrees."""
    lead = tuple(lead_blocks(knowledge, assessment, brief=crowd is _Crowd.MOST))
    fits = tuple(_fits(knowledge, assessment, crowd))
    yield from lead
    said = "; ".join(texts_of((*lead, Definitions(fits))))
    yield from action_blocks(knowledge, assessment, *_because(knowledge, assessment, said))
    yield Checklist(list_heading(assessment), tuple(_lines(assessment.items, crowd)))
    unclear = disagreement_fields(assessment, 0 if crowd else 2 * LINE, _IN_FULL)
    yield Definitions((*fits, *unclear, *warnings(knowledge, assessment)))
    yield _commands(knowledge, assessment, more)
    yield closing(knowledge, assessment)


def lead_blocks(
    knowledge: Knowledge, assessment: Assessment, *, brief: bool = False, whole: bool = False
) -> Iterator[Paragraph | Verdict]:
    """Return what stands above a checklist: a place that legpress does not know, how soon to be seen, and why.

    A ``brief`` one leaves out what the title and the checklist of those who may not press say as well, a ``whole`` one nothing.
    """
    finding, advice = assessment.finding, assessment.advice
    yield from (Paragraph(text, Tone.WARNING) for text in assessment.outside)
    usual = () if finding.level is Level.SELF_CARE else (first_sentence(advice.brief) if brief else advice.brief,)
    general = (advice.general,) if whole else usual
    said_below = finding.hold or to_do(knowledge, assessment) is not None
    special = [entry.text for entry in advice.special if not (said_below and entry.in_change)]
    lines = [" ".join(dict.fromkeys((*general, *special)))]
    if finding.because:
        most, least = (LINE_OF_HOLD, LINE) if finding.hold else (LINE, 0)
        reasons = clauses(knowledge, finding.because)
        told = "; ".join(reasons) if whole else shortened(reasons, least if brief else most)
        lines.append(f"{_WHY[finding.level]}: {told}.")
    yield _verdict(assessment, *lines)


def for_whom(assessment: Assessment) -> str:
    """Return whose sheet it is, empty where nobody is named."""
    return f"For {assessment.label}" if assessment.label else ""


def _verdict(assessment: Assessment, *lines: str) -> Verdict:
    """Return what was found about danger, in one line, with whose sheet it is and these lines under it."""
    return replace(_title(assessment), lines=tuple(filter(None, (for_whom(assessment), *lines))))


def _title(assessment: Assessment) -> Verdict:
    level = assessment.finding.level
    end = "." if level is Level.EMERGENCY else ""
    return Verdict(f"{assessment.advice.title}{end}", tone_of(level, assessment.advice))


def closing(knowledge: Knowledge, assessment: Assessment) -> Verdict:
    """Return the last line: the one change once more, or what holds in its place."""
    level, todo = assessment.finding.level, to_do(knowledge, assessment)
    if level is Level.EMERGENCY:
        return _title(assessment)
    if level is Level.URGENT:
        return Verdict(BE_SEEN_FIRST, Tone.DANGER)
    if assessment.finding.hold:
        return Verdict(UNTIL_SEEN, Tone.WARNING)
    if assessment.outside:
        return Verdict("Change nothing for now. Go through your checks, one a session.", Tone.PLAIN)
    if is_painless(knowledge, assessment.answers):
        return Verdict("Keep what you do, and change nothing.", Tone.PLAIN)
    words = f"{todo.tip.starts}: {lowered(todo.command)}." if todo else "Next session: go through your checks, one at a time."
    return Verdict(words, Tone.PLAIN)


def to_do(knowledge: Knowledge, assessment: Assessment) -> Item | None:
    """Return the one thing to do, the first item: a change, or else the check that finds out what is not known.

    Nothing where the checklist is for later, or nothing hurts.
    """
    if is_painless(knowledge, assessment.answers):
        return None
    first = assessment.items[0] if assessment.items else None
    looks = first is not None and first.turn is Turn.CHECK and first.tip.finds_out is not None
    return assessment.first or (first if looks else None)


def action_blocks(knowledge: Knowledge, assessment: Assessment, *more: Field) -> Iterator[Instruction | Definitions]:
    """Return the one thing to do with its steps and what ``more`` to know of it; without one, what to look out for."""
    todo = to_do(knowledge, assessment)
    careful = " ".join(filter(None, (todo.caution if todo else "", *_briefs(assessment))))
    fields = [Field("Careful", careful, tone=Tone.WARNING)] if careful else []
    if todo:
        first = todo is assessment.first
        heading = f"{todo.tip.starts}, change only this" if first else f"We do not know yet. {todo.tip.starts}, find out"
        steps = tuple([step for step in todo.steps if step != f"{todo.command}."])  # one may say the same as the command
        yield Instruction(heading, todo.command, steps, (Field("Right when", f"{todo.right_when}."), *fields, *more))
    elif fields:
        yield Definitions(tuple(fields))


def _because(knowledge: Knowledge, assessment: Assessment, said: str) -> Iterator[Field]:
    """Return why this is to be done, in the person's own words, without those that are ``said`` elsewhere on the page."""
    todo = to_do(knowledge, assessment)
    if todo and (because := [clause for clause in clauses(knowledge, todo.because) if clause not in said]):
        yield Field("Because", f"{shortened(because, LINE)}.")


def _briefs(assessment: Assessment) -> list[str]:
    """Return what this person's answers ask to look out for, in a few words each."""
    return [text for entry in assessment.watch if entry.careful for text in entry.brief]


def list_heading(assessment: Assessment) -> str:
    """Return what the checklist is called."""
    if assessment.finding.hold:
        return "Your checklist, for the day you may press again"
    return "Your checklist, one at a time"


def _lines(items: Sequence[Item], crowd: _Crowd) -> Iterator[ChecklistLine]:
    """Return a line for each item; those that are not core share one where they are for later, or many.

    On the most crowded page all of these share one, the first of the list apart.
    """
    room = 0 if crowd is _Crowd.MOST else SHARED_LINE
    later = [item for item in items if item.turn is Turn.LATER and not item.tip.core]
    checks = [item for item in items[1:] if item.turn is Turn.CHECK and not item.tip.core]
    shared = [group for group, most in ((later, 1), (checks, MOST_CHECKS)) if len(group) > most]
    if crowd is _Crowd.MOST:
        shared = [[*later, *checks]]
    for item in items:
        group = next((group for group in shared if item in group), None)
        if group is None:
            yield ChecklistLine(MARKS[item.turn], item.turn.value, item.tip.title, item.action)
        elif item is group[0]:
            names = shortened([lowered(entry.tip.title) for entry in group], room)
            yield ChecklistLine(MARKS[item.turn], item.turn.value, f"See --full: {names}", "")


def _fits(knowledge: Knowledge, assessment: Assessment, crowd: _Crowd) -> Iterator[Field]:
    """Return the causes that fit, those that fit well first; where there is none, that.

    A crowded page tells the best of them alone, the most crowded how many these are.
    """
    titles = {fit: [lowered(entry.cause.title) for entry in assessment.causes if entry.fit is fit] for fit in Fit}
    fields = [
        Field(label, f"{count(len(titles[fit]), 'cause')} (--full)" if crowd is _Crowd.MOST else shortened(titles[fit], LINE))
        for label, fit in (("Fits well", Fit.WELL), ("Fits partly", Fit.PARTLY))
        if titles[fit]
    ]
    yield from fields[: 1 if crowd else None]
    if not assessment.causes:
        painless = is_painless(knowledge, assessment.answers)
        yield Field("What fits", "no cause, for nothing hurts" if painless else "your answers point to no cause yet")


def disagreement_fields(assessment: Assessment, room: int | None, elsewhere: str = "") -> Iterator[Field]:
    """Return the answers that cannot both be true.

    All of them where there is all the room, one pair where so many letters hold it, else their number and ``elsewhere``.
    """
    pairs = assessment.disagreements
    if room is None or (len(pairs) <= 1 and len("".join(pairs)) <= room):
        yield from (Field("Unclear", text, tone=Tone.WARNING) for text in pairs)
    elif pairs:
        yield Field("Unclear", f"Answers disagree ({count(len(pairs), 'pair')}){elsewhere}.", tone=Tone.WARNING)


def warnings(knowledge: Knowledge, assessment: Assessment) -> Iterator[Field]:
    """Return when to stop, when to see a doctor, and when it is an emergency, a line each."""
    soon = [text for entry in assessment.watch if not (entry.danger or entry.careful) for text in entry.brief]
    if not assessment.finding.hold:
        yield Field("Stop today", knowledge.about.stop_rule, tone=Tone.WARNING)
    if soon:
        yield Field("Doctor soon", "; ".join(dict.fromkeys(soon)))
    yield emergency_line(assessment.watch)


def _commands(knowledge: Knowledge, assessment: Assessment, more: RepeatCommand | KeptCommands) -> Commands:
    """Return how thin the evidence is, and the commands for more."""
    match more:
        case KeptCommands(show, log, seen):
            fields = [
                Field("In full", f"{show} --full"),
                Field("As a page", f"{show} --open"),
                Field("Once you were seen", seen) if assessment.finding.hold else Field("After a session", log),
            ]
        case RepeatCommand(command, asks, explain):
            name = (to_do(knowledge, assessment) or assessment.items[0]).tip.id
            fields = [
                Field("Reasons", f"{explain} {name}"),
                Field("As a page (asks again)" if asks else "As a page", f"{command} --open"),
                Field("In full", "--full instead of --open"),
            ]
    return Commands(tuple(fields), f"{knowledge.about.honesty} {knowledge.about.not_a_doctor}")
