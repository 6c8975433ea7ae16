"""Every way through a tree, counted by the program and by hand; and how hard a text is, measured by both."""

from __future__ import annotations

import msgspec
import pytest

from legpress_cli.knowledge.model import (
    Condition,
    Hold,
    Kind,
    Knowledge,
    Level,
    Option,
    Question,
    Scale,
    Step,
    Tree,
    Triage,
    TriageRule,
)
from legpress_cli.knowledge.reading.readability import LONGEST_TEXT, Reading, measure
from legpress_cli.knowledge.tree.answer_levels import Levels
from legpress_cli.knowledge.tree.graph import MOST_CYCLES, Graph, always_asked, answers_by_target
from legpress_cli.knowledge.tree.paths import MOST_PATHS, Outcome, TreePaths, find_paths

PAIN = Scale(0, 2, "none", "much")
CALM, VISIT, TODAY, NOW = Level


def question(name: str, *options: str, safety: bool = False, scale: Scale | None = None) -> Question:
    kind = Kind.SCALE if scale else Kind.ONE
    return Question(name, kind, name, name, name, tuple(Option(option, option) for option in options), safety, scale)


def when(name: str, answer: str) -> Condition:
    return Condition(name, answer)


def known(steps: tuple[Step, ...], questions: tuple[Question, ...], rules: tuple[TriageRule, ...] = ()) -> Knowledge:
    parts = dict.fromkeys(Knowledge.__struct_fields__, ())
    tree = Tree(steps[0].id if steps else "end", 10, steps)
    triage = Triage((), Hold("hold", "hold"), rules, (), (), (), ())
    return Knowledge(**parts | {"tree": tree, "questions": questions, "triage": triage})  # type: ignore[arg-type]


def ways_of(knowledge: Knowledge) -> TreePaths:
    return find_paths(Graph(knowledge), Levels(knowledge))


A = question("a", "yes", "no")
B = question("b", "yes", "no")
C = question("c", "yes", "no", "perhaps")
SAFE = question("safe", "none", "bad", safety=True)


def test_a_tree_without_steps_has_no_way() -> None:
    tree_paths = ways_of(known((), (A,)))
    assert (tree_paths.paths, tree_paths.longest, tree_paths.outcomes, tree_paths.questions, tree_paths.steps) == (
        0,
        (),
        {},
        frozenset(),
        frozenset(),
    )


def test_one_question_is_one_way() -> None:
    tree_paths = ways_of(known((Step("a", "a", "end"),), (A,)))
    assert (tree_paths.paths, tree_paths.longest) == (1, ("a",))
    assert tree_paths.outcomes == {Outcome("a", CALM): 1}


def test_a_branch_makes_two_ways_and_they_may_meet_again() -> None:
    steps = (Step("a", "a", "c", {"yes": "b"}), Step("b", "b", "c"), Step("c", "c", "end"))
    tree_paths = ways_of(known(steps, (A, B, C)))
    assert (tree_paths.paths, tree_paths.longest) == (2, ("a", "b", "c"))
    assert tree_paths.outcomes == {Outcome("c", CALM): 2}
    assert tree_paths.questions == tree_paths.steps == {"a", "b", "c"}
    assert tree_paths.twice == ()
    assert tree_paths.late == {"b", "c"}


def test_two_branches_one_after_the_other_make_four_ways() -> None:
    steps = (
        Step("a", "a", "b", {"yes": "a2"}),
        Step("a2", "c", "b"),
        Step("b", "b", "end", {"yes": "b2"}),
        Step("b2", "safe", "end"),
    )
    tree_paths = ways_of(known(steps, (A, B, C, SAFE)))
    assert tree_paths.paths == 4
    assert tree_paths.outcomes == {Outcome("b", CALM): 2, Outcome("b2", CALM): 2}
    assert tree_paths.longest == ("a", "c", "b", "safe")


def test_answers_that_call_for_levels_make_ways_of_their_own() -> None:
    rules = (TriageRule(VISIT, (when("c", "yes"),)), TriageRule(TODAY, (when("c", "no"),)))
    tree_paths = ways_of(known((Step("c", "c", "a"), Step("a", "a", "end")), (A, C), rules))
    assert tree_paths.outcomes == {Outcome("c", TODAY): 1, Outcome("a", VISIT): 1, Outcome("a", CALM): 1}
    assert tree_paths.paths == 3


