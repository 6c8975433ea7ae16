"""Puts knowledge together from its files as far as they can be read, and says what cannot."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeAlias

import msgspec

from legpress_cli.knowledge.model import END, Hold, Knowledge, Tree, Triage
from legpress_cli.knowledge.reading.faults import MOST_FAULTS, Fault, Finding, Path, Rule, the_first
from legpress_cli.knowledge.reading.files import FILES, keys_of
from legpress_cli.knowledge.reading.locations import placed_fault, yaml_fault
from legpress_cli.knowledge.reading.shape import find_misshapes
from legpress_cli.knowledge.reading.yaml_parser import UNREADABLE, Document, parse_document

Unread: TypeAlias = dict[str, Collection[object] | None]


class KnowledgeReader:
    """Puts knowledge together from files as far as they can be read; ``faults`` and ``damaged`` say what cannot."""

    def __init__(self, files: Mapping[str, bytes], missing: Collection[Fault]) -> None:
        self._documents = {name: parse_document(data) for name, data in files.items()}
        self.faults = list(missing)
        self.damaged = {name for name in FILES if name not in files}

    def read(self) -> tuple[Knowledge, Unread]:
        """Return what could be read, and the ids of entries that could not, by kind."""
        for name, document in self._documents.items():
            for found in document.faults:
                self.damaged.add(name)
                self.faults.append(yaml_fault(name, found))
        parts: dict[str, Any] = dict.fromkeys(Knowledge.__struct_fields__, ())
        parts |= {
            "about": None,
            "follow_up": None,
            "tree": Tree(END, 0, ()),
            "triage": Triage((), Hold("", ""), (), (), (), (), ()),
        }
        unread: Unread = {}
        for name, (kind, field) in FILES.items():
            part = self._part(name, kind, self._documents[name], unread) if name in self._documents else None
            if part is None:
                self.damaged.add(name)
                unread |= dict.fromkeys(keys_of(kind))
            else:
                parts |= {field: part} if field else msgspec.structs.asdict(part)
        return Knowledge(**parts), unread

    def _part(self, name: str, kind: type, document: Document, unread: Unread) -> Any:
        """Return one file as far as it could be read, without the entries that could not."""
        if document.value is UNREADABLE:
            return None
        findings = list(the_first(find_misshapes(name, kind, document.value)))
        self.faults += [self.located(finding) for finding in findings]
        paths = [(finding.rule, finding.path[1:]) for finding in findings]
        refused = {path if rule is Rule.UNKNOWN_FIELD else _entry_around(path) for rule, path in paths}
        refused |= {_entry_around(path) for path in _refused(document.value, ())}
        if () in refused or len(findings) > MOST_FAULTS:
            return None
        if refused:
            self.damaged.add(name)
            unread |= {key: _ids(document.value, key) for key in keys_of(kind)}
            document.drop(refused)
        try:
            return msgspec.convert(document.value, kind)
        except msgspec.ValidationError as error:
            if not refused:
                self.faults.append(Fault(Rule.WRONG_TYPE, name, 0, "", "", str(error), "Compare it with the shipped file."))
            return None

    def located(self, finding: Finding) -> Fault:
        """Add to a finding its line and its entry by name: ``tips / 3 / grade`` is no help to a coach."""
        document = self._documents.get(finding.file)
        line = document.line(finding.path[1:]) if document else 0
        return placed_fault(finding, document.value if document else None, line)


def _ids(value: Any, key: str) -> list[object] | None:
    """Return the ids under a key of a file as far as they can be seen, or ``None`` where the key holds no list."""
    entries = value.get(key) if isinstance(value, dict) else None
    if not isinstance(entries, list):
        return None
    ids = [entry.get("id", entry.get("number")) for entry in entries if isinstance(entry, dict)]
    return [name for name in ids if isinstance(name, str | int)]


def _refused(value: Any, path: Path) -> Iterator[Path]:
    if value is UNREADABLE:
        yield path
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _refused(inner, (*path, key))


def _entry_around(path: Path) -> Path:
    """Return the path of the smallest list entry that a path leads into, or the path itself."""
    numbers = [place for place, step in enumerate(path) if isinstance(step, int)]
    return path[: numbers[-1] + 1] if numbers else path
