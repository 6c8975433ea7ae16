"""What to do next in words: the order, its steps, the weight, and for how many sessions."""

from collections.abc import Iterator

import msgspec

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.checklist import Item
from legpress_cli.diagnosis.conditions import any_source_meets
from legpress_cli.diagnosis.triage import Advice
from legpress_cli.followup.next_step import Facts
from legpress_cli.followup.phrases import ordered, undone
from legpress_cli.followup.plan import Plan
from legpress_cli.followup.replay import OTHER_EXERCISE, Replay
from legpress_cli.followup.session import USUAL
from legpress_cli.knowledge.model import Circumstance, Do, Doubt, Judgement, Knowledge, NextWords, Remarks, Status, Tip

DOCTOR_FIRST = (Do.SEE_A_DOCTOR, Do.STOP_UNTIL_SEEN)
"""What stands in the words of triage, and in none of the follow-up's own."""


class NextStep(msgspec.Struct, frozen=True):
    """The one thing to do: which it is, as an order with its steps, the tip it is about, for how many sessions, and why."""

    do: Do
    title: str
    steps: tuple[str, ...]
    tip: str | None
    sessions_needed: int | None
    why: str


class _Named(msgspec.Struct, frozen=True):
    """A tip with the words that this person gets for it."""

    tip: Tip
    command: str
    steps: tuple[str, ...]


def say_next(knowledge: Knowledge, replay: Replay, do: Do, facts: Facts, advice: Advice) -> NextStep:
    """Return what to do next in words; ``facts`` decided on it."""
    plan, remarks = replay.plan, knowledge.follow_up.remarks
    if do in DOCTOR_FIRST:
        when_seen = f"{remarks.when_seen} legpress log --seen"
        return NextStep(do, advice.title, (*_sentences(advice), when_seen), None, None, remarks.open_sign)
    words = knowledge.follow_up.words(do).under({*_circumstances(knowledge, replay, do, facts)})
    if do is Do.START_CHANGE and (title := _without_a_change(remarks, plan, replay)):
        return NextStep(do, title, tuple(_checks(plan)) if plan.outside else (), None, None, "")
    named = _tip_for(plan, replay, do)
    title = _title(words, named)
    always = [f"{item.command}." for item in plan.beside if item.tip.beside_if and do not in _NOT_AT_THE_MACHINE]
    tip = named.tip.id if named else None
    steps = (*always, *_steps(words, replay, named))
    return NextStep(do, title, steps, tip, _sessions_needed(knowledge, facts, do, named), words.why)


def _circumstances(knowledge: Knowledge, replay: Replay, do: Do, facts: Facts) -> Iterator[Circumstance]:
    """Return what is so that calls for other words than the usual ones."""
    if facts.seen.verdict is Judgement.CANNOT_TELL:
        yield Circumstance.CANNOT_TELL
    if Doubt.MORNINGS in facts.seen.doubts:
        yield Circumstance.MORNINGS
    if not replay.taken:
        yield Circumstance.FIRST
    if replay.base == USUAL:
        yield Circumstance.NOTHING_KEPT
    if not facts.left:
        yield Circumstance.NONE_LEFT
    if do is Do.OTHER_EXERCISE and replay.next_tip(do) != OTHER_EXERCISE:
        yield Circumstance.EXERCISE_CHANGED
    if Doubt.NO_BEFORE in facts.seen.doubts:
        yield Circumstance.NO_BEFORE
    if do is Do.DROP_AND_NEXT and replay.keeps(do, facts.seen):
        yield Circumstance.KEPT
    if max(facts.with_it, default=0) > knowledge.follow_up.thresholds.build_pain.value:
        yield Circumstance.STILL_HURTS


