"""Danger first: which level of care the answers call for. Every answer that was given counts, from any source."""

import msgspec

from legpress_cli.diagnosis.answers import Answers, Source
from legpress_cli.diagnosis.conditions import GivenAnswer, any_source_meets, given_by_any, touched_by
from legpress_cli.diagnosis.index import index_of
from legpress_cli.knowledge.model import Addition, Contradiction, Knowledge, Level, TriageRule, Value, Watch


class Finding(msgspec.Struct, frozen=True, gc=False):
    """The highest level that was found, and every answer that calls for any level above self-care, worst first.

    ``hold`` says that nobody may press with these answers until a doctor or physio has seen them.
    """

    level: Level
    hold: bool
    because: tuple[GivenAnswer, ...]

    def at_least(self, floor: "Finding") -> "Finding":
        """Return the same finding, no milder than another one."""
        graver = max(self.level, floor.level, key=lambda level: level.severity)
        return Finding(graver, self.hold or floor.hold, self.because)


NO_FLOOR = Finding(Level.SELF_CARE, hold=False, because=())


class Advice(msgspec.Struct, frozen=True, gc=False):
    """What a level means for this person, in words: what it tells everybody, and what it tells people with their answers.

    ``brief`` is what it tells everybody in one line, or the same where there is no shorter way. ``warns`` says that its
    title is no good news.
    """

    title: str
    general: str
    brief: str
    special: tuple[Addition, ...] = ()
    warns: bool = False

    @property
    def action(self) -> str:
        """What to do, in running text."""
        return " ".join(dict.fromkeys([self.general, *(entry.text for entry in self.special)]))


def find_level(knowledge: Knowledge, answers: Answers) -> Finding:
    """Return the level of care that the answers call for. One more answer can raise it and never lower it."""
    met = find_rules(knowledge, answers)
    because = dict.fromkeys(
        given
        for rule in met
        for given in given_by_any(rule.when, answers)
        if answers.source(given.question) is not Source.OPEN  # what nobody was asked is no reason to give
    )
    return Finding(gravest(met), any(rule.hold for rule in met), tuple(because))


def find_rules(knowledge: Knowledge, answers: Answers) -> list[TriageRule]:
    """Return the rules that the answers of any source meet, those of the gravest level first."""
    touched = [knowledge.triage.rules[place] for place in touched_by(index_of(knowledge).rules, answers)]
    met = [rule for rule in touched if len(rule.when) == 1 or any_source_meets(rule.when, answers)]
    met.sort(key=lambda rule: -rule.level.severity)
    return met


def gravest(rules: list[TriageRule]) -> Level:
    """Return the level of the first of these rules, the gravest; self-care where there is none."""
    return rules[0].level if rules else Level.SELF_CARE


def may_call_for_care(knowledge: Knowledge, question: str, values: tuple[Value, ...]) -> bool:
    """Say whether some rule looks at one of these answers to the question, alone or together with others."""
    return not index_of(knowledge).rules.get(question, {}).keys().isdisjoint(values)


def advise(knowledge: Knowledge, finding: Finding, answers: Answers) -> Advice:
    """Return what was found means for the person who gave these answers, from whatever source."""
    general = knowledge.advice_for(finding.level)
    special = [entry for entry in general.also if any_source_meets(entry.when, answers)]
    titled = next((entry for entry in special if entry.title), None)
    title, warns = (titled.title or "", titled.warns) if titled else (general.title, False)
    action, brief = general.action, general.brief or general.action
    if finding.hold and not finding.level.doctor_first:
        hold = knowledge.triage.hold
        title, action, brief = hold.title, hold.action, hold.brief or hold.action
    return Advice(title, action, brief, tuple(special), warns)


def find_outside(knowledge: Knowledge, answers: Answers) -> tuple[str, ...]:
    """Return what is said of the places of pain that legpress does not know; nothing where it hurts in none of them."""
    return tuple([entry.says for entry in knowledge.triage.outside if any_source_meets(entry.when, answers)])


def choose_watch(knowledge: Knowledge, level: Level, answers: Answers) -> tuple[Watch, ...]:
    """Return what the person should watch for at this level, whichever source their answers come from."""
    entries = (entry for entry in knowledge.triage.watch if level in entry.levels)
    return tuple([entry for entry in entries if any_source_meets(entry.when, answers)])


def find_contradictions(knowledge: Knowledge, answers: Answers) -> tuple[Contradiction, ...]:
    """Return the contradictions among the answers that were given."""
    places = touched_by(index_of(knowledge).contradictions, answers)
    touched = (knowledge.triage.contradictions[place] for place in places)
    return tuple([entry for entry in touched if any_source_meets(entry.when, answers)])


def already_means(knowledge: Knowledge, answers: Answers) -> str:
    """Return the sentence for a person who cannot get a result yet but should see a doctor; empty where nothing says so."""
    finding = find_level(knowledge, answers)
    if finding.level is Level.SELF_CARE:
        return ""
    advice = advise(knowledge, finding, answers)
    return f"What you answered so far already means: {advice.title}. {advice.action}"


def with_meaning(complaint: str, knowledge: Knowledge, answers: Answers) -> str:
    """Return a complaint that also says what the answers already mean, once, and where they mean anything."""
    already = already_means(knowledge, answers)
    return complaint if already in complaint else f"{complaint}\n{already}"
