"""Turns what somebody else wrote (flags, files) into answers, or says everything that is wrong with it.

Ids are read in any case, with ``-`` or ``_``.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.index import index_of
from legpress_cli.diagnosis.triage import with_meaning
from legpress_cli.errors import InvalidInput, did_you_mean
from legpress_cli.knowledge.model import NONE, Kind, Knowledge, Question, Value
from legpress_cli.system.sanitize import escape_control_characters

MOST_FAULTS = 20
MOST_DIGITS = 100
LARGEST_SHOWN = 10**20
_HOW_TO_GIVE_SEVERAL = "Give each by itself: a flag for each, a list in a file, or ; between them in the cell of a table."
PLAIN = (str, int)
LABEL = "label"
LONGEST_LABEL = 60
"""The most characters of a name for the sheet."""


class LabelledAnswers(NamedTuple):
    """The answers in a mapping, and the name for the sheet that stands beside them, empty where none does."""

    answers: Answers
    label: str


def normalize_id(text: str) -> str:
    """Return an id as the knowledge spells it: small letters and hyphens."""
    return text.strip().lower().replace("_", "-")


def read_answers(knowledge: Knowledge, raw: Mapping[str, object], source: Source, place: str = "") -> Answers:
    """Return the answers in a mapping of question id to value, or list of values; a ``label`` beside them is no answer.

    ``place`` is named in errors. Raises ``InvalidInput`` with every unknown id, unknown value and impossible combination,
    and with what the other answers already mean.
    """
    return read_labelled_answers(knowledge, raw, source, place).answers


def read_labelled_answers(knowledge: Knowledge, raw: Mapping[str, object], source: Source, place: str = "") -> LabelledAnswers:
    """Return the same with the ``label``. A question that is called so wins over it."""
    if not isinstance(raw, Mapping):
        raise InvalidInput(f"{place}answers must be a mapping of question id to answer.")
    answers: list[Answer] = []
    index = index_of(knowledge)
    questions, offered = index.questions, index.offered
    known, label, faults = (raw, "", []) if raw.keys() <= questions.keys() else _sort_out(questions, raw)
    for name, given in known.items():
        # Nearly every answer is of this kind, and there is no quicker way to read it.
        plain = given[0] if type(given) is list and len(given) == 1 else given
        if type(plain) in PLAIN and plain in offered[name]:
            answers.append(Answer(name, (plain,), source))
            continue
        try:
            answers += read_answer(knowledge, questions[name], given, source)
        except InvalidInput as fault:
            faults.append(f"{name}: {fault}")
    if faults:
        more = [f"and {len(faults) - MOST_FAULTS} more."] if len(faults) > MOST_FAULTS else []
        told = "\n".join(f"{place}{fault}" for fault in [*faults[:MOST_FAULTS], *more])
        raise InvalidInput(with_meaning(told, knowledge, readable_answers(knowledge, raw, source)))
    return LabelledAnswers(Answers(tuple(answers)), label)  # of one source, so they stand in the order of the mapping


def readable_answers(knowledge: Knowledge, raw: Mapping[str, object], source: Source) -> Answers:
    """Return each answer that can be read in a mapping, whatever stands beside it that cannot, also in the same text."""
    questions = index_of(knowledge).questions
    answers: list[Answer] = []
    for name, given in raw.items():
        if question := questions.get(normalize_id(str(name))):
            entries = given if isinstance(given, (list, tuple)) else [given]
            texts = [entry if isinstance(entry, str) else _as_typed(entry) for entry in entries if isinstance(entry, PLAIN)]
            words = {normalize_id(word) for text in texts for word in re.split("[,;]", text)}
            values = {str(value): value for value in question.values} | ids_by_word(question)
            answers += [Answer(question.id, (values[word],), source) for word in values if word in words]
    return Answers(tuple(answers))


def _sort_out(questions: Mapping[str, Question], raw: Mapping[str, object]) -> tuple[dict[str, object], str, list[str]]:
    """Return what is given by the id of its question, the label, and a fault for each name that is neither or stands twice."""
    known: dict[str, object] = {}
    faults: list[str] = []
    for name, given in raw.items():
        wanted = normalize_id(str(name))
        if wanted in known:
            faults.append(f"{wanted} stands there twice, in two spellings; keep one of them.")
        elif wanted in questions or wanted == LABEL:
            known[wanted] = given
        else:
            near = did_you_mean(wanted[:60], list(questions)) if len(faults) < MOST_FAULTS else ""
            faults.append(f"there is no question {escape_control_characters(str(name)[:60])}{near}")
    label = None if LABEL in questions else known.pop(LABEL, None)
    try:
        return known, read_label(label), faults
    except InvalidInput as fault:
        return known, "", [*faults, f"{LABEL}: {fault}"]


def read_label(given: object) -> str:
    """Return the name for the sheet, its control characters written out. Raises ``InvalidInput`` for what is no such name."""
    if given is None:
        return ""
    if isinstance(given, bool) or not isinstance(given, PLAIN) or len(str(given).strip().splitlines()) > 1:
        raise InvalidInput("must be a single line of text.")
    label = escape_control_characters(str(given).strip())
    if len(label) > LONGEST_LABEL:
        raise InvalidInput(f"must be a single line of at most {LONGEST_LABEL} characters, not {len(label)}.")
    return label


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
    words = {normalize_id(entry) for entry in entries if isinstance(entry, str)}.difference(question.values)
    homes = {word: [other.id for other in knowledge.questions if word in other.values] for word in sorted(words)}
    return "".join(f" {word} is an answer to --{names[0]}." for word, names in homes.items() if len(names) == 1)


def _read_value(question: Question, entry: object) -> Value:
    word = normalize_id(str(entry)) if isinstance(entry, str | bool) else ""
    if question.scale and word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS and int(word) in question.values:
        return int(word)
    ids = ids_by_word(question)
    if word in ids:
        return ids[word]
    text = _as_typed(entry)
    if question.kind is Kind.MANY and (several := _several(text, ids)):
        raise InvalidInput(f"'{text}' names several answers: {', '.join(several)}. {_HOW_TO_GIVE_SEVERAL}")
    accepted = f"; it must be one of: {accepted_values(question)}."
    raise InvalidInput(f"there is no answer '{text}'{accepted if question.scale else _nearest(question, text)}")


def _several(text: str, ids: Mapping[str, str]) -> list[str]:
    """Return the answers that one text names; none where it names anything else, or no more than one."""
    parts = [normalize_id(part) for part in text.replace(",", " ").replace(";", " ").split()]
    return [ids[part] for part in parts] if len(parts) > 1 and ids.keys() >= set(parts) else []


def ids_by_word(question: Question) -> dict[str, str]:
    """Return the option ids by every word that is read as one: true and false are yes and no, no to all signs is none."""
    ids = {normalize_id(alias): option for alias, option in question.aliases.items()}
    ids |= {option.id: option.id for option in question.options}
    if question.safety and NONE in question.alone:
        ids.setdefault("no", NONE)
    for word, same in (("true", "yes"), ("false", "no")):
        if same in ids:
            ids.setdefault(word, ids[same])
    return ids


def _as_typed(entry: object) -> str:
    """Return a wrong answer in a form that can be shown."""
    if isinstance(entry, bool):
        return str(entry).lower()
    if isinstance(entry, int) and abs(entry) > LARGEST_SHOWN:
        return "a very long number"
    return escape_control_characters(str(entry)[:60])


def _nearest(question: Question, text: str) -> str:
    ids = [str(value) for value in question.values]
    if not question.safety:
        return did_you_mean(normalize_id(text), ids)
    # "none" is never suggested in place of a sign that could not be read.
    signs = [option.id for option in question.options if not option.alone]
    near = did_you_mean(normalize_id(text), signs, among=0)
    return near if near != "." else f"; it must be one of: {', '.join(ids)}."
