"""Reads the knowledge files and examines them: first each file by itself, then the names, then the whole.

Every fault comes in one run. What a fault in one place makes impossible to judge elsewhere is not judged: one mistake is one
fault.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import NamedTuple

import msgspec

from legpress_cli.checks import advice, danger, names, picture, questions, sources, texts, tree
from legpress_cli.faults import Fault, Finding, the_first
from legpress_cli.graph import Graph
from legpress_cli.knowledge import Knowledge
from legpress_cli.knowledge_files import FILES
from legpress_cli.knowledge_reader import KnowledgeReader, Unread
from legpress_cli.levels import Levels
from legpress_cli.places import placed_fault
from legpress_cli.rules import Rule
from legpress_cli.ways import Ways, find_ways


class Proof(msgspec.Struct, frozen=True):
    """What the whole was examined with: the tree, the level of each answer, all ways, and what advice is possible."""

    graph: Graph
    levels: Levels
    ways: Ways
    possible: advice.Possible


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


class Check(NamedTuple):
    """A check, the files that it cannot judge without, and whether advice may not be given while it finds something."""

    find: Callable[..., Iterator[Finding]]
    needs: tuple[str, ...]
    vital: bool = True


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
    Check(picture.find_amiss_drawings, ("questions.yaml",), vital=False),
    Check(danger.find_level_faults, ("triage.yaml",)),
    Check(danger.find_danger_not_shown, ("triage.yaml",)),
    Check(danger.find_crowded_questions, ()),
    Check(danger.find_unsafe_rules, ("questions.yaml",)),
    Check(danger.find_training_advice, ("about.yaml",)),
    Check(danger.find_softened_advice, ()),
    Check(danger.find_unsourced_danger, (), vital=False),
    Check(advice.find_causes_without_tip, (), vital=False),
    Check(sources.find_unsourced_tips, (), vital=False),
    Check(sources.find_overgraded_tips, ("studies.yaml", "about.yaml"), vital=False),
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
    Check(lambda known, proof: danger.find_untriaged_signs(known, proof.levels), ()),
    Check(lambda known, proof: advice.find_idle_causes(known, proof.possible), ("causes.yaml", "about.yaml"), vital=False),
    Check(
        lambda known, proof: advice.find_idle_tips(known, proof.possible),
        ("causes.yaml", "tips.yaml", "about.yaml"),
        vital=False,
    ),
    Check(lambda known, proof: advice.find_unguarded_tips(known, proof.possible), ("about.yaml", "tips.yaml")),
    Check(lambda known, proof: advice.find_clashing_signs(known, proof.possible), ("about.yaml",), vital=False),
    Check(lambda known, proof: advice.find_clashing_conditions(known, proof.possible), ("about.yaml",), vital=False),
)
_SAFE = (
    Check(lambda known, proof: tree.find_idle_parts(known, proof.graph, proof.ways), ("tree.yaml",), vital=False),
    Check(lambda _, proof: danger.find_levels_not_reached(proof.ways), ("tree.yaml", "triage.yaml")),
)


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
        self._complete = not damaged
        self._usable = not faults

    def run(self, knowledge: Knowledge, unread: Unread) -> Examination:
        self._run(_NAMES, knowledge)
        self._take(names.find_unknown_names(knowledge, unread))
        self._run(_WHOLE, knowledge)
        proof = None if self._damaged.intersection(_TREE) else self._prove(knowledge)
        if proof:
            self._run(_PROVEN, knowledge, proof)
            self._run(_SAFE, knowledge, proof)
        self._faults.sort(key=lambda fault: (_RANK.get(fault.file, -1), fault.line))
        complete = self._complete and proof is not None and not self._vital_only
        return Examination(knowledge, proof, complete, self._usable, tuple(dict.fromkeys(self._faults)))

    def _prove(self, knowledge: Knowledge) -> Proof | None:
        graph = Graph(knowledge)
        if graph.tangles:
            self._take(tree.find_loops(knowledge, graph))
            return None
        levels = Levels(knowledge)
        return Proof(graph, levels, find_ways(knowledge, graph, levels), advice.Possible(knowledge, graph, levels))

    def _run(self, checks: tuple[Check, ...], *given: object) -> None:
        """Run the checks whose files are sound so far; what they find counts only for the checks of the next round."""
        wanted = [check for check in checks if check.vital or not self._vital_only]
        ready = [check for check in wanted if not self._damaged.intersection(check.needs)]
        self._complete = self._complete and len(ready) == len(wanted)
        for check in ready:
            self._take(check.find(*given), vital=check.vital)

    def _take(self, findings: Iterator[Finding], *, vital: bool = True) -> None:
        for finding in the_first(findings):
            self._usable = self._usable and not vital
            if finding.rule in _CONFUSING:
                self._damaged.add(finding.file)
            self._faults.append(self._located(finding))


def _located_without_line(knowledge: Knowledge, finding: Finding) -> Fault:
    field = FILES[finding.file][1]
    return placed_fault(finding, getattr(knowledge, field) if field else knowledge, 0)


_RANK = {name: rank for rank, name in enumerate(FILES)}
# What makes its file unfit for the checks of the next round.
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
    }
)
