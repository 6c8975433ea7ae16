"""Everything that has an id and can be explained, the way from a typed name to it, and what rests on a source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import msgspec

from legpress_cli.errors import InvalidInput, did_you_mean
from legpress_cli.knowledge.model import (
    Cause,
    Conflict,
    FollowUp,
    Knowledge,
    Post,
    Question,
    Study,
    Term,
    Threshold,
    Tip,
    Value,
)
from legpress_cli.knowledge.reading.faults import Rule
from legpress_cli.knowledge.reading.rules import RuleText, read_rule_texts
from legpress_cli.pages.explain.topics import TOPICS, Topic
from legpress_cli.pages.page import Field
from legpress_cli.system.sanitize import escape_control_characters


class Choice(msgspec.Struct, frozen=True):
    """One answer that a question offers, or one number of its scale."""

    question: Question
    value: Value

    @property
    def id(self) -> str:
        """The answer's name on the command line, for example ``seat:lowest``."""
        return f"{self.question.id}:{self.value}"


class Ruling(msgspec.Struct, frozen=True):
    """One rule that ``legpress check`` holds the knowledge to."""

    id: Rule

    @property
    def text(self) -> RuleText:
        """What the rule says."""
        return read_rule_texts()[self.id]

    @property
    def parts(self) -> tuple[Field, ...]:
        """Why it stands, and what to do where it is broken."""
        return (Field("Why", self.text.why), Field("Do", self.text.mend))

    @property
    def lead(self) -> tuple[Field, ...]:
        """What comes before all else."""
        return self.parts


class FollowUpRules(msgspec.Struct, frozen=True):
    """The rules by which sessions are judged."""

    follow_up: FollowUp
    id: str = "follow-up"


Explainable: TypeAlias = Tip | Cause | Question | Choice | Post | Study | Conflict | Term | Ruling | Topic | FollowUpRules
KINDS: dict[type, str] = {
    Tip: "tip",
    Cause: "cause",
    Question: "question",
    Choice: "answer",
    Post: "post",
    Study: "study",
    Conflict: "dispute",
    Term: "word",
    Ruling: "rule",
    FollowUpRules: "follow-up",
    Topic: "topic",
}


def find_entries(knowledge: Knowledge, typed: str) -> tuple[Explainable, ...]:
    """Return every entry of that id; a cause and a question may share one, and so may answers to several questions.

    ``seat:lowest`` names one answer, ``lowest`` every answer of that id, ``7`` post 7. Raises ``InvalidInput`` for no entry.
    """
    name = f"post-{typed}" if typed.isascii() and typed.isdigit() else typed.strip().lower().replace("=", ":")
    spoken = name.replace(" ", "-")
    entries = tuple(entry for entry in all_entries(knowledge) if entry.id in (name, spoken) or name in _other_names(entry))
    if not entries:
        near = did_you_mean(name, explainable_ids(knowledge), among=0)
        lists = "The tips are listed by legpress tips, the questions and their answers by legpress questions."
        raise InvalidInput(f"There is nothing called {escape_control_characters(typed)}{near} {lists}")
    return entries


def explainable_ids(knowledge: Knowledge) -> tuple[str, ...]:
    """Return every id that can be explained, each once."""
    return tuple(dict.fromkeys(entry.id for entry in all_entries(knowledge)))


def _other_names(entry: Explainable) -> tuple[str, ...]:
    match entry:
        case Choice() if isinstance(entry.value, str):
            aliases = next(option.aliases for option in entry.question.options if option.id == entry.value)
            return (entry.value, *(f"{entry.question.id}:{alias}" for alias in aliases))
        case Term():
            return (entry.term.lower(), *entry.forms)
        case _:
            return ()


def all_entries(knowledge: Knowledge) -> tuple[Explainable, ...]:
    """Return everything that can be explained, kind by kind."""
    entries: list[Explainable] = [*knowledge.tips, *knowledge.causes, *knowledge.questions, *knowledge.posts]
    entries += [*knowledge.studies, *knowledge.conflicts]
    entries += (Choice(question, value) for question in knowledge.questions for value in question.values)
    entries += [*knowledge.terms, *map(Ruling, Rule), *TOPICS, FollowUpRules(knowledge.follow_up)]
    return tuple(entries)


def used_by(knowledge: Knowledge, source: Study | Post) -> tuple[str, ...]:
    """Return in words everything that rests on a study or a post."""
    return tuple(_study_used_by(knowledge, source.id) if isinstance(source, Study) else _post_used_by(knowledge, source.number))


def lines_of(follow_up: FollowUp) -> Iterator[tuple[str, Threshold]]:
    """Return each line that the rules draw, by its name."""
    for field in msgspec.structs.fields(follow_up.thresholds):
        yield field.encode_name, getattr(follow_up.thresholds, field.name)


def posts_by_the_same(knowledge: Knowledge, post: Post) -> tuple[int, ...]:
    """Return the other posts that may be by the same person."""
    return tuple(other.number for other in knowledge.posts if other.poster == post.poster and other is not post)


def _study_used_by(knowledge: Knowledge, study: str) -> Iterator[str]:
    for tip in knowledge.tips:
        if study in tip.studies:
            yield f"For the tip: {tip.title} ({tip.id})"
        if study in tip.studies_against:
            yield f"Against the tip, or a limit on it: {tip.title} ({tip.id})"
    yield from (f"Behind the cause: {cause.title} ({cause.id})" for cause in knowledge.causes if study in cause.studies)
    levels = dict.fromkeys(rule.level for rule in knowledge.triage.rules if study in rule.studies)
    yield from (f"Behind the advice: {knowledge.advice_for(level).title}" for level in levels)
    if any(study in entry.studies for entry in knowledge.triage.watch):
        yield "Behind what to watch for"
    if study in knowledge.follow_up.studies or any(study in line.studies for _, line in lines_of(knowledge.follow_up)):
        yield "Behind how sessions are judged (follow-up)"
    disputes = (conflict for conflict in knowledge.conflicts if study in conflict.studies)
    yield from (f"Used to settle: {conflict.title} ({conflict.id})" for conflict in disputes)


def _post_used_by(knowledge: Knowledge, number: int) -> Iterator[str]:
    for tip in knowledge.tips:
        if number in tip.backed_by:
            yield f"Advises the tip: {tip.title} ({tip.id})"
        if number in tip.described_in:
            yield f"Describes the problem behind the tip: {tip.title} ({tip.id})"
    yield from (f"Behind the cause: {cause.title} ({cause.id})" for cause in knowledge.causes if number in cause.posts)
    disputes = (conflict for conflict in knowledge.conflicts if number in conflict.posts)
    yield from (f"One side of: {conflict.title} ({conflict.id})" for conflict in disputes)
