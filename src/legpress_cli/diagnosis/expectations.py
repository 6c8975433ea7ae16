"""What must come out for one person of a case file, and everything in a result that is otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, TypeAlias

import msgspec

from legpress_cli.diagnosis.causes import Fit
from legpress_cli.diagnosis.checklist import Turn
from legpress_cli.diagnosis.result import Result, exit_code_of
from legpress_cli.knowledge.model import Knowledge, Level
from legpress_cli.knowledge.reading.faults import Rule

NOTHING = "nothing"
ABSENT = "not on the checklist"
Unlike: TypeAlias = tuple[str, str, str]
"""A key, what was found there, and what must be."""


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must come out for one person. A field that is left out is not looked at; without exit code, the level's is meant.

    ``first_change`` lists every acceptable one, and null means none. ``changes`` are items whose turn is now, next or later,
    ``order`` is the whole checklist.
    """

    triage: Level
    exit_code: int | None = None
    hold: bool | None = None
    causes: tuple[str, ...] = ()
    causes_any: tuple[str, ...] = ()
    top_cause: tuple[str, ...] = ()
    no_causes: tuple[str, ...] = ()
    fit: dict[str, Fit] = {}
    first_change: tuple[str, ...] | msgspec.UnsetType | None = msgspec.UNSET
    exclude_first: tuple[str, ...] = ()
    first_item: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    no_change: tuple[str, ...] = ()
    checklist_include: tuple[str, ...] = ()
    checklist_exclude: tuple[str, ...] = ()
    checklist_empty: bool = False
    not_empty: bool = False
    core: bool = False
    caution_on: tuple[str, ...] = ()
    watch_says: tuple[str, ...] = ()
    action_says: tuple[str, ...] = ()
    says: dict[str, str] = {}
    order: tuple[str, ...] = ()
    turns: dict[str, Turn] = {}

    @property
    def named_causes(self) -> set[str]:
        """The causes that must or may come out."""
        return {*self.causes, *self.causes_any, *self.top_cause}

    @property
    def named_tips(self) -> set[str]:
        """The tips that must or may stand in the checklist."""
        listed = (*self.changes, *self.keeps, *self.checks, *self.checklist_include, *self.caution_on, *self.order)
        return {*listed, *(self.first_change or ()), *self.first_item, *self.turns, *self.says}

    @property
    def ids(self) -> dict[str, set[str]]:
        """All ids of causes and of tips in it, also of those that must not come out."""
        return {
            "causes": {*self.named_causes, *self.no_causes, *self.fit},
            "tips": {*self.named_tips, *self.exclude_first, *self.no_change, *self.checklist_exclude},
        }


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person: what they told, the answers they give, what must come out, and why."""

    id: str
    answers: dict[str, Any]
    expect: Expected
    told: str = ""
    why: str = ""


class Difference(msgspec.Struct, frozen=True):
    """One thing that came out otherwise than a case demands."""

    rule: Rule
    key: str
    found: str
    expected: str


_CHANGE = frozenset({"now", "next", "later"})
_LISTED = frozenset(turn.value for turn in Turn)
# By the key that names items: where they may stand, and that in words.
_PLACES: dict[str, tuple[Collection[str], str]] = {
    "changes": (_CHANGE, "now, next or later"),
    "keeps": ({"keep"}, "keep"),
    "checks": ({"check"}, "check"),
    "no_change": ({"check", "keep", ABSENT}, "check, keep or not there"),
    "checklist_include": (_LISTED, "on the checklist"),
    "checklist_exclude": ({ABSENT}, ABSENT),
}


def compare(knowledge: Knowledge, case: Case, result: Result) -> tuple[Difference, ...]:
    """Return everything that came out otherwise than the case demands; where the level is wrong, that alone."""
    expected, actual = case.expect.triage, result.triage.level
    side = compare_levels(actual, expected)
    if side:
        rule = Rule.OVER_TRIAGED if side > 0 else Rule.UNDER_TRIAGED
        return (Difference(rule, "triage", actual.value, expected.value),)
    outcome = _Outcome(result)
    parts = (_unlike_care, _unlike_causes, _unlike_start, _unlike_items, _unsaid)
    core = knowledge.about.core_tips if case.expect.core else ()
    unlike = [
        *(found for part in parts for found in part(case.expect, outcome)),
        *(("core", f"{tip} is {ABSENT}", "on the checklist") for tip in core if tip not in outcome.items),
    ]
    return tuple(Difference(Rule.CASE_DIFFERS, *found) for found in unlike)


def compare_levels(actual: Level, expected: Level) -> int:
    """Return 0 where the level is right, 1 where it is graver, -1 where it is milder."""
    return (actual.severity > expected.severity) - (actual.severity < expected.severity)


class _Outcome:
    """A result in the form in which it is compared."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.items = {item.id: item for item in result.checklist}
        self.turns = {item.id: item.turn.value for item in result.checklist}
        self.causes = [cause.id for cause in result.causes]
        self.first = result.first_change.id if result.first_change else NOTHING


