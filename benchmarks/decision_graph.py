"""The decision logic of legpress as a decision graph for zen-engine (JDM), made from the knowledge and from nothing else.

The graph takes a person's answers and gives the level, the causes with how likely each is, the ids of the checklist with their
status, in order, and the first change. It has no function node, which would be slow: it is expressions, and one switch that
spares people who must see a doctor first all that follows, as legpress does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from legpress_cli.knowledge.model import Cause, Condition, Kind, Knowledge, Level, Tip

GIVEN = ("level", "causes", "checklist", "first_change")
EDGES = (
    ("asked", "triage", None),
    ("triage", "doctor", None),
    ("doctor", "nothing", "first"),
    ("doctor", "points", "else"),
    ("points", "tips", None),
    ("tips", "chosen", None),
    ("chosen", "all", None),
    ("all", "told", None),
    ("nothing", "told", None),
)


def as_context(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return a person's answers as the graph takes them: an expression reads a hyphen as a minus."""
    return {_field(question): value for question, value in answers.items()}


def make_graph(knowledge: Knowledge) -> dict[str, Any]:
    """Return the graph as zen-engine loads it, to be written as JSON."""
    writer = _Writer(knowledge)
    doctor = [level.value for level in Level if level.doctor_first]
    nodes = [
        _node("asked", "inputNode", {}),
        _expressions("triage", {"level": writer.level()}),
        _switch("doctor", f"level in {_texts(doctor)}"),
        _expressions("nothing", {"level": "level", "causes": "[]", "checklist": "[]", "first_change": "null"}, more=False),
        _expressions("points", writer.causes()),
        _expressions("tips", writer.items()),
        _expressions("chosen", writer.choice()),
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


class _Writer:
    """Writes the knowledge as expressions."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._rules = knowledge.about.points
        most = max(sum(self._rules.of(sign.strength) for sign in cause.signs_for) for cause in knowledge.causes)
        self._points = [*range(most, self._rules.possible_from - 1, -1), 0]

    def level(self) -> str:
        """Return the expression for the level of care, the gravest first."""
        found = f"'{Level.SELF_CARE.value}'"
        for level in list(Level)[1:]:
            rules = [rule.when for rule in self._knowledge.triage.rules if rule.level is level]
            alone = _joined(when[0] for when in rules if len(when) == 1)
            together = [_all(map(self._holds, when)) for when in rules if len(when) > 1]
            found = f"{_any([*map(self._holds, alone), *together])} ? '{level.value}' : ({found})"
        return found

    def causes(self) -> dict[str, str]:
        """Return the points of each cause, 0 below those that make it possible, and the causes found, strongest first."""
        rules, causes = self._rules, self._knowledge.causes
        counted = {f"sum_{place}": self._count(cause) for place, cause in enumerate(causes)}
        points = {
            f"cause_{place}": f"$.sum_{place} >= {rules.possible_from} ? $.sum_{place} : 0" for place in range(len(causes))
        }
        entries = ", ".join(f"{{id: '{cause.id}', points: $.cause_{place}}}" for place, cause in enumerate(causes))
        likelihood = f"#.points >= {rules.likely_from} ? 'likely' : 'possible'"
        return {
            **counted,
            **points,
            "found": f"filter([{entries}], #.points > 0)",
            "causes": f"map({self._sorted('$.found')}, {{id: #.id, likelihood: {likelihood}}})",
        }

    def items(self) -> dict[str, str]:
        """Return the points that call for each tip, and the items of the checklist in the order of the file."""
        tips = self._knowledge.tips
        points = {f"tip_{place}": self._called(tip) for place, tip in enumerate(tips)}
        entries = ", ".join(self._item(place, tip) for place, tip in enumerate(tips))
        return {**points, "items": f"filter([{entries}], #.status != null)"}

    def choice(self) -> dict[str, str]:
        """Return the checklist in its order, and the one thing to change first."""
        return {
            "changes": self._sorted("filter(items, #.status == 'change')"),
            "others": "filter(items, #.status != 'change')",
            "checklist": "map(flatMap([$.changes, $.others], #), {id: #.id, status: #.status})",
            "strong": "filter($.changes, #.likely and #.known)",
            "known": "len($.strong) > 0 ? $.strong : filter($.changes, #.known)",
            "from": "len($.known) > 0 ? $.known : $.changes",
            "least": "len($.from) > 0 ? min(map($.from, #.rank)) : null",
            "first_change": "len($.from) > 0 ? filter($.from as entry, entry.rank == $.least)[0].id : null",
        }

    def _sorted(self, entries: str) -> str:
        """Return entries by their points, strongest first: the language has no word for sorting."""
        return f"flatMap({self._points} as points, filter({entries} as entry, entry.points == points))"

    def _count(self, cause: Cause) -> str:
        speaking = [("+", sign) for sign in cause.signs_for] + [("-", sign) for sign in cause.against]
        return "0" + "".join(f" {side} ({self._holds(sign)} ? {self._rules.of(sign.strength)} : 0)" for side, sign in speaking)

    def _callers(self, tip: Tip) -> list[str]:
        return [f"cause_{place}" for place, cause in enumerate(self._knowledge.causes) if tip.id in cause.tips]

    def _called(self, tip: Tip) -> str:
        directly = [f"({_any(map(self._holds, tip.called_by))} ? {self._rules.likely_from} : 0)"] if tip.called_by else []
        return f"max([{', '.join([*self._callers(tip), *directly, '0'])}])"

    def _item(self, place: int, tip: Tip) -> str:
        points = f"$.tip_{place}"
        status, known = self._status(tip, f"{points} > 0")
        likely = _any(f"{name} >= {self._rules.likely_from}" for name in self._callers(tip))
        # The cheapest comes first, and of two that cost the same the one with more points.
        rank = f"{tip.effort * (self._points[0] + 1)} - {points}"
        return f"{{id: '{tip.id}', status: {status}, points: {points}, rank: {rank}, likely: {likely}, known: {known}}}"

    def _status(self, tip: Tip, called: str) -> tuple[str, str]:
        """Return the expressions for the status of a tip, null where it is not given, and for whether the person could tell."""
        status, known = f"{called} ? 'change' : null", "true"
        if own := tip.own_answer:
            said = _field(own.question)
            known = f"{said} in {_texts((*own.change, *own.keep))}"
            unknown = f"{called} ? 'change' : 'check'"
            status = f"{said} in {_texts(own.change)} ? 'change' : ({said} in {_texts(own.keep)} ? 'keep' : ({unknown}))"
        guards = [*(f"not ({self._holds(condition)})" for condition in tip.never_if), *map(self._holds, tip.only_if)]
        guards += [f"level != '{level.value}'" for level in tip.never_at]
        return (f"{_all(guards)} ? ({status}) : null" if guards else status), known

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
