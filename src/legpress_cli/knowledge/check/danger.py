"""Danger is never outvoted: no answer lowers the level that another one calls for, and nobody in danger is told to train."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from legpress_cli.knowledge.check.floor import FLOOR
from legpress_cli.knowledge.check.proof import Proof, always_with
from legpress_cli.knowledge.check.registry import Stage, check
from legpress_cli.knowledge.check.walk import each, walk
from legpress_cli.knowledge.model import (
    Addition,
    Condition,
    Contradiction,
    Kind,
    Knowledge,
    Level,
    LevelAdvice,
    Question,
    TriageRule,
    Watch,
)
from legpress_cli.knowledge.reading.faults import Finding, Path, Rule
from legpress_cli.knowledge.tree.answer_levels import Levels, values_meeting

MOST_RULES = 50
"""The most rules that may look at one question: each is held against all the others."""
_DANGER_LEVELS = tuple(level for level in Level if level is not Level.EMERGENCY)


@check(Stage.ENTRIES, needs=("triage.yaml",))
def find_level_faults(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each level that does not stand exactly once, and each rule that can never call for its level."""
    counted = Counter(advice.level for advice in knowledge.triage.levels)
    for level in Level:
        if counted[level] != 1:
            found = f"the level {level.value} stands {counted[level]} times"
            yield Finding(Rule.LEVEL_COUNT, ("triage.yaml", "levels"), found, "Describe each level once.")
    for path, entry, _ in walk(knowledge, (TriageRule, Contradiction, Addition)):
        if not entry.when:
            found, instead = "it names no answer, so it holds for nobody or for everybody", "Name at least one answer."
            yield Finding(Rule.EMPTY_RULE, (*path, "when"), found, instead)
    for path, rule in each(knowledge, TriageRule):
        if rule.level is Level.SELF_CARE:
            found = "it calls for self-care, which everybody gets without a rule"
            yield Finding(Rule.EMPTY_RULE, (*path, "level"), found, "Name a graver level, or take it out.")


@check(Stage.REACH, needs=("tree.yaml", "triage.yaml"))
def find_levels_not_reached(_: Knowledge, proof: Proof) -> Iterator[Finding]:
    """Return a finding for each level that no path leads to."""
    reached = {outcome.level for outcome in proof.tree_paths.outcomes}
    for level in Level:
        if level not in reached and level is not Level.SELF_CARE:
            found, instead = f"no path leads to {level.value}", f"Give the signs that call for {level.value} their rules back."
            yield Finding(Rule.LEVEL_NOT_REACHED, ("triage.yaml", "rules"), found, instead)


