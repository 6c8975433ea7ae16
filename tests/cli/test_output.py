"""``-o``: the ending of a file's name chooses the format, and nothing that is read is written over."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.examples import sweep
from support.legpress import SAFE, Legpress, copy_knowledge, run_here
from support.small import FOLDER

DIAGNOSE = ("diagnose", *SAFE, "--seat", "lowest")
CHECK = ("check", str(FOLDER))
BY_ENDING = [
    (DIAGNOSE, {"txt": "text", "json": "json", "md": "markdown", "html": "html", "svg": "svg"}),
    (("tips", "core"), {"txt": "text", "json": "json", "md": "markdown", "html": "html"}),
    (("explain", "seat"), {"txt": "text", "json": "json"}),
    (("questions",), {"txt": "text", "json": "json"}),
    (("tree",), {"txt": "text", "json": "json", "mmd": "mermaid", "dot": "dot"}),
    (CHECK, {"txt": "text", "json": "json"}),
    (("forget",), {"txt": "text", "json": "json"}),
    (("schema", "result"), {"json": "json"}),
]
WRITTEN = [(words, ending, form) for words, endings in BY_ENDING for ending, form in endings.items()]
TO_CHECK = (CHECK, "txt", "text")
REFUSED = [
    (words, ending)
    for words, endings in BY_ENDING
    for ending in ("txt", "json", "md", "html", "svg", "mmd", "dot", "csv", "pdf", "yaml")
    if ending not in endings
]


def written(here: Legpress, *words: str) -> str:
    """Return what a call writes to the file that its last word names."""
    done = here(*words)
    assert (done.code, done.out, done.err) == (0, "", "")
    return (here.folder / words[-1]).read_text(encoding="utf-8")


@pytest.mark.parametrize("case", sweep(WRITTEN, *(case for case in WRITTEN if case != TO_CHECK)))
def test_the_ending_of_a_file_chooses_its_format(here: Legpress, case: tuple[tuple[str, ...], str, str]) -> None:
    words, ending, form = case
    name = f"mine.old.{ending.upper()}" if words == DIAGNOSE else f"mine.{ending}"
    assert written(here, *words, "-o", name) == here(*words, "--format", form).out


@pytest.mark.parametrize(("words", "ending"), REFUSED)
def test_an_ending_that_a_command_does_not_write_is_refused_with_those_it_does(
    here: Legpress, words: tuple[str, ...], ending: str
) -> None:
    done = here(*words, "-o", f"mine.{ending}")
    assert (done.code, done.out) == (2, "")
    said = " ".join(done.err.split())
    assert said.startswith(f"mine.{ending} ends in .{ending}, which cannot be written here. Name a file that ends in ")
    assert all(f".{other}" in said for other in dict(BY_ENDING)[words])
    assert not (here.folder / f"mine.{ending}").exists()


def test_an_ending_is_refused_before_anything_is_read_or_asked(here: Legpress) -> None:
    assert "ends in .pdf" in here("diagnose", "--answers", "missing.yaml", "-o", "mine.pdf").err


@pytest.mark.parametrize("name", ["mine", ".profile", "mine.", "v1.2/mine"])
def test_without_an_ending_it_is_the_usual_format(here: Legpress, name: str) -> None:
    (here.folder / "v1.2").mkdir()
    assert written(here, "tips", "core", "-o", name) == here("tips", "core").out


@pytest.mark.parametrize("command", [DIAGNOSE, ("tips", "core")])
def test_a_full_page_for_a_browser_is_unfolded(here: Legpress, command: tuple[str, ...]) -> None:
    usual, full = (here(*command, *more, "--format", "html").out for more in ((), ("--full",)))
    folded, unfolded = re.compile("<details(?! [^>]*open)"), re.compile("<details [^>]*open")
    assert len(folded.findall(usual)) == len(unfolded.findall(full)) > 0
    assert not unfolded.search(usual)
    assert not folded.search(full)


@pytest.mark.parametrize("flags", [("--format", "json"), ("--json",), ("--plain",)], ids=" ".join)
@pytest.mark.parametrize("name", ["mine.html", "mine.pdf", "mine"])
def test_where_a_format_is_named_the_ending_does_not_matter(here: Legpress, flags: tuple[str, ...], name: str) -> None:
    assert written(here, "tips", "core", *flags, "-o", name) == here("tips", "core", *flags).out


def test_a_simple_terminal_changes_text_alone(here: Legpress) -> None:
    env = {"ACCESSIBLE": "1"}
    for name, form in (("mine.txt", "plain"), ("mine.html", "html")):
        here("tips", "core", "-o", name, env=env)
        assert (here.folder / name).read_text(encoding="utf-8") == here("tips", "core", "--format", form).out


def test_what_is_no_plain_file_is_not_judged_by_its_ending(legpress: Legpress, here: Legpress) -> None:
    os.mkfifo(legpress.folder / "pipe.pdf")
    done = legpress.in_shell("tips core -o pipe.pdf", before="cat pipe.pdf > seen &")
    assert (done.code, done.err) == (0, "")
    (legpress.folder / "folder.pdf").mkdir()
    assert "it is a folder" in here("tips", "-o", "folder.pdf").err


def test_a_browser_is_shown_what_the_ending_says(here: Legpress) -> None:
    env = {"BROWSER": "true", "PATH": "/bin:/usr/bin"}
    assert here(*DIAGNOSE, "--open", "-o", "mine.svg", env=env).code == 0
    assert (here.folder / "mine.svg").read_text(encoding="utf-8").startswith("<svg")
    for ending in ("txt", "json", "md", "pdf"):
        done = here(*DIAGNOSE, "--open", "-o", f"mine.{ending}", env=env)
        assert (done.code, done.out) == (2, "")
        assert f"mine.{ending} ends in .{ending}" in done.err
        assert "Name a file that ends in .html or .svg" in " ".join(done.err.split())


def test_a_name_that_is_too_long_for_a_browser_is_told(here: Legpress) -> None:
    done = here("tips", "--open", "-o", f"{'a' * 300}.html")
    assert done.code == 1
    assert "File name too long" in done.err


NAMES = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="/"), min_size=1, max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=NAMES)
def test_any_name_is_written_or_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    done = run_here(tmp_path, ["forget", "-o", f"x{name}"])
    assert done.code in (0, 2)
    assert bool(done.err) == (done.code == 2)


def hard_link(file: Path, other: Path) -> None:
    other.hardlink_to(file)


def soft_link(file: Path, other: Path) -> None:
    other.symlink_to(file)


Link = Callable[[Path, Path], None]


@pytest.mark.parametrize("form", [(), ("--format", "json"), ("--plain",)], ids=" ".join)
@pytest.mark.parametrize(
    ("link", "name"),
    [(hard_link, "me.yaml"), (hard_link, "state/../me.yaml"), (hard_link, "other"), (soft_link, "other")],
)
@pytest.mark.parametrize(
    ("words", "flag"),
    [
        (("diagnose", *SAFE, "--answers", "me.yaml"), "--answers"),
        (("explain", "seat", "--answers", "me.yaml"), "--answers"),
        (("tree", "--answers", "me.yaml"), "--answers"),
        (("tree", "--path", "me.yaml"), "--path"),
    ],
)
def test_a_result_never_takes_the_place_of_its_answers(
    here: Legpress,
    words: tuple[str, ...],
    flag: str,
    link: Link,
    name: str,
    form: tuple[str, ...],
) -> None:
    answers = here.folder / "me.yaml"
    answers.write_text("seat: lowest\n")
    here.state.mkdir()
    link(answers, here.folder / "other")
    done = here(*words, *form, "-o", name)
    assert (done.code, done.out) == (2, "")
    said = f"--output {name} would write over what is read here, {flag} me.yaml. Name another file."
    assert " ".join(done.err.split()) == said
    assert answers.read_text() == "seat: lowest\n"


def test_answers_from_standard_input_are_not_written_over_either(legpress: Legpress) -> None:
    answers = legpress.folder / "me.yaml"
    answers.write_text("seat: lowest\n")
    done = legpress.in_shell(f"{' '.join(DIAGNOSE)} --answers - --json -o me.yaml < me.yaml")
    assert (done.code, done.out) == (2, "")
    assert "would write over what is read here, --answers -." in done.err
    assert answers.read_text() == "seat: lowest\n"


def test_a_missing_answers_file_is_told_as_missing(here: Legpress) -> None:
    assert "me.json cannot be read" in here(*DIAGNOSE, "--answers", "me.json", "-o", "me.json").err


@pytest.mark.parametrize("form", [(), ("--json",)], ids=" ".join)
@pytest.mark.parametrize("name", ["mine/tips.yaml", "mine/../mine/notes", "hard", "soft", "linked/tips.yaml"])
def test_a_result_never_takes_the_place_of_the_knowledge(here: Legpress, name: str, form: tuple[str, ...]) -> None:
    mine = copy_knowledge(here.folder / "mine")
    (mine / "notes").write_text("Ask Bea.")
    hard_link(mine / "tips.yaml", here.folder / "hard")
    soft_link(mine / "tips.yaml", here.folder / "soft")
    soft_link(mine, here.folder / "linked")
    before = {file: file.read_bytes() for file in mine.iterdir()}
    by_flag = here("tips", "--knowledge", "mine", *form, "-o", name)
    by_variable = here("tips", *form, "-o", name, env={"LEGPRESS_KNOWLEDGE": "mine"})
    assert by_flag == by_variable
    assert (by_flag.code, by_flag.out) == (2, "")
    said = f"--output {name} would write over what is read here, --knowledge mine. Name another file."
    assert " ".join(by_flag.err.split()) == said
    assert {file: file.read_bytes() for file in mine.iterdir()} == before


def test_a_new_file_may_stand_beside_the_knowledge(here: Legpress) -> None:
    copy_knowledge(here.folder / "mine")
    assert here("tips", "core", "--knowledge", "mine", "-o", "mine/tips.md").code == 0


@pytest.mark.parametrize("name", ["mine/tips.yaml", "mine/new.json", "people/new.yaml", "people/deep/new.json"])
def test_a_check_writes_nothing_into_what_it_checks(here: Legpress, name: str) -> None:
    copy_knowledge(here.folder / "mine", FOLDER)
    (here.folder / "people" / "deep").mkdir(parents=True)
    done = here("check", "mine", "--cases", "people", "--json", "-o", name)
    assert (done.code, done.out) == (2, "")
    named = "DIR mine" if name.startswith("mine") else "--cases people"
    assert f"--output {name} would write over what is read here, {named}." in " ".join(done.err.split())


def test_a_check_writes_beside_what_it_checks(here: Legpress) -> None:
    copy_knowledge(here.folder / "mine", FOLDER)
    assert here("check", "mine", "--json", "-o", "report").code == 0
