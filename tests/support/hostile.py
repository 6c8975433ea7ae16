"""Hostile input and what it must never bring about, for the tests and the fuzzer alike."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args
from unicodedata import category

import msgspec

from legpress_cli.errors import ExitCode
from legpress_cli.knowledge.loader import read_folder, shipped_folder
from legpress_cli.knowledge.model import Label, Source, Text
from legpress_cli.knowledge.model.fields import Action, Command
from legpress_cli.knowledge.reading.yaml_parser import read_yaml
from support.legpress import Finished

CODES = frozenset(map(int, ExitCode)) - {ExitCode.UNEXPECTED}
OWN_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
UNWRITTEN = "could not be written"
TYPERS_INDENT = "\n\t"
_DRAWING = ("Cc", "Cf", "Cs", "Zl", "Zp")
_HARMLESS = "\n\u200c\u200d"

SHIPPED, _ = read_folder(shipped_folder())
VALUES: dict[str, Any] = {name: read_yaml(data) for name, data in SHIPPED.items()}

MARKUP = "[bold]x[/bold] [/] [link=file:///etc/passwd]y[/link] [red] :smile: [l/min] \\[z]"
TEXTS = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;file:///etc/passwd\x1b\\link",
    "\x9b31m",
    "bell\x07 back\x08\x08 return\rover",
    "\u202egnp.yaml\u202c",
    "\u2066left\u2069 \u200eright\u200f \u061cmark",
    "zero\u200bwidth\u2060join\ufeff",
    "line\u2028para\u2029next\x85",
    "tag\U000e0041 own\ue000 none\U0003ffff",
    "soft\u00adhyphen",
    MARKUP,
    "$(touch hacked)",
    "`touch hacked`",
    "{{ 7 * 7 }} {% raw %} ${HOME} %(x)s %s {0}",
    "!!python/object/apply:os.system ['touch hacked']",
    "../../../../etc/passwd",
    "file:///etc/passwd",
    "\U0001f9d1\u200d\u2695\ufe0f e\u0301 \u4e2d\u6587 \u05d0\u05d1",
    "no-such-id",
    "end",
    "help",
    "none",
    "not-sure",
    "*star* _under_ | <b>html</b> &amp; \\ \" ' \t",
    "x" * 3000,
    "very " * 600,
    "-" * 70,
    "\n\n\n",
    "",
    " ",
)
ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    99,
    2**63,
    -(2**64),
    10**19,
    10**400,
    1.5,
    -0.0,
    1e300,
    [],
    {},
    [[]],
    [None],
    {"": ""},
    {"a": {"b": {"c": []}}},
    [1, "1", True],
)


def drawing(text: str) -> str:
    """Return the characters of a text that may move the cursor, change colours or turn writing round; newlines may stand."""
    return "".join(char for char in text if char not in _HARMLESS and category(char) in _DRAWING)


def find_harm(done: Finished, *files: Path) -> str:
    """Return in words what a call did that no input may bring about; empty where it did nothing of the kind."""
    written = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    if done.code not in CODES and not (done.code == ExitCode.UNEXPECTED and UNWRITTEN in " ".join(done.err.split())):
        return f"it left with {done.code}: {done.err[-2000:]}"
    if "Traceback" in done.err:
        return f"it fell over: {done.err[-2000:]}"
    for text in (done.out, done.err, *written):
        if found := drawing(OWN_COLOURS.sub("", text).replace(TYPERS_INDENT, "\n")):
            return f"it wrote {found[:20]!r} as it came"
    return ""


def places_in(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Return the path of every value inside a value, itself first."""
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in entries:
        yield from places_in(inner, (*path, step))


def with_value(value: Any, path: Sequence[Any], new: Any) -> Any:
    """Return a value with another one at a place inside it."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = with_value(value[path[0]], path[1:], new)
    return copy


Entry = TypeVar("Entry")


def with_hostile_texts(entry: Entry, hostile: str) -> Entry:
    """Return an entry of the knowledge, or all of it, with this before every text that somebody may read."""
    if isinstance(entry, tuple):
        return tuple(with_hostile_texts(inner, hostile) for inner in entry)  # type: ignore[return-value]  # the same type
    if not isinstance(entry, msgspec.Struct):
        return entry
    changed = {}
    for field in msgspec.structs.fields(entry):
        value = getattr(entry, field.name)
        is_text = isinstance(value, str) and {field.type, *get_args(field.type)} & {Text, Label, Command, Action, Source}
        changed[field.name] = hostile + value if is_text else with_hostile_texts(value, hostile)
    return msgspec.structs.replace(entry, **changed)


def as_yaml(value: Any) -> bytes:
    """Return a value as JSON, which is YAML too: every character but printable ASCII is an escape in it."""
    return json.dumps(value, ensure_ascii=True).encode()
