"""The answers a person gave: under their question's id, each with where it came from, nothing ever thrown away."""

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cached_property
from operator import attrgetter
from typing import TypeAlias

import msgspec

from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge import NOT_SURE, Kind, Knowledge, Question
from legpress_cli.nearest import did_you_mean
from legpress_cli.shown import shown

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


Numbers: TypeAlias = dict[str, dict[Value, int]]
"""The bit that stands for each answer, by question and answer."""


class Bits(msgspec.Struct, frozen=True, gc=False):
    """What was said as whole numbers, one bit for each answer: by the winner for each question, and by any source."""

    won: int
    said: int


class _Found:
    """What is looked up again and again in the same answers: found once."""

    __slots__ = ("bits", "numbers", "said", "winners")

    def __init__(self, given: tuple[Answer, ...]) -> None:
        self.winners = {answer.question: answer for answer in given}
        self.said: dict[str, tuple[Value, ...]] | None = None
        """What any source says to each question; ``None`` where no question has two answers."""
        self.numbers: Numbers | None = None
        self.bits = Bits(0, 0)
        if len(self.winners) < len(given):
            self.winners = {answer.question: answer for answer in reversed(given)}
            said: dict[str, dict[Value, None]] = {question: {} for question in self.winners}
            for answer in given:
                said[answer.question] |= dict.fromkeys(answer.values)
            self.said = {question: tuple(values) for question, values in said.items()}

    def count(self, numbers: Numbers) -> Bits:
        """Return the bits of what was said."""
        self.numbers = numbers
        won = said = 0
        for question, answer in self.winners.items():
            bits = numbers[question]
            for value in answer.values:
                won |= bits.get(value, 0)
        for question, values in (self.said or {}).items():
            for value in values:
                said |= numbers[question].get(value, 0)
        return Bits(won, won | said)


class Answers(msgspec.Struct, frozen=True, dict=True):
    """Everything that was given, the winning source first. The values of a question are those of the winner."""

    given: tuple[Answer, ...] = ()

    @cached_property
    def _found(self) -> _Found:
        return _Found(self.given)

    @property
    def winners(self) -> dict[str, Answer]:
        """The answer that counts for each question that has one."""
        return self._found.winners

    def has(self, question: str) -> bool:
        """Say whether any source answers the question."""
        return question in self._found.winners

    def values(self, question: str) -> tuple[Value, ...]:
        """Return the winner's values for a question; empty where nobody answered it."""
        winner = self._found.winners.get(question)
        return winner.values if winner else ()

    def source(self, question: str) -> Source:
        """Return where the winning answer came from (``OPEN`` where there is none)."""
        winner = self._found.winners.get(question)
        return winner.source if winner else Source.OPEN

    def all_values(self, question: str) -> tuple[Value, ...]:
        """Return what any source says to a question, the winner first, each value once; empty where nobody answered it."""
        said = self._found.said
        return self.values(question) if said is None else said.get(question, ())

    def bits(self, numbers: Numbers) -> Bits:
        """Return what was said as bits; an answer without a number has none."""
        found = self._found
        if found.numbers is not numbers:
            found.bits = found.count(numbers)
        return found.bits

    def overruled(self) -> tuple[tuple[Answer, Answer], ...]:
        """Return each answer that lost to another one which says something else, with the one that won."""
        found = self._found
        if found.said is None:
            return ()
        won = [(answer, found.winners[answer.question]) for answer in self.given]
        return tuple((answer, winner) for answer, winner in won if winner.values != answer.values)

    def adding(self, new: Iterable[Answer]) -> "Answers":
        """Return these answers with more of them; none is lost, and the better source wins."""
        return Answers(tuple(sorted((*self.given, *new), key=attrgetter("source.rank"))))

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
    questions = knowledge.questions_by_id
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
    if question.kind is Kind.MANY and len(values) > 1:
        signs = tuple(value for value in values if value not in question.alone)
        alone = tuple(value for value in values if value in question.alone)
        if alone and signs:
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
    alone = [value for value in values if value in question.alone]
    if alone:
        others = ", ".join(str(value) for value in values if value not in alone)
        raise InvalidInput(f"{alone[0]} cannot stand together with {others}; give one or the other.")
    return values


def _named(question: Question, given: object) -> tuple[Value, ...]:
    entries = given if isinstance(given, (list, tuple, set, frozenset)) else [] if given is None else [given]
    named = {_read_value(question, entry) for entry in entries}
    values = tuple(filter(named.__contains__, question.values))
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
