"""The list of mutants: each still fits the source and names tests that are there, and one can be made and killed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from support.mutate import ROOT, read_mutants
from support.places import TESTS


def test_each_mutant_can_be_made_and_names_tests_that_are_there() -> None:
    mutants = read_mutants()
    assert [(mutant.id, mutant.fault) for mutant in mutants if mutant.fault] == []
    assert len({mutant.id for mutant in mutants}) == len(mutants)
    for mutant in mutants:
        assert mutant.tests or mutant.equivalent
        assert all((ROOT / test.partition("::")[0]).is_file() for test in mutant.tests)


@pytest.mark.slow
def test_a_mutant_is_made_in_a_copy_and_killed() -> None:
    command = [sys.executable, str(TESTS / "support" / "mutate.py"), "last-title"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "1 killed, 0 survived, 0 equivalent, 0 not applicable"
    assert done.returncode == 0
    unknown = subprocess.run([*command, "no-such-mutant"], check=False, capture_output=True, text=True)
    assert (unknown.returncode, unknown.stdout, unknown.stderr) == (2, "", "there is no no-such-mutant\n")
