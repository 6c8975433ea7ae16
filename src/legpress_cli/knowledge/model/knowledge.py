"""What legpress knows, as one frozen value.

One struct stands for one kind of entry and its fields are the keys a coach writes in YAML
(``backed_by`` here is ``backed-by`` there). Nothing in this wing's ``model`` reads a file or decides anything.
"""

from collections.abc import Iterable

import msgspec

from legpress_cli.knowledge.model.advice import Cause, Group, Points, Tip
from legpress_cli.knowledge.model.fields import Condition, Entry, Id, Label, QuestionId, Source, Text, TipId
from legpress_cli.knowledge.model.followup import FollowUp
from legpress_cli.knowledge.model.questions import Question, Step, Tree
from legpress_cli.knowledge.model.sources import Conflict, Grade, GradeMeaning, Post, Study
from legpress_cli.knowledge.model.triage import Level, LevelAdvice, Triage


class About(Entry, frozen=True):
    """The knowledge's own version, the sentences that every result carries, and what must hold of every result.

    ``stop_rule`` goes on from "Stop for today", with what calls for it.

    Of causes with the same points, the one for which a question of ``symptoms`` speaks comes first. ``before_causes`` are tips
    that come before all causes where answers call for them. Nothing is to change for people who meet ``painless``, and no
    picture is shown to those who meet ``undrawn``.

    ``core_tips`` stand in every checklist. ``training_words`` stand in no text for people who must see a doctor first. No tip
    has a better grade than ``best_tip_grade``, and ``quiet_tips`` are given only to people who meet ``quiet``.
    """

    version: Source
    thread: Source
    honesty: Text
    not_a_doctor: Text
    mistake: Text
    stop_rule: Text
    points: Points
    symptoms: tuple[QuestionId, ...]
    before_causes: tuple[TipId, ...]
    painless: Condition
    undrawn: Condition
    grades: tuple[GradeMeaning, ...]
    core_tips: tuple[str, ...]
    training_words: tuple[Label, ...]
    best_tip_grade: Grade
    quiet_tips: tuple[str, ...]
    quiet: Condition


class Term(Entry, frozen=True):
    """A word that cannot be avoided: the forms in which texts use it, and what it means."""

    id: Id
    term: Label
    forms: tuple[Label, ...]
    means: Text


class Avoid(Entry, frozen=True):
    """A word that no text may use, and what to say instead."""

    word: Label
    say: Label


class Knowledge(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """All that legpress knows; two of them are the same only if they are one. Look-ups by id take ids that exist."""

    about: About
    questions: tuple[Question, ...]
    tree: Tree
    triage: Triage
    causes: tuple[Cause, ...]
    groups: tuple[Group, ...]
    tips: tuple[Tip, ...]
    posts: tuple[Post, ...]
    studies: tuple[Study, ...]
    conflicts: tuple[Conflict, ...]
    follow_up: FollowUp
    terms: tuple[Term, ...]
    avoid: tuple[Avoid, ...]

    def question(self, name: str) -> Question:
        """Return the question with this id."""
        return next(question for question in self.questions if question.id == name)

    def step(self, name: str) -> Step:
        """Return the tree's step with this id."""
        return next(step for step in self.tree.steps if step.id == name)

    def study(self, study_id: str) -> Study:
        """Return the study with this id."""
        return next(study for study in self.studies if study.id == study_id)

    def label(self, question: str, value: str | int) -> str:
        """Return the words for one answer, with the question's short name: ``Seat setting: Lowest``."""
        asked = self.question(question)
        return f"{asked.short}: {asked.label(value)}"

    def advice_for(self, level: Level) -> LevelAdvice:
        """Return what a triage level means."""
        return next(advice for advice in self.triage.levels if advice.level is level)

    def posters(self, posts: Iterable[int]) -> int:
        """Count the independent people behind these posts."""
        cited = frozenset(posts)
        return len({post.poster for post in self.posts if post.number in cited})

    def conflicts_of(self, tip: str) -> tuple[Conflict, ...]:
        """Return the disagreements that touch a tip."""
        return tuple(conflict for conflict in self.conflicts if tip in conflict.tips)
