"""The examination of the knowledge: every rule fires where it should, alone, at its place, and nowhere else."""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest

import legpress_cli.knowledge.check
from legpress_cli.knowledge.check import advice, danger, tree, wording
from legpress_cli.knowledge.check.registry import Stage, checks_in
from legpress_cli.knowledge.check.runner import CHECKS, examine
from legpress_cli.knowledge.loader import LARGEST, load_knowledge, read_folder
from legpress_cli.knowledge.reading import shape
from legpress_cli.knowledge.reading.faults import MOST_FAULTS, Fault, Rule
from legpress_cli.knowledge.reading.files import FILES
from legpress_cli.knowledge.reading.locations import LONGEST_TEXT
from legpress_cli.knowledge.reading.readability import measure
from legpress_cli.knowledge.reading.rules import read_rule_texts
from legpress_cli.pages.explain.entries import explainable_ids, find_entries
from legpress_cli.pages.explain.page import explain_page
from support.broken import (
    ABOUT_POINTS,
    BROKEN,
    LAST_RULE,
    LAST_STEP,
    LIGHT_SETS,
    LONG_26,
    MOOD,
    PAIN_RULE,
    SHIPPED,
    SMALL_FILES,
    THREE_POINTS,
    Broken,
    block,
    changed,
    hostile_files,
)
from support.broken_danger import WEAKENED
from support.examples import one_a_rule, sweep
from support.legpress import copy_knowledge

ABOUT_FILES = {Rule.MISSING_FILE, Rule.UNREADABLE_FILE, Rule.NOT_UTF8}
ABOUT_CASES = {Rule.CASE_UNREADABLE, Rule.UNDER_TRIAGED, Rule.OVER_TRIAGED, Rule.CASE_DIFFERS, Rule.CASE_MISSING}
ABOUT_LOGS = {Rule.FOLLOW_UP_UNSAFE}
MEGABYTE = 1024**2
RULE_TEXTS = read_rule_texts()
NUMBERS = {8: "eight", 12: "twelve"}


def faults_of(files: Mapping[str, bytes]) -> tuple[Fault, ...]:
    return examine(files).faults


def rules_of(files: Mapping[str, bytes]) -> set[Rule]:
    return {fault.rule for fault in faults_of(files)}


def line_of(files: Mapping[str, bytes], fault: Fault) -> str:
    """Return the text of the line that a fault names; empty where it names none."""
    lines = files[fault.file].decode().split("\n")
    return lines[fault.line - 1] if fault.line else ""


# The words of the rules.


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_text(rule: Rule) -> None:
    text = RULE_TEXTS[rule]
    assert all((text.title, text.why, text.mend))
    assert not text.title.endswith(".")


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_is_easy_to_read(rule: Rule) -> None:
    text = RULE_TEXTS[rule]
    for reading in map(measure, (text.title, text.why, text.mend)):
        assert reading.grade <= 8
        assert reading.longest_sentence <= 25


def test_rules_come_in_the_order_of_their_list() -> None:
    assert list(RULE_TEXTS) == list(Rule)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule.UNREADABLE_FILE, f"of {LARGEST // MEGABYTE} MB at most"),
        (Rule.TOO_MANY, f"may hold {shape.MOST_INSIDE}, one under variants {shape.MOST['variants']}, one"),
        (Rule.TOO_MANY, f"one under when {shape.MOST['when']}."),
        (Rule.TOO_MANY, f"No more than {danger.MOST_RULES} rules may look at one question."),
        (Rule.PATH_TOO_LONG, f"to {tree.MOST_ASKED} at most"),
        (Rule.BAD_POINTS, f"No number may be more than {advice.MOST_POINTS}."),
        (Rule.LABEL_TOO_LONG, f"lines of {wording.NARROW - wording.LABEL_INDENT} letters"),
        (Rule.COMMAND_TOO_LONG, f"at most {NUMBERS[wording.MOST_WORDS_IN['command']]} words"),
        (Rule.COMMAND_TOO_LONG, f"an action {NUMBERS[wording.MOST_WORDS_IN['action']]}"),
        (Rule.READING_LEVEL, f"for grade {wording.HIGHEST_GRADE:g} or lower"),
        (Rule.LONG_SENTENCE, f"more than {wording.MOST_WORDS} words"),
    ],
)
def test_the_words_of_a_rule_name_the_figures_that_count(rule: Rule, said: str) -> None:
    text = RULE_TEXTS[rule]
    assert said in f"{text.title}. {text.why} {text.mend}"


