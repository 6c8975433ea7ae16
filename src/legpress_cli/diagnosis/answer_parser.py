"""Turns what somebody else wrote (flags, files) into answers, or says everything that is wrong with it."""

from collections.abc import Mapping

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.index import index_of
from legpress_cli.errors import InvalidInput, did_you_mean
from legpress_cli.knowledge.model import Kind, Knowledge, Question, Value
from legpress_cli.system.sanitize import escape_control_characters

MOST_FAULTS = 20
MOST_DIGITS = 100
LARGEST_SHOWN = 10**20
PLAIN = (str, int)


def read_answers(knowledge: Knowledge, raw: Mapping[str, object], source: Source, place: str = "") -> "Answers":
    """Return the answers in a mapping of question id to value, or list of values.

    ``place`` is named in errors. Raises ``InvalidInput`` with every unknown id, unknown value and impossible combination.
    """
    if not isinstance(raw, Mapping):
        raise InvalidInput(f"{place}answers must be a mapping of question id to answer.")
    answers: list[Answer] = []
    faults: list[str] = []
    index = index_of(knowledge)
    questions, offered = index.questions, index.offered
    for name, given in raw.items():
        # Nearly every answer is of this kind, and there is no quicker way to read it.
        plain = given[0] if type(given) is list and len(given) == 1 else given
        if name in offered and type(plain) in PLAIN and plain in offered[name]:
            answers.append(Answer(name, (plain,), source))
            continue
        if name not in questions:
            near = did_you_mean(str(name)[:60], list(questions)) if len(faults) < MOST_FAULTS else ""
            faults.append(f"there is no question {escape_control_characters(str(name)[:60])}{near}")
            continue
        try:
            answers += read_answer(knowledge, questions[name], given, source)
        except InvalidInput as fault:
            faults.append(f"{name}: {fault}")
    if faults:
        more = [f"and {len(faults) - MOST_FAULTS} more."] if len(faults) > MOST_FAULTS else []
        raise InvalidInput("\n".join(f"{place}{fault}" for fault in [*faults[:MOST_FAULTS], *more]))
    return Answers(tuple(answers))  # of one source, so they stand in the order of the mapping


def read_answer(knowledge: Knowledge, question: Question, given: object, source: Source) -> tuple[Answer, ...]:
    """Return what one source says to a question. Raises ``InvalidInput``, naming the question that has the answer if one does.

    A sign beside an answer that stands alone (``none``) contradicts it: the signs come first and win, and what lost is kept.
    """
    try:
        values = _named(question, given)
    except InvalidInput as fault:
        raise InvalidInput(f"{fault}{_answers_to(knowledge, question, given)}") from None
    if question.kind is Kind.MANY and len(values) > 1 and (lone := question.alone.intersection(values)):
        signs = tuple([value for value in values if value not in lone])
        alone = tuple([value for value in values if value in lone])
        if signs:
            return Answer(question.id, signs, source), Answer(question.id, alone, source)
    return (Answer(question.id, _fitting(question, values), source),)


def read_values(question: Question, given: object) -> tuple[Value, ...]:
    """Return the values that ``given`` names, in the question's own order. Raises ``InvalidInput``."""
    return _fitting(question, _named(question, given))


def _fitting(question: Question, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the values if they can stand together. Raises ``InvalidInput``."""
    if len(values) == 1:
        return values
    if question.kind is not Kind.MANY:
        raise InvalidInput(f"takes one answer, not {len(values)}: {', '.join(map(str, values))}.")
    lone = question.alone.intersection(values)
    if lone:
        alone = next(value for value in values if value in lone)
        others = ", ".join(str(value) for value in values if value not in lone)
        raise InvalidInput(f"{alone} cannot stand together with {others}; give one or the other.")
    return values


def _named(question: Question, given: object) -> tuple[Value, ...]:
    entries = given if isinstance(given, (list, tuple, set, frozenset)) else [] if given is None else [given]
    offered = question.values
    named = {entry if type(entry) in PLAIN and entry in offered else _read_value(question, entry) for entry in entries}
    values = tuple(filter(named.__contains__, offered))
    if not values:
        raise InvalidInput(f"is empty; it must be one of: {accepted_values(question)}.")
    return values


def accepted_values(question: Question) -> str:
    """Return the accepted values in one line: ``0 to 10, not-sure``."""
    numbers = [f"{question.scale.low} to {question.scale.high}"] if question.scale else []
    return ", ".join([*numbers, *(option.id for option in question.options)])


def _answers_to(knowledge: Knowledge, question: Question, given: object) -> str:
    """Return a sentence for each given answer that belongs to one other question, and not to this."""
    entries = given if isinstance(given, (list, tuple)) else [given]
    homes = {
        str(entry): [other.id for other in knowledge.questions if entry in other.values]
        for entry in entries
        if isinstance(entry, str) and entry not in question.values
    }
    return "".join(f" {entry} is an answer to --{names[0]}." for entry, names in homes.items() if len(names) == 1)


def _read_value(question: Question, entry: object) -> Value:
    if question.scale and isinstance(entry, str) and entry.isascii() and entry.isdigit() and len(entry) <= MOST_DIGITS:
        entry = int(entry)
    entry = question.aliases.get(entry, entry) if isinstance(entry, str) else entry
    if isinstance(entry, (str, int)) and not isinstance(entry, bool) and entry in question.values:
        return entry
    text = _as_typed(entry)
    accepted = f"; it must be one of: {accepted_values(question)}."
    raise InvalidInput(f"there is no answer '{text}'{accepted if question.scale else _nearest(question, entry, text)}")


def _as_typed(entry: object) -> str:
    """Return a wrong answer in a form that can be shown."""
    if isinstance(entry, bool):
        return str(entry).lower()
    if isinstance(entry, int) and abs(entry) > LARGEST_SHOWN:
        return "a very long number"
    return escape_control_characters(str(entry)[:60])


def _nearest(question: Question, entry: object, text: str) -> str:
    ids = [str(value) for value in question.values]
    if question.safety:
        # "none" is never suggested in place of a sign that could not be read.
        signs = [option.id for option in question.options if not option.alone]
        return near if (near := did_you_mean(text, signs, among=0)) != "." else f"; it must be one of: {', '.join(ids)}."
    word = {True: "yes", False: "no"}.get(entry) if isinstance(entry, bool) else None
    return f'; did you mean "{word}"?' if word in ids else did_you_mean(text, ids)
