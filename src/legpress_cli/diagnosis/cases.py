"""People as data: files that pair answers with what must come out, run through the knowledge and compared."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from legpress_cli.diagnosis.expectations import Case, compare, compare_levels
from legpress_cli.diagnosis.phrases import count
from legpress_cli.diagnosis.result import diagnose
from legpress_cli.errors import InvalidInput, name_one_of
from legpress_cli.knowledge.check.runner import Examination
from legpress_cli.knowledge.model import Knowledge, Level
from legpress_cli.knowledge.reading.faults import MOST_FAULTS, Fault, Rule, the_first
from legpress_cli.knowledge.reading.locations import placed_fault, yaml_fault
from legpress_cli.knowledge.reading.shape import find_misshapes
from legpress_cli.knowledge.reading.yaml_parser import UNREADABLE, Document, parse_document
from legpress_cli.system.files import read_plain_file
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.streams import print_message

LARGEST = 1024**2
"""The most bytes a case file may have."""
MOST_CASES = 2_000
"""The most cases of one file; running so many takes a second or two."""
PER_LEVEL, PER_CAUSE, PER_TIP = 15, 3, 1
"""So many people at least must be expected at each level, with each cause, and with each tip on their checklist."""


class Score(msgspec.Struct, frozen=True):
    """How the people of one level came out: found as they should be, graver (over-triaged) or milder (under-triaged)."""

    level: Level
    cases: int
    right: int
    over: int
    under: int


class CaseRun(msgspec.Struct, frozen=True):
    """All cases of a folder: how many came out right by level, gravest first, and everything that did not or is missing."""

    scores: tuple[Score, ...]
    faults: tuple[Fault, ...]


class PlacedCase(msgspec.Struct, frozen=True):
    """A case with its file and line."""

    file: str
    line: int
    case: Case

    def fault(self, rule: Rule, key: str, found: str, instead: str) -> Fault:
        """Return a fault at this case."""
        return Fault(rule, self.file, self.line, self.case.id, key, found, instead)


def run_cases_if_usable(examination: Examination, folder: Path) -> CaseRun | None:
    """Return how the people in a folder come out; ``None``, and a word about it, where the knowledge must be mended first."""
    if examination.usable:
        return run_cases(examination.knowledge, folder)
    print_message("The cases were not run: the knowledge must be mended first.")
    return None


def run_cases(knowledge: Knowledge, folder: Path) -> CaseRun:
    """Return how the people in a folder's YAML files come out. Raises ``InvalidInput`` where there are none."""
    cases, unread = read_cases(folder)
    if not cases and not unread:
        raise InvalidInput(
            f"There is no case in {escape_control_characters(str(folder))}: it has no YAML file with people in it."
        )
    faults = list(unread)
    counted: dict[Level, Counter[int]] = {level: Counter() for level in Level}
    for placed in cases:
        faults += find_unknown_ids(knowledge, placed)
        expected = placed.case.expect.triage
        try:
            result = diagnose(placed.case.answers, knowledge)
        except InvalidInput as error:
            refused = " ".join(str(error).split())
            faults.append(placed.fault(Rule.CASE_UNREADABLE, "answers", refused, "Give answers that legpress diagnose takes."))
            continue
        counted[expected][compare_levels(result.triage.level, expected)] += 1
        faults += [
            placed.fault(entry.rule, entry.key, entry.found, f"It must be: {entry.expected.rstrip('.')}.")
            for entry in compare(knowledge, placed.case, result)
        ]
    faults += find_missing(knowledge, folder, [placed.case for placed in cases])
    scores = (Score(level, sides.total(), sides[0], sides[1], sides[-1]) for level, sides in counted.items())
    return CaseRun(tuple(scores)[::-1], tuple(faults))


def find_unknown_ids(knowledge: Knowledge, placed: PlacedCase) -> Iterator[Fault]:
    """Return a fault for each cause and tip that a case names and the knowledge does not have."""
    known = {"causes": [cause.id for cause in knowledge.causes], "tips": [tip.id for tip in knowledge.tips]}
    for kind, ids in placed.case.expect.ids.items():
        for name in sorted(ids.difference(known[kind])):
            found = f"{escape_control_characters(name)} is not among the {kind}"
            yield placed.fault(Rule.UNKNOWN_ID, "expect", found, name_one_of(name, known[kind], "Take it out."))


