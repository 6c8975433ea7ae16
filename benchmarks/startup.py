"""How long legpress takes to start, as ratios to a hello-world Typer app measured in the same breath.

Run it with the Python of the environment to be measured:  .venv/bin/python benchmarks/startup.py [RUNS]

Each round runs every command once, in turn, and each ratio is taken within its round, so that a machine that slows down slows
both sides. What is printed is the median ratio with the middle half of the rounds.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HELLO = """
import typer

app = typer.Typer()


@app.command()
def hello(name: str = "you") -> None:
    print(f"hello {name}")


@app.command()
def goodbye(name: str = "you") -> None:
    print(f"goodbye {name}")


if __name__ == "__main__":
    app()
"""
SAFE = ["--no-input", "--emergency-sign", "none", "--doctor-sign", "none"]
BASE = "hello Typer, two commands"


def commands(folder: Path) -> dict[str, list[str]]:
    """Return the commands to compare by name, the base among them."""
    hello = folder / "hello.py"
    hello.write_text(HELLO)
    python, legpress = sys.executable, str(Path(sys.executable).with_name("legpress"))
    return {
        "bare python -c pass": [python, "-c", "pass"],
        BASE: [python, str(hello), "hello"],
        "legpress --version": [legpress, "--version"],
        "legpress diagnose --json": [legpress, "diagnose", *SAFE, "--hips", "lift", "--json"],
        "legpress tips --plain": [legpress, "tips", "--plain"],
        "legpress diagnose (text)": [legpress, "diagnose", *SAFE, "--hips", "lift"],
    }


def measure(command: list[str]) -> float:
    """Return the seconds that one run takes. Raises ``CalledProcessError`` if it fails."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print one line a command."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with tempfile.TemporaryDirectory() as name:
        todo = commands(Path(name))
        for command in todo.values():
            measure(command)
        times: dict[str, list[float]] = {title: [] for title in todo}
        for _ in range(rounds):
            for title, command in todo.items():
                times[title].append(measure(command))
    print(f"{'command':28} {'ratio':>6}   middle half    median   ({rounds} rounds, ratio to: {BASE})")
    for title, seconds in times.items():
        ratios = [own / base for own, base in zip(seconds, times[BASE], strict=True)]
        low, middle, high = statistics.quantiles(ratios, n=4)
        print(f"{title:28} {middle:6.2f}   {low:4.2f} - {high:4.2f}   {statistics.median(seconds) * 1000:5.0f} ms")


if __name__ == "__main__":
    main()
