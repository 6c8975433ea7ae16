"""Small trees that nobody wrote: the proofs say of them what the interview does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.causes import find_causes
from legpress_cli.diagnosis.replay import find_place
from legpress_cli.diagnosis.triage import find_level
from legpress_cli.knowledge.check.proof import Possible
from legpress_cli.knowledge.model import (
    END,
    Cause,
    Condition,
    Kind,
    Knowledge,
    Level,
    Option,
    Question,
    Scale,
    Sign,
    Step,
    Strength,
    Tree,
    Triage,
    TriageRule,
    Value,
)
from legpress_cli.knowledge.tree.answer_levels import Levels
from legpress_cli.knowledge.tree.graph import Graph
from legpress_cli.knowledge.tree.paths import find_paths
from support.examples import most
from support.strategies import KNOWLEDGE


def assert_each_answer_alone_has_the_level_that_the_proof_sees(knowledge: Knowledge) -> None:
    levels = Levels(knowledge)
    for question in knowledge.questions:
        for value in question.values:
            answers = Answers((Answer(question.id, (value,), Source.PROMPT),))
            assert levels.alone(question.id, value) is find_level(knowledge, answers).level


def test_the_proof_sees_each_single_answer_as_triage_does(knowledge: Knowledge) -> None:
    assert_each_answer_alone_has_the_level_that_the_proof_sees(knowledge)


OPTIONS = ("a", "b", "c")


@st.composite
def questions(draw: st.DrawFn, name: str) -> Question:
    """A question with two or three answers; of the kind that takes many, the first stands alone."""
    kind = draw(st.sampled_from(Kind))
    count = draw(st.integers(2, 3))
    options = tuple(Option(option, option, alone=kind is Kind.MANY and option == "a") for option in OPTIONS[:count])
    scale = Scale(0, 1, "low", "high") if kind is Kind.SCALE else None
    return Question(name, kind, name, name, name, options[: 1 if scale else 3], safety=draw(st.booleans()), scale=scale)


@st.composite
def conditions(draw: st.DrawFn, asked: tuple[Question, ...]) -> Condition:
    """A condition that some answer to one of these questions meets."""
    question = draw(st.sampled_from(asked))
    if question.scale and draw(st.booleans()):
        return Condition(question.id, at_least=draw(st.integers(0, 1)))
    ids = [option.id for option in question.options]
    return Condition(question.id, tuple(draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))))


@st.composite
def small_trees(draw: st.DrawFn, *, most_conditions: int) -> Knowledge:
    """Knowledge with up to six steps, each of which leads to later ones or to the end, and up to four rules."""
    count = draw(st.integers(1, 6))
    asked = tuple(draw(questions(f"q{number}")) for number in range(draw(st.integers(min(count, 3), count))))
    steps = []
    for number in range(count):
        later = st.sampled_from([END, *(f"s{target}" for target in range(number + 1, count))])
        question = asked[number % len(asked)]
        unless = draw(st.dictionaries(st.sampled_from([str(value) for value in question.values]), later))
        steps.append(Step(f"s{number}", question.id, draw(later), unless))
    rule = st.builds(
        TriageRule,
        level=st.sampled_from([Level.CLINICIAN, Level.URGENT, Level.EMERGENCY]),
        when=st.lists(conditions(asked), min_size=1, max_size=most_conditions).map(tuple),
    )
    return knowledge_of(asked, tuple(steps), tuple(draw(st.lists(rule, max_size=4))))


def knowledge_of(asked: tuple[Question, ...], steps: tuple[Step, ...], rules: tuple[TriageRule, ...]) -> Knowledge:
    """Return knowledge that asks these questions in these steps, starting at the first, and knows nothing else."""
    nothing: dict[str, Any] = dict.fromkeys(KNOWLEDGE.__struct_fields__, ())
    tree, triage = Tree(steps[0].id, len(steps), steps), Triage((), KNOWLEDGE.triage.hold, rules, (), (), (), ())
    return Knowledge(**nothing | {"about": KNOWLEDGE.about, "questions": asked, "tree": tree, "triage": triage})


def asks_nothing_twice(knowledge: Knowledge) -> bool:
    return not find_paths(Graph(knowledge), Levels(knowledge)).twice


class Seen(NamedTuple):
    """What interviews came to: the questions that were asked, the most in one, and each last question with the level."""

    questions: set[str]
    longest: int
    outcomes: set[tuple[str, Level]]


def every_answer(question: Question) -> list[tuple[Value, ...]]:
    if question.kind is not Kind.MANY:
        return [(value,) for value in question.values]
    alone, *others = question.values
    both = [tuple(others)] if len(others) > 1 else []
    return [(alone,), *((value,) for value in others), *both]


def every_interview(knowledge: Knowledge) -> Iterator[tuple[tuple[str, ...], Answers]]:
    """Hold every interview there is, one answer after the other, and return the path and the answers of each."""
    todo = [Answers()]
    while todo:
        answers = todo.pop()
        place = find_place(knowledge, answers)
        if place.next:
            todo += [answers.adding([Answer(place.next.id, values, Source.PROMPT)]) for values in every_answer(place.next)]
        else:
            yield place.path, answers


def interview_everybody(knowledge: Knowledge) -> Seen:
    held = list(every_interview(knowledge))
    outcomes = {(path[-1], find_level(knowledge, answers).level) for path, answers in held}
    return Seen({name for path, _ in held for name in path}, max(len(path) for path, _ in held), outcomes)


def prove(knowledge: Knowledge) -> Seen:
    graph = Graph(knowledge)
    tree_paths = find_paths(graph, Levels(knowledge))
    outcomes = {(graph.asked(outcome.step).id, outcome.level) for outcome in tree_paths.outcomes}
    return Seen(set(tree_paths.questions), len(tree_paths.longest), outcomes)


@settings(deadline=None, max_examples=most(200))
@given(knowledge=small_trees(most_conditions=1).filter(asks_nothing_twice))
def test_the_proof_sees_just_what_all_interviews_come_to(knowledge: Knowledge) -> None:
    proven, held = prove(knowledge), interview_everybody(knowledge)
    if not any(step.unless and knowledge.question(step.ask).kind is Kind.MANY for step in knowledge.tree.steps):
        assert proven == held
    assert proven.questions >= held.questions
    assert proven.longest >= held.longest
    assert proven.outcomes >= held.outcomes
    assert_each_answer_alone_has_the_level_that_the_proof_sees(knowledge)


@settings(deadline=None, max_examples=most(200))
@given(knowledge=small_trees(most_conditions=2).filter(asks_nothing_twice))
def test_with_rules_on_two_answers_the_proof_overlooks_nothing(knowledge: Knowledge) -> None:
    """It remembers which questions may have been asked, not what was said: it takes such a rule to hold and not to hold."""
    proven, held = prove(knowledge), interview_everybody(knowledge)
    assert proven.questions >= held.questions
    assert proven.longest >= held.longest
    assert proven.outcomes >= held.outcomes
    assert_each_answer_alone_has_the_level_that_the_proof_sees(knowledge)


def question_of(name: str, kind: Kind = Kind.ONE, *, safety: bool = True) -> Question:
    options = tuple(Option(option, option, alone=kind is Kind.MANY and option == "a") for option in OPTIONS)
    return Question(name, kind, name, name, name, options, safety=safety)


def test_the_longest_path_is_one_that_its_own_danger_signs_do_not_end() -> None:
    asked = (question_of("q0"), question_of("q1"), question_of("q2"), question_of("q3", safety=False))
    steps = (
        Step("s0", "q0", "s2", {"b": "s1"}),
        Step("s1", "q1", "s2"),
        Step("s2", "q2", "s3"),
        Step("s3", "q3", END),
    )
    found = knowledge_of(asked, steps, (TriageRule(Level.URGENT, (Condition("q0", "b"),)),))
    assert prove(found) == interview_everybody(found)
    assert prove(found).longest == 3


def test_two_signs_at_once_lead_where_the_one_leads_at_the_level_of_the_other() -> None:
    asked = (question_of("q0", Kind.MANY), question_of("q1"))
    found = knowledge_of(
        asked,
        (Step("s0", "q0", END, {"b": "s1"}), Step("s1", "q1", END)),
        (TriageRule(Level.URGENT, (Condition("q0", "c"),)),),
    )
    assert prove(found) == interview_everybody(found)
    assert ("q1", Level.URGENT) in prove(found).outcomes


def test_two_conditions_on_one_answer_count_for_that_answer_alone() -> None:
    rule = TriageRule(Level.CLINICIAN, (Condition("q0", ("a", "b")), Condition("q0", ("b", "c"))))
    found = knowledge_of((question_of("q0"),), (Step("s0", "q0", END),), (rule,))
    assert Levels(found).alone("q0", "b") is Level.CLINICIAN
    assert_each_answer_alone_has_the_level_that_the_proof_sees(found)


@st.composite
def causes(draw: st.DrawFn, knowledge: Knowledge) -> Cause:
    """A cause to which several answers point, none strongly enough by itself where more points are needed."""
    found = draw(st.lists(conditions(knowledge.questions), min_size=1, max_size=4))
    signs = tuple(Sign(**msgspec.structs.asdict(condition), strength=Strength.FAIR) for condition in found)
    return Cause("cause", "cause", "cause", signs, ("tip",))


def asking_for_more(knowledge: Knowledge) -> Knowledge:
    """Return knowledge that shows a cause only from one strong or two fair answers on."""
    points = msgspec.structs.replace(knowledge.about.points, shown_from=3)
    return msgspec.structs.replace(knowledge, about=msgspec.structs.replace(knowledge.about, points=points))


@settings(deadline=None)
@given(knowledge=small_trees(most_conditions=1).filter(asks_nothing_twice), data=st.data())
def test_a_cause_that_some_interview_finds_is_one_that_the_proof_finds_possible(knowledge: Knowledge, data: Any) -> None:
    some = data.draw(st.lists(causes(knowledge), min_size=1, max_size=3))
    knowledge = asking_for_more(knowledge)
    possible = Possible(knowledge, Graph(knowledge), Levels(knowledge))
    held = [answers for _, answers in every_interview(knowledge) if not find_level(knowledge, answers).level.doctor_first]
    alone = [msgspec.structs.replace(knowledge, causes=(cause,)) for cause in some]
    by_interview = {number for number, known in enumerate(alone) if any(find_causes(known, answers) for answers in held)}
    assert by_interview <= possible.findable(some)


def test_answers_on_different_paths_do_not_add_up_to_a_cause() -> None:
    asked = (question_of("q0"), question_of("q1"), question_of("q2"))
    apart = (Step("s0", "q0", "s2", {"a": "s1"}), Step("s1", "q1", END), Step("s2", "q2", END))
    in_turn = (Step("s0", "q0", "s1"), Step("s1", "q1", "s2"), Step("s2", "q2", END))
    signs = (Sign("q1", "a", strength=Strength.FAIR), Sign("q2", "a", strength=Strength.FAIR))
    alone = Sign("q2", "a", strength=Strength.STRONG)
    both, one = (Cause("cause", "cause", "cause", found, ("tip",)) for found in (signs, (alone,)))
    many = [both, one] * 600
    for steps, expected in ((apart, {*range(1, 1200, 2)}), (in_turn, {*range(1200)})):
        found = asking_for_more(knowledge_of(asked, steps, ()))
        assert Possible(found, Graph(found), Levels(found)).findable(many) == expected
