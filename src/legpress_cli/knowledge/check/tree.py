"""The tree as a whole: it ends, it is short enough, it reaches everything, and danger comes first on every way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from legpress_cli.knowledge.check.proof import Proof
from legpress_cli.knowledge.check.registry import Stage, check
from legpress_cli.knowledge.check.walk import each
from legpress_cli.knowledge.model import END, Condition, Knowledge, Question, Step, Value
from legpress_cli.knowledge.reading.faults import Finding, Path, Rule
from legpress_cli.knowledge.tree.graph import Graph, always_asked

MOST_ASKED = 100
"""The most questions that any path may ask, whatever the file says."""
LONGEST_WAY = 20
"""The most questions that a fault lists."""


@check(Stage.CYCLES)
def find_cycles(knowledge: Knowledge, graph: Graph) -> Iterator[Finding]:
    """Return a finding for each way that comes back to a step."""
    paths = _step_paths(knowledge)
    for cycle in graph.cycles:
        found = f"the tree comes back to where it was: {' > '.join(cycle)}"
        yield Finding(Rule.TREE_LOOP, paths[cycle[-2]], found, f"Let {cycle[-2]} lead to a later step.")


@check(Stage.PATHS)
def find_unsafe_ways(knowledge: Knowledge, proof: Proof) -> Iterator[Finding]:
    """Return a finding for each way that is too long, or asks about danger too late or not at all."""
    graph, longest = proof.graph, proof.tree_paths.longest
    most = min(knowledge.tree.longest_path, MOST_ASKED)
    if len(longest) > most:
        found = f"one path asks {len(longest)} questions: {' > '.join(longest)}"
        yield Finding(Rule.PATH_TOO_LONG, ("tree.yaml", "longest-path"), found, f"Ask {most} at most on any path.")
    first = graph.asked(graph.order[0]) if graph.order else None
    if first is None or not first.safety or first.only_after:
        found = f"the first question, {first.id}, is no safety question for everybody" if first else "the tree asks nothing"
        instead = "Start with a safety question that has no only-after."
        yield Finding(Rule.SAFETY_NOT_FIRST, ("tree.yaml", "start"), found, instead)
        return
    needed = _needed(knowledge)
    certain = always_asked(graph, needed)
    paths = _step_paths(knowledge)
    yield from _danger_late(graph, proof.tree_paths.late, certain[graph.order[0]], paths)
    yield from _danger_skipped([question for question in knowledge.questions if question.id in needed], graph, certain, paths)


@check(Stage.REACH, needs=("tree.yaml",), vital=False)
def find_idle_parts(knowledge: Knowledge, proof: Proof) -> Iterator[Finding]:
    """Return a finding for each question, step and branch that no way needs."""
    asked = {step.ask for step in knowledge.tree.steps}
    for path, question in each(knowledge, Question):
        if question.id not in asked:
            instead = "Let a step that is reached ask it, or take it out."
            yield Finding(Rule.UNREACHED_QUESTION, path, "no path asks it", instead)
    paths = _step_paths(knowledge)
    for head in _heads([step for step in knowledge.tree.steps if step.id not in proof.tree_paths.steps]):
        instead = "Let a step that is reached lead here, or take it out."
        yield Finding(Rule.UNREACHED_STEP, paths[head], "no path leads here", instead)
    for step in proof.tree_paths.twice:
        found = f"a path asks {proof.graph.asked(step).id} before it comes here"
        yield Finding(Rule.ASKED_TWICE, (*paths[step], "ask"), found, "Ask each question once on a path.")
    yield from _idle_branches(knowledge)


def _step_paths(knowledge: Knowledge) -> dict[str, Path]:
    return {step.id: path for path, step in each(knowledge, Step)}


def _heads(unreached: list[Step]) -> Iterator[str]:
    """Return the steps from which all the unreached ones would be reached: with these mended, so are those behind them."""
    following = {step.id: {step.then, *step.unless.values()} - {step.id} for step in unreached}
    led_to = {target for targets in following.values() for target in targets}
    behind: set[str] = set()
    for head in sorted(following, key=led_to.__contains__):
        if head not in behind:
            yield head
        todo = [head]
        while todo:
            step = todo.pop()
            if step in following and step not in behind:
                behind.add(step)
                todo += following[step]


def _idle_branches(knowledge: Knowledge) -> Iterator[Finding]:
    questions = {question.id: question for question in knowledge.questions}
    for path, step in each(knowledge, Step):
        for answer, target in step.unless.items():
            if target == step.then:
                found = f"the answer {answer} leads where every other answer leads"
                yield Finding(Rule.SHADOWED_INDICATION, (*path, "unless", answer), found, "Take it out of unless.")
        if all(str(value) in step.unless for value in questions[step.ask].values):
            found = f"no answer to {step.ask} is left for then"
            instead = "Take the answers out of unless that then should have."
            yield Finding(Rule.SHADOWED_INDICATION, (*path, "then"), found, instead)


def _danger_late(graph: Graph, late: Collection[str], certain: Collection[str], paths: Mapping[str, Path]) -> Iterator[Finding]:
    for step in graph.order:
        question = graph.asked(step)
        if step in late and question.safety and question.id in certain and not question.only_after:
            found = f"an ordinary question can come before {question.id}"
            instead = "Ask it first, or give it only-after in questions.yaml."
            yield Finding(Rule.SAFETY_NOT_FIRST, paths[step], found, instead)


def _danger_skipped(
    questions: Sequence[Question], graph: Graph, certain: Mapping[str, frozenset[str]], paths: Mapping[str, Path]
) -> Iterator[Finding]:
    """Return a finding for each of these questions that some way passes by though it should not, with that way."""
    start = graph.order[0]
    followers: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        if question.only_after:
            followers[question.only_after.question].append(question)
    if skipped := [question.id for question in questions if not question.only_after and question.id not in certain[start]]:
        others = f" (nor, on this or another one, {', '.join(skipped[1:])})" if skipped[1:] else ""
        found = f"a path never asks {skipped[0]}{others}: {_way_around(graph, certain, start, skipped[0])}"
        instead = "Let every path ask it, or give it only-after."
        yield Finding(Rule.SAFETY_SKIPPED, ("tree.yaml", "start"), found, instead)
    for step in graph.order:
        for needed, target, values in _needed_after(graph, step, followers):
            if needed not in certain[target]:
                way = _way_around(graph, certain, target, needed)
                found = f"after the answer {', '.join(map(str, values))} a path never asks {needed}: {way}"
                instead = f"Let that answer lead to a step that asks {needed}, or correct its only-after."
                yield Finding(Rule.SAFETY_SKIPPED, paths[step], found, instead)


def _needed(knowledge: Knowledge) -> frozenset[str]:
    """Return the questions that every path must ask, or every path after certain answers.

    These are the safety questions, those that a rule of triage looks at, and those whose answers make one of these necessary.
    """
    care = {question.id for question in knowledge.questions if question.safety}
    care |= {condition.question for rule in knowledge.triage.rules for condition in rule.when}
    later = {question.id: question.only_after for question in knowledge.questions if question.only_after}
    before = {condition.question for name, condition in later.items() if name in care}
    return frozenset(care | before | later.keys())


def _needed_after(graph: Graph, step: str, followers: Mapping[str, list[Question]]) -> Iterator[tuple[str, str, list[Value]]]:
    """Return the safety questions that answers at this step make necessary, with where these answers lead, and the answers."""
    needed = followers.get(graph.asked(step).id, ())
    targets = {value: target for target, values in graph.next[step].items() for value in values} if needed else {}
    for question in needed:
        leading: dict[str, list[Value]] = defaultdict(list)
        for value in _meeting(question.only_after, targets) if question.only_after else ():
            leading[targets[value]].append(value)
        yield from ((question.id, target, values) for target, values in leading.items())


def _meeting(condition: Condition, values: Collection[Value]) -> list[Value]:
    """Return those of the values that meet a condition, without a look at each where it names them."""
    named: list[Value] = [name for name in dict.fromkeys(condition.options) if name in values]
    return named or [value for value in values if isinstance(value, int) and condition.holds_for(value)]


def _way_around(graph: Graph, certain: Mapping[str, frozenset[str]], step: str, question: str) -> str:
    """Return the questions of one way from a step to the end that does not ask ``question``."""
    asked: list[str] = []
    while step != END:
        if len(asked) == LONGEST_WAY:
            return " > ".join([*asked, "..."])
        asked.append(graph.asked(step).id)
        step = next(target for target in graph.next[step] if question not in certain[target])
    return " > ".join([*asked, "the result"])
