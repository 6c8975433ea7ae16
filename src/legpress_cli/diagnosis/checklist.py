"""Which tips the answers call for, what to do with each, and the one to try first."""

from collections.abc import Sequence
from enum import Enum

import msgspec

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.causes import FoundCause, Likelihood
from legpress_cli.diagnosis.conditions import GivenAnswer, all_sources_meet, any_source_meets, given_by_any, winner_meets
from legpress_cli.knowledge.model import Knowledge, Level, Tip, Variant


class Status(Enum):
    """What a person should do about one item."""

    CHANGE = "change"
    CHECK = "check"
    KEEP = "keep"


class Item(msgspec.Struct, frozen=True, gc=False):
    """One tip on the checklist: its status, the words for it, how strongly it is called for, and by which answers.

    ``likely`` says that a likely cause calls for it, ``known`` that the person could tell how it is now.
    """

    tip: Tip
    status: Status
    do: str
    caution: str
    points: int
    likely: bool
    known: bool
    because: tuple[GivenAnswer, ...]


def build_checklist(knowledge: Knowledge, level: Level, causes: tuple[FoundCause, ...], answers: Answers) -> tuple[Item, ...]:
    """Return the items for these causes: changes first, strongest first, then the rest of the core in its own order.

    Empty at a level that allows no training advice.
    """
    if level.doctor_first:
        return ()
    callers: dict[str, list[FoundCause]] = {tip.id: [] for tip in knowledge.tips}
    for found in causes:
        for name in dict.fromkeys(found.cause.tips):
            callers[name].append(found)
    items = []
    for tip in knowledge.tips:
        directly = given_by_any(tip.called_by, answers)
        if (callers[tip.id] or directly or tip.core) and _suits(tip, level, answers):
            items.append(_item(tip, callers[tip.id], directly, answers, knowledge.about.points.likely_from))
    items.sort(key=lambda item: -item.points if item.status is Status.CHANGE else 1)
    return tuple(items)


def choose_first_change(items: tuple[Item, ...]) -> Item | None:
    """Return the cheapest change that a likely cause calls for, else the cheapest that any does; ``None`` without one.

    Of two that cost the same, the one that is called for more strongly. A set-up point that the person could not tell about
    comes first only where nothing else does.
    """
    changes = [item for item in items if item.status is Status.CHANGE]
    strong = [item for item in changes if item.likely and item.known] or [item for item in changes if item.known] or changes
    return min(strong, key=lambda item: (item.tip.effort, -item.points), default=None)


def _item(
    tip: Tip, callers: Sequence[FoundCause], directly: tuple[GivenAnswer, ...], answers: Answers, direct_points: int
) -> Item:
    """Return one item for the causes that call for it, strongest first, and the answers that do so by themselves."""
    habit = _told_habit(tip, answers)
    status = _status(tip, habit, called=bool(callers or directly))
    variant = next((entry for entry in tip.variants if _fits(entry, tip, answers)), None)
    return Item(
        tip,
        status,
        (variant.do if variant else None) or _words(tip, status),
        (variant.caution if variant else None) or tip.not_for or "",
        points=max(callers[0].points if callers else 0, direct_points if directly else 0),
        likely=bool(callers) and callers[0].likelihood is Likelihood.LIKELY,
        known=bool(habit) or not tip.core,
        because=habit if status is Status.KEEP else _reasons(habit, directly, callers),
    )


def _reasons(
    habit: tuple[GivenAnswer, ...], directly: tuple[GivenAnswer, ...], callers: Sequence[FoundCause]
) -> tuple[GivenAnswer, ...]:
    """Return the answers that call for an item, each once: about the item itself, by themselves, and through causes."""
    return tuple(dict.fromkeys([*habit, *directly, *[given for found in callers for given in found.because]]))


def _told_habit(tip: Tip, answers: Answers) -> tuple[GivenAnswer, ...]:
    """Return the person's own answer about a core tip, where it settles the tip's status."""
    own = tip.own_answer
    if own is None:
        return ()
    return tuple(
        [GivenAnswer(own.question, value) for value in answers.values(own.question) if value in own.change or value in own.keep]
    )


def _status(tip: Tip, habit: tuple[GivenAnswer, ...], *, called: bool) -> Status:
    if tip.own_answer and habit:
        return Status.CHANGE if habit[0].answer in tip.own_answer.change else Status.KEEP
    return Status.CHANGE if called or not tip.core else Status.CHECK


def _fits(variant: Variant, tip: Tip, answers: Answers) -> bool:
    """Say whether a variant is meant: by the winner's answer about the tip itself, and by what any source says of the rest."""
    own = tip.own_answer.question if tip.own_answer else ""
    about_it = [condition for condition in variant.when if condition.question == own]
    rest = [condition for condition in variant.when if condition.question != own]
    return any_source_meets(rest, answers) and winner_meets(about_it, answers)


def _suits(tip: Tip, level: Level, answers: Answers) -> bool:
    if level in tip.never_at or given_by_any(tip.never_if, answers):
        return False
    return all_sources_meet(tip.only_if, answers)


def _words(tip: Tip, status: Status) -> str:
    match status:
        case Status.CHANGE:
            return tip.do
        case Status.CHECK:
            return tip.check or tip.do
        case Status.KEEP:
            return tip.keep or tip.do
