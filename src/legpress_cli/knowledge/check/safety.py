"""Danger signs by their ids: each is there, says what it is, is asked straight and first, and calls for its level at least."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from legpress_cli.knowledge.check.floor import FLOOR, PAIN, Together, affirms, floor_check, lacks, says
from legpress_cli.knowledge.check.proof import Proof
from legpress_cli.knowledge.check.registry import Stage
from legpress_cli.knowledge.model import NONE, Condition, Kind, Knowledge, Level, Option, Question, Scale, Value
from legpress_cli.knowledge.reading.faults import Finding, Path, Rule
from legpress_cli.knowledge.reading.skeleton import skeleton

_ASKED = (*FLOOR.signs, PAIN)
_HELP = ("get help", "emergency", "ambulance")
_READS_AS_NONE = re.compile(r"\W*(?:none|nothing|neither|no)\b", re.IGNORECASE)
_NONE_LABELS = frozenset(map(skeleton, FLOOR.none_labels))
_OTHER_IDS = {"no"}
_LEFT_OUT = ("leave out", "leave it out", "skip", "pass over")


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
    met = [number for number, rule in enumerate(knowledge.triage.rules) if is_met(rule.when, given)]
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


def is_met(when: Iterable[Condition], given: Mapping[str, Value]) -> bool:
    """Say whether people with these answers, and no others, meet all conditions."""
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
        elif question.id in FLOOR.first and not says(question.ask, FLOOR.asking):
            found, instead = "it does not ask whether a sign is there", f"Say one of these: {', '.join(FLOOR.asking)}."
            yield Finding(Rule.DANGER_QUESTION, ("questions.yaml", "questions", number, "ask"), found, instead)
        if question.id == FLOOR.first[0] and (says(question.why, _LEFT_OUT) or not affirms(question.why, _HELP)):
            found, instead = "whoever has a sign is not told to get help", "Say that with even one they stop and get help."
            yield Finding(Rule.DANGER_QUESTION, ("questions.yaml", "questions", number, "why"), found, instead)


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


@floor_check("questions.yaml")
def find_signs_misnamed(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each sign whose label does not say what it is, and for a none that does not read as one."""
    for number, question in enumerate(knowledge.questions):
        alike = Counter(skeleton(option.label) for option in question.options)
        for place, option in enumerate(question.options):
            if alike[skeleton(option.label)] == 1 and (found := _misnamed(question, option)):
                path: Path = ("questions", number, "options", place, "label")
                yield Finding(Rule.SIGN_WORDS, ("questions.yaml", *path), *found)
            if question.id in FLOOR.safety:
                for key, *misread in _misread(question, option):
                    yield Finding(Rule.SIGN_WORDS, ("questions.yaml", "questions", number, "options", place, key), *misread)
        if question.id == PAIN and question.scale:
            yield from wrong_ends(question.scale, ("questions.yaml", "questions", number, "scale"))


def wrong_ends(scale: Scale, path: Path) -> Iterator[Finding]:
    """Return a finding for each end of a scale of pain whose label says something else."""
    for key, label, words in (
        ("low-label", scale.low_label, FLOOR.no_pain),
        ("high-label", scale.high_label, FLOOR.worst_pain),
    ):
        if not affirms(label, words):
            found, instead = f"it does not say {' or '.join(words)}", "Let low-label say no pain, and high-label the worst."
            yield Finding(Rule.SIGN_WORDS, (*path, key), found, instead)


def _misread(question: Question, option: Option) -> Iterator[tuple[str, str, str]]:
    """Return each key by which an answer is taken for another one, what was found, and what would do."""
    others = sorted({*option.aliases} - _OTHER_IDS)
    graver = [alias for alias in others if _graver_sign(question, option, alias.replace("-", " "))]
    if wrong := others if option.alone or option.calm else graver:
        yield "aliases", f"{', '.join(wrong)} is read as {option.id}", "Take it out: it may have been meant as a sign."
    sign = FLOOR.signs[question.id].get(option.id)
    if sign and option.clause and not affirms(option.clause, sign.words):
        yield "clause", f"what is told of {option.id} does not say it", f"Name one of these: {', '.join(sign.words)}."


def _misnamed(question: Question, option: Option) -> tuple[str, str] | None:
    """Return what is wrong with a label, and what would do."""
    sign = FLOOR.signs.get(question.id, {}).get(option.id)
    none = bool(_READS_AS_NONE.match(option.label))
    if option.id == NONE and question.id in FLOOR.first and skeleton(option.label) not in _NONE_LABELS:
        return "it does not say that none of the signs fits, and no more", "Say: None of these."
    if option.id != NONE and question.id in FLOOR.first and none:
        return "a sign reads as if there were none", "Say in plain words what the sign is."
    if sign and (words := lacks(option.label, (sign.words, *([sign.also] if sign.also else [])))):
        return f"the label of {option.id} does not say it", f"Name one of these, and do not deny it: {', '.join(words)}."
    if sign and sign.level is not Level.SELF_CARE and question.id in FLOOR.safety and (word := _denied(option.label)):
        return f"the label of {option.id} says '{word}', which denies it or puts it off", "Say only what the sign is."
    if question.id in FLOOR.safety and (taken := _graver_sign(question, option, option.label)):
        return f"the label of {option.id} says {taken} too, which is graver", "Leave each sign to its own answer."
    return None


def _denied(label: str) -> str:
    """Return the first word of a label that denies its sign; empty without one."""
    allowed = "|".join(map(re.escape, FLOOR.spared))
    return says(re.sub(allowed, "", label, flags=re.IGNORECASE), FLOOR.denying)


def _graver_sign(question: Question, option: Option, text: str) -> str:
    """Return a graver sign of the same question that a text about an answer says as well; empty without one."""
    signs = FLOOR.signs[question.id]
    least = signs[option.id].level.severity if option.id in signs else 0
    others = [(other.id, signs[other.id]) for other in question.options if other.id in signs]
    return next((name for name, sign in others if sign.level.severity > least and affirms(text, sign.words)), "")
