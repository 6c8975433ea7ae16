"""How long an answer about danger holds: a sign may have come up since."""

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.knowledge.model import Knowledge

A_DAY = 24 * 60 * 60
"""So many seconds an answer about danger holds."""


def without_old_danger(knowledge: Knowledge, answers: Answers, now: float) -> Answers:
    """Return the answers without those about danger that no longer hold; one from the future is from a clock that jumped."""
    danger = {question.id for question in knowledge.questions if question.safety}
    return Answers(tuple(entry for entry in answers.given if entry.question not in danger or 0 <= now - entry.at <= A_DAY))
