"""Danger signs by their ids: each is there, asked first and straight, and calls for no less than the floor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from legpress_cli.knowledge.check.floor import FLOOR, PAIN, Together, affirms, floor_check, says
from legpress_cli.knowledge.check.proof import Proof
from legpress_cli.knowledge.check.registry import Stage
from legpress_cli.knowledge.model import NONE, Condition, Kind, Knowledge, Level, Question, Value
from legpress_cli.knowledge.reading.faults import Finding, Path, Rule

_ASKED = (*FLOOR.signs, PAIN)


@floor_check("questions.yaml")
def find_missing_signs(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each question of the contract that nobody is asked, and each sign that nobody can mark."""
    places = {question.id: number for number, question in enumerate(knowledge.questions)}
    for name in _ASKED:
        if name not in places:
            found, instead = f"there is no question {name}", f"Bring it back under the id {name}."
            yield Finding(Rule.DANGER_SIGN_MISSING, ("questions.yaml", "questions"), found, instead)
            continue
        number = places[name]
        offered = {option.id for option in knowledge.questions[number].options}
        wanted = (*FLOOR.signs.get(name, ()), *((NONE,) if name in FLOOR.first else ()))
        for sign in (sign for sign in wanted if sign not in offered):
            found, instead = f"nobody can answer {sign}", f"Bring the answer back under the id {sign}."
            yield Finding(Rule.DANGER_SIGN_MISSING, ("questions.yaml", "questions", number, "options"), found, instead)


