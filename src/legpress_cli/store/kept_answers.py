"""Answers in the store: each with its source, when it was given, and what else could have been answered then."""

from __future__ import annotations

import msgspec

from legpress_cli.diagnosis.answer_parser import read_values
from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge.model import Knowledge, Question, Value
from legpress_cli.store.database import Connection

MOST_ANSWERS = 1000
"""The most answers an interview may have; a whole one has about thirty."""

_ON_PURPOSE = {source.name for source in Source if source.on_purpose}


class KeptAnswers(msgspec.Struct, frozen=True):
    """The answers that still apply, and the question that was being answered again, if one was.

    ``lost`` names in words what must be asked anew, because the knowledge, once ``version``, has changed.
    """

    answers: Answers
    asking: str = ""
    lost: tuple[str, ...] = ()
    version: str = ""


def write_answers(database: Connection, interview: str, knowledge: Knowledge, answers: Answers) -> None:
    """Put these answers in place of those that an interview has in the store."""
    database.execute("DELETE FROM answers WHERE interview = ?", (interview,))
    database.executemany(
        "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(interview, position, answer.question, _as_json(answer.values)),
                *(_as_json(knowledge.question(answer.question).values), answer.source.name, answer.at),
            )
            for position, answer in enumerate(answers.given)
        ],
    )


def read_answers(database: Connection, interview: str, knowledge: Knowledge) -> KeptAnswers:
    """Return the answers of an interview in the store, as far as they apply to this knowledge."""
    row = database.execute("SELECT knowledge_version, asking FROM interviews WHERE id = ?", (interview,)).fetchone()
    if row is None:  # deleted a moment ago
        return KeptAnswers(Answers())
    version, asking = row
    rows = database.execute(
        "SELECT question, choices, offered, source, given_at FROM answers WHERE interview = ? ORDER BY position LIMIT ?",
        (interview, MOST_ANSWERS + 1),
    ).fetchall()
    if len(rows) > MOST_ANSWERS:
        raise ValueError
    questions = {question.id: question for question in knowledge.questions}
    answers, lost = [], []
    for name, choices, offered, source, at in rows:
        question = questions.get(name)
        if question is None:
            lost.append(f"{name} (no longer a question)")
        elif isinstance(read := _read(question, _from_json(choices), _from_json(offered)), str):
            lost.append(f"{question.short} ({read})")
        else:
            answers.append(Answer(name, read, Source.EARLIER if source in _ON_PURPOSE else Source.SESSION, at))
    return KeptAnswers(Answers().adding(answers), asking, tuple(dict.fromkeys(lost)), version)


def _read(question: Question, choices: tuple[Value, ...], offered: tuple[Value, ...]) -> tuple[Value, ...] | str:
    """Return what was answered, or why it does not count any more."""
    if question.safety and not set(question.values) <= set(offered):
        return "there are new answers to choose from"
    try:
        return read_values(question, choices)
    except InvalidInput:
        return "your answer is no longer offered"


def _as_json(values: tuple[Value, ...]) -> str:
    return msgspec.json.encode(values).decode()


def _from_json(text: str) -> tuple[Value, ...]:
    return msgspec.json.decode(text, type=tuple[Value, ...])
