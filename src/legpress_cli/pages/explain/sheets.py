"""What scripts get of every entry that can be explained."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.causes import Fit, open_signs, weigh
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.knowledge.model import Cause, Conflict, Knowledge, Post, Question, Sign, Study, Term, Tip, Value
from legpress_cli.pages.consequences import condition_in_words, leads_of
from legpress_cli.pages.explain.entries import (
    KINDS,
    Choice,
    Explainable,
    FollowUpRules,
    Ruling,
    lines_of,
    posts_by_the_same,
    used_by,
)
from legpress_cli.pages.explain.topics import Topic
from legpress_cli.pages.questions import ListedQuestion, list_question
from legpress_cli.pages.sheets import SheetTip, fill, sheet_tip


class SheetSign(msgspec.Struct, frozen=True):
    """An answer for or against a cause, in words, with its points."""

    answer: str
    points: int


class SheetYours(msgspec.Struct, frozen=True):
    """What one person's answers say of a cause; ``unknown`` names the questions that they left open."""

    fit: Fit | None
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
    yours: SheetYours | None


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


class SheetStudy(Study, frozen=True, kw_only=True, omit_defaults=False):
    """One study as scripts get it."""

    used_by: tuple[str, ...] = msgspec.field(name="used_by")


class SheetTopic(msgspec.Struct, frozen=True):
    """Something about legpress itself as scripts get it."""

    id: str
    title: str
    says: tuple[str, ...]


class SheetRule(msgspec.Struct, frozen=True):
    """One rule of the check as scripts get it."""

    id: str
    title: str
    why: str
    mend: str


class SheetLine(msgspec.Struct, frozen=True):
    """A line that the rules of the follow-up draw, as scripts get it."""

    id: str
    value: int
    says: str
    studies: tuple[str, ...]
    rule_of_thumb: bool


class SheetFollowUp(msgspec.Struct, frozen=True):
    """The rules of the follow-up as scripts get them."""

    id: str
    lines: tuple[SheetLine, ...]
    says: str


SheetOfRules: TypeAlias = SheetRule | SheetTopic | SheetFollowUp
Sheet: TypeAlias = (
    SheetTip | SheetCause | ListedQuestion | SheetChoice | SheetPost | SheetStudy | SheetOfRules | Conflict | Term
)


class Explained(msgspec.Struct, frozen=True):
    """One explained entry as scripts get it: its kind, its id, and all there is to say."""

    kind: str
    id: str
    entry: Sheet


def explained(knowledge: Knowledge, entries: tuple[Explainable, ...], answers: Answers | None = None) -> tuple[Explained, ...]:
    """Return these entries for scripts; a cause with what ``answers`` say of it, where there are any."""
    return tuple(Explained(KINDS[type(entry)], entry.id, _sheet(knowledge, entry, answers)) for entry in entries)


def _sheet(knowledge: Knowledge, entry: Explainable, answers: Answers | None) -> Sheet:
    sheet: Sheet
    match entry:
        case Tip():
            sheet = sheet_tip(knowledge, entry)
        case Cause():
            sheet = _cause(knowledge, entry, answers)
        case Question():
            sheet = list_question(knowledge, entry)
        case Choice(question, value):
            leads = leads_of(knowledge, question)[value]
            sheet = SheetChoice(entry.id, question.id, value, question.label(value), leads)
        case Ruling() | Topic() | FollowUpRules():
            sheet = _rules(entry)
        case Study():
            sheet = fill(SheetStudy, entry, used_by=used_by(knowledge, entry))
        case Post():
            tips = tuple(tip.id for tip in knowledge.tips if entry.number in tip.posts)
            same = posts_by_the_same(knowledge, entry)
            sheet = fill(SheetPost, entry, same_poster=same, tips=tips, used_by=used_by(knowledge, entry))
        case Conflict() | Term():
            sheet = entry
    return sheet


def _rules(entry: Ruling | Topic | FollowUpRules) -> SheetOfRules:
    match entry:
        case Topic():
            return fill(SheetTopic, entry, says=tuple(part.text for part in (*entry.lead, *entry.parts)))
        case Ruling():
            return fill(SheetRule, entry.text, id=entry.id)
        case FollowUpRules(follow_up):
            lines = tuple(fill(SheetLine, line, id=name) for name, line in lines_of(follow_up))
            return SheetFollowUp(entry.id, lines, follow_up.remarks.untested)


def _cause(knowledge: Knowledge, cause: Cause, answers: Answers | None) -> SheetCause:
    return fill(
        SheetCause,
        cause,
        signs_for=_signs(knowledge, cause.signs_for),
        against=_signs(knowledge, cause.against),
        posters=knowledge.posters(cause.posts),
        yours=_yours(knowledge, cause, answers) if answers is not None else None,
    )


def _yours(knowledge: Knowledge, cause: Cause, answers: Answers) -> SheetYours:
    weighed = weigh(knowledge, cause, answers)
    unknown = tuple(dict.fromkeys(sign.question for sign in open_signs(cause, answers)))
    return fill(SheetYours, weighed, signs_for=weighed.because, unknown=unknown)


def _signs(knowledge: Knowledge, signs: tuple[Sign, ...]) -> tuple[SheetSign, ...]:
    points = knowledge.about.points
    return tuple(SheetSign(condition_in_words(knowledge, sign), points.of(sign.strength)) for sign in signs)
