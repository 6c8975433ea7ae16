"""The decision logic of legpress as a decision graph for zen-engine (JDM), made from the knowledge and from nothing else.

The graph takes a person's answers and gives the level, whether nobody may press with them, the causes with how well each fits,
the ids of the checklist with their turn, in order, and the first change. It has no function node, which would be slow: it is
expressions, and one switch that spares people who must see a doctor first all that follows, as legpress does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.causes import LEAST_QUESTIONS, Fit
from legpress_cli.diagnosis.checklist import MOST_NEXT, Turn
from legpress_cli.knowledge.model import (
    NOT_SURE,
    Cause,
    Condition,
    Kind,
    Knowledge,
    Level,
    Sign,
    Status,
    Strength,
    Tip,
    TriageRule,
)

GIVEN = ("level", "hold", "causes", "checklist", "first_change")
EDGES = (
    ("asked", "triage", None),
    ("triage", "doctor", None),
    ("doctor", "nothing", "first"),
    ("doctor", "open", "else"),
    ("open", "points", None),
    ("points", "tips", None),
    ("tips", "chosen", None),
    ("chosen", "all", None),
    ("all", "told", None),
    ("nothing", "told", None),
)
Writing: TypeAlias = Callable[[Condition], str]


def as_context(knowledge: Knowledge, person: Mapping[str, Any]) -> dict[str, Any]:
    """Return a person's answers as the graph takes them: each under its own id, and no hyphen, which would be a minus."""
    answers = read_answers(knowledge, person, Source.PROMPT)
    return {
        _field(question): list(values) if knowledge.question(question).kind is Kind.MANY else values[0]
        for question, values in answers.said.items()
    }


def make_graph(knowledge: Knowledge) -> dict[str, Any]:
    """Return the graph as zen-engine loads it, to be written as JSON."""
    writer = _Writer(knowledge)
    doctor = [level.value for level in Level if level.doctor_first]
    nothing = {"level": "level", "hold": "hold", "causes": "[]", "checklist": "[]", "first_change": "null"}
    nodes = [
        _node("asked", "inputNode", {}),
        _expressions("triage", writer.triage()),
        _switch("doctor", f"level in {_texts(doctor)}"),
        _expressions("nothing", nothing, more=False),
        _expressions("open", writer.left_open()),
        _expressions("points", writer.causes()),
        _expressions("tips", writer.tips()),
        _expressions("chosen", writer.checklist()),
        _expressions("all", {name: name for name in GIVEN}, more=False),
        _node("told", "outputNode", {}),
    ]
    edges = [
        {"id": f"{start}-{end}", "type": "edge", "sourceId": start, "targetId": end} | ({"sourceHandle": way} if way else {})
        for start, end, way in EDGES
    ]
    return {"nodes": nodes, "edges": edges}


def _node(name: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}, "content": content}


def _expressions(name: str, values: Mapping[str, str], *, more: bool = True) -> dict[str, Any]:
    """Return a node that adds values to what came in, or without ``more`` gives them alone."""
    expressions = [{"id": key, "key": key, "value": value} for key, value in values.items()]
    return _node(name, "expressionNode", {"expressions": expressions, "passThrough": more, "executionMode": "single"})


def _switch(name: str, condition: str) -> dict[str, Any]:
    ways = [{"id": "first", "condition": condition, "isDefault": False}, {"id": "else", "condition": "", "isDefault": True}]
    return _node(name, "switchNode", {"hitPolicy": "first", "statements": ways})


def _field(question: str) -> str:
    return question.replace("-", "_")


def _texts(values: Iterable[str]) -> str:
    return str(list(values))


def _any(conditions: Iterable[str]) -> str:
    return f"({' or '.join(conditions) or 'false'})"


def _all(conditions: Iterable[str]) -> str:
    return f"({' and '.join(conditions) or 'true'})"


