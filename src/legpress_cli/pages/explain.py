"""One tip, cause, question, post or study in full: what, why, who said it, evidence for and against, cost, conflicts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import msgspec

from legpress_cli.consequences import condition_in_words
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge import Cause, Knowledge, Post, Question, Sign, Study, Tip
from legpress_cli.nearest import did_you_mean
from legpress_cli.page import Block, Bullets, Entry, Field, Heading, Page, Paragraph, Tone
from legpress_cli.pages.questions import ListedQuestion, list_question, question_entry
from legpress_cli.pages.tips import SheetTip, danger_first, sheet_tip, tip_entry
from legpress_cli.shown import shown
from legpress_cli.wording import posts, thread_line

Explainable: TypeAlias = Tip | Cause | Question | Post | Study


class SheetSign(msgspec.Struct, frozen=True):
    """An answer for or against a cause, in words, with its points."""

    answer: str
    points: int


class SheetCause(msgspec.Struct, frozen=True, rename={"signs_for": "for"}):
    """One cause as scripts get it."""

    id: str
    title: str
    explain: str
    signs_for: tuple[SheetSign, ...]
    against: tuple[SheetSign, ...]
    tips: tuple[str, ...]
    posts: tuple[int, ...]
    studies: tuple[str, ...]


class SheetPost(msgspec.Struct, frozen=True):
    """One post as scripts get it; ``same_poster`` lists posts that may be by the same person."""

    id: str
    number: int
    says: str
    advice: bool
    same_poster: tuple[int, ...]
    tips: tuple[str, ...]


class SheetStudy(msgspec.Struct, frozen=True):
    """One study as scripts get it."""

    id: str
    citation: str
    type: str
    grade: str
    finding: str
    limits: str
    doi: str | None
    used_by: tuple[str, ...]


class Explained(msgspec.Struct, frozen=True):
    """One explained entry as scripts get it: its kind, its id, and all there is to say."""

    kind: str
    id: str
    entry: SheetTip | SheetCause | ListedQuestion | SheetPost | SheetStudy


_KINDS: dict[type, str] = {Tip: "tip", Cause: "cause", Question: "question", Post: "post", Study: "study"}


def find_entries(knowledge: Knowledge, wanted: str) -> tuple[Explainable, ...]:
    """Return every entry of that id (a cause and a question may share one). Raises ``InvalidInput`` where there is none."""
    name = f"post-{wanted}" if wanted.isascii() and wanted.isdigit() else wanted
    found = tuple(entry for entry in _entries(knowledge) if entry.id == name)
    if not found:
        near = did_you_mean(wanted, explainable_ids(knowledge), among=0)
        lists = "The tips are listed by legpress tips, the questions by legpress questions."
        raise InvalidInput(f"There is nothing called {shown(wanted, keep='')}{near} {lists}")
    return found


def explainable_ids(knowledge: Knowledge) -> tuple[str, ...]:
    """Return every id that can be explained, each once."""
    return tuple(dict.fromkeys(entry.id for entry in _entries(knowledge)))


def explained(knowledge: Knowledge, found: tuple[Explainable, ...]) -> tuple[Explained, ...]:
    """Return these entries for scripts."""
    return tuple(Explained(_KINDS[type(entry)], entry.id, _sheet(knowledge, entry)) for entry in found)


def _entries(knowledge: Knowledge) -> tuple[Explainable, ...]:
    return (*knowledge.tips, *knowledge.causes, *knowledge.questions, *knowledge.posts, *knowledge.studies)


def _sheet(knowledge: Knowledge, entry: Explainable) -> SheetTip | SheetCause | ListedQuestion | SheetPost | SheetStudy:
    match entry:
        case Tip():
            return sheet_tip(knowledge, entry)
        case Cause():
            return SheetCause(
                id=entry.id,
                title=entry.title,
                explain=entry.explain,
                signs_for=_sheet_signs(knowledge, entry.signs_for),
                against=_sheet_signs(knowledge, entry.against),
                tips=entry.tips,
                posts=entry.posts,
                studies=entry.studies,
            )
        case Question():
            return list_question(knowledge, entry)
        case Post():
            same, tips = _same_poster(knowledge, entry), _tips_citing(knowledge, entry)
            return SheetPost(entry.id, entry.number, entry.says, entry.advice, same, tips)
        case Study():
            own = (entry.id, entry.citation, entry.type, entry.grade.value, entry.finding, entry.limits, entry.doi)
            return SheetStudy(*own, tuple(_used_by(knowledge, entry.id)))


def _sheet_signs(knowledge: Knowledge, signs: tuple[Sign, ...]) -> tuple[SheetSign, ...]:
    points = knowledge.about.points
    return tuple(SheetSign(condition_in_words(knowledge, sign), points.of(sign.strength)) for sign in signs)


def explain_page(knowledge: Knowledge, found: tuple[Explainable, ...]) -> Page:
    """Return the page that explains these entries."""
    blocks: list[Block] = []
    for entry in found:
        blocks.append(Heading(_KINDS[type(entry)].capitalize()))
        blocks += _blocks(knowledge, entry)
    return Page(f"Explained: {found[0].id}", (*blocks, Paragraph(thread_line(knowledge), Tone.NOTE)))


def _blocks(knowledge: Knowledge, entry: Explainable) -> Iterator[Block]:
    match entry:
        case Tip():
            yield danger_first(knowledge)
            yield tip_entry(knowledge, entry)
            yield from _called_by(knowledge, entry)
            yield from _studies(knowledge, "Evidence for it", entry.studies)
            yield from _studies(knowledge, "Evidence against it, or limits", entry.studies_against)
            yield from _posts(knowledge, entry.posts)
        case Cause():
            yield Entry(f"{entry.title} ({entry.id})", tuple(_cause_fields(knowledge, entry)))
            yield from _studies(knowledge, "Evidence", entry.studies)
            yield from _posts(knowledge, entry.posts)
        case Question():
            yield question_entry(knowledge, entry)
        case Post():
            yield Entry(f"Post {entry.number}", tuple(_post_fields(knowledge, entry)))
        case Study():
            yield _study_entry(entry)
            yield Bullets(tuple(_used_by(knowledge, entry.id)))


def _called_by(knowledge: Knowledge, tip: Tip) -> Iterator[Block]:
    causes = [f"{cause.title} ({cause.id})" for cause in knowledge.causes if tip.id in cause.tips]
    answers = [condition_in_words(knowledge, condition) for condition in tip.called_by]
    if tip.core:
        causes.append("It is in every checklist")
    yield Heading("What calls for it")
    yield Bullets((*causes, *answers))


def _cause_fields(knowledge: Knowledge, cause: Cause) -> Iterator[Field]:
    rules = knowledge.about.points
    yield Field("What", cause.explain)
    yield Field("For it", "; ".join(_sign(knowledge, sign) for sign in cause.signs_for))
    yield Field("Against", "; ".join(_sign(knowledge, sign) for sign in cause.against) or "nothing that we ask")
    yield Field(
        "Counting",
        f"Each answer counts its points for or against. {rules.likely_from} or more is likely, {rules.possible_from} possible.",
    )
    yield Field("Tips", ", ".join(cause.tips))


def _sign(knowledge: Knowledge, sign: Sign) -> str:
    points = knowledge.about.points.of(sign.strength)
    return f"{condition_in_words(knowledge, sign)} ({sign.strength.value}, {points})"


def _studies(knowledge: Knowledge, title: str, ids: tuple[str, ...]) -> Iterator[Block]:
    if ids:
        yield Heading(title)
        yield from (_study_entry(knowledge.study(wanted)) for wanted in ids)


def _study_entry(study: Study) -> Entry:
    doi = (Field("DOI", study.doi),) if study.doi else ()
    return Entry(
        study.id,
        (
            Field("Found", study.finding),
            Field("Limits", study.limits),
            Field("Grade", f"{study.grade.value}, {study.type}"),
            Field("Source", study.citation),
            *doi,
        ),
    )


def _posts(knowledge: Knowledge, numbers: tuple[int, ...]) -> Iterator[Block]:
    wanted = [post for post in knowledge.posts if post.number in numbers]
    if wanted:
        yield Heading("In the thread, in our words")
        yield Bullets(tuple(f"Post {post.number}: {post.says}" for post in wanted))


def _post_fields(knowledge: Knowledge, post: Post) -> Iterator[Field]:
    yield Field("Says", f"{post.says} (In our words.)")
    others = _same_poster(knowledge, post)
    if others:
        yield Field("Same poster", f"{posts(others)} may be by the same person, so they are counted as one.".capitalize())
    advice = "" if post.advice else "It gives no advice. "
    yield Field("Tips", f"{advice}{', '.join(_tips_citing(knowledge, post)) or 'No tip cites it.'}")


def _same_poster(knowledge: Knowledge, post: Post) -> tuple[int, ...]:
    return tuple(other.number for other in knowledge.posts if other.poster == post.poster and other is not post)


def _tips_citing(knowledge: Knowledge, post: Post) -> tuple[str, ...]:
    return tuple(tip.id for tip in knowledge.tips if post.number in tip.posts)


def _used_by(knowledge: Knowledge, study: str) -> Iterator[str]:
    for tip in knowledge.tips:
        if study in tip.studies:
            yield f"Speaks for the tip {tip.id}"
        if study in tip.studies_against:
            yield f"Speaks against the tip {tip.id}, or limits it"
    yield from (f"Stands behind the cause {cause.id}" for cause in knowledge.causes if study in cause.studies)
    levels = dict.fromkeys(rule.level.value for rule in knowledge.triage.rules if study in rule.studies)
    yield from (f"Stands behind {level} care" for level in levels)
    if any(study in entry.studies for entry in knowledge.triage.watch):
        yield "Stands behind what to watch for"
    yield from (f"Weighed in the dispute: {conflict.title}" for conflict in knowledge.conflicts if study in conflict.studies)
