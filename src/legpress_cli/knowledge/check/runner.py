"""Reads the knowledge files and examines them: first each file by itself, then the names, then the whole.

Every fault comes in one run. What a fault in one place makes impossible to judge elsewhere is not judged: one mistake is one
fault.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from legpress_cli.knowledge.check import (
    advice,
    danger,
    follow_up,
    poses,
    questions,
    references,
    safety,
    safety_words,
    sources,
    tree,
    wording,
)
from legpress_cli.knowledge.check.proof import Proof, prove
from legpress_cli.knowledge.check.registry import Stage, checks_in
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.knowledge.reading.faults import Fault, Finding, Rule, the_first
from legpress_cli.knowledge.reading.files import FILES
from legpress_cli.knowledge.reading.locations import placed_fault
from legpress_cli.knowledge.reading.reader import KnowledgeReader, Unread
from legpress_cli.knowledge.tree.graph import Graph


class Examination(msgspec.Struct, frozen=True):
    """What was found.

    ``knowledge`` is whole where there is no fault, and ``proof`` there where the tree could be walked. ``complete`` says that
    no check had to be left out, so that what is not among the faults holds; ``usable`` that advice may be given with it.
    """

    knowledge: Knowledge
    proof: Proof | None
    complete: bool
    usable: bool
    faults: tuple[Fault, ...]


CHECKS = checks_in(references, questions, advice, poses, danger, follow_up, sources, wording, tree, safety, safety_words)
_TREE = ("questions.yaml", "tree.yaml", "triage.yaml")


def examine(files: Mapping[str, bytes], *, missing: Collection[Fault] = (), vital_only: bool = False) -> Examination:
    """Return everything that is wrong with these knowledge files.

    ``missing`` holds the faults of files that could not be read at all. ``vital_only`` leaves out what makes knowledge poor but
    not unsafe: its wording, its sources, and advice that nobody can get.
    """
    reader = KnowledgeReader(files, missing)
    knowledge, unread = reader.read()
    return _Judge(reader.faults, reader.damaged, reader.located, vital_only=vital_only).run(knowledge, unread)


def examine_knowledge(knowledge: Knowledge, *, vital_only: bool = False) -> Examination:
    """Return everything that is wrong with knowledge which stands in no file; its faults have no line.

    What a type alone demands, such as the letters of an id, is not looked at again.
    """

    @cache
    def as_in_file(field: str) -> Any:
        return msgspec.to_builtins(getattr(knowledge, field) if field else knowledge)

    def located(finding: Finding) -> Fault:
        return placed_fault(finding, as_in_file(FILES[finding.file][1]), 0)

    return _Judge([], set(), located, vital_only=vital_only).run(knowledge, {})


class _Judge(msgspec.Struct):
    """Runs the checks on knowledge as far as it could be read; what is damaged already is not judged again."""

    faults: list[Fault]
    damaged: set[str]
    located: Callable[[Finding], Fault]
    vital_only: bool
    complete: bool = True
    usable: bool = True

    def run(self, knowledge: Knowledge, unread: Unread) -> Examination:
        self.complete, self.usable = not self.damaged, not self.faults
        self._run(Stage.ENTRIES, knowledge)
        self._run(Stage.REFERENCES, knowledge, unread)
        self._run(Stage.USE, knowledge)
        proof = None if self.damaged.intersection(_TREE) else self._prove(knowledge)
        if proof:
            self._run(Stage.PATHS, knowledge, proof)
            self._run(Stage.REACH, knowledge, proof)
            self._run(Stage.FLOOR, knowledge)
        self.faults.sort(key=lambda fault: (_RANK.get(fault.file, -1), fault.line))
        complete = self.complete and proof is not None and not self.vital_only
        return Examination(knowledge, proof, complete, self.usable, tuple(dict.fromkeys(self.faults)))

    def _prove(self, knowledge: Knowledge) -> Proof | None:
        graph = Graph(knowledge)
        self._run(Stage.CYCLES, knowledge, graph)
        return None if graph.cycles else prove(knowledge, graph)

    def _run(self, stage: Stage, *given: object) -> None:
        """Run the checks whose files are sound so far; what they find counts only for the checks of the next stage."""
        due = [check for check in CHECKS if check.stage is stage and (check.vital or not self.vital_only)]
        ready = [check for check in due if not self.damaged.intersection(check.needs)]
        self.complete = self.complete and len(ready) == len(due)
        for check in ready:
            self._take(check.find(*given), vital=check.vital)

    def _take(self, findings: Iterator[Finding], *, vital: bool) -> None:
        for finding in the_first(findings):
            self.usable = self.usable and not vital
            if finding.rule in _CONFUSING:
                self.damaged.add(finding.file)
            self.faults.append(self.located(finding))


_RANK = {name: rank for rank, name in enumerate(FILES)}
# What makes its file unfit for the checks of the next stage.
_CONFUSING = frozenset(
    {
        Rule.UNKNOWN_ID,
        Rule.DUPLICATE_ID,
        Rule.BAD_SCALE,
        Rule.BAD_CONDITION,
        Rule.BAD_POINTS,
        Rule.TOO_MANY,
        Rule.NO_ANSWERS,
        Rule.EMPTY_RULE,
        Rule.DANGER_NOT_SAFETY,
        Rule.SAFETY_NOT_FIRST,
        Rule.SAFETY_SKIPPED,
        Rule.LEVEL_NOT_REACHED,
        Rule.DANGER_NOT_TRIAGED,
        Rule.ANSWER_LOWERS_TRIAGE,
    }
)
