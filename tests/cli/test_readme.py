"""What the README and the changelog say is what the program does."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest
import typer.main

from legpress_cli.cli.app import app
from legpress_cli.cli.options import Format
from legpress_cli.errors import ExitCode
from legpress_cli.knowledge.model.knowledge import Knowledge
from support.legpress import Legpress
from support.places import ROOT, TESTS

README = ROOT / "README.md"

pytestmark = pytest.mark.skipif(not README.is_file(), reason="the README stays with the source tree")


def text() -> str:
    return README.read_text(encoding="utf-8")


def table_after(heading: str, *, column: int = 1) -> list[str]:
    """Return the cells in one column of the table under a heading, the first if no other is named."""
    section = text().split(f"{heading}\n", 1)[1].split("\n## ")[0].split("\n### ")[0]
    rows = [re.split(r"(?<!\\)\|", line)[column].strip() for line in section.splitlines() if line.startswith("|")]
    return rows[2:]


def test_it_lists_every_exit_code_with_its_meaning() -> None:
    assert [int(code) for code in table_after("### Exit codes")] == sorted(ExitCode)
    assert table_after("### Exit codes", column=2) == [code.meaning for code in sorted(ExitCode)]


def test_it_lists_every_command() -> None:
    named = {re.match(r"`legpress ([a-z]+)", row)[1] for row in table_after("## Commands")}  # type: ignore[index]
    assert named == set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_it_lists_every_format() -> None:
    assert {row.strip("`") for row in table_after("### Formats")} == {entry.value for entry in Format}


def test_it_explains_every_dependency() -> None:
    declared = re.search(r"\ndependencies = \[(.*?)\n\]", (ROOT / "pyproject.toml").read_text(), re.DOTALL)
    assert declared
    assert set(table_after("## Why these dependencies")) == set(re.findall(r'"([a-z]+)>=', declared[1]))


def test_every_flag_it_names_exists(here: Legpress) -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    helps = "".join(here(*command, "--help").out for command in [(), *((name,) for name in commands)])
    own = text().split("## Start")[1].split("## The knowledge")[0]
    for flag in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", own)):
        assert flag in helps, flag


def test_every_test_in_its_table_of_faults_exists() -> None:
    tests = "".join(file.read_text(encoding="utf-8") for file in TESTS.rglob("test_*.py"))
    rows = table_after("## Reliability", column=3)
    named = [re.findall("`(test_[a-z0-9_]+)`", row) for row in rows]
    assert all(named)
    assert [name for names in named for name in names if f"def {name}(" not in tests] == []


def test_its_script_example_works(legpress: Legpress) -> None:
    [example] = [line for line in text().splitlines() if line.startswith("legpress diagnose --no-input")]
    assert legpress(*shlex.split(example)[1:]).json["first_change"]["id"] == "handle-pull"


def test_its_python_example_works(legpress: Legpress) -> None:
    example = text().split("```python\n")[1].split("```")[0]
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, check=True, env=legpress.environment())
    assert done.stdout.decode().startswith("self-care ['")


def test_the_changelog_counts_the_knowledge(knowledge: Knowledge) -> None:
    counts = {
        "questions": knowledge.questions,
        "causes": knowledge.causes,
        "tips": knowledge.tips,
        "conflicts": knowledge.conflicts,
        "posts": knowledge.posts,
        "studies": knowledge.studies,
    }
    said = " ".join((ROOT / "CHANGELOG.md").read_text(encoding="utf-8").split())
    assert (
        f"Knowledge {knowledge.about.version}: " + ", ".join(f"{len(entries)} {name}" for name, entries in counts.items())
        in said
    )


def test_the_page_it_shows_is_what_comes_out(legpress: Legpress) -> None:
    session, page, *_ = [block.split("```")[0] for block in text().split("```console\n")[1:]]
    flags = shlex.split(session.splitlines()[0])[3:]
    rest = ("--breath", "out-on-push", "--handles", "squeeze", "--glutes", "squeeze", "--lumbar", "full-contact")
    assert legpress("diagnose", "--no-input", *flags, *rest).out.startswith(page.rstrip())


@pytest.mark.parametrize("command", ["tree", "check"])
def test_the_page_of_a_command_is_what_comes_out(legpress: Legpress, command: str) -> None:
    [block] = [block for block in text().split("```console\n")[1:] if block.startswith(f"$ legpress {command}")]
    call, *lines = block.split("```")[0].splitlines()
    shown = legpress(*(str(ROOT / word) if "/" in word else word for word in shlex.split(call)[2:])).out
    for part in "\n".join(lines).split("\n...\n"):
        assert part.strip("\n") in shown
