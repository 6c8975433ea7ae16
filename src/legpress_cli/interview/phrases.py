"""The interview's own sentences."""

from __future__ import annotations

from legpress_cli.knowledge.model import Kind, Question, Value

NOT_SURE_KEY = "n"


def line_of_menu(question: Question, value: Value) -> str:
    """Return the words for one line of a question's menu; numbers stand bare, the ends of a scale with their meaning."""
    scale = question.scale
    if scale is None or isinstance(value, str):
        return question.label(value)
    meaning = {scale.low: f"  {scale.low_label}", scale.high: f"  {scale.high_label}"}
    return f"{value}{meaning.get(value, '')}"


def what_is_wrong(question: Question, current: tuple[Value, ...]) -> str:
    """Return what is wrong with the marks on a question that takes many answers, in the words on the screen."""
    alone = " or ".join(f"'{option.label}'" for option in question.options if option.alone)
    if current:
        return f"{alone} cannot be marked beside another line. Press Space to unmark one or the other."
    return f"Nothing is marked yet. Press Space to mark each line that fits, or {alone}, then Enter."


def what_may_be_typed(question: Question) -> str:
    """Return what may be typed, in the numbers on the screen."""
    if question.scale:
        return f"Type a number from {question.scale.low} to {question.scale.high}, or {NOT_SURE_KEY}."
    alone = [str(number) for number, option in enumerate(question.options, 1) if option.alone]
    extra = f" Do not mix {' or '.join(alone)} with others." if question.kind is Kind.MANY and alone else ""
    return f"Type a number from 1 to {len(question.options)}.{extra}"
