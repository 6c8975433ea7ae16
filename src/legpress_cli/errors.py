"""The expected ways to fail: each with a sentence for the reader and an exit code, caught in one place; and *did you mean*."""

from collections.abc import Iterable
from enum import IntEnum

MOST_NAMES = 40
MOST_COMPARED = 500


class ExitCode(IntEnum):
    """What the shell gets back. Listed in the README with what each means; a test compares the two."""

    CHECKLIST = 0
    UNEXPECTED = 1
    WRONG_INPUT = 2
    SEE_A_DOCTOR = 3
    FAULTY_KNOWLEDGE = 4
    INTERRUPTED = 130

    @property
    def meaning(self) -> str:
        """Return what the code says, in a few words."""
        return _MEANINGS[self]


_MEANINGS = {
    ExitCode.CHECKLIST: "a checklist was given, or the page that was asked for",
    ExitCode.UNEXPECTED: "unexpected failure, or the result could not be written",
    ExitCode.WRONG_INPUT: "wrong or missing input",
    ExitCode.SEE_A_DOCTOR: "emergency or urgent: see a doctor, no checklist (the result is printed all the same)",
    ExitCode.FAULTY_KNOWLEDGE: "the knowledge is faulty",
    ExitCode.INTERRUPTED: "interrupted",
}


class LegpressError(Exception):
    """Base of every expected error; ``str()`` is the whole message for the reader."""

    exit_code = ExitCode.UNEXPECTED


class CannotWrite(LegpressError):
    """The result could not be written."""


class StoreUnavailable(LegpressError):
    """What is kept on this computer cannot be read or written; the message names the file and says why."""

    exit_code = ExitCode.WRONG_INPUT


class StoreDamaged(StoreUnavailable):
    """The file that keeps things holds something else than legpress wrote."""


class InvalidInput(LegpressError):
    """An answer, a flag or an answers file is wrong; the message names what would be right."""

    exit_code = ExitCode.WRONG_INPUT


class MissingAnswers(InvalidInput):
    """Safety questions are open and nobody can be asked; ``questions`` lists their ids in order."""

    def __init__(self, questions: tuple[str, ...], message: str) -> None:
        super().__init__(message)
        self.questions = questions


class FaultyKnowledge(LegpressError):
    """The knowledge cannot be used; the message lists every fault found."""

    exit_code = ExitCode.FAULTY_KNOWLEDGE


class Interrupted(LegpressError):
    """The person left the interview; the message says where the answers are kept."""

    exit_code = ExitCode.INTERRUPTED


def did_you_mean(name: str, accepted: Iterable[str], *, among: int = MOST_NAMES, before: str = "") -> str:
    """Return the end of a sentence: the nearest accepted names, or all of them where none is near and they are few.

    ``before`` stands before each name.
    """
    import difflib

    names = list(accepted)
    near = [other for other in names if name and name.lower() in other]
    near = near or difflib.get_close_matches(name.lower(), names[:MOST_COMPARED], n=3, cutoff=0.7)
    if near:
        return f"; did you mean {_either([before + other for other in near[:3]])}?"
    return f"; it must be one of: {', '.join(names)}." if 0 < len(names) <= among else "."


def name_one_of(name: str, accepted: Iterable[str], otherwise: str, *, among: int = MOST_NAMES) -> str:
    """Return the same as a sentence of its own; ``otherwise`` where nothing is near and they are many."""
    words = did_you_mean(name, accepted, among=among).removeprefix("; ")
    return words[:1].upper() + words[1:] if words != "." else otherwise


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
