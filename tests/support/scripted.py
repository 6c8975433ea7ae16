"""A scripted person, standing in for the terminal."""

from __future__ import annotations

from legpress_cli.diagnosis.answer_parser import read_values
from legpress_cli.diagnosis.answers import Answers
from legpress_cli.interview.interviewer import (
    Change,
    Confirmed,
    Given,
    Keep,
    Prompt,
    Reply,
    ReviewLine,
    ReviewReply,
    TextPrompt,
    Typed,
    WentBack,
    hold_interview,
)
from legpress_cli.interview.phrases import NO, YES, WayOn
from legpress_cli.knowledge.model import Knowledge

BACK = "<"
LEAVE = "leave"
WRONG = "wrong"
"""The answer to a confirmation of somebody who marked something by mistake; without it, what they marked is right."""


class ScriptedAsker:
    """Says its lines in order; ``heard`` is all that it was asked, ``prompts`` what of it had answers to choose from."""

    def __init__(self, *lines: str) -> None:
        self._lines = list(lines)
        self.heard: list[Prompt | TextPrompt] = []
        self.prompts: list[Prompt] = []
        self.statements: list[str] = []
        self.reviews: list[tuple[ReviewLine, ...]] = []

    @property
    def asked(self) -> list[str]:
        return [prompt.question.id for prompt in self.prompts]

    def ask(self, prompt: Prompt) -> Reply:
        self.heard.append(prompt)
        self.prompts.append(prompt)
        line = self._next()
        if line == BACK:
            assert prompt.can_go_back
            return WentBack()
        return Given(read_values(prompt.question, line.split(",")))

    def type_text(self, prompt: TextPrompt) -> Typed | WentBack:
        self.heard.append(prompt)
        line = self._next()
        assert line == BACK or not line or not prompt.fault(line)
        return WentBack() if line == BACK else Typed(line)

    def confirm(self, statement: str, yes: str = YES, no: str = NO) -> bool:
        assert yes != no
        self.statements.append(statement)
        if self._lines[:1] in ([WRONG], [LEAVE]):
            return self._next() != WRONG
        return True

    def review(self, lines: tuple[ReviewLine, ...], ways: tuple[WayOn, ...]) -> ReviewReply:
        self.reviews.append(lines)
        line = self._next()
        if line == BACK:
            return WentBack()
        return Confirmed(ways[0]) if line == "ok" else Change(line)

    def _next(self) -> str:
        if not self._lines or self._lines[0] == LEAVE:
            raise KeyboardInterrupt
        return self._lines.pop(0)


def not_sure_after(*lines: str, reviews: int = 1) -> ScriptedAsker:
    """Return a person who says these lines and is not sure of anything after them."""
    return _NotSure(*lines, reviews=reviews)


class _NotSure(ScriptedAsker):
    def __init__(self, *lines: str, reviews: int) -> None:
        super().__init__(*lines)
        self._reviews = reviews

    def _next(self) -> str:
        if self._lines:
            return super()._next()
        return "ok" if len(self.reviews) == self._reviews else "not-sure"


def interview(
    knowledge: Knowledge, answers: Answers, asker: ScriptedAsker, keep: Keep | None = None, asking: str = ""
) -> Answers:
    """Hold an interview in which no time passes, and return its answers."""
    return hold_interview(knowledge, answers, asker, keep or (lambda *_: None), asking, clock=lambda: 0).answers
