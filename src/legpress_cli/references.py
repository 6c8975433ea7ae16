"""Checks that the knowledge hangs together: every id stands once, every id that is named exists, the tree ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from legpress_cli.knowledge import END, Condition, Kind, Knowledge, Level, Step
from legpress_cli.nearest import did_you_mean


def find_faults(knowledge: Knowledge) -> list[str]:
    """Return one sentence for each fault, naming file, entry, what was found and what would do; empty when sound."""
    return [
        *_duplicates(knowledge),
        *_unknown_names(knowledge),
        *_condition_faults(knowledge),
        *_tree_faults(knowledge),
        *_level_faults(knowledge),
        *_core_faults(knowledge),
    ]


def _duplicates(knowledge: Knowledge) -> Iterator[str]:
    kinds: dict[str, Iterable[str]] = {
        "questions.yaml": [question.id for question in knowledge.questions],
        "tree.yaml": [step.id for step in knowledge.tree.steps],
        "causes.yaml": [cause.id for cause in knowledge.causes],
        "tips.yaml": [tip.id for tip in knowledge.tips],
        "tips.yaml / groups": [group.id for group in knowledge.groups],
        "posts.yaml": [str(post.number) for post in knowledge.posts],
        "studies.yaml": [study.id for study in knowledge.studies],
        "conflicts.yaml": [conflict.id for conflict in knowledge.conflicts],
    }
    for question in knowledge.questions:
        kinds[f"questions.yaml / {question.id} / options"] = [option.id for option in question.options]
    for where, ids in kinds.items():
        for wanted, times in Counter(ids).items():
            if times > 1:
                yield f"{where}: the id {wanted} stands {times} times; give each entry its own"


def _unknown_names(knowledge: Knowledge) -> Iterator[str]:
    tips = [tip.id for tip in knowledge.tips]
    groups = [group.id for group in knowledge.groups]
    studies = [study.id for study in knowledge.studies]
    posts = [str(post.number) for post in knowledge.posts]
    questions = [question.id for question in knowledge.questions]
    named: list[tuple[str, str, Iterable[str], list[str]]] = []
    for cause in knowledge.causes:
        where = f"causes.yaml: {cause.id}"
        named += [
            (where, "tips", cause.tips, tips),
            (where, "studies", cause.studies, studies),
            (where, "posts", map(str, cause.posts), posts),
        ]
    for tip in knowledge.tips:
        where = f"tips.yaml: {tip.id}"
        named += [
            (where, "group", [tip.group], groups),
            (where, "studies", (*tip.studies, *tip.studies_against), studies),
            (where, "posts", map(str, tip.posts), posts),
        ]
        if tip.own_answer:
            named.append((where, "own-answer", [tip.own_answer.question], questions))
    for conflict in knowledge.conflicts:
        where = f"conflicts.yaml: {conflict.id}"
        named += [
            (where, "tips", conflict.tips, tips),
            (where, "studies", conflict.studies, studies),
            (where, "posts", map(str, conflict.posts), posts),
        ]
    for place, sources in _triage_sources(knowledge):
        named.append((place, "studies", sources, studies))
    for step in knowledge.tree.steps:
        named.append((f"tree.yaml: {step.id}", "ask", [step.ask], questions))
    for where, key, found, accepted in named:
        for name in found:
            if name not in accepted:
                yield f"{where}: {key}: there is no {name}{did_you_mean(name, accepted)}"


def _triage_sources(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str, ...]]]:
    for number, rule in enumerate(knowledge.triage.rules, 1):
        yield f"triage.yaml: rule {number}", rule.studies
    for number, watch in enumerate(knowledge.triage.watch, 1):
        yield f"triage.yaml: watch {number}", watch.studies


def _conditions(knowledge: Knowledge) -> Iterator[tuple[str, Condition]]:
    for number, rule in enumerate(knowledge.triage.rules, 1):
        yield from ((f"triage.yaml: rule {number}", condition) for condition in rule.when)
    for number, contradiction in enumerate(knowledge.triage.contradictions, 1):
        yield from ((f"triage.yaml: contradiction {number}", condition) for condition in contradiction.when)
    for number, watch in enumerate(knowledge.triage.watch, 1):
        yield from ((f"triage.yaml: watch {number}", condition) for condition in watch.when)
    for level in knowledge.triage.levels:
        yield from ((f"triage.yaml: {level.level.value}: also", condition) for entry in level.also for condition in entry.when)
    for cause in knowledge.causes:
        yield from ((f"causes.yaml: {cause.id}", sign) for sign in (*cause.signs_for, *cause.against))
    for tip in knowledge.tips:
        variants = [condition for variant in tip.variants for condition in variant.when]
        for condition in (*tip.called_by, *tip.only_if, *tip.never_if, *variants):
            yield f"tips.yaml: {tip.id}", condition
        if tip.own_answer:
            own = tip.own_answer
            yield f"tips.yaml: {tip.id}", Condition(own.question, (*own.change, *own.keep))


def _condition_faults(knowledge: Knowledge) -> Iterator[str]:
    questions = {question.id: question for question in knowledge.questions}
    for where, condition in _conditions(knowledge):
        question = questions.get(condition.question)
        if question is None:
            yield f"{where}: there is no question {condition.question}{did_you_mean(condition.question, questions)}"
            continue
        ids = [option.id for option in question.options]
        for name in condition.options:
            if name not in ids:
                yield f"{where}: the question {question.id} has no answer {name}{did_you_mean(name, ids)}"
        ranged = condition.at_least is not None or condition.at_most is not None
        if ranged and question.kind is not Kind.SCALE:
            yield f"{where}: {question.id} is not a scale, so at-least and at-most cannot be used; name an answer"
        if ranged == bool(condition.options):
            yield f"{where}: {question.id} needs either an answer, or at-least or at-most"


def _tree_faults(knowledge: Knowledge) -> Iterator[str]:
    steps = {step.id: step for step in knowledge.tree.steps}
    accepted = [*steps, END]
    broken = False
    for where, target in [("start", knowledge.tree.start), *_targets(knowledge.tree.steps)]:
        if target not in accepted:
            broken = True
            yield f"tree.yaml: {where}: there is no step {target}{did_you_mean(target, accepted)}"
    questions = {question.id: question for question in knowledge.questions}
    for step in knowledge.tree.steps:
        values = [str(value) for value in questions[step.ask].values] if step.ask in questions else list(step.unless)
        for name in step.unless:
            if name not in values:
                yield f"tree.yaml: {step.id}: the question {step.ask} has no answer {name}{did_you_mean(name, values)}"
    if not broken:
        yield from _loops(knowledge.tree.start, steps)


def _targets(steps: tuple[Step, ...]) -> Iterator[tuple[str, str]]:
    for step in steps:
        yield from ((step.id, target) for target in (step.then, *step.unless.values()))


def _loops(start: str, steps: dict[str, Step]) -> Iterator[str]:
    finished: set[str] = set()
    trail: list[str] = []
    todo = [(start, False)]
    while todo:
        current, leaving = todo.pop()
        if leaving:
            finished.add(trail.pop())
        elif current in trail:
            yield f"tree.yaml: {current}: the tree loops: {' > '.join([*trail[trail.index(current) :], current])}"
        elif current not in finished and current != END:
            trail.append(current)
            todo.append((current, True))
            todo += [(target, False) for target in (steps[current].then, *steps[current].unless.values())]


def _level_faults(knowledge: Knowledge) -> Iterator[str]:
    found = Counter(advice.level for advice in knowledge.triage.levels)
    for level in Level:
        if found[level] != 1:
            yield f"triage.yaml: levels: {level.value} stands {found[level]} times; it must stand once"


def _core_faults(knowledge: Knowledge) -> Iterator[str]:
    for tip in knowledge.tips:
        if tip.core and not (tip.check and tip.keep):
            yield f"tips.yaml: {tip.id}: a tip with own-answer needs check and keep too"
