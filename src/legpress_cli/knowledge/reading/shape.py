"""Holds a file against the type it is read as and names every field that is unknown, missing or of the wrong kind.

msgspec itself stops at the first; a coach wants them all. Which fields there are is read from the types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import inspect

from legpress_cli.errors import name_one_of
from legpress_cli.knowledge.model import END, ID_PATTERN
from legpress_cli.knowledge.model.fields import PHONE_PATTERN
from legpress_cli.knowledge.reading.faults import Finding, Path, Rule
from legpress_cli.knowledge.reading.skeleton import spell_unseen
from legpress_cli.knowledge.reading.yaml_parser import UNREADABLE
from legpress_cli.system.sanitize import escape_control_characters

RESERVED = ("help", END)
MOST_INSIDE = 500
"""The most entries of a list inside an entry; the lists that a file is made of may be as long as the file."""
MOST = {"when": 20, "variants": 50}
"""The most of those lists whose entries are held against each other."""
LONGEST_TEXT = 4_000
"""The most letters of a text; the longest shipped one has some 400."""
_LONGEST_SHOWN = 40
_TOP = 2
"""The length of the path to a key at the top of a file."""
_INCOMPLETE: dict[tuple[str | int, str | int], Rule] = {
    ("studies.yaml", "citation"): Rule.STUDY_INCOMPLETE,
    ("studies.yaml", "type"): Rule.STUDY_INCOMPLETE,
    ("studies.yaml", "grade"): Rule.STUDY_INCOMPLETE,
    ("conflicts.yaml", "resolution"): Rule.CONFLICT_UNRESOLVED,
}


def find_misshapes(file: str, kind: Any, raw: object) -> Iterator[Finding]:
    """Return a finding for each place where ``raw`` is not what ``kind`` takes; what was refused before is passed over."""
    yield from _misshapes(describe_type(kind), raw, (file,))


@cache
def describe_type(kind: Any) -> inspect.Type:
    """Return what msgspec says of a type. It takes long to say it, so each type is asked once."""
    return inspect.type_info(kind)


def _misshapes(kind: inspect.Type, raw: object, path: Path) -> Iterator[Finding]:
    match kind:
        case _ if raw is UNREADABLE:
            return
        case inspect.Metadata():
            yield from _misshapes(kind.type, raw, path)
        case inspect.UnionType():
            yield from _misshapes(_member(kind, raw), raw, path)
        case _ if not _fits(kind, raw):
            yield _wrong_type(kind, raw, path)
        case _:
            yield from _inside(kind, raw, path)


def _inside(kind: inspect.Type, raw: Any, path: Path) -> Iterator[Finding]:
    """Look into a value that is of the right kind by itself."""
    match kind:
        case inspect.StructType():
            yield from _entry(kind, raw, path)
        case inspect.VarTupleType() if _is_inside(kind, path) and len(raw) > (most := MOST.get(str(path[-1]), MOST_INSIDE)):
            instead = f"Leave {most} at most."
            yield Finding(Rule.TOO_MANY, path, f"the list has {len(raw)} entries", instead)
        case inspect.VarTupleType():
            for number, value in enumerate(raw):
                yield from _misshapes(kind.item_type, value, (*path, number))
        case inspect.DictType():
            for key, value in raw.items():
                yield from _misshapes(kind.value_type, value, (*path, key))
        case inspect.StrType():
            yield from _text(kind, raw, path)
        case inspect.EnumType():
            yield from _choice(kind, raw, path)
        case inspect.IntType(ge=int(low), le=int(high)) if not low <= raw <= high:
            instead = f"Write a whole number between {low} and {high}."
            yield Finding(Rule.BAD_SCALE, path, f"it is {_kind_of(raw)}", instead)


def _entry(kind: inspect.StructType, raw: dict[str, Any], path: Path) -> Iterator[Finding]:
    fields = {field.encode_name: field for field in kind.fields}
    for key in raw:
        if key not in fields:
            instead = name_one_of(key, [name for name in fields if name not in raw], "Take it out.", among=12)
            yield Finding(Rule.UNKNOWN_FIELD, (*path, key), f"there is no field {_quoted(key)} here", instead)
    for name, field in fields.items():
        if name in raw:
            yield from _misshapes(field.type, raw[name], (*path, name))
        elif field.required:
            rule = _rule_of((*path, name), Rule.MISSING_FIELD)
            yield Finding(rule, (*path, name), f"the field {name} is missing", f"Add it: {_words(field.type)}.")


def _text(kind: inspect.StrType, raw: str, path: Path) -> Iterator[Finding]:
    if len(raw) > LONGEST_TEXT:
        instead = f"Leave {LONGEST_TEXT} at most."
        yield Finding(Rule.TEXT_TOO_LONG, path, f"the text has {len(raw)} letters", instead)
        return
    if kind.pattern == PHONE_PATTERN and not re.fullmatch(PHONE_PATTERN, raw):
        yield Finding(
            Rule.WRONG_VALUE, path, f"{_quoted(raw)} cannot be dialled", 'Write 2 to 6 digits in quotes, as in "112".'
        )
    elif kind.pattern and (raw in RESERVED or not re.fullmatch(kind.pattern, raw)):
        instead = "Use small letters, digits and hyphens, as in foot-width."
        instead = "Choose another: legpress uses this word itself." if raw in RESERVED else instead
        yield Finding(Rule.BAD_ID, path, f"{_quoted(raw)} cannot be an id", instead)
    shown = spell_unseen(escape_control_characters(raw, keep="\n"))
    if shown != raw:
        found = f"{_quoted(shown)} holds a character that cannot be seen"
        yield Finding(Rule.HIDDEN_CHARACTER, path, found, "Type the text anew.")
    if kind.min_length and not any(map(str.isalnum, raw)):
        rule = _rule_of(path, Rule.EMPTY_TEXT)
        yield Finding(rule, path, "the text is empty", "Write it, or leave the field out where it may be missing.")


def _choice(kind: inspect.EnumType, raw: str, path: Path) -> Iterator[Finding]:
    values = [str(member.value) for member in kind.cls]
    if raw not in values:
        rule = _rule_of(path, Rule.WRONG_VALUE)
        yield Finding(rule, path, f"{_quoted(raw)} is not one of its values", f"Use one of: {', '.join(values)}.")


def _wrong_type(kind: inspect.Type, raw: object, path: Path) -> Finding:
    if raw is None or raw == []:
        rule = _rule_of(path, Rule.WRONG_TYPE)
        return Finding(rule, path, "it is empty", f"Write {_words(kind)}.")
    if isinstance(raw, bool) and _takes_text(kind):
        word = str(raw).lower()
        return Finding(Rule.BARE_BOOLEAN, path, f"{word} is a boolean, not text", f'Write "{word}", in quotes.')
    return Finding(Rule.WRONG_TYPE, path, f"it is {_kind_of(raw)}", f"Write {_words(kind)}.")


def _rule_of(path: Path, rule: Rule) -> Rule:
    """Return the rule that a bad value at this place breaks, which is ``rule`` where the place has none of its own."""
    return _INCOMPLETE.get((path[0], path[-1]), rule)


def _member(kind: inspect.UnionType, raw: object) -> inspect.Type:
    """Return the member that ``raw`` looks like, else the first, whose name the message will give."""
    return next((member for member in kind.types if _fits(member, raw)), kind.types[0])


_TAKES: dict[type[inspect.Type], tuple[type, str]] = {
    inspect.StructType: (dict, "keys with their values"),
    inspect.DictType: (dict, "keys with their values"),
    inspect.VarTupleType: (list, "a list"),
    inspect.StrType: (str, "a text"),
    inspect.EnumType: (str, "one of its values"),
    inspect.BoolType: (bool, "true or false"),
    inspect.IntType: (int, "a whole number"),
    inspect.NoneType: (type(None), "nothing"),
    inspect.AnyType: (object, "a value"),
}


def _fits(kind: inspect.Type, raw: object) -> bool:
    if isinstance(kind, inspect.Metadata):
        return _fits(kind.type, raw)
    python = _TAKES[type(kind)][0]
    return isinstance(raw, python) and not (python is int and isinstance(raw, bool))


def _is_inside(kind: inspect.VarTupleType, path: Path) -> bool:
    """Say whether a list belongs to an entry and is not one of those that a file is made of."""
    return len(path) > _TOP or (len(path) == _TOP and not isinstance(kind.item_type, inspect.StructType))


def _takes_text(kind: inspect.Type) -> bool:
    return isinstance(kind, inspect.StrType | inspect.EnumType)


def _words(kind: inspect.Type) -> str:
    """Return what a field takes, in words for a coach."""
    match kind:
        case inspect.Metadata():
            return _words(kind.type)
        case inspect.StrType() if kind.pattern == ID_PATTERN:
            return "an id"
        case inspect.EnumType():
            return f"one of {', '.join(str(member.value) for member in kind.cls)}"
        case inspect.UnionType():
            members = (member for member in kind.types if not isinstance(member, inspect.NoneType))
            return " or ".join(dict.fromkeys(map(_words, members)))
        case _:
            return _TAKES[type(kind)][1]


def _kind_of(raw: object) -> str:
    match raw:
        case dict():
            return "a set of keys"
        case list():
            return "a list"
        case bool():
            return f"{str(raw).lower()}, a boolean"
        case str():
            return f"the text {_quoted(raw)}"
        case _:
            return f"the number {raw}"


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= _LONGEST_SHOWN else f"'{text[:_LONGEST_SHOWN]}...'"
