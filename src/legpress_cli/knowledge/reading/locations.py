"""Where a fault is, in words: the entry by its id, and the key inside it."""

from __future__ import annotations

from typing import Any

from legpress_cli.knowledge.reading.faults import Fault, Finding, Path, Rule
from legpress_cli.knowledge.reading.yaml_parser import YamlFault

LONGEST_TEXT = 400
"""The most letters of each part of a fault; a hostile file may hold ids and keys without end."""
YAML_HINT = (
    "Mend the line. "
    "Look at this line and those before it. Is it indented like its neighbours, with spaces? "
    "Does a text with a colon, and every quote and bracket, end where it should? Put such texts in quotes."
)
# The field by which the entries of a list are named, where that is not their id.
_NAMED_BY = {"levels": "level", "posts": "number"}


def placed_fault(finding: Finding, value: Any, line: int) -> Fault:
    """Return a finding with its line, and its entry and key as they are called in ``value``, its file."""
    entry, key = named_place(value, finding.path[1:])
    words = (entry, key, finding.found, finding.instead)
    return Fault(finding.rule, finding.file, line, *(cut(text) for text in words))


def yaml_fault(file: str, found: YamlFault) -> Fault:
    """Return what a parser refused in a file as a fault."""
    hint = YAML_HINT if found.rule is Rule.NOT_YAML else "Mend the line."
    instead = f"{found.instead[:1].upper()}{found.instead[1:]}." if found.instead else hint
    return Fault(found.rule, file, found.line, "", "", cut(f"it {found.found}"), instead)


def cut(text: str) -> str:
    """Return a text that is not longer than a fault may be."""
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}..."


def named_place(value: Any, path: Path) -> tuple[str, str]:
    """Return the entry that a path leads through, by its id, and the key inside it."""
    words: list[str] = []
    entry = ""
    for step in path:
        value = _inside(value, step)
        if isinstance(step, str):
            words.append(step)
            continue
        container = words[-1] if words else "entry"
        name = _inside(value, _NAMED_BY.get(container, "id"))
        if entry:
            words.append(str(name or step + 1))
        else:
            entry = str(name or f"{container} {step + 1}")
            words.clear()
    return entry, " / ".join(words)


def _inside(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list | tuple) and isinstance(step, int) and step < len(value) else None
