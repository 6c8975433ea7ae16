"""Which tips the answers call for, what to do with each, and the one to try first."""

from enum import Enum

import msgspec

from legpress_cli.answers import Answers
from legpress_cli.diagnosis import FoundCause, Likelihood
from legpress_cli.knowledge import Knowledge, Level, Tip, Variant
from legpress_cli.triage import Said, may_hold, must_hold, said_by_any, said_by_winner


class Status(Enum):
    """What a person should do about one item."""

    CHANGE = "change"
    CHECK = "check"
    KEEP = "keep"


class Item(msgspec.Struct, frozen=True):
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
    because: tuple[Said, ...]


def build_checklist(knowledge: Knowledge, level: Level, causes: tuple[FoundCause, ...], answers: Answers) -> tuple[Item, ...]:
    """Return the items for these causes: changes first, strongest first, then the rest of the core in its own order.

    Empty at a level that allows no training advice.
    """
    if level.doctor_first:
        return ()
    items = [item for tip in knowledge.tips if (item := _item(knowledge, level, tip, causes, answers))]
    return tuple(sorted(items, key=lambda item: -item.points if item.status is Status.CHANGE else 1))


def choose_first_change(items: tuple[Item, ...]) -> Item | None:
    """Return the cheapest change that a likely cause calls for, else the cheapest that any does; ``None`` without one.

    Of two that cost the same, the one that is called for more strongly. A set-up point that the person could not tell about
    comes first only where nothing else does.
    """
    changes = [item for item in items if item.status is Status.CHANGE]
    strong = [item for item in changes if item.likely and item.known] or [item for item in changes if item.known] or changes
    return min(strong, key=lambda item: (item.tip.effort, -item.points), default=None)


def _item(knowledge: Knowledge, level: Level, tip: Tip, causes: tuple[FoundCause, ...], answers: Answers) -> Item | None:
    callers = [found for found in causes if tip.id in found.cause.tips]
    directly = said_by_any(tip.called_by, answers)
    own = _said_of_item(tip, answers)
    status = _status(tip, own, called=bool(callers or directly))
    if status is None or not _suits(tip, level, answers):
        return None
    said = (*own, *directly, *(said for found in callers for said in found.because))
    variant = next((entry for entry in tip.variants if _fits(tip, entry, answers)), None)
    return Item(
        tip=tip,
        status=status,
        do=(variant.do if variant else None) or _words(tip, status),
        caution=(variant.caution if variant else None) or tip.not_for or "",
        points=max([found.points for found in callers] + [knowledge.about.points.likely_from] * bool(directly), default=0),
        known=bool(own) or not tip.core,
        likely=any(found.likelihood is Likelihood.LIKELY for found in callers),
        because=tuple(dict.fromkeys(own if status is Status.KEEP else said)),
    )


def _said_of_item(tip: Tip, answers: Answers) -> tuple[Said, ...]:
    """Return the person's own answer about a core tip, where it settles the tip's status."""
    if not tip.own_answer:
        return ()
    own = tip.own_answer
    return tuple(Said(own.question, value) for value in answers.values(own.question) if value in (*own.change, *own.keep))


def _status(tip: Tip, own: tuple[Said, ...], *, called: bool) -> Status | None:
    if not tip.own_answer:
        return Status.CHANGE if called else None
    if own:
        return Status.CHANGE if own[0].answer in tip.own_answer.change else Status.KEEP
    return Status.CHANGE if called else Status.CHECK


def _fits(tip: Tip, variant: Variant, answers: Answers) -> bool:
    """Say whether a variant is meant: by the winner's answer about the item itself, and by what any source says of the rest."""
    own = tip.own_answer.question if tip.own_answer else None
    about_item = tuple(condition for condition in variant.when if condition.question == own)
    others = tuple(condition for condition in variant.when if condition.question != own)
    return all(said_by_winner((condition,), answers) for condition in about_item) and may_hold(others, answers)


def _suits(tip: Tip, level: Level, answers: Answers) -> bool:
    if level in tip.never_at or said_by_any(tip.never_if, answers):
        return False
    return must_hold(tip.only_if, answers)


def _words(tip: Tip, status: Status) -> str:
    match status:
        case Status.CHANGE:
            return tip.do
        case Status.CHECK:
            return tip.check or tip.do
        case Status.KEEP:
            return tip.keep or tip.do
