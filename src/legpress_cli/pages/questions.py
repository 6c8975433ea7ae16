"""Every question with its flag, its answers and what each answer leads to."""

from __future__ import annotations

from legpress_cli.knowledge.model import Kind, Knowledge, Question
from legpress_cli.pages.page import Entry, Field, Page, Paragraph
from legpress_cli.pages.sheets import list_question

_KINDS = {Kind.ONE: "one answer", Kind.MANY: "several answers, repeat the flag", Kind.SCALE: "a number"}


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


def _sentence(leads: tuple[str, ...]) -> str:
    text = "; ".join(leads).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
