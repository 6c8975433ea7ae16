"""How many people a second legpress batch takes, beside zen-engine fed from the same file, and how both grow.

Run it with the Python of the environment to be measured, in a checkout:

    .venv/bin/pip install zen-engine
    .venv/bin/python benchmarks/batch.py [PEOPLE ...]

For each number of people, 1,000, 10,000 and 100,000 where none is named, it writes a table of made-up people, and gives it to
legpress batch and to a program that reads it with csv, evaluates the decision graph of decision_graph.py for each row, and
writes its result as a line of JSON. Each runs as a process of its own, one after the other, its output thrown away. The table
gives the seconds from start to end, people a second, the most memory in use, and how the time a person and the memory compare
with those of the smallest number: both should stay about 1. Where zen-engine is not installed, legpress runs alone.

In seconds: benchmarks/batch.py 100 1000.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from people import SEED, random_people

from legpress_cli.knowledge.loader import load_knowledge

PEOPLE = (1_000, 10_000, 100_000)
RIVAL = "--zen-engine"
DIFFERENT = 2_000


class Taken(NamedTuple):
    """What one run took: seconds by the clock, and kilobytes at the most."""

    seconds: float
    memory: int


def write_table(file: Path, number: int) -> None:
    """Write a table of made-up people, a row each, who begin anew after some thousand."""
    knowledge = load_knowledge()
    columns = ["name", *(question.id for question in knowledge.questions)]
    people = list(islice(random_people(knowledge, SEED), DIFFERENT))
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        for place in range(number):
            row = {name: _cell(value) for name, value in people[place % len(people)].items()}
            writer.writerow({"name": f"person {place}", **row})


def _cell(value: Any) -> str:
    return ";".join(value) if isinstance(value, list | tuple) else str(value)


def run_rival(file: Path) -> None:
    """Evaluate the decision graph for each row of a table, and write its result as a line of JSON."""
    import zen
    from decision_graph import as_context, make_graph

    knowledge = load_knowledge()
    content = json.dumps(make_graph(knowledge))
    decision = zen.ZenEngine().create_decision(zen.ZenDecisionContent(content))
    with file.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), 1):
            name = row.pop("name")
            person = {key: cell.split(";") for key, cell in row.items() if cell}
            result = decision.evaluate(as_context(knowledge, person))["result"]
            sys.stdout.write(f"{json.dumps({'row': number, 'name': name, 'result': result})}\n")


def measure(command: list[str]) -> Taken:
    """Return what a command took from its start to its end. Raises ``SystemExit`` where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} left with {process.returncode}.")
    return Taken(time.perf_counter() - start, usage.ru_maxrss)


def main(numbers: list[int]) -> None:
    """Print the table."""
    commands = {"legpress batch": [sys.executable, "-m", "legpress_cli", "batch"]}
    if importlib.util.find_spec("zen"):
        commands["zen-engine"] = [sys.executable, str(Path(__file__)), RIVAL]
    else:
        print("zen-engine is not installed, so legpress runs alone. To install it: pip install zen-engine")
    first: dict[str, tuple[float, int]] = {}
    print(f"{'':16}{'people':>9}{'seconds':>10}{'people/s':>10}{'peak MB':>9}{'time each':>11}{'memory':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            file = Path(folder) / f"{number}.csv"
            write_table(file, number)
            for name, command in commands.items():
                taken = measure([*command, str(file)])
                each, memory = first.setdefault(name, (taken.seconds / number, taken.memory))
                print(
                    f"{name:16}{number:9,}{taken.seconds:10.2f}{number / taken.seconds:10,.0f}{taken.memory / 1024:9.1f}"
                    f"{taken.seconds / number / each:11.2f}{taken.memory / memory:8.2f}"
                )


if __name__ == "__main__":
    if sys.argv[1:2] == [RIVAL]:
        run_rival(Path(sys.argv[2]))
    else:
        main([int(number) for number in sys.argv[1:]] or list(PEOPLE))