def test_the_words_of_the_rules_are_read_only_where_they_are_shown() -> None:
    knowledge = load_knowledge()
    read_rule_texts.cache_clear()
    assert "tree-loop" in explainable_ids(knowledge)
    [found] = find_entries(knowledge, "tree-loop")
    assert not read_rule_texts.cache_info().misses
    explain_page(knowledge, (found,))
    assert read_rule_texts.cache_info().misses == 1


# The checks.


def check_modules() -> list[ModuleType]:
    """Return every module of checks; ``shape`` holds a file against its type before there is any knowledge."""
    names = [entry.name for entry in iter_modules(legpress_cli.knowledge.check.__path__)]
    return [import_module(f"legpress_cli.knowledge.check.{name}") for name in names if name != "shape"]


def test_every_function_that_finds_faults_is_registered() -> None:
    unregistered = [
        value
        for module in check_modules()
        for name, value in vars(module).items()
        if name.startswith("find_") and isfunction(value) and value.__module__ == module.__name__
    ]
    assert unregistered == []


def test_every_check_is_run() -> None:
    assert set(checks_in(*check_modules())) == set(CHECKS)
    assert {check.stage for check in CHECKS} == set(Stage)
    assert {file for check in CHECKS for file in check.needs} <= set(FILES)


# One copy, one mistake, one rule.


def test_the_shipped_knowledge_has_no_fault() -> None:
    found = examine(SHIPPED)
    assert found.faults == ()
    assert found.proof


def test_every_rule_has_a_broken_copy() -> None:
    copied = {copy.rule for copy in BROKEN} | {copy.rule for copy in WEAKENED}
    assert copied | ABOUT_FILES | ABOUT_CASES | ABOUT_LOGS == set(Rule)