def find_missing(knowledge: Knowledge, folder: Path, cases: Sequence[Case]) -> Iterator[Fault]:
    """Return a fault for each level, cause and tip of which too few people in the cases must be examples."""
    levels = Counter(case.expect.triage.value for case in cases)
    causes = Counter(name for case in cases for name in case.expect.named_causes)
    tips = Counter(name for case in cases for name in case.expect.named_tips)
    wanted = [
        *(("triage", level.value, levels[level.value], PER_LEVEL) for level in reversed(Level)),
        *(("causes", cause.id, causes[cause.id], PER_CAUSE) for cause in knowledge.causes),
        *(("checklist", tip.id, tips[tip.id], PER_TIP) for tip in knowledge.tips),
    ]
    for key, name, number, least in wanted:
        if number < least:
            found, instead = f"it is expected by {count(number, 'case')}", f"Add {least - number} more, for {least} are needed."
            yield Fault(Rule.CASE_MISSING, escape_control_characters(folder.resolve().name), 0, name, key, found, instead)


def read_cases(folder: Path) -> tuple[tuple[PlacedCase, ...], tuple[Fault, ...]]:
    """Return the cases in a folder's YAML files, and a fault for each that cannot be read."""
    if not os.path.isdir(folder):  # noqa: PTH112  # Path.is_dir raises for a name that is too long
        raise InvalidInput(f"There is no folder of cases {escape_control_characters(str(folder))}.")
    faults: list[Fault] = []
    cases: dict[str, PlacedCase] = {}
    for file in sorted(file for file in folder.iterdir() if file.suffix.lower() in (".yaml", ".yml")):
        for placed in _read(file, faults):
            if placed.case.id in cases and len(faults) > MOST_FAULTS:
                continue
            if placed.case.id in cases:
                found, instead = f"{cases[placed.case.id].file} has a case of that id too", "Give each case an id of its own."
                faults.append(placed.fault(Rule.DUPLICATE_ID, "id", found, instead))
            else:
                cases[placed.case.id] = placed
    return tuple(cases.values()), tuple(faults)


def _read(file: Path, faults: list[Fault]) -> Iterator[PlacedCase]:
    """Yield the cases of a file, and note what cannot be read."""
    document = _parse(file, faults)
    if document.value is UNREADABLE:
        return
    entries = document.value if isinstance(document.value, list) else []
    if len(entries) > MOST_CASES:
        found, instead = f"it holds {len(entries)} cases", f"Leave {MOST_CASES} at most, or make it two files."
        faults.append(Fault(Rule.CASE_UNREADABLE, place_of(file), 0, "", "", found, instead))
        return
    findings = list(the_first(find_misshapes(place_of(file), tuple[Case, ...], document.value)))
    faults += [placed_fault(finding, document.value, document.line(finding.path[1:])) for finding in findings]
    bad = {number for finding in findings for number in finding.path[1:2]}
    for number, entry in enumerate(entries if len(findings) <= MOST_FAULTS else ()):
        if number not in bad:
            yield PlacedCase(place_of(file), document.line((number,)), msgspec.convert(entry, Case))


def place_of(file: Path) -> str:
    """Return a case file with its folder, for the knowledge may have a file of that name."""
    return escape_control_characters(f"{file.resolve().parent.name}/{file.name}")


def _parse(file: Path, faults: list[Fault]) -> Document:
    try:
        data = read_plain_file(file, LARGEST)
        problem = "" if data else "it is empty"
    except OSError as error:
        data, problem = b"", f"it cannot be read: {error.strerror}"
    if problem:
        faults.append(Fault(Rule.CASE_UNREADABLE, place_of(file), 0, "", "", problem, "Name a folder of plain YAML files."))
        return Document()
    document = parse_document(data)
    if document.faults:
        document.value = UNREADABLE
        faults += [yaml_fault(place_of(file), found) for found in document.faults]
    return document
