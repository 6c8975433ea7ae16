"""How the time of legpress next, and its memory, grow with the sessions that are logged.

Run it with the Python of the environment to be measured, in a checkout:

    .venv/bin/python benchmarks/sessions.py [SESSIONS ...]

For each number of sessions, 5,000, 20,000 and 100,000 where none is named, it keeps a result in a store of its own, imports
made-up sessions three days apart, and runs legpress next --json five times, each a process of its own, its output thrown away.
The table gives the least seconds of the processor, the same without what next takes after a single session, the most memory in
use, and how the time a session compares with that of the smallest number: it should stay about 1.

In seconds: benchmarks/sessions.py 5000 20000.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

SESSIONS = (5_000, 20_000, 100_000)
RUNS = 5
FIRST = date(1000, 1, 1)
USUAL = 2
SAFE = ["--no-input", "--emergency-sign", "none", "--doctor-sign", "none", "--health", "none"]
LEGPRESS = [sys.executable, "-m", "legpress_cli"]


class Taken(NamedTuple):
    """What next took after some sessions: seconds of the processor, and kilobytes at the most."""

    seconds: float
    memory: int


def measure(folder: Path, number: int) -> Taken:
    """Return what next takes after so many sessions."""
    environment = os.environ | {"LEGPRESS_STORE": str(folder / f"{number}.sqlite3")}
    table = folder / f"{number}.csv"
    write_sessions(table, number)
    for args in (["diagnose", *SAFE, "--hips", "lift", "--keep"], ["log", "--import", str(table)]):
        subprocess.run([*LEGPRESS, *args], check=True, env=environment, capture_output=True)
    runs = [_run(environment) for _ in range(RUNS)]
    return Taken(min(run.seconds for run in runs), max(run.memory for run in runs))


def write_sessions(file: Path, number: int) -> None:
    """Write a table of made-up sessions, the first two as usual."""
    days = (FIRST + timedelta(days=3 * at) for at in range(number))
    rows = [f"{day},{at * 7 % 6},{at * 5 % 4},{'without' if at < USUAL else 'with'}" for at, day in enumerate(days)]
    file.write_text("\n".join(["date,during,after,set_up", *rows]), encoding="utf-8")


def _run(environment: dict[str, str]) -> Taken:
    child = subprocess.Popen([*LEGPRESS, "next", "--json"], env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise RuntimeError(f"legpress next ended with {status}")
    return Taken(used.ru_utime + used.ru_stime, used.ru_maxrss)


def main() -> None:
    """Measure, and print one line a number of sessions."""
    numbers = [int(word) for word in sys.argv[1:]] or SESSIONS
    with tempfile.TemporaryDirectory() as name:
        one = measure(Path(name), 1)
        taken = [measure(Path(name), number) for number in numbers]
    print(f"{'sessions':>9} {'seconds':>8} {'its own':>8} {'MB':>6}   a session, to the first")
    each = [(run.seconds - one.seconds) / number for run, number in zip(taken, numbers, strict=True)]
    for number, run, own in zip(numbers, taken, each, strict=True):
        print(f"{number:9} {run.seconds:8.2f} {own * number:8.2f} {run.memory / 1024:6.0f}   {own / each[0]:.2f}")


if __name__ == "__main__":
    main()
