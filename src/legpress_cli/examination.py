"""Reads the knowledge files and examines them: first each file by itself, then the names, then the whole.

Every fault comes in one run. What a fault in one place makes impossible to judge elsewhere is not judged: one mistake is one
fault.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from enum import Enum
from functools import cache, partial
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

import msgspec

from legpress_cli.checks import advice, danger, names, questions, sources, texts, tree
from legpress_cli.checks.shape import find_misshapes
from legpress_cli.faults import Fault, Finding
from legpress_cli.knowledge import END, Knowledge, Tree, Triage
from legpress_cli.knowledge_files import FILES, keys_of
from legpress_cli.rules import Rule
from legpress_cli.ways import Graph, Levels, Ways, find_ways
from legpress_cli.yaml_reader import UNREADABLE, Document, Path, parse_document

MOST_FAULTS = 200
"""The most faults of one kind that are listed; beyond that, a list helps nobody."""

LONGEST_TEXT = 400
"""The most letters of each part of a fault; a hostile file may hold ids and keys without end."""


class Proof(msgspec.Struct, frozen=True):
    """What the whole was examined with: the tree, the level of each answer, all ways, and what advice is possible."""

    graph: Graph
    levels: Levels
    ways: Ways
    possible: advice.Possible


class Examination(msgspec.Struct, frozen=True):
    """What was found. ``knowledge`` is whole where there is no fault; ``proof`` is there where the tree could be walked."""

    knowledge: Knowledge
    proof: Proof | None
    faults: tuple[Fault, ...]


class Check(NamedTuple):
    """A check, the files that it cannot judge without, and whether advice may not be given while it finds something."""

    find: Callable[..., Iterator[Finding]]
    needs: tuple[str, ...]
    vital: bool = True


Unread: TypeAlias = dict[str, Collection[object] | None]
_ANSWERS = ("questions.yaml", "tree.yaml", "triage.yaml", "causes.yaml", "tips.yaml")
_TREE = ("questions.yaml", "tree.yaml", "triage.yaml")
_NAMES = (
    Check(names.find_duplicates, ()),
    Check(names.find_unknown_answers, ("questions.yaml",)),
    Check(names.find_bad_conditions, ()),
    Check(questions.find_question_faults, ()),
    Check(advice.find_own_answer_faults, ()),
    Check(advice.find_point_faults, ("about.yaml",)),
    Check(advice.find_core_faults, ("about.yaml", "tips.yaml")),
    Check(danger.find_level_faults, ("triage.yaml",)),
    Check(danger.find_danger_not_shown, ("triage.yaml",)),
    Check(danger.find_unsafe_rules, ("questions.yaml",)),
    Check(danger.find_training_advice, ("about.yaml",)),
    Check(advice.find_causes_without_tip, (), vital=False),
    Check(sources.find_unsourced_tips, (), vital=False),
    Check(sources.find_overgraded_tips, ("studies.yaml",), vital=False),
    Check(texts.find_long_labels, (), vital=False),
    Check(texts.find_hard_texts, (), vital=False),
    Check(texts.find_words_to_avoid, ("glossary.yaml",), vital=False),
)
_WHOLE = (
    Check(questions.find_idle_options, _ANSWERS, vital=False),
    Check(danger.find_shadowed_rules, ("questions.yaml", "triage.yaml"), vital=False),
    Check(sources.find_unused_sources, ("causes.yaml", "tips.yaml", "conflicts.yaml", "triage.yaml"), vital=False),
)
_PROVEN = (
    Check(lambda known, proof: tree.find_unsafe_ways(known, proof.graph, proof.ways), ()),
    Check(lambda known, proof: danger.find_lowering_answers(known, proof.levels), ()),
    Check(lambda known, proof: advice.find_idle_causes(known, proof.possible), ("causes.yaml", "about.yaml"), vital=False),
    Check(
        lambda known, proof: advice.find_idle_tips(known, proof.possible),
        ("causes.yaml", "tips.yaml", "about.yaml"),
        vital=False,
    ),
    Check(lambda known, proof: advice.find_clashing_signs(known, proof.possible), ("about.yaml",), vital=False),
    Check(lambda known, proof: advice.find_clashing_conditions(known, proof.possible), ("about.yaml",), vital=False),
)
_SAFE = (Check(lambda known, proof: tree.find_idle_parts(known, proof.graph, proof.ways), ("tree.yaml",), vital=False),)


def examine(files: Mapping[str, bytes], *, missing: Collection[Fault] = (), vital_only: bool = False) -> Examination:
    """Return everything that is wrong with these knowledge files.

    ``missing`` holds the faults of files that could not be read at all. ``vital_only`` leaves out what makes knowledge poor but
    not unsafe: its wording, its sources, and advice that nobody can get.
    """
    reader = _Reader(files, missing)
    knowledge, unread = reader.read()
    return _Judge(reader.faults, reader.damaged, reader.located, vital_only=vital_only).run(knowledge, unread)


def examine_knowledge(knowledge: Knowledge, *, vital_only: bool = False) -> Examination:
    """Return everything that is wrong with knowledge which stands in no file; its faults have no line.

    What a type alone demands, such as the letters of an id, is not looked at again.
    """
    return _Judge([], set(), partial(_located_without_line, knowledge), vital_only=vital_only).run(knowledge, {})


class _Judge:
    """Runs the checks on knowledge as far as it could be read; what is damaged already is not judged again."""

    def __init__(
        self, faults: list[Fault], damaged: set[str], located: Callable[[Finding], Fault], *, vital_only: bool
    ) -> None:
        self._faults = faults
        self._damaged = damaged
        self._located = located
        self._vital_only = vital_only

    def run(self, knowledge: Knowledge, unread: Unread) -> Examination:
        self._run(_NAMES, knowledge)
        self._take(names.find_unknown_names(knowledge, unread))
        self._run(_WHOLE, knowledge)
        proof = None if self._damaged.intersection(_TREE) else self._prove(knowledge)
        if proof:
            self._run(_PROVEN, knowledge, proof)
            self._run(_SAFE, knowledge, proof)
        self._faults.sort(key=lambda fault: (_RANK.get(fault.file, -1), fault.line))
        return Examination(knowledge, proof, tuple(dict.fromkeys(self._faults)))

    def _prove(self, knowledge: Knowledge) -> Proof | None:
        graph = Graph(knowledge)
        if graph.tangles:
            self._take(tree.find_loops(knowledge, graph))
            return None
        levels = Levels(knowledge)
        return Proof(graph, levels, find_ways(knowledge, graph, levels), advice.Possible(knowledge, graph, levels))

    def _run(self, checks: tuple[Check, ...], *given: object) -> None:
        """Run the checks whose files are sound so far; what they find counts only for the checks of the next round."""
        ready = [
            check for check in checks if not self._damaged.intersection(check.needs) and (check.vital or not self._vital_only)
        ]
        for check in ready:
            self._take(check.find(*given))

    def _take(self, findings: Iterator[Finding]) -> None:
        for finding in islice(findings, MOST_FAULTS):
            if finding.rule in _CONFUSING:
                self._damaged.add(finding.file)
            self._faults.append(self._located(finding))


class _Reader:
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
                instead = f"{found.instead[:1].upper()}{found.instead[1:]}." if found.instead else "Mend the line."
                said = _cut(f"it {found.found}", LONGEST_TEXT)
                self.faults.append(Fault(found.rule, name, found.line, "", "", said, instead))
        parts: dict[str, Any] = dict.fromkeys(Knowledge.__struct_fields__, ())
        parts |= {"about": None, "tree": Tree(END, 0, ()), "triage": Triage((), (), (), ())}
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
        findings = list(islice(find_misshapes(name, kind, document.value), MOST_FAULTS))
        self.faults += [self.located(finding) for finding in findings]
        refused = {finding.path if finding.rule is Rule.UNKNOWN_FIELD else _entry_around(finding.path) for finding in findings}
        refused |= {_entry_around(path) for path in _refused(document.value, ())}
        if () in refused or len(findings) == MOST_FAULTS:
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
        entry, key = _named(document.value if document else None, finding.path)
        line = document.line(finding.path) if document else 0
        words = (entry, key, finding.found, finding.instead)
        return Fault(finding.rule, finding.file, line, *(_cut(text, LONGEST_TEXT) for text in words))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}..."


def _located_without_line(knowledge: Knowledge, finding: Finding) -> Fault:
    field = FILES[finding.file][1]
    entry, key = _named(getattr(knowledge, field) if field else knowledge, finding.path)
    return Fault(finding.rule, finding.file, 0, entry, key, finding.found, finding.instead)


_RANK = {name: rank for rank, name in enumerate(FILES)}
# The field by which the entries of a list are named, where that is not their id.
_NAMED_BY = {"levels": "level", "posts": "number"}
# What makes its file unfit for the checks of the next round.
_CONFUSING = frozenset(
    {
        Rule.UNKNOWN_ID,
        Rule.DUPLICATE_ID,
        Rule.BAD_SCALE,
        Rule.BAD_CONDITION,
        Rule.BAD_POINTS,
        Rule.NO_ANSWERS,
        Rule.EMPTY_RULE,
        Rule.EMERGENCY_NOT_SAFETY,
        Rule.SAFETY_NOT_FIRST,
        Rule.SAFETY_SKIPPED,
    }
)


def _named(value: Any, path: Path) -> tuple[str, str]:
    """Return the entry that a path leads through, by its id, and the key inside it."""
    words: list[str] = []
    entry = ""
    for step in path:
        value = _inside(value, step)
        if isinstance(step, str):
            words.append(step)
            continue
        container = words[-1] if words else "entry"
        own = _inside(value, _NAMED_BY.get(container, "id"))
        own = own.value if isinstance(own, Enum) else own
        if entry:
            words.append(str(own or step + 1))
        else:
            entry = str(own or f"{container} {step + 1}")
            words.clear()
    return entry, " / ".join(words)


def _inside(value: Any, step: str | int) -> Any:
    match value:
        case dict():
            return value.get(step)
        case list() | tuple():
            return value[step] if isinstance(step, int) and step < len(value) else None
        case msgspec.Struct():
            return getattr(value, _attributes(type(value)).get(step, ""), None)
        case _:
            return None


@cache
def _attributes(kind: type[msgspec.Struct]) -> dict[str | int, str]:
    """Return the attributes of an entry by their keys in the file."""
    return {field.encode_name: field.name for field in msgspec.structs.fields(kind)}


def _ids(value: Any, key: str) -> list[object] | None:
    """Return the ids under a key of a file as far as they can be seen, or ``None`` where the key holds no list."""
    entries = value.get(key) if isinstance(value, dict) else None
    if not isinstance(entries, list):
        return None
    return [entry.get("id", entry.get("number")) for entry in entries if isinstance(entry, dict)]


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