def _unlike_care(expected: Expected, outcome: _Outcome) -> Iterator[Unlike]:
    code = exit_code_of(expected.triage) if expected.exit_code is None else expected.exit_code
    if outcome.result.exit_code != code:
        yield "exit_code", str(int(outcome.result.exit_code)), str(int(code))
    if expected.hold not in (None, outcome.result.triage.hold):
        yield "hold", _yes_or_no(yes=outcome.result.triage.hold), _yes_or_no(yes=not outcome.result.triage.hold)
    number = len(outcome.items)
    if expected.checklist_empty and (number or outcome.first != NOTHING):
        yield "checklist_empty", f"{number} items", "no item and no first change"
    if expected.not_empty and not number:
        yield "not_empty", "0 items", "some item"


def _unlike_causes(expected: Expected, outcome: _Outcome) -> Iterator[Unlike]:
    found = ", ".join(outcome.causes) or "none"
    if missing := [cause for cause in expected.causes if cause not in outcome.causes]:
        yield "causes", found, f"{', '.join(missing)} among them"
    if expected.causes_any and not set(expected.causes_any) & set(outcome.causes):
        yield "causes_any", found, f"{' or '.join(expected.causes_any)} among them"
    if unwanted := [cause for cause in expected.no_causes if cause in outcome.causes]:
        yield "no_causes", f"{', '.join(unwanted)} came out", "not found"
    fits = {cause.id: cause.fit.value for cause in outcome.result.causes}
    for name, fit in expected.fit.items():
        if fits.get(name) != fit.value:
            yield f"fit / {name}", fits.get(name, "not found"), fit.value


def _unlike_start(expected: Expected, outcome: _Outcome) -> Iterator[Unlike]:
    """Tell what stands first: the cause on top, the first change, the first item."""
    starts: dict[str, tuple[str, tuple[str, ...]]] = {
        "top_cause": (next(iter(outcome.causes), NOTHING), expected.top_cause),
        "first_item": (next(iter(outcome.items), NOTHING), expected.first_item),
    }
    if expected.first_change is not msgspec.UNSET:
        starts["first_change"] = (outcome.first, expected.first_change or (NOTHING,))
    for key, (found, wanted) in starts.items():
        if wanted and found not in wanted:
            yield key, found, " or ".join(wanted)
    if outcome.first in expected.exclude_first:
        yield "exclude_first", outcome.first, "another one, or none"


def _unlike_items(expected: Expected, outcome: _Outcome) -> Iterator[Unlike]:
    for key, (places, wanted) in _PLACES.items():
        for tip in getattr(expected, key):
            found = outcome.turns.get(tip, ABSENT)
            if found not in places:
                yield f"{key} / {tip}", found, wanted
    for tip, turn in expected.turns.items():
        found = outcome.turns.get(tip, ABSENT)
        if found != turn.value:
            yield f"turns / {tip}", found, turn.value
    if expected.order and list(expected.order) != list(outcome.items):
        yield "order", ", ".join(outcome.items) or "no item", ", ".join(expected.order)


def _unsaid(expected: Expected, outcome: _Outcome) -> Iterator[Unlike]:
    watch, action = " ".join(outcome.result.watch), outcome.result.triage.action
    yield from (("watch_says", "it is not said", words) for words in expected.watch_says if not _is_in(words, watch))
    yield from (("action_says", action, words) for words in expected.action_says if not _is_in(words, action))
    for tip, words in expected.says.items():
        item = outcome.items.get(tip)
        said = f"{item.do} {item.caution}" if item else ABSENT
        if not _is_in(words, said):
            yield f"says / {tip}", said, words
    for tip in expected.caution_on:
        if tip not in outcome.items or not outcome.items[tip].caution:
            yield f"caution_on / {tip}", "no caution" if tip in outcome.items else ABSENT, "a caution"


def _is_in(words: str, text: str) -> bool:
    return words.lower() in text.lower()


def _yes_or_no(*, yes: bool) -> str:
    return "yes" if yes else "no"
