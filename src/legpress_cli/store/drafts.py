"""Keeps the answers of an unfinished interview in the user's state folder, readable by the user alone, and nothing else."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from legpress_cli.diagnosis.answer_parser import read_values
from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.errors import CannotWrite, InvalidInput
from legpress_cli.knowledge.model import Knowledge, Value
from legpress_cli.system.files import lock_file, open_own_file, owned, replace_file, same_file

A_DAY = 24 * 60 * 60
"""After so many seconds a danger sign may have come up that was not there."""
A_WEEK = 7 * A_DAY
"""After so many seconds unfinished answers are deleted."""
LARGEST = 64 * 1024
"""The most bytes that kept answers may have; those of a whole interview have about four thousand."""


class _KeptAnswer(msgspec.Struct, frozen=True, array_like=True):
    question: str
    values: tuple[Value, ...]
    put: bool
    """Whether the question was put to the person, so that they may go back to it."""
    offered: tuple[Value, ...] = ()


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    knowledge_version: str
    answers: tuple[_KeptAnswer, ...]
    asking: str = ""


class Kept(msgspec.Struct, frozen=True):
    """What a session held: the answers that still apply, and the question that was being answered again, if one was.

    ``lost`` names in words what must be asked anew, because the knowledge, once ``version``, has changed.
    """

    answers: Answers
    asking: str = ""
    lost: tuple[str, ...] = ()
    version: str = ""


class Session:
    """One interview's answers on disk. ``problem`` says why they could not be kept, if so.

    While a process has a session, no other one can claim it; the claim ends with the process, however that ends.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.problem = ""
        self._claim: int | None = None

    def keep(self, knowledge: Knowledge, answers: Answers, asking: str = "") -> None:
        """Put these answers in place of the ones kept before; ``asking`` is a question that is being answered again."""
        kept = _Kept(knowledge.about.version, tuple(_kept(knowledge, answer) for answer in answers.given), asking)
        try:
            _make_own_folder(self.file.parent)
            replace_file(self.file, msgspec.json.encode(kept).decode(), private=True, on_open=self._lock)
        except CannotWrite as error:
            self.problem = str(error)
        else:
            self.problem = ""

    def claim(self) -> bool:
        """Take these answers for this process; say whether they were free, the user's own, and still there."""
        descriptor = open_own_file(self.file)
        if descriptor is None:
            return False
        if lock_file(descriptor) and same_file(descriptor, self.file):
            self._take(descriptor)
            return True
        os.close(descriptor)
        return False

    def release(self) -> None:
        """Give the claim up; the answers stay kept."""
        self._take(None)

    def is_old(self) -> bool:
        """Say whether the answers were kept more than a day ago."""
        return _age(self.file) > A_DAY

    def read(self, knowledge: Knowledge) -> Kept:
        """Return what was kept, replayed on this knowledge. Raises ``InvalidInput`` when it cannot be read as kept answers."""
        kept = self._read()
        answers, lost = [], []
        for entry in kept.answers:
            question = next((question for question in knowledge.questions if question.id == entry.question), None)
            if question is None:
                lost.append(f"{entry.question} (no longer a question)")
                continue
            if question.safety and not set(question.values) <= set(entry.offered):
                lost.append(f"{question.short} (there are new answers to choose from)")
                continue
            source = Source.SESSION if entry.put else Source.EARLIER
            try:
                answers.append(Answer(question.id, read_values(question, entry.values), source))
            except InvalidInput:
                lost.append(f"{question.short} (your answer is no longer offered)")
        return Kept(Answers().adding(answers), kept.asking, tuple(dict.fromkeys(lost)), kept.knowledge_version)

    def delete(self) -> None:
        """Remove the kept answers: the interview is over."""
        with contextlib.suppress(OSError):
            self.file.unlink()
        self.release()

    def _read(self) -> _Kept:
        descriptor = open_own_file(self.file)
        if descriptor is not None:
            with contextlib.suppress(OSError, ValueError, RecursionError), os.fdopen(descriptor, "rb") as stream:
                return msgspec.json.decode(stream.read(LARGEST), type=_Kept)
        raise InvalidInput(f"The kept answers in {self.file} cannot be read. Delete them with: legpress forget")

    def _lock(self, descriptor: int) -> None:
        """Claim a file before it takes the place of the one before, so that there is no moment without a claim."""
        copy = os.dup(descriptor)
        lock_file(copy)
        self._take(copy)

    def _take(self, descriptor: int | None) -> None:
        if self._claim is not None:
            os.close(self._claim)
        self._claim = descriptor


def new_session() -> Session:
    """Return a session of its own for this process, so that two terminals do not mix. Nothing is written yet."""
    return Session(_folder() / f"answers-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.json")


def claim_newest() -> Session | None:
    """Return the session that was kept last and is not open elsewhere, claimed. Those older than a week are deleted."""
    for session in kept_sessions():
        if _age(session.file) > A_WEEK and session.claim():
            session.delete()
    return next((session for session in kept_sessions() if session.claim()), None)


def kept_sessions() -> tuple[Session, ...]:
    """Return the user's own kept sessions, open ones too, the newest first."""
    with contextlib.suppress(OSError):
        ages = {file: file.stat().st_mtime for file in _folder().glob("answers-*.json") if owned(file)}
        return tuple(Session(file) for file in sorted(ages, key=ages.__getitem__, reverse=True))
    return ()


class Forgotten(msgspec.Struct, frozen=True):
    """How many unfinished interviews were deleted, and how many were left because another terminal has them open.

    ``pages`` counts the pages deleted that ``--open`` had left in the temporary folder.
    """

    deleted: int
    still_open: int
    pages: int


def forget_all() -> Forgotten:
    """Delete all kept answers, what a killed process left half-written, and pages left in the temporary folder.

    Raises ``CannotWrite`` where that is not let.
    """
    from legpress_cli.system.browser import forget_pages

    kept = kept_sessions()
    free = [session for session in kept if session.claim()]
    for session in free:
        _remove(session.file)
        session.release()
    for file in _half_written():
        _remove(file)
    with contextlib.suppress(OSError):
        _folder().rmdir()
    return Forgotten(len(free), len(kept) - len(free), forget_pages())


def _make_own_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"{folder} could not be made: {error.strerror}.") from None
    if not owned(folder):
        raise CannotWrite(f"{folder} is a link, or belongs to somebody else.")


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(f"{file} could not be deleted: {error.strerror}.") from None


def _age(file: Path) -> float:
    """Return the seconds since a file was written; 0 where it is gone."""
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return 0


def _half_written() -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from (file for file in _folder().glob(".answers-*") if owned(file))


def _kept(knowledge: Knowledge, answer: Answer) -> _KeptAnswer:
    offered = knowledge.question(answer.question).values
    return _KeptAnswer(answer.question, answer.values, not answer.source.on_purpose, offered)


def _folder() -> Path:
    from platformdirs import user_state_path

    return user_state_path("legpress")
