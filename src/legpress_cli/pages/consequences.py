"""What each answer leads to, in words: care, causes, tips and the next question."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import msgspec
from msgspec.structs import replace

from legpress_cli.knowledge.model import END, Condition, Interview, Knowledge, Question, Value
from legpress_cli.pages.phrases import listed

_ENDS = {
    Interview.SAFETY_ONLY: "from here on only safety questions are asked",
    Interview.STOP: "ends the questions",
}


class Consequence(msgspec.Struct, frozen=True):
    """One thing that an answer leads to: the condition that the answer must meet, and what follows.

    One that ``settles`` a tip holds where all of ``when`` does, and no earlier one that settles the same.
    """

    condition: Condition
    follows: str
    settles: str = ""
    when: tuple[Condition, ...] = ()


def consequences_of(knowledge: Knowledge, question: Question) -> tuple[Consequence, ...]:
    """Return all that the answers to a question lead to, but for the next question."""
    consequences = [*_in_triage(knowledge), *_in_causes(knowledge), *_in_tips(knowledge)]
    return tuple(dict.fromkeys(entry for entry in consequences if entry.condition.question == question.id))


def leads_of(knowledge: Knowledge, question: Question) -> dict[Value, tuple[str, ...]]:
    """Return what each answer to a question leads to, the next question last; *else* where an earlier one may hold instead."""
    consequences = consequences_of(knowledge, question)
    leads: dict[Value, tuple[str, ...]] = {}
    for value in question.values:
        met = [entry for entry in consequences if entry.condition.holds_for(value)]
        follows = (
            f"else {entry.follows}" if any(_may_replace(earlier, entry) for earlier in met[:place]) else entry.follows
            for place, entry in enumerate(met)
        )
        leads[value] = tuple(dict.fromkeys((*follows, *_next_question(knowledge, question, value))))
    return leads


def _may_replace(earlier: Consequence, entry: Consequence) -> bool:
    """Say whether an earlier one settles the same tip, with conditions that can be met together with those of this one."""
    if not entry.settles or earlier.settles != entry.settles:
        return False
    pairs = product(earlier.when, entry.when)
    return not any(one.question == other.question and {*one.options}.isdisjoint(other.options) for one, other in pairs)


def range_in_words(condition: Condition) -> str:
    """Return the numbers that meet a condition, in words; empty for one that names answers."""
    if condition.at_least is not None and condition.at_most is not None:
        return f"{condition.at_least} to {condition.at_most}"
    if condition.at_least is not None:
        return f"{condition.at_least} or more"
    return f"{condition.at_most} or less" if condition.at_most is not None else ""


def condition_in_words(knowledge: Knowledge, condition: Condition) -> str:
    """Return a condition as a person would say it: ``Seat setting: "Lowest, the flattest notch"``."""
    asked = knowledge.question(condition.question)
    answers = " or ".join(f'"{asked.label(value)}"' for value in condition.options) or range_in_words(condition)
    return f"{asked.short}: {answers}"


def _in_triage(knowledge: Knowledge) -> Iterator[Consequence]:
    for rule in knowledge.triage.rules:
        means = (knowledge.triage.hold if rule.hold else knowledge.advice_for(rule.level)).title.lower()
        yield from _for_each(knowledge, rule.when, f"means: {means}")
    for outside in knowledge.triage.outside:
        yield from _for_each(knowledge, outside.when, "the result only tells what to check")
    for level in knowledge.triage.levels:
        for addition in level.also:
            yield from _for_each(knowledge, addition.when, f"the advice adds '{addition.text.rstrip('.')}'")


def _in_causes(knowledge: Knowledge) -> Iterator[Consequence]:
    for cause in knowledge.causes:
        for signs, side in ((cause.signs_for, "of"), (cause.against, "against")):
            for sign in signs:
                beside = [condition_in_words(knowledge, other) for other in sign.beside]
                only = f"; only with {listed(beside)}" if beside else ""
                yield Consequence(_bare(sign), f"{sign.strength.value} sign {side} {cause.id}{only}")


def _in_tips(knowledge: Knowledge) -> Iterator[Consequence]:
    for tip in knowledge.tips:
        for settled in tip.settled:
            for consequence in _for_each(knowledge, settled.when, f"{settled.turn.value} {tip.id}"):
                yield replace(consequence, settles=tip.id, when=settled.when)
        yield from (Consequence(condition, f"adds the tip {tip.id}") for condition in tip.called_by)
        yield from (Consequence(condition, f"allows the tip {tip.id}") for condition in tip.only_if)
        yield from (Consequence(condition, f"leaves out the tip {tip.id}") for condition in tip.never_if)
        for variant in tip.variants:
            yield from _for_each(knowledge, variant.when, f"changes the words of {tip.id}")


def _for_each(knowledge: Knowledge, when: tuple[Condition, ...], follows: str) -> Iterator[Consequence]:
    """Return what follows once for each condition, naming the others that must hold beside it."""
    for condition in when:
        others = [condition_in_words(knowledge, other) for other in when if other is not condition]
        yield Consequence(condition, f"{follows}; only with {listed(others)}" if others else follows)


def _bare(condition: Condition) -> Condition:
    return Condition(condition.question, condition.answer, condition.at_least, condition.at_most)


def _next_question(knowledge: Knowledge, question: Question, value: Value) -> Iterator[str]:
    for rule in knowledge.triage.rules:
        end = _ENDS.get(rule.level.interview)
        if end and len(rule.when) == 1 and rule.when[0].question == question.id and rule.when[0].holds_for(value):
            yield end
            return
    targets = dict.fromkeys(step.after((value,)) for step in knowledge.tree.steps if step.ask == question.id)
    asked = dict.fromkeys(knowledge.step(target).ask for target in targets if target != END)
    if asked:
        yield f"next question: {' or '.join(asked)}"
    if END in targets:
        yield "then the result comes"