def _first(ways: Iterable[tuple[str, str]], otherwise: str) -> str:
    """Return the value beside the first condition that holds."""
    for condition, value in reversed(list(ways)):
        otherwise = f"{condition} ? {value} : ({otherwise})"
    return otherwise


def _ordered(name: str, kept: Iterable[str]) -> dict[str, str]:
    """Return the expressions for entries by their rank, lowest first: the language has no word for sorting."""
    fields = "".join(f", {key}: entry.{key}" for key in kept)
    place = f"count($.{name} as other, other.rank < entry.rank)"
    each = f"filter($.{name}_placed as entry, entry.place == place)[0]"
    return {
        f"{name}_placed": f"map($.{name} as entry, {{place: {place}{fields}}})",
        f"{name}_ordered": f"len($.{name}) > 0 ? map([0..len($.{name}) - 1] as place, {each}) : []",
    }


class _Writer:
    """Writes the knowledge as expressions.

    A rank is a number that no other entry has, the lowest for what comes first: below 0 for tips that come before all causes,
    then by the rank of the cause, then those that answers call for by themselves, and last what nothing calls for.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._tips = sorted(knowledge.tips, key=lambda tip: not tip.core)
        points = knowledge.about.points
        self._most = max(sum(points.of(sign.strength) for sign in cause.signs_for) for cause in knowledge.causes)
        self._causes_end = (self._most + 1) * 2 * len(knowledge.causes)
        self._absent = self._causes_end + 2
        self._span = 2 * len(knowledge.tips)
        self._uncalled = (self._causes_end + 1) * self._span

    def triage(self) -> dict[str, str]:
        """Return the level of care that the given answers call for, the gravest first, and whether nobody may press."""
        rules = self._knowledge.triage.rules
        return {
            "level": self._level(rules, self._holds, f"'{Level.SELF_CARE.value}'"),
            "hold": self._met([rule for rule in rules if rule.hold], self._holds),
        }

    def left_open(self) -> dict[str, str]:
        """Return the same with what the person left open: where no doctor comes first, the interview asks all of that."""
        rules = [rule for rule in self._knowledge.triage.rules if any(NOT_SURE in condition.options for condition in rule.when)]
        hold = self._met([rule for rule in rules if rule.hold], self._holds_if_open)
        return {"level": self._level(rules, self._holds_if_open, "level"), "hold": f"hold or {hold}"}

    def causes(self) -> dict[str, str]:
        """Return the rank of each cause, and the causes found, strongest first."""
        causes = self._knowledge.causes
        entries = [self._found(place, cause) for place, cause in enumerate(causes)]
        return {
            "outside": _any(_all(map(self._holds, entry.when)) for entry in self._knowledge.triage.outside),
            "painless": self._holds(self._knowledge.about.painless),
            **{f"sum_{place}": self._sum(cause) for place, cause in enumerate(causes)},
            **{f"cause_{place}": self._rank_cause(place, cause) for place, cause in enumerate(causes)},
            "found": f"filter([{', '.join(entries)}], # != null)",
            **_ordered("found", ["id", "fit"]),
            "causes": "map($.found_ordered, {id: #.id, fit: #.fit})",
        }

    def tips(self) -> dict[str, str]:
        """Return what the answers make of each tip by itself, its rank, and its status; null where it is not given."""
        settled = {f"settled_{place}": self._settled(tip) for place, tip in enumerate(self._tips) if tip.settled}
        ranks = {f"rank_{place}": self._rank_tip(place, tip) for place, tip in enumerate(self._tips)}
        return {**settled, **ranks, **{f"status_{place}": self._status(place, tip) for place, tip in enumerate(self._tips)}}

    def checklist(self) -> dict[str, str]:
        """Return the checklist in its order, and the one thing to change first."""
        changes, others = [], []
        for place, tip in enumerate(self._tips):
            status = f"status_{place}"
            changes.append(f"{status} == '{Status.CHANGE.value}' ? {{id: '{tip.id}', rank: rank_{place}}} : null")
            others.append(
                f"({status} ?? '{Status.CHANGE.value}') != '{Status.CHANGE.value}' ? {{id: '{tip.id}', turn: {status}}} : null"
            )
        late = f"hold or #.place > {MOST_NEXT}"
        turn = _first([(late, f"'{Turn.LATER.value}'"), ("#.place > 0", f"'{Turn.NEXT.value}'")], f"'{Turn.NOW.value}'")
        return {
            "changes": f"filter([{', '.join(changes)}], # != null)",
            **_ordered("changes", ["id"]),
            "turns": f"map($.changes_ordered, {{id: #.id, turn: {turn}}})",
            "others": f"filter([{', '.join(others)}], # != null)",
            "looks": self._looks(),
            "checklist": "flatMap(len($.changes) > 0 ? [$.turns, $.others, $.looks] : [$.looks, $.others], #)",
            "first_change": "len($.changes) > 0 and not hold ? $.turns[0].id : null",
        }

    def _level(self, rules: Sequence[TriageRule], holds: Writing, otherwise: str) -> str:
        by_level = [(level.value, [rule for rule in rules if rule.level is level]) for level in reversed(Level)]
        return _first([(self._met(called, holds), f"'{level}'") for level, called in by_level if called], otherwise)

    def _met(self, rules: Sequence[TriageRule], holds: Writing) -> str:
        alone = _joined(rule.when[0] for rule in rules if len(rule.when) == 1)
        return _any([*map(holds, alone), *(_all(map(holds, rule.when)) for rule in rules if len(rule.when) > 1)])

    def _sum(self, cause: Cause) -> str:
        points = self._knowledge.about.points
        speaking = [("+", sign) for sign in cause.signs_for] + [("-", sign) for sign in cause.against]
        return "0" + "".join(f" {side} ({self._counts(sign)} ? {points.of(sign.strength)} : 0)" for side, sign in speaking)

    def _rank_cause(self, place: int, cause: Cause) -> str:
        """Return the rank by points, of equal ones by whether a symptom speaks for it, and then by its place."""
        about, points = self._knowledge.about, f"$.sum_{place}"
        telling = [sign for sign in cause.signs_for if sign.strength is not Strength.WEAK]
        symptom = _any(self._counts(sign) for sign in telling if sign.question in about.symptoms)
        rank = f"(({self._most} - {points}) * 2 + ({symptom} ? 0 : 1)) * {len(self._knowledge.causes)} + {place}"
        shown = [f"{points} >= {about.points.shown_from}", "not $.painless", _any(map(self._counts, telling))]
        return f"{_all(shown)} ? {rank} : {self._absent}"

    def _found(self, place: int, cause: Cause) -> str:
        signs = sorted(cause.signs_for, key=lambda sign: sign.question)
        questions = [_any(map(self._counts, group)) for _, group in groupby(signs, lambda sign: sign.question)]
        enough = f"{' + '.join(f'({met} ? 1 : 0)' for met in questions)} >= {LEAST_QUESTIONS}"
        opposed = _any(self._counts(sign) for sign in cause.against if sign.strength is Strength.STRONG)
        fit = f"{enough} and not {opposed} ? '{Fit.WELL.value}' : '{Fit.PARTLY.value}'"
        return f"$.cause_{place} < {self._absent} ? {{id: '{cause.id}', rank: $.cause_{place}, fit: {fit}}} : null"

    def _settled(self, tip: Tip) -> str:
        """Return the status that the answers give a tip; null where they do not settle it."""
        turns = groupby(tip.settled, lambda entry: entry.turn)
        ways = [(_any(_all(map(self._holds, entry.when)) for entry in entries), f"'{turn.value}'") for turn, entries in turns]
        return _first(ways, "null")

    def _rank_tip(self, place: int, tip: Tip) -> str:
        """Return the rank; of the tips of one cause what the person's own habit gets wrong comes before the rest."""
        number = len(self._tips)
        late = f"($.settled_{place} == '{Status.CHANGE.value}' ? 0 : {number})" if tip.settled else str(number)
        callers = [(at, cause.tips.index(tip.id)) for at, cause in enumerate(self._knowledge.causes) if tip.id in cause.tips]
        ranks = [f"cause_{at} * {self._span} + {late} + {within}" for at, within in callers]
        uncalled = self._uncalled + self._knowledge.tips.index(tip)
        if tip.called_by:
            ranks.append(f"({_any(map(self._holds, tip.called_by))} ? {self._direct(tip)} : {uncalled})")
        return f"min([{', '.join([*ranks, str(uncalled)])}])"

    def _direct(self, tip: Tip) -> int:
        """Return the rank of a tip that answers call for by themselves."""
        before = self._knowledge.about.before_causes
        if tip.id in before:
            return before.index(tip.id) - len(before)
        return self._causes_end * self._span + self._knowledge.tips.index(tip)

    def _status(self, place: int, tip: Tip) -> str:
        change, check, keep = (f"'{status.value}'" for status in (Status.CHANGE, Status.CHECK, Status.KEEP))
        settled, called = f"$.settled_{place}", f"$.rank_{place} < {self._uncalled}"
        status = f"({called} ? {change} : {check})"
        if tip.settled:
            status = f"({settled} ?? {status})"
        known = f"({settled} ?? {check}) == {keep} ? {keep} : {check}" if tip.core and tip.settled else check
        only_check = f"outside and not hold and {status} == {change}"
        status = _first([("painless", f"({known})"), (only_check, check)], status)
        guards = [] if tip.core else [called]
        guards += [f"level != '{level.value}'" for level in tip.never_at]
        guards += [*(f"not ({self._holds(condition)})" for condition in tip.never_if), *map(self._holds, tip.only_if)]
        return f"{_all(guards)} ? ({status}) : null"

    def _looks(self) -> str:
        """Return the tips that find out what is open; where nothing is to change, they are what to do."""
        looks = []
        for tip in filter(lambda tip: tip.finds_out, self._knowledge.tips):
            wanted = f"len($.changes) == 0 or ({_field(tip.finds_out or '')} ?? '{NOT_SURE}') == '{NOT_SURE}'"
            looks.append(f"{wanted} ? {{id: '{tip.id}', turn: '{Turn.CHECK.value}'}} : null")
        return f"hold or outside ? [] : filter([{', '.join(looks)}], # != null)"

    def _counts(self, sign: Sign) -> str:
        return _all(map(self._holds, (sign, *sign.beside))) if sign.beside else self._holds(sign)

    def _holds(self, condition: Condition) -> str:
        name = _field(condition.question)
        if not condition.options:
            ends = [("<=", condition.at_most), (">=", condition.at_least)]
            return _all([f"type({name}) == 'number'", *(f"{name} {sign} {end}" for sign, end in ends if end is not None)])
        if self._knowledge.question(condition.question).kind is Kind.MANY:
            return f"some({name} ?? [], # in {_texts(condition.options)})"
        if len(condition.options) == 1:
            return f"{name} == '{condition.options[0]}'"
        return f"{name} in {_texts(condition.options)}"

    def _holds_if_open(self, condition: Condition) -> str:
        """Return when a condition holds if a question without an answer was left open."""
        holds = self._holds(condition)
        return f"({_field(condition.question)} == null or {holds})" if NOT_SURE in condition.options else holds


def _joined(conditions: Iterable[Condition]) -> list[Condition]:
    """Return conditions of which one must hold with those on the same question made one: zen-engine is quicker so."""
    options: dict[str, tuple[str, ...]] = {}
    ranges = []
    for condition in conditions:
        if condition.options:
            options[condition.question] = (*options.get(condition.question, ()), *condition.options)
        else:
            ranges.append(condition)
    return [*(Condition(question, answers) for question, answers in options.items()), *ranges]
