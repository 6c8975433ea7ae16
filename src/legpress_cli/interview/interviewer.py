"""Leads a person through the interview: asks what is open, goes back, shows the answers, and changes any of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

import msgspec

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.replay import Progress, find_place, forget_detours, measure_progress
from legpress_cli.diagnosis.triage import find_level
from legpress_cli.knowledge.model import Interview, Knowledge, Question, Value


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


Keep: TypeAlias = Callable[[Answers, str], None]
"""Gets the answers after every one, and the id of the question that is being answered again, empty if none is."""


def hold_interview(knowledge: Knowledge, answers: Answers, asker: Asker, keep: Keep, asking: str = "") -> Answers:
    """Return the answers of a whole interview, after the person has seen them; ``keep`` gets them whenever they change.

    ``asking`` is a question to begin with although it has an answer. An emergency ends the interview at once, without a review.
    """
    interview = _Interview(knowledge, answers, asker, keep)
    interview.take_up(asking)
    while True:
        interview.ask_open()
        if interview.is_stopped() or interview.review():
            return interview.answers


class _Interview:
    """The answers so far, whom to ask, and who keeps them."""

    def __init__(self, knowledge: Knowledge, answers: Answers, asker: Asker, keep: Keep) -> None:
        self.answers = answers
        self._knowledge = knowledge
        self._asker = asker
        self._keep = keep

    def take_up(self, asking: str) -> None:
        """Ask a question again that has an answer; the way back from it leads to the one before, or to the review."""
        if self.answers.has(asking):
            place = find_place(self._knowledge, self.answers)
            before = self._put_so_far()
            if place.next is None or asking not in before:
                self._ask_again([asking], way_out=True)
            else:
                self._ask_again(before[: before.index(asking) + 1])

    def ask_open(self) -> None:
        """Ask until nothing on the path is open."""
        while (question := find_place(self._knowledge, self.answers).next) is not None:
            earlier = self._put_so_far()
            match self._put(question, can_go_back=bool(earlier)):
                case Given(values):
                    self._take(question, values)
                case WentBack():
                    self._ask_again(earlier)

    def review(self) -> bool:
        """Show the answers and ask again what the person wants to change; say whether they want the result."""
        self.answers = forget_detours(self._knowledge, self.answers)
        match self._asker.review(self._review_lines()):
            case Confirmed():
                return True
            case Change(question):
                self._ask_again([question], way_out=True)
            case WentBack():
                self._ask_again(self._put_so_far())
        return False

    def is_stopped(self) -> bool:
        """Say whether a danger sign has ended the interview."""
        return find_level(self._knowledge, self.answers).level.interview is Interview.STOP

    def _ask_again(self, trail: list[str], *, way_out: bool = False) -> None:
        """Ask the last question of the trail again; going back walks it backwards, and out of it if there is a way."""
        for number, name in reversed([*enumerate(trail)]):
            question = self._knowledge.question(name)
            self._keep(self.answers, question.id)
            match self._put(question, can_go_back=way_out or number > 0):
                case Given(values):
                    self._take(question, values)
                    return
                case WentBack():
                    continue
        self._keep(self.answers, "")

    def _put(self, question: Question, *, can_go_back: bool) -> Reply:
        progress = measure_progress(self._knowledge, self.answers, question.id)
        return self._asker.ask(Prompt(question, progress, self.answers.values(question.id), can_go_back))

    def _take(self, question: Question, values: tuple[Value, ...]) -> None:
        """Put a new answer in place of all that was said before; the same answer leaves what was said as it is."""
        if values != self.answers.values(question.id):
            self.answers = self.answers.replacing(Answer(question.id, values, Source.PROMPT))
        self._keep(self.answers, "")

    def _put_so_far(self) -> list[str]:
        """Return the questions on the path that were put to the person, now or in the session that goes on."""
        path = find_place(self._knowledge, self.answers).path
        return [name for name in path if not self.answers.source(name).on_purpose]

    def _review_lines(self) -> tuple[ReviewLine, ...]:
        return tuple(
            ReviewLine(question.id, f"{question.short}: {self._answer_in_words(question)}")
            for question in self._knowledge.questions
            if self.answers.has(question.id)
        )

    def _answer_in_words(self, question: Question) -> str:
        """Return all that was said to a question; what lost to another source comes last, for it counts as danger too."""
        winning = self.answers.values(question.id)
        overruled = [question.label(value) for value in self.answers.all_values(question.id) if value not in winning]
        also = f" (also given, and for danger it counts: {'; '.join(overruled)})" if overruled else ""
        return f"{'; '.join(map(question.label, winning))}{also}"
