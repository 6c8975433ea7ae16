"""How a check says what it is: each stands beside its rule with the stage at which it runs and the files that it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum, auto
from types import ModuleType
from typing import NamedTuple, TypeAlias

from legpress_cli.knowledge.reading.faults import Finding

Find: TypeAlias = Callable[..., Iterator[Finding]]


class Stage(Enum):
    """When a check runs and what it is given; what the checks of one stage find counts for those of the next."""

    ENTRIES = auto()
    """What holds of entries by themselves; takes the knowledge, as do the others where nothing else is said."""
    REFERENCES = auto()
    """Whether what is named is there; takes also the ids of the entries that could not be read."""
    USE = auto()
    """Whether what is there is used."""
    CYCLES = auto()
    """Whether the tree ends; takes also the graph."""
    PATHS = auto()
    """What holds of all paths; takes also the proof, as does the next."""
    REACH = auto()
    """What paths lead to, once they ask about danger as they must."""
    FLOOR = auto()
    """What the checker demands whatever the knowledge says, once that agrees with itself."""


class Check(NamedTuple):
    """A check, the files that it cannot judge without, and whether advice may not be given while it finds something."""

    find: Find
    stage: Stage
    needs: tuple[str, ...]
    vital: bool


def check(stage: Stage, *, needs: tuple[str, ...] = (), vital: bool = True) -> Callable[[Find], Check]:
    """Return a decorator that makes a check of a function."""
    return lambda find: Check(find, stage, needs, vital)


def checks_in(*modules: ModuleType) -> tuple[Check, ...]:
    """Return the checks of these modules, in the order of the modules and of each module's text."""
    return tuple(value for module in modules for value in vars(module).values() if isinstance(value, Check))
