"""What to do next: the first that fits."""

from collections.abc import Iterator

import msgspec

from legpress_cli.followup.danger import OpenSign
from legpress_cli.followup.verdict import Compared, Seen
from legpress_cli.knowledge.model import Do, Judgement, Thresholds


class Facts(msgspec.Struct, frozen=True):
    """What decides on what to do next.

    ``last`` are the pains of the last sessions, whatever they were with, and ``with_it`` those of the last with the present
    change. ``level`` is the mean pain with it, or the one before. ``failed`` says that an
    earlier change was the same or worse, ``left`` that there is another one to take, ``present`` that one is being tried,
    ``no_list`` that the result gave no checklist, and ``outside`` that it hurts in a place that legpress does not know.
    """

    sign: OpenSign | None
    compared: Compared
    seen: Seen
    last: tuple[int, ...]
    with_it: tuple[int, ...]
    level: float
    after_gap: bool
    failed: bool
    present: bool
    left: bool
    no_list: bool
    outside: bool


def choose(lines: Thresholds, facts: Facts) -> Do:
    """Return what to do next."""
    return next(do for do, fits in _rows(lines, facts) if fits)


def _rows(lines: Thresholds, facts: Facts) -> Iterator[tuple[Do, bool]]:
    """Return what could be done, the first that fits first."""
    verdict, sign = facts.seen.verdict, facts.sign
    hurts = facts.level >= lines.stuck_pain.value
    stuck = (facts.failed or not facts.left) and hurts
    with_none_left = Do.OTHER_EXERCISE if hurts else Do.BUILD
    yield Do.SEE_A_DOCTOR, sign is not None and sign.level.doctor_first
    yield Do.STOP_UNTIL_SEEN, sign is not None
    yield Do.PAUSE, _all(facts.last, 2, at_least=lines.flare.value)
    yield Do.START_CHANGE, facts.no_list
    yield Do.RESTART_LIGHTER, facts.after_gap
    worse = verdict is Judgement.WORSE
    yield Do.OTHER_EXERCISE, worse and stuck
    yield Do.UNDO_CHANGE, worse
    yield Do.LIGHTER, _all(facts.last, 1, at_least=lines.flare.value)
    yield Do.DONE, _all(facts.last, lines.quiet_sessions.value, at_most=lines.quiet_pain.value)
    yield Do.START_CHANGE, facts.outside
    cannot_tell = verdict is Judgement.CANNOT_TELL
    useless = verdict is Judgement.SAME or (cannot_tell and facts.compared.tried >= lines.sessions_now.value)
    yield Do.OTHER_EXERCISE, useless and stuck
    yield with_none_left, useless and not facts.left
    yield Do.DROP_AND_NEXT, useless
    better = verdict is Judgement.BETTER
    low = _all(facts.with_it, 2, at_most=lines.build_pain.value)
    yield Do.BUILD, (better or verdict is Judgement.TOO_MILD) and low
    yield with_none_left, better and not facts.left
    yield Do.KEEP_AND_NEXT, better
    yield Do.REPEAT_CLEAN, cannot_tell
    none = verdict is Judgement.NONE
    yield Do.START_CHANGE, none and (facts.present or not facts.last)
    yield with_none_left, none
    yield Do.SAME_AGAIN, True


def _all(pains: tuple[int, ...], number: int, *, at_least: int = 0, at_most: int = 10) -> bool:
    """Say whether there are so many sessions, and the last of them all lie in this range."""
    last = pains[-number:]
    return len(last) == number and all(at_least <= pain <= at_most for pain in last)
