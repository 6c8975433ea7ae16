"""The picture: what an answer or a tip draws is what it speaks of."""

from __future__ import annotations

from collections.abc import Container, Iterator

from legpress_cli.knowledge.check.registry import Stage, check
from legpress_cli.knowledge.check.walk import each
from legpress_cli.knowledge.model import ONLY_TIPS, Kind, Knowledge, Option, Part, Pose, Question, Tip
from legpress_cli.knowledge.reading.faults import Finding, Rule


@check(Stage.ENTRIES, needs=("questions.yaml",), vital=False)
def find_amiss_drawings(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each pose that shows something else than its answer or its tip says."""
    asked: dict[Part, str] = {}
    for path, question in each(knowledge, Question):
        for number, option in enumerate(question.options):
            if fault := _amiss(question, option, asked):
                yield Finding(Rule.DRAWN_AMISS, (*path, "options", number, "drawn"), *fault)
                break  # the other answers to it are most likely part of the same mistake
    parts = {question: part for part, question in asked.items()}
    for path, tip in each(knowledge, Tip):
        part = parts.get(tip.habit) if tip.habit else None
        places = [((*path, "drawn"), tip.drawn)]
        for name in ("settled", "variants"):
            places += [((*path, name, number, "drawn"), text.drawn) for number, text in enumerate(getattr(tip, name))]
        for place, drawn in places:
            if drawn and part and drawn[0].part is not part:
                words = f"it draws the {drawn[0].part.value}, its own answer is about the {part.value}"
                yield Finding(Rule.DRAWN_AMISS, (*place, 0), words, _poses(part, ONLY_TIPS))


def _amiss(question: Question, option: Option, asked: dict[Part, str]) -> tuple[str, str] | None:
    """Return what is wrong with the pose of an answer, and what would do; ``asked`` holds the question for each part so far."""
    pose = option.drawn
    if pose is None:
        return None
    if question.kind is not Kind.ONE:
        return "a pose, but several answers may be given", "Only an answer that stands alone can be drawn. Take it out."
    if pose in ONLY_TIPS:
        return "a pose of tips, but an answer says how it is now", _poses(pose.part)
    drawn = [part for part, name in asked.items() if name == question.id]
    if drawn and drawn != [pose.part]:
        return f"it draws the {pose.part.value}, another answer here the {drawn[0].value}", _poses(drawn[0])
    if asked.setdefault(pose.part, question.id) != question.id:
        return f"the question {asked[pose.part]} draws the {pose.part.value} already", "Let one question draw each part."
    return None


def _poses(part: Part, more: Container[Pose] = ()) -> str:
    offered = [pose.value for pose in Pose if pose.part is part and (pose not in ONLY_TIPS or pose in more)]
    return f"It must be one of: {', '.join(offered)}."
