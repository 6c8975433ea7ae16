"""Every id stands once, every id that is named exists, and every condition can be met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from legpress_cli.errors import name_one_of
from legpress_cli.knowledge.check.registry import Stage, check
from legpress_cli.knowledge.check.walk import each, walk
from legpress_cli.knowledge.model import END, Condition, Kind, Knowledge, Scale, Step
from legpress_cli.knowledge.reading.faults import Finding, Path, Rule

_KINDS = ("questions", "steps", "tips", "groups", "studies", "posts")
_TOP = 2
"""How many steps lead from the kind to the id of an entry that is not inside another."""


@check(Stage.ENTRIES)
def find_duplicates(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each id that stands a second time."""
    seen: set[object] = set()
    for (*container, number, _), name, _ in walk(knowledge, "unique"):
        place = (*container, name)
        if place in seen:
            found = f"the id {name} stands here a second time"
            yield Finding(Rule.DUPLICATE_ID, (*container, number), found, "Give each entry an id of its own.")
        seen.add(place)


@check(Stage.REFERENCES)
def find_unknown_names(knowledge: Knowledge, unread: Mapping[str, Collection[object] | None]) -> Iterator[Finding]:
    """Return a finding for each id that is named and stands nowhere.

    ``unread`` holds, by kind, the ids of entries that could not be read, or ``None`` where a whole file could not.
    """
    names = _names(knowledge, unread)
    for path, name, kind in walk(knowledge, "refers"):
        accepted = names[kind]
        if accepted is not None and name not in accepted:
            noun = {"studies": "study"}.get(kind, kind.removesuffix("s"))
            instead = name_one_of(str(name), map(str, accepted), f"Name one of the {kind} there are.")
            yield Finding(Rule.UNKNOWN_ID, path, f"there is no {noun} {name}", instead)


def named_answers(knowledge: Knowledge) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Return where conditions and branches of the tree name answers, to which question, and which."""
    for path, entry, _ in walk(knowledge, (Condition, Step)):
        match entry:
            case Step():
                yield from (((*path, "unless", name), entry.ask, (name,)) for name in entry.unless)
            case _:
                yield (*path, "answer"), entry.question, entry.options


@check(Stage.ENTRIES, needs=("questions.yaml",))
def find_unknown_answers(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each answer that is named and that its question does not offer."""
    options = {question.id: dict.fromkeys(option.id for option in question.options) for question in knowledge.questions}
    sound = (question for question in knowledge.questions if question.kind is not Kind.SCALE or _rises(question.scale))
    values = {question.id: dict.fromkeys(map(str, question.values)) for question in sound}
    for path, question, answers in named_answers(knowledge):
        accepted = (values if path[0] == "tree.yaml" else options).get(question)
        for name in answers:
            if accepted and name not in accepted:
                instead = name_one_of(name, accepted, "Name one of its answers.")
                yield Finding(Rule.UNKNOWN_ID, path, f"the question {question} has no answer {name}", instead)


def _rises(scale: Scale | None) -> bool:
    return scale is not None and scale.low < scale.high


@check(Stage.ENTRIES)
def find_bad_conditions(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each condition with both answers and a range, with neither, or with a range that nothing meets."""
    questions = {question.id: question for question in knowledge.questions}
    for path, condition in each(knowledge, Condition):
        question = questions.get(condition.question)
        scale = question.scale if question else None
        numbers = range(scale.low, scale.high + 1) if scale and _rises(scale) else ()
        ranged = condition.at_least is not None or condition.at_most is not None
        if question and ranged and question.kind is not Kind.SCALE and not question.scale:
            found = f"{question.id} is not a scale, so at-least and at-most cannot be met"
            yield Finding(Rule.BAD_CONDITION, path, found, "Name an answer.")
        elif ranged == bool(condition.options):
            found = f"the condition on {condition.question} must name either an answer, or at-least or at-most"
            yield Finding(Rule.BAD_CONDITION, path, found, "Write one of the two.")
        elif ranged and numbers and not any(map(condition.holds_for, numbers)):
            yield Finding(Rule.BAD_CONDITION, path, "no number of the scale meets it", "Widen the range.")


def _names(knowledge: Knowledge, unread: Mapping[str, Collection[object] | None]) -> dict[str, Collection[object] | None]:
    """Return the ids there are by kind, or ``None`` for a kind whose file could not be read."""
    known: dict[object, list[object]] = defaultdict(list)
    for (_, kind, *place), name, _ in walk(knowledge, "unique"):
        if len(place) == _TOP:
            known[kind].append(name)
    known["steps"].append(END)
    others = {kind: unread.get(kind, ()) for kind in _KINDS}
    return {kind: None if more is None else dict.fromkeys([*known[kind], *more]) for kind, more in others.items()}