def test_an_emergency_ends_every_way_and_an_urgent_answer_leaves_the_safety_questions() -> None:
    rules = (TriageRule(NOW, (when("c", "yes"),)), TriageRule(TODAY, (when("c", "no"),)))
    steps = (Step("c", "c", "safe"), Step("safe", "safe", "a"), Step("a", "a", "end"))
    tree_paths = ways_of(known(steps, (A, C, SAFE), rules))
    assert tree_paths.outcomes == {Outcome("c", NOW): 1, Outcome("safe", TODAY): 1, Outcome("a", CALM): 1}


def test_a_step_that_only_an_emergency_answer_leads_to_is_not_reached() -> None:
    rules = (TriageRule(NOW, (when("a", "yes"),)),)
    steps = (Step("a", "a", "c", {"yes": "b"}), Step("b", "b", "c"), Step("c", "c", "end"))
    tree_paths = ways_of(known(steps, (A, B, C), rules))
    assert tree_paths.steps == {"a", "c"}
    assert tree_paths.outcomes == {Outcome("a", NOW): 1, Outcome("c", CALM): 1}


def test_a_rule_with_two_answers_needs_both_questions_on_the_way() -> None:
    rules = (TriageRule(VISIT, (when("a", "yes"), when("b", "yes"))),)
    both = ways_of(known((Step("a", "a", "b"), Step("b", "b", "end")), (A, B), rules))
    assert both.outcomes == {Outcome("b", CALM): 1, Outcome("b", VISIT): 1}
    one = ways_of(known((Step("b", "b", "end"),), (A, B), rules))
    assert one.outcomes == {Outcome("b", CALM): 1}
    apart = (Step("c", "c", "a", {"yes": "b"}), Step("a", "a", "end"), Step("b", "b", "end"))
    assert ways_of(known(apart, (A, B, C), rules)).outcomes == {Outcome("a", CALM): 1, Outcome("b", CALM): 1}


MANY = msgspec.structs.replace(question("many", "none", "mild", "grave", "late", safety=True), kind=Kind.MANY)
MANY = msgspec.structs.replace(MANY, options=(Option("none", "none", alone=True), *MANY.options[1:]))
MANY_RULES = (TriageRule(VISIT, (when("many", "mild"),)), TriageRule(TODAY, (when("many", "grave"),)))


@pytest.mark.parametrize(
    ("unless", "outcomes"),
    [
        # none, mild or late, grave; an urgent answer leaves the safety question alone
        ({}, {("a", CALM), ("a", VISIT), ("many", TODAY)}),
        # mild alone, and beside grave or late
        ({"mild": "b"}, {("a", CALM), ("b", VISIT), ("many", TODAY)}),
        # late first: it takes what else was marked along
        ({"late": "b"}, {("a", CALM), ("a", VISIT), ("b", CALM), ("b", VISIT), ("many", TODAY)}),
        # mild comes before late in the question's own order, so it decides where both are marked
        ({"mild": "b", "late": "s"}, {("a", CALM), ("b", VISIT), ("s", CALM), ("s", VISIT), ("s", TODAY), ("many", TODAY)}),
    ],
)
def test_several_answers_lead_where_the_first_special_one_does_with_the_gravest_level(
    unless: dict[str, str], outcomes: set[tuple[str, Level]]
) -> None:
    steps = (Step("many", "many", "a", unless), Step("a", "a", "end"), Step("b", "b", "end"), Step("s", "safe", "end"))
    found = ways_of(known(steps, (A, B, SAFE, MANY), MANY_RULES)).outcomes
    assert set(found) == {Outcome(*outcome) for outcome in outcomes}


def test_a_milder_rule_does_not_take_a_level_back() -> None:
    rules = (TriageRule(TODAY, (when("safe", "bad"),)), TriageRule(VISIT, (when("safe", "bad"),)))
    levels = Levels(known((), (SAFE,), rules))
    assert levels.alone("safe", "bad") is TODAY
    assert levels.alone("safe", "none") is CALM
    assert levels.after(NOW, "safe", "bad", ()) == {NOW}
    assert levels.after(CALM, "safe", "bad", ()) == {TODAY}


def test_numbers_of_a_scale_call_for_levels_and_lead_on() -> None:
    pain = question("pain", "not-sure", scale=PAIN)
    rules = (TriageRule(VISIT, (Condition("pain", at_least=2),)),)
    knowledge = known((Step("p", "pain", "end", {"0": "a"}), Step("a", "a", "end")), (A, pain), rules)
    assert answers_by_target(knowledge.step("p"), pain) == {"a": (0,), "end": (1, 2, "not-sure")}
    assert ways_of(knowledge).outcomes == {Outcome("a", CALM): 1, Outcome("p", CALM): 1, Outcome("p", VISIT): 1}


