"""What the picture of a result shows: the first change beside how it is now, or the set-up to check, and the same in words."""

from __future__ import annotations

from functools import reduce
from itertools import accumulate

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.checklist import Item, Turn
from legpress_cli.diagnosis.result import Assessment
from legpress_cli.knowledge.model import Knowledge, Part, Pose, Tip
from legpress_cli.pages.figure.drawing import State
from legpress_cli.pages.figure.posture import Stance, read_looks
from legpress_cli.pages.figure.sketch import IN_FRONT, Panel, draw_panels
from legpress_cli.pages.page import Figure
from legpress_cli.pages.phrases import listed, lowered

TITLE = "What to change"
CHECK_TITLE = "The set-up to check"
MOST_WORDS = 3
"""So many words a panel has beside its title."""


def picture(knowledge: Knowledge, found: Assessment) -> Figure | None:
    """Return the picture of a result that has a checklist; nothing where the first change cannot be drawn."""
    said = _said(knowledge, found.answers)
    if found.first is None:
        return _set_up(knowledge, found, reduce(Stance.taking, said.values(), Stance()))
    return _change(found.first, said) if found.first.drawn else None


def _change(first: Item, said: dict[Part, Pose]) -> Figure:
    """Return the first change beside how it is now; with what that brings about where the person said otherwise."""
    poses = {pose.part: pose for place, pose in enumerate(first.drawn) if not place or pose.part in said}
    lead, looks = next(iter(poses)), read_looks()
    before = {pose.part: pose for pose, look in looks.items() if look.unsaid} | said
    up = [Pose.DEPTH_SHORT] if lead in (Part.GLUTES, Part.BREATH) else []
    now = reduce(Stance.taking, [*(pose for part, pose in before.items() if part in said or part is lead), *up], Stance())
    then = reduce(Stance.taking, poses.values(), now)
    changed = now.differing(then)
    parts = [part for part in poses if part in changed]
    title = "Now" if lead in said else looks[before[lead]].unsaid
    panels, told = [], []
    for heading, stance, state, posed in ((title, now, State.NOW, before), ("Change", then, State.CHANGE, poses)):
        words = [(part, looks[posed[part]].short, state) for part in parts]
        panels.append(Panel(stance, state, heading, _fitting(words, stance)))
        told.append(f"{heading}: {'; '.join(looks[posed[part]].full for part in parts)}.")
    view, when = "side" if changed.isdisjoint(IN_FRONT) else "front", "on the way up" if up else "at the bottom"
    seen = f"A sketch from the {view}, {when}. Left, dashed and crossed: {lowered(title)}. Right, solid and ticked: the change."
    return Figure(f"{TITLE}: {lowered(first.action)}", draw_panels(tuple(panels), changed), (seen, *told))


def _set_up(knowledge: Knowledge, found: Assessment, stance: Stance) -> Figure | None:
    """Return the lifter as the person said, with what is to be checked; nothing where that cannot be drawn."""
    checks = [_part(knowledge, item.tip) for item in found.items if item.turn is Turn.CHECK]
    parts = list(dict.fromkeys(part for part in checks if part and part not in IN_FRONT))[:MOST_WORDS]
    if not parts:
        return None
    words = _fitting([(part, f"{part.value}?", State.CHECK) for part in parts], stance)
    kept = [part for part, _, state in words if state is State.CHECK]
    seen = "A sketch from the side, at the bottom. What you did not say is a guess."
    told = f"To check: {listed(part.value for part in kept)}."
    drawing = draw_panels((Panel(stance, State.CHECK, "To check", words),), frozenset(kept))
    return Figure(CHECK_TITLE, drawing, (seen, told))


def _fitting(words: list[tuple[Part, str, State]], stance: Stance) -> tuple[tuple[Part, str, State], ...]:
    """Return the first words of a panel, as many as there is room for; a towel bears its word."""
    if stance.towel and Part.BACK not in [part for part, _, _ in words]:
        words = [*words[:1], (Part.BACK, "towel", State.SAME), *words[1:]]
    lengths = accumulate(len(text.split()) for _, text, _ in words)
    return tuple(word for word, length in zip(words, lengths, strict=True) if length <= MOST_WORDS)


def _said(knowledge: Knowledge, answers: Answers) -> dict[Part, Pose]:
    """Return how each part is, as far as the person's answers name it."""
    asked = ((question.id, option) for question in knowledge.questions for option in question.options)
    return {option.drawn.part: option.drawn for name, option in asked if option.drawn and option.id in answers.values(name)}


def _part(knowledge: Knowledge, tip: Tip) -> Part | None:
    """Return the part that a tip is about, as far as it can be drawn."""
    options = knowledge.question(tip.habit).options if tip.habit else ()
    return next((pose.part for pose in (*tip.drawn, *(option.drawn for option in options)) if pose), None)
