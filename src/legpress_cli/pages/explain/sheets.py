"""Explained entries as scripts get them."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.causes import Likelihood, weigh
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.knowledge.model import Cause, Conflict, Grade, Knowledge, Post, Question, Sign, Study, Term, Tip, Value
from legpress_cli.pages.citations import posts_by_the_same, tips_citing, used_by
from legpress_cli.pages.consequences import condition_in_words, leads_to
from legpress_cli.pages.explain.entries import KINDS, Choice, Explainable, Ruling
from legpress_cli.pages.questions import ListedQuestion, list_question
from legpress_cli.pages.sheets import fill
from legpress_cli.pages.tips import SheetTip, sheet_tip


class SheetSign(msgspec.Struct, frozen=True):
    """An answer for or against a cause, in words, with its points."""

    answer: str
    points: int


class SheetOwn(msgspec.Struct, frozen=True):
    """What one person's answers say of a cause; ``unknown`` names the questions that they left open."""

    likelihood: Likelihood | None
    points: int
    signs_for: tuple[GivenAnswer, ...] = msgspec.field(name="for")
    against: tuple[GivenAnswer, ...]
    unknown: tuple[str, ...]


class SheetCause(msgspec.Struct, frozen=True, rename={"signs_for": "for"}):
    """One cause as scripts get it; ``yours`` is null where no answers were given."""

    id: str
    title: str
    explain: str
    signs_for: tuple[SheetSign, ...]
    against: tuple[SheetSign, ...]
    tips: tuple[str, ...]
    posts: tuple[int, ...]
    posters: int
    studies: tuple[str, ...]
    yours: SheetOwn | None


class SheetChoice(msgspec.Struct, frozen=True):
    """One answer as scripts get it: ``leads_to`` says in words what it changes."""

    id: str
    question: str
    answer: Value
    label: str
    leads_to: tuple[str, ...]


class SheetPost(msgspec.Struct, frozen=True):
    """One post as scripts get it; ``same_poster`` lists posts that may be by the same person."""

    id: str
    number: int
    says: str
    advice: bool
    same_poster: tuple[int, ...]
    tips: tuple[str, ...]
    used_by: tuple[str, ...]


class SheetStudy(msgspec.Struct, frozen=True):
    """One study as scripts get it."""

    id: str
    citation: str
    type: str
    grade: Grade
    finding: str
    limits: str
    doi: str | None
    used_by: tuple[str, ...]


class SheetRule(msgspec.Struct, frozen=True):
    """One rule of the check as scripts get it."""

    id: str
    title: str
    why: str
    mend: str


Sheet: TypeAlias = SheetTip | SheetCause | ListedQuestion | SheetChoice | SheetPost | SheetStudy | SheetRule | Conflict | Term


class Explained(msgspec.Struct, frozen=True):
    """One explained entry as scripts get it: its kind, its id, and all there is to say."""

    kind: str
    id: str
    entry: Sheet


def explained(knowledge: Knowledge, entries: tuple[Explainable, ...], answers: Answers | None = None) -> tuple[Explained, ...]:
    """Return these entries for scripts; a cause with what ``answers`` say of it, where there are any."""
    return tuple(Explained(KINDS[type(entry)], entry.id, _sheet(knowledge, entry, answers)) for entry in entries)


def _sheet(knowledge: Knowledge, entry: Explainable, answers: Answers | None) -> Sheet:
    match entry:
        case Tip():
            return sheet_tip(knowledge, entry)
        case Cause():
            return _cause(knowledge, entry, answers)
        case Question():
            return list_question(knowledge, entry)
        case Choice(question, value):
            return SheetChoice(entry.id, question.id, value, question.label(value), leads_to(knowledge, question, value))
        case Post() | Study() | Ruling() | Conflict() | Term():
            return _plain_sheet(knowledge, entry)


def _plain_sheet(knowledge: Knowledge, entry: Post | Study | Ruling | Conflict | Term) -> Sheet:
    match entry:
        case Ruling():
            return fill(SheetRule, entry.text, id=entry.id)
        case Study():
            return fill(SheetStudy, entry, used_by=used_by(knowledge, entry))
        case Post():
            same, tips = posts_by_the_same(knowledge, entry), tips_citing(knowledge, entry)
            return fill(SheetPost, entry, same_poster=same, tips=tips, used_by=used_by(knowledge, entry))
        case Conflict() | Term():
            return entry


def _cause(knowledge: Knowledge, cause: Cause, answers: Answers | None) -> SheetCause:
    return fill(
        SheetCause,
        cause,
        signs_for=_signs(knowledge, cause.signs_for),
        against=_signs(knowledge, cause.against),
        posters=knowledge.posters(cause.posts),
        yours=_own(knowledge, cause, answers) if answers is not None else None,
    )


def _own(knowledge: Knowledge, cause: Cause, answers: Answers) -> SheetOwn:
    weighed = weigh(knowledge, cause, answers)
    unknown = tuple(dict.fromkeys(sign.question for sign in weighed.unknown))
    return fill(SheetOwn, weighed, signs_for=weighed.because, unknown=unknown)


def _signs(knowledge: Knowledge, signs: tuple[Sign, ...]) -> tuple[SheetSign, ...]:
    points = knowledge.about.points
    return tuple(SheetSign(condition_in_words(knowledge, sign), points.of(sign.strength)) for sign in signs)
