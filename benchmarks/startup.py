"""How long legpress takes to start, as ratios to hello-world programs measured in the same breath.

Run it with the Python of the environment to be measured, where legpress is installed from its wheel:
.venv/bin/python benchmarks/startup.py [ROUNDS]

Each round runs every command once, in turn, and each ratio is taken within its round, so that a machine that slows down slows
both sides. What is printed is the median ratio with the middle half of the rounds. A prompt counts as there when its words
have come through a pseudo-terminal. legpress next goes by a result that is kept with 1,000 sessions, in a store of its own.
Other tools are measured beside legpress where they are installed.

In seconds: benchmarks/startup.py 1.
"""

from __future__ import annotations

import os
import pty
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

HELLO = "hello Typer, two commands"
HELP = "hello Typer --help"
TABLE = "hello Typer, one rich table"
PROMPT = "hello Typer, one questionary question"
HELLOS = {
    HELLO: ("", 'print(f"hello {name}")'),
    TABLE: (
        "from rich.console import Console\nfrom rich.table import Table",
        'table = Table("word", "name")\n    table.add_row("hello", name)\n    Console().print(table)',
    ),
    PROMPT: ("import questionary", 'questionary.checkbox("Who is there?", ["nobody", "you"]).ask()'),
}
PROGRAM = """
import typer
{imports}

app = typer.Typer()


@app.command()
def hello(name: str = "you") -> None:
    {body}


@app.command()
def goodbye(name: str = "you") -> None:
    print(f"goodbye {{name}}")


if __name__ == "__main__":
    app()
"""
SAFE = ["--no-input", "--emergency-sign", "none", "--doctor-sign", "none", "--health", "none"]
OTHERS = {"cz version": ["cz", "version"], "copier --version": ["copier", "--version"], "pipx --version": ["pipx", "--version"]}
PATIENCE = 30
SESSIONS, USUAL = 1_000, 2


class Call(NamedTuple):
    """One command to measure: against which other one, the words of its prompt if it asks, and what its environment adds."""

    title: str
    args: list[str]
    base: str = HELLO
    prompt: bytes = b""
    environment: dict[str, str] = {}  # noqa: RUF012  # a tuple's default, never changed


def calls(folder: Path) -> list[Call]:
    """Return what is measured; the hello-worlds are written into ``folder``."""
    python = sys.executable
    program = folder / "legpress"
    program.write_text("from legpress_cli.__main__ import run\n\nrun()\n")
    legpress = [python, str(program)]
    hello = {title: [python, str(_write(folder / f"hello{number}.py", title)), "hello"] for number, title in enumerate(HELLOS)}
    completing = {"_LEGPRESS_COMPLETE": "complete_bash", "COMP_WORDS": "legpress\ndiagnose\n--se", "COMP_CWORD": "2"}
    own_data = {"XDG_DATA_HOME": str(folder / "data"), "TERM": "xterm"}
    logged = {"LEGPRESS_STORE": str(folder / "sessions.sqlite3")}
    _log_sessions([*legpress], folder, {**os.environ, **logged})
    found = {
        title: [at, *args[1:]] for title, args in OTHERS.items() if (at := shutil.which(args[0], path=_places())) is not None
    }
    return [
        Call("bare python -c pass", [python, "-c", "pass"]),
        Call(HELLO, hello[HELLO]),
        Call("legpress --version", [*legpress, "--version"]),
        Call("legpress completion of --se", legpress, environment=completing),
        Call("legpress diagnose --json", [*legpress, "diagnose", *SAFE, "--hips", "lift", "--json"]),
        Call("legpress tips --plain", [*legpress, "tips", "--plain"]),
        *(Call(title, args) for title, args in found.items()),
        Call("legpress next --json, 1,000 sessions", [*legpress, "next", "--json"], environment=logged),
        Call(HELP, [*hello[HELLO][:2], "--help"], HELP),
        Call("legpress --help", [*legpress, "--help"], HELP),
        Call("legpress diagnose --help", [*legpress, "diagnose", "--help"], HELP),
        Call(TABLE, hello[TABLE], TABLE),
        Call("legpress diagnose (text)", [*legpress, "diagnose", *SAFE, "--hips", "lift"], TABLE),
        Call("legpress next (text), 1,000 sessions", [*legpress, "next"], TABLE, environment=logged),
        Call(PROMPT, hello[PROMPT], PROMPT, b"nobody", own_data),
        Call("legpress diagnose, first prompt", [*legpress, "diagnose"], PROMPT, b"genitals", own_data),
    ]


def _log_sessions(legpress: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Keep a result, and sessions for some years of it."""
    days = [date(2000, 1, 1) + timedelta(days=3 * number) for number in range(SESSIONS)]
    rows = [f"{day},{at * 7 % 6},{at * 5 % 4},{'without' if at < USUAL else 'with'}" for at, day in enumerate(days)]
    table = folder / "sessions.csv"
    table.write_text("\n".join(["date,during,after,set_up", *rows]))
    for args in (["diagnose", *SAFE, "--hips", "lift", "--keep"], ["log", "--import", str(table)]):
        subprocess.run([*legpress, *args], check=True, env=environment, capture_output=True)


def _write(file: Path, title: str) -> Path:
    imports, body = HELLOS[title]
    file.write_text(PROGRAM.format(imports=imports, body=body))
    return file


def _places() -> str:
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def measure(call: Call) -> float:
    """Return the seconds until a command ends, or until its prompt is there. Raises where it fails."""
    environment = {**os.environ, **call.environment}
    return _until_prompt(call, environment) if call.prompt else _until_end(call, environment)


def _until_end(call: Call, environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(call.args, check=True, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _until_prompt(call: Call, environment: dict[str, str]) -> float:
    ours, theirs = pty.openpty()
    start = time.perf_counter()
    child = subprocess.Popen(call.args, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    shown = b""
    try:
        while call.prompt not in shown:
            if not select.select([ours], [], [], PATIENCE)[0]:
                raise TimeoutError(f"{call.title} never asked; it showed {shown!r}")
            shown += os.read(ours, 65536)
        return time.perf_counter() - start
    finally:
        child.kill()
        child.wait()
        os.close(ours)


def main() -> None:
    """Measure and print one line a command."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with tempfile.TemporaryDirectory() as name:
        todo = calls(Path(name))
        for call in todo:
            measure(call)
        times: dict[str, list[float]] = {call.title: [] for call in todo}
        for _ in range(rounds):
            for call in todo:
                times[call.title].append(measure(call))
    print(f"{'command':38} {'ratio':>6}   middle half    median   ({rounds} rounds)")
    for call in todo:
        own, base = times[call.title], times[call.base]
        ratios = [a / b for a, b in zip(own, base, strict=True)]
        low, middle, high = statistics.quantiles(ratios if rounds > 1 else ratios * 2, n=4)
        against = "" if call.title == call.base else f"to {call.base}"
        print(f"{call.title:38} {middle:6.2f}   {low:4.2f} - {high:4.2f}   {statistics.median(own) * 1000:5.0f} ms   {against}")


if __name__ == "__main__":
    main()
