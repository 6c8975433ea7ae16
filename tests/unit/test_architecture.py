"""The layout: who may import whom, who waits, who writes."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import legpress_cli

PACKAGE = Path(legpress_cli.__file__).parent
MODULES = {
    ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}
# Each layer may import from itself and from those above it, never from those below.
LAYERS = [
    ["shown", "wrapping", "nearest", "errors", "rules", "poses", "plain_files", "own_files"],
    ["knowledge", "yaml_reader", "surroundings", "reading", "leaving"],
    ["packed", "output", "opening", "faults", "knowledge_files", "index"],
    ["answers", "commands", "pager"],
    ["conditions"],
    ["triage"],
    ["interview", "diagnosis"],
    ["graph", "levels"],
    ["ways", "places"],
    ["chart", "unfolding", "diagram"],
    [
        "checks",
        "checks.proof",
        "checks.registry",
        "checks.shape",
        "checks.walk",
        "checks.names",
        "checks.questions",
        "checks.tree",
        "checks.danger",
        "checks.advice",
        "checks.picture",
    ],
    ["checks.sources", "checks.texts"],
    ["knowledge_reader"],
    ["examination"],
    ["loader", "answers_file", "session"],
    ["chosen"],
    ["checklist", "interviewer"],
    ["drawing"],
    ["posture", "limbs", "numbering"],
    ["lifter", "machine"],
    ["sketch"],
    ["report", "page"],
    ["rule_texts", "cases", "schemas", "wording", "usage", "consequences", "explainable"],
    ["scene"],
    [
        "renderers",
        "renderers.plain",
        "renderers.text",
        "renderers.dot",
        "renderers.mermaid",
        "renderers.roff",
        "renderers.svg",
        "renderers.braille",
        "renderers.elements",
        "renderers.paper",
        "renderers.html",
        "renderers.html_blocks",
        "renderers.markdown",
        "pages",
        "pages.tips",
        "pages.questions",
        "pages.result",
    ],
    [
        "pages.handout",
        "pages.picture",
        "pages.sheets",
        "pages.explain",
        "pages.check",
        "pages.forget",
        "pages.tree",
        "pages.tree_sheet",
        "askers",
        "askers.lines",
        "askers.screen",
    ],
    ["offers"],
    ["conversation", "diagnosing", "flags", "marking", "shells"],
    ["viewing"],
    ["cli"],
    ["manual"],
    ["__main__", "__init__"],
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
HOMES = {
    "questionary": {"askers.screen"},
    "prompt_toolkit": {"askers.screen"},
    "rich": {"renderers.text"},
    "yaml": {"yaml_reader"},
    "platformdirs": {"session"},
    "typer": {"cli", "commands", "flags", "manual", "shells", "viewing"},
    "pyphen": {"reading"},
}


@cache
def imports_of(file: Path) -> frozenset[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def own_imports(name: str) -> set[str]:
    named = {entry.removeprefix("legpress_cli.") for entry in imports_of(MODULES[name]) if entry.startswith("legpress_cli.")}
    return {entry for entry in named if entry in RANK}


def test_every_module_has_its_layer() -> None:
    assert set(MODULES) == set(RANK)


@pytest.mark.parametrize("name", sorted(RANK))
def test_imports_point_one_way(name: str) -> None:
    for other in own_imports(name):
        assert RANK[other] <= RANK[name], f"{name} imports {other}"


@pytest.mark.parametrize("library", HOMES)
def test_each_library_has_one_home(library: str) -> None:
    users = {name for name, file in MODULES.items() for entry in imports_of(file) if entry.split(".")[0] == library}
    assert users == HOMES[library]


@cache
def calls_of(file: Path) -> set[str]:
    return {
        ast.unparse(node.func) for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    }


def test_one_module_writes_results_and_talk() -> None:
    writers = {
        name
        for name, file in MODULES.items()
        for call in calls_of(file)
        if call in ("sys.stdout.write", "sys.stderr.write", "print")
    }
    assert writers == {"output"}


def test_only_the_edge_reads_the_environment() -> None:
    readers = {name for name, file in MODULES.items() if "os.environ" in file.read_text(encoding="utf-8")}
    assert readers == {"surroundings"}
