"""Every id stands once, every id that is named exists, and every condition can be met."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from legpress_cli.faults import Finding
from legpress_cli.knowledge import END, Condition, Contradiction, Kind, Knowledge, TriageRule, Watch
from legpress_cli.nearest import name_one_of
from legpress_cli.rules import Rule
from legpress_cli.yaml_reader import Path


class Placed(NamedTuple):
    """A condition with its place in the knowledge."""

    file: str
    path: Path
    condition: Condition


def placed_conditions(knowledge: Knowledge) -> Iterator[Placed]:
    """Return every condition there is, but for those in a tip's ``own-answer``."""
    if knowledge.about:
        yield Placed("about.yaml", ("quiet",), knowledge.about.quiet)
    yield from _conditions_of_danger(knowledge)
    for number, cause in enumerate(knowledge.causes):
        for key, signs in (("for", cause.signs_for), ("against", cause.against)):
            yield from _placed("causes.yaml", ("causes", number, key), signs)
    for number, tip in enumerate(knowledge.tips):
        lists = {"called-by": tip.called_by, "only-if": tip.only_if, "never-if": tip.never_if}
        for key, conditions in lists.items():
            yield from _placed("tips.yaml", ("tips", number, key), conditions)
        for place, variant in enumerate(tip.variants):
            yield from _placed("tips.yaml", ("tips", number, "variants", place, "when"), variant.when)
    for number, question in enumerate(knowledge.questions):
        if question.only_after:
            yield Placed("questions.yaml", ("questions", number, "only-after"), question.only_after)


def _conditions_of_danger(knowledge: Knowledge) -> Iterator[Placed]:
    triage = knowledge.triage
    entries: dict[str, tuple[TriageRule | Contradiction | Watch, ...]] = {
        "rules": triage.rules,
        "contradictions": triage.contradictions,
        "watch": triage.watch,
    }
    for key, found in entries.items():
        for number, entry in enumerate(found):
            yield from _placed("triage.yaml", (key, number, "when"), entry.when)
    for number, level in enumerate(triage.levels):
        for place, addition in enumerate(level.also):
            yield from _placed("triage.yaml", ("levels", number, "also", place, "when"), addition.when)


def _placed(file: str, path: Path, conditions: Iterable[Condition]) -> Iterator[Placed]:
    for number, condition in enumerate(conditions):
        yield Placed(file, (*path, number), condition)


