"""The package as it is declared: versions, lists of them, the workflows, and what is imported, held together."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from support.places import ROOT

pytestmark = pytest.mark.skipif(not (ROOT / ".ci").is_dir(), reason="it needs the source")

DECLARED: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = DECLARED["project"]
EXTRAS = PROJECT["optional-dependencies"]
OWN = "legpress-cli"
BY_HAND = {"atheris"}
"""What a tool that is run by hand wants: CONTRIBUTING says how to install it."""


def requirements(*lists: Iterable[str]) -> list[Requirement]:
    found = [Requirement(line) for lines in lists for line in lines]
    return [requirement for requirement in found if requirement.name != OWN]


def pinned(name: str) -> dict[str, Version]:
    """Return the versions in a list of ours, by the names of their packages."""
    lines = (ROOT / ".ci" / name).read_text(encoding="utf-8").splitlines()
    pins = [line.split("==") for line in lines if not line.startswith("#")]
    return {canonicalize_name(package): Version(version) for package, version in pins}


def lowest(requirement: Requirement) -> Version:
    [bound] = [Version(spec.version) for spec in requirement.specifier if spec.operator in (">=", "==")]
    return bound


def test_the_lowest_versions_are_those_that_are_allowed() -> None:
    wanted = requirements(PROJECT["dependencies"], EXTRAS["test"], DECLARED["build-system"]["requires"])
    bounds = {(canonicalize_name(requirement.name), lowest(requirement)) for requirement in wanted}
    assert bounds == set(pinned("lowest.txt").items())


@pytest.mark.parametrize("name", ["lowest.txt", "constraints.txt"])
def test_no_package_stands_twice_in_a_list(name: str) -> None:
    lines = (ROOT / ".ci" / name).read_text(encoding="utf-8").splitlines()
    assert len(pinned(name)) == len([line for line in lines if not line.startswith("#")])


def test_development_is_held_to_versions_that_are_allowed() -> None:
    pins = pinned("constraints.txt")
    for requirement in requirements(PROJECT["dependencies"], *EXTRAS.values()):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), requirement


def test_every_cap_says_why() -> None:
    above = ""
    for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines():
        if re.match(r' +"[^"]+(<|==)', line):
            assert "#" in line or above.startswith("#"), line
        else:
            above = line.strip()


def test_one_oldest_python_is_named_everywhere() -> None:
    oldest = PROJECT["requires-python"].removeprefix(">=")
    versions = [entry.rpartition(" ")[2] for entry in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", entry)]
    assert versions[0] == oldest
    assert f"OLDEST = ({oldest.replace('.', ', ')})" in (ROOT / "hatch_build.py").read_text(encoding="utf-8")
    assert f"You need Python {oldest} or newer" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"for version in {' '.join(versions)}; do" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.skipif(find_spec("hatchling") is None, reason="it needs hatchling")
def test_a_python_that_is_too_old_gets_as_far_as_the_sentence_of_pip() -> None:
    script = (
        "import datetime, enum, sys\n"
        "from hatchling.builders.hooks.plugin.interface import BuildHookInterface\n"
        "sys.version_info = (3, 10, 13, 'final', 0)\n"
        "del datetime.UTC, enum.StrEnum\n"
        "from hatch_build import AddWhatIsMade\n"
        "hook = AddWhatIsMade('.', {}, None, None, '.', 'wheel')\n"
        "data = {}\n"
        "hook.initialize('standard', data)\n"
        "hook.finalize('standard', data, '')\n"
        "print(data)"
    )
    environment = os.environ | {"COVERAGE_PROCESS_START": "", "PIP_BUILD_TRACKER": "pip's own"}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"{}\n", b"")


def imported_in(folder: Path) -> Iterator[str]:
    """Yield the packages of other people that the files of a folder import, but for what npm put there."""
    for file in (file for file in folder.rglob("*.py") if "node_modules" not in file.parts):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0]


@pytest.mark.parametrize(
    ("folder", "lists"),
    [("src", (PROJECT["dependencies"],)), ("tests", (PROJECT["dependencies"], EXTRAS["test"]))],
    ids=["src", "tests"],
)
def test_whatever_is_imported_is_declared(folder: str, lists: tuple[list[str], ...]) -> None:
    declared = {canonicalize_name(requirement.name) for requirement in requirements(*lists)}
    own = {"legpress_cli", "support", *(file.stem for file in (ROOT / folder).rglob("*.py"))}
    homes = packages_distributions()
    for module in set(imported_in(ROOT / folder)) - set(sys.stdlib_module_names) - own - BY_HAND:
        assert {canonicalize_name(home) for home in homes[module]} & declared, module


@pytest.mark.parametrize("file", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda file: str(file.name))
def test_a_workflow_calls_the_one_script_and_may_only_read(file: Path) -> None:
    workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    [job] = workflow["jobs"].values()
    assert ".ci/run" in [step.get("run") for step in job["steps"]]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


SEEN = {"name": "rich", "version": "15.0.0", "vulns": []}
HOLE = {"name": "typer", "version": "0.28.0", "vulns": [{"id": "X-1"}, {"id": "X-2"}]}
UNSEEN = {"name": "click", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("found", "code", "said"),
    [
        (json.dumps({"dependencies": [SEEN, UNSEEN]}), 0, "1 of 2 packages looked at, 0 known holes.\n"),
        (
            json.dumps({"dependencies": [SEEN, HOLE]}),
            1,
            "2 of 2 packages looked at, 2 known holes.\n  typer 0.28.0: X-1\n  typer 0.28.0: X-2\n",
        ),
        (json.dumps({"dependencies": [UNSEEN]}), 3, ""),
        ("", 3, ""),
    ],
    ids=["none", "holes", "unseen", "no answer"],
)
def test_an_audit_that_saw_nothing_is_no_clean_one(tmp_path: Path, found: str, code: int, said: str) -> None:
    (tmp_path / "audit.json").write_text(found, encoding="utf-8")
    command = [sys.executable, str(ROOT / ".ci" / "audited.py"), str(tmp_path / "audit.json")]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout) == (code, said)
