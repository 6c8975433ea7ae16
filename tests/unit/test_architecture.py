"""The house: which wing may import which, how large a room may be, who waits, who writes."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import legpress_cli

PACKAGE = Path(legpress_cli.__file__).parent
MODULES = {
    ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}
# Each may import from itself and from those before it.
WINGS = ["errors", "system", "knowledge", "diagnosis", "followup", "store", "interview", "pages", "render", "cli", "__main__"]
IN_KNOWLEDGE = [f"knowledge.{part}" for part in ("model", "reading", "tree", "check", "prebuilt", "loader")]
MOST_IN_A_FOLDER = 16
MOST_LINES = 300
STILL_LARGE = {"knowledge.reading.rulebook"}
HOMES = {
    "questionary": {"interview.menus.menu_form"},
    "prompt_toolkit": {f"interview.menus.{name}" for name in ("asker", "form", "menu_form", "screen", "text_form")},
    "rich": {"render.text", "cli.help", "system.wrapping", "system.progress"},
    "yaml": {"knowledge.reading.yaml_parser"},
    "platformdirs": {"store.place"},
    "sqlite3": {"store.database"},
    "pyphen": {"knowledge.reading.readability"},
}


@cache
def imports_of(file: Path) -> set[str]:
    """Return the names of the modules, and of what is in them, that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def own_imports(name: str) -> set[str]:
    """Return which of our modules a module imports."""
    return {entry.removeprefix("legpress_cli.") for entry in imports_of(MODULES[name])} & (set(MODULES) - {"__init__"})


def within(name: str, parts: list[str]) -> int:
    """Return which of these parts a module is in; -1 for none."""
    return next((rank for rank, part in enumerate(parts) if name == part or name.startswith(f"{part}.")), -1)


@pytest.mark.parametrize("order", [WINGS, IN_KNOWLEDGE], ids=["wings", "knowledge"])
def test_imports_point_one_way(order: list[str]) -> None:
    for name in set(MODULES) - {"__init__"}:
        for other in own_imports(name):
            assert within(name, order) == -1 or within(other, order) <= within(name, order), f"{name} imports {other}"


def test_every_module_stands_in_a_wing() -> None:
    assert {name for name in MODULES if within(name, WINGS) == -1} == {"__init__"}
    assert {name for name in MODULES if "." not in name and MODULES[name].name != "__init__.py"} == {"errors", "__main__"}
    assert {name for name in MODULES if name.startswith("knowledge.") and within(name, IN_KNOWLEDGE) == -1} == set()


def test_no_two_packages_import_each_other() -> None:
    folders: dict[str, set[str]] = defaultdict(set)
    for name, file in MODULES.items():
        home = ".".join(file.parent.relative_to(PACKAGE).parts)
        for other in own_imports(name):
            target = ".".join(MODULES[other].parent.relative_to(PACKAGE).parts)
            # What a folder shares with the folders inside it stands in it.
            if not f"{home}.".startswith(f"{target}.") and not f"{target}.".startswith(f"{home}."):
                folders[home].add(target)
    TopologicalSorter({home: targets for home, targets in folders.items() if home}).prepare()


def test_rooms_are_small() -> None:
    sizes = {name: len(file.read_text(encoding="utf-8").splitlines()) for name, file in MODULES.items()}
    assert {name for name, size in sizes.items() if size > MOST_LINES} <= STILL_LARGE
    for folder in {file.parent for file in MODULES.values()}:
        assert len([file for file in folder.glob("*.py") if file.name != "__init__.py"]) <= MOST_IN_A_FOLDER, folder


def test_every_wing_says_what_lives_there() -> None:
    for name, file in MODULES.items():
        if file.name == "__init__.py":
            assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))), name


@pytest.mark.parametrize("library", [*HOMES, "typer"])
def test_each_library_has_one_home(library: str) -> None:
    users = {name for name, file in MODULES.items() for entry in imports_of(file) if entry.split(".")[0] == library}
    if library == "typer":
        assert {within(name, ["cli"]) for name in users} == {0}
    else:
        assert users == HOMES[library]


def test_one_module_writes_results_and_talk() -> None:
    writers = {
        name
        for name, file in MODULES.items()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("sys.stdout.write", "sys.stderr.write", "print")
    }
    assert writers == {"system.streams"}


def test_only_the_edge_reads_the_environment() -> None:
    readers = {name for name, file in MODULES.items() if "os.environ" in file.read_text(encoding="utf-8")}
    assert readers == {"system.environment"}