def find_duplicates(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each id that stands a second time."""
    kinds: list[tuple[str, Path, Iterable[object]]] = [
        ("questions.yaml", ("questions",), [question.id for question in knowledge.questions]),
        ("tree.yaml", ("steps",), [step.id for step in knowledge.tree.steps]),
        ("causes.yaml", ("causes",), [cause.id for cause in knowledge.causes]),
        ("tips.yaml", ("tips",), [tip.id for tip in knowledge.tips]),
        ("tips.yaml", ("groups",), [group.id for group in knowledge.groups]),
        ("posts.yaml", ("posts",), [post.number for post in knowledge.posts]),
        ("studies.yaml", ("studies",), [study.id for study in knowledge.studies]),
        ("conflicts.yaml", ("conflicts",), [conflict.id for conflict in knowledge.conflicts]),
        ("glossary.yaml", ("terms",), [term.id for term in knowledge.terms]),
    ]
    for number, question in enumerate(knowledge.questions):
        kinds.append(("questions.yaml", ("questions", number, "options"), [option.id for option in question.options]))
    for file, path, ids in kinds:
        seen: set[object] = set()
        for number, name in enumerate(ids):
            if name in seen:
                found = f"the id {name} stands here a second time"
                yield Finding(Rule.DUPLICATE_ID, file, (*path, number), found, "Give each entry an id of its own.")
            seen.add(name)


def find_unknown_names(knowledge: Knowledge, unread: Mapping[str, Collection[object] | None]) -> Iterator[Finding]:
    """Return a finding for each id that is named and stands nowhere.

    ``unread`` holds, by kind, the ids of entries that could not be read, or ``None`` where a whole file could not.
    """
    names = _names(knowledge, unread)
    for file, path, kind, name in _mentions(knowledge):
        accepted = names[kind]
        if accepted is not None and name not in accepted:
            noun = {"studies": "study"}.get(kind, kind.removesuffix("s"))
            instead = name_one_of(str(name), map(str, accepted), f"Name one of the {kind} there are.")
            yield Finding(Rule.UNKNOWN_ID, file, path, f"there is no {noun} {name}", instead)


def _mentions(knowledge: Knowledge) -> Iterator[tuple[str, Path, str, object]]:
    """Return every mention of an entry: file, place, kind of entry, and the id that is named."""
    for number, tip in enumerate(knowledge.tips):
        path: Path = ("tips", number)
        yield "tips.yaml", (*path, "group"), "groups", tip.group
        yield from _listed("tips.yaml", (*path, "studies"), "studies", tip.studies)
        yield from _listed("tips.yaml", (*path, "studies-against"), "studies", tip.studies_against)
        yield from _listed("tips.yaml", (*path, "backed-by"), "posts", tip.backed_by)
        yield from _listed("tips.yaml", (*path, "described-in"), "posts", tip.described_in)
        if tip.own_answer:
            yield "tips.yaml", (*path, "own-answer", "question"), "questions", tip.own_answer.question
    sourced = [("causes.yaml", "causes", knowledge.causes), ("conflicts.yaml", "conflicts", knowledge.conflicts)]
    for file, key, entries in sourced:
        for number, entry in enumerate(entries):
            for kind in ("tips", "posts", "studies"):
                yield from _listed(file, (key, number, kind), kind, getattr(entry, kind))
    for number, rule in enumerate(knowledge.triage.rules):
        yield from _listed("triage.yaml", ("rules", number, "studies"), "studies", rule.studies)
    for number, watch in enumerate(knowledge.triage.watch):
        yield from _listed("triage.yaml", ("watch", number, "studies"), "studies", watch.studies)
    yield "tree.yaml", ("start",), "steps", knowledge.tree.start
    for number, step in enumerate(knowledge.tree.steps):
        yield "tree.yaml", ("steps", number, "ask"), "questions", step.ask
        yield "tree.yaml", ("steps", number, "then"), "steps", step.then
        for answer, target in step.unless.items():
            yield "tree.yaml", ("steps", number, "unless", answer), "steps", target
    yield from (
        (placed.file, (*placed.path, "question"), "questions", placed.condition.question)
        for placed in placed_conditions(knowledge)
    )


def _listed(file: str, path: Path, kind: str, names: Iterable[object]) -> Iterator[tuple[str, Path, str, object]]:
    for number, name in enumerate(names):
        yield file, (*path, number), kind, name


def find_unknown_answers(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each answer that is named and that its question does not offer."""
    questions = {question.id: question for question in knowledge.questions}
    ids = {question.id: dict.fromkeys(option.id for option in question.options) for question in knowledge.questions}
    for placed in placed_conditions(knowledge):
        yield from _unknown(ids, placed.condition.question, placed.file, (*placed.path, "answer"), placed.condition.options)
    for number, tip in enumerate(knowledge.tips):
        if own := tip.own_answer:
            for key, answers in (("change", own.change), ("keep", own.keep)):
                yield from _unknown(ids, own.question, "tips.yaml", ("tips", number, "own-answer", key), answers)
    for number, step in enumerate(knowledge.tree.steps):
        if step.ask in questions:
            values = dict.fromkeys(str(value) for value in questions[step.ask].values)
            for name in step.unless:
                if values and name not in values:
                    path = ("steps", number, "unless", name)
                    yield _no_answer(questions[step.ask].id, "tree.yaml", path, name, values)


def _unknown(
    ids: Mapping[str, Collection[str]], question: str, file: str, path: Path, answers: Iterable[str]
) -> Iterator[Finding]:
    if accepted := ids.get(question):
        for name in answers:
            if name not in accepted:
                yield _no_answer(question, file, path, name, accepted)


def _no_answer(question: str, file: str, path: Path, name: str, accepted: Collection[str]) -> Finding:
    instead = name_one_of(name, accepted, "Name one of its answers.")
    return Finding(Rule.UNKNOWN_ID, file, path, f"the question {question} has no answer {name}", instead)


def find_bad_conditions(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each condition with both answers and a range, with neither, or with a range that nothing meets."""
    questions = {question.id: question for question in knowledge.questions}
    for file, path, condition in placed_conditions(knowledge):
        question = questions.get(condition.question)
        scale = question.scale if question else None
        numbers = range(scale.low, scale.high + 1) if scale and scale.low < scale.high else ()
        ranged = condition.at_least is not None or condition.at_most is not None
        if question and ranged and question.kind is not Kind.SCALE and not question.scale:
            found = f"{question.id} is not a scale, so at-least and at-most cannot be met"
            yield Finding(Rule.BAD_CONDITION, file, path, found, "Name an answer.")
        elif ranged == bool(condition.options):
            found = f"the condition on {condition.question} must name either an answer, or at-least or at-most"
            yield Finding(Rule.BAD_CONDITION, file, path, found, "Write one of the two.")
        elif ranged and numbers and not any(map(condition.holds_for, numbers)):
            yield Finding(Rule.BAD_CONDITION, file, path, "no number of the scale meets it", "Widen the range.")


def _names(knowledge: Knowledge, unread: Mapping[str, Collection[object] | None]) -> dict[str, Collection[object] | None]:
    known: dict[str, Iterable[object]] = {
        "questions": (question.id for question in knowledge.questions),
        "steps": (*(step.id for step in knowledge.tree.steps), END),
        "tips": (tip.id for tip in knowledge.tips),
        "groups": (group.id for group in knowledge.groups),
        "studies": (study.id for study in knowledge.studies),
        "posts": (post.number for post in knowledge.posts),
    }
    names: dict[str, Collection[object] | None] = {}
    for kind, ids in known.items():
        others = unread.get(kind, ())
        names[kind] = None if others is None else dict.fromkeys([*ids, *others])
    return names
