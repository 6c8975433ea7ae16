"""What the picture of a result shows: how the person sits now, what to change that to, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.checklist import Item
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.diagnosis.result import Assessment
from legpress_cli.knowledge.model import Knowledge, Part, Place, Pose, Status
from legpress_cli.pages.figure.numbering import Marking
from legpress_cli.pages.figure.posture import Stance
from legpress_cli.pages.figure.sketch import draw_sketch
from legpress_cli.pages.page import Figure
from legpress_cli.pages.phrases import because, listed

TITLE = "Where to change what"
_PARTS = {
    Part.SEAT: "Seat",
    Part.FEET: "Feet",
    Part.DEPTH: "Depth",
    Part.HIPS: "Hips",
    Part.HANDS: "Hands",
    Part.BACK: "Low back",
}
_POSES = {
    Pose.SEAT_LOWEST: "the flattest notch",
    Pose.SEAT_MIDDLE: "the middle notch",
    Pose.SEAT_HIGHEST: "the most upright notch",
    Pose.SEAT_UP: "one notch more upright",
    Pose.FEET_HIGH: "high on the plate",
    Pose.FEET_MIDDLE: "the middle of the plate",
    Pose.FEET_LOW: "low on the plate",
    Pose.DEPTH_DEEP: "deep",
    Pose.DEPTH_NINETY: "a right angle at the knee",
    Pose.DEPTH_SHORT: "well above a right angle at the knee",
    Pose.DEPTH_LESS: "a hand's width less deep",
    Pose.HIPS_DOWN: "down on the seat",
    Pose.HIPS_LIFTED: "off the seat",
    Pose.HANDS_PULLING: "pulling the handles",
    Pose.HANDS_HOLDING: "holding the handles",
    Pose.HANDS_OFF: "off the handles",
    Pose.BACK_TOUCHING: "in touch with the pad",
    Pose.BACK_ON_TOWEL: "on a thin towel",
    Pose.BACK_OFF: "off the pad",
    Pose.BACK_ARCHED: "arched hard",
}
_ARROW = " The arrow is the pull of the hands."
_STATUSES = {Status.CHANGE: "To change, one at a time", Status.CHECK: "To check", Status.KEEP: "To keep"}


class Change(NamedTuple):
    """The pose that a part should change to, and the number of the item that says so."""

    pose: Pose
    number: int


def picture(knowledge: Knowledge, found: Assessment) -> Figure:
    """Return the picture of a result that has a checklist, with the words that say the same."""
    said = _said(knowledge, found.answers)
    now = Stance()
    for pose in said:
        now = now.taking(pose)
    changes = _changes(found.items, now)
    then = now
    for change in changes.values():
        then = then.taking(change.pose)
    return Figure(
        TITLE, draw_sketch(now, then, _marked(found.items)), tuple(_words(knowledge, found.items, said, changes, then))
    )


def _said(knowledge: Knowledge, answers: Answers) -> dict[Pose, GivenAnswer]:
    """Return the poses that the person's answers name, one for each part."""
    found = {
        option.drawn.part: (option.drawn, GivenAnswer(question.id, option.id))
        for question in knowledge.questions
        for option in question.options
        if option.drawn and option.id in answers.values(question.id)
    }
    return dict(found.values())


def _changes(items: tuple[Item, ...], now: Stance) -> dict[Part, Change]:
    """Return what each part should change to: where two items differ, the one that stands first is drawn.

    What an item says to keep is not changed, whatever another one says.
    """
    found: dict[Part, Change] = {}
    kept = {item.tip.drawn.part for item in items if item.turn.status is Status.KEEP and item.tip.drawn}
    for number, item in enumerate(items, 1):
        pose = item.drawn if item.turn.status is Status.CHANGE else None
        if pose and pose.part not in kept and now.differing(now.taking(pose)):
            found.setdefault(pose.part, Change(pose, number))
    return found


def _marked(items: tuple[Item, ...]) -> dict[Place, list[Marking]]:
    found: dict[Place, list[Marking]] = {}
    for number, item in enumerate(items, 1):
        if item.tip.drawn_at:
            found.setdefault(item.tip.drawn_at, []).append(Marking(number, item.tip.title, item.turn.status))
    return found


def _words(
    knowledge: Knowledge, items: tuple[Item, ...], said: dict[Pose, GivenAnswer], changes: dict[Part, Change], then: Stance
) -> Iterator[str]:
    known = {pose.part: own for pose, own in said.items()}
    broken = " Broken lines: as it is now. Solid: what to change to." if changes else ""
    yield f"The lifter from the side, at the bottom. A sketch, not to scale.{broken}{_ARROW if then.pulling else ''}"
    for part, change in changes.items():
        now = f'now "{_label(knowledge, known[part])}"' if part in known else "how it is now is a guess"
        yield f"{_PARTS[part]}: {now}; change to: {_POSES[change.pose]} (number\u00a0{change.number})."
    kept = tuple(own for part, own in known.items() if part not in changes)
    if kept:
        yield f"Drawn as you said: {because(knowledge, kept)}."
    guessed = [_PARTS[part].lower() for part in Part if part not in known and part not in changes]
    if guessed:
        yield f"You did not say, so this is drawn as a guess: {listed(guessed)}."
    yield from _numbers(items)


def _numbers(items: tuple[Item, ...]) -> Iterator[str]:
    numbered = list(enumerate(items, 1))
    for status, title in _STATUSES.items():
        here = [(number, item.tip) for number, item in numbered if item.turn.status is status]
        placed = [f"{number} {tip.title}, at the {_place(tip.drawn_at)}" for number, tip in here if tip.drawn_at]
        if placed:
            yield f"{title}: {'; '.join(placed)}."
    missing = [number for number, item in numbered if not item.tip.drawn_at]
    if missing:
        yield f"Not in the picture: {'number' if len(missing) == 1 else 'numbers'} {listed(missing)}."


def _label(knowledge: Knowledge, said: GivenAnswer) -> str:
    return knowledge.question(said.question).label(said.answer)


def _place(place: Place) -> str:
    return place.value.replace("-", " ")
