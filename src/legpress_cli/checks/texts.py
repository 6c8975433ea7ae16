"""Wording: labels fit a narrow screen, texts are easy to read, and no word is used that has a plainer one."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from msgspec import inspect

from legpress_cli.faults import Finding
from legpress_cli.knowledge import LABEL, TEXT, Knowledge
from legpress_cli.knowledge_files import FILES, keys_of
from legpress_cli.reading import measure
from legpress_cli.rules import Rule
from legpress_cli.yaml_reader import Path

NARROW = 40
LABEL_INDENT = 6
OPTION_LINES = 3
LABEL_LINES = 2
HIGHEST_GRADE = 8.0
MOST_WORDS = 25
_PARTS = re.compile(r"\w+")
FEWEST_WORDS = 8
"""The fewest words of a text whose grade means anything."""


class Wording(NamedTuple):
    """One text of the knowledge with its place; ``label`` says that it must be short."""

    file: str
    path: Path
    text: str
    label: bool


def all_wording(knowledge: Knowledge) -> Iterator[Wording]:
    """Return every text that a lifter may see, but for citations."""
    home: dict[str, tuple[str, Path]] = {}
    for file, (kind, field) in FILES.items():
        home |= {field: (file, ())} if field else {key: (file, (key,)) for key in keys_of(kind)}
    for entry in inspect.type_info(Knowledge).fields:  # type: ignore[attr-defined]  # a struct's description has fields
        file, path = home[entry.name]
        for place, text, label in _wording(entry.type, getattr(knowledge, entry.name), path):
            yield Wording(file, place, text, label)


def _wording(kind: inspect.Type, value: Any, path: Path) -> Iterator[tuple[Path, str, bool]]:
    match kind:
        case inspect.Metadata() if kind.extra in (TEXT, LABEL):
            if value:
                yield path, value, kind.extra == LABEL
        case inspect.StructType():
            if value is not None:
                for name, key, inner in _worded_fields(kind.cls):
                    yield from _wording(inner, getattr(value, name), (*path, key))
        case inspect.VarTupleType():
            for number, entry in enumerate(value or ()):
                yield from _wording(kind.item_type, entry, (*path, number))
        case inspect.UnionType():
            for member in kind.types:
                yield from _wording(member, value, path)
        case _:
            pass


@cache
def _worded_fields(kind: type) -> tuple[tuple[str, str, inspect.Type], ...]:
    """Return the fields of an entry that hold texts or further entries: name, key in the file, and type."""
    fields = inspect.type_info(kind).fields  # type: ignore[attr-defined]  # a struct's description has fields
    return tuple((field.name, field.encode_name, field.type) for field in fields if _may_hold_text(field.type))


def _may_hold_text(kind: inspect.Type) -> bool:
    match kind:
        case inspect.Metadata():
            return kind.extra in (TEXT, LABEL)
        case inspect.VarTupleType():
            return _may_hold_text(kind.item_type)
        case inspect.UnionType():
            return any(map(_may_hold_text, kind.types))
        case _:
            return isinstance(kind, inspect.StructType)


def find_long_labels(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each label that takes too many lines on a screen of 40 columns."""
    room = NARROW - LABEL_INDENT
    for file, path, text, label in all_wording(knowledge):
        if not label or len(text) <= room:
            continue
        lines = textwrap.wrap(text, room, break_on_hyphens=False, break_long_words=False)
        most = OPTION_LINES if "options" in path else LABEL_LINES
        if len(lines) > most or max(map(len, lines)) > room:
            broad = max(map(len, lines)) > room
            found = "it has a word that is longer than a line" if broad else f"it takes {len(lines)} lines"
            found += f" on a screen of {NARROW} columns"
            yield Finding(Rule.LABEL_TOO_LONG, file, path, found, f"Say it in {most} lines of {room} letters.")


def find_hard_texts(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each text above the reading level, and each sentence that is too long."""
    for file, path, text, _ in all_wording(knowledge):
        reading = measure(text)
        if reading.words >= FEWEST_WORDS and reading.grade > HIGHEST_GRADE:
            found = f"its reading level is grade {reading.grade}"
            instead = f"Use shorter words and sentences, for grade {HIGHEST_GRADE:g} or lower."
            yield Finding(Rule.READING_LEVEL, file, path, found, instead)
        if reading.longest_sentence > MOST_WORDS:
            found = f"a sentence has {reading.longest_sentence} words"
            yield Finding(Rule.LONG_SENTENCE, file, path, found, f"Split it: {MOST_WORDS} words at most.")


def find_words_to_avoid(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each text that uses a word for which there is a plainer one."""
    plainer = {entry.word.lower(): entry.say for entry in knowledge.avoid}
    if not plainer:
        return
    by_part: dict[str, list[str]] = defaultdict(list)
    for entry in plainer:
        by_part[max(_PARTS.findall(entry), key=len, default="")].append(entry)
    for file, path, text, _ in all_wording(knowledge):
        parts = {"", *_PARTS.findall(text.lower())} if path[0] != "avoid" else set()
        if (named := by_part.keys() & parts) and (
            word := _first_of([entry for part in named for entry in by_part[part]], text)
        ):
            yield Finding(Rule.WORD_TO_AVOID, file, path, f"it says '{word}'", f"Say: {plainer[word.lower()]}.")


def _first_of(entries: list[str], text: str) -> str:
    """Return the first of these words that a text uses, the longer of two, as it is written there; empty without one."""
    small = text.lower()
    near = sorted((entry for entry in entries if entry in small), key=len, reverse=True)
    word = re.search(rf"\b({'|'.join(map(re.escape, near))})\b", text, re.IGNORECASE) if near else None
    return word[0] if word else ""
