"""The answer of an explanation in three lines: what an entry is, or says, before everything else there is to tell of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import accumulate

from legpress_cli.diagnosis.index import index_of
from legpress_cli.diagnosis.phrases import count
from legpress_cli.knowledge.model import Cause, Conflict, Knowledge, Post, Question, Strength, Study, Term, Tip
from legpress_cli.pages.consequences import leads_of
from legpress_cli.pages.explain.entries import Choice, Explainable, FollowUpRules, Ruling, used_by
from legpress_cli.pages.explain.topics import Topic
from legpress_cli.pages.page import Definitions, Field
from legpress_cli.pages.phrases import first_sentence, grade_in_words, shortened

LINES = 3
LINE = 66
"""So many letters stand beside a label on a screen of 80 columns."""
_TOLD = 64


def title_of(entry: Explainable) -> str:
    """Return what an entry is called."""
    match entry:
        case (
            Tip(title=title)
            | Cause(title=title)
            | Conflict(title=title)
            | Question(short=title)
            | Term(term=title)
            | Topic(title=title)
        ):
            return title
        case Choice(question, value):
            return f"{question.short}: {question.label(value)}"
        case Post(number=number):
            return f"Post {number}"
        case Study(id=name):
            return name
        case Ruling():
            return entry.text.title
        case FollowUpRules():
            return "How sessions are judged"


def answer_lines(knowledge: Knowledge, entry: Explainable) -> Definitions:
    """Return the answer: what fits three lines on a screen of 80 columns, and what it is or says in any case."""
    fields = list(_lines(knowledge, entry))
    ends = accumulate(len(textwrap.wrap(field.text, LINE)) for field in fields)
    return Definitions(
        tuple(field for number, (field, end) in enumerate(zip(fields, ends, strict=True)) if not number or end <= LINES)
    )


def _lines(knowledge: Knowledge, entry: Explainable) -> Iterator[Field]:
    match entry:
        case Tip():
            yield Field("Do", f"{entry.command}.")
            yield Field("Right when", f"{entry.right_when}.")
            yield Field("Evidence", first_sentence(entry.grade_note, after="Indirect."))
        case Cause():
            strong = [sign for sign in entry.signs_for if sign.strength is not Strength.WEAK]
            clauses = [knowledge.question(sign.question).clause(value) for sign in strong for value in sign.options]
            yield Field("Means", first_sentence(entry.explain))
            yield Field("First try", f"{index_of(knowledge).tips[entry.tips[0]].command}.")
            yield Field("Signs", shortened(clauses, _TOLD))
        case Question():
            yield Field("Asks", entry.ask)
            yield Field("Because", first_sentence(entry.why))
            yield Field("Flag", f"--{entry.id}")
        case Choice(question, value):
            leads = leads_of(knowledge, question)[value]
            yield Field("Asks", question.ask)
            yield Field("Leads to", shortened(leads, _TOLD) if leads else "nothing by itself")
            yield Field("Flag", f"--{question.id} {value}")
        case Post():
            yield Field("Says", first_sentence(entry.says))
            yield Field("Behind", shortened(used_by(knowledge, entry), _TOLD) if used_by(knowledge, entry) else "nothing here")
        case Study():
            yield Field("Found", first_sentence(entry.finding))
            yield Field("Limits", first_sentence(entry.limits))
            yield Field("Worth", grade_in_words(knowledge, entry.grade))
        case Conflict():
            yield Field("Our advice", first_sentence(entry.resolution))
        case Term():
            yield Field("Means", entry.means)
        case Ruling() | Topic() | FollowUpRules():
            yield from _rule_lines(entry)


def _rule_lines(entry: Ruling | Topic | FollowUpRules) -> Iterator[Field]:
    match entry:
        case Ruling() | Topic():
            yield from (Field(part.label, first_sentence(part.text)) for part in entry.lead)
        case FollowUpRules(follow_up):
            lines = follow_up.thresholds
            yield Field(
                "Judged by", f"{lines.sessions_least.value} to {lines.sessions_now.value} sessions, against those before"
            )
            yield Field("Counts", f"{count(lines.need_points.value, 'point')} less, or {lines.need_percent.value} percent")
            yield Field("Honest", follow_up.remarks.untested)
