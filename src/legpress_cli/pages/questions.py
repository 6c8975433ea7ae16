"""Every question with its flag, its answers and what each answer leads to, for people and for scripts."""

from __future__ import annotations

import msgspec

from legpress_cli.knowledge.model import Kind, Knowledge, Question
from legpress_cli.pages.consequences import consequences_of, leads_of, range_in_words
from legpress_cli.pages.page import Entry, Field, Page, Paragraph
from legpress_cli.pages.sheets import fill

_KINDS = {Kind.ONE: "one answer", Kind.MANY: "several answers, repeat the flag", Kind.SCALE: "a number"}


class ListedOption(msgspec.Struct, frozen=True):
    """One answer as scripts get it: ``leads_to`` says in words what it changes."""

    id: str
    label: str
    leads_to: tuple[str, ...]


class ListedRange(msgspec.Struct, frozen=True):
    """Numbers of a scale (``8 or more``) and what they lead to."""

    numbers: str
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
    ranges: tuple[ListedRange, ...]
    options: tuple[ListedOption, ...]


def questions_page(knowledge: Knowledge) -> Page:
    """Return the page of all questions."""
    intro = Paragraph(
        f"You are never asked more than {knowledge.tree.longest_path} questions. Every flag goes with legpress diagnose. "
        "In an answers file, write the same names without the dashes."
    )
    return Page("The questions", (intro, *(question_entry(knowledge, question) for question in knowledge.questions)))


def question_entry(knowledge: Knowledge, question: Question) -> Entry:
    """Return everything there is to say of one question."""
    sheet = list_question(knowledge, question)
    kind = f"{_KINDS[question.kind]}{', must be answered' if question.safety else ''}"
    fields = [Field("Asks", question.ask), Field("Why", question.why), Field("Takes", kind)]
    if question.scale:
        low, high = question.scale.low, question.scale.high
        fields.append(Field(f"{low} to {high}", f"{low} is {question.scale.low_label}, {high} is {question.scale.high_label}."))
    fields += [Field(entry.numbers, _sentence(entry.leads_to)) for entry in sheet.ranges]
    fields += [Field(option.id, f"{option.label}. {_sentence(option.leads_to)}") for option in sheet.options]
    return Entry(sheet.flag, tuple(fields))


def list_question(knowledge: Knowledge, question: Question) -> ListedQuestion:
    """Return one question with its flag, its answers and what they lead to, for scripts."""
    scale, leads = question.scale, leads_of(knowledge, question)
    return fill(
        ListedQuestion,
        question,
        flag=f"--{question.id}",
        scale=(scale.low, scale.high) if scale else None,
        ranges=_ranges(knowledge, question),
        options=tuple(ListedOption(option.id, option.label, leads[option.id]) for option in question.options),
    )


def _ranges(knowledge: Knowledge, question: Question) -> tuple[ListedRange, ...]:
    ranges: dict[str, list[str]] = {}
    for entry in sorted(consequences_of(knowledge, question), key=lambda entry: entry.condition.at_least or 0):
        numbers = range_in_words(entry.condition)
        if numbers:
            ranges.setdefault(numbers, []).append(entry.follows)
    return tuple(ListedRange(numbers, tuple(dict.fromkeys(follows))) for numbers, follows in ranges.items())


def _sentence(leads: tuple[str, ...]) -> str:
    text = "; ".join(leads).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
