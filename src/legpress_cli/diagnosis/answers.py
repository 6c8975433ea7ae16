"""The answers a person gave: under their question's id, each with where it came from, nothing ever thrown away."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final, TypeAlias

import msgspec

from legpress_cli.diagnosis.index import index_of
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge.model.knowledge import NOT_SURE, Kind, Knowledge, Question
from legpress_cli.nearest import did_you_mean
from legpress_cli.system.sanitize import shown

MOST_FAULTS = 20
MOST_DIGITS = 100
LARGEST_SHOWN = 10**20
PLAIN = (str, int)

Value: TypeAlias = str | int
"""One given answer: an option's id, or a number on a scale."""


class Source(Enum):
    """Where an answer came from. The order decides: an earlier source wins over a later one."""

    FLAG = "your flag"
    FILE = "your answers file"
    EARLIER = "your earlier flag or file"
    SESSION = "your kept answers"
    PROMPT = "your answer"
    OPEN = "left open"

    def __init__(self, _: str) -> None:
        self.rank = len(type(self).__members__)
        """0 for the source that wins over all others."""

    @property
    def on_purpose(self) -> bool:
        """Whether such an answer was given beforehand, and not to a question that was put to the person."""
        return self in (Source.FLAG, Source.FILE, Source.EARLIER)


class Answer(msgspec.Struct, frozen=True, gc=False):
    """What one source says to one question: one value, or several for a question that takes many."""

    question: str
    values: tuple[Value, ...]
    source: Source


class Answers:
    """Everything that was given, the winning source first. The values of a question are those of the winner.

    ``winners`` holds the answer that counts for each question that has one, ``said`` the values from any source, the winner's
    first.
    """

    __slots__ = ("given", "said", "winners")

    def __init__(self, given: tuple[Answer, ...] = ()) -> None:
        self.given: Final = given
        self.winners: Final = {answer.question: answer for answer in reversed(given)}
        self.said: Final = {question: winner.values for question, winner in self.winners.items()}
        for answer in given:
            if answer is not self.winners[answer.question]:
                self.said[answer.question] = tuple(dict.fromkeys((*self.said[answer.question], *answer.values)))

    def __eq__(self, other: object) -> bool:
        """Say whether both hold the same answers from the same sources."""
        return isinstance(other, Answers) and self.given == other.given

    def __hash__(self) -> int:
        """Return what goes with equality."""
        return hash(self.given)

    def has(self, question: str) -> bool:
        """Say whether any source answers the question."""
        return question in self.winners

    def values(self, question: str) -> tuple[Value, ...]:
        """Return the winner's values for a question; empty where nobody answered it."""
        winner = self.winners.get(question)
        return winner.values if winner else ()

    def source(self, question: str) -> Source:
        """Return where the winning answer came from (``OPEN`` where there is none)."""
        winner = self.winners.get(question)
        return winner.source if winner else Source.OPEN

    def all_values(self, question: str) -> tuple[Value, ...]:
        """Return what any source says to a question, the winner first, each value once; empty where nobody answered it."""
        return self.said.get(question, ())

    def overruled(self) -> tuple[tuple[Answer, Answer], ...]:
        """Return each answer that lost to another one which says something else, with the one that won."""
        if len(self.winners) == len(self.given):
            return ()
        pairs = [(answer, self.winners[answer.question]) for answer in self.given]
        return tuple((answer, winner) for answer, winner in pairs if winner.values != answer.values)

    def adding(self, new: Iterable[Answer]) -> "Answers":
        """Return these answers with more of them; none is lost, and the better source wins."""
        return Answers(tuple(sorted((*self.given, *new), key=lambda answer: answer.source.rank)))

    def replacing(self, answer: Answer) -> "Answers":
        """Return these answers with one question answered anew: the person changed their mind."""
        return self.without(answer.question).adding([answer])

    def without(self, question: str) -> "Answers":
        """Return these answers with one question open again."""
        return Answers(tuple(answer for answer in self.given if answer.question != question))

    def only(self, questions: Iterable[str]) -> "Answers":
        """Return the answers to these questions."""
        wanted = set(questions)
        return Answers(tuple(answer for answer in self.given if answer.question in wanted))


def read_answers(knowledge: Knowledge, raw: Mapping[str, object], source: Source, place: str = "") -> "Answers":
    """Return the answers in a mapping of question id to value, or list of values.

    ``place`` is named in errors. Raises ``InvalidInput`` with every unknown id, unknown value and impossible combination.
    """
    if not isinstance(raw, Mapping):
        raise InvalidInput(f"{place}answers must be a mapping of question id to answer.")
    answers: list[Answer] = []
    faults: list[str] = []
    questions = index_of(knowledge).questions
    for name, given in raw.items():
        if name not in questions:
            near = did_you_mean(str(name)[:60], list(questions)) if len(faults) < MOST_FAULTS else ""
            faults.append(f"there is no question {shown(str(name)[:60], keep='')}{near}")
            continue
        try:
            answers += read_answer(questions[name], given, source)
        except InvalidInput as fault:
            faults.append(f"{name}: {fault}")
    if faults:
        more = [f"and {len(faults) - MOST_FAULTS} more."] if len(faults) > MOST_FAULTS else []
        raise InvalidInput("\n".join(f"{place}{fault}" for fault in [*faults[:MOST_FAULTS], *more]))
    return Answers(tuple(answers))  # of one source, so they stand in the order of the mapping


def read_answer(question: Question, given: object, source: Source) -> tuple[Answer, ...]:
    """Return what one source says to a question. Raises ``InvalidInput``.

    A sign beside an answer that stands alone (``none``) contradicts it: the signs come first and win, and what lost is kept.
    """
    # Nearly every answer is of this kind, and there is no quicker way to read it.
    plain = given[0] if type(given) is list and len(given) == 1 else given
    if type(plain) in PLAIN and plain in question.values:
        return (Answer(question.id, (plain,), source),)
    values = _named(question, given)
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


def left_open(question: Question) -> Answer:
    """Return the answer that a question gets when nobody gives one."""
    return Answer(question.id, (NOT_SURE,), Source.OPEN)


def _read_value(question: Question, entry: object) -> Value:
    if question.scale and isinstance(entry, str) and entry.isascii() and entry.isdigit() and len(entry) <= MOST_DIGITS:
        entry = int(entry)
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
    return shown(str(entry)[:60], keep="")


def _nearest(question: Question, entry: object, text: str) -> str:
    ids = [str(value) for value in question.values]
    if question.safety:
        # "none" is never suggested in place of a sign that could not be read.
        signs = [option.id for option in question.options if not option.alone]
        return near if (near := did_you_mean(text, signs, among=0)) != "." else f"; it must be one of: {', '.join(ids)}."
    word = {True: "yes", False: "no"}.get(entry) if isinstance(entry, bool) else None
    return f'; did you mean "{word}"?' if word in ids else did_you_mean(text, ids)
