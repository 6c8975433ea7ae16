"""The floor under danger: whoever weakens what a sign calls for, or says of it, is refused by the check itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from msgspec.structs import replace

from legpress_cli.knowledge.check import safety
from legpress_cli.knowledge.check.floor import FLOOR, is_about_leg_presses
from legpress_cli.knowledge.check.runner import examine, examine_knowledge
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import NONE, Knowledge, Level, Question, TriageRule
from legpress_cli.knowledge.reading.faults import Rule
from legpress_cli.knowledge.reading.skeleton import skeleton
from support.broken import SHIPPED as SHIPPED_FILES
from support.broken_danger import REWORDED, WEAKENED, Weakened
from support.examples import one_a_rule
from support.small import SMALL

SHIPPED = load_knowledge()
RULES = SHIPPED.triage.rules
FLOOR_RULES = {
    *(Rule.DANGER_SIGN_MISSING, Rule.DANGER_BELOW_FLOOR, Rule.CALM_DANGER, Rule.DANGER_QUESTION, Rule.DANGER_ORDER),
    *(Rule.SIGN_WORDS, Rule.LEVEL_WORDS, Rule.SAFETY_WORDS, Rule.QUIET_LIMIT),
}


@pytest.mark.parametrize("copy", one_a_rule(WEAKENED))
def test_what_weakens_danger_is_refused_by_its_rule_alone_and_at_its_place(copy: Weakened) -> None:
    examination = examine(copy.files)
    assert {fault.rule for fault in examination.faults} == {copy.rule}
    assert not examination.usable
    first = examination.faults[0]
    assert (first.file, first.entry, first.key) == (copy.file, copy.entry, copy.key)
    assert copy.on in copy.files[first.file].decode().split("\n")[first.line - 1]
    assert copy.found in first.found
    assert first.instead == first.instead[:1].upper() + first.instead[1:]
    assert first.instead.endswith(".")


def test_every_rule_of_the_floor_has_a_copy() -> None:
    assert {copy.rule for copy in WEAKENED} >= FLOOR_RULES


def test_plainer_words_of_a_coach_are_no_fault() -> None:
    files = {name: data.decode() for name, data in SHIPPED_FILES.items()}
    for file, old, new in REWORDED:
        assert old in files[file], old
        files[file] = files[file].replace(old, new, 1)
    assert examine({name: text.encode() for name, text in files.items()}).faults == ()


# Every rule and every sign of the shipped knowledge, one by one.


def with_rules(rules: tuple[TriageRule, ...]) -> Knowledge:
    return replace(SHIPPED, triage=replace(SHIPPED.triage, rules=rules))


def weaker(rule: TriageRule) -> Iterator[TriageRule]:
    """Yield a rule at each milder level, and without its hold."""
    yield from (replace(rule, level=level) for level in Level if 1 <= level.severity < rule.level.severity)
    if rule.hold:
        yield replace(rule, hold=False)


@pytest.mark.parametrize("number", range(len(RULES)), ids=lambda number: f"rules {number + 1}")
def test_no_rule_of_triage_can_be_taken_out_or_made_weaker(number: int) -> None:
    before, after = RULES[:number], RULES[number + 1 :]
    assert list(safety.find_low_levels.find(with_rules((*before, *after))))
    for rule in weaker(RULES[number]):
        assert list(safety.find_low_levels.find(with_rules((*before, rule, *after))))


@pytest.mark.parametrize("number", range(len(RULES)), ids=lambda number: f"rules {number + 1}")
def test_no_rule_of_triage_can_ask_for_more_answers(number: int) -> None:
    more = replace(RULES[number], when=(*RULES[number].when, *RULES[number - 1].when))
    assert list(safety.find_low_levels.find(with_rules((*RULES[:number], more, *RULES[number + 1 :]))))


def test_a_graver_level_is_no_fault() -> None:
    graver = tuple(replace(rule, level=Level.EMERGENCY) for rule in RULES)
    assert list(safety.find_low_levels.find(with_rules(graver))) == []


def asked_with(question: Question, **changes: Any) -> Knowledge:
    """Return the shipped knowledge with some fields of one question changed."""
    changed = (replace(other, **changes) if other is question else other for other in SHIPPED.questions)
    return replace(SHIPPED, questions=tuple(changed))


@pytest.mark.parametrize("name", FLOOR.signs)
def test_no_sign_can_swap_its_label_with_another(name: str) -> None:
    question = SHIPPED.question(name)
    for one, other in combinations(question.options, 2):
        swap = {one.id: other.label, other.id: one.label}
        options = tuple(replace(option, label=swap.get(option.id, option.label)) for option in question.options)
        found = list(safety.find_signs_misnamed.find(asked_with(question, options=options)))
        assert bool(found) == bool({one.id, other.id} & set(FLOOR.signs[name]))


@pytest.mark.parametrize("name", FLOOR.signs)
def test_no_sign_can_be_taken_out(name: str) -> None:
    question = SHIPPED.question(name)
    for sign in (*FLOOR.signs[name], *([NONE] if name in FLOOR.first else [])):
        options = tuple(option for option in question.options if option.id != sign)
        [found] = safety.find_missing_signs.find(asked_with(question, options=options))
        assert found.found == f"nobody can answer {sign}"


@pytest.mark.parametrize("name", [*FLOOR.signs, "pain"])
def test_no_question_about_danger_can_be_taken_out(name: str) -> None:
    left = replace(SHIPPED, questions=tuple(question for question in SHIPPED.questions if question.id != name))
    [found] = safety.find_missing_signs.find(left)
    assert found.found == f"there is no question {name}"


def test_every_sign_of_a_danger_question_stands_on_the_floor() -> None:
    for name in FLOOR.safety:
        assert {option.id for option in SHIPPED.question(name).options if option.id != NONE} == set(FLOOR.signs[name])


def test_the_floor_names_only_what_can_be_answered() -> None:
    named = [(name, value) for floor in FLOOR.together for name, values in floor.answers.items() for value in values]
    assert [(name, value) for name, value in named if value not in SHIPPED.question(name).values] == []
    assert set(FLOOR.any_sign) <= set(FLOOR.signs)


# Whom the floor holds for.


def test_knowledge_about_something_else_has_no_floor() -> None:
    assert not is_about_leg_presses(SMALL)
    assert not FLOOR_RULES & {fault.rule for fault in examine_knowledge(SMALL).faults}


@pytest.mark.parametrize("name", [*FLOOR.safety, "press-kind", "handles"])
def test_one_question_of_the_contract_calls_for_all_that_are_about_danger(name: str) -> None:
    questions = (*SMALL.questions, replace(SHIPPED.question(name), only_after=None))
    missing = {finding.found for finding in safety.find_missing_signs.find(replace(SMALL, questions=questions))}
    assert missing >= {f"there is no question {other}" for other in FLOOR.safety if other != name}


def test_the_words_leg_press_call_for_the_floor_too() -> None:
    assert is_about_leg_presses(replace(SMALL, about=replace(SMALL.about, thread="A Leg Press Thread")))


# Texts that read alike.


@pytest.mark.parametrize(
    "text",
    [
        *(
            "None of these.",
            "NONE of these",
            "none-of-these",
            " None  of\u00a0these",
            "None of these\ufe0f",
            "None\u034f of these",
        ),
        *(
            "None of\u3164these",
            "None of\u2800these",
            "None\u200b of these",
            "N\u043en\u0435 of th\u0435se",
            "\u039done of these",
        ),
        *("\uff2e\uff4f\uff4e\uff45 of these", "\U0001d40d\U0001d428\U0001d427\U0001d41e of these", "N\u00f3ne of these"),
        *("N0ne of these", "\u2060None of these", "\u202eNone of these", "None of the\u0455e"),
    ],
)
def test_a_text_that_only_looks_different_has_the_same_skeleton(text: str) -> None:
    assert skeleton(text) == skeleton("None of these")


@pytest.mark.parametrize(("one", "other"), [("A leg", "Both legs"), ("Over 50", "Over 70"), ("Yes", "No"), ("Set 2", "Set 3")])
def test_a_text_that_says_something_else_has_another_skeleton(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_labels_and_levels_of_the_shipped_knowledge_all_read_differently() -> None:
    for question in SHIPPED.questions:
        labels = [skeleton(option.label) for option in question.options]
        assert len(labels) == len(set(labels))
