"""How a change is doing: what was seen of it, how far to trust that, and what speaks against."""

from collections.abc import Sequence

import msgspec

from legpress_cli.followup.session import Session
from legpress_cli.knowledge.model import Doubt, Judgement, Thresholds, Trust

_HAIR = 1e-9
_ROUNDED = 0.011
"""So many kilos two weights may be apart for their rounding alone: pounds are kept as kilos with two decimals."""


class Compared(msgspec.Struct, frozen=True):
    """Sessions to hold against each other, since the last break.

    ``tried`` counts all sessions with the change, ``unclean`` those with something else new. ``now`` are its first clean ones,
    ``before`` the last clean ones of what it builds on; ``told`` is the pain of the interview, which stands in where there is
    none. ``mornings`` are the last that were told of clean sessions with it.
    The pains of both are those of the sessions, or the told one.
    """

    tried: int
    unclean: int
    now: tuple[Session, ...]
    before: tuple[Session, ...]
    told: int | None
    mornings: tuple[int, ...]

    pains_now: tuple[int, ...]
    pains_before: tuple[int, ...]
    mean_now: float | None
    mean_before: float | None


def compare(  # noqa: PLR0913  # all that there is to compare
    tried: int,
    unclean: int,
    now: tuple[Session, ...],
    before: tuple[Session, ...],
    *,
    told: int | None,
    mornings: tuple[int, ...],
) -> Compared:
    """Return these sessions with their pains and the means of these; ``told`` counts where there are none before."""
    pains_now, pains = tuple([session.pain for session in now]), tuple([session.pain for session in before])
    pains_before = pains or (() if told is None else (told,))
    means = _mean(pains_now), _mean(pains_before)
    return Compared(tried, unclean, now, before, told, mornings, pains_now, pains_before, *means)


class Seen(msgspec.Struct, frozen=True):
    """A verdict with its doubts, the reason first, and how far to trust the change as the reason for what was seen."""

    verdict: Judgement
    doubts: tuple[Doubt, ...] = ()
    trust: Trust | None = None


def judge(lines: Thresholds, compared: Compared, *, least: int, by_weight: bool) -> Seen:
    """Return the verdict on a change that is judged from ``least`` clean sessions on, and ``by_weight`` where that may tell."""
    verdict, reason = _see(lines, compared, least, _load(lines, compared) if by_weight else None)
    reasons = (reason,) if reason else ()
    if not verdict.settled:
        return Seen(verdict, reasons)
    doubts = _weaknesses(lines, compared, by_weight=by_weight)
    return Seen(verdict, (*reasons, *doubts), Trust.WEAK if doubts else Trust.FAIR)


def points_needed(lines: Thresholds, before: float) -> float:
    """Return how many points less pain count as a change."""
    return max(float(lines.need_points.value), before * lines.need_percent.value / 100)


def _see(lines: Thresholds, compared: Compared, least: int, load: Doubt | None) -> tuple[Judgement, Doubt | None]:
    few = len(compared.now) < least
    if not compared.tried:
        return Judgement.NONE, None
    if few and compared.unclean >= lines.sessions_least.value:
        return Judgement.CANNOT_TELL, Doubt.TWO_CHANGES
    before, now = compared.mean_before, compared.mean_now
    if before is None:
        return (Judgement.TOO_EARLY if few else Judgement.CANNOT_TELL), Doubt.NO_BEFORE
    if _mornings_are_bad(lines, compared):
        return Judgement.WORSE, Doubt.MORNINGS
    if few or now is None:
        return Judgement.TOO_EARLY, None
    return _compare(lines, compared, before, now, load)


def _compare(
    lines: Thresholds, compared: Compared, before: float, now: float, load: Doubt | None
) -> tuple[Judgement, Doubt | None]:
    pains = compared.pains_now
    exceptions = 1 if len(pains) >= lines.same_sessions.value else 0
    if before < lines.mild_before.value and now < lines.mild_now.value:
        return Judgement.TOO_MILD, None
    as_high = sum(pain >= min(compared.pains_before) for pain in pains)
    if reaches(before - now, points_needed(lines, before)) and as_high <= exceptions:
        return (Judgement.CANNOT_TELL, load) if load is Doubt.LIGHTER else (Judgement.BETTER, None)
    as_low = sum(pain <= max(compared.pains_before) for pain in pains)
    if reaches(now - before, lines.need_points.value) and as_low <= exceptions:
        return (Judgement.CANNOT_TELL, load) if load is Doubt.HEAVIER else (Judgement.WORSE, None)
    close = len(pains) >= lines.same_sessions.value and not reaches(abs(before - now), lines.same_points.value)
    if len(pains) >= lines.sessions_now.value or close:
        return Judgement.SAME, None
    return Judgement.TOO_EARLY, None


def reaches(points: float, needed: float) -> bool:
    """Say whether so many points are enough; means are thirds and quarters, which no float holds to the last digit."""
    return points > needed - _HAIR


def _mornings_are_bad(lines: Thresholds, compared: Compared) -> bool:
    """Say whether the last two mornings with the change were bad, and worse than the usual one."""
    usual = middle([session.morning for session in compared.before if session.morning is not None])
    last = compared.mornings[-2:]
    if usual is None or len(last) < 2:  # noqa: PLR2004  # two in a row, as the words say
        return False
    return all(pain >= lines.morning_pain.value and pain >= usual + lines.morning_rise.value for pain in last)


def _load(lines: Thresholds, compared: Compared) -> Doubt | None:
    """Return whether the middle weight was lower or higher than before."""
    before, now = weight_of(compared.before), weight_of(compared.now)
    if before is None or now is None:
        return None
    harder, easier = (before * line.value / 100 for line in (lines.harder_percent, lines.easier_percent))
    if now > harder + _ROUNDED:
        return Doubt.HEAVIER
    return Doubt.LIGHTER if now < easier - _ROUNDED else None


def _weaknesses(lines: Thresholds, compared: Compared, *, by_weight: bool) -> tuple[Doubt, ...]:
    before = compared.before
    unknown = weight_of(before) is None or weight_of(compared.now) is None
    fell = before[0].pain - before[-1].pain if before else 0
    found = {
        Doubt.BEFORE_THIN: len(before) < lines.sessions_least.value,
        Doubt.EASING: fell >= lines.easing_points.value,
        Doubt.WEIGHT_UNKNOWN: by_weight and unknown,
        Doubt.WEIGHT_IS_THE_CHANGE: not by_weight,
    }
    return tuple(doubt for doubt, holds in found.items() if holds)


def weight_of(sessions: Sequence[Session]) -> float | None:
    """Return the middle weight of sessions in kg, as far as it is known."""
    return middle([session.weight_kg for session in sessions if session.weight_kg is not None])


def middle(values: Sequence[float]) -> float | None:
    """Return the middle one of some values, the mean of two, or nothing where there is none."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _mean(pains: Sequence[int]) -> float | None:
    return sum(pains) / len(pains) if pains else None
