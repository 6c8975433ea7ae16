"""How much a plain run tries: few examples of a property, some values of a sweep, one copy a rule; the slow run tries all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from hypothesis import settings

FEW = 20
EVERY = 100

settings.register_profile("few", max_examples=FEW, deadline=None)
settings.register_profile("every", max_examples=EVERY, deadline=None)


def choose_number(*, every: bool) -> None:
    """Settle for this run how many examples a property gets; before any test is read."""
    settings.load_profile("every" if every else "few")


def most(number: int) -> int:
    """Return so many examples, or the few of a plain run."""
    return number if settings().max_examples == EVERY else min(number, FEW)


def sweep(values: Iterable[Any], *plain: Any) -> list[Any]:
    """Return the values to parametrize one argument with; all but ``plain`` are slow."""
    return [value if value in plain else pytest.param(value, marks=pytest.mark.slow) for value in values]


def one_in(number: int, values: Iterable[Any]) -> list[Any]:
    """Return the values to parametrize one argument with; all but the first of each so many are slow."""
    return [pytest.param(value, marks=pytest.mark.slow if place % number else ()) for place, value in enumerate(values)]


def one_a_rule(copies: Sequence[Any], *marks: pytest.MarkDecorator) -> list[ParameterSet]:
    """Return copies that have a name and a rule; but for the first for each rule they are slow, and have these marks too."""
    first = {copy.rule: copy for copy in reversed(copies)}
    more = [pytest.mark.slow, *marks]
    return [pytest.param(copy, id=copy.name, marks=[] if first[copy.rule] is copy else more) for copy in copies]
