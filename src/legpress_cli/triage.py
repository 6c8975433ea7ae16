"""Danger first: which level of care the answers call for. Every answer that was given counts, from any source."""

import msgspec

from legpress_cli.answers import Answers, Value, holds
from legpress_cli.knowledge import Condition, Contradiction, Knowledge, Level


class Said(msgspec.Struct, frozen=True, gc=False):
    """One answer that speaks for or against something: the question's id, and an option id or a number."""

    question: str
    answer: Value


class Finding(msgspec.Struct, frozen=True):
    """The highest level that was found, and every answer that calls for any level above self-care, worst first."""

    level: Level
    because: tuple[Said, ...]


class Advice(msgspec.Struct, frozen=True):
    """What a level means for this person, in words."""

    title: str
    action: str


def find_level(knowledge: Knowledge, answers: Answers) -> Finding:
    """Return the level of care that the answers call for. One more answer can raise it and never lower it."""
    said = [(answer.question, value) for answer in answers.given for value in answer.values]
    places = {place for question, value in said for place in knowledge.rules_about(question, value)}
    rules = [knowledge.triage.rules[place] for place in sorted(places)]
    met = [(rule, meeting) for rule in rules if (meeting := _all_said(rule.when, answers))]
    met.sort(key=lambda found: -found[0].level.severity)
    level = met[0][0].level if met else Level.SELF_CARE
    because = dict.fromkeys(said for _, answers_said in met for said in answers_said)
    return Finding(level, tuple(because))


def advise(knowledge: Knowledge, level: Level, answers: Answers) -> Advice:
    """Return what a level means for the person who gave these answers, from whatever source."""
    general = knowledge.advice_for(level)
    special = [entry for entry in general.also if _all_said(entry.when, answers)]
    title = next((entry.title for entry in special if entry.title), general.title)
    return Advice(title, " ".join(dict.fromkeys([general.action, *(entry.text for entry in special)])))


def find_contradictions(knowledge: Knowledge, answers: Answers) -> tuple[Contradiction, ...]:
    """Return the contradictions among the answers that were given."""
    places = {
        place
        for question, values in answers.said.items()
        for value in values
        for place in knowledge.contradictions_from(question, value)
    }
    found = [knowledge.triage.contradictions[place] for place in sorted(places)]
    return tuple([entry for entry in found if _all_said(entry.when, answers)])


def said_by_winner(conditions: tuple[Condition, ...], answers: Answers) -> tuple[Said, ...]:
    """Return the answers of the winning source that meet any of the conditions, in their order."""
    return tuple(
        [
            Said(condition.question, value)
            for condition in conditions
            for value in holds(condition, answers.values(condition.question))
        ]
    )


def said_by_any(conditions: tuple[Condition, ...], answers: Answers) -> tuple[Said, ...]:
    """Return the answers of any source that meet any of the conditions: where caution hangs on it, what lost counts too."""
    return tuple(
        [
            Said(condition.question, value)
            for condition in conditions
            for value in holds(condition, answers.all_values(condition.question))
        ]
    )


def may_hold(conditions: tuple[Condition, ...], answers: Answers) -> bool:
    """Say whether every condition is met by an answer of some source; a question left open meets none."""
    return all(said_by_any((condition,), answers) for condition in conditions)


def must_hold(conditions: tuple[Condition, ...], answers: Answers) -> bool:
    """Say whether every condition is met by all that any source says; a question left open meets none."""
    return all(
        (said := answers.all_values(condition.question)) and len(holds(condition, said)) == len(said)
        for condition in conditions
    )


def already_means(knowledge: Knowledge, answers: Answers) -> str:
    """Return the sentence for a person who cannot get a result yet but should see a doctor; empty where nothing says so."""
    level = find_level(knowledge, answers).level
    if level is Level.SELF_CARE:
        return ""
    advice = advise(knowledge, level, answers)
    return f"What you answered so far already means: {advice.title}. {advice.action}"


def _all_said(conditions: tuple[Condition, ...], answers: Answers) -> tuple[Said, ...]:
    """Return the answers from any source that meet the conditions, or nothing unless every condition is met."""
    said: list[Said] = []
    for condition in conditions:
        values = holds(condition, answers.all_values(condition.question))
        if not values:
            return ()
        said += [Said(condition.question, value) for value in values]
    return tuple(said)
