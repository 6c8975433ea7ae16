"""Leads a person through the interview: asks what is open, goes back, shows the answers, and changes any of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeAlias

import msgspec

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.expiry import without_old_danger
from legpress_cli.diagnosis.replay import Progress, find_place, forget_detours, measure_progress
from legpress_cli.diagnosis.triage import find_level, may_call_for_care
from legpress_cli.interview.phrases import (
    ASKED_AGAIN,
    NO,
    TO_CHOOSE,
    YES,
    WayOn,
    what_was_answered,
    what_was_marked,
)
from legpress_cli.knowledge.model import Interview, Knowledge, Question, TypedQuestion, Value
from legpress_cli.system.environment import read_time
from legpress_cli.system.streams import print_message


class Prompt(msgspec.Struct, frozen=True):
    """One question as it is put to a person: how far along they are, what they said before, whether there is a way back.

    ``nothing_chosen`` says that no answer may stand there as if it were chosen, because of what it can lead to.
    """

    question: Question
    progress: Progress
    current: tuple[Value, ...]
    can_go_back: bool
    nothing_chosen: bool


class TextPrompt(msgspec.Struct, frozen=True):
    """A question that is answered by typing.

    ``usual`` is what nothing typed stands for, and ``fault`` says what is wrong with a text.
    """

    question: TypedQuestion
    progress: Progress
    usual: str
    can_go_back: bool
    fault: Callable[[str], str]


class Typed(msgspec.Struct, frozen=True):
    """The person typed this; empty where they typed nothing."""

    text: str


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
    """The person wants the result, in this way."""

    way: WayOn


class Change(msgspec.Struct, frozen=True):
    """The person wants to answer this question again."""

    question: str


Reply: TypeAlias = Given | WentBack
ReviewReply: TypeAlias = Confirmed | Change | WentBack


class Asker(Protocol):
    """Whoever puts questions to a person. All calls wait, and raise ``KeyboardInterrupt`` when the person leaves."""

    def ask(self, prompt: Prompt) -> Reply:
        """Return the answer, or the wish to go back."""
        ...

    def type_text(self, prompt: TextPrompt) -> Typed | WentBack:
        """Return a text in which there is no fault, or the wish to go back."""
        ...

    def confirm(self, statement: str, yes: str = YES, no: str = NO) -> bool:
        """Return whether the person says yes to a statement, with nothing chosen beforehand; going back is a no."""
        ...

    def review(self, lines: tuple[ReviewLine, ...], ways: tuple[WayOn, ...]) -> ReviewReply:
        """Show all answers and return how to go on to the result, or which answer to change; nothing is chosen beforehand."""
        ...


Keep: TypeAlias = Callable[[Answers, str], None]
"""Gets the answers after every one, and the id of the question that is being answered again, empty if none is."""


Clock: TypeAlias = Callable[[], float]
"""Returns the time of the moment, in seconds as the system counts them."""


class Interviewed(msgspec.Struct, frozen=True):
    """The answers of a whole interview, and the way on; ``None`` where an emergency ended it without a review."""

    answers: Answers
    way: WayOn | None


def hold_interview(  # noqa: PLR0913  # whom to ask, with what to begin, and what the person may do then
    knowledge: Knowledge,
    answers: Answers,
    asker: Asker,
    keep: Keep,
    asking: str = "",
    *,
    ways: tuple[WayOn, ...] = TO_CHOOSE,
    clock: Clock = read_time,
) -> Interviewed:
    """Return the answers of a whole interview, after the person has seen them; ``keep`` gets them whenever they change.

    ``asking`` is a question to begin with although it has an answer. An emergency ends the interview at once, without a review,
    but not before the person has confirmed the answer that leads to it. Answers about danger that are old by the time the
    person wants the result are asked again.
    """
    interview = _Interview(knowledge, answers, asker, keep, clock)
    interview.take_up(asking)
    while True:
        interview.ask_open()
        if interview.is_stopped():
            return Interviewed(interview.answers, None)
        way = interview.review(ways)
        if way and interview.is_fresh():
            return Interviewed(interview.answers, way)


class _Interview:
    """The answers so far, whom to ask, and who keeps them."""

    def __init__(self, knowledge: Knowledge, answers: Answers, asker: Asker, keep: Keep, clock: Clock) -> None:
        self.answers = answers
        self._clock = clock
        self._knowledge = knowledge
        self._asker = asker
        self._keep = keep
        self._unconfirmed: dict[str, tuple[Value, ...]] = {}

    def take_up(self, asking: str) -> None:
        """Ask a question again that has an answer; the way back from it leads to the one before, or to the review.

        An emergency that was never confirmed is no answer yet.
        """
        if self._is_alarming(asking, self.answers) and not self.answers.source(asking).on_purpose:
            self._unconfirmed[asking] = self.answers.values(asking)
            self.answers = self.answers.without(asking)
        elif self.answers.has(asking):
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
            if not self._put(question, can_go_back=bool(earlier)):
                self._ask_again(earlier)

    def review(self, ways: tuple[WayOn, ...]) -> WayOn | None:
        """Show the answers and ask again what the person wants to change; return how they go on to the result, if they do."""
        self.answers = forget_detours(self._knowledge, self.answers)
        match self._asker.review(self._review_lines(), ways):
            case Confirmed(way):
                return way
            case Change(question):
                self._ask_again([question], way_out=True)
            case WentBack():
                self._ask_again(self._put_so_far())
        return None

    def is_fresh(self) -> bool:
        """Say whether all answers about danger hold. The others are open again, and the person is told."""
        fresh = without_old_danger(self._knowledge, self.answers, self._clock())
        if fresh == self.answers:
            return True
        print_message(ASKED_AGAIN)
        self.answers = fresh
        self._keep(fresh, "")
        return False

    def is_stopped(self) -> bool:
        """Say whether a danger sign has ended the interview."""
        return self._stops(self.answers)

    def _ask_again(self, trail: list[str], *, way_out: bool = False) -> None:
        """Ask the last question of the trail again; going back walks it backwards, and out of it if there is a way."""
        for number, name in reversed([*enumerate(trail)]):
            question = self._knowledge.question(name)
            self._keep(self.answers, question.id)
            if self._put(question, can_go_back=way_out or number > 0):
                return
        self._keep(self.answers, "")

    def _put(self, question: Question, *, can_go_back: bool) -> bool:
        """Ask a question until an answer stands; say whether one does, and the person did not go back instead."""
        while True:
            match self._asker.ask(self._prompt(question, can_go_back=can_go_back)):
                case WentBack():
                    return False
                case Given(values):
                    if self._take(question, values):
                        return True

    def _prompt(self, question: Question, *, can_go_back: bool) -> Prompt:
        progress = measure_progress(self._knowledge, self.answers, question.id)
        current = self._unconfirmed.get(question.id, self.answers.values(question.id))
        serious = question.safety or may_call_for_care(self._knowledge, question.id, question.values)
        return Prompt(question, progress, current, can_go_back, nothing_chosen=serious and not current)

    def _take(self, question: Question, values: tuple[Value, ...]) -> bool:
        """Put a new answer in place of all that was said before; the same answer leaves what was said as it is.

        Say whether it stands: an alarming one does once the person has confirmed it, and is kept before that.
        """
        if values == self.answers.values(question.id):
            answers = self.answers.given_at(self._clock(), question.id)
        else:
            answers = self.answers.replacing(Answer(question.id, values, Source.PROMPT, self._clock()))
        if self._is_alarming(question.id, answers):
            self._keep(answers, question.id)
            self._unconfirmed[question.id] = values
            if not self._asker.confirm(what_was_marked(question, values)):
                return False
        self._unconfirmed.pop(question.id, None)
        self.answers = answers
        self._keep(answers, "")
        return True

    def _is_alarming(self, question: str, answers: Answers) -> bool:
        """Say whether it is the answer to this question that ends the interview."""
        return self._stops(answers) and not self._stops(answers.without(question))

    def _stops(self, answers: Answers) -> bool:
        return find_level(self._knowledge, answers).level.interview is Interview.STOP

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
        return f"{what_was_answered(question, winning)}{also}"
