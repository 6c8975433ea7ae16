"""What the README, the other documents and the changelog say is what the program does."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from datetime import date

import pytest

from legpress_cli.cli.formats import Format
from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.result import assess
from legpress_cli.errors import ExitCode
from legpress_cli.followup.sessions_file import COLUMNS
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.pages.full_result import picture_page
from legpress_cli.render.svg import render_svg
from support.commands import names
from support.documents import DOCUMENTS, OMITTED, Reader, blocks_of, calls_of, look_like_a_checkout, places_of, refresh
from support.documents import read_document as text
from support.examples import sweep
from support.legpress import SAFE, Legpress
from support.pages import case
from support.places import ROOT, TESTS

README = ROOT / "README.md"
pytestmark = pytest.mark.skipif(not README.is_file(), reason="the documents stay with the source tree")


def commands() -> set[str]:
    return set(names())


def table_after(heading: str, *, name: str = "README.md", column: int = 1) -> list[str]:
    """Return the cells in one column of the tables under a heading, the first if no other is named."""
    section = re.split(rf"\n(?=#{{1,{heading.index(' ')}}} )", text(name).split(f"{heading}\n", 1)[1])[0]
    tables = re.findall(r"^\|.*\n\|[-|]+\n((?:\|.*\n)+)", section, re.MULTILINE)
    return [re.split(r"(?<!\\)\|", row)[column].strip() for table in tables for row in table.splitlines()]


def test_every_document_is_read_here() -> None:
    assert {f"docs/{file.name}" for file in (ROOT / "docs").glob("*.md")} == {name for name in DOCUMENTS if "/" in name}


def test_it_lists_every_exit_code_with_its_meaning() -> None:
    assert [int(code) for code in table_after("### Exit codes")] == sorted(ExitCode)
    assert table_after("### Exit codes", column=2) == [code.meaning for code in sorted(ExitCode)]


def test_it_lists_every_command() -> None:
    assert {re.match(r"`legpress ([a-z]+)", row)[1] for row in table_after("## Commands")} == commands()  # type: ignore[index]


def test_it_lists_every_format() -> None:
    assert {row.strip("`") for row in table_after("### Formats")} == {entry.value for entry in Format}


def test_it_lists_every_column_of_sessions() -> None:
    listed = [name for row in table_after("### Sessions from a file") for name in re.findall("`([a-z_]+)`", row)]
    assert sorted(listed) == sorted(COLUMNS)


def test_every_dependency_is_explained() -> None:
    declared = re.search(r"\ndependencies = \[(.*?)\n\]", text("pyproject.toml"), re.DOTALL)
    assert declared
    explained = table_after("## Why these dependencies", name="docs/design.md")
    assert set(explained) == set(re.findall(r'"([a-z_]+)>=', declared[1]))


def test_every_flag_it_names_exists(here: Legpress) -> None:
    helps = "".join(here(*command, "--help").out for command in [(), *((name,) for name in commands())])
    own = text().split("## A session")[1]
    for flag in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", own)):
        assert flag in helps, flag


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_a_document_names_exists(name: str) -> None:
    inline = re.findall(r"`legpress ([a-z]+)", text(name))
    shown = [call.command.split()[1] for block in blocks_of(text(name)) for call in calls_of(block)]
    assert {*inline, *shown} <= commands()


def test_no_link_of_the_readme_breaks_where_the_files_are_not() -> None:
    """A picture falls back to its words."""
    targets = re.findall(r"(?<!!)\[[^]]*\]\(([^)]*)\)|(?:src|href)=[\"']([^\"']*)|^\[[^]]+\]:\s*(\S+)", text(), re.MULTILINE)
    assert [target for found in targets for target in found if target and not target.startswith("https://")] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_between_documents_leads_somewhere(name: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)", text(name))
    assert [target for target in targets if not (ROOT / name).parent.joinpath(target).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_a_document_names_exists(name: str) -> None:
    folders = r"(?:docs|tests|benchmarks|knowledge/schemas|\.ci)(?:/[\w.-]+)*|knowledge/\w+\.yaml"
    files = re.findall(rf"(?<![\w./-])({folders}|[A-Z]+\.md|LICENSE)(?![\w/{{])", text(name))
    assert [file for file in files if not (ROOT / file.rstrip(".")).exists()] == []


def test_every_module_the_design_names_exists() -> None:
    named = re.findall(
        r"`((?:system|knowledge|diagnosis|store|interview|pages|render|cli)(?:/[a-z_]+)*)`", text("docs/design.md")
    )
    package = ROOT / "src" / "legpress_cli"
    assert [name for name in named if not (package / name).is_dir() and not (package / f"{name}.py").is_file()] == []


def test_every_test_named_for_a_fault_exists() -> None:
    tests = "".join(file.read_text(encoding="utf-8") for file in TESTS.rglob("test_*.py"))
    rows = table_after("# Reliability", name="docs/reliability.md", column=3)
    named = [re.findall("`(test_[a-z0-9_]+)`", row) for row in rows]
    assert rows
    assert all(named)
    assert [name for names in named for name in names if f"def {name}(" not in tests] == []


def test_its_script_example_works(here: Legpress) -> None:
    [example] = [line for line in text().splitlines() if line.startswith("legpress diagnose --no-input --emergency-sign")]
    assert here(*shlex.split(example)[1:]).json["first_change"]["id"] == "handle-pull"


def test_its_python_example_works(legpress: Legpress) -> None:
    example = text().split("```python\n")[1].split("```")[0]
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, check=True, env=legpress.environment())
    assert done.stdout.decode().startswith("self-care ['")


def test_the_set_up_commands_come_first() -> None:
    assert [block.lines for block in blocks_of(text())[:2]] == [
        ["python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/legpress diagnose"],
        ["python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/pytest"],
    ]


@pytest.mark.parametrize(
    "name", sweep(DOCUMENTS, *(name for name in DOCUMENTS if name != "CONTRIBUTING.md"))
)  # it shows no lines
def test_what_a_document_shows_is_what_comes_out(legpress: Legpress, knowledge: Knowledge, name: str) -> None:
    """Refresh with UPDATE_GOLDEN=1 and review the difference like code."""
    reader = Reader(legpress, knowledge, look_like_a_checkout(legpress.folder, ROOT))
    followed = [each for block in blocks_of(text(name)) for each in reader.follow(block)]
    if os.environ.get("UPDATE_GOLDEN"):
        said = text(name)
        for call, came in followed:
            shown = "\n".join([f"$ {call.command}", *call.shown])
            said = said.replace(shown, "\n".join([f"$ {call.command}", *refresh(call.shown, came)])) if call.shown else said
        (ROOT / name).write_text(said, encoding="utf-8")
        return
    for call, came in followed:
        for part, place in places_of(call.shown, came):
            assert place >= 0, "\n".join([call.command, *part, "", "does not stand there below the part before it:", *came])


def test_the_picture_at_the_top_is_that_of_a_real_result(knowledge: Knowledge) -> None:
    """Refresh with UPDATE_GOLDEN=1, and look at it."""
    found = assess(knowledge, read_answers(knowledge, case("high-feet-hips-lift"), Source.PROMPT))
    shown = render_svg(picture_page(knowledge, found, date(2026, 9, 30)))
    if os.environ.get("UPDATE_GOLDEN"):
        (ROOT / "docs" / "result.svg").write_text(shown, encoding="utf-8")
    assert "](docs/result.svg)" in text().partition("## Start")[0]
    assert shown == (ROOT / "docs" / "result.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("shown", "fits"),
    [
        (["one", "two", "three", "four"], True),
        (["one", OMITTED, "three", "four"], True),
        ([OMITTED, "two", OMITTED], True),
        ([OMITTED], True),
        (["one", "two"], False),
        (["two", OMITTED], False),
        ([OMITTED, "three"], False),
        ([OMITTED, "three", OMITTED, "two", OMITTED], False),
        ([OMITTED, "two", "four", OMITTED], False),
    ],
)
def test_only_marked_lines_may_be_left_out(shown: list[str], *, fits: bool) -> None:
    assert all(place >= 0 for _, place in places_of(shown, ["one", "two", "three", "four"])) is fits


def test_a_refreshed_part_goes_from_its_first_line_to_its_last() -> None:
    came = ["a title", "begin", "new", "more", "end", "rest"]
    assert refresh([OMITTED, "begin", "old", "end", OMITTED], came) == [OMITTED, "begin", "new", "more", "end", OMITTED]
    assert refresh(["an old title", OMITTED, "begin", "old", "gone", OMITTED], came) == [
        *("a title", OMITTED, "begin", "new", "more", OMITTED)
    ]
    assert refresh(["a title", "all of it"], came) == came


def test_the_changelog_counts_the_knowledge(knowledge: Knowledge) -> None:
    """Refresh with UPDATE_GOLDEN=1."""
    kinds = ("questions", "causes", "tips", "conflicts", "posts", "studies")
    counts = ", ".join(f"{len(getattr(knowledge, kind))} {kind}" for kind in kinds)
    line = f"- Knowledge {knowledge.about.version}: {counts}."
    said = text("CHANGELOG.md")
    if os.environ.get("UPDATE_GOLDEN"):
        (ROOT / "CHANGELOG.md").write_text(
            re.sub(r"^- Knowledge [\d.]+: .*", line, said, count=1, flags=re.MULTILINE), encoding="utf-8"
        )
    else:
        assert line in said.splitlines()


def test_its_three_sessions_come_to_what_it_says(here: Legpress) -> None:
    """Refresh with UPDATE_GOLDEN=1 and review the difference like code."""
    kept = ("--when", "pushing", "--hips", "stay-down", "--handles", "squeeze", "--glutes", "squeeze", "--pain", "2", "--keep")
    assert here("diagnose", *SAFE, *kept).code == 0
    columns = [table_after("## After a session", column=column) for column in (1, 2, 3)]
    said = text()
    for day, told, title in zip(*columns, strict=True):
        number, pain = day.split()[0], told.split()[-1]
        flags = ("--date", f"2026-11-{int(number):02}", "--during", pain, "--after", "0")
        set_up = "without" if told.startswith("as before") else "with"
        came = here("log", *SAFE[:5], *flags, "--set-up", set_up, "--json").json["next"]["title"]
        if os.environ.get("UPDATE_GOLDEN"):
            said = said.replace(f"| {day} | {told} | {title} |", f"| {day} | {told} | {came} |")
        else:
            assert came == title
    if os.environ.get("UPDATE_GOLDEN"):
        (ROOT / "README.md").write_text(said, encoding="utf-8")
