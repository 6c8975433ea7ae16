"""How long legpress takes over files that are made to be slow, beside the same call with the shipped knowledge.

Run it with the Python of the environment to be measured:  .venv/bin/python benchmarks/hostile.py [BYTES]

Each file has a million bytes where no other size is named. The table gives the processor's seconds of each call and how many
times that is what the same call takes with the shipped knowledge. It leaves with 1 where one takes 5 seconds or more,
or the examination of a hostile file in this process 8.

In seconds: benchmarks/hostile.py 200000.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from legpress_cli.knowledge.check.runner import examine
from support import heavy
from support.broken import SHIPPED, hostile_files
from support.legpress import SAFE, Legpress, copy_knowledge

MOST_SECONDS = 5.0
MOST_TO_EXAMINE = 8.0


class Measured(NamedTuple):
    """What one call took, and what it takes with the shipped knowledge; no call may take ``most`` seconds."""

    name: str
    seconds: float
    plain: float
    most: float


def seconds_of(work: Callable[[], object], who: int = resource.RUSAGE_CHILDREN) -> float:
    """Return the processor's seconds that some work takes, here or in the processes that it starts."""
    before = resource.getrusage(who)
    work()
    after = resource.getrusage(who)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@cache
def plain_seconds(*args: str) -> float:
    """Return what a call takes with a copy of the shipped knowledge."""
    with tempfile.TemporaryDirectory() as folder:
        copy_knowledge(Path(folder) / "knowledge")
        return seconds_of(lambda: Legpress(Path(folder))(*args, "--knowledge", "knowledge"))


def call(name: str, args: tuple[str, ...], prepare: Callable[[Path], tuple[str, ...]]) -> Measured:
    """Measure one call in a folder that was prepared for it, with the words that this gives."""
    with tempfile.TemporaryDirectory() as folder:
        words = prepare(Path(folder))
        seconds = seconds_of(lambda: Legpress(Path(folder))(*args, *words, timeout=120))
    return Measured(name, seconds, plain_seconds(*args), MOST_SECONDS)


def with_file(file: str, data: bytes) -> Callable[[Path], tuple[str, ...]]:
    """Return what prepares knowledge with one file of it replaced."""

    def prepare(folder: Path) -> tuple[str, ...]:
        (copy_knowledge(folder / "knowledge") / file).write_bytes(data)
        return ("--knowledge", "knowledge")

    return prepare


def kept(folder: Path) -> tuple[str, ...]:
    """Prepare kept answers to be taken up."""
    heavy.write_kept(Legpress(folder).store)
    return ("--resume",)


def people(case: dict[str, object], size: int) -> Callable[[Path], tuple[str, ...]]:
    """Return what prepares very many people to be run."""
    return lambda folder: ("--cases", str(heavy.write_people(folder / "cases", case, size)))


def measure(size: int) -> Iterator[Measured]:
    """Measure every call, then every examination."""
    for name, (file, make, args) in heavy.KNOWLEDGE.items():
        yield call(name, args, with_file(file, make(size)))
    yield call("causes behind steps", ("check",), lambda folder: ("--knowledge", str(heavy.write_layers(folder / "knowledge"))))
    yield call("the deepest tree", ("tree",), lambda folder: ("--knowledge", str(heavy.write_nested(folder / "knowledge"))))
    yield call("one flag again and again", ("diagnose", *SAFE), lambda _: tuple(heavy.pains()))
    yield call("kept answers", ("diagnose", *SAFE), kept)
    for name, case in heavy.PEOPLE.items():
        yield call(f"people: {name}", ("check",), people(case, size))
    examine(SHIPPED)  # once, for what it loads
    plain = seconds_of(partial(examine, SHIPPED), resource.RUSAGE_SELF)
    for name, (file, data) in hostile_files(size).items():
        files = SHIPPED | {file: data}
        yield Measured(f"examined: {name}", seconds_of(partial(examine, files), resource.RUSAGE_SELF), plain, MOST_TO_EXAMINE)


def main() -> None:
    """Measure each file, print one line for it, and leave with 1 if one takes too long."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else heavy.MEGABYTE
    print(f"{'':52} {'seconds':>8} {'times':>8}")
    late = []
    for found in measure(size):
        print(f"{found.name:52} {found.seconds:8.3f} {found.seconds / max(found.plain, 0.001):8.1f}", flush=True)
        if found.seconds >= found.most:
            late.append(found.name)
    if late:
        sys.exit(f"Too slow: {', '.join(late)}.")


if __name__ == "__main__":
    main()
