"""Asks about one session: danger signs first, then its pain, its weight and its set-up, with a way back and a review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.replay import Progress
from legpress_cli.errors import InvalidInput
from legpress_cli.followup.course import Course
from legpress_cli.followup.danger import sign_finding, signs_among
from legpress_cli.followup.due import log_questions, session_before
from legpress_cli.followup.weight import read_weight, weight_in_words
from legpress_cli.interview.commands import SET_UP, WEIGHT
from legpress_cli.interview.interviewer import Asker, Change, Confirmed, Given, Prompt, ReviewLine, TextPrompt, Typed, WentBack
from legpress_cli.interview.phrases import NOT_KNOWN, WayOn, what_was_answered, what_was_marked
from legpress_cli.knowledge.model import Interview, Knowledge

_NO = "no"


class ToldSession(msgspec.Struct, frozen=True):
    """What was told of a session: its answers by question, and its weight in kilos, ``None`` where nobody knows it."""

    answers: Answers
    weight: float | None


class Told(msgspec.Struct, frozen=True):
    """What was told to a log so far, and the same with an answer that was marked and not confirmed."""

    answers: Answers
    marked: Answers


class SessionInterview:
    """What was told of a session on a day, beginning with what was told by flag; whom to ask, and what is still open.

    Who may have been ``only_seen`` is asked whether there was a session, and if not, tells nothing but danger signs.
    ``marked`` are the answers with one that is still to be confirmed.
    """

    def __init__(  # noqa: PLR0913  # whom to ask about which day, and what is known of it
        self, knowledge: Knowledge, course: Course, on: date, told: ToldSession, asker: Asker, *, only_seen: bool
    ) -> None:
        self._knowledge = knowledge
        self._asker = asker
        self.told = told
        self.marked = told.answers
        before = session_before(course, on)
        self._last_weight = before.weight_kg if before else None
        self._weight_given = told.weight is not None
        pressed, asked = knowledge.follow_up.pressed.question, log_questions(knowledge, course, on)
        self._questions = {question.id: question for question in (pressed, *asked)}
        self._signs = [*knowledge.follow_up.signs, *([pressed.id] if only_seen else [])]
        about = [question.id for question in asked if question.id not in self._signs]
        place = about.index(SET_UP)
        self._about_session = [*about[:place], WEIGHT, *about[place:]]
        self._by_flag = {name for name in self._order if self._is_told(name)}

    def hold(self) -> ToldSession:
        """Return all that the person tells. An emergency sign ends the questions once they have confirmed it."""
        self._ask_open()
        self._review()
        return self.told if self._has_session else ToldSession(signs_among(self._knowledge, self.told.answers), None)

    @property
    def _has_session(self) -> bool:
        """Whether there is a session to log, as far as it is known."""
        return self.told.answers.values(self._knowledge.follow_up.pressed.id) != (_NO,)

    @property
    def _order(self) -> list[str]:
        return [*self._signs, *(self._about_session if self._has_session else [])]

    @property
    def _to_ask(self) -> list[str]:
        return [name for name in self._order if name not in self._by_flag]

    def _ask_open(self) -> None:
        """Ask from what is open first, one after the other; going back asks the one before again."""
        place = next((place for place, name in enumerate(self._to_ask) if not self._is_told(name)), len(self._to_ask))
        while place < len(self._to_ask) and not self._is_ended(self.told.answers):
            place += 1 if self._put(self._to_ask[place], can_go_back=place > 0) else -1

    def _review(self) -> None:
        """Show what was told until it stands; what the person wants to change is asked again."""
        while self._to_ask and not self._is_ended(self.told.answers):
            match self._asker.review(tuple(self._lines()), (WayOn.LOG if self._has_session else WayOn.SEEN,)):
                case Confirmed():
                    return
                case Change(name):
                    self._put(name, can_go_back=True)
                    self._ask_open()
                case WentBack():
                    self._put(self._to_ask[-1], can_go_back=True)
                    self._ask_open()

    def _is_told(self, name: str) -> bool:
        return self._weight_given if name == WEIGHT else self.told.answers.has(name)

    def _put(self, name: str, *, can_go_back: bool) -> bool:
        """Ask a question until an answer stands; say whether one does, and the person did not go back instead."""
        progress = Progress(self._order.index(name) + 1, len(self._order))
        if name == WEIGHT:
            return self._put_weight(progress, can_go_back=can_go_back)
        question = self._questions[name]
        while True:
            current = self.told.answers.values(name)
            match self._asker.ask(Prompt(question, progress, current, can_go_back, nothing_chosen=not current)):
                case WentBack():
                    return False
                case Given(values):
                    answers = self.marked = self.told.answers.replacing(Answer(name, values, Source.PROMPT))
                    if self._is_ended(answers) and not self._asker.confirm(what_was_marked(question, values)):
                        self.marked = self.told.answers
                        continue
                    self.told = msgspec.structs.replace(self.told, answers=answers)
                    return True

    def _put_weight(self, progress: Progress, *, can_go_back: bool) -> bool:
        usual = self.told.weight if self._weight_given else self._last_weight
        shown = weight_in_words(usual) if usual is not None else ""
        prompt = TextPrompt(self._knowledge.follow_up.weight, progress, shown, can_go_back, _fault_of_weight)
        match self._asker.type_text(prompt):
            case WentBack():
                return False
            case Typed(text):
                weight = read_weight(text) if text else usual
                self.told = msgspec.structs.replace(self.told, weight=weight)
                self._weight_given = True
                return True

    def _is_ended(self, answers: Answers) -> bool:
        """Say whether an emergency sign ends the questions."""
        return sign_finding(self._knowledge, answers).level.interview is Interview.STOP

    def _lines(self) -> Sequence[ReviewLine]:
        weight = weight_in_words(self.told.weight) if self.told.weight is not None else NOT_KNOWN
        words = {WEIGHT: f"{self._knowledge.follow_up.weight.short}: {weight}"}
        for name, question in self._questions.items():
            values = self.told.answers.values(name)
            words[name] = f"{question.short}: {what_was_answered(question, values) if values else NOT_KNOWN}"
        return [ReviewLine(name, words[name]) for name in self._order]


def _fault_of_weight(text: str) -> str:
    """Return what is wrong with a typed weight, empty where nothing is."""
    try:
        read_weight(text)
    except InvalidInput as fault:
        return str(fault)
    return ""
