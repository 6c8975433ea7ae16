"""Keeps the answers of an unfinished interview in the user's state folder, readable by the user alone, and nothing else."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import msgspec

from legpress_cli.answers import Answer, Answers, Source, Value, read_values
from legpress_cli.errors import CannotWrite, InvalidInput
from legpress_cli.knowledge import Knowledge
from legpress_cli.output import replace_file

A_DAY = 24 * 60 * 60
"""After so many seconds a danger sign may have come up that was not there."""
A_WEEK = 7 * A_DAY
"""After so many seconds unfinished answers are deleted."""


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    knowledge_version: str
    answers: tuple[tuple[str, tuple[Value, ...], bool], ...]  # question, values, whether it was put to the person


class Session:
    """One interview's answers on disk. ``problem`` says why they could not be kept, if so."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.problem = ""

    def keep(self, knowledge: Knowledge, answers: Answers) -> None:
        """Put these answers in place of the ones kept before."""
        kept = _Kept(
            knowledge.about.version,
            tuple((answer.question, answer.values, not answer.source.on_purpose) for answer in answers.given),
        )
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(self.file, msgspec.json.encode(kept).decode(), private=True)
        except CannotWrite as error:
            self.problem = str(error)
        except OSError as error:
            self.problem = f"{self.file.parent} could not be made: {error.strerror}."
        else:
            self.problem = ""

    def is_old(self) -> bool:
        """Say whether the answers were kept more than a day ago."""
        return time.time() - self.file.stat().st_mtime > A_DAY

    def read(self, knowledge: Knowledge) -> tuple[Answers, tuple[str, ...]]:
        """Return the kept answers, and the ids of those that this knowledge no longer knows.

        Raises ``InvalidInput`` when the file cannot be read as kept answers.
        """
        try:
            kept = msgspec.json.decode(self.file.read_bytes(), type=_Kept)
        except (OSError, ValueError, msgspec.MsgspecError):
            raise InvalidInput(f"The kept answers in {self.file} cannot be read. Delete that file and start again.") from None
        answers, lost = [], []
        for name, values, put in kept.answers:
            source = Source.SESSION if put else Source.EARLIER
            try:
                answers.append(Answer(name, read_values(knowledge.question(name), values), source))
            except (KeyError, InvalidInput):
                lost.append(name)
        return Answers().adding(answers), tuple(lost)

    def delete(self) -> None:
        """Remove the kept answers: the interview is over."""
        with contextlib.suppress(OSError):
            self.file.unlink()


def new_session() -> Session:
    """Return a session of its own for this process, so that two terminals do not mix. Nothing is written yet."""
    return Session(_folder() / f"answers-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.json")


def newest_session() -> Session | None:
    """Return the session that was kept last, or ``None``. Those older than a week are deleted."""
    with contextlib.suppress(OSError):
        files = [file for file in _folder().glob("answers-*.json") if file.is_file() and not file.is_symlink()]
        ages = {file: time.time() - file.stat().st_mtime for file in files}
        for file in [file for file, age in ages.items() if age > A_WEEK]:
            del ages[file]
            file.unlink()
        if ages:
            return Session(min(ages, key=ages.__getitem__))
    return None


def _folder() -> Path:
    from platformdirs import user_state_path

    return user_state_path("legpress")
