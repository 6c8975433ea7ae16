"""Every command in a document is run: pasted into a clean clone, by ``.ci/run``, or by hand for a reason that stands here."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from legpress_cli.knowledge.model import Knowledge
from support.documents import DOCUMENTS, Reader, blocks_of, other_commands_of, places_of, read_document
from support.legpress import SAFE, UNMEASURED, Legpress
from support.places import ROOT, TESTS
from support.terminal import Terminal

pytestmark = pytest.mark.skipif(not (ROOT / "README.md").is_file(), reason="the documents stay with the source tree")

PASTED = re.compile(
    r"python3 -m venv \.venv && \.venv/bin/pip install \. && \.venv/bin/legpress diagnose"
    r"|python3 -m venv \.venv && \.venv/bin/pip install -c \S+ -e '\.\[dev\]'"
    r"|(UPDATE_GOLDEN=1 )?\.venv/bin/pytest( .*)?"
    r"|\.venv/bin/ruff .*"
)
"""What the last test here pastes."""
NAMES_ALONE = "--collect-only -q -n 0 --no-cov -W ignore::pytest_cov.CovDisabledWarning tests/unit"
"""What pytest is asked for then: the names of some tests, and to take what stands in the command."""
BY_CI = {
    "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/pytest": "'^python3 -m venv.*pytest$' README.md",
    ".venv/bin/mypy": "\n.venv/bin/mypy\n",
    ".ci/run": "#!/usr/bin/env bash\n",
    ".venv/bin/pip install -c .ci/constraints.txt '.[release]'": '-c .ci/constraints.txt "${wheel}[release]"',
    ".venv/bin/python -m build": "\n.venv/bin/python -m build ",
    ".venv/bin/twine check --strict dist/* && .venv/bin/check-wheel-contents dist/*.whl": '/twine" --no-color check --strict',
}
"""What ``.ci/run`` does too, and by which of its words."""
BY_HAND = {
    r"\.venv/bin/pip install mutmut|cat >> pyproject.toml <<'END'\n(?:.|\n)*|\.venv/bin/mutmut run .*": "it takes hours",
    r"\.venv/bin/python tests/support/mutate\.py": "it takes half an hour",
    r"\.venv/bin/pip install atheris|\.venv/bin/python tests/support/fuzz\.py .*": "it takes an hour",
    r"\.venv/bin/pip install pyspark .*": "it needs Java",
    r"export SOURCE_DATE_EPOCH=.*": "it is for a release that is built twice",
}
BENCHMARK = re.compile(r"benchmarks/(\w+\.py)((?: [-\w]+)*)")
"""Each is run by ``.ci/run``, with the small numbers under *In seconds* in its first lines, but for the one that needs Java."""
NEEDS_JAVA = "spark_batch.py"
ASK = ("legpress diagnose", "legpress log", "legpress forget --log")
"""What asks, and leaves with 2 where nobody is there."""
FOR_READERS = re.compile(r"[A-Z\[|]|--import$|--install-completion|(?:batch|schema)$")
"""What a reader has to fill in first, or what changes their shell."""


def commands_in(*names: str) -> Iterator[str]:
    """Yield every command in a block of these documents that is not legpress itself."""
    for name in names:
        for block in blocks_of(read_document(name)):
            yield from other_commands_of(block)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_is_run_or_says_why_not(name: str) -> None:
    for command in commands_in(name):
        by = [bool(PASTED.fullmatch(command)), command in BY_CI, bool(BENCHMARK.search(command))]
        assert sum([*by, *(bool(re.fullmatch(pattern, command)) for pattern in BY_HAND)]) == 1, command


def test_ci_runs_what_is_left_to_it() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert set(BY_CI) <= set(commands_in(*DOCUMENTS))
    assert [command for command, words in BY_CI.items() if words not in script] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_benchmark_that_a_document_names_takes_what_stands_behind_it(name: str) -> None:
    for script, given in BENCHMARK.findall(read_document(name)):
        source = (ROOT / "benchmarks" / script).read_text(encoding="utf-8")
        assert f"\nIn seconds: benchmarks/{script}" in source or script == NEEDS_JAVA
        assert [word for word in given.split() if not word.isdigit() and f'"{word}"' not in source] == []


def test_what_is_done_by_hand_names_what_is_there() -> None:
    [settings] = [command for command in commands_in("CONTRIBUTING.md") if command.startswith("cat >> pyproject.toml")]
    chosen = tomllib.loads(settings.partition("\n")[2].removesuffix("END"))["tool"]["mutmut"]
    named = [*chosen["source_paths"], *chosen["only_mutate"], *chosen["also_copy"]]
    assert [name for name in [*named, *chosen["pytest_add_cli_args_test_selection"]] if not list(ROOT.glob(name))] == []
    fuzzer = (ROOT / "tests" / "support" / "fuzz.py").read_text(encoding="utf-8")
    [told] = re.findall(r"fuzzed by hand, [^:]*: ([^.]*)\.", read_document("CONTRIBUTING.md"))
    assert re.findall("`([a-z]+)`", told) == re.findall(r'^    "([a-z]+)": fuzz_', fuzzer, re.MULTILINE)


def test_all_that_can_be_refreshed_is_refreshed_by_the_command_for_it() -> None:
    [told] = re.findall(r"UPDATE_GOLDEN=1 \S+ -k '([^']*)'", read_document("CONTRIBUTING.md"))
    functions = [
        f"{file.stem} {function}"
        for file in TESTS.rglob("test_*.py")
        for function in re.split(r"^def ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        if re.search(r'if os\.environ\.get\("UPDATE_GOLDEN"\)', function)
    ]
    assert functions
    assert [name for name in functions if not any(word in name.partition("(")[0] for word in told.split(" or "))] == []


def test_what_a_sentence_tells_to_type_works(here: Legpress) -> None:
    (here.folder / "knowledge").symlink_to(ROOT / "knowledge")
    documents = "\n".join(map(read_document, DOCUMENTS))
    sentences = re.sub(r"^( *)```.*?^\1```$", "", documents, flags=re.DOTALL | re.MULTILINE)
    for command in sorted(set(re.findall("`(legpress [^`]+)`", sentences))):
        if not FOR_READERS.search(command):
            assert here("diagnose", *SAFE, "--hips", "lift", "--keep").code == 0
            done = here(*command.split()[1:], env={"BROWSER": "true"})
            assert done.code == 0 or (done.code == 2 and command.startswith(ASK)), f"{command}\n{done.err}"
            assert "Usage:" not in done.err, command


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clean clone of what is committed."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("there is no git checkout to clone")
    subprocess.run(["git", "clone", "-q", str(ROOT), str(tmp_path / "clone")], check=True)  # noqa: S607
    return tmp_path / "clone"


class Newcomer:
    """Pastes commands into a shell in a clone, one after the other."""

    def __init__(self, clone: Path) -> None:
        self.legpress = Legpress(clone)
        own = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "", "PIP_NO_COMPILE": "1", "BROWSER": "true"}
        self._own = own | {"PYTEST_ADDOPTS": NAMES_ALONE} | UNMEASURED

    def paste(self, command: str) -> None:
        """Run a command, and fail with what it said. What asks is opened in a terminal and left at its first question."""
        before, _, last = command.rpartition(" && ")
        asks = last.endswith("legpress diagnose")
        done = self.legpress.run(["bash", "-c", before if asks else command], env=self._own, timeout=900)
        if done.code and re.search("No matching distribution|Could not find a version", done.err):
            pytest.skip("pip finds no package index")
        assert done.code == 0, f"{command}\n{done.out}\n{done.err}"
        if asks:
            terminal = Terminal([], self.legpress.environment(self._own), self.legpress.folder, command=f"exec {last}")
            terminal.see("Question 1 of about", "None of these")
            terminal.press("ctrl-c")
            assert terminal.leave() == 130


@pytest.mark.slow
def test_all_that_documents_show_works_pasted_in_order_into_a_clean_clone(clone: Path, knowledge: Knowledge) -> None:
    newcomer = Newcomer(clone)
    reader = Reader(newcomer.legpress, knowledge, clone / ".venv" / "bin")
    for name in ("README.md", *sorted(name for name in DOCUMENTS if name != "README.md" and "/" in name), "CONTRIBUTING.md"):
        for block in blocks_of((clone / name).read_text(encoding="utf-8")):
            for command in other_commands_of(block):
                if PASTED.fullmatch(command):
                    newcomer.paste(command)
            for call, came in reader.follow(block):
                assert [place for _, place in places_of(call.shown, came) if place < 0] == [], call.command
    assert newcomer.legpress.run(["git", "status", "--porcelain", "--untracked-files=no"]).out == ""