def test_a_question_asked_before_on_some_way_is_found() -> None:
    steps = (Step("a", "a", "last", {"yes": "b"}), Step("b", "b", "last"), Step("last", "b", "end"))
    assert ways_of(known(steps, (A, B))).twice == ("last",)


def test_what_comes_after_an_ordinary_question_is_late() -> None:
    steps = (Step("safe", "safe", "a"), Step("a", "a", "b"), Step("b", "b", "end"))
    assert ways_of(known(steps, (A, B, SAFE))).late == {"b"}


@pytest.mark.parametrize(("length", "paths"), [(8, 55), (60, 4052739537881), (300, MOST_PATHS)])
def test_ways_without_number_are_counted_at_once_up_to_a_limit(length: int, paths: int) -> None:
    steps = tuple(Step(f"s{n}", "a", f"s{n + 1}", {"yes": f"s{n + 2}"}) for n in range(length))
    tree_paths = ways_of(known((*steps, Step(f"s{length}", "b", "end"), Step(f"s{length + 1}", "b", "end")), (A, B)))
    assert tree_paths.paths == paths
    assert len(tree_paths.longest) == length + 1


def test_loops_are_found_with_the_way_they_take() -> None:
    itself = Graph(known((Step("a", "a", "a"),), (A,)))
    assert itself.cycles == [("a", "a")]
    steps = (Step("a", "a", "b"), Step("b", "b", "c"), Step("c", "c", "b", {"yes": "end"}))
    assert Graph(known(steps, (A, B, C))).cycles == [("b", "c", "b")]
    assert not Graph(known((Step("a", "a", "b"), Step("b", "b", "end")), (A, B))).cycles


def test_no_more_loops_are_listed_than_anybody_reads() -> None:
    many = question("many", *(f"o{n}" for n in range(30)))
    steps = (
        Step("s", "many", "end", {f"o{n}": f"t{n}" for n in range(30)}),
        *(Step(f"t{n}", "a", "s") for n in range(30)),
    )
    assert len(Graph(known(steps, (A, many))).cycles) == MOST_CYCLES


def test_a_step_comes_after_all_that_lead_to_it() -> None:
    steps = (Step("a", "a", "c", {"yes": "b"}), Step("c", "c", "end"), Step("b", "b", "c"), Step("lost", "a", "a"))
    assert Graph(known(steps, (A, B, C))).order == ["a", "b", "c"]


def test_a_safety_question_is_certain_only_where_every_way_asks_it() -> None:
    steps = (Step("a", "a", "b", {"yes": "s"}), Step("s", "safe", "b"), Step("b", "b", "end"))
    certain = always_asked(Graph(known(steps, (A, B, SAFE))), {"safe"})
    assert certain == {"end": set(), "b": set(), "s": {"safe"}, "a": set()}


@pytest.mark.parametrize(
    ("text", "words", "longest", "grade"),
    [
        ("", 0, 0, 0.0),
        ("... -- !", 0, 0, 0.0),
        ("Go.", 1, 1, -3.4),
        ("The cat sat on the mat.", 6, 6, -1.4),
        ("The cat sat. The dog ran on.", 7, 4, -2.4),
        ('Stop! Is it "sore?" Yes.', 5, 3, -3.1),
        ("One (two.) Three.", 3, 2, -3.2),
        ("Take 2.5 to 5 kg (5 to 10 lb).", 9, 9, -0.3),
        ("Don't.", 1, 1, -3.4),
    ],
)
def test_a_text_is_measured_as_by_hand(text: str, words: int, longest: int, grade: float) -> None:
    assert measure(text) == Reading(grade, words, longest)


def test_more_syllables_are_harder() -> None:
    assert measure("Considerable organisation.").grade > measure("Big plan.").grade + 20


def test_case_does_not_count() -> None:
    assert measure("THE WATER IS COLD.") == measure("the water is cold.")


def test_a_text_without_end_is_judged_by_its_beginning() -> None:
    assert measure("a " * LONGEST_TEXT).words == LONGEST_TEXT // 2
    assert measure("a " * (LONGEST_TEXT // 2)).words == LONGEST_TEXT // 2
    assert measure("a " * (LONGEST_TEXT // 2 - 1)).words == LONGEST_TEXT // 2 - 1
