"""How many examples a property is tried with: few in a plain run, all of them where what is slow runs too."""

from __future__ import annotations

from hypothesis import settings

FEW = 20
EVERY = 100

settings.register_profile("few", max_examples=FEW)
settings.register_profile("every", max_examples=EVERY)


def choose_number(*, every: bool) -> None:
    """Settle for this run how many examples a property gets; before any test is read."""
    settings.load_profile("every" if every else "few")


def most(number: int) -> int:
    """Return so many examples, or the few of a plain run."""
    return number if settings().max_examples == EVERY else min(number, FEW)