# The first for each rule is measured for coverage: measured, a copy takes seven times as long.
@pytest.mark.parametrize("copy", one_a_rule(BROKEN, pytest.mark.no_cover))
def test_a_mistake_is_named_by_its_rule_alone_and_at_its_place(copy: Broken) -> None:
    files = copy.files
    faults = faults_of(files)
    assert {fault.rule for fault in faults} == {copy.rule}
    first = faults[0]
    assert (first.entry, first.key) == (copy.entry, copy.key)
    assert copy.on in line_of(files, first)
    assert copy.found in first.found
    assert copy.instead in first.instead
    # What is called otherwise is missing, and one too many.
    assert len(faults) == 1 or copy.rule in (Rule.YAML_ALIAS, Rule.FOLLOW_UP_INCOMPLETE)
    assert first.instead == first.instead[:1].upper() + first.instead[1:]
    assert first.instead.endswith((".", "?"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (copy_knowledge(tmp_path) / "studies.yaml").unlink()
    files, missing = read_folder(tmp_path)
    [fault] = examine(files, missing=missing).faults
    assert (fault.rule, fault.file, fault.line, fault.instead) == (
        Rule.MISSING_FILE,
        "studies.yaml",
        0,
        "Bring it back, or copy the shipped one.",
    )


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    file = copy_knowledge(tmp_path) / "studies.yaml"
    file.unlink()
    file.mkdir()
    files, missing = read_folder(tmp_path)
    [fault] = examine(files, missing=missing).faults
    assert (fault.rule, fault.file, fault.found) == (
        Rule.UNREADABLE_FILE,
        "studies.yaml",
        "it cannot be read: it is not a plain file",
    )


@pytest.mark.parametrize(("more", "rules"), [(0, set()), (1, {Rule.UNREADABLE_FILE})])
def test_a_file_may_have_sixteen_megabytes_and_no_more(tmp_path: Path, more: int, rules: set[Rule]) -> None:
    file = copy_knowledge(tmp_path) / "posts.yaml"
    data = file.read_bytes()
    file.write_bytes(data + b"#" * (LARGEST - len(data) + more))
    assert {fault.rule for fault in read_folder(tmp_path)[1]} == rules


@pytest.mark.parametrize("broken", [b"\xff", b"\xc3", "é".encode("latin-1"), "\ufeffa".encode("utf-16")])
def test_a_file_that_is_not_utf8_is_named_with_the_line(broken: bytes) -> None:
    text = SHIPPED["tips.yaml"].replace(b"title: Feet placement", b"title: Feet " + broken, 1)
    [fault] = faults_of(SHIPPED | {"tips.yaml": text})
    assert (fault.rule, fault.file, fault.instead) == (Rule.NOT_UTF8, "tips.yaml", "Save the file as UTF-8.")
    assert b"title: Feet " in text.split(b"\n")[fault.line - 1]


# Borders: a hair's breadth inside is fine.


INSIDE: dict[str, tuple[Any, ...]] = {
    "a scale up to 100": ("questions.yaml", "low: 0, high: 10", "low: 0, high: 100", SMALL_FILES),
    "a longest-path of 100 where it is about something else": (
        "tree.yaml",
        "longest-path: 11",
        "longest-path: 100",
        SMALL_FILES,
    ),
    "a nesting of 20": ("triage.yaml", "answer: serious-accident", "answer: [serious-accident]"),
    "a range of one number": ("triage.yaml", PAIN_RULE, PAIN_RULE.replace("at-least: 8", "at-least: 8, at-most: 10")),
    "the highest number alone": ("triage.yaml", "ache, at-least: 8", "ache, at-least: 10", SMALL_FILES),
    "a level that rises with the number": (
        "triage.yaml",
        LAST_RULE,
        LAST_RULE + "  - {level: clinician, when: [{question: tried, answer: not-sure}, {question: pain, at-least: 5}]}\n",
    ),
    "a weak sign that is enough": ("about.yaml", "shown-from: 2", "shown-from: 1", SMALL_FILES),
    "strong and fair alike": ("about.yaml", "strong: 3", "strong: 2", SMALL_FILES),
    "points for strong signs that nothing reaches": (
        "about.yaml",
        ABOUT_POINTS,
        ABOUT_POINTS.replace("strong: 3", "strong: 100"),
    ),
    "a sentence of 25 words": ("triage.yaml", "Go on with care. If", LONG_26.removesuffix(" a.") + ". If"),
    "a text of 7 hard words": (
        "tips.yaml",
        LIGHT_SETS,
        "cost: Considerable organisational preparation necessitates additional equipment availability.",
    ),
    "a text of grade 8.0": (
        "tips.yaml",
        LIGHT_SETS,
        "cost: " + "a water " * 7 + "on a cold day a.",
    ),
    "signs that add up in one question with many answers": (
        "causes.yaml",
        "      - {question: hands, answer: rest, strength: weak}\n",
        ("      - {question: sign, answer: leg, strength: fair}\n      - {question: sign, answer: blood, strength: weak}\n"),
        THREE_POINTS,
    ),
    "a label of two full lines": ("tips.yaml", "title: Seat height", f"title: {'h' * 34} {'h' * 34}"),
    "an answer of three full lines": (
        "questions.yaml",
        "label: Your chest hurts",
        f"label: {'h' * 34} {'h' * 34} {'h' * 34}",
        SMALL_FILES,
    ),
    "a grade as good as the best study": (
        "tips.yaml",
        'grade: D\n    grade-note: "Coaches',
        'grade: C\n    grade-note: "Coaches',
    ),
    "an empty list where it may be": ("tips.yaml", "described-in: [1, 4]", "described-in: []"),
    "quoted words": ("tips.yaml", "title: Seat height", 'title: "true"'),
    "two variants that can both fit": (
        "tips.yaml",
        "- when: [{question: seat, answer: fixed}]",
        "- when: [{question: seat, answer: [highest, fixed]}]",
    ),
    "training words inside others": (
        "triage.yaml",
        "today, and tell them what you marked here. If",
        "today, and report your blood pressure and what you marked here. If",
    ),
    "an emergency action of one sentence": (
        "triage.yaml",
        block("triage.yaml", " Do not drive yourself, and", "passes. Tell them what you marked here."),
        "",
    ),
    "a command of 12 words": (
        "tips.yaml",
        'command: "Put your feet in the middle of the plate"',
        'command: "Put your feet - both - in the middle of the plate, heels flat"',
    ),
    "an action of 8 words": (
        "tips.yaml",
        'action: "In the middle of the plate"',
        'action: "In the middle of the plate, heels flat"',
    ),
    "an alone answer at a level that none of its neighbours is below": (
        "triage.yaml",
        LAST_RULE,
        LAST_RULE + "  - {level: clinician, when: [{question: emergency-sign, answer: none}]}\n",
    ),
    "a core tip kept from an emergency": (
        "tips.yaml",
        "    title: Glute squeeze\n",
        "    title: Glute squeeze\n    never-at: [urgent, emergency]\n",
    ),
    "a branch that leads elsewhere": (
        "tree.yaml",
        "ask: hips, then: bottom-depth, unless: {",
        "ask: hips, then: bottom-depth, unless: {not-sure: bottom-seat, ",
    ),
}


@pytest.mark.parametrize("name", INSIDE)
def test_what_is_just_inside_a_border_is_no_fault(name: str) -> None:
    assert [fault.sentence for fault in faults_of(changed(*INSIDE[name]))] == []


def test_an_alone_answer_as_grave_as_its_neighbours_lowers_nothing() -> None:
    rule = "  - {level: emergency, when: [{question: emergency-sign, answer: none}]}\n"
    assert Rule.ANSWER_LOWERS_TRIAGE not in rules_of(changed("triage.yaml", LAST_RULE, LAST_RULE + rule))


@pytest.mark.parametrize(("brackets", "rules"), [(18, {Rule.UNKNOWN_FIELD}), (19, {Rule.UNKNOWN_FIELD}), (20, {Rule.TOO_DEEP})])
def test_twenty_levels_are_deep_enough(brackets: int, rules: set[Rule]) -> None:
    assert rules_of(changed("tree.yaml", LAST_STEP, f"{LAST_STEP}deep: {'[' * brackets}{']' * brackets}\n")) == rules


@pytest.mark.parametrize(("entries", "rules"), [(500, set()), (501, {Rule.TOO_MANY})])
def test_a_list_inside_an_entry_may_have_five_hundred(entries: int, rules: set[Rule]) -> None:
    numbers = ", ".join(["3", "7"] * (entries // 2) + ["3"] * (entries % 2))
    assert rules_of(changed("tips.yaml", "backed-by: [3, 7]", f"backed-by: [{numbers}]")) == rules


# Several faults at once, and no more than there are.


def test_faults_in_several_files_and_several_in_one_come_together() -> None:
    files = dict(SHIPPED)
    for file, old, new in (
        ("tips.yaml", "    effort: 1\n", "    effort: little\n"),
        ("tips.yaml", "group: position", "group: positon"),
        ("tips.yaml", "title: Less weight", "titel: Less weight"),
        ("posts.yaml", "number: 11, ", "number: eleven, "),
        ("questions.yaml", "kind: many", "kind: few"),
        ("studies.yaml", "    type: cross-sectional study\n", ""),
        ("about.yaml", "strong: 3", "strong: 0"),
        ("glossary.yaml", "- id: disc", "- id: Disc"),
    ):
        text = files[file].decode()
        assert old in text
        files[file] = text.replace(old, new, 1).encode()
    found = Counter((fault.file, fault.rule) for fault in faults_of(files))
    assert found == {
        ("about.yaml", Rule.BAD_POINTS): 1,
        ("questions.yaml", Rule.WRONG_VALUE): 1,
        ("tips.yaml", Rule.WRONG_TYPE): 1,
        ("tips.yaml", Rule.UNKNOWN_ID): 1,
        ("tips.yaml", Rule.UNKNOWN_FIELD): 1,
        ("tips.yaml", Rule.MISSING_FIELD): 1,
        ("posts.yaml", Rule.WRONG_TYPE): 1,
        ("studies.yaml", Rule.STUDY_INCOMPLETE): 1,
        ("glossary.yaml", Rule.BAD_ID): 1,
    }


def test_faults_come_in_the_order_of_files_and_lines() -> None:
    text = SHIPPED["tips.yaml"].decode().replace("effort: 1", "effort: little")
    faults = faults_of(SHIPPED | {"tips.yaml": text.encode(), "about.yaml": b"\n" * 999 + b"\xff"})
    assert [fault.file for fault in faults] == ["about.yaml", *["tips.yaml"] * text.count("effort: little")]
    numbers = [number for number, line in enumerate(text.split("\n"), start=1) if "effort: little" in line]
    assert [fault.line for fault in faults[1:]] == numbers


@pytest.mark.parametrize("file", sweep(FILES, "tips.yaml"))
@pytest.mark.parametrize("data", [b"[", b"\xff", b"", b"7\n", b"- a\n", b"!x {}\n", b"&a {}\n"])
def test_a_file_that_is_lost_is_one_fault(file: str, data: bytes) -> None:
    [fault] = faults_of(SHIPPED | {file: data})
    assert fault.file == file


@pytest.mark.parametrize("file", sweep(FILES, "questions.yaml", "triage.yaml", "tips.yaml"))
def test_a_file_that_is_missing_brings_no_other_fault(file: str) -> None:
    assert faults_of({name: data for name, data in SHIPPED.items() if name != file}) == ()


def test_what_a_lost_entry_is_named_for_stays_known() -> None:
    [fault] = faults_of(changed("studies.yaml", "    grade: C\n", "    grade: G\n"))
    assert fault.entry == "elson-2008"


def test_three_hundred_faults_of_one_kind_are_cut() -> None:
    posts = "".join(f"  - {{number: {number}, poster: p, says: Hello}}\n" for number in range(100, 400))
    faults = faults_of(SHIPPED | {"posts.yaml": SHIPPED["posts.yaml"] + posts.encode()})
    assert {fault.rule for fault in faults} == {Rule.UNUSED_SOURCE}
    assert len(faults) == MOST_FAULTS + 1
    assert [fault.found for fault in faults].count("there are more faults like these") == 1


def test_three_hundred_wrong_entries_are_cut_and_confuse_nothing_else() -> None:
    posts = "".join("  - {number: x, poster: p, says: Hello}\n" for _ in range(300))
    faults = faults_of(SHIPPED | {"posts.yaml": SHIPPED["posts.yaml"] + posts.encode()})
    assert {fault.rule for fault in faults} == {Rule.WRONG_TYPE}
    assert len(faults) == MOST_FAULTS + 1


def test_a_file_that_is_refused_line_after_line_is_given_up_after_a_hundred() -> None:
    faults = faults_of(SHIPPED | {"posts.yaml": b"a: 1\n" * 300})
    assert [fault.rule for fault in faults].count(Rule.DUPLICATE_KEY) == 100


def test_a_branch_that_is_cut_off_is_one_fault() -> None:
    [fault] = faults_of(changed("tree.yaml", "      pushing: push-load\n", ""))
    assert (fault.rule, fault.entry) == (Rule.UNREACHED_STEP, "push-load")


@pytest.mark.slow
@pytest.mark.no_cover  # measured, it takes seven times as long, and others cover the same
def test_only_what_makes_knowledge_unsafe_is_vital() -> None:
    poor: set[Rule] = set()
    for copy in BROKEN:
        if copy.rule not in poor and not examine(copy.files, vital_only=True).faults:
            poor.add(copy.rule)
    assert poor == {
        Rule.OPTION_LEADS_NOWHERE,
        Rule.ASKED_TWICE,
        Rule.UNREACHED_QUESTION,
        Rule.UNREACHED_STEP,
        Rule.CAUSE_NOT_INDICATED,
        Rule.CAUSE_WITHOUT_TIP,
        Rule.SHADOWED_INDICATION,
        Rule.CONTRADICTORY_INDICATION,
        Rule.TIP_NOT_REACHED,
        Rule.DRAWN_AMISS,
        Rule.TIP_WITHOUT_SOURCE,
        Rule.DANGER_WITHOUT_SOURCE,
        Rule.LINE_WITHOUT_SOURCE,
        Rule.TIP_OVERGRADED,
        Rule.UNUSED_SOURCE,
        Rule.LABEL_TOO_LONG,
        Rule.COMMAND_TOO_LONG,
        Rule.READING_LEVEL,
        Rule.LONG_SENTENCE,
        Rule.WORD_TO_AVOID,
    }


def test_signs_do_not_add_up_in_a_question_with_one_answer() -> None:
    assert faults_of(THREE_POINTS) == ()
    old, new = "{question: hands, answer: rest, strength: weak}", "{question: seat, answer: high, strength: weak}"
    assert Rule.CAUSE_NOT_INDICATED in rules_of(changed("causes.yaml", old, new, THREE_POINTS))


def test_the_longest_path_may_be_as_long_as_longest_path() -> None:
    found = examine(SMALL_FILES)
    assert found.proof
    assert len(found.proof.tree_paths.longest) == found.knowledge.tree.longest_path
    assert found.faults == ()


def test_a_question_with_a_name_of_a_flag_is_refused() -> None:
    faults = faults_of(changed("questions.yaml", "  - id: lumbar\n", MOOD.replace("mood", "json") + "  - id: lumbar\n"))
    assert [(fault.rule, fault.entry, fault.key) for fault in faults if fault.rule is Rule.BAD_ID] == [
        (Rule.BAD_ID, "json", "id")
    ]


def test_a_scale_that_nothing_looks_at_leads_nowhere() -> None:
    mood = MOOD.replace("kind: one", "kind: scale\n    scale: {low: 0, high: 5, low-label: bad, high-label: good}")
    faults = faults_of(changed("questions.yaml", "  - id: lumbar\n", mood + "  - id: lumbar\n"))
    assert {(fault.rule, fault.entry, fault.key) for fault in faults} == {
        (Rule.OPTION_LEADS_NOWHERE, "mood", "scale"),
        (Rule.UNREACHED_QUESTION, "mood", ""),
    }


# Hostile files.


@pytest.mark.slow
@pytest.mark.parametrize("name", hostile_files(0))
def test_a_hostile_file_fills_no_memory(name: str) -> None:
    file, data = hostile_files(MEGABYTE)[name]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    faults = faults_of(SHIPPED | {file: data})
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < 200 * 1024
    assert all(len(fault.sentence) < 5 * LONGEST_TEXT for fault in faults)


def test_an_emergency_question_without_safety_is_not_told_to_offer_not_sure() -> None:
    [fault] = faults_of(changed("questions.yaml", "    safety: true\n    short: Emergency", "    short: Emergency"))
    assert fault.rule is Rule.DANGER_NOT_SAFETY


@pytest.mark.parametrize(
    ("value", "found", "instead"),
    [
        ("", "it is empty", "Write a whole number."),
        ("{a: 1}", "it is a set of keys", "Write a whole number."),
        ("[1]", "it is a list", "Write a whole number."),
        ("true", "it is true, a boolean", "Write a whole number."),
        ("half", "it is the text 'half'", "Write a whole number."),
        ("1.5", "it is the number 1.5", "Write a whole number."),
        ('"' + "x" * 40 + '"', f"it is the text '{'x' * 40}'", "Write a whole number."),
        ('"' + "x" * 41 + '"', f"it is the text '{'x' * 40}...'", "Write a whole number."),
    ],
)
def test_a_wrong_kind_is_told_by_its_name(value: str, found: str, instead: str) -> None:
    [fault] = faults_of(changed("tree.yaml", "longest-path: 11", f"longest-path: {value}", SMALL_FILES))
    assert (fault.rule, fault.found, fault.instead) == (Rule.WRONG_TYPE, found, instead)


@pytest.mark.parametrize(
    ("file", "old", "new", "instead"),
    [
        ("tips.yaml", "title: Seat height", "title: 7", "Write a text."),
        ("glossary.yaml", "- id: disc", "- id: 7", "Write an id."),
        ("triage.yaml", "answer: saddle-numbness}", "answer: 7}", "Write a text."),
        ("causes.yaml", "strength: strong", "strength: 3", "Write one of strong, fair, weak."),
        ("questions.yaml", "safety: true", 'safety: "true"', "Write true or false."),
        ("questions.yaml", "safety: true", "safety: 1", "Write true or false."),
        ("triage.yaml", "at-least: 8", "at-least: much", "Write a whole number."),
        ("tree.yaml", "unless: {numb: numb-where}", "unless: 7", "Write keys with their values."),
    ],
)
def test_what_a_field_takes_is_told(file: str, old: str, new: str, instead: str) -> None:
    assert faults_of(changed(file, old, new))[0].instead == instead


def test_a_way_around_danger_is_told_to_its_end() -> None:
    [fault] = faults_of(changed("tree.yaml", "start: emergency-sign", "start: doctor-sign"))[:1]
    assert fault.found.startswith("a path never asks emergency-sign: doctor-sign > health > ")
    assert fault.found.endswith(" > tried > the result")


def test_an_answer_without_a_near_one_is_told_with_all_there_are() -> None:
    [fault] = faults_of(changed("triage.yaml", "{question: when, answer: always}]}", "{question: when, answer: xyzzy}]}"))
    assert fault.instead == "It must be one of: lowering, bottom, pushing, standing-up, getting-off, later, always, not-sure."
