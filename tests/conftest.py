"""Fixtures, what a plain run leaves out, and the lines at its end that say so."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from legpress_cli.knowledge.loader import load_knowledge, read_knowledge
from legpress_cli.knowledge.model import Knowledge
from support.examples import choose_number
from support.legpress import Legpress, LegpressHere

PLAIN = "not slow and not browser"
"""What pyproject.toml selects where no ``-m`` is given."""
REASONS = {
    "browser": "they open pages in Chromium",
    "slow": "fuzzing, every prompt, shell, person and broken copy, colours, pagers, files of a megabyte, a clean clone",
}
LEFT_OUT = pytest.StashKey[dict[str, int]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT_OUT] = {}
    keep_bytecode(config)
    choose_number(every="slow" in config.option.markexpr.replace("not slow", ""))


def keep_bytecode(config: pytest.Config) -> None:
    """Let workers and every legpress that they start share compiled modules, where none may lie beside the sources."""
    if os.environ.get("PYTHONDONTWRITEBYTECODE") and (cache := getattr(config, "cache", None)):
        del os.environ["PYTHONDONTWRITEBYTECODE"]
        os.environ["PYTHONPYCACHEPREFIX"] = str(cache.mkdir("bytecode"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let properties run twice: with few examples in a plain run, and with all of them beside what is slow."""
    if config.option.markexpr != PLAIN:
        for item in items:
            if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
                item.add_marker(pytest.mark.slow)


def pytest_deselected(items: list[pytest.Item]) -> None:
    for item in items:
        left_out = item.config.stash[LEFT_OUT]
        mark = next((mark for mark in REASONS if item.get_closest_marker(mark)), "")
        left_out[mark] = left_out.get(mark, 0) + 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output["left_out"] = session.config.stash[LEFT_OUT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker left out; each leaves out the same."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    reasons = Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in terminalreporter.getreports("skipped"))
    if reasons:
        terminalreporter.section("skipped, because something is missing here")
        for reason, number in reasons.most_common():
            terminalreporter.write_line(f"{number:5} {reason}")
    left_out = config.stash[LEFT_OUT]
    if config.option.markexpr == PLAIN and left_out:
        terminalreporter.section("left out")
        for mark, reason in REASONS.items():
            terminalreporter.write_line(f"{left_out.get(mark, 0):5} {mark}: {reason}")
        terminalreporter.write_line("Run them, and every property with more examples:  .venv/bin/pytest -m 'slow or browser'")


@pytest.fixture
def legpress(tmp_path: Path) -> Legpress:
    return Legpress(tmp_path)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Legpress]:
    """The same in this process, where a test looks at words and exit codes alone."""
    yield LegpressHere(tmp_path)
    if read_knowledge.cache_info().currsize > 1:
        read_knowledge.cache_clear()  # in the next test another folder has the same name


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()