@floor_check("questions.yaml", "triage.yaml")
def find_low_levels(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each sign, and each set of answers, that calls for less than the floor or lacks its hold."""
    offered = {question.id: question.values for question in knowledge.questions}
    for floor in (*_floors_of_one(knowledge), *FLOOR.together):
        if floor.level is Level.SELF_CARE:
            continue
        choices = [
            [(name, value) for value in values if value in offered.get(name, ())] for name, values in floor.answers.items()
        ]
        low = (_judge(knowledge, floor, dict(given)) for given in product(*choices))
        if found := next(filter(None, low), None):
            yield found


def _floors_of_one(knowledge: Knowledge) -> Iterator[Together]:
    """Return the floor of each answer by itself: that of its sign, or of any sign of its question."""
    for question in knowledge.questions:
        signs, least = FLOOR.signs.get(question.id, {}), FLOOR.any_sign.get(question.id, Level.SELF_CARE)
        for option in question.options:
            if sign := signs.get(option.id):
                yield Together(sign.level, {question.id: (option.id,)}, sign.hold)
            elif not option.alone and option.id != NONE:
                yield Together(least, {question.id: (option.id,)})


def _judge(knowledge: Knowledge, floor: Together, given: Mapping[str, Value]) -> Finding | None:
    """Return what is wrong with the level that these answers call for together, if anything is."""
    met = [number for number, rule in enumerate(knowledge.triage.rules) if _is_met(rule.when, given)]
    rules = knowledge.triage.rules
    gravest = max(met, key=lambda number: rules[number].level.severity, default=None)
    level = Level.SELF_CARE if gravest is None else rules[gravest].level
    said = " with ".join(f"{name}: {value}" for name, value in given.items())
    path: Path = ("rules",) if gravest is None else ("rules", gravest)
    if level.severity < floor.level.severity:
        if len(given) == 1 and (calm := _calm_option(knowledge, *next(iter(given.items())))):
            found = f"{said} has calm: true, and calls for {floor.level.value} at least"
            return Finding(Rule.CALM_DANGER, ("questions.yaml", *calm), found, "Take calm: true out, and give it a rule.")
        found = f"{said} calls for {level.value}, which is less than {floor.level.value}"
        return Finding(
            Rule.DANGER_BELOW_FLOOR, ("triage.yaml", *path), found, f"Let a rule call for {floor.level.value} on it."
        )
    if floor.hold and not level.doctor_first and not any(rules[number].hold for number in met):
        found = f"{said} leaves people free to press until they are seen"
        return Finding(Rule.DANGER_BELOW_FLOOR, ("triage.yaml", *path), found, "Give its rule hold: true.")
    return None


def _is_met(when: Iterable[Condition], given: Mapping[str, Value]) -> bool:
    return all(test.question in given and test.holds_for(given[test.question]) for test in when)


def _calm_option(knowledge: Knowledge, name: str, value: Value) -> Path | None:
    for number, question in enumerate(knowledge.questions):
        for place, option in enumerate(question.options):
            if question.id == name and option.id == value and option.calm:
                return ("questions", number, "options", place, "calm")
    return None


@floor_check("questions.yaml", "tree.yaml", stage=Stage.REACH)
def find_danger_order(knowledge: Knowledge, proof: Proof) -> Iterator[Finding]:
    """Return a finding for the first place where a path does not begin with the danger questions in their order."""
    if not {question.id for question in knowledge.questions}.issuperset(FLOOR.first):
        return
    steps = {step.id: (number, step) for number, step in enumerate(knowledge.tree.steps)}
    here: dict[str, Path] = {knowledge.tree.start: ("start",)}
    for wanted in FLOOR.first:
        reached: dict[str, Path] = {}
        for name, path in here.items():
            number, step = steps.get(name, (0, None))
            if step is None or step.ask != wanted:
                asked = f"{step.ask} is asked" if step else "the questions end"
                where: Path = ("steps", number, "ask") if step else path
                found, instead = (
                    f"{asked} where {wanted} must be",
                    f"Begin with {', '.join(FLOOR.first)}, in this order, on every path.",
                )
                yield Finding(Rule.DANGER_ORDER, ("tree.yaml", *where), found, instead)
                return
            targets = (step.then, *step.unless.values())
            reached |= {target: ("steps", number) for target in targets if target in proof.tree_paths.steps}
        here = reached


@floor_check("questions.yaml")
def find_turned_questions(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each question about danger that is turned round, or asked so that a sign can be left out."""
    for number, question in enumerate(knowledge.questions):
        for key, found, instead in _form(question) if question.id in FLOOR.safety else ():
            yield Finding(Rule.DANGER_QUESTION, ("questions.yaml", "questions", number, key), found, instead)
        if question.id in _ASKED and (word := says(question.ask, FLOOR.turned)):
            found, instead = f"it says '{word}', so it may be turned round", "Ask for the sign itself."
            yield Finding(Rule.DANGER_QUESTION, ("questions.yaml", "questions", number, "ask"), found, instead)
        if question.id == PAIN and not affirms(question.ask, FLOOR.worst_pain):
            found, instead = "it does not ask for the pain at its worst", "Ask how strong it was at its worst."
            yield Finding(Rule.DANGER_QUESTION, ("questions.yaml", "questions", number, "ask"), found, instead)


def _form(question: Question) -> Iterator[tuple[str, str, str]]:
    """Return what is wrong with the form of a safety question of the contract: the key, what was found, what would do."""
    if not question.safety:
        yield "safety", "it is no safety question", "Give it safety: true."
    if question.id in FLOOR.first:
        if question.kind is not Kind.MANY:
            yield "kind", "whoever has two signs can mark only one", "Write kind: many."
        if question.only_after:
            yield "only-after", "only some people are asked", "Take only-after out: everybody must be asked."
        if len(question.alone) == 1 and NONE not in question.alone:
            yield "options", f"{', '.join(question.alone)} stands alone, and none does not", "Give alone: true to none."
        if NONE in (option.id for option in question.options[:-1]):
            yield "options", "none does not come last", "Put none below every sign."
    elif not (question.only_after and question.only_after.question == "feel" and question.only_after.holds_for("numb")):
        yield "only-after", "not everybody who feels numb is asked", "Write only-after: {question: feel, answer: numb}."
