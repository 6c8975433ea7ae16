"""What is looked up again and again in the same knowledge, made once: entries by id, and what each answer touches."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from threading import Lock
from typing import TypeAlias, TypeVar

import msgspec

from legpress_cli.knowledge.model import Condition, Knowledge, Question, Sign, Step, Tip

T = TypeVar("T")
Touched: TypeAlias = dict[str, dict[str | int, tuple[T, ...]]]
"""What each answer touches, by question and answer; what touches nothing is not among the keys."""


class Weight(msgspec.Struct, frozen=True, eq=False):
    """What one sign counts for a cause, given by its place: points, below 0 where it speaks against."""

    cause: int
    points: int
    sign: Sign


class KnowledgeIndex(msgspec.Struct, frozen=True):
    """What is looked up by id, and what each answer may meet: rules and contradictions, by their places, and signs.

    The core comes first among the tips. ``offered`` holds the values of each question, ``posters`` counts the independent
    people behind each tip. A contradiction stands under the last of its conditions: one is enough to come upon it.
    """

    questions: dict[str, Question]
    offered: dict[str, frozenset[str | int]]
    steps: dict[str, Step]
    tips: dict[str, Tip]
    posters: dict[str, int]
    rules: Touched[int]
    contradictions: Touched[int]
    signs: Touched[Weight]


_MAKING = Lock()


def index_of(knowledge: Knowledge) -> KnowledgeIndex:
    """Return the index of a knowledge, made when it is first asked for, whatever number of threads asks at once."""
    with _MAKING:
        return _make_index(knowledge)


@lru_cache(maxsize=8)
def _make_index(knowledge: Knowledge) -> KnowledgeIndex:
    triage = knowledge.triage
    rules = ((condition, place) for place, rule in enumerate(triage.rules) for condition in rule.when)
    contradictions = ((condition, place) for place, entry in enumerate(triage.contradictions) for condition in entry.when[-1:])
    return KnowledgeIndex(
        {question.id: question for question in knowledge.questions},
        {question.id: frozenset(question.values) for question in knowledge.questions},
        {step.id: step for step in knowledge.tree.steps},
        {tip.id: tip for tip in sorted(knowledge.tips, key=lambda tip: not tip.core)},
        {tip.id: knowledge.posters(tip.backed_by) for tip in knowledge.tips},
        _touched(knowledge, rules),
        _touched(knowledge, contradictions),
        _touched(knowledge, _weigh_signs(knowledge)),
    )


def _touched(knowledge: Knowledge, conditions: Iterable[tuple[Condition, T]]) -> Touched[T]:
    offered = {question.id: question.values for question in knowledge.questions}
    touched: Touched[T] = defaultdict(dict)
    for condition, entry in conditions:
        entries = touched[condition.question]
        in_range = filter(condition.holds_for, offered.get(condition.question, ()))
        for value in dict.fromkeys(condition.options) or in_range:
            entries[value] = (*entries.get(value, ()), entry)
    return dict(touched)


def _weigh_signs(knowledge: Knowledge) -> Iterator[tuple[Condition, Weight]]:
    points = knowledge.about.points
    for place, cause in enumerate(knowledge.causes):
        for signs, side in ((cause.signs_for, 1), (cause.against, -1)):
            yield from ((sign, Weight(place, side * points.of(sign.strength), sign)) for sign in signs)
