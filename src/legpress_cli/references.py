"""Checks that the knowledge hangs together: every id stands once, every id that is named exists, the tree ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from legpress_cli.knowledge import END, Condition, Kind, Knowledge, Level, Step
from legpress_cli.nearest import did_you_mean

LONGEST_SCALE = 100
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = ("help", END)


def find_faults(knowledge: Knowledge) -> list[str]:
    """Return one sentence for each fault, naming file, entry, what was found and what would do; empty when sound."""
    return [
        *_duplicates(knowledge),
        *_unknown_names(knowledge),
        *_condition_faults(knowledge),
        *_tree_faults(knowledge),
        *_level_faults(knowledge),
        *_core_faults(knowledge),
        *_question_faults(knowledge),
        *_safety_faults(knowledge),
        *_unasked_danger(knowledge),
        *_point_faults(knowledge),
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


def _question_faults(knowledge: Knowledge) -> Iterator[str]:
    for question in knowledge.questions:
        where = f"questions.yaml: {question.id}"
        for name in (question.id, *(option.id for option in question.options)):
            if not _ID.fullmatch(name) or name in _RESERVED:
                yield f"{where}: {name!r} cannot be an id; use small letters, digits and hyphens, as in foot-width"
        if (question.kind is Kind.SCALE) != (question.scale is not None):
            yield f"{where}: kind: scale and the key scale go together; give both or neither"
        if question.scale and not 0 <= question.scale.low < question.scale.high <= LONGEST_SCALE:
            yield f"{where}: scale: low must be below high, and both from 0 to {LONGEST_SCALE}"
        if (not question.options and not question.scale) or (question.safety and not question.options):
            yield f"{where}: options: there are none; name at least one answer"
        if question.safety and question.scale:
            yield f"{where}: a safety question cannot be a scale; name its answers"
    kinds = {question.id: question.kind for question in knowledge.questions}
    for tip in knowledge.tips:
        if tip.own_answer and kinds.get(tip.own_answer.question, Kind.ONE) is not Kind.ONE:
            yield f"tips.yaml: {tip.id}: own-answer: {tip.own_answer.question} must be a question of kind one"


def _safety_faults(knowledge: Knowledge) -> Iterator[str]:
    """Say where the knowledge could let danger pass: a rule that never holds, or danger signs that nobody is shown."""
    shown = [entry for entry in knowledge.triage.watch if entry.danger]
    if len(shown) != 1 or shown[0].when or not {Level.SELF_CARE, Level.CLINICIAN, Level.URGENT} <= set(shown[0].levels):
        yield "triage.yaml: watch: one entry must have danger: true, no when, and the levels self-care, clinician and urgent"
    questions = {question.id: question for question in knowledge.questions}
    for number, rule in enumerate(knowledge.triage.rules, 1):
        if not rule.when:
            yield f"triage.yaml: rule {number}: when: there is no answer in it; name one"
        for condition in rule.when if rule.level is Level.EMERGENCY else ():
            if condition.question in questions and not questions[condition.question].safety:
                yield f"triage.yaml: rule {number}: {condition.question} can mean an emergency and must be a safety question"


def _unasked_danger(knowledge: Knowledge) -> Iterator[str]:
    questions = {question.id: question for question in knowledge.questions}
    asked = {step.ask for step in knowledge.tree.steps}
    for question in knowledge.questions:
        if question.safety and question.id not in asked:
            yield f"tree.yaml: no step asks the safety question {question.id}"
    first = next((step for step in knowledge.tree.steps if step.id == knowledge.tree.start), None)
    if first is None or (first.ask in questions and not questions[first.ask].safety):
        yield f"tree.yaml: start: {knowledge.tree.start} must ask a safety question, before anything else"


def _point_faults(knowledge: Knowledge) -> Iterator[str]:
    points = knowledge.about.points
    if not 0 < points.weak <= points.fair <= points.strong or not 0 < points.possible_from <= points.likely_from:
        yield "about.yaml: points: weak, fair and strong must rise from 1, and so must possible-from and likely-from"
