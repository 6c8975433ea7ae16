"""The answers a person gave: under their question's id, each with where it came from, nothing ever thrown away."""

from collections.abc import Iterable
from enum import Enum
from typing import Any, Final, NoReturn

import msgspec
from msgspec.structs import replace

from legpress_cli.knowledge.model import NOT_SURE, Question, Value


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
    """What one source says to one question: one value, or several for a question that takes many.

    ``at`` is when it was given, in seconds as the system counts them; 0 where nobody noted it.
    """

    question: str
    values: tuple[Value, ...]
    source: Source
    at: float = 0


class Answers:
    """Everything that was given, the winning source first. The values of a question are those of the winner.

    ``winners`` holds the answer that counts for each question that has one, ``won`` its values, and ``said`` the values from
    any source, the winner's first.
    """

    __slots__ = ("given", "said", "winners", "won")

    def __init__(self, given: tuple[Answer, ...] = ()) -> None:
        self.given: Final = given
        self.winners: Final = {answer.question: answer for answer in reversed(given)}
        self.won: Final = {question: winner.values for question, winner in self.winners.items()}
        self.said: Final = self.won if len(self.won) == len(given) else self._join_all()

    def _join_all(self) -> dict[str, tuple[Value, ...]]:
        said = dict(self.won)
        for answer in self.given:
            if answer is not self.winners[answer.question]:
                said[answer.question] = tuple(dict.fromkeys((*said[answer.question], *answer.values)))
        return said

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
        return self.won.get(question, ())

    def source(self, question: str) -> Source:
        """Return where the winning answer came from (``OPEN`` where there is none)."""
        winner = self.winners.get(question)
        return winner.source if winner else Source.OPEN

    def is_open(self, question: str) -> bool:
        """Say whether nobody knows: the question has no answer, or only "not sure"."""
        return self.values(question) in ((), (NOT_SURE,))

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
        """Return these answers with more of them; none is lost, the better source wins, and of one source what was there."""
        return Answers(tuple(sorted((*self.given, *new), key=lambda answer: answer.source.rank)))

    def replacing(self, answer: Answer) -> "Answers":
        """Return these answers with one question answered anew: the person changed their mind."""
        return self.without(answer.question).adding([answer])

    def given_at(self, time: float, question: str | None = None) -> "Answers":
        """Return the same answers, all or those to one question, as given at this time."""
        return Answers(
            tuple(replace(answer, at=time) if question in (None, answer.question) else answer for answer in self.given)
        )

    def without(self, question: str) -> "Answers":
        """Return these answers with one question open again."""
        return Answers(tuple(answer for answer in self.given if answer.question != question))

    def only(self, questions: Iterable[str]) -> "Answers":
        """Return the answers to these questions."""
        kept = set(questions)
        return Answers(tuple(answer for answer in self.given if answer.question in kept))


def left_open(question: Question) -> Answer:
    """Return the answer that a question gets when nobody gives one."""
    return Answer(question.id, (NOT_SURE,), Source.OPEN)


class AnswersByQuestion(dict[str, Value | tuple[Value, ...]]):
    """The answers of a result by their questions. Nobody can change them, and they have a hash, as all of a result."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("The answers of a result cannot be changed.")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none, for it can change
        """Return the same for the same answers, in whichever order."""
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type, tuple[dict[str, Any]]]:
        """Return how a copy is made."""
        return type(self), (dict(self),)
