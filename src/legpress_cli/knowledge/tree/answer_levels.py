"""The level that each answer calls for, alone or together with others, looked up and not searched for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping
from operator import attrgetter

from legpress_cli.knowledge.model import Condition, Knowledge, Level, Question, TriageRule, Value

severity = attrgetter("severity")


def values_meeting(questions: Mapping[str, Question], condition: Condition) -> set[Value]:
    """Return the answers that meet a condition; none to a question that is not there."""
    question = questions.get(condition.question)
    return {value for value in question.values if condition.holds_for(value)} if question else set()


class Levels:
    """Which levels an answer calls for, alone or together with answers given before it."""

    def __init__(self, knowledge: Knowledge) -> None:
        questions = {question.id: question for question in knowledge.questions}
        self._alone: dict[tuple[str, Value], Level] = {}
        self._together: dict[tuple[str, Value], list[TriageRule]] = defaultdict(list)
        for rule in knowledge.triage.rules:
            meeting = {(condition.question, value) for condition in rule.when for value in values_meeting(questions, condition)}
            for question, value in meeting:
                if all(condition.question == question and condition.holds_for(value) for condition in rule.when):
                    self._alone[question, value] = max(rule.level, self.alone(question, value), key=severity)
                else:
                    self._together[question, value].append(rule)

    @property
    def joint(self) -> set[str]:
        """The questions whose answers call for a level together with answers to others."""
        return {condition.question for rules in self._together.values() for rule in rules for condition in rule.when}

    def alone(self, question: str, value: Value) -> Level:
        """Return the level that one answer calls for by itself, whatever else is answered."""
        return self._alone.get((question, value), Level.SELF_CARE)

    def after(self, level: Level, question: str, value: Value, asked: Container[str]) -> set[Level]:
        """Return the levels that may stand after an answer, from ``level`` on, given the questions that may have been asked."""
        now = max(level, self.alone(question, value), key=severity)
        levels = {now}
        for rule in self._together.get((question, value), ()):
            if all(name in asked or name == question for name in {condition.question for condition in rule.when}):
                levels.add(max(now, rule.level, key=severity))
        return levels
