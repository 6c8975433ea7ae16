"""Every question with its flag, its answers and what each answer leads to."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from legpress_cli.answers import Value
from legpress_cli.knowledge import END, Condition, Interview, Kind, Knowledge, Question
from legpress_cli.page import Block, Entry, Field, Page, Paragraph

_KINDS = {Kind.ONE: "one answer", Kind.MANY: "several answers, repeat the flag", Kind.SCALE: "a number"}

_ENDS = {
    Interview.GO_ON: (),
    Interview.SAFETY_ONLY: ("only safety questions follow",),
    Interview.STOP: ("ends the questions",),
}


class ListedOption(msgspec.Struct, frozen=True):
    """One answer as scripts get it: ``leads_to`` says in words what it changes."""

    id: str
    label: str
    leads_to: tuple[str, ...]


class ListedQuestion(msgspec.Struct, frozen=True):
    """One question as scripts get it; ``scale`` is the lowest and highest number, or null."""

    id: str
    kind: Kind
    safety: bool
    flag: str
    ask: str
    why: str
    scale: tuple[int, int] | None
    options: tuple[ListedOption, ...]


def list_questions(knowledge: Knowledge) -> tuple[ListedQuestion, ...]:
    """Return every question with its flag and options, in the order of the file."""
    return tuple(
        ListedQuestion(
            id=question.id,
            kind=question.kind,
            safety=question.safety,
            flag=f"--{question.id}",
            ask=question.ask,
            why=question.why,
            scale=(question.scale.low, question.scale.high) if question.scale else None,
            options=tuple(
                ListedOption(option.id, option.label, leads_to(knowledge, question, option.id)) for option in question.options
            ),
        )
        for question in knowledge.questions
    )


def questions_page(knowledge: Knowledge) -> Page:
    """Return the page of all questions."""
    return Page("The questions", tuple(_blocks(knowledge)))


def question_entry(knowledge: Knowledge, question: Question) -> Entry:
    """Return everything there is to say of one question."""
    kind = f"{_KINDS[question.kind]}{', never left open' if question.safety else ''}"
    fields = [Field("Asks", question.ask), Field("Why", question.why), Field("Takes", kind)]
    if question.scale:
        low, high = question.scale.low, question.scale.high
        rules = "; ".join(_numeric_rules(knowledge, question))
        fields.append(
            Field(
                f"{low} to {high}",
                f"{low} is {question.scale.low_label}, {high} is {question.scale.high_label}. {rules}.",
            )
        )
    for option in question.options:
        leads = leads_to(knowledge, question, option.id)
        fields.append(
            Field(option.id, f"{option.label}. {'; '.join(leads).capitalize() if leads else 'Changes nothing by itself'}.")
        )
    return Entry(f"--{question.id}", tuple(fields))


def leads_to(knowledge: Knowledge, question: Question, value: Value) -> tuple[str, ...]:
    """Return in words what one answer changes: care, causes, tips and the next question."""
    return tuple(dict.fromkeys(_effects(knowledge, question, value)))


def _blocks(knowledge: Knowledge) -> Iterator[Block]:
    limit = f"No path asks more than {knowledge.tree.longest_path} questions."
    yield Paragraph(
        f"{limit} Every flag belongs to legpress diagnose; the same ids, without the dashes, stand in an answers file."
    )
    yield from (question_entry(knowledge, question) for question in knowledge.questions)


def _effects(knowledge: Knowledge, question: Question, value: Value) -> Iterator[str]:
    def about(condition: Condition) -> bool:
        return condition.question == question.id and condition.holds_for(value)

    for rule in knowledge.triage.rules:
        if any(about(condition) for condition in rule.when):
            others = [condition for condition in rule.when if not about(condition)]
            means = knowledge.advice_for(rule.level).title.lower()
            yield f"means: {means}{' (together with ' + _in_words(others) + ')' if others else ''}"
    for cause in knowledge.causes:
        yield from (f"{sign.strength.value} sign of {cause.id}" for sign in cause.signs_for if about(sign))
        yield from (f"{sign.strength.value} sign against {cause.id}" for sign in cause.against if about(sign))
    for tip in knowledge.tips:
        if tip.own_answer and tip.own_answer.question == question.id:
            yield from (f"change {tip.id}" for wanted in tip.own_answer.change if wanted == value)
            yield from (f"keep {tip.id}" for wanted in tip.own_answer.keep if wanted == value)
        yield from (f"calls for {tip.id}" for condition in tip.called_by if about(condition))
        if any(about(condition) for variant in tip.variants for condition in variant.when):
            yield f"other words in {tip.id}"
        yield from (f"no {tip.id}" for condition in tip.never_if if about(condition))
    yield from _next_questions(knowledge, question, value)


def _next_questions(knowledge: Knowledge, question: Question, value: Value) -> Iterator[str]:
    for rule in knowledge.triage.rules:
        if len(rule.when) == 1 and rule.when[0].question == question.id and rule.when[0].holds_for(value):
            yield from _ENDS[knowledge.advice_for(rule.level).interview]
    for step in knowledge.tree.steps:
        target = step.unless.get(str(value)) if step.ask == question.id else None
        if target is not None:
            yield "then the result" if target == END else f"then asks {knowledge.step(target).ask}"


def _numeric_rules(knowledge: Knowledge, question: Question) -> Iterator[str]:
    for rule in knowledge.triage.rules:
        own = [condition for condition in rule.when if condition.question == question.id]
        others = [condition for condition in rule.when if condition.question != question.id]
        if own:
            means = knowledge.advice_for(rule.level).title.lower()
            yield f"{_in_words(own)} means: {means}{' (together with ' + _in_words(others) + ')' if others else ''}"
    for tip in knowledge.tips:
        own = [condition for condition in tip.only_if if condition.question == question.id]
        if own:
            yield f"{tip.id} only at {_in_words(own)}"


def _in_words(conditions: list[Condition]) -> str:
    return " and ".join(f"{condition.question} {_range_in_words(condition)}" for condition in conditions)


def _range_in_words(condition: Condition) -> str:
    if condition.at_least is not None:
        return f"{condition.at_least} or more"
    if condition.at_most is not None:
        return f"{condition.at_most} or less"
    return " or ".join(condition.options)
