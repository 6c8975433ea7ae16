"""One session on the leg press, as it was told: facts only."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

import msgspec

USUAL = "usual"
"""The step of a session as it was before any change."""


class SetUp(Enum):
    """Whether a session was one with the change that was due."""

    WITH = "with"
    WITHOUT = "without"
    OTHER = "other"


class Session(msgspec.Struct, frozen=True, gc=False):
    """A session: its pain while pressing, in the hour after and the morning after, its weight, and with which change it was.

    ``step`` is the tip that was named when it was told, or ``usual``; ``signs`` are the danger signs that were new then, and
    ``seen`` says that those told before had been examined.
    """

    id: str
    date: date
    during: int
    after: int
    morning: int | None = None
    weight_kg: float | None = None
    step: str = USUAL
    set_up: SetUp = SetUp.WITH
    signs: tuple[str, ...] = ()
    seen: bool = False

    @property
    def pain(self) -> int:
        """The worst pain of the session and the hour after it."""
        return max(self.during, self.after)

    @property
    def clean(self) -> bool:
        """Whether nothing but the change was new, so that the session can be compared."""
        return self.set_up is not SetUp.OTHER


def each_once(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Return sessions in their order, each id once."""
    once: dict[str, Session] = {}
    for session in sessions:
        once.setdefault(session.id, session)
    return tuple(once.values())


def in_order(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Return sessions by their dates, those of one day as they were entered, each id once."""
    return tuple(sorted(each_once(sessions), key=lambda session: session.date))
