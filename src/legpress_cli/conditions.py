"""Which of a person's answers meet a condition.

Every answer on offer is one bit of a whole number. What a person said is such a number, and so is what meets a condition, so
that one ``&`` tells whether they have anything in common; mostly they have not.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import msgspec

from legpress_cli.answers import Answers, Bits, Numbers, Value
from legpress_cli.knowledge import Condition, Knowledge


class Said(msgspec.Struct, frozen=True, gc=False):
    """One answer that speaks for or against something: the question's id, and an option id or a number."""

    question: str
    answer: Value


class Test(msgspec.Struct, frozen=True, gc=False):
    """One condition made ready: the bits of the answers that meet it, their question, and the answers themselves."""

    bits: int
    question: str
    values: frozenset[Value]


Tests: TypeAlias = tuple[Test, ...]


class Clause(msgspec.Struct, frozen=True, gc=False):
    """What holds for people who meet all of some tests; ``first`` is the bits of the first test, which most people fail."""

    first: int
    tests: Tests
    place: int


def number_answers(knowledge: Knowledge) -> Numbers:
    """Return the bit of each answer that the knowledge offers, by question and answer."""
    offered = [(question.id, value) for question in knowledge.questions for value in question.values]
    numbers: Numbers = {question.id: {} for question in knowledge.questions}
    for place, (question, value) in enumerate(offered):
        numbers[question][value] = 1 << place
    return numbers


def bits_of(knowledge: Knowledge, answers: Answers) -> Bits:
    """Return what the winners said and what anybody said, as bits."""
    return answers.bits(knowledge.derived(number_answers))


def prepare(knowledge: Knowledge, conditions: Iterable[Condition]) -> Tests:
    """Return conditions made ready for this knowledge; one on a question that it does not ask is never met."""
    numbers = knowledge.derived(number_answers)
    tests = []
    for condition in conditions:
        offered = numbers.get(condition.question, {})
        named = condition.options  # most conditions name their answers, so there is no need to try all
        values = frozenset(value for value in named or offered if value in offered and condition.holds_for(value))
        tests.append(Test(sum(offered[value] for value in values), condition.question, values))
    return tuple(tests)


def make_clauses(knowledge: Knowledge, conditions: Iterable[Sequence[Condition]]) -> tuple[Clause, ...]:
    """Return a clause for each of these groups of conditions, by its place among them; a group of none is never met."""
    tests = [prepare(knowledge, group) for group in conditions]
    return tuple(Clause(own[0].bits, own, place) for place, own in enumerate(tests) if own)


def find_met(clauses: Iterable[Clause], said: int) -> list[Clause]:
    """Return the clauses all of whose tests are met by these answers."""
    return [clause for clause in clauses if clause.first & said and may_hold(clause.tests, said)]


def union(tests: Iterable[Test]) -> int:
    """Return the bits of the answers that meet any of the conditions."""
    bits = 0
    for test in tests:
        bits |= test.bits
    return bits


def said_by_winner(tests: Tests, bits: Bits, answers: Answers) -> tuple[Said, ...]:
    """Return the answers of the winning source that meet any of the conditions, in their order."""
    found: list[Said] = []
    for test in tests:
        if test.bits & bits.won:
            found += [Said(test.question, value) for value in answers.values(test.question) if value in test.values]
    return tuple(found)


def said_by_any(tests: Tests, bits: Bits, answers: Answers) -> tuple[Said, ...]:
    """Return the answers of any source that meet any of the conditions: where caution hangs on it, what lost counts too."""
    found: list[Said] = []
    for test in tests:
        if test.bits & bits.said:
            found += [Said(test.question, value) for value in answers.all_values(test.question) if value in test.values]
    return tuple(found)


def may_hold(tests: Tests, said: int) -> bool:
    """Say whether every condition is met by one of these answers; a question left open meets none."""
    for test in tests:  # noqa: SIM110  # a loop takes a third of the time of all(), and this runs dozens of times a diagnosis
        if not test.bits & said:
            return False
    return True


def must_hold(tests: Tests, said: int, answers: Answers) -> bool:
    """Say whether every condition is met by all that any source says; a question left open meets none."""
    return may_hold(tests, said) and all(test.values.issuperset(answers.all_values(test.question)) for test in tests)
