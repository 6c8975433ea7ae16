"""What must hold of each question by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from legpress_cli.knowledge.check.references import named_answers
from legpress_cli.knowledge.check.registry import Stage, check
from legpress_cli.knowledge.check.walk import each
from legpress_cli.knowledge.model import NOT_SURE, Condition, Kind, Knowledge, Question
from legpress_cli.knowledge.reading.faults import Finding, Rule
from legpress_cli.knowledge.reading.skeleton import skeleton

# The flags that ``legpress diagnose`` and ``legpress tree`` have of their own; a test compares the list with the commands.
TAKEN = (
    *("answers", "color", "date", "format", "full", "help", "import", "json", "keep", "knowledge", "no-input", "no-keep"),
    *("no-pager", "open", "output", "pager", "path", "plain", "resume", "seen", "store", "undo", "version", "weight", "yes"),
)


@check(Stage.ENTRIES)
def find_question_faults(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each question that cannot be asked, or cannot be answered as a person would."""
    grave = {condition.question for rule in knowledge.triage.rules if rule.only_safety for condition in rule.when}
    for path, question in each(knowledge, Question):
        for rule, key, found, instead in (*_form(question), *_answers(question, grave=question.id in grave)):
            yield Finding(rule, (*path, key), found, instead)


def _form(question: Question) -> Iterator[tuple[Rule, str, str, str]]:
    if question.id in TAKEN:
        yield Rule.BAD_ID, "id", f"legpress has a flag of its own called --{question.id}", "Choose another id."
    if (question.kind is Kind.SCALE) != (question.scale is not None):
        yield Rule.BAD_SCALE, "kind", "kind: scale and the field scale go together", "Give both or neither."
    if question.scale and not question.scale.low < question.scale.high:
        range_ = f"{question.scale.low} to {question.scale.high}"
        yield Rule.BAD_SCALE, "scale", f"it runs from {range_}", "Let high be more than low."
    if question.safety and question.scale:
        yield Rule.BAD_SCALE, "scale", "a safety question cannot be a scale", "Name its answers under options."
    if not question.options and (question.safety or not question.scale):
        yield Rule.NO_ANSWERS, "options", "there are none", "Name at least one answer."


def _answers(question: Question, *, grave: bool) -> Iterator[tuple[Rule, str, str, str]]:
    ids = [option.id for option in question.options]
    if question.safety and not question.scale and NOT_SURE in ids:
        found = "a safety question offers not-sure, so danger could be left open"
        yield Rule.SAFETY_NOT_SURE, "options", found, "Take not-sure out."
    if not question.safety and not grave and NOT_SURE not in ids and (ids or question.scale):
        instead = "Add {id: not-sure, label: Not sure, alone: true}."
        yield Rule.NOT_SURE_MISSING, "options", "not-sure is not among the answers", instead
    alone = [option.id for option in question.options if option.alone]
    if question.kind is Kind.MANY and ids and not alone:
        found = "nobody can say that none of the answers fits"
        yield Rule.NONE_MISSING, "options", found, "Give one answer, such as none, the field alone: true."
    if question.kind is Kind.MANY and len(alone) > 1:
        found = f"{' and '.join(alone)} all stand alone"
        yield Rule.NONE_MISSING, "options", found, "Leave alone: true only on the one that means none of the others."
    alike: dict[str, dict[str, str]] = defaultdict(dict)
    for option in question.options:
        alike[skeleton(option.label)].setdefault(option.id, option.label)
    for first, *others in (list(labels.values()) for labels in alike.values()):
        if others:
            yield Rule.SAME_LABEL, "options", f"two answers read: {first}", "Say in each what it means."


@check(Stage.USE, needs=("questions.yaml", "tree.yaml", "triage.yaml", "causes.yaml", "tips.yaml"), vital=False)
def find_idle_options(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each answer that changes nothing: no level, no cause, no tip, no warning, no other question."""
    used = _used(knowledge)
    for path, question in each(knowledge, Question):
        for number, option in enumerate(question.options):
            meant = question.safety or option.alone or option.calm or option.id == NOT_SURE
            if not meant and (question.id, option.id) not in used:
                found = f"the answer {option.id} changes nothing"
                instead = "Let a rule, a cause, a tip or the tree use it. If it is meant to change nothing, give it calm: true."
                yield Finding(Rule.OPTION_LEADS_NOWHERE, (*path, "options", number), found, instead)
        if question.scale and not any((question.id, value) in used for value in question.values if value != NOT_SURE):
            found, instead = "no number of the scale changes anything", "Let a rule, a cause, a tip or the tree use it."
            yield Finding(Rule.OPTION_LEADS_NOWHERE, (*path, "scale"), found, instead)


def _used(knowledge: Knowledge) -> set[tuple[str, str | int]]:
    """Return every answer, by its question, that some condition, branch or set-up point of a tip looks at."""
    questions = {question.id: question for question in knowledge.questions}
    used: set[tuple[str, str | int]] = set()
    for path, name, answers in named_answers(knowledge):
        numbers = path[0] == "tree.yaml" and name in questions and questions[name].scale
        used |= {(name, int(answer) if numbers and answer.isdigit() else answer) for answer in answers}
    for _, condition in each(knowledge, Condition):
        if not condition.options and condition.question in questions:
            values = questions[condition.question].values
            used |= {(condition.question, value) for value in values if condition.holds_for(value)}
    return used
