"""The sentences of a follow-up that stand nowhere in the knowledge."""

from collections.abc import Sequence

from legpress_cli.followup.verdict import Compared, Seen
from legpress_cli.knowledge.model import FollowUp, Judgement


def ordered(title: str, command: str) -> str:
    """Return an order that goes on with the command of a tip."""
    return f"{title}: {command[:1].lower()}{command[1:]}"


def undone(title: str) -> str:
    """Return the order to leave out a change that is named by its title."""
    return f"Leave this out: {title[:1].lower()}{title[1:]}. Do it as you did before."


def verdict_sentence(follow_up: FollowUp, seen: Seen, *, tried: bool) -> str:
    """Return what was seen, what speaks against it, and how far to trust it."""
    trusted = follow_up.trusted(seen.trust).says(seen.verdict) if seen.trust else ""
    doubts = [follow_up.doubt(doubt).says for doubt in seen.doubts]
    return " ".join(filter(None, [follow_up.verdict(seen.verdict, tried=tried).says, *doubts, trusted]))


def numbers_sentence(compared: Compared, needed: float | None, verdict: Judgement) -> str:
    """Return the pains that were held against each other; empty where there are none on one side."""
    before, now = compared.mean_before, compared.mean_now
    if before is None or now is None:
        return ""
    pains = [session.pain for session in compared.before]
    was = f"{listed(pains)} before" if pains else f"{compared.told} before, as you told it"
    said = f"Worst pain was {was}, and {listed([session.pain for session in compared.now])} with it"
    counts = f", where {number(needed)} count" if needed is not None and verdict.settled else ""
    less = float(before - now)
    if not less:
        return f"{said}: no difference{counts}."
    points = "point" if abs(less) == 1 else "points"
    return f"{said}: {number(abs(less))} {points} {'less' if less > 0 else 'more'}{counts}."


def number(value: float) -> str:
    """Return a number with one decimal at most."""
    return f"{round(value, 1):g}"


def listed(values: Sequence[int]) -> str:
    """Return numbers as a list in a sentence: ``5, 6 and 4``."""
    *most, last = map(str, values)
    return f"{', '.join(most)} and {last}" if most else last