@check(Stage.ENTRIES, needs=("triage.yaml",))
def find_danger_not_shown(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding unless exactly one entry tells everybody the emergency signs."""
    shown = [entry for entry in knowledge.triage.watch if entry.danger]
    if len(shown) != 1 or shown[0].when or not set(_DANGER_LEVELS) <= set(shown[0].levels):
        levels = ", ".join(level.value for level in _DANGER_LEVELS)
        found = (
            "the entry with danger: true is not shown to all" if len(shown) == 1 else f"{len(shown)} entries have danger: true"
        )
        instead = f"One entry must have danger: true, no when, and the levels {levels}."
        yield Finding(Rule.DANGER_NOT_SHOWN, ("triage.yaml", "watch"), found, instead)


@check(Stage.ENTRIES, needs=("questions.yaml",))
def find_unsafe_rules(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each question that can send somebody to a doctor at once and is no safety question."""
    ordinary = {question.id for question in knowledge.questions if not question.safety}
    for path, rule in each(knowledge, TriageRule):
        for number, condition in enumerate(rule.when if rule.only_safety else ()):
            if condition.question in ordinary:
                ordinary.remove(condition.question)
                found = f"{condition.question} can mean {rule.level.value} care and is no safety question"
                yield Finding(Rule.DANGER_NOT_SAFETY, (*path, "when", number), found, "Give that question safety: true.")


@check(Stage.PATHS)
def find_untriaged_signs(knowledge: Knowledge, proof: Proof) -> Iterator[Finding]:
    """Return a finding for each sign of a safety question that calls for no care by itself and is not declared calm."""
    for path, question in each(knowledge, Question):
        whole = question.kind is not Kind.MANY or any(option.alone for option in question.options)
        for number, option in enumerate(question.options if question.safety and whole else ()):
            calls = proof.levels.alone(question.id, option.id) is not Level.SELF_CARE
            if not option.alone and not option.calm and not calls:
                found = f"{option.id} is a sign of danger, and no rule in triage.yaml calls for care on it alone"
                instead = "Give it a rule of its own there. If it is no sign by itself, give it calm: true."
                yield Finding(Rule.DANGER_NOT_TRIAGED, (*path, "options", number), found, instead)
            elif option.calm and calls:
                found, instead = f"{option.id} has calm: true, and a rule calls for care on it alone", "Take calm: true out."
                yield Finding(Rule.CONTRADICTORY_INDICATION, (*path, "options", number, "calm"), found, instead)


@check(Stage.ENTRIES)
def find_softened_advice(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each level that sends people to a doctor at once and tells some of them something else."""
    for path, advice in each(knowledge, LevelAdvice):
        if advice.level.doctor_first and advice.also:
            found = f"the advice for {advice.level.value} is not the same for everybody"
            instead = "Take also out. Whoever is in danger needs one clear sentence."
            yield Finding(Rule.DANGER_SOFTENED, (*path, "also"), found, instead)


@check(Stage.ENTRIES, vital=False)
def find_unsourced_danger(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each rule that sends people to a doctor at once and names no study."""
    for path, rule in each(knowledge, TriageRule):
        if rule.level.doctor_first and not rule.studies:
            instead = "Name at least one under studies."
            yield Finding(Rule.DANGER_WITHOUT_SOURCE, path, "no study stands behind it", instead)


@check(Stage.PATHS)
def find_lowering_answers(knowledge: Knowledge, proof: Proof) -> Iterator[Finding]:
    """Return a finding for each answer that takes back a level which another answer to the same question calls for.

    Answers to other questions cannot: a rule tests only what was answered, never what was not, so one more answer can only add.
    What is left are answers that shut others out, and numbers on a scale.
    """
    by_question = _rules_by_question(knowledge)
    for path, question in each(knowledge, Question):
        if question.kind is Kind.MANY:
            yield from _shutting_out(path, question, proof.levels)
        if question.kind is Kind.SCALE:
            yield from _falling(question, by_question[question.id])


def _rules_by_question(knowledge: Knowledge) -> dict[str, list[tuple[int, TriageRule]]]:
    by_question: dict[str, list[tuple[int, TriageRule]]] = defaultdict(list)
    for number, rule in enumerate(knowledge.triage.rules):
        for question in {condition.question for condition in rule.when}:
            by_question[question].append((number, rule))
    return by_question


def _shutting_out(path: Path, question: Question, levels: Levels) -> Iterator[Finding]:
    """Return a finding for each answer that stands alone and calls for more than a sign that would take its place."""
    others = [option.id for option in question.options if not option.alone]
    for number, option in enumerate(question.options):
        level = levels.alone(question.id, option.id)
        lower = [name for name in others if levels.alone(question.id, name).severity < level.severity]
        if option.alone and lower:
            found = f"{option.id} calls for {level.value}, and marking {lower[0]} instead lowers that"
            instead = f"Take alone: true out of {option.id}, or the rule that asks for it."
            yield Finding(Rule.ANSWER_LOWERS_TRIAGE, (*path, "options", number), found, instead)


def _falling(question: Question, rules: list[tuple[int, TriageRule]]) -> Iterator[Finding]:
    """Return a finding for each rule that lets a higher number call for less than a lower one, all else being equal."""
    numbers = [value for value in question.values if isinstance(value, int)]
    for place, rule in rules:
        applying = [other for _, other in rules if _besides(other, question) <= _besides(rule, question)]
        severities = [(number, _severity(applying, question, number)) for number in numbers]
        for (lower, before), (higher, after) in pairwise(severities):
            if after < before == rule.level.severity and _severity([rule], question, lower):
                found = f"{question.id}: {higher} calls for less than {lower}"
                instead = f"Did you mean at-least? A rule must hold for {higher} too."
                yield Finding(Rule.ANSWER_LOWERS_TRIAGE, ("triage.yaml", "rules", place), found, instead)
                break


def _besides(rule: TriageRule, question: Question) -> frozenset[Condition]:
    return frozenset(condition for condition in rule.when if condition.question != question.id)


def _severity(rules: Iterable[TriageRule], question: Question, number: int) -> int:
    """Return the severity that a number calls for, where all else that the rules ask for holds."""
    met = (
        rule.level.severity
        for rule in rules
        if all(condition.question != question.id or condition.holds_for(number) for condition in rule.when)
    )
    return max(met, default=0)


@check(Stage.ENTRIES, needs=("about.yaml",))
def find_training_advice(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each text about training that people get who must see a doctor today or at once."""
    pattern = training_pattern(knowledge)
    for path, text in _texts_in_danger(knowledge):
        if word := pattern.search(text):
            found = f"people who must see a doctor first read '{word[0]}' here"
            instead = (
                "Say only what to do about the danger. The check knows such words; training-words in about.yaml adds some."
            )
            yield Finding(Rule.TRAINING_ADVICE_IN_DANGER, path, found, instead)


def training_pattern(knowledge: Knowledge) -> re.Pattern[str]:
    """Return what finds the words of training, in the forms that are made from them."""
    words = {*FLOOR.training_words, *knowledge.about.training_words}
    forms = "|".join(f"{re.escape(word)}(?:e?s|{re.escape(word[-1])}?(?:ed|ing))?" for word in sorted(words))
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)


def _texts_in_danger(knowledge: Knowledge) -> Iterator[tuple[Path, str]]:
    yield ("about.yaml", "mistake"), knowledge.about.mistake
    yield ("about.yaml", "not-a-doctor"), knowledge.about.not_a_doctor
    if knowledge.follow_up:
        remarks = knowledge.follow_up.remarks
        yield ("follow-up.yaml", "remarks", "open-sign"), remarks.open_sign
        yield ("follow-up.yaml", "remarks", "when-seen"), remarks.when_seen
        yield ("follow-up.yaml", "remarks", "mistake"), remarks.mistake
        yield ("follow-up.yaml", "remarks", "mistake-kept"), remarks.mistake_kept
    for path, advice in each(knowledge, LevelAdvice):
        if advice.level.doctor_first:
            yield (*path, "title"), advice.title
            yield (*path, "action"), advice.action
            yield (*path, "brief"), advice.brief or ""
    for path, entry in each(knowledge, Watch):
        if any(level.doctor_first for level in entry.levels):
            yield (*path, "text"), entry.text
            yield (*path, "brief"), "; ".join(entry.brief)


@check(Stage.ENTRIES)
def find_crowded_questions(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each question that more rules look at than can be held against each other."""
    for question, rules in _rules_by_question(knowledge).items():
        if len(rules) > MOST_RULES:
            found, instead = f"{len(rules)} rules look at {question}", f"Leave {MOST_RULES} at most."
            yield Finding(Rule.TOO_MANY, ("triage.yaml", "rules", rules[MOST_RULES][0]), found, instead)


@check(Stage.USE, needs=("questions.yaml", "triage.yaml"), vital=False)
def find_shadowed_rules(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each rule that changes nothing, because another one that calls for as much always holds as well."""
    questions = {question.id: question for question in knowledge.questions}
    by_question = _rules_by_question(knowledge)
    whens = [[(test.question, values_meeting(questions, test)) for test in rule.when] for rule in knowledge.triage.rules]
    for number, rule in enumerate(knowledge.triage.rules):
        for place, other in by_question[rule.when[0].question] if rule.when else ():
            stronger = other.level.severity > rule.level.severity or (other.level is rule.level and place < number)
            if place != number and stronger and always_with(whens[place], whens[number]):
                found = f"rules {place + 1} always holds as well, and calls for {other.level.value}"
                path, instead = ("triage.yaml", "rules", number), "Take it out, or narrow the other."
                yield Finding(Rule.SHADOWED_INDICATION, path, found, instead)
                break
