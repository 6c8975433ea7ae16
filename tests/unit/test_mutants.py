"""The list of mutants: each still fits the source, and names tests that are there."""

from __future__ import annotations

from support.mutate import ROOT, read_mutants


def test_each_mutant_can_be_made_and_names_tests_that_are_there() -> None:
    mutants = read_mutants()
    assert [(mutant.id, mutant.fault) for mutant in mutants if mutant.fault] == []
    assert len({mutant.id for mutant in mutants}) == len(mutants)
    for mutant in mutants:
        assert mutant.tests or mutant.equivalent
        assert all((ROOT / test.partition("::")[0]).is_file() for test in mutant.tests)
