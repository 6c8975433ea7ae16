"""Which tips the answers call for, whose turn it is when, and the words for each."""

from collections.abc import Iterator, Mapping
from enum import Enum

import msgspec

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.causes import WeighedCause, is_painless
from legpress_cli.diagnosis.conditions import (
    GivenAnswer,
    all_sources_meet,
    any_source_meets,
    given_by_any,
    given_by_winner,
    winner_meets,
)
from legpress_cli.diagnosis.index import index_of
from legpress_cli.diagnosis.triage import Finding, find_outside
from legpress_cli.knowledge.model import Knowledge, Pose, Settled, Status, Tip, Wording

MOST_NEXT = 3
"""So many changes are called next; those after them come later."""


class Turn(Enum):
    """When it is an item's turn; the first three are changes."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"
    CHECK = "check"
    KEEP = "keep"

    @property
    def status(self) -> Status:
        """What the item asks for, whenever its turn is."""
        return Status(self.value) if self in (Turn.CHECK, Turn.KEEP) else Status.CHANGE


class Item(msgspec.Struct, frozen=True, gc=False):
    """One tip on the checklist: its turn, the words for this person, and the answers that call for it.

    ``drawn`` is how the picture shows whoever follows it, empty where no picture can.
    """

    tip: Tip
    turn: Turn
    drawn: tuple[Pose, ...]
    command: str
    action: str
    steps: tuple[str, ...]
    right_when: str
    caution: str
    because: tuple[GivenAnswer, ...]

    @property
    def do(self) -> str:
        """What to do, in running text."""
        return " ".join(self.steps)


class _Listed(msgspec.Struct, frozen=True):
    """A tip that stands in the checklist, what the answers make of it, what settles that, and which answers call for it."""

    tip: Tip
    status: Status
    settled: Settled | None = None
    because: tuple[GivenAnswer, ...] = ()


def build_checklist(
    knowledge: Knowledge, finding: Finding, causes: tuple[WeighedCause, ...], answers: Answers
) -> tuple[Item, ...]:
    """Return the items for these causes: changes in the order to try them, then what to check and to keep, the core first.

    Empty at a level that allows no training advice. The first change is for now, unless the person may not press, hurts in a
    place that legpress does not know, or does not hurt.
    """
    if finding.level.doctor_first:
        return ()
    outside = bool(find_outside(knowledge, answers))
    listed = list(_list_tips(knowledge, finding, causes, answers, only_check=outside and not finding.hold))
    changes = [entry for entry in listed if entry.status is Status.CHANGE]
    others = {entry.tip.id: entry for entry in listed if entry.status is not Status.CHANGE}
    rest = [others[name] for name in index_of(knowledge).tips if name in others]
    if not (finding.hold or outside):
        looks = [
            _Listed(tip, Status.CHECK, _settle(tip, answers))
            for tip in knowledge.tips
            if _is_to_find_out(tip, answers, idle=not changes)
        ]
        rest = [*rest, *looks] if changes else [*looks, *rest]
    turns = [Turn.LATER] * len(changes) if finding.hold else _turns(len(changes))
    items = [_item(entry, turn, answers) for entry, turn in zip(changes, turns, strict=True)]
    return (*items, *(_item(entry, Turn(entry.status.value), answers) for entry in rest))


def choose_first_change(items: tuple[Item, ...]) -> Item | None:
    """Return the one change for now, which is the first item; ``None`` where nothing is to change now."""
    return items[0] if items and items[0].turn is Turn.NOW else None


def _turns(number: int) -> list[Turn]:
    """Return the turns of so many changes in their order."""
    return [Turn.NOW, *[Turn.NEXT] * MOST_NEXT, *[Turn.LATER] * number][:number]


def _list_tips(
    knowledge: Knowledge, finding: Finding, causes: tuple[WeighedCause, ...], answers: Answers, *, only_check: bool
) -> Iterator[_Listed]:
    """Return the tips that are called for, in the order to try them, and the rest of the core."""
    tips = index_of(knowledge).tips
    painless = is_painless(knowledge, answers)
    settled = {name: entry for name, tip in tips.items() if tip.settled and (entry := _settle(tip, answers))}
    called = _find_called(knowledge, causes, answers, settled)
    for name in dict.fromkeys([*called, *(tip.id for tip in tips.values() if tip.core)]):
        tip, because, entry = tips[name], called.get(name, ()), settled.get(name)
        if _suits(tip, finding, answers):
            status = _status(tip, entry, called=name in called, painless=painless)
            if only_check and status is Status.CHANGE:
                status = Status.CHECK
            habit = given_by_winner(entry.when, answers) if tip.core and entry else ()
            yield _Listed(tip, status, entry, habit if status is Status.KEEP else tuple(dict.fromkeys([*habit, *because])))


def _find_called(
    knowledge: Knowledge, causes: tuple[WeighedCause, ...], answers: Answers, settled: Mapping[str, Settled]
) -> dict[str, tuple[GivenAnswer, ...]]:
    """Return the ids of the tips that something calls for, in the order to try them, with the answers that do.

    First those that come before all causes, then those of each cause, what the person's own habit gets wrong before the rest,
    then those that answers call for by themselves.
    """
    directly = {tip.id: given for tip in knowledge.tips if tip.called_by and (given := given_by_any(tip.called_by, answers))}
    wrong = {name for name, entry in settled.items() if entry.turn is Status.CHANGE}
    through: dict[str, list[GivenAnswer]] = {}
    for weighed in causes:
        for name in sorted(weighed.cause.tips, key=lambda name: name not in wrong):
            through.setdefault(name, []).extend(weighed.because)
    order = dict.fromkeys([*(name for name in knowledge.about.before_causes if name in directly), *through, *directly])
    return {name: tuple(dict.fromkeys([*directly.get(name, ()), *through.get(name, ())])) for name in order}


def _settle(tip: Tip, answers: Answers) -> Settled | None:
    """Return what the winning answers make of a tip; ``None`` where they do not settle it."""
    for entry in tip.settled:
        if winner_meets(entry.when, answers):
            return entry
    return None


def _status(tip: Tip, settled: Settled | None, *, called: bool, painless: bool) -> Status:
    if painless:
        return Status.KEEP if tip.core and settled and settled.turn is Status.KEEP else Status.CHECK
    if settled:
        return settled.turn
    return Status.CHANGE if called else Status.CHECK


def _is_to_find_out(tip: Tip, answers: Answers, *, idle: bool) -> bool:
    """Say whether a tip answers a question that is open, or is the thing to do where nothing is to change."""
    return tip.finds_out is not None and (idle or answers.is_open(tip.finds_out))


def _suits(tip: Tip, finding: Finding, answers: Answers) -> bool:
    if finding.level in tip.never_at or (tip.never_if and given_by_any(tip.never_if, answers)):
        return False
    return not tip.only_if or all_sources_meet(tip.only_if, answers)


def _item(entry: _Listed, turn: Turn, answers: Answers) -> Item:
    tip, settled = entry.tip, entry.settled
    variants = [variant for variant in tip.variants if any_source_meets(variant.when, answers)]
    as_settled = [settled] if settled and settled.turn is entry.status else []
    as_usual = tip.check if entry.status is Status.CHECK else tip.keep if entry.status is Status.KEEP else None
    words: list[Wording] = [*variants, *as_settled, *([as_usual] if as_usual else [])]
    command, action, steps, right_when = tip.command, tip.action, tip.steps, tip.right_when
    for text in reversed(words):
        command, action = text.command or command, text.action or action
        steps, right_when = text.steps or steps, text.right_when or right_when
    caution = " ".join([variant.caution for variant in variants if variant.caution]) or tip.not_for or ""
    drawn = next((text.drawn for text in words if text.steps or text.drawn), tip.drawn)
    return Item(tip, turn, drawn, command, action, steps, right_when, caution, entry.because)
