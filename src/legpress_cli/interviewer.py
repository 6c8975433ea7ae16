"""Leads a person through the interview: asks what is open, goes back, shows the answers, and changes any of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

import msgspec

from legpress_cli.answers import Answer, Answers, Source, Value
from legpress_cli.interview import Progress, find_place, forget_detours, measure_progress
from legpress_cli.knowledge import Interview, Knowledge, Question
from legpress_cli.triage import find_level


class Prompt(msgspec.Struct, frozen=True):
    """One question as it is put to a person: how far along they are, what they said before, whether there is a way back."""

    question: Question
    progress: Progress
    current: tuple[Value, ...]
    can_go_back: bool


class Given(msgspec.Struct, frozen=True):
    """The person answered."""

    values: tuple[Value, ...]


class WentBack(msgspec.Struct, frozen=True):
    """The person wants the previous question."""


class ReviewLine(msgspec.Struct, frozen=True):
    """One answer in the review, in words."""

    question: str
    text: str


class Confirmed(msgspec.Struct, frozen=True):
    """The person wants the result."""


class Change(msgspec.Struct, frozen=True):
    """The person wants to answer this question again."""

    question: str


Reply: TypeAlias = Given | WentBack
Verdict: TypeAlias = Confirmed | Change | WentBack


class Asker(Protocol):
    """Whoever puts questions to a person. Both calls wait, and raise ``KeyboardInterrupt`` when the person leaves."""

    def ask(self, prompt: Prompt) -> Reply:
        """Return the answer, or the wish to go back."""
        ...

    def review(self, lines: tuple[ReviewLine, ...]) -> Verdict:
        """Show all answers and return whether they stand or which one to change."""
        ...


def hold_interview(knowledge: Knowledge, answers: Answers, asker: Asker, keep: Callable[[Answers], None]) -> Answers:
    """Return the answers of a whole interview, after the person has seen them; ``keep`` gets them after every answer.

    An emergency ends it at once, without a review.
    """
    while True:
        answers = _ask_open(knowledge, answers, asker, keep)
        if _interview_effect(knowledge, answers) is Interview.STOP:
            return answers
        answers = forget_detours(knowledge, answers)
        match asker.review(_review_lines(knowledge, answers)):
            case Confirmed():
                return answers
            case Change(question):
                answers = _ask_again(knowledge, answers, asker, keep, [question], way_out=True)
            case WentBack():
                answers = _ask_again(knowledge, answers, asker, keep, _put_so_far(knowledge, answers))


def _ask_open(knowledge: Knowledge, answers: Answers, asker: Asker, keep: Callable[[Answers], None]) -> Answers:
    while (question := find_place(knowledge, answers).next) is not None:
        earlier = _put_so_far(knowledge, answers)
        match asker.ask(_prompt(knowledge, answers, question, can_go_back=bool(earlier))):
            case Given(values):
                answers = answers.adding([Answer(question.id, values, Source.PROMPT)])
                keep(answers)
            case WentBack():
                answers = _ask_again(knowledge, answers, asker, keep, earlier)
    return answers


def _ask_again(
    knowledge: Knowledge,
    answers: Answers,
    asker: Asker,
    keep: Callable[[Answers], None],
    trail: list[str],
    *,
    way_out: bool = False,
) -> Answers:
    """Ask the last question of the trail again; going back walks the trail backwards, and out of it if there is a way."""
    for number in range(len(trail) - 1, -1, -1):
        question = knowledge.question(trail[number])
        match asker.ask(_prompt(knowledge, answers, question, can_go_back=way_out or number > 0)):
            case Given(values):
                answers = answers.replacing(Answer(question.id, values, Source.PROMPT))
                keep(answers)
                return answers
            case WentBack():
                continue
    return answers


def _put_so_far(knowledge: Knowledge, answers: Answers) -> list[str]:
    """Return the questions on the path that were put to the person, now or in the session that goes on."""
    path = find_place(knowledge, answers).path
    return [name for name in path if answers.source(name) in (Source.PROMPT, Source.SESSION)]


def _prompt(knowledge: Knowledge, answers: Answers, question: Question, *, can_go_back: bool) -> Prompt:
    progress = measure_progress(knowledge, answers, question.id)
    return Prompt(question, progress, answers.values(question.id), can_go_back)


def _review_lines(knowledge: Knowledge, answers: Answers) -> tuple[ReviewLine, ...]:
    return tuple(
        ReviewLine(question.id, f"{question.short}: {'; '.join(map(question.label, answers.values(question.id)))}")
        for question in knowledge.questions
        if answers.has(question.id)
    )


def _interview_effect(knowledge: Knowledge, answers: Answers) -> Interview:
    return knowledge.advice_for(find_level(knowledge, answers).level).interview
