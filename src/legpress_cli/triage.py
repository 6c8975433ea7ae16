"""Danger first: which level of care the answers call for. Every answer that was given counts, from any source."""

import msgspec

from legpress_cli.answers import Answers
from legpress_cli.conditions import Clause, Said, Tests, bits_of, find_met, make_clauses, may_hold, prepare, said_by_any, union
from legpress_cli.knowledge import Addition, Contradiction, Knowledge, Level, LevelAdvice


class Finding(msgspec.Struct, frozen=True, gc=False):
    """The highest level that was found, and every answer that calls for any level above self-care, worst first."""

    level: Level
    because: tuple[Said, ...]


class Advice(msgspec.Struct, frozen=True, gc=False):
    """What a level means for this person, in words."""

    title: str
    action: str


class _LevelRules(msgspec.Struct, frozen=True, gc=False):
    """The rules of one level made ready: the bits of the answers that call for it alone, and the rules that take several."""

    level: Level
    alone: int
    together: tuple[Clause, ...]


class _Rules(msgspec.Struct, frozen=True, gc=False):
    """All rules made ready, the gravest level first, and the bits of all answers that speak in any of them."""

    by_level: tuple[_LevelRules, ...]
    clauses: tuple[Clause, ...]
    bits: int


def _prepare_rules(knowledge: Knowledge) -> _Rules:
    rules = sorted(knowledge.triage.rules, key=lambda rule: -rule.level.severity)
    clauses = make_clauses(knowledge, [rule.when for rule in rules])
    by_level = [
        _LevelRules(
            level,
            union(own.tests[0] for own in clauses if rules[own.place].level is level and len(own.tests) == 1),
            tuple(own for own in clauses if rules[own.place].level is level and len(own.tests) > 1),
        )
        for level in dict.fromkeys(rule.level for rule in rules)
    ]
    return _Rules(tuple(by_level), clauses, union(test for own in clauses for test in own.tests))


def find_level(knowledge: Knowledge, answers: Answers) -> Finding:
    """Return the level of care that the answers call for. One more answer can raise it and never lower it."""
    bits = bits_of(knowledge, answers)
    level = find_level_of(knowledge, bits.said)
    met = () if level is Level.SELF_CARE else find_met(knowledge.derived(_prepare_rules).clauses, bits.said)
    return Finding(level, tuple(dict.fromkeys([said for clause in met for said in said_by_any(clause.tests, bits, answers)])))


def find_level_of(knowledge: Knowledge, said: int) -> Level:
    """Return the level that answers call for, given as bits."""
    rules = knowledge.derived(_prepare_rules)
    if rules.bits & said:
        for own in rules.by_level:
            if own.alone & said or find_met(own.together, said):
                return own.level
    return Level.SELF_CARE


def concerns_level(knowledge: Knowledge, said: int) -> bool:
    """Say whether a level may hang on any of these answers, given as bits."""
    return bool(knowledge.derived(_prepare_rules).bits & said)


class _LevelWords(msgspec.Struct, frozen=True, gc=False):
    """What is said at one level, made ready: its advice with the additions, and what to watch for."""

    general: LevelAdvice
    also: tuple[tuple[Tests, Addition], ...]
    watch: tuple[tuple[Tests, str], ...]


def _prepare_words(knowledge: Knowledge) -> dict[Level, _LevelWords]:
    return {
        advice.level: _LevelWords(
            advice,
            tuple((prepare(knowledge, entry.when), entry) for entry in advice.also),
            tuple(
                (prepare(knowledge, entry.when), entry.text) for entry in knowledge.triage.watch if advice.level in entry.levels
            ),
        )
        for advice in reversed(knowledge.triage.levels)
    }


def advise(knowledge: Knowledge, level: Level, answers: Answers) -> Advice:
    """Return what a level means for the person who gave these answers, from whatever source."""
    words, bits = knowledge.derived(_prepare_words)[level], bits_of(knowledge, answers)
    special = [entry for tests, entry in words.also if may_hold(tests, bits.said)]
    if not special:
        return Advice(words.general.title, words.general.action)
    title = next((entry.title for entry in special if entry.title), words.general.title)
    return Advice(title, " ".join(dict.fromkeys([words.general.action, *(entry.text for entry in special)])))


def choose_watch(knowledge: Knowledge, level: Level, answers: Answers) -> tuple[str, ...]:
    """Return what the person should watch for at this level, whichever source their answers come from."""
    bits = bits_of(knowledge, answers)
    return tuple([text for tests, text in knowledge.derived(_prepare_words)[level].watch if may_hold(tests, bits.said)])


def _prepare_contradictions(knowledge: Knowledge) -> tuple[Clause, ...]:
    return make_clauses(knowledge, [entry.when for entry in knowledge.triage.contradictions])


def find_contradictions(knowledge: Knowledge, answers: Answers) -> tuple[Contradiction, ...]:
    """Return the contradictions among the answers that were given."""
    met = find_met(knowledge.derived(_prepare_contradictions), bits_of(knowledge, answers).said)
    return tuple([knowledge.triage.contradictions[clause.place] for clause in met])


def already_means(knowledge: Knowledge, answers: Answers) -> str:
    """Return the sentence for a person who cannot get a result yet but should see a doctor; empty where nothing says so."""
    level = find_level(knowledge, answers).level
    if level is Level.SELF_CARE:
        return ""
    advice = advise(knowledge, level, answers)
    return f"What you answered so far already means: {advice.title}. {advice.action}"