def _steps(words: NextWords, replay: Replay, named: _Named | None) -> tuple[str, ...]:
    """Return the steps of an order, with those of the tip that it is about."""
    left_out = replay.tip(replay.present) if words.do is Do.UNDO_CHANGE else None
    own = (undone(left_out.title),) if left_out else words.steps
    steps = named.steps if named else ()
    return (*steps[: _MOST_AGAIN - len(own)], *own) if words.do in _WITH_THE_PRESENT else (*own, *steps)


def _without_a_change(remarks: Remarks, plan: Plan, replay: Replay) -> str:
    """Return what is to be done where there is no change to start; empty where there is one."""
    if plan.outside:
        return remarks.outside
    if not plan.assessment.items:
        return remarks.no_checklist
    resting = plan.pauses is not None and replay.last is None
    return "" if resting or replay.present else remarks.none_left


_MOST_CHECKS = 5


def _checks(plan: Plan) -> Iterator[str]:
    """Return what is to be checked where nothing is to be changed."""
    checks = [item for item in plan.assessment.items if item.turn.status is Status.CHECK]
    yield from (f"{item.tip.title}: {item.action}{'' if item.action.endswith('?') else '.'}" for item in checks[:_MOST_CHECKS])


_WITH_A_NEW_TIP = (Do.UNDO_CHANGE, Do.DROP_AND_NEXT, Do.KEEP_AND_NEXT)
_NOT_AT_THE_MACHINE = (Do.PAUSE, Do.DONE, Do.OTHER_EXERCISE)
_WITH_THE_PRESENT = (Do.LIGHTER, Do.REPEAT_CLEAN, Do.SAME_AGAIN)
_MOST_AGAIN = 4
"""So many steps are told of what was done before."""


def _tip_for(plan: Plan, replay: Replay, do: Do) -> _Named | None:
    """Return the tip that the order is about, in this person's words as far as it stands on their list."""
    if do is Do.START_CHANGE and plan.pauses and replay.last is None:
        return _named(plan.pauses)
    if do is Do.LIGHTER and replay.last and replay.last.step != replay.present:
        return None
    if do in _WITH_A_NEW_TIP or do is Do.OTHER_EXERCISE:
        name = replay.next_tip(do)
    elif do in _WITH_THE_PRESENT or do is Do.START_CHANGE:
        name = replay.present
    else:
        return None
    tip = replay.tip(name)
    return _named(plan.trial(name or "")) or (_worded(tip, plan.assessment.answers) if tip else None)


def _worded(tip: Tip, answers: Answers) -> _Named:
    """Return a tip that is not on the list in the words for whoever gave these answers."""
    fitting = [variant for variant in tip.variants if any_source_meets(variant.when, answers)]
    command = next((variant.command for variant in fitting if variant.command), tip.command)
    return _Named(tip, command, next((variant.steps for variant in fitting if variant.steps), tip.steps))


def _named(item: Item | None) -> _Named | None:
    return _Named(item.tip, item.command, item.steps) if item else None


def _title(words: NextWords, named: _Named | None) -> str:
    if named is None or (named.tip.id == OTHER_EXERCISE and words.do is Do.OTHER_EXERCISE):
        return words.alone or words.title
    return ordered(words.title, named.command)


def _sessions_needed(knowledge: Knowledge, facts: Facts, do: Do, named: _Named | None) -> int | None:
    """Return after how many more sessions there may be something new to say; ``None`` where that is no matter of sessions."""
    lines = knowledge.follow_up.thresholds
    judged_by = named.tip.judged_by if named else None
    least = max(lines.sessions_least.value, (judged_by.sessions or 0) if judged_by else 0)
    if do in (*_WITH_A_NEW_TIP, Do.START_CHANGE):
        return least if judged_by else None
    if do is Do.RESTART_LIGHTER or do is Do.LIGHTER:
        return 1
    return max(least - len(facts.compared.now), 1) if do in _WITH_THE_PRESENT else None


def _sentences(advice: Advice) -> tuple[str, ...]:
    return tuple(dict.fromkeys([advice.general, *(entry.text for entry in advice.special)]))
