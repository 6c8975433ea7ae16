"""Which tips the answers call for, what to do with each, and the one to try first."""

from collections.abc import Sequence
from enum import Enum

import msgspec

from legpress_cli.answers import Answers, Bits, Value
from legpress_cli.conditions import Said, Tests, bits_of, may_hold, must_hold, prepare, said_by_any, union
from legpress_cli.diagnosis import FoundCause, Likelihood
from legpress_cli.knowledge import Knowledge, Level, Tip, Variant


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
    because: tuple[Said, ...]


class _Variant(msgspec.Struct, frozen=True, gc=False):
    """Other words for a tip: meant by the winner's answer about the tip itself, and by what any source says of the rest."""

    own: Tests
    rest: Tests
    words: Variant


class _Ready(msgspec.Struct, frozen=True, gc=False):
    """A tip with its conditions made ready.

    ``own`` is the question about a core tip, ``settling`` the answers to it that settle the status, ``change`` those that
    ask for a change.
    """

    tip: Tip
    own: str
    settling: frozenset[Value]
    change: frozenset[Value]
    called_by: Tests
    called_bits: int
    never_bits: int
    only_if: Tests
    variants: tuple[_Variant, ...]


def _prepare_tips(knowledge: Knowledge) -> tuple[_Ready, ...]:
    return tuple(_prepare_tip(knowledge, tip) for tip in knowledge.tips)


def _prepare_tip(knowledge: Knowledge, tip: Tip) -> _Ready:
    own = tip.own_answer
    called_by = prepare(knowledge, tip.called_by)
    return _Ready(
        tip=tip,
        own=own.question if own else "",
        settling=frozenset((*own.change, *own.keep)) if own else frozenset(),
        change=frozenset(own.change) if own else frozenset(),
        called_by=called_by,
        called_bits=union(called_by),
        never_bits=union(prepare(knowledge, tip.never_if)),
        only_if=prepare(knowledge, tip.only_if),
        variants=tuple(_prepare_variant(knowledge, entry, own.question if own else "") for entry in tip.variants),
    )


def _prepare_variant(knowledge: Knowledge, variant: Variant, own: str) -> _Variant:
    tests = prepare(knowledge, variant.when)
    return _Variant(
        tuple(test for test in tests if test.question == own), tuple(test for test in tests if test.question != own), variant
    )


class _Person(msgspec.Struct, frozen=True, gc=False):
    """One person's answers, as every item looks at them."""

    answers: Answers
    bits: Bits
    points: int
    """What a tip counts for that an answer calls for by itself."""


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
    person = _Person(answers, bits_of(knowledge, answers), knowledge.about.points.likely_from)
    items = []
    for ready in knowledge.derived(_prepare_tips):
        called = callers.get(ready.tip.id, ())
        if (called or ready.own or ready.called_bits & person.bits.said) and _suits(ready, level, person):
            items.append(_item(ready, called, person))
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


def _item(ready: _Ready, callers: Sequence[FoundCause], person: _Person) -> Item:
    """Return one item for the causes that call for it, strongest first."""
    directly = said_by_any(ready.called_by, person.bits, person.answers) if ready.called_bits & person.bits.said else ()
    own = _said_of_item(ready, person.answers) if ready.own else ()
    status = _status(ready, own, called=bool(callers or directly))
    tip, variant = ready.tip, _variant(ready, person.bits) if ready.variants else None
    return Item(
        tip,
        status,
        (variant.do if variant else None) or _words(tip, status),
        (variant.caution if variant else None) or tip.not_for or "",
        points=max(callers[0].points if callers else 0, person.points if directly else 0),
        likely=bool(callers) and callers[0].likelihood is Likelihood.LIKELY,
        known=bool(own) or not ready.own,
        because=own if status is Status.KEEP else _reasons(own, directly, callers),
    )


def _reasons(own: tuple[Said, ...], directly: tuple[Said, ...], callers: Sequence[FoundCause]) -> tuple[Said, ...]:
    """Return the answers that call for an item, each once: about the item itself, by themselves, and through causes."""
    if not (own or directly or callers):
        return ()
    return tuple(dict.fromkeys([*own, *directly, *[said for found in callers for said in found.because]]))


def _said_of_item(ready: _Ready, answers: Answers) -> tuple[Said, ...]:
    """Return the person's own answer about a core tip, where it settles the tip's status."""
    return tuple([Said(ready.own, value) for value in answers.values(ready.own) if value in ready.settling])


def _status(ready: _Ready, own: tuple[Said, ...], *, called: bool) -> Status:
    if own:
        return Status.CHANGE if own[0].answer in ready.change else Status.KEEP
    return Status.CHANGE if called or not ready.own else Status.CHECK


def _variant(ready: _Ready, bits: Bits) -> Variant | None:
    for variant in ready.variants:
        if may_hold(variant.rest, bits.said) and may_hold(variant.own, bits.won):
            return variant.words
    return None


def _suits(ready: _Ready, level: Level, person: _Person) -> bool:
    if level in ready.tip.never_at or ready.never_bits & person.bits.said:
        return False
    return not ready.only_if or must_hold(ready.only_if, person.bits.said, person.answers)


def _words(tip: Tip, status: Status) -> str:
    match status:
        case Status.CHANGE:
            return tip.do
        case Status.CHECK:
            return tip.check or tip.do
        case Status.KEEP:
            return tip.keep or tip.do
