"""Which tips the answers call for, what to do with each, and the one to try first."""

from enum import Enum

import msgspec

from legpress_cli.answers import Answers
from legpress_cli.diagnosis import FoundCause, Likelihood
from legpress_cli.knowledge import Knowledge, Level, Tip, Variant
from legpress_cli.triage import Said, must_hold, said_by_any, said_by_winner


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
    callers: dict[str, list[FoundCause]] = {}
    for found in causes:
        for tip in dict.fromkeys(found.cause.tips):
            callers.setdefault(tip, []).append(found)
    wanted = [tip for tip in knowledge.tips if tip.own_answer or tip.called_by or tip.id in callers]
    items = [item for tip in wanted if (item := _item(knowledge, level, tip, callers.get(tip.id, []), answers))]
    return tuple(sorted(items, key=lambda item: -item.points if item.status is Status.CHANGE else 1))


def choose_first_change(items: tuple[Item, ...]) -> Item | None:
    """Return the cheapest change that a likely cause calls for, else the cheapest that any does; ``None`` without one.

    Of two that cost the same, the one that is called for more strongly. A set-up point that the person could not tell about
    comes first only where nothing else does.
    """
    changes = [item for item in items if item.status is Status.CHANGE]
    strong = [item for item in changes if item.likely and item.known] or [item for item in changes if item.known] or changes
    return min(strong, key=lambda item: (item.tip.effort, -item.points), default=None)


def _item(knowledge: Knowledge, level: Level, tip: Tip, callers: list[FoundCause], answers: Answers) -> Item | None:
    directly = said_by_any(tip.called_by, answers) if tip.called_by else ()
    own = _said_of_item(tip, answers)
    status = _status(tip, own, called=bool(callers or directly))
    if status is None or not _suits(tip, level, answers):
        return None
    said = own if status is Status.KEEP else (*own, *directly, *(said for found in callers for said in found.because))
    variant = next((entry for entry in tip.variants if _fits(tip, entry, answers)), None) if tip.variants else None
    return Item(
        tip=tip,
        status=status,
        do=(variant.do if variant else None) or _words(tip, status),
        caution=(variant.caution if variant else None) or tip.not_for or "",
        points=max([found.points for found in callers] + [knowledge.about.points.likely_from] * bool(directly), default=0),
        known=bool(own) or not tip.core,
        likely=any(found.likelihood is Likelihood.LIKELY for found in callers),
        because=tuple(dict.fromkeys(said)),
    )


def _said_of_item(tip: Tip, answers: Answers) -> tuple[Said, ...]:
    """Return the person's own answer about a core tip, where it settles the tip's status."""
    if not tip.own_answer:
        return ()
    own = tip.own_answer
    values = answers.values(own.question)
    return tuple([Said(own.question, value) for value in values if value in own.change or value in own.keep])


def _status(tip: Tip, own: tuple[Said, ...], *, called: bool) -> Status | None:
    if not tip.own_answer:
        return Status.CHANGE if called else None
    if own:
        return Status.CHANGE if own[0].answer in tip.own_answer.change else Status.KEEP
    return Status.CHANGE if called else Status.CHECK


def _fits(tip: Tip, variant: Variant, answers: Answers) -> bool:
    """Say whether a variant is meant: by the winner's answer about the item itself, and by what any source says of the rest."""
    own = tip.own_answer.question if tip.own_answer else None
    return all(
        (said_by_winner if condition.question == own else said_by_any)((condition,), answers) for condition in variant.when
    )


def _suits(tip: Tip, level: Level, answers: Answers) -> bool:
    if level in tip.never_at or (tip.never_if and said_by_any(tip.never_if, answers)):
        return False
    return not tip.only_if or must_hold(tip.only_if, answers)


def _words(tip: Tip, status: Status) -> str:
    match status:
        case Status.CHANGE:
            return tip.do
        case Status.CHECK:
            return tip.check or tip.do
        case Status.KEEP:
            return tip.keep or tip.do
