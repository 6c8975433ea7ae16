"""People as data: files that pair answers with what must come out, run through the knowledge and compared."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from legpress_cli.diagnosis.checklist import Status
from legpress_cli.diagnosis.result import Result, diagnose, exit_code_of
from legpress_cli.errors import InvalidInput
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


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must come out for one person. A field that is left out is not looked at; without exit code, the level's is meant."""

    triage: Level
    exit_code: int | None = None
    causes: tuple[str, ...] = ()
    top_cause: tuple[str, ...] = ()
    not_causes: tuple[str, ...] = ()
    checklist: dict[str, Status] = {}
    not_on_checklist: tuple[str, ...] = ()
    checklist_empty: bool = False
    first_change: tuple[str, ...] = ()
    watch_says: tuple[str, ...] = ()
    action_says: tuple[str, ...] = ()
    says: dict[str, str] = {}


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person: the answers they give, what must come out, and why."""

    id: str
    answers: dict[str, Any]
    expect: Expected
    why: str = ""


class Score(msgspec.Struct, frozen=True):
    """How the people of one level came out: found as they should be, graver (over-triaged) or milder (under-triaged)."""

    level: Level
    cases: int
    right: int
    over: int
    under: int


class CaseRun(msgspec.Struct, frozen=True):
    """All cases of a folder: how many came out right by level, gravest first, and everything that did not."""

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


class Difference(msgspec.Struct, frozen=True):
    """One thing that came out otherwise than a case demands."""

    rule: Rule
    key: str
    found: str
    expected: str


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
        expected = placed.case.expect.triage
        try:
            result = diagnose(placed.case.answers, knowledge)
        except InvalidInput as error:
            refused = " ".join(str(error).split())
            faults.append(placed.fault(Rule.CASE_UNREADABLE, "answers", refused, "Give answers that legpress diagnose takes."))
            continue
        counted[expected][_beside(result.triage.level, expected)] += 1
        faults += [
            placed.fault(entry.rule, entry.key, entry.found, f"It must be: {entry.expected.rstrip('.')}.")
            for entry in compare(placed.case, result)
        ]
    scores = (Score(level, sides.total(), sides[0], sides[1], sides[-1]) for level, sides in counted.items())
    return CaseRun(tuple(scores)[::-1], tuple(faults))


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


def compare(case: Case, result: Result) -> tuple[Difference, ...]:
    """Return everything that came out otherwise than the case demands; where the level is wrong, that alone."""
    expected, actual = case.expect.triage, result.triage.level
    side = _beside(actual, expected)
    if side:
        rule = Rule.OVER_TRIAGED if side > 0 else Rule.UNDER_TRIAGED
        return (Difference(rule, "triage", actual.value, expected.value),)
    return tuple(Difference(Rule.CASE_DIFFERS, *unlike) for unlike in _unlike(case.expect, result))


def _beside(actual: Level, expected: Level) -> int:
    """Return 0 where the level is right, 1 where it is graver, -1 where it is milder."""
    return (actual.severity > expected.severity) - (actual.severity < expected.severity)


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


def _unlike(expected: Expected, result: Result) -> Iterator[tuple[str, str, str]]:
    causes = [cause.id for cause in result.causes]
    items = {item.id: item for item in result.checklist}
    first = result.first_change.id if result.first_change else "nothing"
    code = exit_code_of(expected.triage) if expected.exit_code is None else expected.exit_code
    if result.exit_code != code:
        yield "exit_code", str(int(result.exit_code)), str(int(code))
    if missing := [cause for cause in expected.causes if cause not in causes]:
        yield "causes", f"{', '.join(causes) or 'none'}", f"{', '.join(missing)} among them"
    if expected.top_cause and causes[:1] not in [[cause] for cause in expected.top_cause]:
        yield "top_cause", f"{causes[0] if causes else 'none'}", " or ".join(expected.top_cause)
    if unwanted := [cause for cause in expected.not_causes if cause in causes]:
        yield "not_causes", f"{', '.join(unwanted)} came out", "not found"
    for tip, status in expected.checklist.items():
        if tip not in items or items[tip].status is not status:
            yield f"checklist / {tip}", items[tip].status.value if tip in items else "not on the checklist", status.value
    if unwanted := [tip for tip in expected.not_on_checklist if tip in items]:
        yield "not_on_checklist", f"{', '.join(unwanted)} is on it", "not on the checklist"
    if expected.checklist_empty and (items or result.first_change):
        yield "checklist_empty", f"{len(items)} items", "no item and no first change"
    if expected.first_change and first not in expected.first_change:
        yield "first_change", first, " or ".join(expected.first_change)
    yield from _unsaid(expected, result)


def _unsaid(expected: Expected, result: Result) -> Iterator[tuple[str, str, str]]:
    watch, action = " ".join(result.watch), result.triage.action
    items = {item.id: item for item in result.checklist}
    yield from (("watch_says", "it is not said", words) for words in expected.watch_says if words not in watch)
    yield from (("action_says", action, words) for words in expected.action_says if words.lower() not in action.lower())
    for tip, words in expected.says.items():
        said = f"{items[tip].do} {items[tip].caution}" if tip in items else ""
        if words not in said:
            yield f"says / {tip}", said or "not on the checklist", words
