"""The floor: what the checker itself knows of danger, by the ids of the contract, whatever the knowledge says.

It stands in ``floor.yaml``; ``safety`` and ``safety_words`` hold the knowledge to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from pathlib import Path
from typing import TypeAlias

import msgspec

from legpress_cli.knowledge.check.registry import Check, Find, Stage, check
from legpress_cli.knowledge.check.walk import walk
from legpress_cli.knowledge.model import Do, Knowledge, Level, Value
from legpress_cli.knowledge.reading.faults import Finding
from legpress_cli.knowledge.reading.skeleton import plain_letters
from legpress_cli.knowledge.reading.yaml_parser import read_yaml

Words: TypeAlias = tuple[str, ...]
Groups: TypeAlias = tuple[Words, ...]


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A part of the file, whose keys are spelled with hyphens."""


class Sign(_Entry, frozen=True):
    """The least that one answer calls for, and words of which its label must hold one, as it must one of ``also``."""

    level: Level
    words: Words
    hold: bool = False
    also: Words = ()


class Together(_Entry, frozen=True):
    """The least that answers to these questions call for together: any of the values named for each."""

    level: Level
    answers: dict[str, tuple[Value, ...]]
    hold: bool = False


class LevelWords(_Entry, frozen=True):
    """What a level's title and action must name, one of each group, and what neither may."""

    title: Groups
    action: Groups
    never: Words = ()


class Told(_Entry, frozen=True):
    """What people with these answers are told at these levels, in one text that names one word of each group."""

    at: tuple[Level, ...]
    says: Groups
    answers: dict[str, tuple[Value, ...]] = {}


class Floor(_Entry, frozen=True):
    """All of the file, which says what each part is for."""

    signs: dict[str, dict[str, Sign]]
    denying: Words
    spared: Words
    none_labels: Words
    any_sign: dict[str, Level]
    together: tuple[Together, ...]
    first: Words
    further: Words
    pain_scale: tuple[int, int]
    no_pain: Words
    worst_pain: Words
    asking: Words
    told: tuple[Told, ...]
    contradictions: tuple[dict[str, Value], ...]
    emergency_numbers: dict[str, str]
    ask_first: Words
    next_words: dict[Do, LevelWords]
    remarks: dict[str, Groups]
    longest_path: int
    quiet_at_most: int
    stop_over: int
    quiet_tips: Words
    lines: dict[str, tuple[int, int]]
    level_words: dict[Level, LevelWords]
    hold_words: LevelWords
    orders: Words
    further_orders: Words
    help: Words
    hedges: Words
    calming: Words
    turned: Words
    training_words: Words
    telling: Words

    @property
    def safety(self) -> Words:
        """The ids of all safety questions."""
        return (*self.first, *self.further)


FLOOR = msgspec.convert(read_yaml(Path(__file__).with_name("floor.yaml").read_bytes()), Floor)
PAIN = "pain"


@lru_cache(maxsize=1)
def is_about_leg_presses(knowledge: Knowledge) -> bool:
    """Say whether the contract holds for a knowledge: one telling id is enough, or that it speaks of a leg press at all."""
    if any(question.id in (*FLOOR.safety, *FLOOR.telling) for question in knowledge.questions):
        return True
    texts = (placed.value for placed in walk(knowledge, "wording"))
    return any(names(text, ("leg press",)) for text in (knowledge.about.thread, *filter(None, texts)))


def floor_check(*needs: str, stage: Stage = Stage.FLOOR) -> Callable[[Find], Check]:
    """Return a decorator that makes a check of a function, for knowledge about leg presses alone."""

    def make(find: Find) -> Check:
        @wraps(find)
        def find_below_floor(knowledge: Knowledge, *proven: object) -> Iterator[Finding]:
            return find(knowledge, *proven) if is_about_leg_presses(knowledge) else iter(())

        return check(stage, needs=("about.yaml", *needs))(find_below_floor)

    return make


def names(text: str, words: Words) -> str:
    """Return the first of these words that a text begins a word with; empty without one."""
    found = re.search(rf"\b(?:{'|'.join(map(re.escape, words))})", _small(text))
    return found[0] if found else ""


def says(text: str, words: Words) -> str:
    """Return the first of these words that stands in a text as it is; empty without one."""
    found = re.search(rf"\b(?:{'|'.join(map(re.escape, words))})\b", _small(text))
    return found[0] if found else ""


def affirms(text: str, words: Words) -> bool:
    """Say whether a text begins a word with one of these, and does not deny it."""
    wanted = "|".join(map(re.escape, words))
    affirmed = re.sub(rf"\b(?:no|not|never|without|don't)\s+(?:\w+\s+){{0,2}}?(?:{wanted})", "", _small(text))
    return bool(names(affirmed, words))


def begins(text: str, words: Words) -> bool:
    """Say whether a text begins with one of these words."""
    return bool(re.match(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)", _small(text)))


def lacks(text: str, groups: Groups) -> Words:
    """Return the first group of which a text says none, or denies it; empty where it says one of each."""
    return next((words for words in groups if not affirms(text, words)), ())


def _small(text: str) -> str:
    return " ".join(plain_letters(text).replace("’", "'").split())
